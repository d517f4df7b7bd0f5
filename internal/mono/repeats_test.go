package mono_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lendwright/internal/mono"
)

// troubled answers every request in one way and counts them.
func troubled(t *testing.T, how http.HandlerFunc) (*mono.Client, *atomic.Int64) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		how(w, r)
	}))
	t.Cleanup(server.Close)
	return mono.New(mono.Config{BaseURL: server.URL, Keys: keys, Timeout: 2 * time.Second, Backoff: time.Millisecond}), &asked
}

func hangUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

func broken(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusInternalServerError)
	_, _ = w.Write([]byte(`{"status":"failed","message":"BUKOLA 22198765431"}`))
}

// TestNothingThatMayCostIsSentAgain runs every method against a lost reply and against HTTP 500.
func TestNothingThatMayCostIsSentAgain(t *testing.T) {
	for _, tc := range everySent {
		e := endpointOf(t, tc.method)
		free := e.Verb == http.MethodGet && e.Billing == mono.Free && tc.method != "RefreshBalance"
		for name, how := range map[string]http.HandlerFunc{"lost": hangUp, "500": broken} {
			client, asked := troubled(t, how)
			_, err := tc.call(t.Context(), client)
			got, most := asked.Load(), int64(1)
			switch {
			case free:
				most = mono.AttemptsMax
			case name == "500" && e.Verb == http.MethodGet && (e.Billing == mono.OnData || e.Billing == mono.NotSaid):
				most = mono.AttemptsMax // Mono said that it did nothing
			}
			if got > most || free && got < most {
				t.Errorf("%s, %s: sent %d times", tc.method, name, got)
			}
			if write := e.Verb != http.MethodGet; write && kind(err) != "UnknownOutcomeError" {
				t.Errorf("%s, %s: %v", tc.method, name, err)
			}
			secretFree(t, err)
		}
	}
}

// TestEveryMethodSaysWhichKeyIsMissing: nothing is sent without a key.
func TestEveryMethodSaysWhichKeyIsMissing(t *testing.T) {
	client := mono.New(mono.Config{BaseURL: "http://127.0.0.1:1"})
	for _, tc := range everySent {
		_, err := tc.call(t.Context(), client)
		if kind(err) != "AuthError" || !strings.Contains(err.Error(), endpointOf(t, tc.method).Path) {
			t.Errorf("%s: %v", tc.method, err)
		}
	}
}

func TestRefusalsOfTheNewerProducts(t *testing.T) {
	for _, tc := range []struct {
		name   string
		answer answer
		call   call
		want   string
	}{
		{"a wrong code of a bank", refusal(400, "partner_otp"), methodOf(t, "PartnerCommit"), "WrongCodeError"},
		{"the same inside 200", refusal(200, "partner_otp"), methodOf(t, "PartnerCommit"), "WrongCodeError"},
		{"credentials", answer{status: 200, text: `{"status":"successful","message":"Invalid credentials","responseCode":400,"data":null}`}, methodOf(t, "PartnerLogin"), "APIError"},
		{"refunded before", refusal(400, "refunded"), methodOf(t, "RefundPayment"), "ConflictError"},
		{"fields of a fund request", refusal(400, "owo_invalid"), methodOf(t, "CreateOwoFundRequest"), "ValidationError"},
		{"no such fund request", refusal(404, "owo_none"), methodOf(t, "OwoFundRequest"), "NotFoundError"},
		{"a report that is no PDF", answer{status: 200, text: `{"status":"successful","data":{}}`}, methodOf(t, "ScreeningReport"), "UnreadableError"},
		{"a report that is a page", answer{status: 200, text: "<html>"}, methodOf(t, "CompanyStatusReport"), "NonJSONError"},
		{"a batch reference used before", refusal(400, "duplicate_reference"), methodOf(t, "ScheduleDisbursement"), "UnknownOutcomeError"},
		{"a mandate's code", refusal(400, "otp"), methodOf(t, "VerifyMandateCode"), "WrongCodeError"},
		{"a NIN that is not there", answer{status: 200, text: `{"status":"successful","data":{}}`}, methodOf(t, "NIN"), "UnknownOutcomeError"},
	} {
		client, _ := fakeMono(t, tc.answer)
		_, err := tc.call(t.Context(), client)
		if kind(err) != tc.want {
			t.Errorf("%s: got %T (%v), want %s", tc.name, err, err, tc.want)
		}
		secretFree(t, err)
	}
}

func methodOf(t *testing.T, method string) call {
	for _, tc := range everySent {
		if tc.method == method {
			return tc.call
		}
	}
	t.Fatalf("%s is in no table", method)
	return nil
}

func TestOwoAnswersAcceptedAndNamesATrace(t *testing.T) {
	a := ok("owo_redirect")
	a.status = http.StatusAccepted
	client, _ := fakeMono(t, a)
	if redirect, err := client.CreateOwoFundRequest(t.Context(), fundRequest); err != nil || redirect.URL == "" {
		t.Errorf("got %+v, %v", redirect, err)
	}
	client, _ = fakeMono(t, refusal(404, "owo_none"))
	_, err := client.OwoFundRequest(t.Context(), "fr1")
	if api := asAPIError(err); api == nil || api.Trace != "0c7f6b0e-51b0-4a44-9d1d-2f4a8f5d7e11" {
		t.Errorf("got %+v", api)
	}
}
