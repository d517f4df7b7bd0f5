package web

import (
	"testing"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"
)

// TestANewPermissionIsOfferedWhenTheLastOneEnded says when a borrower may ask the bank again.
func TestANewPermissionIsOfferedWhenTheLastOneEnded(t *testing.T) {
	for _, x := range []struct {
		loan    lending.LoanState
		mandate lending.MandateState
		offered bool
	}{
		{lending.LoanAwaitingMandate, lending.MandateInitiated, false},
		{lending.LoanAwaitingMandate, lending.MandateRejected, true},
		{lending.LoanAwaitingMandate, lending.MandateCancelled, true},
		{lending.LoanActive, lending.MandateReady, false},
		{lending.LoanActive, lending.MandatePaused, false},
		{lending.LoanActive, lending.MandateExpired, true},
		{lending.LoanActive, lending.MandateCancelled, true},
		{lending.LoanDisbursing, lending.MandateCancelled, false},
		{lending.LoanClosed, lending.MandateCancelled, false},
		{lending.LoanCancelled, lending.MandateRejected, false},
	} {
		f := servicing.LoanFile{Loan: lending.Loan{State: x.loan}, Mandate: &lending.Mandate{State: x.mandate}}
		if got := wantsMandate(f); got != x.offered {
			t.Errorf("a loan %s with a mandate %s: offered %v", x.loan, x.mandate, got)
		}
	}
	if wantsMandate(servicing.LoanFile{Loan: lending.Loan{State: lending.LoanAwaitingMandate}}) {
		t.Error("offered while the first one is prepared")
	}
}
