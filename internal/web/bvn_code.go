package web

import (
	"net/http"
	"strings"

	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

func (s *server) showBVNCode(c *gin.Context) error {
	f, ok, err := s.begun(c)
	if err != nil {
		return err
	}
	if !ok {
		return s.seeOther(c, "%s/bvn", applicationURL(f.Application.ID))
	}
	return s.bvnCodePage(c, http.StatusOK, f, "", "")
}

// confirmBVN gives the code to NIBSS.
func (s *server) confirmBVN(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, ok, err := s.begun(c)
	if err != nil {
		return err
	}
	if !ok {
		return s.seeOther(c, "%s/bvn", applicationURL(f.Application.ID))
	}
	code := strings.ReplaceAll(typed(c, "code"), " ", "")
	if len(code) < 4 || len(code) > 8 || strings.Trim(code, "0123456789") != "" {
		return s.bvnCodePage(c, http.StatusUnprocessableEntity, f, typed(c, "code"), "Enter the code from the message, figures only.")
	}
	if err := s.Origination.ConfirmBVN(c.Request.Context(), f.Application.ID, code); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		return s.bvnCodePage(c, status, f, typed(c, "code"), said)
	}
	s.notice(c, "Your BVN is confirmed.")
	return s.seeOther(c, "%s", applicationURL(f.Application.ID))
}

func (s *server) bvnCodePage(c *gin.Context, status int, f origination.File, code, said string) error {
	v := templates.BVNForm{URL: applicationURL(f.Application.ID), Hint: sentTo(f.Application), Field: templates.Field{
		Name: "code", Label: "Code from NIBSS", InputMode: "numeric", Autocomplete: "one-time-code", MaxLength: "8", Short: true, Value: code, Error: said,
	}}
	if said != "" {
		v.Errors = []templates.FieldError{{Name: "code", Text: said}}
	}
	return s.render(c, status, templates.Page{Title: "Enter the code", Error: said != ""}, templates.BVNCodePage(v))
}

// sentTo is where the code went, masked.
func sentTo(a origination.Application) string {
	for _, m := range a.BVNMethods {
		if m.Method == a.BVNMethod {
			return maskedIn(m.Hint)
		}
	}
	return ""
}
