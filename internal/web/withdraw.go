package web

import (
	"net/http"

	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showWithdrawal asks before an application ends.
func (s *server) showWithdrawal(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	at := applicationURL(f.Application.ID)
	view := templates.Confirmation{
		Title: "Withdraw your application?", Says: "It ends, and so do its offers. It costs nothing, and you can apply again.",
		Facts: requestFacts(f.Application, s.day()), Act: "Withdraw my application", Action: at + "/withdrawal", Back: at, Grave: true,
	}
	return s.render(c, http.StatusOK, templates.Page{Title: view.Title}, templates.ConfirmPage(view))
}

func (s *server) withdraw(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	if err := s.Origination.Withdraw(c.Request.Context(), f.Application.ID, borrowerOf(c)); err != nil {
		return err
	}
	s.notice(c, "Your application is withdrawn.")
	return s.seeOther(c, "/home")
}
