package web

import (
	"net/http"
	"net/mail"
	"regexp"
	"strings"
	"unicode/utf8"

	"lendwright/internal/access"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

const (
	passwordRunesMin = 10  // length is what makes a password hard to guess
	passwordBytesMax = 256 // hashing is paid by us
	nameRunesMax     = 100
)

// signUpForm is the form as it was typed.
type signUpForm struct{ Name, Email, Phone, Password string }

func (s *server) showSignUp(c *gin.Context) error {
	if _, known := userOf(c); known {
		return s.seeOther(c, "/home")
	}
	return s.signUpPage(c, http.StatusOK, signUpForm{}, nil)
}

// signUp opens an account. A taken address gets the same answer on the page; its owner gets a message.
func (s *server) signUp(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f := signUpForm{typed(c, "name"), typed(c, "email"), typed(c, "phone"), c.PostForm("password")}
	checked, wrong := f.parse()
	if len(wrong) > 0 {
		return s.signUpPage(c, http.StatusUnprocessableEntity, f, wrong)
	}
	if err := s.Access.SignUp(c.Request.Context(), checked); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.signUpPage(c, status, f, wrong)
	}
	return s.seeOther(c, "/signup/sent")
}

// parse checks what was typed.
func (f signUpForm) parse() (access.SignUp, mistakes) {
	var wrong mistakes
	if f.Name == "" || utf8.RuneCountInString(f.Name) > nameRunesMax {
		wrong.add("name", "Enter your name as your bank has it.")
	}
	email, err := parseEmail(f.Email)
	if err != nil {
		wrong.add("email", "Enter an e-mail address, like ada@example.com.")
	}
	phone, ok := parsePhone(f.Phone)
	if !ok {
		wrong.add("phone", "Enter a Nigerian mobile number, like 0803 123 4567.")
	}
	switch n := utf8.RuneCountInString(f.Password); {
	case n < passwordRunesMin:
		wrong.add("password", "Choose a password of at least 10 characters. Three words in a row are a good one.")
	case len(f.Password) > passwordBytesMax:
		wrong.add("password", "Choose a shorter password.")
	}
	return access.SignUp{Name: f.Name, Email: email, Phone: phone, Password: f.Password}, wrong
}

// parseEmail accepts one plain address and gives it in lower case.
func parseEmail(text string) (string, error) {
	a, err := mail.ParseAddress(text)
	if err != nil {
		return "", err
	}
	if a.Name != "" || a.Address != text || len(text) > 254 || !strings.Contains(text[strings.LastIndex(text, "@"):], ".") {
		return "", mail.ErrHeaderNotPresent
	}
	return strings.ToLower(text), nil
}

var mobile = regexp.MustCompile(`^(?:\+?234|0)([789][01]\d{8})$`)

// parsePhone gives a Nigerian mobile number as 0 and ten digits.
func parsePhone(text string) (string, bool) {
	m := mobile.FindStringSubmatch(strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(text))
	if m == nil {
		return "", false
	}
	return "0" + m[1], true
}

func (s *server) signUpPage(c *gin.Context, status int, f signUpForm, wrong mistakes) error {
	view := templates.SignUp{
		Errors:   wrong,
		Name:     templates.Field{Name: "name", Label: "Your name", Hint: "First name and surname, as your bank has them.", Autocomplete: "name", Value: f.Name, Error: wrong.of("name")},
		Email:    templates.Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "email", Value: f.Email, Error: wrong.of("email")},
		Phone:    templates.Field{Name: "phone", Label: "Mobile number", Type: "tel", Autocomplete: "tel", InputMode: "tel", Short: true, Value: f.Phone, Error: wrong.of("phone")},
		Password: templates.Field{Name: "password", Label: "Password", Hint: "At least 10 characters.", Type: "password", Autocomplete: "new-password", Value: f.Password, Error: wrong.of("password")},
	}
	page := templates.Page{Title: "Open your account", Error: len(wrong) > 0}
	return s.render(c, status, page, templates.SignUpPage(view))
}
