package origination_test

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// bank is a fake of the borrower's banks behind Mono. Everything works unless a test says otherwise.
type bank struct {
	mu      sync.Mutex
	asked   map[origination.Source]int
	trouble map[origination.Source][]error // given one after the other before the answer
	silent  map[origination.Source]bool    // the record never appears
	codes   map[string]string              // redirect code to Mono's account
	account origination.AccountReport
	opened  int
	wrong   error // of the next ConfirmBVN
}

func newBank() *bank {
	return &bank{asked: map[origination.Source]int{}, trouble: map[origination.Source][]error{},
		silent: map[origination.Source]bool{}, codes: map[string]string{}}
}

func (b *bank) OpenLink(_ context.Context, v origination.Visit) (string, error) {
	b.opened++
	return "https://link.example/" + v.Ref, nil
}

func (b *bank) ExchangeCode(_ context.Context, code string) (string, error) {
	account, ok := b.codes[code]
	if !ok {
		return "", fault.Newf(fault.Invalid, "Invalid authorization code")
	}
	return account, nil
}

func (b *bank) Account(context.Context, string) (origination.AccountReport, error) {
	return b.account, nil
}

func (b *bank) Ask(_ context.Context, q origination.Question) (origination.Answer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !q.Recover {
		b.asked[q.Source]++
	}
	if t := b.trouble[q.Source]; len(t) > 0 {
		b.trouble[q.Source] = t[1:]
		return origination.Answer{}, t[0]
	}
	raw := []byte(fmt.Sprintf(`{"source":%q}`, q.Source))
	switch q.Source {
	case origination.SourceIncome:
		if q.Recover && !b.silent[q.Source] {
			return origination.Answer{Raw: raw}, nil
		}
		return origination.Answer{}, nil
	case origination.SourceCreditworthiness:
		return origination.Answer{}, nil
	case origination.SourceInsights:
		if q.JobRef == "" {
			return origination.Answer{JobRef: "job-1"}, nil
		}
	}
	return origination.Answer{Raw: raw}, nil
}

func (b *bank) StartBVN(context.Context, origination.BVN) (string, []origination.BVNMethod, error) {
	return "session-1", []origination.BVNMethod{{Method: "phone", Hint: "0803***2233"}}, nil
}

func (b *bank) SendBVNCode(context.Context, string, string) error { return nil }

func (b *bank) ConfirmBVN(context.Context, string, string) ([]byte, error) {
	if err := b.wrong; err != nil {
		b.wrong = nil
		return nil, err
	}
	return []byte(`{"first_name":"Ngozi"}`), nil
}

func (b *bank) ReadCase(d origination.Dossier) (underwriting.Case, error) {
	c := underwriting.Case{ID: d.Application.Number, AsOf: d.AsOf, Currency: money.NGN, OwnHistory: d.OwnLoans}
	missing := map[string]bool{}
	for _, e := range d.Evidence {
		if e.State == origination.EvidenceMissing {
			missing[string(e.Source)] = true
		} else if e.Digest != origination.DigestOf(e.Raw) {
			return c, fmt.Errorf("%s has a wrong digest", e.Source)
		}
	}
	for name := range maps.Keys(missing) {
		c.Missing = append(c.Missing, name)
	}
	return c, nil
}

// world is a desk with its store, bank and clock.
type world struct {
	*testing.T
	desk    *origination.Desk
	store   *store.Store
	bank    *bank
	now     time.Time
	outcome underwriting.Outcome
	bvns    map[lending.BorrowerID]string // each borrower's own, unless a test says otherwise
}

var monday = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// each runs a test in a world on either database.
func each(t *testing.T, f func(w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) { f(newWorld(t, s)) })
}

func newWorld(t *testing.T, s *store.Store) *world {
	w := &world{T: t, store: s, bank: newBank(), now: monday, outcome: underwriting.Approve, bvns: map[lending.BorrowerID]string{}}
	w.desk = &origination.Desk{Store: store.Origination{Store: s}, Bank: w.bank, Policy: policy(t), Now: func() time.Time { return w.now },
		Limits: origination.Limits{GatherFor: 30 * time.Minute, LookAfter: 2 * time.Minute}}
	w.desk.JudgeWith(func(_ underwriting.Policy, c underwriting.Case, _ time.Time) underwriting.Decision {
		d := underwriting.Decision{ID: c.ID, Outcome: w.outcome, Score: underwriting.Score{Band: "B"},
			Reasons: []underwriting.Reason{{Code: "R1", Text: "The instalment would be too large.", Effect: string(w.outcome)}}}
		if w.outcome != underwriting.Decline {
			d.Offers = []underwriting.Offer{offer(10_000_000, 3), offer(10_000_000, 6)}
		}
		return d
	})
	return w
}

func offer(kobo int64, months int) underwriting.Offer {
	return underwriting.Offer{Principal: kobo, TermMonths: months, AnnualRate: "0.48", FirstDueOn: calendar.MustParse("2026-12-28")}
}

func submission() origination.Submission {
	s := origination.Submission{Name: "Ngozi Adeyemi", Email: "ngozi@example.ng", Phone: "08031112233", BornOn: calendar.MustParse("1991-03-19"),
		Employment: "employed", Employer: "Karibo Foods", StatedIncome: money.Kobo(31_250_000), Principal: money.Kobo(10_000_000), TermMonths: 6, Purpose: "school_fees"}
	for _, p := range []string{origination.ConsentBankData, origination.ConsentIdentity, origination.ConsentCreditBureau} {
		s.Consents = append(s.Consents, origination.Consent{Purpose: p, TextVersion: "1"})
	}
	return s
}

