package web

import (
	"net/http"
	"strconv"

	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// loanRows is how many loans a page of the book shows.
const loanRows = 200

var loanFilters = []struct{ State, Text string }{
	{"", "All"},
	{string(lending.LoanAwaitingMandate), "Waiting for a mandate"},
	{string(lending.LoanDisbursing), "Being paid out"},
	{string(lending.LoanActive), "Being repaid"},
	{string(lending.LoanClosed), "Repaid"},
	{string(lending.LoanWrittenOff), "Written off"},
	{string(lending.LoanCancelled), "Never paid out"},
}

// showLoans lists the book by state.
func (s *server) showLoans(c *gin.Context) error {
	state := c.Query("state")
	rows, err := s.Servicing.Store.LoanRows(c.Request.Context(), state, loanRows)
	if err != nil {
		return err
	}
	page := templates.LoansPage{Table: loansTable(rows, s), Figures: loansFigures(rows)}
	for _, f := range loanFilters {
		page.Filters = append(page.Filters, templates.FilterLink{Text: f.Text, URL: "/officer/loans?state=" + f.State, Current: f.State == state})
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Loans", Officer: true}, templates.Loans(page))
}

func loansFigures(rows []servicing.LoanRow) []templates.Figure {
	var lent, left money.Money
	var late int
	for _, r := range rows {
		lent, left = lent.Add(r.Principal), left.Add(r.Outstanding)
		if r.DaysPastDue > 0 {
			late++
		}
	}
	return []templates.Figure{
		{Label: "Loans shown", Value: strconv.Itoa(len(rows))},
		{Label: "Lent", Value: naira(lent)},
		{Label: "Outstanding", Value: naira(left)},
		{Label: "Late", Value: strconv.Itoa(late), Change: "with something past its due date"},
	}
}

func loansTable(rows []servicing.LoanRow, s *server) templates.Table {
	t := templates.Table{
		Caption: "Loans",
		Columns: []templates.Column{{Text: "Loan"}, {Text: "Borrower"}, {Text: "State"}, {Text: "Principal", Number: true}, {Text: "Outstanding", Number: true}, {Text: "Next due"}, {Text: "Days late", Number: true}},
		Empty:   templates.Nothing{Title: "No loans here", Text: "A loan begins when a borrower accepts an offer."},
	}
	for _, r := range rows {
		next := templates.Cell{Text: "–"}
		if r.NextDue.Positive() {
			next = templates.Cell{Text: dayWords(r.NextDueOn, s.day()), Under: naira(r.NextDue)}
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: r.Number, URL: "/officer/loans/" + r.ID.String()},
			{Text: r.BorrowerName},
			{Tag: loanTag(r)},
			{Text: naira(r.Principal)},
			{Text: naira(r.Outstanding)},
			next,
			{Text: strconv.Itoa(r.DaysPastDue)},
		})
	}
	return t
}

func loanTag(r servicing.LoanRow) templates.Tag {
	switch {
	case r.DaysPastDue > 0 && r.State == lending.LoanActive:
		return templates.Tag{Text: "late", Tone: "clay"}
	case r.State == lending.LoanActive:
		return templates.Tag{Text: "being repaid", Tone: "leaf"}
	case r.State == lending.LoanAwaitingMandate:
		return templates.Tag{Text: "mandate " + string(r.Mandate), Tone: "marigold"}
	case r.State == lending.LoanDisbursing:
		return templates.Tag{Text: "being paid out", Tone: "indigo"}
	case r.State == lending.LoanWrittenOff:
		return templates.Tag{Text: "written off", Tone: "clay"}
	case r.State == lending.LoanClosed:
		return templates.Tag{Text: "repaid", Tone: "leaf"}
	}
	return templates.Tag{Text: "never paid out"}
}
