package web

import (
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"github.com/gin-gonic/gin"
)

// wantsMandate reports whether a loan needs a permission to debit and the last one has ended: before
// the pay-out, or while it is repaid. Only then may the borrower ask the bank again.
func wantsMandate(f servicing.LoanFile) bool {
	open := f.Loan.State == lending.LoanAwaitingMandate || f.Loan.State == lending.LoanActive
	return open && f.Mandate != nil && f.Mandate.State.Final()
}

// openMandateAgain has a new permission prepared after one was refused, cancelled or ran out.
func (s *server) openMandateAgain(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	if f.Loan.State != lending.LoanAwaitingMandate && f.Loan.State != lending.LoanActive {
		return fault.Newf(fault.Conflict, "This loan does not wait for your bank any more.")
	}
	if wantsMandate(f) {
		if err := s.Servicing.OpenMandate(c.Request.Context(), f.Loan.ID); err != nil {
			return err
		}
		next := "we pay out."
		if f.Loan.State == lending.LoanActive {
			next = "your payments are collected by your schedule again."
		}
		s.notice(c, "We asked your bank again. Let it confirm, and "+next)
	}
	return s.seeOther(c, "%s/mandate", loanURL(f.Loan.ID))
}
