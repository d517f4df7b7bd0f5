package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showSignUpSent says that a message is on its way.
func (s *server) showSignUpSent(c *gin.Context) error {
	return s.signUpSentPage(c, http.StatusOK, "", nil)
}

// resendConfirmation sends the message again. The answer is the same whether the address is known or not.
func (s *server) resendConfirmation(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	var wrong mistakes
	email, err := parseEmail(typed(c, "email"))
	if err != nil {
		wrong.add("email", "Enter the e-mail address that you signed up with.")
		return s.signUpSentPage(c, http.StatusUnprocessableEntity, typed(c, "email"), wrong)
	}
	if err := s.Access.ResendConfirmation(c.Request.Context(), email); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("email", said)
		return s.signUpSentPage(c, status, email, wrong)
	}
	s.notice(c, "If the address waits for confirmation, the message is on its way.")
	return s.seeOther(c, "/signup/sent")
}

func (s *server) signUpSentPage(c *gin.Context, status int, email string, wrong mistakes) error {
	view := templates.SignUpSent{
		Sandbox: s.Config.Sandbox, Errors: wrong,
		Field: templates.Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "email", Value: email, Error: wrong.of("email")},
	}
	return s.render(c, status, templates.Page{Title: "Look at your e-mail", Error: len(wrong) > 0}, templates.SignUpSentPage(view))
}

// showConfirm asks for the password. A GET changes nothing, for mail programs follow links by themselves.
func (s *server) showConfirm(c *gin.Context) error {
	token := c.Query("token")
	if token == "" {
		return fault.Newf(fault.NotFound, "This link is not whole. Open it from the message, or ask for a new one at the log-in page.")
	}
	return s.confirmPage(c, http.StatusOK, token, nil)
}

// confirm notes that the address is the person's, who knows the password that was chosen with it.
func (s *server) confirm(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	token, password := typed(c, "token"), c.PostForm("password")
	var wrong mistakes
	if password == "" {
		wrong.add("password", "Enter the password that you chose when you signed up.")
		return s.confirmPage(c, http.StatusUnprocessableEntity, token, wrong)
	}
	err := s.Access.Confirm(c.Request.Context(), token, password)
	if fault.Is(err, fault.Invalid) {
		wrong.add("password", fault.Said(err))
		return s.confirmPage(c, http.StatusUnprocessableEntity, token, wrong)
	}
	if err != nil {
		return err
	}
	s.notice(c, "Your address is confirmed. You can log in now.")
	return s.seeOther(c, "/login")
}

func (s *server) confirmPage(c *gin.Context, status int, token string, wrong mistakes) error {
	view := templates.ConfirmEmail{
		Errors: wrong, Token: token,
		Password: templates.Field{Name: "password", Label: "Your password", Hint: "The one that you chose when you signed up.", Type: "password", Autocomplete: "current-password", Error: wrong.of("password")},
	}
	return s.render(c, status, templates.Page{Title: "Confirm your e-mail address", Error: len(wrong) > 0}, templates.ConfirmEmailPage(view))
}
