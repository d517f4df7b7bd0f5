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
var notYet = []string{}

var brace = regexp.MustCompile(`\{[^}]*\}`)

// TestTheSandboxServesEveryEndpoint asks for each endpoint with a key and empty content: an unknown path is an HTML 404.
func TestTheSandboxServesEveryEndpoint(t *testing.T) {
	handler := sandbox.New(sandbox.Config{Storage: sandbox.NewMemoryStorage()}).Handler()
	for _, e := range mono.Endpoints() {
		served := isServed(handler, e)
		waiting := slices.Contains(notYet, e.Operation())
		if served && waiting {
			t.Errorf("the sandbox serves %s now: take it out of notYet and write docs/mono-coverage.md anew", e.Operation())
		}
		if !served && !waiting {
			t.Errorf("the sandbox does not serve %s", e.Operation())
		}
	}
	for _, op := range notYet {
		if !slices.ContainsFunc(mono.Endpoints(), func(e mono.Endpoint) bool { return e.Operation() == op }) {
			t.Errorf("%s is in notYet and not in the registry", op)
		}
	}
}

// shares says which operation shows that the sandbox does what a method asks, when its own is served for another method.
var shares = map[string]string{
	"ScheduleDisbursement": "POST /v3/payments/disburse/disbursements/{id}/transition",
}

// waits says whether the sandbox does not do yet what a method asks.
func waits(e mono.Endpoint, method string) bool {
	return slices.Contains(notYet, e.Operation()) || slices.Contains(notYet, shares[method])
}

// needs skips a test while the sandbox does not serve one of the methods that it runs.
func needs(t *testing.T, methods ...string) {
	t.Helper()
	for _, method := range methods {
		if e := endpointOf(t, method); waits(e, method) {
			t.Skip("the sandbox does not serve " + e.Operation())
		}
	}
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
			if !called[method] && !waits(e, method) {
				t.Errorf("%s is served and runs in no test of the sandbox", method)
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
