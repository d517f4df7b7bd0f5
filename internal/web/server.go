package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"lendwright/internal/lending"
	"lendwright/static"

	"github.com/gin-gonic/gin"
)

// server holds what handlers need. One file of this package is one page.
type server struct {
	Deps
	protection *http.CrossOriginProtection
}

// New makes the handler of the whole site. It refuses incomplete Deps.
func New(d Deps) (http.Handler, error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	gin.SetMode(gin.ReleaseMode)
	if err := gin.New().SetTrustedProxies(d.Config.Proxies); err != nil {
		return nil, fmt.Errorf("web: Config.Proxies: %w", err)
	}
	if d.Config.CoolingOff == 0 {
		d.Config.CoolingOff = 3 // CBN Disclosure and Transparency Guidelines 2019
	}
	if d.Config.ReviewDays == 0 {
		d.Config.ReviewDays = 2
	}
	if p := &d.Config.Product; len(p.Example.Rows) == 0 && p.ExampleOf.Principal.Positive() {
		sch, err := lending.NewSchedule(p.ExampleOf)
		if err != nil {
			return nil, err
		}
		p.Example = sch
	}
	s := &server{Deps: d, protection: http.NewCrossOriginProtection()}
	return headAsGet(s.withSessions(s.engine())), nil
}

// engine is gin with our middleware and routes. Time-outs of the connection are cmd/app's.
func (s *server) engine() *gin.Engine {
	e := gin.New()
	e.ContextWithFallback = true
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	_ = e.SetTrustedProxies(s.Config.Proxies) // checked in New; gin would believe everybody's X-Forwarded-For
	e.Use(s.identify, s.log, s.recover, s.headers, s.deadline, s.sameOrigin)
	e.NoRoute(s.handle(s.nothingHere))
	e.NoMethod(s.handle(s.nothingHere))
	s.routes(e)
	return e
}

// withSessions gives a session to the pages, and to nothing that does not need one.
func (s *server) withSessions(next http.Handler) http.Handler {
	pages := s.Sessions.LoadAndSave(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if sessionless(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
}

// headKey marks a request that asked for the head only.
type headKey struct{}

// headAsGet answers HEAD with what GET would send, without its body: net/http leaves that out by
// the request as it came. A notice that waits for its page is not used up.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.WithContext(context.WithValue(r.Context(), headKey{}, true))
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

func sessionless(path string) bool {
	return strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/webhooks/") || path == "/healthz" || path == "/readyz"
}

// handle makes a gin handler of one that returns its error.
func (s *server) handle(f func(*gin.Context) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		if err := f(c); err != nil {
			s.fail(c, err)
		}
	}
}

func (s *server) static(c *gin.Context) { static.Handler().ServeHTTP(c.Writer, c.Request) }

// healthz says that the process lives.
func (s *server) healthz(c *gin.Context) { c.String(http.StatusOK, "alive\n") }

// readyz says whether requests can be served: the database answers.
func (s *server) readyz(c *gin.Context) {
	if s.Ready != nil {
		if err := s.Ready(c.Request.Context()); err != nil {
			s.Log.Warn("not ready", "error", err)
			c.String(http.StatusServiceUnavailable, "not ready\n")
			return
		}
	}
	c.String(http.StatusOK, "ready\n")
}
