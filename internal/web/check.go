package web

import (
	"fmt"
	"net/http"
	"net/url"

	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showCheck asks for five figures, before anybody has an account.
func (s *server) showCheck(c *gin.Context) error {
	return s.checkPage(c, http.StatusOK, applicationForm{Amount: c.Query("amount"), Months: c.Query("months")}, "0", nil, nil)
}

// check weighs them by the policy. Nothing is kept: the figures stand on the page that answers.
func (s *server) check(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, debts := applicationFormOf(c), typed(c, "repayments")
	var wrong mistakes
	w := origination.Wish{Principal: f.amount(s.Config.Product, &wrong), TermMonths: f.months(s.Config.Product, &wrong), Employment: f.Employment}
	if !known(employments, f.Employment) {
		wrong.add("employment", "Choose how you earn your living.")
	}
	w.Income = f.income(&wrong)
	var err error
	if w.Repayments, err = money.Parse(debts, money.NGN); err != nil || w.Repayments.Negative() {
		wrong.add("repayments", "Enter what you repay to other lenders in a month, in naira. If it is nothing, enter 0.")
	}
	if len(wrong) > 0 {
		return s.checkPage(c, http.StatusUnprocessableEntity, f, debts, wrong, nil)
	}
	e, err := s.Origination.Estimate(w)
	if err != nil {
		return err
	}
	return s.checkPage(c, http.StatusOK, f, debts, nil, s.checkAnswer(c, w, e))
}

func (s *server) checkPage(c *gin.Context, status int, f applicationForm, debts string, wrong mistakes, answer *templates.CheckAnswer) error {
	p := s.Config.Product
	v := templates.CheckView{
		Errors: wrong, Answer: answer,
		Amount:     templates.Field{Name: "amount", Label: "How much do you need?", Hint: "Between " + naira(p.Least) + " and " + naira(p.Most) + ".", Value: f.Amount, Error: wrong.of("amount")},
		Months:     templates.Choice{Name: "months", Label: "For how long?", Error: wrong.of("months"), Options: monthOptions(p.Months, f.Months)},
		Employment: templates.Choice{Name: "employment", Label: "How do you earn your living?", Error: wrong.of("employment"), Options: options(employments, f.Employment, "Choose one")},
		Income:     templates.Field{Name: "income", Label: "What reaches you in a usual month?", Hint: "After tax, from all work together.", Value: f.Income, Error: wrong.of("income")},
		Repayments: templates.Field{Name: "repayments", Label: "What do you repay to other lenders in a month?", Hint: "0 if nothing.", Value: debts, Error: wrong.of("repayments")},
	}
	return s.render(c, status, templates.Page{Title: "A check in a minute", Error: len(wrong) > 0}, templates.CheckPage(v))
}

// checkAnswer says whether it would fit, what it would cost, and why.
func (s *server) checkAnswer(c *gin.Context, w origination.Wish, e origination.Estimate) *templates.CheckAnswer {
	a := &templates.CheckAnswer{
		Strip: checkStrip(w, e),
		Facts: []templates.Fact{
			{Name: "A month", Value: between(e.Cheapest.Rows[0].Due, e.Dearest.Rows[0].Due)},
			{Name: "It costs in all", Value: between(e.Cheapest.TotalInterest.Add(e.Cheapest.TotalFees), e.Dearest.TotalInterest.Add(e.Dearest.TotalFees))},
			{Name: "APR", Value: percent(e.Cheapest.APR) + " to " + percent(e.Dearest.APR)},
			{Name: "A month leaves room for", Value: naira(e.CanCarry)},
			{Name: "Largest first loan", Value: naira(e.Ceiling)},
		},
		Why: []string{
			fmt.Sprintf("From your income we leave at least %s for living and what you repay already; all lenders together should get no more than %d%% of it.", naira(e.LivesOn), e.MostShare),
			"This is no offer. We decide on your bank statement: what it shows counts, and the price depends on it.",
		},
		Apply: "Apply for " + naira(w.Principal),
	}
	amount := w.Principal
	if !e.Possible && e.Instead.Positive() {
		amount, a.Apply = e.Instead, "Apply for "+naira(e.Instead)
	} else if !e.Possible {
		a.Apply = "Apply anyway"
	}
	a.ApplyTo = "/signup"
	if u, known := userOf(c); known && !u.Role.Staff() {
		a.ApplyTo = "/apply?" + url.Values{"amount": {amount.Plain()}, "months": {fmt.Sprint(w.TermMonths)}}.Encode()
	}
	return a
}

func checkStrip(w origination.Wish, e origination.Estimate) templates.Strip {
	wish := naira(w.Principal) + " over " + monthsWords(w.TermMonths)
	instead := ""
	if e.Instead.Positive() {
		instead = "Over the same time, about " + naira(e.Instead) + " would."
	}
	switch {
	case e.Likely:
		return templates.Strip{Who: "We", Says: wish + " would fit, if your statement shows what you say.", Tone: "leaf"}
	case e.Possible:
		return templates.Strip{Who: "We", Says: wish + " would fit at our best price, and not at our highest.", When: instead, Tone: "marigold"}
	case w.Principal.Cmp(e.Ceiling) > 0:
		return templates.Strip{Who: "We", Says: naira(w.Principal) + " is more than a first loan can be: " + naira(e.Ceiling) + ".", When: instead, Tone: "marigold"}
	}
	return templates.Strip{Who: "We", Says: wish + " would not fit: a month leaves room for " + naira(e.CanCarry) + ".", When: instead, Tone: "clay"}
}

// between is a span of two amounts, the smaller first.
func between(a, b money.Money) string {
	if a.Equal(b) {
		return naira(a)
	}
	return naira(money.Min(a, b)) + " to " + naira(money.Max(a, b))
}
