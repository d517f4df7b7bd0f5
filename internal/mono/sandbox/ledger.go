package sandbox

import (
	"slices"
	"sync"
	"time"
)

// row is one line of a statement; amounts in kobo.
type row struct {
	ID        string
	At        time.Time
	Credit    bool
	Amount    int64
	Balance   int64
	Narration string
	Category  string // what a perfect categoriser would say, in Mono's words
	Stream    string // who pays or is paid, when it is somebody with a rhythm
}

// effect is money that really moved through the API: a debit out or a disbursement in.
type effect struct {
	ID        string    `json:"id"`
	At        time.Time `json:"at"`
	Credit    bool      `json:"credit"`
	Amount    int64     `json:"amount"`
	Narration string    `json:"narration"`
	Reference string    `json:"reference"`
	Loan      bool      `json:"loan"` // a disbursement: from then on the person has the lender to pay
}

func effectsOn(tx Tx, a bankAccount) []effect {
	return all[effect](tx, "effect", a.nip+a.number+"/")
}

func addEffect(tx Tx, a bankAccount, e effect) {
	e.ID = objectID(e.At)
	tx.Put("effect", a.nip+a.number+"/"+e.ID, e)
}

// ledger plays an account day by day. The whole story is played from the first day each time, so
// that nothing depends on when somebody looked.
type ledger struct {
	seed     int64
	start    time.Time // first start of the sandbox
	account  bankAccount
	rows     []row
	balance  int64
	loan     time.Time // first loan received through the API
	borrowed int64
}

// play gives every row up to the end of the day of until.
func (l *ledger) play(effects []effect, until time.Time) []row {
	l.balance = l.account.opening
	first := l.start.AddDate(0, 0, -l.account.opened)
	last := dayOf(until)
	for date := first; !date.After(last); date = date.AddDate(0, 0, 1) {
		next := date.AddDate(0, 0, 1)
		n := 0
		for n < len(effects) && effects[n].At.Before(next) {
			n++
		}
		l.playDay(date, effects[:n])
		effects = effects[n:]
	}
	return l.rows
}

// playDay orders what the person means to do and what the lender did, and books it.
func (l *ledger) playDay(date time.Time, effects []effect) {
	d := newDay(l, date)
	if l.account.habit != nil {
		l.account.habit(d)
		d.bankCharges()
	}
	slices.SortStableFunc(d.plans, func(a, b plan) int { return a.at.Compare(b.at) })
	for _, p := range d.plans {
		for len(effects) > 0 && effects[0].At.Before(p.at) {
			l.bookEffect(effects[0])
			effects = effects[1:]
		}
		l.bookPlan(p)
	}
	for _, e := range effects {
		l.bookEffect(e)
	}
}

func (l *ledger) bookEffect(e effect) {
	if e.Loan && l.loan.IsZero() {
		l.loan = e.At
	}
	if e.Loan {
		l.borrowed += e.Amount
	}
	category := "loan_repayments"
	switch {
	case e.Loan:
		category = "loans"
	case e.Credit:
		category = "returned_debit"
	}
	l.book(row{ID: e.ID, At: e.At, Credit: e.Credit, Amount: e.Amount, Narration: e.Narration, Category: category})
}

// unpaidFee is what the bank takes for a direct debit that it could not pay: ₦500 and VAT.
const unpaidFee = 537_50

// bookPlan books what the balance allows: a plan that may be left is left rather than overdraw.
func (l *ledger) bookPlan(p plan) {
	amount := p.amount
	if p.above > 0 {
		amount = (l.balance - p.above) / 10_000 * 10_000
		if p.amount > 0 {
			amount = min(amount, p.amount)
		}
		if amount < 100_000 {
			return
		}
	}
	if !p.credit && l.balance-amount-transferFee(p, amount) < p.floor {
		if p.unpaid && l.balance > unpaidFee {
			l.book(row{At: p.at, Amount: unpaidFee, Narration: "UNPAID DIRECT DEBIT FEE INSUFFICIENT FUNDS", Category: "bank_charges"})
		}
		return
	}
	r := row{At: p.at, Credit: p.credit, Amount: amount, Narration: p.narration, Category: p.category, Stream: p.stream}
	l.book(r)
	l.bookCosts(p, amount)
}

// bookCosts books the fee of a transfer out and the ₦50 levy on money in of ₦10,000 and more.
func (l *ledger) bookCosts(p plan, amount int64) {
	style := l.account.style
	if fee := transferFee(p, amount); fee > 0 && style.fee != "" {
		l.book(row{At: p.at.Add(time.Second), Amount: fee, Narration: style.fee, Category: "bank_charges"})
	}
	if p.credit && p.transfer && amount >= 10_000_00 && style.levy != "" {
		l.book(row{At: p.at.Add(2 * time.Second), Amount: 50_00, Narration: style.levy, Category: "bank_charges"})
	}
}

// transferFee is the NIP fee with VAT in kobo: ₦10, ₦25 or ₦50 plus 7.5 %.
func transferFee(p plan, amount int64) int64 {
	switch {
	case !p.transfer || p.credit:
		return 0
	case amount <= 5_000_00:
		return 10_75
	case amount <= 50_000_00:
		return 26_88
	}
	return 53_75
}

func (l *ledger) book(r row) {
	if r.Credit {
		l.balance += r.Amount
	} else {
		l.balance -= r.Amount
	}
	r.Balance = l.balance
	if r.ID == "" {
		r.ID = hashID(l.seed, l.account.nip, l.account.number, r.At.Unix(), len(l.rows), r.Narration)
	}
	l.rows = append(l.rows, r)
}

// rowCache keeps the story of an account for the day: it changes with the day and with effects.
type rowCache struct {
	mu    sync.Mutex
	known map[string]cachedRows
}

type cachedRows struct {
	day     time.Time
	effects int
	rows    []row
}

// rowsOf gives the rows of an account up to now, oldest first. The start must be known.
func (s *Server) rowsOf(tx Tx, a bankAccount, now time.Time) []row {
	effects := effectsOn(tx, a)
	key, day := a.nip+a.number, dayOf(now)
	s.cache.mu.Lock()
	defer s.cache.mu.Unlock()
	c := s.cache.known[key]
	if !c.day.Equal(day) || c.effects != len(effects) || c.rows == nil {
		l := ledger{seed: s.Seed, start: s.start, account: a}
		c = cachedRows{day, len(effects), l.play(effects, now)}
		if s.cache.known == nil {
			s.cache.known = map[string]cachedRows{}
		}
		s.cache.known[key] = c
	}
	n := len(c.rows)
	for n > 0 && c.rows[n-1].At.After(now) {
		n--
	}
	return c.rows[:n:n]
}

// balanceOf is what is in the account at now, in kobo.
func (s *Server) balanceOf(tx Tx, a bankAccount, now time.Time) int64 {
	rows := s.rowsOf(tx, a, now)
	if len(rows) == 0 {
		return a.opening
	}
	return rows[len(rows)-1].Balance
}
