package sandbox

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Config says where the sandbox lives and how long things take in it. All waits are on the
// simulator's clock. A wait of zero takes the default; a negative one means at once.
type Config struct {
	Storage Storage
	// Now is the simulator's clock. Nil gives it a clock of its own, which the control API can move.
	Now func() time.Time
	// PublicURL is where browsers reach the hosted pages, without a slash at the end.
	PublicURL string
	// WebhookURL receives the events; empty keeps them in the log. WebhookSecret travels with each.
	WebhookURL, WebhookSecret string
	// Seed chooses what the people's accounts show.
	Seed int64
	// Keys maps a secret key to the product whose endpoints it may call. Nil accepts any test_sk_ key.
	Keys map[string]string

	WebhookWait   time.Duration // before an event is sent; 500 ms
	AccountWait   time.Duration // from linking to data; 2 s
	AnalysisWait  time.Duration // income, creditworthiness, insights; 2 s
	ApprovalWait  time.Duration // from the ₦50 transfer to approved; 1 s
	MandateWait   time.Duration // from approved to ready; 24 h, and never on a weekend
	AuthoriseWait time.Duration // how long a mandate waits for its ₦50; 1 h
	DebitWait     time.Duration // from processing to the final state of a debit; 5 s
	DisburseWait  time.Duration // from a disbursement to its money; 2 s

	// Ledger keeps what each call would cost. WalletKobo is what the prepaid wallet holds at the start;
	// zero means a wallet that is never empty.
	Ledger     bool
	WalletKobo int64

	// HTTP sends the webhooks; nil takes a client with a time-out of ten seconds.
	HTTP *http.Client
	Log  *slog.Logger
}

// Server is the simulator: an http.Handler for Mono's API and pages, and a Tick that lets time do
// its work. It is safe for concurrent use, and several may share one Storage.
type Server struct {
	Config
	mux     *http.ServeMux
	ticking sync.Mutex
	// delivered counts events sent by this process, under ticking.
	delivered int
	cache     rowCache

	startMu sync.Mutex
	start   time.Time // the day of the first start: the people's stories hang on it
}

// New makes a sandbox.
func New(c Config) *Server {
	if c.Storage == nil {
		c.Storage = NewMemoryStorage()
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.HTTP == nil {
		c.HTTP = &http.Client{Timeout: 10 * time.Second}
	}
	c.PublicURL = strings.TrimSuffix(c.PublicURL, "/")
	c.setWaits()
	s := &Server{Config: c, mux: http.NewServeMux()}
	s.routes()
	return s
}

func (c *Config) setWaits() {
	for _, w := range []struct {
		wait     *time.Duration
		standard time.Duration
	}{
		{&c.WebhookWait, 500 * time.Millisecond}, {&c.AccountWait, 2 * time.Second}, {&c.AnalysisWait, 2 * time.Second},
		{&c.ApprovalWait, time.Second}, {&c.MandateWait, 24 * time.Hour}, {&c.AuthoriseWait, time.Hour},
		{&c.DebitWait, 5 * time.Second}, {&c.DisburseWait, 2 * time.Second},
	} {
		if *w.wait == 0 {
			*w.wait = w.standard
		}
		*w.wait = max(*w.wait, 0)
	}
}

// Handler serves the API, the hosted pages and the control page. A slash at the end of a path of
// the API is forgiven, as at Mono.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path := strings.TrimRight(r.URL.Path, "/"); path != r.URL.Path && path != "" {
			trimmed := *r.URL
			trimmed.Path, trimmed.RawPath = path, ""
			r = r.Clone(r.Context())
			r.URL = &trimmed
		}
		s.mux.ServeHTTP(w, r)
	})
}

// Run lets time do its work about four times a second until ctx ends.
func (s *Server) Run(ctx context.Context) {
	t := time.NewTicker(250 * time.Millisecond)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			if err := s.tickNow(ctx); err != nil && ctx.Err() == nil {
				s.Log.Warn("sandbox tick", "error", err)
			}
		}
	}
}

func (s *Server) tickNow(ctx context.Context) error {
	var now time.Time
	if err := s.Storage.View(ctx, func(tx Tx) error { now = s.now(tx); return nil }); err != nil {
		return err
	}
	return s.Tick(ctx, now)
}

// started gives the day of the sandbox's first start, which it writes down once.
func (s *Server) started(ctx context.Context) (time.Time, error) {
	s.startMu.Lock()
	defer s.startMu.Unlock()
	if !s.start.IsZero() {
		return s.start, nil
	}
	var first time.Time
	err := s.Storage.Update(ctx, func(tx Tx) error {
		if !tx.Get("setting", "start", &first) {
			first = dayOf(s.now(tx))
			tx.Put("setting", "start", first)
		}
		return nil
	})
	if err == nil {
		s.start = first.In(lagos)
	}
	return s.start, err
}
