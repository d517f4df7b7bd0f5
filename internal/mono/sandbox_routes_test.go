package mono_test

import (
	"go/ast"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"lendwright/internal/mono"
	"lendwright/internal/mono/sandbox"
)

var brace = regexp.MustCompile(`\{[^}]*\}`)

func sandboxHandler() http.Handler {
	return sandbox.New(sandbox.Config{Storage: sandbox.NewMemoryStorage()}).Handler()
}

// TestTheSandboxServesEveryEndpoint asks for each endpoint with a key and empty content: an unknown path is an HTML 404.
func TestTheSandboxServesEveryEndpoint(t *testing.T) {
	handler := sandboxHandler()
	for _, e := range mono.Endpoints() {
		if !isServed(handler, e) {
			t.Errorf("the sandbox does not serve %s", e.Operation())
		}
	}
	if isServed(handler, mono.Endpoint{Verb: "GET", Path: "/v3/nothing/of/the/kind"}) {
		t.Error("an unknown path counts as served")
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

// TestEveryMethodRunsAgainstTheSandbox looks for a call of each method in the tests of the sandbox, which is how
// calls that share a path are told apart.
func TestEveryMethodRunsAgainstTheSandbox(t *testing.T) {
	called := map[string]bool{}
	each(t, ".", func(file string, n ast.Node) {
		if method, on := calledOn(n, "client"); on && strings.HasPrefix(file, "sandbox_") {
			called[method] = true
		}
	})
	for _, e := range mono.Endpoints() {
		for _, method := range e.Methods {
			if !called[method] {
				t.Errorf("%s runs in no test of the sandbox", method)
			}
		}
	}
}
