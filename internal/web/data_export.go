package web

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/lending"
	"lendwright/internal/origination"

	"github.com/gin-gonic/gin"
)

// exportVersion names the form of the file; change it when a field changes its meaning.
const exportVersion = "1"

// exported is everything that we have of a person, in a form that other programs read (NDPA 2023:
// the right of access and of portability). Amounts are in minor units.
type exported struct {
	Version      string                `json:"version"`
	MadeAt       time.Time             `json:"made_at"`
	Person       exportedPerson        `json:"person"`
	Applications []exportedApplication `json:"applications"`
	Loans        []exportedLoan        `json:"loans"`
	Consents     []exportedConsent     `json:"consents"`
	Looks        []exportedLook        `json:"who_looked"`
	Complaints   []exportedComplaint   `json:"complaints_and_requests"`
	Messages     []exportedMessage     `json:"messages"`
}

type exportedPerson struct {
	Name     string    `json:"name"`
	Email    string    `json:"email"`
	Phone    string    `json:"phone"`
	JoinedAt time.Time `json:"joined_at"`
}

type exportedConsent struct {
	Application string     `json:"application"`
	Purpose     string     `json:"purpose"`
	TextVersion string     `json:"text_version"`
	GivenAt     time.Time  `json:"given_at"`
	WithdrawnAt *time.Time `json:"withdrawn_at"`
}

type exportedLook struct {
	At   time.Time `json:"at"`
	Who  string    `json:"who"`
	What string    `json:"what"`
	Why  string    `json:"why"`
}

type exportedComplaint struct {
	Number string    `json:"number"`
	Kind   string    `json:"kind"`
	About  string    `json:"about"`
	SentAt time.Time `json:"sent_at"`
	Text   string    `json:"text"`
	State  string    `json:"state"`
	Answer string    `json:"answer"`
}

type exportedMessage struct {
	At      time.Time `json:"at"`
	Subject string    `json:"subject"`
	Body    string    `json:"body"`
}

// exportedEvent is a line of a timeline.
type exportedEvent struct {
	At   time.Time `json:"at"`
	Who  string    `json:"who"`
	What string    `json:"what"`
}

// exportData gives a person everything that we have of them as one file.
func (s *server) exportData(c *gin.Context) error {
	u, _ := userOf(c)
	x := exported{Version: exportVersion, MadeAt: s.Clock().UTC(), Person: exportedPerson{u.Name, u.Email, u.Phone, u.CreatedAt}}
	for _, add := range []func(context.Context, access.User, *exported) error{s.exportApplications, s.exportLoans, s.exportRights, s.exportMessages} {
		if err := add(c.Request.Context(), u, &x); err != nil {
			return err
		}
	}
	b, err := json.MarshalIndent(x, "", "  ")
	if err != nil {
		return err
	}
	c.Header("Content-Disposition", `attachment; filename="lendwright-my-data.json"`)
	c.Data(http.StatusOK, "application/json; charset=utf-8", append(b, '\n'))
	return nil
}

func (s *server) exportRights(ctx context.Context, u access.User, x *exported) error {
	me := lending.BorrowerID(u.ID)
	given, err := s.Origination.Store.BorrowerConsents(ctx, me)
	if err != nil {
		return err
	}
	for _, g := range given {
		out := exportedConsent{Application: g.Number, Purpose: g.Purpose, TextVersion: g.TextVersion, GivenAt: g.At}
		if !g.WithdrawnAt.IsZero() {
			out.WithdrawnAt = &g.WithdrawnAt
		}
		x.Consents = append(x.Consents, out)
	}
	looks, err := s.looks(ctx, me)
	if err != nil {
		return err
	}
	for _, l := range looks {
		x.Looks = append(x.Looks, exportedLook(l))
	}
	complaints, err := s.Origination.Store.BorrowerComplaints(ctx, me)
	for _, c := range complaints {
		x.Complaints = append(x.Complaints, exportedComplaint{c.Number, string(c.Kind), c.About, c.MadeAt, c.Text, string(c.State), c.Answer})
	}
	return err
}

func (s *server) exportMessages(ctx context.Context, u access.User, x *exported) error {
	const all = 10_000 // more than anybody was sent
	list, err := s.Messages.MessagesTo(ctx, u.Email, all)
	for _, m := range list {
		x.Messages = append(x.Messages, exportedMessage{m.CreatedAt, m.Subject, m.Body})
	}
	return err
}

func exportedEvents(events []origination.Event) []exportedEvent {
	var all []exportedEvent
	for _, e := range events {
		all = append(all, exportedEvent(e))
	}
	return all
}
