package sandbox

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// box is a sandbox under test: its clock, a lender who receives events, and a browser.
type box struct {
	*testing.T
	*Server
	clock   time.Time
	api     *httptest.Server
	lender  *httptest.Server
	browser *http.Client

	mu     sync.Mutex
	answer int // what the lender answers to events
	events []event
}

type event struct {
	Event     string `json:"event"`
	EventID   string `json:"event_id"`
	Timestamp string `json:"timestamp"`
	Data      obj    `json:"data"`
	secret    string
	raw       string
}

// wednesday is the first morning of every test: no weekend is near.
var wednesday = time.Date(2026, 11, 25, 9, 0, 0, 0, lagos)

func newBox(t *testing.T, change ...func(*Config)) *box {
	b := &box{T: t, clock: wednesday, answer: 200}
	b.lender = httptest.NewServer(http.HandlerFunc(b.receive))
	t.Cleanup(b.lender.Close)
	c := Config{Storage: NewMemoryStorage(), Now: func() time.Time { return b.clock }, WebhookURL: b.lender.URL + "/webhooks", WebhookSecret: "s3cret", Seed: 1}
	for _, f := range change {
		f(&c)
	}
	b.Server = New(c)
	b.api = httptest.NewServer(b.Handler())
	t.Cleanup(b.api.Close)
	b.PublicURL = b.api.URL
	jar, _ := cookiejar.New(nil)
	b.browser = &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if !strings.HasPrefix(r.URL.String(), b.api.URL) {
			return http.ErrUseLastResponse // the lender's page is not under test
		}
		return nil
	}}
	return b
}

func (b *box) receive(w http.ResponseWriter, r *http.Request) {
	raw, _ := io.ReadAll(r.Body)
	var e event
	json.Unmarshal(raw, &e)
	e.secret, e.raw = r.Header.Get("mono-webhook-secret"), string(raw)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.answer == 200 {
		b.events = append(b.events, e)
	}
	w.WriteHeader(b.answer)
}

// names lists the events so far and forgets them.
func (b *box) names() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var names []string
	for _, e := range b.events {
		name := e.Event
		if inner, is := e.Data["event"].(string); name == "" && is {
			name = "wrapped " + inner
		}
		names = append(names, name)
	}
	b.events = nil
	return strings.Join(names, "\n")
}

func (b *box) last() event {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.events) == 0 {
		b.Fatal("no event arrived")
	}
	return b.events[len(b.events)-1]
}

// forward moves the clock and lets time do its work.
func (b *box) forward(d time.Duration) {
	b.Helper()
	b.clock = b.clock.Add(d)
	if err := b.Tick(b.Context(), b.clock); err != nil {
		b.Fatal(err)
	}
}

// call is one request with a test key; the answer is decoded, and checked against the wanted status.
func (b *box) call(want int, method, path string, body any, header ...string) obj {
	b.Helper()
	raw, _ := json.Marshal(body)
	if body == nil {
		raw = nil
	}
	req, _ := http.NewRequest(method, b.api.URL+path, bytes.NewReader(raw))
	req.Header.Set("mono-sec-key", "test_sk_box")
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatalf("%s %s: %v", method, path, err)
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(resp.Body)
	var out obj
	json.Unmarshal(text, &out)
	if resp.StatusCode != want {
		b.Fatalf("%s %s: %d, want %d: %s", method, path, resp.StatusCode, want, text)
	}
	return out
}

// at digs a value out of nested JSON: at(reply, "data", "account", "id").
func at(v any, path ...any) any {
	for _, p := range path {
		switch key := p.(type) {
		case string:
			m, _ := v.(obj)
			v = m[key]
		case int:
			list, _ := v.([]any)
			if key >= len(list) {
				return nil
			}
			v = list[key]
		}
	}
	return v
}

func text(v any, path ...any) string { s, _ := at(v, path...).(string); return s }

func figure(v any, path ...any) int64 { f, _ := at(v, path...).(float64); return int64(f) }

// equal compares what a test names with what came.
func equal[T comparable](t testing.TB, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

// browse opens a page or sends a form and gives the last answer.
func (b *box) browse(address string, form url.Values) (*http.Response, string) {
	b.Helper()
	if strings.HasPrefix(address, "/") {
		address = b.api.URL + address
	}
	var resp *http.Response
	var err error
	if form == nil {
		resp, err = b.browser.Get(address)
	} else {
		resp, err = b.browser.PostForm(address, form)
	}
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	return resp, string(body)
}

// linkAccount takes a person through the hosted pages and gives the id of the linked account.
func (b *box) linkAccount(login, number string) (id string) {
	b.Helper()
	p, _ := personCalled(login)
	made := b.call(200, "POST", "/v2/accounts/initiate", obj{"customer": obj{"name": p.Name(), "email": p.Email}, "meta": obj{"ref": "app-" + login, "case": "77"},
		"scope": "auth", "redirect_url": "https://lender.example.ng/return?case=1"})
	for _, a := range p.accounts {
		if a.number == number {
			link := strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL)
			b.browse(link+"/bank/"+institutionOf(a.nip).ID, url.Values{"username": {login}, "password": {p.Password}})
			resp, _ := b.browse(link+"/accounts", url.Values{"account": {number}, "consent": {"yes"}})
			back, _ := resp.Location()
			if back == nil || back.Query().Get("status") != "linked" || back.Query().Get("ref") != "app-"+login || back.Query().Get("case") != "1" {
				b.Fatalf("the browser went to %v", back)
			}
			return text(b.call(200, "POST", "/v2/accounts/auth", obj{"code": back.Query().Get("code")}), "data", "id")
		}
	}
	b.Fatalf("%s has no account %s", login, number)
	return ""
}
