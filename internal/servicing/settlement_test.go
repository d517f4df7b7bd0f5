package servicing_test

import (
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

// rules gives the desk other rules than the default ones.
func (w *world) rules(change func(*servicing.Rules)) {
	w.desk.Rules = servicing.DefaultRules()
	change(&w.desk.Rules)
}

// paidOne is a loan whose first instalment was collected on its due day.
func (w *world) paidOne() (lending.Loan, lending.Debit) {
	w.Helper()
	l := w.active()
	w.bank.balance = 1_000_000_00
	w.to(due(l))
	if run := w.collect(); run.Settled != 1 {
		w.Fatalf("%+v", run)
	}
	return l, w.debits(l)[0]
}

func (w *world) balance(l lending.Loan, a lending.Account) int64 {
	return w.ledger(l).Balance(a).Minor()
}

// breaks lists the kinds of open items, newest first.
func (w *world) breaks() string {
	w.Helper()
	open, err := w.desk.Store.Breaks(w.ctx, true, 100)
	w.ok(err)
	text := ""
	for _, b := range open {
		if b.Advice() == "" || b.Said == "" {
			w.Errorf("%s says nothing", b.Kind)
		}
		text += string(b.Kind) + " "
	}
	return text
}

// wellKept holds the books against themselves.
func (w *world) wellKept() {
	w.Helper()
	w.ok(w.desk.EndToday(w.ctx))
	checks, err := w.desk.CheckBooks(w.ctx)
	w.ok(err)
	if len(checks) < 15 {
		w.Fatal("only", len(checks), "checks")
	}
	for _, c := range checks {
		if c.Found > 0 {
			w.Errorf("%s: %d, %v", c.Name, c.Found, c.Examples)
		}
	}
}

func TestMoneyArrivesOnTheNextWorkingDay(t *testing.T) {
	each(t, func(w *world) {
		w.rules(func(r *servicing.Rules) { r.Settlement = servicing.ByRule })
		l, d := w.paidOne()
		w.ok(w.desk.SettleCollections(w.ctx))
		if w.debits(l)[0].PaidOut() {
			w.Fatal("paid out on the day of the debit")
		}
		arrives := dayAt(w.at).AddBusinessDays(1, "NG")
		w.to(arrives - 1)
		w.ok(w.desk.SettleCollections(w.ctx))
		if w.debits(l)[0].PaidOut() != (dayAt(w.at) >= arrives) {
			w.Fatal("paid out too early")
		}
		before := w.balance(l, lending.BankOperating)
		for range 2 {
			w.to(arrives + 3)
			w.ok(w.desk.SettleCollections(w.ctx))
		}
		x := w.debits(l)[0]
		if x.PaidOutOn != arrives || w.balance(l, lending.CollectionsInTransit) != 0 || w.balance(l, lending.ProviderFeesPayable) != 0 {
			w.Fatalf("on %s, 1030 %d, 2080 %d", x.PaidOutOn, w.balance(l, lending.CollectionsInTransit), w.balance(l, lending.ProviderFeesPayable))
		}
		if got := w.balance(l, lending.BankOperating) - before; got != d.Amount.Minor()-d.Fee.Minor() {
			w.Error("1010 has", got, "more")
		}
		w.sound(l)
		w.wellKept()
	})
}

func TestPayoutsAreMatchedDebitByDebit(t *testing.T) {
	each(t, func(w *world) {
		w.rules(func(r *servicing.Rules) { r.PayoutsEvery = 0 })
		l, d := w.paidOne()
		w.at = w.at.Add(24 * time.Hour)
		part := servicing.PayoutPart{Reference: d.Reference, Amount: d.Amount, Fee: money.Kobo(61_00)}
		stranger := servicing.PayoutPart{Reference: "somebody-elses", Amount: money.Kobo(5_000_00)}
		w.bank.payouts = []servicing.Payout{
			{MonoID: "p2", On: dayAt(w.at), Amount: d.Amount.Add(stranger.Amount).Add(money.Kobo(1)), Parts: []servicing.PayoutPart{part, stranger}},
		}
		for range 2 {
			w.ok(w.desk.SettleCollections(w.ctx))
		}
		if got := w.breaks(); got != "sum_differs unknown_payment " {
			w.Error("items:", got)
		}
		if w.balance(l, lending.CollectionsInTransit) != 0 || w.balance(l, lending.ProviderAndBankCharges) != 61_00 {
			w.Error("1030", w.balance(l, lending.CollectionsInTransit), "5040", w.balance(l, lending.ProviderAndBankCharges))
		}
		w.bank.payouts = append(w.bank.payouts, servicing.Payout{MonoID: "p3", On: dayAt(w.at), Amount: d.Amount, Parts: []servicing.PayoutPart{part}})
		w.ok(w.desk.SettleCollections(w.ctx))
		if got := w.breaks(); got != "paid_out_twice sum_differs unknown_payment " {
			w.Error("items:", got)
		}
		open, err := w.desk.Store.Breaks(w.ctx, true, 1)
		w.ok(err)
		w.ok(w.desk.ResolveBreak(w.ctx, open[0].ID, "Officer Ngozi", "The provider took it back."))
		if got := w.breaks(); got != "sum_differs unknown_payment " {
			w.Error("items:", got)
		}
		w.sound(l)
		w.wellKept()
	})
}

func TestADebitThatIsInNoPayoutIsChased(t *testing.T) {
	each(t, func(w *world) {
		w.rules(func(r *servicing.Rules) { r.PayoutsEvery = 0 })
		l, _ := w.paidOne()
		day := dayAt(w.at)
		for dayAt(w.at) < day.AddBusinessDays(2, "NG") {
			w.ok(w.desk.SettleCollections(w.ctx))
			if got := w.breaks(); got != "" {
				w.Fatal(dayAt(w.at), got)
			}
			w.at = w.at.Add(24 * time.Hour)
		}
		w.at = w.at.Add(24 * time.Hour)
		w.ok(w.desk.SettleCollections(w.ctx))
		if got := w.breaks(); got != "not_paid_out " {
			w.Error("items:", got)
		}
		if w.balance(l, lending.CollectionsInTransit) == 0 {
			w.Error("1030 is empty without a payout")
		}
	})
}

// A debit is taken back by the bank weeks later: before and after its money had arrived, once and twice said.
func TestMoneyTakenBackOpensTheInstalmentFromItsDueDay(t *testing.T) {
	each(t, func(w *world) {
		w.rules(func(r *servicing.Rules) { r.Settlement = servicing.ByRule })
		l, d := w.paidOne()
		w.to(due(l) + 20)
		w.ok(w.desk.SettleCollections(w.ctx))
		w.ok(w.desk.DebitDisputed(w.ctx, servicing.ReversalReport{Reference: d.Reference, Amount: d.Amount}))
		if x := w.loan(l); x.StoppedWhy == "" || w.breaks() != "disputed " {
			w.Fatal("a dispute rests debits:", x.StoppedWhy, w.breaks())
		}
		for range 2 {
			w.ok(w.desk.DebitReversed(w.ctx, servicing.ReversalReport{Reference: d.Reference, Amount: d.Amount}))
		}
		w.ok(w.desk.DebitReversed(w.ctx, servicing.ReversalReport{Reference: "unknown"}))
		f := w.file(l)
		if f.DaysPastDue != 20 || !f.Instalments[0].Outstanding.Equal(d.Amount) || f.Loan.StoppedWhy == "" {
			w.Errorf("%d days, %s open", f.DaysPastDue, f.Instalments[0].Outstanding)
		}
		if w.balance(l, lending.CollectionsInTransit) != 0 {
			w.Error("1030 holds", w.balance(l, lending.CollectionsInTransit))
		}
		w.sound(l)
		w.wellKept()
		w.ok(w.desk.ResumeDebits(w.ctx, l.ID, "Officer Ngozi"))
		w.collect()
		if got := w.states(l); got != "settled#1.1 settled#1.2 " {
			w.Error(got)
		}
		w.sound(l)
		w.wellKept()
	})
}

func TestALoanThatWasClosedOpensAgain(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.bank.balance = 1_000_000_00
		for _, r := range l.Schedule.Rows {
			w.to(r.DueOn)
			w.collect()
		}
		last := w.debits(l)[0]
		w.to(l.Schedule.LastDueOn() + 30)
		w.ok(w.desk.DebitReversed(w.ctx, servicing.ReversalReport{Reference: last.Reference}))
		x := w.loan(l)
		if x.State != lending.LoanActive || x.ClosedOn != calendar.NoDay || x.StoppedWhy == "" || w.file(l).DaysPastDue != 30 {
			w.Errorf("%s, %q, %d days", x.State, x.StoppedWhy, w.file(l).DaysPastDue)
		}
		w.sound(l)
		w.wellKept()
		if got := w.breaks(); got != "reversed_at_end " {
			w.Error(got)
		}
	})
}

func TestAReversalThatDoesNotFitBooksNothing(t *testing.T) {
	each(t, func(w *world) {
		l, d := w.paidOne()
		w.ok(w.desk.DebitReversed(w.ctx, servicing.ReversalReport{Reference: d.Reference, Amount: d.Amount.Sub(money.Kobo(1))}))
		if got := w.breaks(); got != "reversed_unclear " || w.debits(l)[0].Reversed() {
			w.Error(got)
		}
		w.sound(l)
	})
}
