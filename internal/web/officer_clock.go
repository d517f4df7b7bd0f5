package web

import (
	"net/http"
	"strconv"

	"lendwright/internal/fault"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// clockSteps are the distances that the time machine goes at once.
var clockSteps = []templates.ClockStep{
	{Days: "1", Text: "A day on"}, {Days: "7", Text: "A week on"}, {Days: "30", Text: "A month on"}, {Days: "182", Text: "Half a year on"},
}

// showClock shows the sandbox's date and where it is going.
func (s *server) showClock(c *gin.Context) error {
	j, err := s.TimeMachine.Journey(c.Request.Context())
	if err != nil {
		return err
	}
	moving := j.ID != "" && !j.Finished
	page := templates.ClockPage{
		Today: s.day().Words(), Clock: timeWords(s.Clock()) + " in Lagos", Moving: moving, Steps: clockSteps,
	}
	frame := templates.Page{Title: "Time machine", Officer: true}
	if moving {
		page.Progress = "let time pass: " + timeWords(j.At) + ", on the way to " + timeWords(j.To) + "."
		frame.Refresh = "2"
	} else if j.ID != "" {
		page.Journeys = lastJourney(j)
	}
	return s.render(c, http.StatusOK, frame, templates.Clock(page))
}

func lastJourney(j Journey) templates.Table {
	said := j.Said
	if said == "" {
		said = "arrived"
	}
	return templates.Table{
		Caption: "The last journey",
		Columns: []templates.Column{{Text: "From"}, {Text: "To"}, {Text: "Stops", Number: true}, {Text: "By"}, {Text: "Outcome"}},
		Rows:    [][]templates.Cell{{{Text: timeWords(j.From)}, {Text: timeWords(j.At)}, {Text: strconv.Itoa(j.Steps)}, {Text: j.By}, {Text: said}}},
	}
}

// moveClock starts a journey; only the offered distances are accepted.
func (s *server) moveClock(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	for _, step := range clockSteps {
		if step.Days != typed(c, "days") {
			continue
		}
		days, err := strconv.Atoi(step.Days)
		if err != nil {
			return err
		}
		u, _ := userOf(c)
		if _, err := s.TimeMachine.Start(c.Request.Context(), days, u.Name); err != nil {
			return err
		}
		return s.seeOther(c, "/officer/clock")
	}
	return fault.Newf(fault.Invalid, "Choose how far the clock moves: a day, a week, a month or half a year.")
}
