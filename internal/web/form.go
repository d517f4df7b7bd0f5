package web

import (
	"errors"
	"net/http"
	"strings"

	"lendwright/internal/fault"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// mistakes are the errors of a form, in the order of its fields.
type mistakes []templates.FieldError

func (m *mistakes) add(name, text string) {
	*m = append(*m, templates.FieldError{Name: name, Text: text})
}

// of gives the first mistake of a field.
func (m mistakes) of(name string) string {
	for _, e := range m {
		if e.Name == name {
			return e.Text
		}
	}
	return ""
}

// typed gives a posted value without the spaces around it.
func typed(c *gin.Context, name string) string { return strings.TrimSpace(c.PostForm(name)) }

// readForm parses the body, so that one that is too large or broken is an error and not an empty form.
func readForm(c *gin.Context) error {
	err := c.Request.ParseForm()
	var tooLarge *http.MaxBytesError
	if err != nil && !errors.As(err, &tooLarge) {
		return fault.Because(err, fault.Invalid, "The form did not arrive whole. Please send it again.")
	}
	return err
}

// onForm says whether a desk's refusal belongs on the form, where nothing typed is lost, and with
// which status. Our own mistakes and missing things go to the error page.
func onForm(err error) (said string, status int, ok bool) {
	switch kind := fault.KindOf(classified(err)); kind {
	case fault.Invalid, fault.Conflict, fault.NotAllowed, fault.Unavailable:
		return fault.Said(classified(err)), statuses[kind], true
	}
	return "", 0, false
}

// sameName compares a typed name with ours, without regard to capitals and spaces.
func sameName(typed, ours string) bool {
	fold := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return typed != "" && fold(typed) == fold(ours)
}
