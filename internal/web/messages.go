package web

import (
	"net/http"
	"regexp"
	"strings"
	"time"

	"lendwright/internal/notify"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// messagesShown is how many messages a page lists; older ones are kept and not shown.
const messagesShown = 100

// showMessages lists what we wrote to the borrower.
func (s *server) showMessages(c *gin.Context) error {
	u, _ := userOf(c)
	list, err := s.Messages.MessagesTo(c.Request.Context(), u.Email, messagesShown)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Messages"},
		templates.MessagesPage("Messages", "Everything that we wrote to "+u.Email+".", letters(list, s.Config.PublicURL, false)))
}

var address = regexp.MustCompile(`https?://[^\s<>"]+`)

// letters puts messages into words. Only addresses of our own become links.
func letters(list []notify.Message, ours string, to bool) []templates.Letter {
	var all []templates.Letter
	for _, m := range list {
		l := templates.Letter{Subject: m.Subject, When: momentWords(m.CreatedAt), DateTime: m.CreatedAt.Format(time.RFC3339), Body: pieces(m.Body, ours)}
		if to {
			l.To = m.To
		}
		all = append(all, l)
	}
	return all
}

// pieces cuts a text at the addresses in it. A link keeps path and query only, so that it leads to
// the site that the reader is on, whatever name it is reached by.
func pieces(text, ours string) []templates.Piece {
	var all []templates.Piece
	text, last := strings.TrimSpace(text), 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		url := strings.TrimRight(text[at[0]:at[1]], ".,;)")
		path, own := strings.CutPrefix(url, ours)
		if !own || !strings.HasPrefix(path, "/") {
			continue
		}
		if at[0] > last {
			all = append(all, templates.Piece{Text: text[last:at[0]]})
		}
		all = append(all, templates.Piece{Text: url, URL: path})
		last = at[0] + len(url)
	}
	if last < len(text) {
		all = append(all, templates.Piece{Text: text[last:]})
	}
	return all
}
