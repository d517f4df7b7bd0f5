package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// looksShown is how many lines the log of looks has on the page; the download has them all.
const looksShown = 100

// keptWords is what stays and why (FCCPC 2025: five years; NDPA 2023: no longer than needed).
var keptWords = []string{
	"An application with its decision, and a loan with its payments: five years after their end, because the law makes lenders show how they decided and what they took.",
	"Your BVN itself is not shown to anybody after the check: people see its last four digits.",
	"Bank passwords and PINs: we never had them.",
}

// showData is the consent centre: what was allowed, who looked and why, and what can be done about it.
func (s *server) showData(c *gin.Context) error {
	ctx, me := c.Request.Context(), borrowerOf(c)
	given, err := s.Origination.Store.BorrowerConsents(ctx, me)
	if err != nil {
		return err
	}
	looks, err := s.looks(ctx, me)
	if err != nil {
		return err
	}
	view := templates.DataView{Looks: lookMoments(looks[:min(len(looks), looksShown)]), Keep: keptWords}
	for _, g := range given {
		view.Consents = append(view.Consents, s.consentView(g))
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "My data"}, templates.DataPage(view))
}

func (s *server) consentView(g origination.GivenConsent) templates.ConsentView {
	v := templates.ConsentView{
		Name: g.Purpose, Tag: templates.Tag{Text: "in force", Tone: "leaf"},
		Given: "For application " + g.Number + ", on " + dayShort(calendar.DayOf(g.At, calendar.Lagos)) + ", text " + g.TextVersion,
	}
	for _, box := range consents(s.Config.Lender.Name) {
		if box.Name != g.Purpose {
			continue
		}
		v.Name = box.Label
		if box.Version == g.TextVersion {
			v.Detail = []templates.Fact{{Name: "What", Value: box.What}, {Name: "Why", Value: box.Why}, {Name: "How long", Value: box.Long}, {Name: "To know", Value: box.Stop}}
		}
	}
	if g.WithdrawnAt.IsZero() {
		v.StopTo = consentURL(g)
	} else {
		v.Tag = templates.Tag{Text: "taken back on " + dayShort(calendar.DayOf(g.WithdrawnAt, calendar.Lagos)), Tone: "marigold"}
	}
	return v
}

func consentURL(g origination.GivenConsent) string {
	return "/data/consents/" + g.Application.String() + "/" + g.Purpose
}

// look is one reading of a borrower's data, by a machine or a person.
type look struct {
	At             time.Time
	Who, What, Why string
}

// looks are all readings of a borrower's data, newest first.
func (s *server) looks(ctx context.Context, me lending.BorrowerID) ([]look, error) {
	reads, err := s.Origination.Store.BorrowerReads(ctx, me, 1000)
	if err != nil {
		return nil, err
	}
	var all []look
	for _, r := range reads {
		all = append(all, look{r.At, r.By + ", a person here", r.What + ".", r.Why + "."})
	}
	applications, err := s.Origination.Store.BorrowerApplications(ctx, me)
	if err != nil {
		return nil, err
	}
	for _, a := range applications {
		f, err := s.Origination.Store.File(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, machineLooks(f)...)
	}
	slices.SortStableFunc(all, func(a, b look) int { return b.At.Compare(a.At) })
	return all, nil
}

// machineLooks are what our program read for an application: the evidence that came, together for
// each account and for the person, and the decision that was made of it.
func machineLooks(f origination.File) []look {
	var all []look
	of := map[origination.AccountID]int{}
	for _, e := range f.Evidence {
		if e.State != origination.EvidenceArrived {
			continue
		}
		at, there := of[e.Account]
		if !there {
			at = len(all)
			of[e.Account] = at
			l := look{e.ArrivedAt, "Our program, through Mono", "", "To decide application " + f.Application.Number + "."}
			if e.Account != "" {
				l.What = accountName(f, e.Account) + ": "
			}
			all = append(all, l)
		} else {
			all[at].What += ", "
		}
		all[at].What += lowerFirst(sourceNames[e.Source])
		all[at].At = latest(all[at].At, e.ArrivedAt)
	}
	for i := range all {
		all[i].What += "."
	}
	if f.Decision != nil {
		all = append(all, look{f.Decision.At, "Our program", "All that had come for application " + f.Application.Number + ".", "To decide whether we can lend, and on which terms."})
	}
	return all
}

func lookMoments(looks []look) []templates.Moment {
	var all []templates.Moment
	for _, l := range looks {
		all = append(all, templates.Moment{When: momentWords(l.At), DateTime: l.At.Format(time.RFC3339), Who: l.Who, What: l.What + " " + l.Why})
	}
	return all
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// lowerFirst is a text that goes on in the middle of a sentence; what begins with capitals stays.
func lowerFirst(text string) string {
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' || strings.HasPrefix(text, "A ") {
		return strings.ToLower(text[:1]) + text[1:]
	}
	return text
}

// noteRead records that the officer who is logged in opens something of a borrower's.
func (s *server) noteRead(c *gin.Context, app origination.ApplicationID, what, why string) error {
	u, _ := userOf(c)
	return s.Origination.NoteRead(c.Request.Context(), origination.Read{Application: app, ByID: u.ID.String(), By: u.Name, What: what, Why: why})
}
