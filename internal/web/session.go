package web

import (
	"lendwright/internal/access"

	"github.com/gin-gonic/gin"
)

// What a session holds: who is logged in, and words that cross a redirect.
const (
	sessionUser   = "user"
	sessionEpoch  = "epoch" // of the person when the session began
	sessionNotice = "notice"
)

// begin logs a person in under a fresh session token, so that a token from before is worth nothing.
func (s *server) begin(c *gin.Context, user access.User) error {
	ctx := c.Request.Context()
	if err := s.Sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.Sessions.Put(ctx, sessionUser, user.ID.String())
	s.Sessions.Put(ctx, sessionEpoch, user.Epoch)
	return nil
}

// end forgets the session and everything in it.
func (s *server) end(c *gin.Context) error { return s.Sessions.Destroy(c.Request.Context()) }

// notice is said once, on the next page.
func (s *server) notice(c *gin.Context, words string) {
	s.Sessions.Put(c.Request.Context(), sessionNotice, words)
}

func (s *server) takeNotice(c *gin.Context) string {
	if !s.hasSession(c) || c.Request.Context().Value(headKey{}) != nil {
		return ""
	}
	return s.Sessions.PopString(c.Request.Context(), sessionNotice)
}

// hasSession is false on the routes without one and before the session is there, where scs would panic.
func (s *server) hasSession(c *gin.Context) bool { return !sessionless(c.Request.URL.Path) }
