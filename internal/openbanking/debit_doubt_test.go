package openbanking_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/openbanking"
	"lendwright/internal/servicing"
)

func adapterTo(t *testing.T, status int, body string) openbanking.Adapter {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return openbanking.Adapter{SourceAccount: "src", Client: mono.New(mono.Config{BaseURL: s.URL, Keys: mono.Keys{Default: "k"}, Backoff: time.Millisecond, Timeout: time.Second})}
}

func TestAcceptedIsNotFailed(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
	}{
		"202 processing":                    {202, `{"status":"successful","message":"accepted","data":{"id":"d1","status":"processing"}}`},
		"202 pending batch":                 {202, `{"status":"successful","data":{"id":"d1","status":"pending"}}`},
		"200 with envelope failed":          {200, `{"status":"failed","message":"we could not confirm","data":null}`},
		"400 without code, words timed out": {400, `{"status":"failed","message":"Request timed out, please try again","data":null}`},
	} {
		a := adapterTo(t, c.status, c.body)
		d := a.Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0000000000", Amount: money.Kobo(100000)})
		x := a.Transfer(t.Context(), servicing.TransferRequest{Reference: "lwp0000000000", Amount: money.Kobo(100000), BankCode: "035", AccountNumber: "1"})
		t.Logf("%-34s debit %s / transfer %s", name, d.Outcome, x.Outcome)
		if strings.HasPrefix(name, "202") && (d.Outcome != servicing.OutcomeUnknown || x.Outcome != servicing.OutcomeUnknown) {
			t.Errorf("%s: debit %s, transfer %s", name, d.Outcome, x.Outcome)
		}
	}
	for _, body := range []string{
		`{"status":"successful","data":{"status":"failed","response_code":"99","amount":100000}}`,
		`{"status":"successful","data":{"status":"failed","response_code":"94","amount":100000}}`,
		`{"status":"successful","data":{"status":"successful","response_code":"51","amount":100000}}`,
		`{"status":"successful","data":{"status":"failed","response_code":"26"}}`,
	} {
		a := adapterTo(t, 200, body)
		now := a.Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0000000000", Amount: money.Kobo(100000)})
		later, err := a.LookUpDebit(t.Context(), "m", "lwd0000000000")
		if now.Outcome != later.Outcome {
			t.Errorf("%s: the order's reply says %s, the look-up of the same words says %s %v", body, now.Outcome, later.Outcome, err)
		}
	}
	a := adapterTo(t, 400, `{"status":"failed","message":"The mandate code is incorrect, invalid or does not exist","response_code":"50","data":null}`)
	if later, err := a.LookUpDebit(t.Context(), "m", "lwd0000000000"); err != nil || later.Outcome != servicing.OutcomeUnknown {
		t.Error("a look-up under a mandate that is gone:", later.Outcome, err)
	}
}

func TestWordsOfAPlainRefusalSendAgain(t *testing.T) {
	a := adapterTo(t, 400, `{"status":"failed","message":"Debit service not available at the moment","data":null}`)
	d := a.Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0000000000", Amount: money.Kobo(100000)})
	class := lending.ClassOfDebit(d.Code, d.Said)
	t.Log(d.Outcome, class)
	if d.Outcome == servicing.OutcomeFailed && !class.Stops() {
		t.Errorf("%s, class %s: sent again under a new reference without a look-up and without a person", d.Outcome, class)
	}
}

// Never heard of: neither under the mandate nor by the reference, and the mandate itself is known.
func TestADebitThatWasNeverSeen(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if strings.HasSuffix(r.URL.Path, "/mandates/mmc_1") {
			_, _ = w.Write([]byte(`{"status":"successful","data":{"id":"mmc_1","status":"approved","approved":true,"ready_to_debit":true}}`))
			return
		}
		w.WriteHeader(http.StatusNotFound)
		_, _ = w.Write([]byte(`{"status":"failed","message":"not found","data":null}`))
	}))
	t.Cleanup(s.Close)
	a := openbanking.Adapter{Client: mono.New(mono.Config{BaseURL: s.URL, Keys: mono.Keys{Default: "k"}, Backoff: time.Millisecond, Timeout: time.Second})}
	if got, err := a.LookUpDebit(t.Context(), "mmc_1", "lwd0000000000"); err != nil || got.Outcome != servicing.OutcomeNotFound {
		t.Error(got.Outcome, err)
	}
}
