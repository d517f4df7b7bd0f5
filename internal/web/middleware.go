package web

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"lendwright/internal/fault"

	"github.com/a-h/templ"
	"github.com/gin-gonic/gin"
)

const (
	formBytesMax    = 64 << 10         // the longest form has a few hundred bytes
	webhookBytesMax = 2 << 20          // Mono's longest report carries one account with its summary
	requestTimeMax  = 45 * time.Second // a page may wait for Mono's iGree; the client's own time-outs are shorter
	requestIDKey    = "request_id"
)

// identify gives the request an id for the log and the error page, and a nonce for its page.
func (s *server) identify(c *gin.Context) {
	id := rand.Text()[:12]
	c.Set(requestIDKey, id)
	c.Header("X-Request-Id", id)
	c.Request = c.Request.WithContext(templ.WithNonce(c.Request.Context(), rand.Text()))
}

// log writes one line a request: the route and never the query, for codes and names stand there.
func (s *server) log(c *gin.Context) {
	start := time.Now()
	c.Next()
	level := slog.LevelInfo
	if c.Writer.Status() >= http.StatusInternalServerError {
		level = slog.LevelError
	} else if sessionless(c.Request.URL.Path) {
		level = slog.LevelDebug
	}
	s.Log.Log(c.Request.Context(), level, "request",
		"id", c.GetString(requestIDKey), "method", c.Request.Method, "route", c.FullPath(),
		"status", c.Writer.Status(), "took_ms", time.Since(start).Milliseconds())
}

// recover turns a panic into the error page.
func (s *server) recover(c *gin.Context) {
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		if p == http.ErrAbortHandler {
			panic(p)
		}
		s.Log.Error("panic", "id", c.GetString(requestIDKey), "route", c.FullPath(), "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		// The panic has run through deadline, which cancelled the context on its way.
		c.Request = c.Request.WithContext(context.WithoutCancel(c.Request.Context()))
		s.fail(c, fmt.Errorf("panic: %v", p))
	}()
	c.Next()
}

// headers are the same for every answer. form-action names the bank's pages too, because
// browsers hold a redirect after a form against it.
func (s *server) headers(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", s.contentPolicy(templ.GetNonce(c.Request.Context())))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), contacts=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	if strings.HasPrefix(s.Config.PublicURL, "https://") {
		h.Set("Strict-Transport-Security", "max-age=63072000")
	}
	if !sessionless(c.Request.URL.Path) {
		h.Set("Cache-Control", "no-store")
	}
}

func (s *server) contentPolicy(nonce string) string {
	forms := append([]string{"'self'", "https://*.mono.co"}, s.Config.BankOrigins...)
	if s.Config.Sandbox {
		forms = append(forms, "http://127.0.0.1:*", "http://localhost:*")
	}
	return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
		"connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action " + strings.Join(forms, " ")
}

// deadline ends what a request asked for when it takes too long.
func (s *server) deadline(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), requestTimeMax)
	defer cancel()
	c.Request = c.Request.WithContext(ctx)
	c.Next()
}

// sameOrigin refuses forms that another site sends. Programs such as Mono's send no Origin and pass.
func (s *server) sameOrigin(c *gin.Context) {
	if err := s.protection.Check(c.Request); err != nil {
		s.fail(c, fault.Because(err, fault.NotAllowed, "This form came from another site. Open the page here and send it again."))
	}
}

func (s *server) limitBody(most int64) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, most)
	}
}
