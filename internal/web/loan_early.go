package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// beyondChoices are what a part that is paid early can do.
var beyondChoices = []templates.Option{
	{Value: string(lending.BeyondLower), Text: "Smaller payments, the same last day"},
	{Value: string(lending.BeyondShorten), Text: "The same payments, done sooner"},
}

// showEarly says what settles the loan today, with no interest of days to come and no fee.
func (s *server) showEarly(c *gin.Context) error {
	return s.earlyPage(c, http.StatusOK, "", string(lending.BeyondLower), nil, nil)
}

// tryEarly computes what a part paid today would change. It writes nothing.
func (s *server) tryEarly(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	amount, beyond := typed(c, "amount"), typed(c, "beyond")
	var wrong mistakes
	paid, err := money.Parse(amount, f.Loan.Terms.Principal.Currency())
	if err != nil || !paid.Positive() {
		wrong.add("amount", "Enter the amount that you could pay, in naira, like 20000.")
	}
	if beyond != string(lending.BeyondLower) && beyond != string(lending.BeyondShorten) {
		wrong.add("beyond", "Choose what the part should do.")
	}
	if len(wrong) > 0 {
		return s.earlyPage(c, http.StatusUnprocessableEntity, amount, beyond, wrong, nil)
	}
	return s.earlyPage(c, http.StatusOK, amount, beyond, nil, &paid)
}

func (s *server) earlyPage(c *gin.Context, status int, amount, beyond string, wrong mistakes, part *money.Money) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	q, err := s.Servicing.Quote(c.Request.Context(), f.Loan.ID) // brings the books to today, too
	if err != nil {
		return err
	}
	v := templates.EarlyView{
		URL: loanURL(f.Loan.ID) + "/early", LoanURL: loanURL(f.Loan.ID), Errors: wrong,
		Settle: templates.Figure{Label: "Settles your loan today", Value: naira(q.Total), Change: "Holds through " + dayWords(q.Until, s.day()) + ".", Big: true},
		Parts:  quoteFacts(q, leftToPay(f)),
		Amount: templates.Field{Name: "amount", Label: "A part that you could pay today", Hint: "Beside what is due already.", Value: amount, Error: wrong.of("amount")},
		Beyond: templates.Choice{Name: "beyond", Label: "What should it do?", Error: wrong.of("beyond"), Options: chosen(beyondChoices, beyond)},
		AskURL: "/help/new?kind=" + string(origination.KindPayEarly) + "&about=" + f.Loan.Number,
	}
	if part != nil {
		if v.Part, err = s.earlyPart(c, f, *part, lending.Beyond(beyond)); err != nil {
			return err
		}
	}
	return s.render(c, status, templates.Page{Title: "Pay early", Error: len(wrong) > 0}, templates.EarlyPage(v))
}

func chosen(all []templates.Option, value string) []templates.Option {
	out := make([]templates.Option, len(all))
	for i, o := range all {
		o.Chosen = o.Value == value
		out[i] = o
	}
	return out
}

// quoteFacts are what the sum is made of, and what is saved by paying it today.
func quoteFacts(q lending.Quote, left money.Money) []templates.Fact {
	facts := []templates.Fact{
		{Name: "Principal", Value: naira(q.Parts.Principal)},
		{Name: "Interest to today", Value: naira(q.Parts.Interest)},
	}
	if other := q.Parts.Fees.Add(q.Parts.Penalties); other.Positive() {
		facts = append(facts, templates.Fact{Name: "Fees", Value: naira(other)})
	}
	if q.Credit.Positive() {
		facts = append(facts, templates.Fact{Name: "What you paid too much", Value: "− " + naira(q.Credit)})
	}
	facts = append(facts, templates.Fact{Name: "Fee for paying early", Value: "none"})
	if saved := left.Sub(q.Total); saved.Positive() {
		facts = append(facts, templates.Fact{Name: "You save", Value: naira(saved) + " of interest that is still to come"})
	}
	return facts
}

// earlyPart computes the schedule that a part paid today would lead to, by the same function that
// books a real payment.
func (s *server) earlyPart(c *gin.Context, f servicing.LoanFile, paid money.Money, beyond lending.Beyond) (*templates.EarlyPart, error) {
	journals, err := s.Servicing.Store.Journals(c.Request.Context(), f.Loan.ID)
	if err != nil {
		return nil, err
	}
	ledger := lending.LedgerOf(journals)
	p, err := lending.PayEarly(f.Loan, ledger, paid, s.day(), beyond)
	if fault.Is(err, fault.Conflict) {
		return &templates.EarlyPart{Strip: templates.Strip{Who: "We", Says: fault.Said(err), Tone: "marigold"}}, nil
	}
	if err != nil {
		return nil, err
	}
	if !p.Changed {
		return &templates.EarlyPart{Strip: templates.Strip{Who: "We", Says: naira(paid) + " pays what is due or accrued; the payments after it stay as they are.", Tone: "indigo"}}, nil
	}
	return s.changedPart(f, p, paid), nil
}

func (s *server) changedPart(f servicing.LoanFile, p lending.PaidEarly, paid money.Money) *templates.EarlyPart {
	rows, last := remaining(p, s.day())
	part := &templates.EarlyPart{
		Strip: templates.Strip{Who: "You", Says: naira(paid.Sub(p.Allocation.Left)) + " paid today saves " + naira(f.Loan.Schedule.TotalDue.Sub(p.Schedule.TotalDue)) + " of interest.", Tone: "leaf"},
		Rows:  rows,
	}
	if len(rows.Rows) == 0 {
		part.Facts = []templates.Fact{{Name: "Your loan", Value: "is repaid with it"}}
		return part
	}
	part.Facts = []templates.Fact{
		{Name: "Payments now", Value: naira(f.Loan.Schedule.Instalment)},
		{Name: "Payments then", Value: naira(p.Schedule.Instalment)},
		{Name: "Last payment now", Value: dayWords(f.Loan.Schedule.LastDueOn(), s.day())},
		{Name: "Last payment then", Value: last},
	}
	return part
}
