package openbanking_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/mono/sandbox"
	"lendwright/internal/openbanking"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

const secret = "a webhook secret for tests"

// clock is the time of the sandbox and of the desks alike.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// world is the real desk, the real client and the real receiver against the sandbox, over HTTP.
type world struct {
	*testing.T
	clock    *clock
	store    *store.Store
	bank     *sandbox.Server
	desk     *origination.Desk
	receiver *openbanking.Receiver
	events   *openbanking.Dispatcher
	browser  *http.Client
	url      string // of the sandbox
}

func newWorld(t *testing.T, s *store.Store) *world {
	w := &world{T: t, store: s, clock: &clock{at: time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)}}
	w.receiver = &openbanking.Receiver{Store: s, Secret: secret, Now: w.clock.now}
	hooks := httptest.NewServer(http.HandlerFunc(w.webhook))
	t.Cleanup(hooks.Close)
	api := httptest.NewUnstartedServer(nil)
	t.Cleanup(api.Close)
	w.url = "http://" + api.Listener.Addr().String()
	w.bank = sandbox.New(sandbox.Config{Now: w.clock.now, PublicURL: w.url, WebhookURL: hooks.URL, WebhookSecret: secret,
		Seed: 1, Log: slog.New(slog.DiscardHandler)})
	api.Config.Handler = w.bank.Handler()
	api.Start()
	adapter := openbanking.Adapter{Client: mono.New(mono.Config{BaseURL: w.url, Keys: mono.Keys{Default: "test_sk_1"}, Backoff: time.Millisecond, Timeout: 2 * time.Second})}
	w.desk = &origination.Desk{Store: store.Origination{Store: s}, Bank: adapter, Policy: underwriting.DefaultPolicy(), Now: w.clock.now,
		Limits: origination.Limits{GatherFor: 30 * time.Minute}}
	loans := &servicing.Desk{Store: store.Servicing{Store: s}, Bank: adapter, Now: w.clock.now}
	w.events = &openbanking.Dispatcher{Store: s, Origination: w.desk, Servicing: loans, Now: w.clock.now}
	w.browser = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return w
}

func (w *world) webhook(out http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = w.receiver.Receive(r.Context(), r.Header, body)
	}
	if fault.Is(err, fault.NotAllowed) {
		out.WriteHeader(http.StatusUnauthorized)
	} else if err != nil {
		out.WriteHeader(http.StatusInternalServerError)
	}
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// pass lets time go by in small steps, with everything that happens by itself.
func (w *world) pass(d time.Duration) {
	w.Helper()
	const steps = 4
	for range steps {
		w.clock.move(d / steps)
		w.must(w.bank.Tick(w.Context(), w.clock.now()))
		if err := w.desk.CloseOverdue(w.Context()); err != nil {
			w.Log("sweep:", err)
		}
		w.work()
	}
}

// work does what was asked for, once each; what fails is left for the next time.
func (w *world) work() {
	w.Helper()
	for tries := 0; tries < 5; tries++ {
		items := storetest.Work(w.T, w.store)
		storetest.Forget(w.T, w.store)
		var again []work.Item
		for _, i := range items {
			if err := w.do(w.Context(), i); err != nil {
				w.Log(i.Kind, err)
				again = append(again, i)
			}
		}
		w.must(w.store.Enqueue(w.Context(), again...))
		if len(items) == len(again) {
			return
		}
	}
}

func (w *world) do(ctx context.Context, i work.Item) error {
	switch i.Kind {
	case work.ProcessWebhook:
		return w.events.Process(ctx, i.ID)
	case work.ExchangeLinkCode:
		return w.desk.ExchangeCode(ctx, origination.LinkID(i.ID))
	case work.GatherEvidence:
		return w.desk.Gather(ctx, origination.EvidenceID(i.ID))
	case work.DecideApplication:
		return w.desk.Decide(ctx, origination.ApplicationID(i.ID))
	}
	return nil
}

// submit applies in a person's name.
func (w *world) submit(p sandbox.Person, naira int64, months int) origination.ApplicationID {
	w.Helper()
	s := origination.Submission{Name: p.Name(), Email: p.Email, Phone: p.Phone, BornOn: calendar.MustParse(p.Born), Employment: "employed",
		Employer: p.Employer, StatedIncome: money.Kobo(25_000_000), Principal: money.Kobo(naira * 100), TermMonths: months, Purpose: "school_fees"}
	for _, purpose := range []string{origination.ConsentBankData, origination.ConsentIdentity, origination.ConsentCreditBureau} {
		s.Consents = append(s.Consents, origination.Consent{Purpose: purpose, TextVersion: "1"})
	}
	app, err := w.desk.Submit(w.Context(), id.New[lending.Borrower](), s)
	w.must(err)
	return app
}

// post sends a form as a browser would and gives where it leads.
func (w *world) post(address string, form url.Values) string {
	w.Helper()
	r, err := w.browser.PostForm(address, form)
	w.must(err)
	defer r.Body.Close()
	if r.StatusCode != http.StatusSeeOther && r.StatusCode != http.StatusFound {
		body, _ := io.ReadAll(r.Body)
		w.Fatalf("%s: %s %s", address, r.Status, body)
	}
	return r.Header.Get("Location")
}

// page gives a page's text.
func (w *world) page(address string) string {
	w.Helper()
	r, err := w.browser.Get(address)
	w.must(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	w.must(err)
	return string(body)
}

var accountField = regexp.MustCompile(`name="account" value="([^"]+)"`)

// link goes through the hosted pages as the person, at the nth of their banks, and comes back with
// the redirect's code when told so.
func (w *world) link(app origination.ApplicationID, p sandbox.Person, nth int, back bool) {
	w.Helper()
	address, err := w.desk.OpenLink(w.Context(), app, "https://lender.example/return")
	w.must(err)
	banks := regexp.MustCompile(`"(/link/[^"?]+/bank/[^"?]+)\?person=`+p.Login+`"`).FindAllStringSubmatch(w.page(address), -1)
	if len(banks) <= nth {
		w.Fatalf("%s has no bank %d on the page", p.Login, nth)
	}
	accounts := w.post(w.url+banks[nth][1], url.Values{"username": {p.Login}, "password": {p.Password}})
	if strings.HasPrefix(accounts, "/") {
		accounts = w.url + accounts
	}
	found := accountField.FindStringSubmatch(w.page(accounts))
	home := w.post(accounts, url.Values{"account": {found[1]}, "consent": {"yes"}})
	u, err := url.Parse(home)
	w.must(err)
	if !strings.HasPrefix(home, "https://lender.example/return?") || u.Query().Get("code") == "" {
		w.Fatalf("the redirect is %q", home)
	}
	if back {
		w.must(w.desk.LinkReturned(w.Context(), app, u.Query().Get("ref"), u.Query().Get("code")))
	}
}

func (w *world) confirmBVN(app origination.ApplicationID, bvn string) {
	w.Helper()
	methods, err := w.desk.StartBVN(w.Context(), app, bvn)
	w.must(err)
	_, err = w.desk.SendBVNCode(w.Context(), app, methods[0].Method)
	w.must(err)
	err = w.desk.ConfirmBVN(w.Context(), app, "000000")
	if !fault.Is(err, fault.Invalid) {
		w.Errorf("a wrong code: %v", err)
	}
	w.must(w.desk.ConfirmBVN(w.Context(), app, "123456"))
}

func (w *world) file(app origination.ApplicationID) origination.File {
	w.Helper()
	f, err := w.desk.Store.File(w.Context(), app)
	w.must(err)
	return f
}
