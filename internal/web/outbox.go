package web

import (
	"net/http"

	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showOutbox lists every message of the sandbox, newest first, in place of a mail server.
func (s *server) showOutbox(c *gin.Context) error {
	list, err := s.Messages.Messages(c.Request.Context(), messagesShown)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Outbox"},
		templates.MessagesPage("Outbox", "In the sandbox nothing is mailed. These are the messages, newest first.", letters(list, s.Config.PublicURL, true)))
}
