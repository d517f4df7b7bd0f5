package servicing_test

import (
	"context"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

// a debit is booked with the planned amount, whatever the bank says was taken.
func TestBooksWhatTheBankTook(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.dropped = 1
		w.collect()
		for range 4 {
			w.at = w.at.Add(31 * time.Minute)
			_ = w.desk.Reconcile(w.ctx)
		}
		t.Log(w.states(l))
		// the order arrives late after all
		x := w.debits(l)[0]
		w.bank.debits[x.Reference] = servicing.DebitReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled, Amount: x.Amount, At: w.at}
		w.bank.taken += x.Amount.Minor()
		w.bank.balance = 200_000_00
		w.to(l.Schedule.Rows[1].DueOn)
		w.collect()
		w.at = w.at.Add(time.Hour)
		_ = w.desk.Reconcile(w.ctx)
		t.Log(w.states(l))
		if got := w.mandate(l).Collected.Minor(); got != w.bank.taken {
			t.Errorf("the bank took %d, the books say %d", w.bank.taken, got)
		}
	})
}

type hookBank struct {
	*fakeBank
	name   func() (string, error)
	lookup func(ref string) (servicing.DebitReport, error, bool)
	xfer   func(servicing.TransferRequest) (servicing.DisbursementReport, bool)
}

func (b hookBank) AccountName(ctx context.Context, a, c string) (string, error) {
	if b.name != nil {
		return b.name()
	}
	return b.fakeBank.AccountName(ctx, a, c)
}
func (b hookBank) LookUpDebit(ctx context.Context, m, r string) (servicing.DebitReport, error) {
	if b.lookup != nil {
		if x, err, ok := b.lookup(r); ok {
			return x, err
		}
	}
	return b.fakeBank.LookUpDebit(ctx, m, r)
}
func (b hookBank) Transfer(ctx context.Context, r servicing.TransferRequest) servicing.DisbursementReport {
	if b.xfer != nil {
		if x, ok := b.xfer(r); ok {
			return x
		}
	}
	return b.fakeBank.Transfer(ctx, r)
}

// a slow fulfilment check ends a transfer that another process has made meanwhile; the officer pays twice.
func TestSlowNameCheckDoesNotFailATransferOnItsWay(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ready(l)
		other := *w.desk
		slow := *w.desk
		slow.Bank = hookBank{fakeBank: w.bank, name: func() (string, error) {
			w.ok(other.Disburse(w.ctx, l.ID)) // the other process passes us
			return "", fault.Newf(fault.NotFound, "no such account")
		}}
		w.ok(slow.Disburse(w.ctx, l.ID))
		x, err := w.desk.Store.Disbursement(w.ctx, l.ID)
		w.ok(err)
		t.Log(x.State, x.Said, "paid out", w.bank.paidOut)
		if x.State == servicing.DisbursementFailed {
			t.Errorf("failed here, paid at the bank: %d", w.bank.paidOut)
			w.ok(w.desk.RetryDisbursement(w.ctx, l.ID, "officer"))
			w.ok(w.desk.Disburse(w.ctx, l.ID))
			t.Errorf("after the officer's retry the bank has paid out %d of %d", w.bank.paidOut, x.Amount.Minor())
		}
	})
}

// outcomes in progress are looked up at ever longer intervals.
func TestLooksGrowApart(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.pending = true
		w.collect()
		before := w.bank.calls["lookup"]
		for range 24 * 60 {
			w.at = w.at.Add(time.Minute)
			_ = w.desk.Reconcile(w.ctx)
		}
		if n := w.bank.calls["lookup"] - before; n > 60 {
			t.Errorf("%d look-ups of one debit in a day; looks=%d", n, w.debits(l)[0].Looks)
		}
	})
}

// a loan is not paid out after its first due day.
func TestLateTransfer(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ready(l)
		low := true
		d := *w.desk
		d.Bank = hookBank{fakeBank: w.bank, xfer: func(r servicing.TransferRequest) (servicing.DisbursementReport, bool) {
			return servicing.DisbursementReport{Reference: r.Reference, Outcome: servicing.OutcomeNotSent, Said: "wallet"}, low
		}}
		w.ok(d.Disburse(w.ctx, l.ID))
		w.to(due(l) + 5)
		low = false
		w.ok(d.CheckDisbursements(w.ctx))
		w.at = w.at.Add(5 * time.Minute)
		w.ok(d.CheckDisbursements(w.ctx))
		w.at = w.at.Add(5 * time.Minute)
		w.ok(d.CheckDisbursements(w.ctx))
		if f := w.file(l); f.Loan.State == lending.LoanActive && f.DaysPastDue > 0 {
			t.Errorf("paid out on %s, first due on %s: %d days late on the day of the pay-out", f.Loan.DisbursedOn, due(l), f.DaysPastDue)
		}
	})
}

