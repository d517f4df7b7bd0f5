package openbanking_test

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/openbanking"
	"lendwright/internal/servicing"
)

// replies makes an adapter whose Mono gives one answer to everything; an answer of status 0 is a
// dropped connection.
func replies(t *testing.T, status int, body string) openbanking.Adapter {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if status == 0 {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)
	return openbanking.Adapter{SourceAccount: "source", Client: mono.New(mono.Config{
		BaseURL: server.URL, Keys: mono.Keys{Default: "test_sk_1"}, Backoff: time.Millisecond, Timeout: 2 * time.Second,
	})}
}

func refusal(code string) string {
	return `{"status":"failed","response_code":"` + code + `","message":"some words","data":null}`
}

// What Mono answers to a debit, and what that says of the money: unknown is not failed.
func TestWhatAnAnswerToADebitMeans(t *testing.T) {
	const taken = `{"status":"successful","response_code":"00","data":{"success":true,"status":"successful","amount":2500000,
		"mandate":"m","reference_number":"lwd0123456789","date":"2026-11-25T08:00:04.547Z","fee":25000,"session_id":"9999"}}`
	const processing = `{"status":"successful","response_code":"01","data":{"success":false,"status":"processing","amount":2500000,
		"mandate":"m","reference_number":"lwd0123456789","date":"2026-11-25T08:00:04.547Z","fee":0}}`
	for _, x := range []struct {
		why    string
		status int
		body   string
		want   servicing.Outcome
		code   string
	}{
		{"taken", 200, taken, servicing.OutcomeSettled, "00"},
		{"the envelope says successful, the debit is not", 200, processing, servicing.OutcomeUnknown, "01"},
		{"too little money", 400, refusal("51"), servicing.OutcomeFailed, "51"},
		{"the bank is down", 400, refusal("91"), servicing.OutcomeFailed, "91"},
		{"a duplicate reference", 400, refusal("94"), servicing.OutcomeUnknown, "94"},
		{"a duplicate reference in words", 409, refusal("400"), servicing.OutcomeUnknown, ""},
		{"timed out at the bank", 400, refusal("97"), servicing.OutcomeUnknown, "97"},
		{"a code that nobody knows", 400, refusal("M01"), servicing.OutcomeUnknown, "M01"},
		{"Mono failed", 500, refusal("500"), servicing.OutcomeUnknown, ""},
		{"a gateway's page", 200, "<html>", servicing.OutcomeUnknown, ""},
		{"the connection dropped", 0, "", servicing.OutcomeUnknown, ""},
		{"the mandate is gone", 404, refusal("404"), servicing.OutcomeNotSent, ""},
		{"our key is wrong", 401, refusal("401"), servicing.OutcomeNotSent, ""},
		{"refused in words, without the bank's code", 400, refusal("400"), servicing.OutcomeUnknown, ""},
	} {
		got := replies(t, x.status, x.body).Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0123456789", Amount: money.Kobo(25_000_00)})
		if got.Outcome != x.want || (x.code != "" && got.Code != x.code) || got.Reference != "lwd0123456789" {
			t.Errorf("%s: %+v", x.why, got)
		}
	}
	got := replies(t, 200, taken).Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0123456789", Amount: money.Kobo(25_000_00)})
	if !got.Fee.Equal(money.Kobo(250_00)) || got.BankReference != "9999" || got.At.IsZero() {
		t.Errorf("%+v", got)
	}
}

func TestALockedAccountNamesItsDay(t *testing.T) {
	body := `{"status":"failed","response_code":"429","message":"Rate limited for this mandate. No attempts on this account until 2026-11-26","data":null}`
	got := replies(t, 429, body).Debit(t.Context(), servicing.DebitRequest{MandateID: "m", Reference: "lwd0123456789", Amount: money.Kobo(25_000_00)})
	if got.Outcome != servicing.OutcomeNotSent || got.LockedUntil != calendar.Date(2026, 11, 26) {
		t.Errorf("%+v", got)
	}
}

func TestWhatALookMeans(t *testing.T) {
	for _, x := range []struct {
		why    string
		status int
		body   string
		want   servicing.Outcome
		fails  bool
	}{
		{"taken", 200, `{"status":"successful","data":{"status":"successful","amount":2500000,"mandate":"m","reference":"r"}}`, servicing.OutcomeSettled, false},
		{"not taken", 200, `{"status":"successful","data":{"status":"failed","amount":2500000,"mandate":"m","reference":"r","response_code":"51"}}`, servicing.OutcomeFailed, false},
		{"on its way", 200, `{"status":"successful","data":{"status":"processing","amount":2500000,"mandate":"m","reference":"r"}}`, servicing.OutcomeUnknown, false},
		{"a word that nobody knows", 200, `{"status":"successful","data":{"status":"abandoned-ish","amount":2500000,"mandate":"m","reference":"r"}}`, servicing.OutcomeUnknown, false},
		{"neither the debit nor its mandate are known", 404, refusal("404"), servicing.OutcomeUnknown, false},
		{"Mono is down", 503, refusal("503"), "", true},
	} {
		got, err := replies(t, x.status, x.body).LookUpDebit(t.Context(), "m", "r")
		if got.Outcome != x.want || (err != nil) != x.fails {
			t.Errorf("%s: %+v %v", x.why, got, err)
		}
	}
}

func TestWhatAnAnswerToATransferMeans(t *testing.T) {
	batch := func(status string, good, bad string) string {
		return `{"status":"successful","data":{"id":"d1","reference":"lwp0123456789","status":"` + status + `",
			"successful_transactions_count":` + good + `,"failed_transactions_count":` + bad + `}}`
	}
	for _, x := range []struct {
		why    string
		status int
		body   string
		want   servicing.Outcome
	}{
		{"taken up", 200, batch("pending", "0", "0"), servicing.OutcomeUnknown},
		{"completed and paid", 200, batch("completed", "1", "0"), servicing.OutcomeSettled},
		{"completed means finished, not paid", 200, batch("completed", "0", "1"), servicing.OutcomeFailed},
		{"failed", 200, batch("failed", "0", "1"), servicing.OutcomeFailed},
		{"a reference used before", 400, `{"status":"failed","message":"Invalid reference, please retry with a unique reference","data":null}`, servicing.OutcomeUnknown},
		{"Mono failed", 502, "<html>", servicing.OutcomeUnknown},
		{"the connection dropped", 0, "", servicing.OutcomeUnknown},
		{"our key is wrong", 401, refusal("401"), servicing.OutcomeNotSent},
		{"too many calls", 429, refusal("429"), servicing.OutcomeNotSent},
	} {
		got := replies(t, x.status, x.body).Transfer(t.Context(), servicing.TransferRequest{Reference: "lwp0123456789", Amount: money.Kobo(100), BankCode: "035", AccountNumber: "2013344556"})
		if got.Outcome != x.want {
			t.Errorf("%s: %+v", x.why, got)
		}
	}
}
