package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
	"lendwright/static"

	"golang.org/x/net/html"
)

func hasAttr(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func TestStrangersLogInAndComeBack(t *testing.T) {
	s := newSite(t)
	path := applicationURL(appID(origination.Offered)) + "/offers?x=1"
	a := s.get(path)
	want := "/login?next=" + url.QueryEscape(path)
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != want {
		t.Fatalf("%d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	form := parsed(t, s.get(want).body)
	next := ""
	for n := range form.Descendants() {
		if attr(n, "name") == "next" {
			next = attr(n, "value")
		}
	}
	a = s.post("/login", url.Values{"email": {ada.Email}, "password": {"right password"}, "next": {next}})
	if a.Header.Get("Location") != path {
		t.Errorf("came back to %s", a.Header.Get("Location"))
	}
}

func TestLogInNeverLeadsElsewhere(t *testing.T) {
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "javascript:alert(1)", "home", "/\t/evil.example", "/\n/x"} {
		a := newSite(t).post("/login", url.Values{"email": {ada.Email}, "password": {"right password"}, "next": {next}})
		if to := a.Header.Get("Location"); to != "/home" {
			t.Errorf("%q leads to %q", next, to)
		}
	}
}

func TestLogInRenewsTheSessionAndLogOutEndsIt(t *testing.T) {
	s := newSite(t)
	s.post("/signup/sent", url.Values{"email": {"x@example.com"}}) // a notice starts a session
	before := s.cookie()
	s.as(ada)
	if after := s.cookie(); before == "" || after == before {
		t.Errorf("the token is the same before and after log-in: %q", after)
	}
	s.post("/logout", nil)
	if a := s.get("/home"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("after log-out: %d", a.StatusCode)
	}
}

func (s *site) cookie() string {
	u, _ := url.Parse(s.server.URL)
	for _, c := range s.client.Jar.Cookies(u) {
		if c.Name == "session" {
			return c.Value
		}
	}
	return ""
}

func TestForeignThingsAreNotFound(t *testing.T) {
	s := newSite(t).as(bola)
	for _, path := range []string{
		applicationURL(appID(origination.Offered)), applicationURL(appID(origination.Offered)) + "/progress",
		applicationURL(appID(origination.Offered)) + "/offers", offerURL,
		offerURL + "/accept", loanURL(loanID("active")), loanURL(loanID("active")) + "/agreement.pdf",
		loanURL(loanID("active")) + "/mandate", "/applications/not-an-id", "/officer", "/officer/loans",
	} {
		a := s.get(path)
		if a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
		if strings.Contains(a.body, "150,000") {
			t.Errorf("%s tells of Ada's loan", path)
		}
	}
	a := s.post(offerURL+"/acceptance", url.Values{"signed_name": {bola.Name}})
	if a.StatusCode != http.StatusNotFound {
		t.Errorf("accepting Ada's offer: %d", a.StatusCode)
	}
}

func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	s := newSite(t).as(ada)
	for _, headers := range [][]string{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}} {
		a := s.post("/apply", wholeForm(), headers...)
		if a.StatusCode != http.StatusForbidden || !strings.Contains(a.body, "another site") {
			t.Errorf("%v: %d", headers, a.StatusCode)
		}
	}
}

func TestErrorPagesShowNothingOfTheInside(t *testing.T) {
	s := newSite(t).as(ada)
	s.people.err = errors.New("pq: relation users does not exist")
	a := s.post("/signup", url.Values{"name": {"Ada"}, "email": {"ada@example.com"}, "phone": {"08031234567"}, "password": {"three words here"}})
	if a.StatusCode != http.StatusInternalServerError || strings.Contains(a.body, "pq:") || !strings.Contains(a.body, "<title>Error: ") {
		t.Fatalf("status %d\n%s", a.StatusCode, a.body)
	}
	id := a.Header.Get("X-Request-Id")
	if id == "" || !strings.Contains(a.body, id) || !strings.Contains(s.log.String(), id) || !strings.Contains(s.log.String(), "pq:") {
		t.Error("page and log do not share the request's id, or the log lacks the cause")
	}
	checkPage(t, a.body)
}

