package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Parts is an amount by what it is for. The four never share an account (L7).
type Parts struct {
	Principal, Interest, Fees, Penalties money.Money
}

// Total is the sum of the parts.
func (p Parts) Total() money.Money {
	return money.Sum(p.Principal, p.Interest, p.Fees, p.Penalties)
}

// Add is the sum, part by part.
func (p Parts) Add(o Parts) Parts {
	return Parts{p.Principal.Add(o.Principal), p.Interest.Add(o.Interest), p.Fees.Add(o.Fees), p.Penalties.Add(o.Penalties)}
}

// Sub is the difference, part by part.
func (p Parts) Sub(o Parts) Parts {
	return Parts{p.Principal.Sub(o.Principal), p.Interest.Sub(o.Interest), p.Fees.Sub(o.Fees), p.Penalties.Sub(o.Penalties)}
}

func (p Parts) of(a Account) money.Money {
	switch a {
	case LoanPrincipal:
		return p.Principal
	case InterestReceivable:
		return p.Interest
	case FeesReceivable:
		return p.Fees
	case PenaltiesReceivable:
		return p.Penalties
	}
	return money.Money{}
}

type place struct {
	account    Account
	instalment int
}

// Ledger is one loan's books: every balance is a sum of entries, and there is no other balance.
type Ledger struct {
	balances map[place]money.Money // debits less credits
	claimed  map[place]money.Money // of them what was accrued and charged, so what was ever claimed
	struck   map[place]money.Money // and what was waived or written off, so not paid
	started  bool
}

// LedgerOf sums journals of one loan.
func LedgerOf(journals []Journal) Ledger {
	l := Ledger{balances: map[place]money.Money{}, claimed: map[place]money.Money{}, struck: map[place]money.Money{}}
	kinds := make(map[JournalID]JournalKind, len(journals))
	for _, j := range journals {
		kinds[j.ID] = j.Kind
	}
	for _, j := range journals {
		if j.Kind == DisbursementConfirmed {
			l.started = true
		}
		kind := j.Kind
		if kind == Reversal {
			kind = kinds[j.Reverses]
		}
		for _, e := range j.Entries {
			l.add(kind, e)
		}
	}
	return l
}

// LedgerSum is the debits less the credits of the entries of one account, instalment and kind of
// journal; what a reversal mirrors counts under the kind of what it reverses.
type LedgerSum struct {
	Account    Account
	Instalment int
	Kind       JournalKind
	Balance    money.Money
}

// LedgerOfSums makes a ledger of sums that a database has made: the same as LedgerOf of the journals.
func LedgerOfSums(sums []LedgerSum) Ledger {
	l := Ledger{balances: map[place]money.Money{}, claimed: map[place]money.Money{}, struck: map[place]money.Money{}}
	for _, s := range sums {
		if s.Kind == DisbursementConfirmed {
			l.started = true
		}
		l.add(s.Kind, Entry{Account: s.Account, Side: DebitSide, Amount: s.Balance, Instalment: s.Instalment})
	}
	return l
}

// add sums an entry of a journal of a kind; a mirror's entries count as negative ones of what it reverses.
func (l Ledger) add(kind JournalKind, e Entry) {
	p, amount := place{e.Account, e.Instalment}, e.Amount
	if e.Side == CreditSide {
		amount = amount.Neg()
	}
	l.balances[p] = l.balances[p].Add(amount)
	switch kind {
	case InterestAccrued, FeesFellDue, PenaltyCharged:
		l.claimed[p] = l.claimed[p].Add(amount)
	case Waived, WrittenOff:
		l.struck[p] = l.struck[p].Sub(amount)
	}
}

// Balance is debits less credits of an account, over all instalments.
func (l Ledger) Balance(a Account) money.Money {
	var sum money.Money
	for p, m := range l.balances {
		if p.account == a {
			sum = sum.Add(m)
		}
	}
	return sum
}

// Total is the sum of all balances: nothing, as long as every journal is balanced.
func (l Ledger) Total() money.Money {
	var sum money.Money
	for _, m := range l.balances {
		sum = sum.Add(m)
	}
	return sum
}

// Owes is what the loan's receivables hold: principal outstanding, and interest, fees and penalties
// that have fallen due and were not paid.
func (l Ledger) Owes() Parts {
	return Parts{l.Balance(LoanPrincipal), l.Balance(InterestReceivable), l.Balance(FeesReceivable), l.Balance(PenaltiesReceivable)}
}

// Instalment is one instalment with what was paid of it and what is owed, from entries alone.
type Instalment struct {
	Row     Row
	Accrued bool // its interest and fees are in the books in full
	Paid    Parts
	Struck  Parts // waived or written off
	Owed    Parts
}

// Settled reports whether nothing is owed on it.
func (s Instalment) Settled() bool { return s.Owed.Total().IsZero() }

// Instalments gives each row's standing. Principal was booked in one sum, so what was credited to
// 1100 under an instalment's number was paid on it or struck; interest and fees are booked per
// instalment, and what of them is not in the books yet is still to come.
func (l Ledger) Instalments(s Schedule) []Instalment {
	out := make([]Instalment, 0, len(s.Rows))
	for _, r := range s.Rows {
		out = append(out, l.instalment(r))
	}
	return out
}

func (l Ledger) instalment(r Row) Instalment {
	at := func(of map[place]money.Money, a Account) money.Money { return of[place{a, r.N}] }
	booked := at(l.claimed, InterestReceivable)
	charged := at(l.claimed, FeesReceivable)
	x := Instalment{Row: r, Accrued: !booked.Less(r.Interest) && !charged.Less(r.Fees)}
	x.Struck = Parts{at(l.struck, LoanPrincipal), at(l.struck, InterestReceivable), at(l.struck, FeesReceivable), at(l.struck, PenaltiesReceivable)}
	x.Owed = Parts{
		Principal: r.Principal.Add(at(l.balances, LoanPrincipal)),
		Interest:  r.Interest.Sub(booked).Add(at(l.balances, InterestReceivable)),
		Fees:      r.Fees.Sub(charged).Add(at(l.balances, FeesReceivable)),
		Penalties: at(l.balances, PenaltiesReceivable),
	}
	asked := Parts{r.Principal, r.Interest, r.Fees, at(l.claimed, PenaltiesReceivable)}
	x.Paid = asked.Sub(x.Owed).Sub(x.Struck)
	return x
}

// Due gives the instalments that fell due by a day and are not paid, oldest first.
func (l Ledger) Due(s Schedule, on calendar.Day) []Instalment {
	var due []Instalment
	for _, x := range l.Instalments(s) {
		if x.Row.DueOn <= on && !x.Settled() {
			due = append(due, x)
		}
	}
	return due
}

// Owed sums what instalments owe.
func Owed(instalments []Instalment) money.Money {
	var sum money.Money
	for _, x := range instalments {
		sum = sum.Add(x.Owed.Total())
	}
	return sum
}

// Repaid is what was paid on the schedule so far.
func (l Ledger) Repaid(s Schedule) Parts {
	var sum Parts
	for _, x := range l.Instalments(s) {
		sum = sum.Add(x.Paid)
	}
	return sum
}

// Started reports whether the loan was paid out.
func (l Ledger) Started() bool { return l.started }
