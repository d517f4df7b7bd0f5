package servicing_test

import (
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/internal/work"

	"github.com/google/go-cmp/cmp"
)

func TestALoanFromAcceptanceToItsEnd(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		if w.bank.paidOut != 99_000_00 || w.bank.calls["transfer"] != 1 {
			w.Fatal("paid out", w.bank.paidOut, "in", w.bank.calls["transfer"])
		}
		w.sound(l)
		for i, row := range l.Schedule.Rows {
			w.bank.balance = row.Due.Minor() + 5_000_00
			w.to(row.DueOn.AddDays(-1))
			if run := w.collect(); run.Due != 0 || run.Planned != 0 {
				w.Fatalf("a day early: %+v", run)
			}
			w.to(row.DueOn)
			run := w.collect()
			if run.Due != 1 || run.Settled != 1 || !run.Collected.Equal(row.Due) || run.FinishedAt.IsZero() {
				w.Fatalf("instalment %d: %+v %s", i+1, run, w.states(l))
			}
			if run = w.collect(); run.Due != 0 || run.Planned != 0 {
				w.Fatalf("the second run of the day: %+v", run)
			}
			if got := w.file(l).Outstanding; !got.Principal.Equal(row.Balance) || !got.Interest.IsZero() {
				w.Fatalf("after %d: %+v, the schedule says %s", i+1, got, row.Balance)
			}
			w.sound(l)
		}
		closed := w.loan(l)
		last := l.Schedule.Rows[2].DueOn
		if closed.State != lending.LoanClosed || closed.ClosedOn != last || w.wanted(work.CancelMandate) != 1 {
			w.Fatalf("%s on %s", closed.State, closed.ClosedOn)
		}
		w.at = w.at.Add(25 * time.Hour) // the job was lost; the sweep finds the mandate
		w.ok(w.desk.CheckMandates(w.ctx))
		w.ok(w.desk.CancelMandate(w.ctx, w.mandate(l).ID))
		if m := w.mandate(l); m.State != lending.MandateCancelled {
			w.Fatal("the mandate lives on:", m.State)
		}
	})
}

func TestLoansAreStoredExactly(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		if diff := cmp.Diff(l, w.loan(l), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }), equalMoney, equalRates); diff != "" {
			w.Error(diff)
		}
		if err := w.s.OpenLoan(w.ctx, l); !fault.Is(err, fault.Conflict) {
			w.Error("the same loan twice:", err)
		}
	})
}

func TestTheMandateIsOpenedOnce(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		m := w.mandate(l)
		if w.bank.calls["initiate"] != 1 || m.State != lending.MandateInitiated || m.AuthoriseURL == "" {
			w.Fatalf("%d times, %+v", w.bank.calls["initiate"], m)
		}
		want := l.Schedule.TotalDue.Minor() * 115 / 100
		if got := m.Ceiling.Minor(); got < want || got > want+1 {
			w.Error("ceiling", got, "want", want)
		}
		if m.EndsOn != l.Schedule.LastDueOn().AddDays(60) {
			w.Error("ends on", m.EndsOn)
		}
		again, err := w.desk.Store.MandateByReference(w.ctx, m.Reference, "")
		w.ok(err)
		if diff := cmp.Diff(m, again, equalMoney); diff != "" {
			w.Error(diff)
		}
	})
}

func TestAMandateWhoseAnswerWasLostIsReplaced(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.bank.lost = 1
		if err := w.desk.OpenMandate(w.ctx, l.ID); !fault.Is(err, fault.Unavailable) {
			w.Fatal(err)
		}
		w.ok(w.desk.OpenMandate(w.ctx, l.ID)) // the job comes back
		m := w.mandate(l)
		if m.State != lending.MandateInitiated || m.AuthoriseURL == "" || len(w.bank.mandates) != 2 {
			w.Fatalf("%+v of %d", m, len(w.bank.mandates))
		}
		live := 0
		for _, x := range w.bank.mandates {
			if !x.State.Final() {
				live++
			}
		}
		if live != 1 {
			w.Error(live, "mandates live at the bank")
		}
	})
}

