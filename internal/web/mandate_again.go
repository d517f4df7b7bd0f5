package web

import (
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"github.com/gin-gonic/gin"
)

// wantsMandate reports whether a loan waits for a permission to debit and the last one has ended:
// only then may the borrower ask the bank again.
func wantsMandate(f servicing.LoanFile) bool {
	return f.Loan.State == lending.LoanAwaitingMandate && f.Mandate != nil && f.Mandate.State.Final()
}

// openMandateAgain has a new permission prepared after one was refused, cancelled or ran out.
func (s *server) openMandateAgain(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	if f.Loan.State != lending.LoanAwaitingMandate {
		return fault.Newf(fault.Conflict, "This loan does not wait for your bank any more.")
	}
	if wantsMandate(f) {
		if err := s.Servicing.OpenMandate(c.Request.Context(), f.Loan.ID); err != nil {
			return err
		}
		s.notice(c, "We asked your bank again. Let it confirm, and we pay out.")
	}
	return s.seeOther(c, "%s/mandate", loanURL(f.Loan.ID))
}
