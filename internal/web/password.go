package web

import (
	"net/http"
	"unicode/utf8"

	"lendwright/internal/fault"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showForgotten asks for the address of a lost password.
func (s *server) showForgotten(c *gin.Context) error {
	return s.forgottenPage(c, http.StatusOK, "", nil)
}

// forgotPassword sends a link. The answer is the same whether the address is known or not.
func (s *server) forgotPassword(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	var wrong mistakes
	email, err := parseEmail(typed(c, "email"))
	if err != nil {
		wrong.add("email", "Enter the e-mail address that you log in with.")
		return s.forgottenPage(c, http.StatusUnprocessableEntity, typed(c, "email"), wrong)
	}
	if err := s.Access.ForgotPassword(c.Request.Context(), email); err != nil {
		return err
	}
	s.notice(c, "If there is a login with this address, a message with a link is on its way. The link works for an hour.")
	return s.seeOther(c, "/login")
}

func (s *server) forgottenPage(c *gin.Context, status int, email string, wrong mistakes) error {
	view := templates.Forgotten{
		Errors: wrong, Sandbox: s.Config.Sandbox,
		Email: templates.Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "username", Value: email, Error: wrong.of("email")},
	}
	return s.render(c, status, templates.Page{Title: "Choose a new password", Error: len(wrong) > 0}, templates.ForgottenPage(view))
}

// showNewPassword asks for the new password. A GET uses nothing up.
func (s *server) showNewPassword(c *gin.Context) error {
	token := c.Query("token")
	if token == "" {
		return fault.Newf(fault.NotFound, "This link is not whole. Open it from the message, or ask for a new one.")
	}
	return s.newPasswordPage(c, http.StatusOK, token, nil)
}

// choosePassword stores the new password; whoever is logged in anywhere as this person is out.
func (s *server) choosePassword(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	token, password := typed(c, "token"), c.PostForm("password")
	var wrong mistakes
	if n := utf8.RuneCountInString(password); n < passwordRunesMin || len(password) > passwordBytesMax {
		wrong.add("password", "Choose a password of at least 10 characters. Three words in a row are a good one.")
		return s.newPasswordPage(c, http.StatusUnprocessableEntity, token, wrong)
	}
	if err := s.Access.ChoosePassword(c.Request.Context(), token, password); err != nil {
		return err
	}
	s.notice(c, "Your new password holds. Log in with it.")
	return s.seeOther(c, "/login")
}

func (s *server) newPasswordPage(c *gin.Context, status int, token string, wrong mistakes) error {
	view := templates.NewPassword{
		Errors: wrong, Token: token,
		Password: templates.Field{Name: "password", Label: "New password", Hint: "At least 10 characters.", Type: "password", Autocomplete: "new-password", Error: wrong.of("password")},
	}
	return s.render(c, status, templates.Page{Title: "Choose a new password", Error: len(wrong) > 0}, templates.NewPasswordPage(view))
}
