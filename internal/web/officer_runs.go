package web

import (
	"net/http"
	"strconv"

	"lendwright/internal/access"
	"lendwright/internal/id"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// runRows is how many runs the list shows.
const runRows = 100

// showRuns lists the repayment runs, newest first: those that found something due, or every one.
func (s *server) showRuns(c *gin.Context) error {
	every := c.Query("show") == "every"
	runs, err := s.Servicing.Store.Runs(c.Request.Context(), every, runRows)
	if err != nil {
		return err
	}
	t := templates.Table{
		Caption: "Runs",
		Columns: []templates.Column{{Text: "Day"}, {Text: "Started by"}, {Text: "Loans due", Number: true}, {Text: "Debits", Number: true}, {Text: "Paid", Number: true}, {Text: "Short of money", Number: true}, {Text: "Failed", Number: true}, {Text: "Being looked up", Number: true}, {Text: "Collected", Number: true}},
		Empty:   templates.Nothing{Title: "No runs here yet", Text: "A run starts by the schedule; most find nothing due and are left out here."},
	}
	for _, r := range runs {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: dayShort(r.On), URL: "/officer/runs/" + r.ID.String(), Under: timeWords(r.StartedAt)}, {Text: r.Trigger},
			{Text: strconv.Itoa(r.Due)}, {Text: strconv.Itoa(r.Planned)}, {Text: strconv.Itoa(r.Settled)},
			{Text: strconv.Itoa(r.NotCovered)}, {Text: strconv.Itoa(r.Failed)}, {Text: strconv.Itoa(r.Unknown)}, {Text: naira(r.Collected)},
		})
	}
	u, _ := userOf(c)
	page := templates.RunsPage{Schedule: s.Config.RunsWords, Table: t, MayStart: u.Role.May(access.StartRuns), Filters: []templates.FilterLink{
		{Text: "Found something due", URL: "/officer/runs", Current: !every},
		{Text: "Every run", URL: "/officer/runs?show=every", Current: every},
	}}
	return s.render(c, http.StatusOK, templates.Page{Title: "Repayment runs", Officer: true}, templates.Runs(page))
}

// startRun collects what is due today and not yet done.
func (s *server) startRun(c *gin.Context) error {
	run, err := s.Servicing.CollectDue(c.Request.Context(), s.day(), "officer")
	if err != nil {
		return err
	}
	return s.seeOther(c, "/officer/runs/%s", run.ID)
}

// showRun shows one run with its debits; while it goes on the page follows it.
func (s *server) showRun(c *gin.Context) error {
	run, err := id.Parse[servicing.Run](c.Param("id"))
	if err != nil {
		return err
	}
	r, debits, err := s.Servicing.Store.Run(c.Request.Context(), run)
	if err != nil {
		return err
	}
	page := templates.RunPage{
		Title: "Run of " + dayWords(r.On, s.day()), Strip: runStrip(r),
		Figures: []templates.Figure{
			{Label: "Loans due", Value: strconv.Itoa(r.Due)},
			{Label: "Collected", Value: naira(r.Collected), Change: strconv.Itoa(r.Settled) + " debits paid"},
			{Label: "Short of money", Value: strconv.Itoa(r.NotCovered), Change: "looked first, nothing sent"},
			{Label: "Failed or open", Value: strconv.Itoa(r.Failed + r.Unknown), Change: strconv.Itoa(r.Unknown) + " being looked up"},
		},
		Debits: debitsTable("Debits of this run", debits), Live: r.FinishedAt.IsZero(),
	}
	frame := templates.Page{Title: page.Title, Officer: true}
	if r.FinishedAt.IsZero() {
		frame.Refresh = "2"
	}
	return s.render(c, http.StatusOK, frame, templates.Run(page))
}

func runStrip(r servicing.Run) templates.Strip {
	if r.FinishedAt.IsZero() {
		return templates.Strip{Who: "We", Says: "debit what is due.", When: "Started " + timeWords(r.StartedAt) + " by " + r.Trigger, Tone: "indigo"}
	}
	return templates.Strip{Who: "Nobody", Says: "This run is done.", When: timeWords(r.StartedAt) + ", by " + r.Trigger, Tone: "leaf"}
}
