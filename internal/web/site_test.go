package web

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/underwriting"
	"lendwright/templates"

	"github.com/alexedwards/scs/v2"
)

// site is the whole handler on fakes, with a browser that keeps cookies and does not follow redirects.
type site struct {
	t      testing.TB
	server *httptest.Server
	client *http.Client
	people *people
	hooks  *hooks
	log    *strings.Builder
}

func deps(t testing.TB) (Deps, *people, *hooks, *strings.Builder) {
	var files []origination.File
	for s := range number {
		files = append(files, fileIn(t, s))
	}
	loanFiles := []servicing.LoanFile{
		loanIn(t, "planned", lending.LoanAwaitingMandate, "", 0),
		loanIn(t, "initiated", lending.LoanAwaitingMandate, lending.MandateInitiated, 0),
		loanIn(t, "approved", lending.LoanAwaitingMandate, lending.MandateApproved, 0),
		loanIn(t, "disbursing", lending.LoanDisbursing, lending.MandateReady, 0),
		loanIn(t, "active", lending.LoanActive, lending.MandateReady, 2),
		loanIn(t, "overdue", lending.LoanActive, lending.MandateReady, 0),
		loanIn(t, "refused", lending.LoanAwaitingMandate, lending.MandateRejected, 0),
		loanIn(t, "stopped", lending.LoanActive, lending.MandateReady, 1),
		loanIn(t, "unpaid", lending.LoanDisbursing, lending.MandateReady, 0),
		loanIn(t, "closed", lending.LoanClosed, lending.MandateCancelled, 6),
	}
	who := &people{known: []access.User{ada, bola, efe}}
	in := &hooks{}
	var log strings.Builder
	clock := func() time.Time { return noon }
	d := Deps{
		Origination: &origination.Desk{Store: &applications{files: files}, Now: clock, Policy: underwriting.DefaultPolicy()},
		Servicing:   &servicing.Desk{Store: &loans{files: loanFiles}, Now: clock},
		Access:      who, Webhooks: in, Messages: mailbox{letterOf(ada.Email), letterOf(bola.Email)},
		Sessions: scs.New(), Clock: clock, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Ready: func(context.Context) error { return nil }, TimeMachine: ride{},
		Config: Config{
			PublicURL: "http://lendwright.test", Sandbox: true,
			Product: Product{Least: money.Kobo(10_000_00), Most: money.Kobo(300_000_00), Months: []int{1, 2, 3, 4, 5, 6}, ExampleOf: termsOf(100_000, 3)},
			Lender:  templates.Lender{Name: "Lendwright Demo Lender", Address: "1 Marina, Lagos", Licence: "A demonstration. No licence, no real loans.", Email: "people@lendwright.example", Phone: "0800 000 0000"},
		},
	}
	return d, who, in, &log
}

func newSite(t testing.TB) *site {
	t.Helper()
	d, who, in, log := deps(t)
	s := siteOf(t, d)
	s.people, s.hooks, s.log = who, in, log
	return s
}

// siteOf is the site on given dependencies.
func siteOf(t testing.TB, d Deps) *site {
	t.Helper()
	h, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return &site{t: t, server: srv, client: client}
}

// answer is a response with its body read.
type answer struct {
	*http.Response
	body string
}

func (s *site) do(r *http.Request) answer {
	s.t.Helper()
	resp, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer{resp, string(b)}
}

func (s *site) get(path string) answer {
	s.t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.server.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do(r)
}

func (s *site) post(path string, form url.Values, headers ...string) answer {
	s.t.Helper()
	r, err := http.NewRequest(http.MethodPost, s.server.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return s.do(r)
}

// as logs a person in.
func (s *site) as(u access.User) *site {
	s.t.Helper()
	a := s.post("/login", url.Values{"email": {u.Email}, "password": {"right password"}})
	if a.StatusCode != http.StatusSeeOther {
		s.t.Fatalf("logging in: %d\n%s", a.StatusCode, a.body)
	}
	return s
}
