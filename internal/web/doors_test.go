package web

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"lendwright/internal/access"

	"golang.org/x/time/rate"
)

// boss is an administrator.
var boss = access.User{ID: "0190aaaa-0000-7000-8000-000000000004", Email: "boss@example.com", Name: "Tunde Ade", Role: access.Administrator}

// TestEveryOfficerRouteNamesAPermission is the finding E2 of the review: the table of permissions was
// asked by no handler. With every permission gone, every door has to be closed.
func TestEveryOfficerRouteNamesAPermission(t *testing.T) {
	d, _, _, _ := deps(t)
	d.JobsUI = http.NotFoundHandler()
	s := siteOf(t, d).as(efe)
	allows = func(access.Role, access.Permission) bool { return false }
	t.Cleanup(func() { allows = access.Role.May })
	n := 0
	for _, r := range (&server{Deps: d, protection: http.NewCrossOriginProtection()}).engine().Routes() {
		if !strings.HasPrefix(r.Path, "/officer") || r.Method == http.MethodConnect || r.Method == http.MethodHead {
			continue
		}
		n++
		q, err := http.NewRequest(r.Method, s.server.URL+strings.NewReplacer(":id", string(loanID("active")), "*any", "x").Replace(r.Path), nil)
		if err != nil {
			t.Fatal(err)
		}
		if a := s.do(q); a.StatusCode != http.StatusForbidden {
			t.Errorf("%s %s names no permission: %d", r.Method, r.Path, a.StatusCode)
		}
	}
	if n < 20 {
		t.Errorf("only %d officer routes were found", n)
	}
}

func TestOfficersDoNotStartRuns(t *testing.T) {
	s := newSite(t).as(efe)
	a := s.post("/officer/runs", nil)
	if a.StatusCode != http.StatusForbidden || !strings.Contains(a.body, "start a repayment run") {
		t.Errorf("an officer starts a run: %d", a.StatusCode)
	}
	if strings.Contains(s.get("/officer/runs").body, "Collect what is due today") {
		t.Error("the page offers what the officer may not do")
	}
	d, who, _, _ := deps(t)
	who.known = append(who.known, boss)
	if page := siteOf(t, d).as(boss).get("/officer/runs").body; !strings.Contains(page, "Collect what is due today") {
		t.Error("the administrator has no button")
	}
}

func TestALinkIsConfirmedWithThePassword(t *testing.T) {
	s := newSite(t)
	checkPage(t, s.get("/confirm?token=good").body)
	for _, row := range []struct {
		token, password string
		status          int
		says            string
	}{
		{"good", "", http.StatusUnprocessableEntity, "Enter the password that you chose"},
		{"good", "wrong password", http.StatusUnprocessableEntity, "This is not the password"},
		{"old", "right password", http.StatusConflict, "This link has expired"},
		{"good", "right password", http.StatusSeeOther, ""},
	} {
		a := s.post("/confirm", url.Values{"token": {row.token}, "password": {row.password}})
		if a.StatusCode != row.status || !strings.Contains(a.body, row.says) {
			t.Errorf("%+v: %d", row, a.StatusCode)
		}
		if row.status != http.StatusSeeOther {
			checkPage(t, a.body)
		}
	}
}

func TestALostPasswordIsChosenAnew(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/password", "/password/new?token=good"} {
		checkPage(t, s.get(path).body)
	}
	if a := s.get("/password/new"); a.StatusCode != http.StatusNotFound {
		t.Error("a link without a token:", a.StatusCode)
	}
	for _, row := range []struct {
		path   string
		form   url.Values
		status int
	}{
		{"/password", url.Values{"email": {"nonsense"}}, http.StatusUnprocessableEntity},
		{"/password", url.Values{"email": {"ada@example.com"}}, http.StatusSeeOther},
		{"/password", url.Values{"email": {"nobody@example.com"}}, http.StatusSeeOther},
		{"/password/new", url.Values{"token": {"good"}, "password": {"short"}}, http.StatusUnprocessableEntity},
		{"/password/new", url.Values{"token": {"old"}, "password": {"three words here"}}, http.StatusConflict},
		{"/password/new", url.Values{"token": {"good"}, "password": {"three words here"}}, http.StatusSeeOther},
	} {
		if a := s.post(row.path, row.form); a.StatusCode != row.status {
			t.Errorf("%s %v: %d, want %d", row.path, row.form, a.StatusCode, row.status)
		}
	}
}