func (w *world) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func (w *world) submit(borrower lending.BorrowerID) origination.ApplicationID {
	w.Helper()
	app, err := w.desk.Submit(w.Context(), borrower, submission())
	w.must(err)
	return app
}

// ref opens a link and gives its reference.
func (w *world) ref(app origination.ApplicationID) string {
	w.Helper()
	_, err := w.desk.OpenLink(w.Context(), app, "https://lender.example/return")
	w.must(err)
	links := w.file(app).Links
	return links[len(links)-1].Ref
}

func (w *world) connected(ref, mono string) {
	w.Helper()
	w.must(w.desk.AccountConnected(w.Context(), origination.AccountReport{MonoID: mono, Ref: ref, DataStatus: "PROCESSING"}))
}

func (w *world) updated(ref, mono, number, status string) {
	w.Helper()
	w.must(w.desk.AccountUpdated(w.Context(), origination.AccountReport{MonoID: mono, Ref: ref, Institution: "GTBank", BankCode: "058",
		Number: number, Name: "NGOZI ADEYEMI", Currency: "NGN", DataStatus: status, Retrieved: []string{"identity", "balance", "transactions"}}))
}

// link links one account whose data are there.
func (w *world) link(app origination.ApplicationID, mono, number string) {
	w.Helper()
	ref := w.ref(app)
	w.connected(ref, mono)
	w.updated(ref, mono, number, "AVAILABLE")
}

// report brings what comes by webhook.
func (w *world) report(mono string, s origination.Source) {
	w.Helper()
	r := origination.Report{MonoID: mono, Source: s}
	if s != origination.SourceInsights {
		r.Raw = []byte(`{"event":"` + string(s) + `"}`)
	}
	w.must(w.desk.EvidenceReported(w.Context(), r))
}

func (w *world) confirmBVN(app origination.ApplicationID) {
	w.Helper()
	borrower := w.file(app).Application.Borrower
	if w.bvns[borrower] == "" {
		w.bvns[borrower] = fmt.Sprintf("%011d", 22198765430+len(w.bvns))
	}
	_, err := w.desk.StartBVN(w.Context(), app, w.bvns[borrower])
	w.must(err)
	_, err = w.desk.SendBVNCode(w.Context(), app, "phone")
	w.must(err)
	w.must(w.desk.ConfirmBVN(w.Context(), app, "123456"))
}

// work does what was asked for until nothing is left; what fails is asked for again, a few times.
func (w *world) work() {
	w.Helper()
	failures := map[work.Item]int{}
	for {
		items := storetest.Work(w.T, w.store)
		storetest.Forget(w.T, w.store)
		var again []work.Item
		busy := false
		for _, i := range items {
			do := w.handler(i)
			if do == nil {
				again = append(again, i)
				continue
			}
			busy = true
			if err := do(w.Context()); err != nil {
				if failures[i]++; failures[i] < 20 {
					again = append(again, i)
				}
			}
		}
		w.must(w.store.Enqueue(w.Context(), again...))
		if !busy {
			return
		}
	}
}

func (w *world) handler(i work.Item) func(context.Context) error {
	switch i.Kind {
	case work.GatherEvidence:
		return func(ctx context.Context) error { return w.desk.Gather(ctx, origination.EvidenceID(i.ID)) }
	case work.DecideApplication:
		return func(ctx context.Context) error { return w.desk.Decide(ctx, origination.ApplicationID(i.ID)) }
	case work.ExchangeLinkCode:
		return func(ctx context.Context) error { return w.desk.ExchangeCode(ctx, origination.LinkID(i.ID)) }
	case work.SendMessage:
		return func(context.Context) error { return nil }
	}
	return nil
}

// pending counts the pieces of work of a kind that nobody has done.
func (w *world) pending(kind work.Kind) int {
	n := 0
	for _, i := range storetest.Work(w.T, w.store) {
		if i.Kind == kind {
			n++
		}
	}
	return n
}

func (w *world) file(app origination.ApplicationID) origination.File {
	w.Helper()
	f, err := w.desk.Store.File(w.Context(), app)
	w.must(err)
	return f
}

func (w *world) wants(app origination.ApplicationID, state origination.State) origination.File {
	w.Helper()
	f := w.file(app)
	if f.Application.State != state {
		for _, e := range f.Evidence {
			w.Logf("%s %s %s", e.Source, e.State, e.Why)
		}
		w.Fatalf("the application is %s, want %s", f.Application.State, state)
	}
	return f
}

func (w *world) evidence(app origination.ApplicationID, s origination.Source) origination.Evidence {
	w.Helper()
	for _, e := range w.file(app).Evidence {
		if e.Source == s {
			return e
		}
	}
	w.Fatalf("there is no evidence of %s", s)
	return origination.Evidence{}
}

func (w *world) refused(err error, kind fault.Kind) {
	w.Helper()
	if !fault.Is(err, kind) {
		w.Errorf("got %v, want a refusal of kind %v", err, kind)
	}
}

// offered brings an application all the way to its offers.
func (w *world) offered(borrower lending.BorrowerID) origination.ApplicationID {
	w.Helper()
	app := w.submit(borrower)
	w.link(app, "mono-"+borrower.String(), "01"+borrower.String()[len(borrower)-8:])
	w.work()
	w.report("mono-"+borrower.String(), origination.SourceIncome)
	w.report("mono-"+borrower.String(), origination.SourceInsights)
	w.confirmBVN(app)
	w.work()
	w.report("mono-"+borrower.String(), origination.SourceCreditworthiness)
	w.work()
	return app
}

func someone() lending.BorrowerID { return id.New[lending.Borrower]() }
