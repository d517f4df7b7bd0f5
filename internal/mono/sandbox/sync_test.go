package sandbox

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

// linkFor links an account at the control API, for people and for test users alike.
func (b *box) linkFor(login, number string) string {
	b.Helper()
	made := b.call(200, "POST", "/v2/accounts/initiate", obj{"customer": obj{"name": "Test " + letters(5), "email": letters(8) + "@example.ng"}, "scope": "auth", "redirect_url": "https://lender.example.ng/back"})
	token := strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL+"/link/")
	done := b.call(200, "POST", "/sandbox/links/"+token+"/complete", obj{"login": login, "account_number": number})
	_, code, _ := strings.Cut(text(done, "redirect"), "code=")
	code, _, _ = strings.Cut(code, "&")
	return text(b.call(200, "POST", "/v2/accounts/auth", obj{"code": code}), "data", "id")
}

// live asks for a refresh and gives the headers of the answer.
func (b *box) live(path string) http.Header {
	b.Helper()
	req, _ := http.NewRequest("GET", b.api.URL+path, nil)
	req.Header.Set("mono-sec-key", "test_sk_box")
	req.Header.Set("x-realtime", "true")
	resp, err := http.DefaultClient.Do(req)
	if err != nil || resp.StatusCode != 200 {
		b.Fatalf("%s: %v %v", path, resp, err)
	}
	resp.Body.Close()
	return resp.Header
}

func TestDataStatusBeforeAndAfterASync(t *testing.T) {
	for _, c := range []struct{ login, path, first, outcome, after string }{
		{"user_single", "balance", "AVAILABLE", "SUCCESSFUL", "AVAILABLE"},
		{"user_failed", "balance", "FAILED", "SUCCESSFUL", "PARTIAL"},
		{"user_partial_balance", "transactions", "PARTIAL", "SUCCESSFUL", "AVAILABLE"},
		{"user_partial_balance", "balance", "PARTIAL", "SUCCESSFUL", "PARTIAL"},
		{"user_partial_txn", "balance", "PARTIAL", "SUCCESSFUL", "AVAILABLE"},
		{"user_empty", "balance", "UNAVAILABLE", "FAILED", "UNAVAILABLE"},
		{"user_mfa", "transactions", "AVAILABLE", "REAUTHORISATION_REQUIRED", "AVAILABLE"},
	} {
		b := newBox(t)
		id := b.linkFor(c.login, "")
		equal(t, c.login+" before data", text(b.call(200, "GET", "/v2/accounts/"+id, nil), "data", "meta", "data_status"), "PROCESSING")
		b.forward(time.Minute)
		equal(t, c.login+" first", text(b.call(200, "GET", "/v2/accounts/"+id, nil), "data", "meta", "data_status"), c.first)
		h := b.live("/v2/accounts/" + id + "/" + c.path)
		equal(t, "status", h.Get("x-job-status"), "processing")
		again := b.live("/v2/accounts/" + id + "/" + c.path)
		equal(t, "one job in five minutes", again.Get("x-job-id"), h.Get("x-job-id"))
		b.names()
		b.forward(time.Minute)
		last := b.last()
		equal(t, c.login+" events", b.names(), "mono.accounts.jobs.update\nmono.accounts.jobs.update\nmono.events.account_updated")
		equal(t, c.login+" outcome", text(last.Data, "meta", "sync_status"), c.outcome)
		equal(t, c.login+" after", text(last.Data, "meta", "data_status"), c.after)
		job := b.call(200, "GET", "/v2/accounts/"+id+"/jobs/"+h.Get("x-job-id"), nil)
		equal(t, "job", text(job, "data", "status"), map[bool]string{true: "finished", false: "failed"}[c.outcome == "SUCCESSFUL"])
	}
}

func TestAnMFAAccountSyncsOnceAfterSigningInAgain(t *testing.T) {
	b := newBox(t)
	id := b.linkFor("user_mfa", "")
	b.forward(time.Minute)
	again := b.call(200, "POST", "/v2/accounts/initiate", obj{"account": id, "scope": "reauth", "redirect_url": "https://lender.example.ng/back"})
	token := strings.TrimPrefix(text(again, "data", "mono_url"), b.api.URL+"/link/")
	b.call(200, "POST", "/sandbox/links/"+token+"/complete", obj{"login": "user_mfa"})
	b.forward(time.Minute)
	b.live("/v2/accounts/" + id + "/balance")
	b.forward(10 * time.Minute)
	equal(t, "outcome", text(b.last().Data, "meta", "sync_status"), "SUCCESSFUL")
	b.live("/v2/accounts/" + id + "/balance")
	b.forward(time.Minute)
	equal(t, "then not", text(b.last().Data, "meta", "sync_status"), "REAUTHORISATION_REQUIRED")
}

func TestNewDataIsToldOnlyWhenThereIsSome(t *testing.T) {
	b := newBox(t)
	id := b.linkFor("user_single", "")
	b.forward(time.Minute)
	b.live("/v2/accounts/" + id + "/transactions")
	b.forward(time.Minute)
	if at(b.last().Data, "meta", "has_new_data") != nil {
		t.Error("nothing is new after a minute")
	}
	b.forward(48 * time.Hour)
	b.live("/v2/accounts/" + id + "/transactions")
	b.forward(time.Minute)
	equal(t, "two days later", at(b.last().Data, "meta", "has_new_data"), any(true))
	h := b.live("/v2/accounts/" + id + "/transactions")
	equal(t, "header", h.Get("x-has-new-data"), "true")
}
