package openbanking_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/mono"
	"lendwright/internal/openbanking"
)

// The shapes of Mono's reference: fractions of a kobo, a payout without its settled amount, paging.
func TestPayoutsComeWithWhatTheyAreMadeOf(t *testing.T) {
	const list = `{"status":"successful","data":{"payouts":[
		{"id":"p2","status":"settled","amount":5000000,"fee":50000.4,"currency":"ngn","date":"2026-06-04T23:00:00.000Z","settled_amount":4949999.6},
		{"id":"p1","status":"settled","amount":3200000,"fee":32000,"currency":"ngn","date":"2026-06-03T23:00:00.000Z"},
		{"id":"p0","status":"settled","amount":1,"fee":0,"currency":"ngn","date":"2026-06-02T23:00:00.000Z"}
	]},"meta":{"paging":{"total":3,"pages":1,"previous":null,"next":null}}}`
	const parts = `{"status":"successful","data":{"payments":[{"id":"x","type":"variable-debit","status":"successful","amount":1250000,
		"currency":"NGN","reference":"lwd0000000000","created_at":"2026-05-04T10:03:54.189Z","fee":6100}]},
		"meta":{"paging":{"total":1,"pages":1,"previous":null,"next":null}}}`
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		w.Header().Set("Content-Type", "application/json")
		if strings.HasSuffix(r.URL.Path, "/payouts") {
			_, _ = w.Write([]byte(list))
			return
		}
		_, _ = w.Write([]byte(parts))
	}))
	t.Cleanup(s.Close)
	a := openbanking.Adapter{Client: mono.New(mono.Config{BaseURL: s.URL, Keys: mono.Keys{Default: "k"}, Backoff: time.Millisecond, Timeout: time.Second})}
	got, err := a.Payouts(t.Context(), func(id string) (bool, error) { return id == "p0", nil })
	if err != nil || len(got) != 2 || len(asked) != 3 {
		t.Fatalf("%+v %v, asked %v", got, err, asked)
	}
	p := got[0]
	if p.MonoID != "p2" || p.On != calendar.Date(2026, 6, 5) || p.Fee.Minor() != 50_000 || p.Settled.Minor() != 4_950_000 || got[1].Settled.Minor() != 3_168_000 {
		t.Errorf("%+v", p)
	}
	if len(p.Parts) != 1 || p.Parts[0].Reference != "lwd0000000000" || p.Parts[0].Amount.Minor() != 1_250_000 || p.Parts[0].Fee.Minor() != 6_100 {
		t.Errorf("%+v", p.Parts)
	}
}
