package web

import (
	"strings"

	"lendwright/internal/fault"

	"github.com/gin-gonic/gin"
)

// returnFromLink is where Mono sends the browser back. What stands in the address is a hint: it
// is noted, and the account counts as linked only when Mono itself says so.
func (s *server) returnFromLink(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	app := f.Application.ID
	code, ref := unquoted(c.Query("code")), unquoted(c.Query("ref"))
	if ref == "" {
		ref = unquoted(c.Query("reference"))
	}
	if code == "" {
		s.notice(c, returnWords(unquoted(c.Query("status")), unquoted(c.Query("reason"))))
		return s.seeOther(c, "%s", applicationURL(app))
	}
	err = s.Origination.LinkReturned(c.Request.Context(), app, ref, code)
	switch {
	case err == nil:
		s.notice(c, "You are back from your bank. We wait for its word; this page follows it.")
	case fault.KindOf(err) == fault.Internal:
		return err
	default:
		s.notice(c, fault.Said(err))
	}
	return s.seeOther(c, "%s", applicationURL(app))
}

// returnWords is one of four outcomes: linked, cancelled, failed, unknown. None is a dead end.
func returnWords(status, reason string) string {
	switch {
	case status == "linked" || status == "successful" || status == "success":
		return "You are back from your bank. We wait for its word; this page follows it."
	case status == "cancelled" || reason == "widget_closed":
		return "You came back without linking an account. You can link one whenever you like."
	case status == "failed":
		return "Your bank did not link the account. Try again, or choose another bank."
	}
	return "We could not see how it went at your bank. If the account was linked, this page will show it in a moment; else link it again."
}

// unquoted strips the double quotes that some of Mono's redirects put around values.
func unquoted(text string) string { return strings.Trim(text, `"`) }