// the mandate ends while the transfer is on its way.
func TestMandateEndsDuringTransfer(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		m := w.ready(l)
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		w.bank.mandates[m.Reference].State = lending.MandateCancelled
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{MonoID: m.MonoID, State: lending.MandateCancelled}))
		w.at = w.at.Add(time.Minute)
		w.ok(w.desk.CheckDisbursements(w.ctx))
		for day := range 10 {
			w.to(due(l).AddDays(day))
			w.collect()
		}
		f := w.file(l)
		if f.Loan.State == lending.LoanActive && f.Loan.StoppedWhy == "" {
			t.Errorf("active, mandate %s, %d days late, debits %q, nobody is asked to act", f.Mandate.State, f.DaysPastDue, w.states(l))
		}
	})
}

// a new mandate long after the last due day.
func TestNewMandateInLongArrears(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		m := w.mandate(l)
		w.to(l.Schedule.LastDueOn() + 61)
		w.bank.mandates[m.Reference].State = lending.MandateExpired
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{MonoID: m.MonoID, State: lending.MandateExpired}))
		if err := w.desk.OpenMandate(w.ctx, l.ID); err != nil {
			t.Error("no new mandate is possible:", err)
		}
	})
}

// Mono reports a debit that it does not find when asked: a person is told.
func TestMandateDeletedDebitInFlight(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.lost = 1
		w.bank.pending = true
		d := *w.desk
		d.Bank = hookBank{fakeBank: w.bank, lookup: func(r string) (servicing.DebitReport, error, bool) {
			return servicing.DebitReport{Reference: r, Outcome: servicing.OutcomeNotFound}, nil, true // mandate cancelled and deleted at Mono
		}}
		_, err := d.CollectDue(w.ctx, dayAt(w.at), servicing.TriggerCommand)
		w.ok(err)
		for range 4 {
			w.at = w.at.Add(31 * time.Minute)
			_ = d.Reconcile(w.ctx)
		}
		x := w.debits(l)[0]
		w.ok(d.DebitReported(w.ctx, servicing.DebitReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled, Amount: x.Amount}))
		if got := w.breaks(); got != "not_settled_here " {
			t.Errorf("Mono said that %d was taken, and nobody is told: %q %s", w.bank.taken, got, w.states(l))
		}
	})
}

// one 404 cancels a mandate for good.
func TestOne404(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		m := w.mandate(l)
		kept := w.bank.mandates[m.Reference]
		delete(w.bank.mandates, m.Reference)
		w.at = w.at.Add(25 * time.Hour)
		_ = w.desk.CheckMandates(w.ctx)
		w.bank.mandates[m.Reference] = kept
		w.at = w.at.Add(25 * time.Hour)
		_ = w.desk.CheckMandates(w.ctx)
		if s := w.mandate(l).State; s != lending.MandateReady {
			t.Errorf("one 404, and the mandate is %s for good; loan: %q", s, w.loan(l).StoppedWhy)
		}
	})
}

// the account is the borrower's
func TestAccountOfSomebodyElse(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		m := w.mandate(l)
		b := w.bank.mandates[m.Reference]
		b.State, b.AccountNumber, b.AccountName, b.BankCode = lending.MandateReady, "0999999999", "MUSA STRANGER", "058"
		w.bank.holder = "MUSA STRANGER"
		w.at = w.at.Add(24 * time.Hour)
		w.ok(w.desk.CheckMandates(w.ctx))
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		if w.bank.paidOut > 0 {
			t.Error("Adaeze's loan was paid to MUSA STRANGER:", w.bank.paidOut)
		}
	})
}

// unpaid rest below Mono's smallest debit
func TestSmallRest(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		d := *w.desk
		d.Rules = servicing.DefaultRules()
		d.Rules.DebitMax = l.Schedule.Rows[0].Due.Sub(money.Kobo(150_00))
		w.bank.balance = 500_000_00
		for day := range 5 {
			w.to(due(l).AddDays(day))
			_, err := d.CollectDue(w.ctx, dayAt(w.at), servicing.TriggerCommand)
			w.ok(err)
		}
		f := w.file(l)
		t.Log(w.states(l), f.DaysPastDue, f.Loan.StoppedWhy)
		if f.DaysPastDue > 0 && f.Loan.StoppedWhy == "" {
			t.Error("a rest below the smallest debit is late for good and nobody is told")
		}
	})
}

