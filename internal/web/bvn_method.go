package web

import (
	"net/http"
	"slices"
	"strings"

	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// methodWords are Mono's ways to send the code, in words.
var methodWords = map[string]string{
	"phone": "My phone number", "phone_1": "My second phone number", "alternate_phone": "Another number of mine", "email": "My e-mail address",
}

// begun loads the application and reports whether NIBSS waits for us; if not, the BVN is asked for again.
func (s *server) begun(c *gin.Context) (f origination.File, ok bool, err error) {
	f, err = s.bvnFile(c)
	return f, err == nil && f.Application.BVNSession != "", err
}

func (s *server) showBVNMethods(c *gin.Context) error {
	f, ok, err := s.begun(c)
	if err != nil {
		return err
	}
	if !ok {
		return s.seeOther(c, "%s/bvn", applicationURL(f.Application.ID))
	}
	return s.bvnMethodPage(c, http.StatusOK, f, "", "")
}

// sendBVNCode has the code sent the way that was chosen.
func (s *server) sendBVNCode(c *gin.Context) error {
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
	method := typed(c, "method")
	if !slices.ContainsFunc(f.Application.BVNMethods, func(m origination.BVNMethod) bool { return m.Method == method }) {
		return s.bvnMethodPage(c, http.StatusUnprocessableEntity, f, method, "Choose where the code should go.")
	}
	if _, err := s.Origination.SendBVNCode(c.Request.Context(), f.Application.ID, method); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		return s.bvnMethodPage(c, status, f, method, said)
	}
	return s.seeOther(c, "%s/bvn/code", applicationURL(f.Application.ID))
}

func (s *server) bvnMethodPage(c *gin.Context, status int, f origination.File, chosen, said string) error {
	v := templates.BVNForm{URL: applicationURL(f.Application.ID), Method: templates.Choice{
		Name: "method", Label: "Where should the code go?", Hint: "NIBSS knows these from your bank.", Big: true, Error: said,
	}}
	for _, m := range f.Application.BVNMethods {
		text := methodWords[m.Method]
		if text == "" {
			text = m.Method
		}
		v.Method.Options = append(v.Method.Options, templates.Option{Value: m.Method, Text: text, Hint: maskedIn(m.Hint), Chosen: m.Method == chosen})
	}
	if said != "" {
		v.Errors = []templates.FieldError{{Name: "method", Text: said}}
	}
	return s.render(c, status, templates.Page{Title: "Where should the code go?", Error: said != ""}, templates.BVNMethodPage(v))
}

// maskedIn gives the masked number or address out of Mono's sentence ("Sms with a verification
// code will be sent to phone 0803***1122"), or the sentence where there is none.
func maskedIn(sentence string) string {
	for _, word := range strings.Fields(sentence) {
		if strings.Contains(word, "*") {
			return strings.Trim(word, ".,;:")
		}
	}
	return sentence
}
