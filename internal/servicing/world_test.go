package servicing_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/work"
)

// world is a desk on a real database, a fake bank and a clock that the test moves.
type world struct {
	*testing.T
	ctx  context.Context
	s    *store.Store
	desk *servicing.Desk
	bank *fakeBank
	at   time.Time
}

func dayAt(t time.Time) calendar.Day { return calendar.DayOf(t, calendar.Lagos) }

func newWorld(t *testing.T, s *store.Store) *world {
	w := &world{T: t, ctx: t.Context(), s: s, at: time.Date(2026, 11, 24, 9, 0, 0, 0, calendar.Lagos)}
	now := func() time.Time { return w.at }
	w.bank = newFakeBank(now)
	w.desk = &servicing.Desk{Store: store.Servicing{Store: s}, Bank: w.bank, Now: now, PublicURL: "http://lender.example"}
	return w
}

// each runs a test on both databases.
func each(t *testing.T, f func(w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { f(newWorld(t, s)) })
}

func (w *world) ok(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) exec(sql string, args ...any) {
	w.Helper()
	_, err := w.s.SQL().ExecContext(w.ctx, sql, args...)
	w.ok(err)
}

// accept opens a loan of ₦100,000 over three months, as origination does, with its application and account.
func (w *world) accept() lending.Loan {
	w.Helper()
	terms := lending.Terms{
		Principal: money.Kobo(100_000_00), AnnualRate: money.MustRate("0.60"), Method: lending.Annuity, Instalments: 3,
		DisbursedOn: dayAt(w.at), FirstDueOn: calendar.NoDay,
		Fees: []lending.Fee{{Name: "processing", Kind: lending.UpfrontDeducted, Percent: money.MustRate("0.01")}},
	}
	schedule, err := lending.NewSchedule(terms)
	w.ok(err)
	loan := id.New[lending.Loan]()
	application := id.New[origination.Application]()
	l, err := lending.Open(loan, "L-"+loan.Short(), application.String(), lending.BorrowerID(id.New[lending.Borrower]()), terms, schedule, w.at)
	w.ok(err)
	desk := store.Origination{Store: w.s}
	w.ok(desk.AddApplication(w.ctx, origination.Application{
		ID: application, Number: "A-" + loan.Short(), Borrower: l.Borrower, Name: "Adaeze Okonkwo", Email: "ada@example.ng", Phone: "08030001122",
		BornOn: calendar.Date(1990, 1, 1), Employment: "employed", Principal: terms.Principal, TermMonths: 3, Purpose: "rent",
		State: origination.Accepted, SubmittedAt: w.at, BVN: "22299988877", BVNLast4: "8877", ChangedAt: w.at,
	}, nil))
	w.ok(desk.AddAccount(w.ctx, origination.LinkedAccount{
		ID: id.New[origination.LinkedAccount](), Application: application, MonoID: loan.String(), Institution: "Wema Bank", BankCode: "035",
		Number: "2013344556", Name: "ADAEZE OKONKWO", Currency: "NGN", DataStatus: "AVAILABLE", LinkedAt: w.at, UpdatedAt: w.at,
	}))
	w.ok(w.s.OpenLoan(w.ctx, l))
	return l
}

// ready brings a loan's mandate to ready at the bank and here.
func (w *world) ready(l lending.Loan) lending.Mandate {
	w.Helper()
	w.ok(w.desk.OpenMandate(w.ctx, l.ID))
	m := w.mandate(l)
	w.bank.mandates[m.Reference].State = lending.MandateReady
	w.bank.mandates[m.Reference].AccountNumber = "2013344556"
	w.at = w.at.Add(24 * time.Hour)
	w.ok(w.desk.CheckMandates(w.ctx))
	return w.mandate(l)
}

