package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// differenceRows is how many differences a page shows.
const differenceRows = 200

// differenceNames are the kinds of difference in a few words.
var differenceNames = map[servicing.BreakKind]string{
	servicing.BreakUnknownPart: "unknown payment", servicing.BreakNotSettled: "paid out, not settled here",
	servicing.BreakTwicePaid: "paid out twice", servicing.BreakAmount: "another amount", servicing.BreakSum: "the sum differs",
	servicing.BreakHeldBack: "held back", servicing.BreakNotPaidOut: "not paid out", servicing.BreakDisputed: "disputed",
	servicing.BreakReversed: "taken back", servicing.BreakAfterClosing: "taken back after the end",
	servicing.BreakReversedOther: "unclear reversal", servicing.BreakBooks: "books",
}

// differenceRoutes are the list of what does not match, and closing an item of it.
func (s *server) differenceRoutes(r *gin.RouterGroup) {
	r.GET("/differences", s.handle(s.showDifferences))
	r.GET("/differences/:id", s.handle(s.showDifference))
	r.POST("/differences/:id", s.handle(s.resolveDifference))
}

// showDifferences lists what our books, the bank and the provider say differently; nothing on it was
// made to fit.
func (s *server) showDifferences(c *gin.Context) error {
	resolved := c.Query("state") == "resolved"
	rows, err := s.Servicing.Store.Breaks(c.Request.Context(), !resolved, differenceRows)
	if err != nil {
		return err
	}
	page := templates.DifferencesPage{
		Filters: []templates.FilterLink{
			{Text: "Open", URL: "/officer/differences", Current: !resolved},
			{Text: "Resolved", URL: "/officer/differences?state=resolved", Current: resolved},
		},
		Table: templates.Table{
			Caption: "Differences",
			Columns: []templates.Column{{Text: "Found"}, {Text: "Kind"}, {Text: "What"}, {Text: "Amount", Number: true}, {Text: "State"}},
			Empty:   templates.Nothing{Title: "Nothing differs", Text: "Debits, payouts, reversals and the books say the same."},
		},
	}
	for _, b := range rows {
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: timeWords(b.FoundAt), URL: differenceURL(b)}, {Text: differenceNames[b.Kind]}, {Text: b.Said}, {Text: naira(b.Amount)}, {Tag: differenceTag(b)},
		})
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Differences", Officer: true}, templates.Differences(page))
}

func differenceURL(b servicing.Break) string { return "/officer/differences/" + b.ID.String() }

func differenceTag(b servicing.Break) templates.Tag {
	if b.ResolvedAt.IsZero() {
		return templates.Tag{Text: "open", Tone: "marigold"}
	}
	return templates.Tag{Text: "resolved", Tone: "leaf"}
}

// difference finds the item of the address among the open and the resolved ones that the pages list.
func (s *server) difference(c *gin.Context) (servicing.Break, error) {
	want, err := id.Parse[servicing.Break](c.Param("id"))
	if err != nil {
		return servicing.Break{}, err
	}
	for _, open := range []bool{true, false} {
		rows, err := s.Servicing.Store.Breaks(c.Request.Context(), open, differenceRows)
		if err != nil {
			return servicing.Break{}, err
		}
		for _, b := range rows {
			if b.ID == want {
				return b, nil
			}
		}
	}
	return servicing.Break{}, fault.Newf(fault.NotFound, "There is no such difference.")
}

func (s *server) showDifference(c *gin.Context) error { return s.differencePage(c, http.StatusOK, nil) }

func (s *server) differencePage(c *gin.Context, status int, wrong mistakes) error {
	b, err := s.difference(c)
	if err != nil {
		return err
	}
	view := templates.Confirmation{
		Title: "Difference: " + differenceNames[b.Kind], Says: sentence(b.Said), Errors: wrong, Back: "/officer/differences", Action: differenceURL(b),
		Facts: []templates.Fact{
			{Name: "Found", Value: timeWords(b.FoundAt)}, {Name: "About", Value: b.About}, {Name: "Amount", Value: naira(b.Amount)},
			{Name: "State", Tag: differenceTag(b)}, {Name: "What to do", Value: b.Advice()},
		},
	}
	if b.Loan != "" {
		view.Facts = append(view.Facts, templates.Fact{Name: "Loan", Value: "Open the loan", URL: officerLoanURL(b.Loan)})
	}
	if b.ResolvedAt.IsZero() {
		view.Act = "It is resolved"
		view.Reason = &templates.Field{Name: "reason", Label: "How it was resolved", Hint: "Kept with the difference, with your name.", Value: typed(c, "reason"), Error: wrong.of("reason"), MaxLength: "1000"}
	} else {
		view.Facts = append(view.Facts, templates.Fact{Name: "Resolved", Value: timeWords(b.ResolvedAt) + ", by " + b.ResolvedBy}, templates.Fact{Name: "How", Value: b.Resolution})
	}
	return s.render(c, status, templates.Page{Title: view.Title, Officer: true, Error: len(wrong) > 0}, templates.ConfirmPage(view))
}

// resolveDifference closes an item with how it was resolved.
func (s *server) resolveDifference(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	b, err := s.difference(c)
	if err != nil {
		return err
	}
	how := typed(c, "reason")
	var wrong mistakes
	if how == "" {
		wrong.add("reason", "Write how it was resolved.")
		return s.differencePage(c, http.StatusUnprocessableEntity, wrong)
	}
	u, _ := userOf(c)
	if err := s.Servicing.ResolveBreak(c.Request.Context(), b.ID, u.Name, how); err != nil {
		return err
	}
	s.notice(c, "The difference is resolved.")
	return s.seeOther(c, "/officer/differences")
}
