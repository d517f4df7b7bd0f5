package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"

	"lendwright/internal/calendar"
	"lendwright/templates"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"
)

// render writes a whole page into memory first, so that a failing component can still become an error page.
func (s *server) render(c *gin.Context, status int, page templates.Page, body templ.Component) error {
	ctx := templ.WithChildren(c.Request.Context(), body)
	return s.send(c, status, templates.Layout(s.framed(c, page)).Render, ctx)
}

// fragment writes a part of a page, with the state that it was rendered for: a page that was
// rendered for another state fetches itself again.
func (s *server) fragment(c *gin.Context, state string, body templ.Component) error {
	c.Header("Lendwright-State", state)
	return s.send(c, http.StatusOK, body.Render, c.Request.Context())
}

// framed completes a page's frame with who is logged in, where they can go, and what was just done.
func (s *server) framed(c *gin.Context, p templates.Page) templates.Page {
	p.Lender = s.Config.Lender
	p.Home = "/"
	if s.Config.Sandbox {
		p.Sandbox = s.day().Words()
	}
	if p.Notice == "" {
		p.Notice = s.takeNotice(c)
	}
	u, known := userOf(c)
	at := c.Request.URL.Path
	switch {
	case !known:
		p.Nav = nav(at, "Log in", "/login", "Apply", "/signup")
	case u.Role.Staff():
		p.Who, p.Home = u.Name, "/officer"
		p.Nav = nav(at, s.officerNav(u)...)
	default:
		p.Who, p.Home = u.Name, "/home"
		p.Nav = nav(at, "My loans", "/home", "Messages", "/messages", "My data", "/data", "Help", "/help")
	}
	return p
}

// nav makes entries of pairs of text and address; the one where the reader is, is marked.
func nav(at string, pairs ...string) []templates.NavLink {
	var all []templates.NavLink
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, templates.NavLink{Text: pairs[i], URL: pairs[i+1], Current: at == pairs[i+1]})
	}
	return all
}

// day is today where we lend.
func (s *server) day() calendar.Day { return calendar.DayOf(s.Clock(), calendar.Lagos) }

// seeOther sends the browser to a page of ours after an act.
func (s *server) seeOther(c *gin.Context, format string, args ...any) error {
	c.Redirect(http.StatusSeeOther, fmt.Sprintf(format, args...))
	return nil
}

type renderer func(ctx context.Context, w io.Writer) error

func (s *server) send(c *gin.Context, status int, render renderer, ctx context.Context) error {
	var b bytes.Buffer
	if err := render(ctx, &b); err != nil {
		return fmt.Errorf("rendering %s: %w", c.FullPath(), err)
	}
	c.Data(status, "text/html; charset=utf-8", b.Bytes())
	return nil
}
