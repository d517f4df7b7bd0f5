package openbanking_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"lendwright/internal/mono/sandbox"
	"lendwright/internal/origination"
	"lendwright/internal/store/storetest"
)

// fault asks the sandbox for a trouble.
func (w *world) fault(kind, endpoint string, times int) {
	w.Helper()
	body, err := json.Marshal(map[string]any{"kind": kind, "endpoint": endpoint, "times": times})
	w.must(err)
	r, err := http.Post(w.url+"/sandbox/faults", "application/json", strings.NewReader(string(body)))
	w.must(err)
	defer r.Body.Close()
	if r.StatusCode != http.StatusCreated {
		w.Fatal(r.Status)
	}
}

// TestTroubleAtMonoDelaysAndDoesNotDecide: with any of these the good payer still gets an offer.
func TestTroubleAtMonoDelaysAndDoesNotDecide(t *testing.T) {
	rows := []struct {
		name, kind, endpoint string
		times                int
	}{
		{"too many calls", "http_429", "GET /v2/accounts/{id}/transactions", 4},
		{"down", "http_503", "GET /v2/accounts/{id}/statement", 8},
		{"not JSON", "not_json", "GET /v2/accounts/{id}/identity", 3},
		{"connection dropped", "drop_before", "GET /v2/accounts/{id}/transactions", 2},
		{"bureau down", "http_500", "POST /v3/lookup/credit-history/{provider}", 2},
		{"reply to the income question lost", "drop_after_effect", "GET /v2/accounts/{id}/income", 1},
		{"income question never arrived", "drop_before", "GET /v2/accounts/{id}/income", 1},
		{"reply to the creditworthiness question lost", "http_500_after", "POST /v2/accounts/{id}/creditworthiness", 1},
		{"insights refused for now", "http_429", "GET /v2/accounts/{id}/statement/insights", 2},
		{"wallet empty for a while", "http_402", "GET /v2/accounts/{id}/income", 2},
		{"account_connected lost", "webhook_lost", "mono.events.account_connected", 1},
		{"account_updated lost", "webhook_lost", "mono.events.account_updated", 1},
		{"income lost", "webhook_lost", "mono.events.account_income", 1},
		{"insights lost", "webhook_lost", "mono.events.statement_insights", 1},
		{"everything twice", "webhook_twice", "*", 20},
		{"account_connected late", "webhook_late", "mono.events.account_connected", 1},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
			w.fault(r.kind, r.endpoint, r.times)
			f := w.journey(sandbox.People()[0])
			if f.Application.State != origination.Offered {
				for _, e := range f.Evidence {
					t.Log(e.Source, e.State, e.Attempts, e.Why)
				}
				t.Errorf("the application is %s", f.Application.State)
			}
			w.wholeEvidence(f)
		})
	}
}

func TestACreditworthinessThatNeverComesIsForAnOfficer(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
	w.fault("webhook_lost", "mono.events.account_credit_worthiness", 1)
	f := w.journey(sandbox.People()[0])
	if s := f.Application.State; s != origination.Referred && s != origination.Offered || f.Decision == nil {
		t.Errorf("the application is %s", s)
	}
	for _, e := range f.Evidence {
		if e.Source == origination.SourceCreditworthiness && (e.Attempts != 1 || e.Why != "It did not come in time.") {
			t.Errorf("asked %d times: %q", e.Attempts, e.Why)
		}
	}
}
