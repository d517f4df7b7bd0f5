package web

import (
	"net/http"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// bvnURL is the page where the BVN check goes on: the number, the way to receive the code, or the code.
func bvnURL(a origination.Application) string {
	at := applicationURL(a.ID) + "/bvn"
	switch {
	case a.BVNSession == "":
		return at
	case a.BVNMethod == "":
		return at + "/method"
	}
	return at + "/code"
}

// bvnFile loads the application while its BVN is wanted; afterwards the pages lead back to it.
func (s *server) bvnFile(c *gin.Context) (origination.File, error) {
	f, err := s.file(c)
	if err == nil && f.Application.BVNLast4 != "" {
		return f, fault.Newf(fault.Conflict, "Your BVN is confirmed already.")
	}
	return f, err
}

func (s *server) showBVN(c *gin.Context) error {
	f, err := s.bvnFile(c)
	if err != nil {
		return err
	}
	return s.bvnPage(c, http.StatusOK, f, "", "")
}

// startBVN gives the number to NIBSS and learns how the code can be received.
func (s *server) startBVN(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, err := s.bvnFile(c)
	if err != nil {
		return err
	}
	number := strings.NewReplacer(" ", "", "-", "").Replace(typed(c, "bvn"))
	if len(number) != 11 || strings.Trim(number, "0123456789") != "" {
		return s.bvnPage(c, http.StatusUnprocessableEntity, f, typed(c, "bvn"), "Enter the 11 digits of your BVN. Dial *565*0# on the number that your bank knows to see them.")
	}
	if _, err := s.Origination.StartBVN(c.Request.Context(), f.Application.ID, number); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		return s.bvnPage(c, status, f, typed(c, "bvn"), said)
	}
	return s.seeOther(c, "%s/bvn/method", applicationURL(f.Application.ID))
}

func (s *server) bvnPage(c *gin.Context, status int, f origination.File, number, said string) error {
	v := templates.BVNForm{URL: applicationURL(f.Application.ID), Field: templates.Field{
		Name: "bvn", Label: "Bank Verification Number", Hint: "11 digits. Dial *565*0# to see yours.",
		InputMode: "numeric", MaxLength: "14", Short: true, Value: number, Error: said,
	}}
	if said != "" {
		v.Errors = []templates.FieldError{{Name: "bvn", Text: said}}
	}
	return s.render(c, status, templates.Page{Title: "Confirm your BVN", Error: said != ""}, templates.BVNPage(v))
}
