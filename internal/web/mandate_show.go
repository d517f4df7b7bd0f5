package web

import (
	"net/http"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showMandate explains the permission to debit before the bank asks for it, and follows its state.
func (s *server) showMandate(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	v := templates.MandateView{
		LoanURL: loanURL(f.Loan.ID), Strip: s.loanStrip(f), State: loanProgressState(f), Live: loanMoves(f),
		May: s.mandateFacts(f), Explained: mandateWords,
	}
	if m := f.Mandate; m != nil && m.State == lending.MandateInitiated {
		v.AuthoriseURL = m.AuthoriseURL
	}
	v.Again = wantsMandate(f)
	page := templates.Page{Title: "Let your bank confirm"}
	if v.Live {
		page.Refresh = "4"
	}
	return s.render(c, http.StatusOK, page, templates.MandatePage(v))
}

// mandateFacts are what may be debited, at most how much, and until when.
func (s *server) mandateFacts(f servicing.LoanFile) []templates.Fact {
	facts := []templates.Fact{{Name: "What we collect", Value: paymentsWords(f.Loan.Schedule)}}
	if rows := f.Loan.Schedule.Rows; len(rows) > 0 {
		facts = append(facts, templates.Fact{Name: "First and last", Value: dayShort(rows[0].DueOn) + " to " + dayShort(rows[len(rows)-1].DueOn)})
	}
	m := f.Mandate
	if m == nil {
		return facts
	}
	if m.AccountNumber != "" {
		facts = append(facts, templates.Fact{Name: "From", Value: account(m.Bank, m.AccountNumber) + ", " + m.AccountName})
	} else {
		facts = append(facts, templates.Fact{Name: "From", Value: "the account that you choose at your bank"})
	}
	facts = append(facts,
		templates.Fact{Name: "At most, over all its life", Value: naira(m.Ceiling)},
		templates.Fact{Name: "Until", Value: dayWords(m.EndsOn, s.day())},
		templates.Fact{Name: "Reference", Value: m.Reference},
	)
	if m.Collected.Positive() {
		facts = append(facts, templates.Fact{Name: "Collected so far", Value: naira(m.Collected)})
	}
	return facts
}

// mandateWords is what a borrower should know before the bank's page asks.
var mandateWords = []string{
	"Your bank shows the ceiling and the end date. They are limits, not a debt: we collect what is due by your schedule and never more.",
	"We look at the balance first. If there is too little, we do not try, because a failed debit can cost you a charge at your bank.",
	"You can stop the permission at any time at your bank or by writing to us. What you owe stays, and is paid another way.",
	"When your loan is repaid, we end the permission ourselves.",
	"If your bank asks you to transfer ₦50 to prove that the account is yours, that money goes to NIBSS and not to us.",
}
