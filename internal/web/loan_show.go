package web

import (
	"net/http"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

func loanURL(loan lending.LoanID) string { return "/loans/" + loan.String() }

// loanFile loads the loan of the address, if it is the borrower's own.
func (s *server) loanFile(c *gin.Context) (servicing.LoanFile, error) {
	loan, err := id.Parse[lending.Loan](c.Param("id"))
	if err != nil {
		return servicing.LoanFile{}, err
	}
	f, err := s.Servicing.Store.LoanFile(c.Request.Context(), loan, s.day())
	if err != nil {
		return f, err
	}
	if f.Loan.Borrower != borrowerOf(c) {
		return servicing.LoanFile{}, errForeign
	}
	return f, nil
}

// showLoan shows the next payment, what is left, and everything that happened.
func (s *server) showLoan(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	page := templates.Page{Title: "Loan " + f.Loan.Number}
	if status := unquoted(c.Query("status")); status != "" {
		page.Notice = mandateReturnWords(status)
	}
	payments, err := s.Servicing.Store.LoanPayments(c.Request.Context(), f.Loan.ID)
	if err != nil {
		return err
	}
	view := s.loanView(f)
	if len(payments) > 0 {
		view.Transfers = transfers(payments)
	}
	if view.Live {
		page.Refresh = "4"
	}
	return s.render(c, http.StatusOK, page, templates.LoanPage(view))
}

// showLoanProgress is who acts next, for pages that follow the mandate and the pay-out.
func (s *server) showLoanProgress(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	return s.fragment(c, loanProgressState(f), templates.StateStrip(s.loanStrip(f)))
}

// loanProgressState names what decides which acts the pages offer.
func loanProgressState(f servicing.LoanFile) string {
	state := string(f.Loan.State)
	if f.Mandate != nil {
		state += "+" + string(f.Mandate.State)
	}
	if f.Disbursement != nil {
		state += "+" + string(f.Disbursement.State)
	}
	return state
}

func (s *server) loanView(f servicing.LoanFile) templates.LoanView {
	v := templates.LoanView{
		URL: loanURL(f.Loan.ID), State: loanProgressState(f), Live: loanMoves(f),
		Title: "Your loan of " + naira(f.Loan.Terms.Principal), Strip: s.loanStrip(f),
		Mandate: f.Mandate != nil, Again: wantsMandate(f), Closed: f.Loan.State == lending.LoanClosed,
		Left:     templates.Figure{Label: "Left to pay back", Value: naira(leftToPay(f)), Change: "Paid so far: " + naira(f.Outstanding.Repaid), Big: true},
		Schedule: s.loanSchedule(f), Attempts: attempts(f.Debits), Account: s.loanFacts(f), Timeline: loanMoments(f.Timeline),
	}
	if next, ok := nextInstalment(f); ok && f.Loan.State != lending.LoanCancelled {
		label := "Next payment, " + dayWords(next.Row.DueOn, s.day())
		if next.Row.DueOn < s.day() {
			label = "Due since " + dayWords(next.Row.DueOn, s.day())
		}
		v.Next = templates.Figure{Label: label, Value: naira(outstandingOf(next)), Big: true}
		if f.Mandate != nil && f.Mandate.AccountNumber != "" {
			v.Next.Change = "From " + account(f.Mandate.Bank, f.Mandate.AccountNumber)
		}
	}
	if until := s.coolingOffUntil(f.Loan); !f.Loan.State.Final() && s.day() <= until {
		v.CancelSays = "You can go back on this loan until the end of " + dayWords(until, s.day()) + ": you give back what you received, and pay no interest and no fee."
		v.CancelURL = "/help/new?kind=" + string(origination.KindCancel) + "&about=" + f.Loan.Number
	}
	if f.Loan.State == lending.LoanActive {
		v.EarlyURL = v.URL + "/early"
		v.PaydayURL = "/help/new?kind=" + string(origination.KindPayday) + "&about=" + f.Loan.Number
		v.MoreTimeURL = "/help/new?kind=" + string(origination.KindMoreTime) + "&about=" + f.Loan.Number
	}
	if f.Mandate != nil && f.Mandate.State == lending.MandateInitiated && f.Mandate.AuthoriseURL != "" {
		v.MandateAct = "Let my bank confirm"
	}
	return v
}

// coolingOffUntil is the last day on which a borrower may go back on a loan.
func (s *server) coolingOffUntil(l lending.Loan) calendar.Day {
	return calendar.DayOf(l.OpenedAt, calendar.Lagos).AddBusinessDays(s.Config.CoolingOff, "NG")
}

// loanMoves reports whether something is going on that the page should follow.
func loanMoves(f servicing.LoanFile) bool {
	return (f.Loan.State == lending.LoanAwaitingMandate && !wantsMandate(f)) || f.Loan.State == lending.LoanDisbursing
}

// mandateReturnWords is what we say to a browser that comes back from the bank's page. The address
// is a hint; the state on the page is what the bank itself told us.
func mandateReturnWords(status string) string {
	if status == "successful" || status == "success" || status == "approved" {
		return "You are back from your bank. We wait for its word; this page follows it."
	}
	return "You came back without confirming. You can do it whenever you like; until then nothing is paid out."
}
