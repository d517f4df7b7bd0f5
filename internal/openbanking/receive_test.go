package openbanking_test

import (
	"net/http"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// signed is a header with a secret.
func signed(secret string) http.Header {
	h := http.Header{}
	h.Set(mono.SecretHeader, secret)
	return h
}

func TestAWrongSecretLeavesOnlyACount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		for _, wrong := range []string{"", "guess", secret + "x"} {
			err := w.receiver.Receive(t.Context(), signed(wrong), []byte(`{"event":"mono.events.account_connected","data":{"id":"m1"}}`))
			if !fault.Is(err, fault.NotAllowed) {
				t.Error(err)
			}
		}
		if n := w.receiver.Refused(); n != 3 {
			t.Error("counted", n)
		}
		if counts, err := s.WebhookCounts(t.Context()); err != nil || len(counts) != 0 || len(storetest.Work(t, s)) != 0 {
			t.Error(counts, err)
		}
	})
}

// TestWhatBecomesOfAnEvent: each row is a body and the mark that it ends with; none of them makes a loop.
func TestWhatBecomesOfAnEvent(t *testing.T) {
	rows := []struct{ name, body, mark string }{
		{"an event that nobody knows", `{"event":"mono.events.moon_landing","event_id":"e1","data":{"id":"m1"}}`, "unknown"},
		{"a test from the dashboard", `{"event":"mono.events.webhook_test","event_id":"e2","data":{}}`, "unknown"},
		{"an account that nobody linked here", `{"event":"mono.events.account_connected","event_id":"e3","data":{"id":"m1","meta":{"ref":"strange"}}}`, "not_ours"},
		{"an income that nobody asked for", `{"event":"mono.events.account_income","data":{"account":"m9","income_streams":[]}}`, "not_ours"},
		{"a debit of somebody else", `{"event":"events.mandates.debit.successful","event_id":"e4","data":{"reference_number":"nobody0001","status":"successful","amount":20000}}`, "done"},
		{"no JSON", `<html>`, "unreadable"},
		{"JSON that is no event", `[1,2]`, "unreadable"},
		{"an event without its account", `{"event":"mono.events.account_connected","event_id":"e5","data":{}}`, "unreadable"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				w := newWorld(t, s)
				for range 3 { // repeats change nothing
					if err := w.receiver.Receive(t.Context(), signed(secret), []byte(r.body)); err != nil {
						t.Fatal(err)
					}
				}
				if n := len(storetest.Work(t, s)); n != 1 || w.receiver.Repeated() != 2 {
					t.Errorf("%d pieces of work, %d repeats", n, w.receiver.Repeated())
				}
				w.work()
				if left := storetest.Work(t, s); len(left) != 0 {
					t.Errorf("it is tried again: %v", left)
				}
				counts, err := s.WebhookCounts(t.Context())
				if err != nil || counts[r.mark] != 1 {
					t.Errorf("%v, %v; want it %s", counts, err, r.mark)
				}
			})
		})
	}
}