func TestAPanicIsAnErrorPage(t *testing.T) {
	s := newSite(t).as(ada)
	a := s.post("/apply", wholeForm()) // the fake store has no transactions: the desk panics
	if a.StatusCode != http.StatusInternalServerError || strings.Contains(a.body, "nil pointer") {
		t.Errorf("status %d", a.StatusCode)
	}
}

func TestTheLogHoldsNothingPersonal(t *testing.T) {
	s := newSite(t).as(ada)
	s.get("/confirm?token=secret-token")
	s.get(applicationURL(appID(origination.Offered)))
	s.post("/login", url.Values{"email": {"ada@example.com"}, "password": {"wrong-password"}})
	for _, secret := range []string{"secret-token", "ada@example.com", "wrong-password", string(appID(origination.Offered))} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}

func TestTooLargeAFormIsRefused(t *testing.T) {
	s := newSite(t).as(ada)
	a := s.post("/apply", url.Values{"employer": {strings.Repeat("x", formBytesMax+1)}})
	if a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("status %d", a.StatusCode)
	}
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/nowhere", static.Path("app.css"), "/healthz"} {
		h := s.get(path).Header
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe-") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
	}
	if got := s.get(static.Path("app.css")).Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("style sheet: %s", got)
	}
	if got := s.get("/").Header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("page: %s", got)
	}
	if got := s.get("/static/000000000000/app.css").StatusCode; got != http.StatusNotFound {
		t.Errorf("a wrong hash: %d", got)
	}
}

func TestWebhooks(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		name, secret string
		err          error
		body         int
		want         int
	}{
		{"right secret", "right", nil, 10, 200},
		{"wrong secret", "wrong", nil, 10, 401},
		{"no secret", "", nil, 10, 401},
		{"database down", "right", errors.New("disk full"), 10, 503},
		{"not JSON", "right", fault.Newf(fault.Invalid, "This is not JSON."), 10, 422},
		{"too large", "right", nil, webhookBytesMax + 1, 413},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.hooks.err = c.err
			r, err := http.NewRequest(http.MethodPost, s.server.URL+"/webhooks/mono", strings.NewReader(strings.Repeat("x", c.body)))
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("mono-webhook-secret", c.secret)
			a := s.do(r)
			if a.StatusCode != c.want || strings.Contains(a.body, "disk") || len(a.Cookies()) > 0 {
				t.Errorf("status %d, want %d: %s", a.StatusCode, c.want, a.body)
			}
		})
	}
}

func TestProgressSaysForWhichStateItIs(t *testing.T) {
	s := newSite(t).as(ada)
	a := s.get(applicationURL(appID(origination.Gathering)) + "/progress")
	if a.Header.Get("Lendwright-State") != "gathering+bvn" || strings.Contains(a.body, "<html") || !strings.Contains(a.body, "Did not come") {
		t.Errorf("%s\n%s", a.Header.Get("Lendwright-State"), a.body)
	}
	page := s.get(applicationURL(appID(origination.Gathering))).body
	if !strings.Contains(page, `data-state="gathering+bvn"`) || !strings.Contains(page, `http-equiv="refresh"`) {
		t.Error("the page does not follow its progress")
	}
}

func TestDevelopmentPagesAreOfTheSandboxOnly(t *testing.T) {
	d, _, _, _ := deps(t)
	d.Config.Sandbox = false
	h, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	w := newRecorder(h, "/dev/outbox")
	if w.Code != http.StatusNotFound {
		t.Errorf("outbox outside the sandbox: %d", w.Code)
	}
}

func TestIncompleteDepsAreRefusedAtOnce(t *testing.T) {
	_, err := New(Deps{})
	for _, name := range []string{"Origination", "Servicing", "Access", "Webhooks", "Messages", "Sessions", "Clock", "Log", "Config.PublicURL"} {
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s is not missed: %v", name, err)
		}
	}
}

func TestAPanicIsAWholeErrorPage(t *testing.T) {
	d, _, _, _ := deps(t)
	d.Origination.Store = nil
	a := siteOf(t, d).as(ada).get("/home")
	if a.StatusCode != http.StatusInternalServerError || !strings.Contains(a.body, "</html>") {
		t.Errorf("%d: %s", a.StatusCode, a.body)
	}
}
