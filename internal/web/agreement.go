package web

import (
	"fmt"
	"net/http"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showAgreement shows the signed contract for as long as the loan is kept.
func (s *server) showAgreement(c *gin.Context) error {
	a, loan, err := s.signedAgreement(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Agreement " + a.Number}, templates.AgreementPage(a, loanURL(loan)))
}

// signedAgreement loads the loan of the address with what was signed.
func (s *server) signedAgreement(c *gin.Context) (templates.Agreement, lending.LoanID, error) {
	lf, err := s.loanFile(c)
	if err != nil {
		return templates.Agreement{}, "", err
	}
	app, err := id.Parse[origination.Application](lf.Loan.Application)
	if err != nil {
		return templates.Agreement{}, "", err
	}
	f, err := s.Origination.Store.File(c.Request.Context(), app)
	if err != nil {
		return templates.Agreement{}, "", err
	}
	if f.Acceptance == nil {
		return templates.Agreement{}, "", fault.Newf(fault.NotFound, "This loan has no signed agreement.")
	}
	terms, schedule := signedTerms(lf.Loan, f)
	a := s.agreement(terms, schedule, f.Application, f.Acceptance.TermsDigest)
	a.Number, a.Title = lf.Loan.Number, "Loan agreement "+lf.Loan.Number
	a.Version = f.Acceptance.TextVersion
	a.Made = "Made electronically on " + momentWords(f.Acceptance.At) + "."
	a.Signature = []templates.Fact{
		{Name: "Signed by", Value: f.Acceptance.SignedName},
		{Name: "At", Value: f.Acceptance.At.In(calendar.Lagos).Format("2 January 2006, 15:04:05 MST")},
		{Name: "E-mail address", Value: f.Application.Email},
	}
	return a, lf.Loan.ID, nil
}

// signedTerms are the contract's figures as they were signed: the loan's schedule changes when a
// part is paid early, and the agreement does not.
func signedTerms(l lending.Loan, f origination.File) (lending.Terms, lending.Schedule) {
	for _, o := range f.Offers {
		if o.ID == f.Acceptance.Offer {
			return o.Terms, o.Schedule
		}
	}
	return l.Terms, l.Schedule
}

// agreementBefore is the contract as it is read before signing.
func (s *server) agreementBefore(o origination.Offer, f origination.File) templates.Agreement {
	a := s.agreement(o.Terms, o.Schedule, f.Application, o.Digest)
	a.Made = "It is made when you sign it below, and kept for you as a page and as a PDF."
	return a
}

// agreement is the wording that origination.AgreementVersion names. Signed contracts are shown with
// it, so a change of words needs a new version and the old words kept beside the new.
func (s *server) agreement(t lending.Terms, sch lending.Schedule, a origination.Application, digest string) templates.Agreement {
	l := s.Config.Lender
	return templates.Agreement{
		Title: "Loan agreement", Digest: digest, Version: origination.AgreementVersion,
		KeyFacts: keyFacts(l, t, sch, a), Schedule: scheduleOf(sch, "Repayment schedule"),
		Sections: []templates.Section{
			{Heading: "1. The loan", Paragraphs: []string{
				fmt.Sprintf("%s (the lender) lends %s (the borrower) %s. %s reaches the borrower's account; %s.",
					l.Name, a.Name, naira(t.Principal), naira(sch.NetDisbursed), feesClause(sch)),
				"The money is paid to the account that the borrower linked, after the borrower's bank has confirmed the permission to debit. If that does not happen, there is no loan and nothing is owed.",
			}},
			{Heading: "2. Repayment", Paragraphs: []string{
				fmt.Sprintf("The borrower pays back %s by the schedule below. The interest rate is %s a year on what is still owed.", naira(sch.TotalDue), percent(t.AnnualRate)),
				"A payment first covers fees, then interest, then principal, of the oldest instalment first.",
				"The borrower may repay early, in part or in full, without a charge, by writing to the lender, and then owes no interest for the time that is left.",
			}},
			{Heading: "3. Debits", Paragraphs: []string{
				"The borrower allows the lender to collect each instalment from the linked account on its due day through Mono and NIBSS. The lender collects what is due and unpaid, never more.",
				"The lender looks at the balance first, and does not debit an account that holds too little. The borrower can stop the permission at the bank or by writing to the lender; what is owed is then paid another way.",
			}},
			{Heading: "4. If a payment is late", Paragraphs: lateWords},
			{Heading: "5. What stays the same", Paragraphs: []string{
				"Rate, fees and dates do not change. The loan does not renew itself. Any change needs the borrower's agreement in writing.",
			}},
			{Heading: "6. Data", Paragraphs: []string{
				"The lender uses the borrower's bank data, identity record and credit history as the borrower agreed to, purpose by purpose, and for nothing else. It does not use contacts, photos, messages or location, and does not speak about the loan to anybody but the borrower and those whom the law names.",
			}},
			{Heading: "7. Questions and complaints", Paragraphs: []string{
				fmt.Sprintf("A person answers at %s and %s. Who is not content can turn to the Federal Competition and Consumer Protection Commission. The law of Nigeria applies.", l.Email, l.Phone),
			}},
		},
	}
}

func feesClause(sch lending.Schedule) string {
	if !sch.TotalFees.Positive() {
		return "there is no fee"
	}
	return "fees of " + naira(sch.TotalFees) + " in all are part of the cost named above"
}

// keyFacts are the page before the page: who, how much, what it costs, when.
func keyFacts(l templates.Lender, t lending.Terms, sch lending.Schedule, a origination.Application) []templates.Fact {
	facts := []templates.Fact{
		{Name: "Lender", Value: l.Name + ", " + l.Address + ". Licence: " + l.Licence},
		{Name: "Borrower", Value: a.Name},
		{Name: "Application", Value: a.Number},
		{Name: "You receive", Value: naira(sch.NetDisbursed)},
		{Name: "You pay back", Value: naira(sch.TotalDue) + ". " + paymentsWords(sch)},
		{Name: "It costs you", Value: naira(sch.TotalInterest.Add(sch.TotalFees)) + ", of which fees " + naira(sch.TotalFees)},
		{Name: "Interest rate", Value: percent(t.AnnualRate) + " a year"},
		{Name: "APR", Value: percent(sch.APR) + " a year"},
		{Name: "Effective rate", Value: percent(sch.EffectiveRate) + " a year"},
	}
	if n := len(sch.Rows); n > 0 {
		facts = append(facts,
			templates.Fact{Name: "First payment", Value: sch.Rows[0].DueOn.Words()},
			templates.Fact{Name: "Last payment", Value: sch.Rows[n-1].DueOn.Words()})
	}
	return facts
}