// active brings a loan to active.
func (w *world) active() lending.Loan {
	w.Helper()
	l := w.accept()
	w.ready(l)
	w.ok(w.desk.Disburse(w.ctx, l.ID))
	w.at = w.at.Add(time.Minute)
	w.ok(w.desk.CheckDisbursements(w.ctx))
	if l = w.loan(l); l.State != lending.LoanActive {
		w.Fatalf("the loan is %s", l.State)
	}
	return l
}

func (w *world) loan(l lending.Loan) lending.Loan {
	w.Helper()
	x, err := w.desk.Store.Loan(w.ctx, l.ID)
	w.ok(err)
	return x
}

func (w *world) mandate(l lending.Loan) lending.Mandate {
	w.Helper()
	m, err := w.desk.Store.LoanMandates(w.ctx, l.ID)
	w.ok(err)
	if len(m) == 0 {
		w.Fatal("no mandate")
	}
	return m[0]
}

func (w *world) debits(l lending.Loan) []lending.Debit {
	w.Helper()
	x, err := w.desk.Store.LoanDebits(w.ctx, l.ID)
	w.ok(err)
	return x
}

func (w *world) file(l lending.Loan) servicing.LoanFile {
	w.Helper()
	f, err := w.desk.Store.LoanFile(w.ctx, l.ID, dayAt(w.at))
	w.ok(err)
	return f
}

// to moves the clock to half past six of a day.
func (w *world) to(day calendar.Day) { w.at = day.At(6, 30, calendar.Lagos) }

// collect makes a run as a command, which sends its debits at once.
func (w *world) collect() servicing.Run {
	w.Helper()
	run, err := w.desk.CollectDue(w.ctx, dayAt(w.at), servicing.TriggerCommand)
	w.ok(err)
	return run
}

// due is the first due day of a loan.
func due(l lending.Loan) calendar.Day { return l.Schedule.Rows[0].DueOn }

// states lists the debits, oldest first, like "settled#1".
func (w *world) states(l lending.Loan) string {
	w.Helper()
	text := ""
	for _, d := range w.debits(l) {
		text = fmt.Sprintf("%s#%d.%d ", d.State, d.Instalment, d.Attempt) + text
	}
	return text
}

// sound checks what must hold at every moment: books balanced, money at the bank as in the books,
// nobody debited above what the contract asks for.
func (w *world) sound(l lending.Loan) {
	w.Helper()
	journals, err := w.desk.Store.Journals(w.ctx, l.ID)
	w.ok(err)
	for _, j := range journals {
		w.ok(j.Balanced())
	}
	g := lending.LedgerOf(journals)
	summed, err := w.desk.Store.Ledger(w.ctx, l.ID)
	w.ok(err)
	if a, b := fmt.Sprint(summed.Instalments(l.Schedule), summed.Owes(), summed.Started()), fmt.Sprint(g.Instalments(l.Schedule), g.Owes(), g.Started()); a != b {
		w.Fatal("the database sums to", a, "the journals to", b)
	}
	if !g.Total().IsZero() {
		w.Fatal("the books sum to", g.Total())
	}
	l = w.loan(l) // its schedule may have changed
	if paid := g.Repaid(l.Schedule).Total(); l.Schedule.TotalDue.Less(paid) || g.Balance(lending.BorrowerCreditBalances).Minor() != 0 {
		w.Fatal("paid", paid, "over", g.Balance(lending.BorrowerCreditBalances))
	}
	settled, waiting := int64(0), int64(0)
	for _, d := range w.debits(l) {
		if d.Kept() {
			settled += d.Amount.Minor()
			if !d.PaidOut() {
				waiting += d.Amount.Minor()
			}
		}
	}
	if got := g.Balance(lending.CollectionsInTransit).Minor(); got != waiting {
		w.Fatal("debits on their way", waiting, "in the books", got)
	}
	if got := w.mandate(l).Collected.Minor(); got != settled {
		w.Fatal("the mandate counts", got, "of", settled)
	}
}

func (w *world) wanted(kind work.Kind) int {
	n := 0
	for _, i := range storetest.Work(w.T, w.s) {
		if i.Kind == kind {
			n++
		}
	}
	return n
}
