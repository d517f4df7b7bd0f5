package mono_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/mono"
	"lendwright/internal/mono/sandbox"
)

// world is a client, a sandbox that was not written for it, a browser and an inbox of events. Adaeze has funds.
type world struct {
	*testing.T
	client  *mono.Client
	box     *sandbox.Server
	browser *http.Client
	url     string
	now     time.Time

	mu     sync.Mutex
	events []mono.Event
}

const (
	adaezeBVN     = "22200000011"
	adaezeAccount = "0123456701"
	gtbank        = "058"
)

func newWorld(t *testing.T) *world {
	w := &world{T: t, now: time.Date(2026, 11, 25, 9, 0, 0, 0, time.FixedZone("WAT", 3600))} // a Wednesday
	inbox := httptest.NewServer(http.HandlerFunc(w.receive))
	t.Cleanup(inbox.Close)
	w.box = sandbox.New(sandbox.Config{Storage: sandbox.NewMemoryStorage(), Now: func() time.Time { return w.now },
		WebhookURL: inbox.URL, WebhookSecret: "s3cret", Seed: 1})
	api := httptest.NewServer(w.box.Handler())
	t.Cleanup(api.Close)
	w.url, w.box.PublicURL = api.URL, api.URL
	jar, _ := cookiejar.New(nil)
	w.browser = &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		if strings.HasPrefix(r.URL.String(), api.URL) {
			return nil
		}
		return http.ErrUseLastResponse
	}}
	w.client = mono.New(mono.Config{BaseURL: api.URL, Keys: mono.Keys{Default: "test_sk_world"}, Backoff: time.Millisecond})
	return w
}

func (w *world) receive(rw http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	event, err := mono.ParseWebhook(body)
	if err != nil || !mono.CheckSecret(r.Header, "s3cret") {
		w.Errorf("webhook %s: %v", body, err)
	}
	if unknown, yes := event.(mono.UnknownEvent); yes {
		w.Errorf("the sandbox sends %s, which has no type", unknown.Name())
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.events = append(w.events, event)
}

// forward lets the sandbox's time pass.
func (w *world) forward(d time.Duration) {
	w.Helper()
	w.now = w.now.Add(d)
	if err := w.box.Tick(w.Context(), w.now); err != nil {
		w.Fatal(err)
	}
}

// came waits for an event of a type, letting time pass.
func came[E mono.Event](w *world) E {
	w.Helper()
	for range 20 {
		w.mu.Lock()
		for i, e := range w.events {
			if typed, yes := e.(E); yes {
				w.events = append(w.events[:i], w.events[i+1:]...)
				w.mu.Unlock()
				return typed
			}
		}
		w.mu.Unlock()
		w.forward(time.Minute)
	}
	var none E
	w.Fatalf("no %T came", none)
	return none
}

// open opens a page, or sends a form, and gives where the browser ended.
func (w *world) open(address string, form url.Values) *http.Response {
	w.Helper()
	if strings.HasPrefix(address, "/") {
		address = w.url + address
	}
	var resp *http.Response
	var err error
	if form == nil {
		resp, err = w.browser.Get(address)
	} else {
		resp, err = w.browser.PostForm(address, form)
	}
	if err != nil {
		w.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode >= 400 {
		w.Fatalf("%s: %d, %v", address, resp.StatusCode, err)
	}
	return resp
}

// must fails the test on an error.
func must[T any](v T, err error) func(*world) T {
	return func(w *world) T {
		w.Helper()
		if err != nil {
			w.Fatal(err)
		}
		return v
	}
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// linked takes Adaeze through the hosted pages and gives the account that she linked.
func (w *world) linked() (account string) {
	w.Helper()
	ctx := w.Context()
	bank := w.institution("GTB", "Guaranty")
	link := must(w.client.InitiateLink(ctx, mono.LinkRequest{Name: "Adaeze Okonkwo", Email: "adaeze.okonkwo@example.ng", Reference: "app-1", RedirectURL: "https://lender.example.ng/return"}))(w)
	w.open(link.URL, nil)
	w.open(link.URL+"/bank/"+bank, url.Values{"username": {"adaeze.okonkwo"}, "password": {"123456"}})
	back, err := w.open(link.URL+"/accounts", url.Values{"account": {adaezeAccount}, "consent": {"yes"}}).Location()
	if err != nil || back.Query().Get("code") == "" {
		w.Fatalf("the browser went to %v, %v", back, err)
	}
	account = must(w.client.ExchangeCode(ctx, back.Query().Get("code")))(w)
	same(w.T, "connected", came[mono.AccountConnected](w).Account, account)
	same(w.T, "updated", came[mono.AccountUpdated](w).Account.ID, account)
	return account
}

func (w *world) institution(names ...string) string {
	w.Helper()
	for _, i := range must(w.client.Institutions(w.Context()))(w) {
		for _, name := range names {
			if strings.Contains(i.Name, name) && i.ID != "" {
				return i.ID
			}
		}
	}
	w.Fatalf("no bank is called %v", names)
	return ""
}

// customer is Adaeze as a customer that mandates can belong to.
func (w *world) customer() string {
	w.Helper()
	return must(w.client.CreateCustomer(w.Context(), mono.NewCustomer{Email: "adaeze.okonkwo@example.ng", FirstName: "Adaeze", LastName: "Okonkwo", Address: "14 Allen Avenue, Ikeja",
		Phone: "08030001122", Identity: mono.CustomerIdentity{Number: adaezeBVN}}))(w).ID
}

// mandated gives a mandate on Adaeze's account that may be debited.
func (w *world) mandated(customer, reference string) mono.Mandate {
	w.Helper()
	ctx := w.Context()
	m := must(w.client.InitiateMandate(ctx, mono.MandateRequest{Amount: 30000000, Description: "Repayments", Reference: reference, CustomerID: customer,
		StartsOn: mono.DayOf(w.now), EndsOn: mono.DayOf(w.now.AddDate(1, 0, 0)), RedirectURL: "https://lender.example.ng/done", AccountNumber: adaezeAccount, BankCode: gtbank}))(w)
	w.open(m.URL, nil)
	w.open(m.URL+"/sent", url.Values{})
	w.forward(25 * time.Hour)
	m = must(w.client.Mandate(ctx, reference))(w)
	if !m.MayDebit(w.now) {
		w.Fatalf("mandate %+v may not be debited", m)
	}
	return m
}
