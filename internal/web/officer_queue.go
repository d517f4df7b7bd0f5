package web

import (
	"net/http"
	"strconv"
	"strings"

	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// queueRows is how many applications a page of the queue shows.
const queueRows = 200

// queueStates are the filters of the queue, in the order of who must act.
var queueStates = []struct {
	State origination.State
	Text  string
}{
	{origination.Referred, "To decide"},
	{origination.Gathering, "Gathering evidence"},
	{origination.Submitted, "Waiting for a bank account"},
	{origination.Offered, "Offers open"},
	{origination.Accepted, "Accepted"},
	{origination.Declined, "Declined"},
	{origination.Lapsed, "Lapsed"},
	{origination.Withdrawn, "Withdrawn"},
}

// showQueue lists the applications of one state; those that an officer must decide come first.
func (s *server) showQueue(c *gin.Context) error {
	ctx := c.Request.Context()
	state := origination.State(c.DefaultQuery("state", string(origination.Referred)))
	counts, err := s.Origination.Store.QueueCounts(ctx)
	if err != nil {
		return err
	}
	rows, err := s.Origination.Store.Queue(ctx, state, queueRows)
	if err != nil {
		return err
	}
	page := templates.QueuePage{Filters: queueFilters(state, counts), Table: queueTable(state, rows)}
	return s.render(c, http.StatusOK, templates.Page{Title: "Applications", Officer: true}, templates.Queue(page))
}

func queueFilters(at origination.State, counts map[origination.State]int) []templates.FilterLink {
	var links []templates.FilterLink
	for _, q := range queueStates {
		links = append(links, templates.FilterLink{
			Text: q.Text, Count: strconv.Itoa(counts[q.State]),
			URL: "/officer?state=" + string(q.State), Current: q.State == at,
		})
	}
	return links
}

func queueTable(state origination.State, rows []origination.QueueRow) templates.Table {
	t := templates.Table{
		Caption: queueTitle(state),
		Columns: []templates.Column{{Text: "Application"}, {Text: "Name"}, {Text: "Asks for", Number: true}, {Text: "For"}, {Text: "Band"}, {Text: "Why it is here"}, {Text: "Since"}},
		Empty:   templates.Nothing{Title: "Nothing here", Text: "No application is in this state now."},
	}
	for _, r := range rows {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: r.Number, URL: "/officer/applications/" + r.ID.String()},
			{Text: r.Name},
			{Text: naira(r.Principal)},
			{Text: monthsWords(r.TermMonths), Under: words(purposes, r.Purpose)},
			{Text: r.Band},
			{Text: strings.Join(r.Reasons, " ")},
			{Text: timeWords(r.ChangedAt)},
		})
	}
	return t
}

func queueTitle(state origination.State) string {
	for _, q := range queueStates {
		if q.State == state {
			return q.Text
		}
	}
	return "Applications"
}
