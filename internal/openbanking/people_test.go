package openbanking_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"lendwright/internal/mono/sandbox"
	"lendwright/internal/origination"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
)

// journey takes a person from the application to the decision, as the web pages do.
func (w *world) journey(p sandbox.Person) origination.File {
	w.Helper()
	app := w.submit(p, 150_000, 6)
	for nth := range p.Banks() {
		w.link(app, p, nth, true)
	}
	w.pass(4 * time.Second)
	w.confirmBVN(app, p.BVN)
	w.pass(8 * time.Second)
	w.pass(8 * time.Second)
	f := w.file(app)
	for range 16 { // what is late has until the deadline, which passes it on with what there is
		if f.Application.State != origination.Gathering {
			return f
		}
		w.pass(2 * time.Minute)
		f = w.file(app)
	}
	return f
}

// TestEverybodyOfTheSandboxGetsTheirDecision goes the whole way with the real client, engine and
// store: hosted pages, webhooks, one-time code, evidence, decision.
func TestEverybodyOfTheSandboxGetsTheirDecision(t *testing.T) {
	rows := map[string]struct {
		state   origination.State
		reasons []string // that must be among the decision's
	}{
		"adaeze.okonkwo": {origination.Offered, nil},
		"tunde.bakare":   {origination.Offered, nil},
		"hauwa.ibrahim":  {origination.Offered, nil},
		"emeka.nwosu":    {origination.Offered, nil},
		"musa.danjuma":   {origination.Offered, nil},
		"sade.lawal":     {origination.Declined, []string{"AFF-DTI"}},
		"chinedu.eze":    {origination.Declined, []string{"GAM-HIGH"}},
		"blessing.udo":   {origination.Declined, []string{"BUR-LOSS"}},
		"zainab.musa":    {origination.Referred, []string{"DAT-SHORT"}},
		"kelvin.obi":     {origination.Referred, []string{"FRD-REV"}},
		"folake.ade":     {origination.Referred, []string{"DAT-OWN"}},
		"ifeanyi.okafor": {origination.Referred, []string{"DAT-MISSING"}},
	}
	for _, p := range sandbox.People() {
		t.Run(p.Login, func(t *testing.T) {
			row, listed := rows[p.Login]
			if !listed {
				t.Fatal("nobody says what becomes of", p.Login)
			}
			w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
			f := w.journey(p)
			if f.Application.State != row.state || f.Decision == nil {
				t.Fatalf("%s: %s, want %s (%s)", p.Persona, f.Application.State, row.state, p.Outcome)
			}
			var codes []string
			for _, r := range f.Decision.Decision.Reasons {
				codes = append(codes, r.Code)
			}
			for _, want := range row.reasons {
				if !slices.Contains(codes, want) {
					t.Errorf("reasons %v, want %s among them", codes, want)
				}
			}
			w.wholeEvidence(f)
		})
	}
}

// wholeEvidence checks that every piece is final, and that what arrived is kept with its digest.
func (w *world) wholeEvidence(f origination.File) {
	w.Helper()
	pieces, err := w.desk.Store.EvidenceRaw(w.Context(), f.Application.ID)
	w.must(err)
	for _, e := range pieces {
		switch {
		case !e.State.Final():
			w.Errorf("%s is %s", e.Source, e.State)
		case e.State == origination.EvidenceArrived && (len(e.Raw) == 0 || e.Digest != origination.DigestOf(e.Raw)):
			w.Errorf("%s is kept without its digest", e.Source)
		case e.State == origination.EvidenceMissing && e.Why == "":
			w.Errorf("%s is missing and nobody says why", e.Source)
		}
	}
}

func TestTheJourneyOnBothDatabases(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		f := w.journey(sandbox.People()[0])
		if f.Application.State != origination.Offered || len(f.Offers) < 3 {
			t.Errorf("%s with %d offers", f.Application.State, len(f.Offers))
		}
		counts, err := s.WebhookCounts(t.Context())
		if err != nil || counts["done"] < 5 || counts["received"] != 0 || counts["unreadable"] != 0 {
			t.Errorf("events %v, %v", counts, err)
		}
		w.replays(f)
		for _, o := range f.Offers {
			if o.Schedule.TotalDue.Minor() != o.Offer.TotalRepayable || o.Schedule.APR.String() != o.Offer.APR && o.Offer.APR == "" {
				t.Errorf("offer %d says %d, its schedule %s", o.Position, o.Offer.TotalRepayable, o.Schedule.TotalDue)
			}
		}
	})
}

// replays checks that the frozen case gives the very same decision again.
func (w *world) replays(f origination.File) {
	w.Helper()
	var c underwriting.Case
	w.must(json.Unmarshal(f.Decision.Case, &c))
	again, err := json.Marshal(underwriting.Decide(w.desk.Policy, c, f.Decision.At))
	w.must(err)
	first, err := json.Marshal(f.Decision.Decision)
	w.must(err)
	if string(again) != string(first) {
		w.Errorf("the same case and policy give\n%s, not\n%s", again, first)
	}
}
