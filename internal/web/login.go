package web

import (
	"net/http"
	"strings"

	"lendwright/internal/access"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

func (s *server) showLogIn(c *gin.Context) error {
	if u, known := userOf(c); known {
		return s.seeOther(c, "%s", firstPage(u))
	}
	return s.logInPage(c, http.StatusOK, "", c.Query("next"), nil)
}

// logIn starts a session under a fresh token and goes where the person wanted to go.
func (s *server) logIn(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	email, password, next := strings.ToLower(typed(c, "email")), c.PostForm("password"), c.PostForm("next")
	var wrong mistakes
	if email == "" {
		wrong.add("email", "Enter your e-mail address.")
	}
	if password == "" {
		wrong.add("password", "Enter your password.")
	}
	if len(wrong) > 0 {
		return s.logInPage(c, http.StatusUnprocessableEntity, email, next, wrong)
	}
	u, err := s.Access.LogIn(c.Request.Context(), email, password)
	if err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("email", said)
		return s.logInPage(c, status, email, next, wrong)
	}
	if err := s.begin(c, u); err != nil {
		return err
	}
	return s.seeOther(c, "%s", localPath(next, firstPage(u)))
}

// firstPage is where a person starts.
func firstPage(u access.User) string {
	if u.Role.Staff() {
		return "/officer"
	}
	return "/home"
}

func (s *server) logOut(c *gin.Context) error {
	if err := s.end(c); err != nil {
		return err
	}
	return s.seeOther(c, "/")
}

func (s *server) logInPage(c *gin.Context, status int, email, next string, wrong mistakes) error {
	view := templates.LogIn{
		Errors: wrong, Next: localPath(next, ""),
		Email:    templates.Field{Name: "email", Label: "E-mail address", Type: "email", Autocomplete: "username", Value: email, Error: wrong.of("email")},
		Password: templates.Field{Name: "password", Label: "Password", Type: "password", Autocomplete: "current-password", Error: wrong.of("password")},
	}
	return s.render(c, status, templates.Page{Title: "Log in", Error: len(wrong) > 0}, templates.LogInPage(view))
}
