package web

import (
	"net/http"
	"net/url"
	"strings"

	"lendwright/internal/access"
	"lendwright/internal/fault"
	"lendwright/internal/lending"

	"github.com/gin-gonic/gin"
)

const userKey = "user"

// knowUser finds out who is logged in. A session is nobody's when its person is gone, or has logged
// out everywhere or chosen another password since it began.
func (s *server) knowUser(c *gin.Context) {
	ctx := c.Request.Context()
	who := access.UserID(s.Sessions.GetString(ctx, sessionUser))
	if who == "" {
		return
	}
	u, err := s.Access.User(ctx, who)
	switch {
	case err == nil && u.Epoch == s.Sessions.GetInt(ctx, sessionEpoch):
		c.Set(userKey, u)
	case err == nil, fault.Is(err, fault.NotFound):
		s.Sessions.Remove(ctx, sessionUser)
	default:
		s.fail(c, err)
	}
}

// userOf gives who is logged in, and whether anybody is.
func userOf(c *gin.Context) (access.User, bool) {
	v, ok := c.Get(userKey)
	if !ok {
		return access.User{}, false
	}
	u, ok := v.(access.User)
	return u, ok
}

// requireBorrower lets borrowers through; others log in first, and staff have their own side.
func (s *server) requireBorrower(c *gin.Context) {
	u, known := userOf(c)
	switch {
	case !known:
		s.logInFirst(c)
	case u.Role.Staff():
		s.fail(c, fault.Newf(fault.NotAllowed, "This page is for borrowers. You are logged in as staff."))
	}
}

// requireStaff lets officers and administrators through; to a borrower the pages do not exist.
func (s *server) requireStaff(c *gin.Context) {
	u, known := userOf(c)
	switch {
	case !known:
		s.logInFirst(c)
	case !u.Role.Staff():
		s.fail(c, fault.Newf(fault.NotFound, "There is no page at this address."))
	}
}

// allows is the table of who may do what. It is a variable so that a test can close every door.
var allows = access.Role.May

// may lets those through whose role has a permission. Each officer route names the one that it needs.
func (s *server) may(p access.Permission) gin.HandlerFunc {
	return func(c *gin.Context) {
		if u, _ := userOf(c); !allows(u.Role, p) {
			s.fail(c, fault.Newf(fault.NotAllowed, "Your login does not allow you to %s. Ask an administrator.", p))
		}
	}
}

// logInFirst sends to the log-in page and, after a GET, back to the same page.
func (s *server) logInFirst(c *gin.Context) {
	to := "/login"
	if c.Request.Method == http.MethodGet {
		to += "?next=" + url.QueryEscape(c.Request.URL.RequestURI())
	}
	c.Redirect(http.StatusSeeOther, to)
	c.Abort()
}

// localPath is next when it is a path of ours, else fallback. An address of another site,
// which a browser could read out of "//host" or "/\host", is none of ours.
func localPath(next, fallback string) string {
	u, err := url.Parse(next)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(next, "/") ||
		strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return fallback
	}
	return next
}

// borrowerOf is who is logged in, as lending knows them.
func borrowerOf(c *gin.Context) lending.BorrowerID {
	u, _ := userOf(c)
	return lending.BorrowerID(u.ID)
}