func TestAnEndedMandateCanBeAskedForAgain(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		first := w.mandate(l)
		w.bank.mandates[first.Reference].State = lending.MandateCancelled
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{MonoID: first.MonoID, State: lending.MandateCancelled}))
		w.at = w.at.Add(time.Second)
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		if m := w.mandate(l); m.State != lending.MandateInitiated || m.Reference == first.Reference || m.StartsOn <= first.StartsOn {
			w.Fatalf("%+v", m)
		}
		// a late report on the first one changes nothing
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{Reference: first.Reference, State: lending.MandateReady}))
		if l = w.loan(l); l.State != lending.LoanAwaitingMandate {
			w.Error(l.State)
		}
	})
}

func TestReportsOnMandatesAreHints(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		m := w.mandate(l)
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{Reference: m.Reference, State: lending.MandateReady}))
		if m = w.mandate(l); m.State != lending.MandateInitiated || w.wanted(work.DisburseLoan) != 0 {
			w.Fatal("believed a forged report:", m.State)
		}
		w.ok(w.desk.MandateReported(w.ctx, servicing.MandateReport{Reference: "not ours", State: lending.MandateReady}))
	})
}

func TestTheTransferIsMadeOnce(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ready(l)
		w.bank.dropped = 1 // it never arrives, and nobody says so
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		for range 3 {
			w.ok(w.desk.Disburse(w.ctx, l.ID)) // repeats only look
		}
		if w.bank.calls["transfer"] != 1 || w.bank.paidOut != 0 {
			w.Fatal("sent again at once:", w.bank.calls["transfer"])
		}
		for range 4 {
			w.at = w.at.Add(20 * time.Minute)
			w.ok(w.desk.CheckDisbursements(w.ctx))
		}
		w.at = w.at.Add(time.Hour)
		w.ok(w.desk.CheckDisbursements(w.ctx))
		if l = w.loan(l); l.State != lending.LoanActive || w.bank.paidOut != 99_000_00 {
			w.Fatalf("%s, paid %d", l.State, w.bank.paidOut)
		}
		w.sound(l)
	})
}

func TestAnAccountOfSomebodyElseIsNotPaid(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ready(l)
		w.bank.holder = "SOMEBODY ELSE"
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		x, err := w.desk.Store.Disbursement(w.ctx, l.ID)
		w.ok(err)
		if x.State != servicing.DisbursementFailed || w.bank.calls["transfer"] != 0 {
			w.Fatalf("%+v", x)
		}
		w.bank.holder = "Okonkwo, Adaeze"
		w.ok(w.desk.RetryDisbursement(w.ctx, l.ID, "Officer Ngozi"))
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		w.at = w.at.Add(time.Minute)
		w.ok(w.desk.CheckDisbursements(w.ctx))
		if l = w.loan(l); l.State != lending.LoanActive {
			w.Fatal(l.State)
		}
	})
}

func TestARefusedTransferIsMirroredInTheBooks(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ready(l)
		w.bank.codes = []string{"07"}
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		w.at = w.at.Add(time.Minute)
		w.ok(w.desk.CheckDisbursements(w.ctx))
		w.sound(l)
		journals, err := w.desk.Store.Journals(w.ctx, l.ID)
		w.ok(err)
		if g := lending.LedgerOf(journals); len(journals) != 2 || !g.Balance(lending.DisbursementsInTransit).IsZero() || !g.Balance(lending.BankOperating).IsZero() {
			w.Fatal(journals)
		}
	})
}

func TestNothingIsPaidOutOnAMandateThatEnded(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		m := w.ready(l)
		w.bank.mandates[m.Reference].State = lending.MandateCancelled
		w.ok(w.desk.Disburse(w.ctx, l.ID))
		if l = w.loan(l); l.State != lending.LoanCancelled || w.bank.calls["transfer"] != 0 {
			w.Fatal(l.State, w.bank.calls["transfer"])
		}
	})
}

func TestATooLateMandateCancelsTheLoan(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		w.ok(w.desk.OpenMandate(w.ctx, l.ID))
		w.bank.mandates[w.mandate(l).Reference].State = lending.MandateReady
		w.to(due(l).AddDays(-2))
		w.ok(w.desk.CheckMandates(w.ctx))
		if l = w.loan(l); l.State != lending.LoanCancelled || w.wanted(work.CancelMandate) != 1 {
			w.Fatal(l.State)
		}
	})
}
