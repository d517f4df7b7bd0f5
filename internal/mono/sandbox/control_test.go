package sandbox

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestKeys(t *testing.T) {
	b := newBox(t, func(c *Config) { c.Keys = map[string]string{"test_sk_lookup": "lookup", "test_sk_all": ""} })
	get := func(key, path string) (int, string) {
		req, _ := http.NewRequest("GET", b.api.URL+path, nil)
		req.Header.Set("mono-sec-key", key)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body)
	}
	for _, c := range []struct {
		key, path string
		want      int
		says      string
	}{
		{"", "/v3/lookup/banks", 401, "invalid secret key"},
		{"test_sk_other", "/v3/lookup/banks", 401, "invalid secret key"},
		{"test_sk_lookup", "/v3/lookup/banks", 200, "ACCESS"},
		{"test_sk_lookup", "/v3/banks/list", 403, "create an app with DirectPay product"},
		{"test_sk_all", "/v3/banks/list", 200, "ACCESS"},
		{"test_sk_all", "/v9/nothing", 404, "<html>"},
		{"test_sk_lookup", "/v2/customers", 200, "[]"},
	} {
		status, body := get(c.key, c.path)
		if status != c.want || !strings.Contains(body, c.says) {
			t.Errorf("%q %s: %d %s", c.key, c.path, status, body)
		}
	}
}

func TestFaultsOfCalls(t *testing.T) {
	b := newBox(t)
	fault := func(kind string, extra ...any) {
		f := obj{"kind": kind, "endpoint": "/v3/lookup/banks"}
		for i := 0; i+1 < len(extra); i += 2 {
			f[extra[i].(string)] = extra[i+1]
		}
		b.call(201, "POST", "/sandbox/faults", f)
	}
	for kind, status := range map[string]int{"http_500": 500, "http_503": 503, "http_429": 429, "http_402": 402, "http_500_after": 500} {
		fault(kind)
		b.call(200, "GET", "/v3/banks/list", nil) // not meant
		b.call(status, "GET", "/v3/lookup/banks", nil)
		b.call(200, "GET", "/v3/lookup/banks", nil)
	}
	fault("not_json", "times", 2)
	for range 2 {
		if len(b.call(200, "GET", "/v3/lookup/banks", nil)) != 0 {
			t.Error("the answer was JSON")
		}
	}
	fault("slow", "seconds", 1)
	began := time.Now()
	b.call(200, "GET", "/v3/lookup/banks", nil)
	if time.Since(began) < time.Second {
		t.Error("the call was not slow")
	}
	b.call(400, "POST", "/sandbox/faults", obj{"kind": "bad_luck"})
	fault("http_500")
	b.call(200, "DELETE", "/sandbox/faults", nil)
	b.call(200, "GET", "/v3/lookup/banks", nil)
}

func TestTheClockCanBeMovedWhenItIsItsOwn(t *testing.T) {
	b := newBox(t, func(c *Config) { c.Now = nil })
	before := time.Now()
	b.call(200, "POST", "/sandbox/clock", obj{"advance": "720h"})
	now, _ := time.Parse(time.RFC3339Nano, text(b.call(200, "GET", "/sandbox/clock", nil), "now"))
	if ahead := now.Sub(before); ahead < 719*time.Hour || ahead > 721*time.Hour {
		t.Errorf("ahead by %s", ahead)
	}
	b.call(409, "POST", "/sandbox/clock", obj{"to": before})

	given := newBox(t)
	given.call(409, "POST", "/sandbox/clock", obj{"advance": "24h"})
}

func TestControlPageAndState(t *testing.T) {
	b := newBox(t)
	b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate01")
	_, page := b.browse("/sandbox", nil)
	for _, want := range []string{"tunde.bakare", "Over-indebted", "events.mandates.ready", "₦0 of ₦300,000", "SANDBOX"} {
		if !strings.Contains(page, want) {
			t.Errorf("the control page does not say %q", want)
		}
	}
	equal(t, "mandates", len(at(b.call(200, "GET", "/sandbox/state", nil), "mandates").([]any)), 1)
	resp, _ := b.browse("/sandbox/style.css", nil)
	equal(t, "style", resp.Header.Get("Content-Type"), "text/css; charset=utf-8")
}
