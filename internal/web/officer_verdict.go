package web

import (
	"net/http"
	"strings"
	"unicode/utf8"

	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// The length of a verdict's reason in characters: enough to mean something, and no essay.
const (
	verdictReasonLeast = 10
	verdictReasonMost  = 1000
)

// reviewCase records an officer's verdict on a referred application.
func (s *server) reviewCase(c *gin.Context) error {
	app, err := id.Parse[origination.Application](c.Param("id"))
	if err != nil {
		return err
	}
	if err := readForm(c); err != nil {
		return err
	}
	verdict, reason := typed(c, "verdict"), typed(c, "reason")
	var wrong mistakes
	if verdict != "approve" && verdict != "decline" {
		wrong.add("verdict", "Choose whether to approve or decline.")
	}
	if n := utf8.RuneCountInString(reason); n < verdictReasonLeast || n > verdictReasonMost {
		wrong.add("reason", "Write the reason in at least ten characters: it is kept with the decision and the borrower may ask for it.")
	}
	if len(wrong) == 0 {
		u, _ := userOf(c)
		err := s.Origination.Review(c.Request.Context(), origination.Verdict{
			Application: app, By: u.ID.String(), ByName: u.Name, Approve: verdict == "approve", Reason: reason, At: s.Clock(),
		})
		if err == nil {
			s.notice(c, "The verdict is recorded.")
			return s.seeOther(c, "/officer/applications/%s", app)
		}
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.caseWith(c, app, status, wrong, verdict, reason)
	}
	return s.caseWith(c, app, http.StatusUnprocessableEntity, wrong, verdict, reason)
}

// verdictForm is shown while an application waits for an officer, or when their verdict was refused.
func verdictForm(f origination.File, wrong mistakes, verdict, reason string) *templates.VerdictForm {
	if f.Application.State != origination.Referred && len(wrong) == 0 {
		return nil
	}
	approve := "Opens the offers below to the borrower."
	if len(f.Offers) == 0 {
		approve = "Not possible now: the engine found no offer that this person can afford."
	}
	return &templates.VerdictForm{
		Action: "/officer/applications/" + f.Application.ID.String() + "/verdict",
		Errors: wrong,
		Verdict: templates.Choice{
			Name: "verdict", Label: "What do you decide?", Error: wrong.of("verdict"), Row: true,
			Options: []templates.Option{
				{Value: "approve", Text: "Approve", Hint: approve, Chosen: verdict == "approve"},
				{Value: "decline", Text: "Decline", Hint: "Ends the application; the borrower is told why.", Chosen: verdict == "decline"},
			},
		},
		Reason: templates.Field{
			Name: "reason", Label: "Why", Value: reason, Error: wrong.of("reason"),
			Hint: "What you looked at and what decided it. " + strings.TrimSpace("It is kept for good beside the engine's decision."),
		},
	}
}
