package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// givenConsent finds the consent of the address, if it is the borrower's own.
func (s *server) givenConsent(c *gin.Context) (origination.GivenConsent, error) {
	app, err := id.Parse[origination.Application](c.Param("id"))
	if err != nil {
		return origination.GivenConsent{}, err
	}
	given, err := s.Origination.Store.BorrowerConsents(c.Request.Context(), borrowerOf(c))
	if err != nil {
		return origination.GivenConsent{}, err
	}
	for _, g := range given {
		if g.Application == app && g.Purpose == c.Param("purpose") {
			return g, nil
		}
	}
	return origination.GivenConsent{}, errForeign
}

// showConsentWithdrawal says what follows before a consent is taken back.
func (s *server) showConsentWithdrawal(c *gin.Context) error {
	g, err := s.givenConsent(c)
	if err != nil {
		return err
	}
	if !g.WithdrawnAt.IsZero() {
		return fault.Newf(fault.Conflict, "You have taken this consent back already.")
	}
	a, err := s.Origination.Store.Application(c.Request.Context(), g.Application)
	if err != nil {
		return err
	}
	v := s.consentView(g)
	says := "From now on we read nothing more on it. What we read before stays with the decision, as the law asks, and is used for nothing else. Your loan and its payments stay as they are."
	if openState(a.State) {
		says = "Your application " + a.Number + " cannot be decided without it, so it ends now, and so do its offers. It costs nothing, and you can apply again."
	}
	view := templates.Confirmation{
		Title: "Take this consent back?", Says: says, Act: "Take it back", Action: consentURL(g), Back: "/data", Grave: true,
		Facts: []templates.Fact{{Name: "Consent", Value: v.Name}, {Name: "Given", Value: v.Given}},
	}
	return s.render(c, http.StatusOK, templates.Page{Title: view.Title}, templates.ConfirmPage(view))
}

func (s *server) withdrawConsent(c *gin.Context) error {
	g, err := s.givenConsent(c)
	if err != nil {
		return err
	}
	if err := s.Origination.WithdrawConsent(c.Request.Context(), g.Application, borrowerOf(c), g.Purpose); err != nil {
		return err
	}
	s.notice(c, "You have taken this consent back.")
	return s.seeOther(c, "/data")
}
