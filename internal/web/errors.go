package web

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"lendwright/internal/fault"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// statuses is the one table from kinds of error to HTTP.
var statuses = map[fault.Kind]int{
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.NotFound:    http.StatusNotFound,
	fault.Conflict:    http.StatusConflict,
	fault.NotAllowed:  http.StatusForbidden,
	fault.Unavailable: http.StatusServiceUnavailable,
	fault.Internal:    http.StatusInternalServerError,
}

// titles are the error page's headings.
var titles = map[fault.Kind]string{
	fault.Invalid:     "Please look at this again",
	fault.NotFound:    "There is nothing here",
	fault.Conflict:    "Things have changed",
	fault.NotAllowed:  "This is not open to you",
	fault.Unavailable: "We cannot do this just now",
	fault.Internal:    "Something went wrong on our side",
}

// fail writes the error page and stops the request. What the cause says goes to the log only.
func (s *server) fail(c *gin.Context, err error) {
	c.Abort()
	err = classified(err)
	kind, id := fault.KindOf(err), c.GetString(requestIDKey)
	if kind == fault.Internal || kind == fault.Unavailable {
		s.Log.Error("request failed", "id", id, "route", c.FullPath(), "kind", kind.String(), "error", err)
	} else {
		s.Log.Info("request refused", "id", id, "route", c.FullPath(), "kind", kind.String())
	}
	if c.Writer.Written() {
		return
	}
	if strings.HasPrefix(c.Request.URL.Path, "/webhooks/") {
		c.String(webhookStatus(kind), kind.String()+"\n")
		return
	}
	view := templates.ErrorView{Title: titles[kind], Says: fault.Said(err), RequestID: id}
	page := templates.Page{Title: titles[kind], Error: true}
	if err := s.render(c, statuses[kind], page, templates.ErrorPage(view)); err != nil {
		s.Log.Error("error page failed", "id", id, "error", err)
		c.String(statuses[fault.Internal], fault.Said(nil)+"\n")
	}
}

// classified gives a kind to the errors of the libraries that we meet here.
func classified(err error) error {
	var tooLarge *http.MaxBytesError
	var known *fault.Error
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &tooLarge):
		return fault.Because(err, fault.Invalid, "That is more than this form takes.")
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Because(err, fault.Unavailable, "This took too long. Nothing is lost; please try again in a minute.")
	}
	return err
}

// webhookStatus differs from the pages' table: a wrong secret is 401.
func webhookStatus(kind fault.Kind) int {
	if kind == fault.NotAllowed {
		return http.StatusUnauthorized
	}
	return statuses[kind]
}

// nothingHere answers what no route knows.
func (s *server) nothingHere(*gin.Context) error {
	return fault.Newf(fault.NotFound, "There is no page at this address.")
}
