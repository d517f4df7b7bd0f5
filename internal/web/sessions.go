package web

import (
	"net/http"

	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showSessions offers to log out everywhere.
func (s *server) showSessions(c *gin.Context) error {
	u, known := userOf(c)
	if !known {
		s.logInFirst(c)
		return nil
	}
	page := templates.Page{Title: "Log out everywhere", Officer: u.Role.Staff()}
	return s.render(c, http.StatusOK, page, templates.SessionsPage(firstPage(u)))
}

// endSessions logs a person out on every device, this one too.
func (s *server) endSessions(c *gin.Context) error {
	u, known := userOf(c)
	if !known {
		s.logInFirst(c)
		return nil
	}
	if err := s.Access.EndSessions(c.Request.Context(), u.ID); err != nil {
		return err
	}
	if err := s.end(c); err != nil {
		return err
	}
	return s.seeOther(c, "/login")
}
