package mono_test

import (
	"go/ast"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"lendwright/internal/mono"
	"lendwright/internal/mono/sandbox"
)

// notYet lists the operations that the sandbox does not serve. It only shrinks: the test fails when one of them is served.
var notYet = []string{
	"GET /owo/v1/beneficiaries",
	"POST /owo/v1/beneficiaries/link",
	"POST /owo/v1/beneficiaries/unlink",
	"GET /owo/v1/beneficiaries/{id}",
	"GET /owo/v1/fund-requests",
	"POST /owo/v1/fund-requests",
	"GET /owo/v1/fund-requests/{id}",
	"GET /owo/v1/fund-requests/{id}/payments",
	"GET /owo/v1/fund-requests/{id}/payments/{payment_id}",
	"GET /owo/v1/users/status",
	"GET /v1/prove/customers",
	"POST /v1/prove/customers/blacklist",
	"POST /v1/prove/customers/whitelist",
	"DELETE /v1/prove/customers/{reference}",
	"GET /v1/prove/customers/{reference}",
	"POST /v1/prove/initiate",
	"POST /v3/lookup/watchlist",
	"POST /v3/lookup/watchlist/batch",
	"POST /v3/lookup/watchlist/monitor",
	"DELETE /v3/lookup/watchlist/monitor/{id}",
	"GET /v3/lookup/watchlist/{id}",
	"GET /v3/lookup/watchlist/{id}/audit-log",
	"GET /v3/lookup/watchlist/{id}/report",
	"POST /v3/payments/disburse/disbursements/{id}/distributions",
	"DELETE /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}",
	"GET /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}",
	"PUT /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}/update",
	"POST /v3/payments/disburse/disbursements/{id}/transition",
	"PUT /v3/payments/disburse/source-accounts/{id}",
}

var brace = regexp.MustCompile(`\{[^}]*\}`)

// TestTheSandboxServesEveryEndpoint asks for each endpoint with a key and empty content: an unknown path is an HTML 404.
func TestTheSandboxServesEveryEndpoint(t *testing.T) {
	handler := sandbox.New(sandbox.Config{Storage: sandbox.NewMemoryStorage()}).Handler()
	for _, e := range mono.Endpoints() {
		served := isServed(handler, e)
		waits := slices.Contains(notYet, e.Operation())
		if served && waits {
			t.Errorf("the sandbox serves %s now: take it out of notYet and write docs/mono-coverage.md anew", e.Operation())
		}
		if !served && !waits {
			t.Errorf("the sandbox does not serve %s", e.Operation())
		}
	}
	for _, op := range notYet {
		if !slices.ContainsFunc(mono.Endpoints(), func(e mono.Endpoint) bool { return e.Operation() == op }) {
			t.Errorf("%s is in notYet and not in the registry", op)
		}
	}
}

// notRun lists methods whose operation the sandbox serves for another method, while it still refuses what this one asks.
// It only shrinks.
var notRun = []string{
	"ScheduleDisbursement",
}

// TestEveryServedMethodRunsAgainstTheSandbox looks for a call of each method in the tests of the sandbox.
func TestEveryServedMethodRunsAgainstTheSandbox(t *testing.T) {
	called := map[string]bool{}
	each(t, ".", func(file string, n ast.Node) {
		if method, on := calledOn(n, "client"); on && strings.HasPrefix(file, "sandbox_") {
			called[method] = true
		}
	})
	for _, e := range mono.Endpoints() {
		for _, method := range e.Methods {
			waits := slices.Contains(notYet, e.Operation()) || slices.Contains(notRun, method)
			if !waits && !called[method] {
				t.Errorf("%s is served and runs in no test of the sandbox", method)
			}
			if called[method] && slices.Contains(notRun, method) {
				t.Errorf("%s runs now: take it out of notRun", method)
			}
		}
	}
}

func isServed(handler http.Handler, e mono.Endpoint) bool {
	req := httptest.NewRequest(e.Verb, brace.ReplaceAllString(e.Path, "7b0f11aa22bb33cc44dd55ee"), strings.NewReader("{}"))
	req.Header.Set("mono-sec-key", "test_sk_probe")
	req.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, req)
	html := strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") || strings.HasPrefix(strings.TrimSpace(w.Body.String()), "<")
	return w.Code != http.StatusMethodNotAllowed && !(w.Code == http.StatusNotFound && html)
}