// a planned debit with a reference that was sent before
func TestLateExecutionIsFoundBeforeTheBalance(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.dropped = 1
		w.collect()
		for range 4 {
			w.at = w.at.Add(31 * time.Minute)
			_ = w.desk.Reconcile(w.ctx)
		}
		x := w.debits(l)[0]
		w.bank.debits[x.Reference] = servicing.DebitReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled, Amount: x.Amount, At: w.at}
		w.bank.taken += x.Amount.Minor()
		w.bank.balance = 100
		w.at = w.at.Add(5 * time.Hour)
		w.collect()
		t.Log(w.states(l))
		// the webhook comes, late
		w.ok(w.desk.DebitReported(w.ctx, servicing.DebitReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled, Amount: x.Amount}))
		t.Log(w.states(l))
		if got := w.mandate(l).Collected.Minor(); got != w.bank.taken {
			t.Errorf("the bank took %d, booked %d: %s", w.bank.taken, got, w.states(l))
		}
	})
}

// a transfer that may have been made is not withdrawn.
func TestWithdrawAfterItMayHaveBeenMade(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		m := w.ready(l)
		w.bank.dropped = 1
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		for range 3 {
			w.at = w.at.Add(31 * time.Minute)
			_ = w.desk.CheckDisbursements(w.ctx)
		}
		x, err := w.desk.Store.Disbursement(w.ctx, l.ID)
		w.ok(err)
		t.Log(x.State, x.Said)
		// it arrives late; and Mono says so
		w.bank.transfers[x.Reference] = servicing.DisbursementReport{Reference: x.Reference, MonoID: "dsb", Outcome: servicing.OutcomeSettled, At: w.at}
		w.bank.paidOut += x.Amount.Minor()
		w.ok(w.desk.DisbursementReported(w.ctx, servicing.DisbursementReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled}))
		w.bank.mandates[m.Reference].State = lending.MandateCancelled
		w.at = w.at.Add(5 * time.Minute)
		_ = w.desk.CheckDisbursements(w.ctx)
		w.ok(w.desk.DisbursementReported(w.ctx, servicing.DisbursementReport{Reference: x.Reference, Outcome: servicing.OutcomeSettled}))
		if s := w.loan(l).State; s != lending.LoanActive {
			t.Errorf("the borrower has %d, the loan is %s", w.bank.paidOut, s)
		}
	})
}

// a refusal of the database is not "the debit has ended already".
func TestADatabaseConflictIsNotSwallowed(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.pending = true
		w.collect()
		w.bank.pending = false
		x := w.debits(l)[0]
		r := w.bank.debits[x.Reference]
		r.Fee = money.Kobo(-5500) // a CHECK refuses it
		w.bank.debits[x.Reference] = r
		err := w.desk.DebitReported(w.ctx, r)
		t.Log(err, w.states(l))
		if err == nil && w.debits(l)[0].State != lending.DebitSettled {
			t.Error("the report was taken without an error and nothing was written:", w.states(l))
		}
	})
}

// one loan that cannot be planned.
func TestAPoisonLoanDoesNotStopTheRun(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		k := w.active()
		w.to(due(k))
		first := l
		if k.ID < l.ID {
			first = k
		}
		w.exec("UPDATE loans SET currency = currency WHERE id = '" + first.ID.String() + "'")
		d := *w.desk
		n := 0
		d.Store = poisoned{d.Store, first.ID}
		func() {
			defer func() {
				if p := recover(); p != nil {
					n++
				}
			}()
			_, err := d.CollectDue(w.ctx, dayAt(w.at), servicing.TriggerCommand)
			t.Log(err)
		}()
		other := k
		if first.ID == k.ID {
			other = l
		}
		if n > 0 || w.states(other) == "" {
			t.Errorf("panics %d, the other loan: %q", n, w.states(other))
		}
	})
}

type poisoned struct {
	servicing.Store
	loan lending.LoanID
}

func (p poisoned) Atomically(ctx context.Context, f func(servicing.Store) error) error {
	return p.Store.Atomically(ctx, func(t servicing.Store) error { return f(poisoned{t, p.loan}) })
}

func (p poisoned) LoanDebits(ctx context.Context, l lending.LoanID) ([]lending.Debit, error) {
	if l == p.loan {
		panic("money: NGN and GHS")
	}
	return p.Store.LoanDebits(ctx, l)
}