func TestLoggingOutEverywhereEndsOtherDevices(t *testing.T) {
	d, _, _, _ := deps(t)
	here := siteOf(t, d)
	phone := *here
	phone.client = siteOf(t, d).client // the same site in another browser
	here.as(ada)
	phone.as(ada)
	checkPage(t, here.get("/sessions").body)
	if a := here.post("/sessions/end", nil); a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/login" {
		t.Errorf("%d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	for name, s := range map[string]*site{"this device": here, "the phone": &phone} {
		if a := s.get("/home"); a.StatusCode != http.StatusSeeOther {
			t.Errorf("%s is still logged in: %d", name, a.StatusCode)
		}
	}
	phone.as(ada)
	if a := phone.get("/home"); a.StatusCode != http.StatusOK {
		t.Error("after logging in again:", a.StatusCode)
	}
}

// TestOneSenderIsSlowedDown is the finding E5 of the review: eighty sign-ups a second kept staff out.
func TestOneSenderIsSlowedDown(t *testing.T) {
	s := newSite(t)
	refused := 0
	for range doorsAtOnce + 5 {
		a := s.post("/login", url.Values{"email": {"x@example.com"}, "password": {"wrong"}}, "X-Forwarded-For", "203.0.113.9")
		if a.StatusCode == http.StatusTooManyRequests {
			refused++
			checkPage(t, a.body)
			if a.Header.Get("Retry-After") == "" {
				t.Error("it does not say when to come back")
			}
		}
	}
	if refused == 0 {
		t.Error("nobody was slowed down")
	}
	if a := s.get("/login"); a.StatusCode != http.StatusOK {
		t.Error("reading is slowed down too:", a.StatusCode)
	}
}

func TestWhoForwardsIsBelievedWhenConfigured(t *testing.T) {
	d, _, _, _ := deps(t)
	d.Config.Proxies = []string{"127.0.0.0/8", "::1"}
	s := siteOf(t, d)
	for i := range doorsAtOnce * 2 {
		from := netip.AddrFrom4([4]byte{203, 0, 113, byte(i)}).String()
		if a := s.post("/login", url.Values{"email": {"x@example.com"}, "password": {"wrong"}}, "X-Forwarded-For", from); a.StatusCode == http.StatusTooManyRequests {
			t.Fatal("people behind one proxy are taken for one, at", i)
		}
	}
	d.Config.Proxies = []string{"everybody"}
	if _, err := New(d); err == nil || !strings.Contains(err.Error(), "Proxies") {
		t.Error("nonsense is taken:", err)
	}
}

func TestOneCustomersAddressesAreOneVisitor(t *testing.T) {
	for a, want := range map[string]string{
		"203.0.113.9": "203.0.113.9/32", "::ffff:203.0.113.9": "203.0.113.9/32",
		"2001:db8:1:2:3::9": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64", "nonsense": "invalid Prefix",
	} {
		if got := networkOf(a).String(); got != want {
			t.Errorf("%s: %s, want %s", a, got, want)
		}
	}
}

func TestTheListOfVisitorsIsBounded(t *testing.T) {
	v := &visitors{all: map[netip.Prefix]*rate.Limiter{}}
	now := time.Now()
	for i := range visitorsMost + 10 {
		a := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		if !v.allow(netip.PrefixFrom(a, 32), now) {
			t.Fatal("refused at", i)
		}
	}
	if len(v.all) > visitorsMost {
		t.Error(len(v.all), "are remembered")
	}
}
