package servicing_test

import (
	"testing"

	"lendwright/internal/lending"
)

// TestALoanThatWaitsTooLongLapses: nobody authorised the mandate; three days before the first due
// day the loan ends by itself, and so does its mandate. Others are left alone.
func TestALoanThatWaitsTooLongLapses(t *testing.T) {
	each(t, func(w *world) {
		opened, silent, running := w.accept(), w.accept(), w.active()
		w.ok(w.desk.OpenMandate(w.ctx, opened.ID))

		w.to(due(opened).AddDays(-3))
		w.ok(w.desk.LapseLoans(w.ctx))
		if l := w.loan(opened); l.State != lending.LoanAwaitingMandate {
			t.Fatalf("three days before the first due day the loan is %s already", l.State)
		}
		w.to(due(opened).AddDays(-2))
		w.ok(w.desk.LapseLoans(w.ctx))
		for _, l := range []lending.Loan{opened, silent} {
			if got := w.loan(l); got.State != lending.LoanCancelled {
				t.Errorf("a loan that waits too long is %s", got.State)
			}
		}
		w.ok(w.desk.CancelMandate(w.ctx, w.mandate(opened).ID))
		if m := w.mandate(opened); m.State != lending.MandateCancelled {
			t.Errorf("its mandate is %s", m.State)
		}
		if got := w.loan(running); got.State != lending.LoanActive {
			t.Errorf("a running loan became %s", got.State)
		}
		w.ok(w.desk.LapseLoans(w.ctx))
	})
}
