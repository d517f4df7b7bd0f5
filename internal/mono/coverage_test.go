package mono_test

import (
	"flag"
	"fmt"
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lendwright/internal/mono"
)

var update = flag.Bool("update", false, "write docs/mono-coverage.md anew")

const coverageFile = "../../docs/mono-coverage.md"

// TestCoverageTable fails when docs/mono-coverage.md is not what the registry and the sandbox make it:
// go test ./internal/mono -run TestCoverageTable -update.
func TestCoverageTable(t *testing.T) {
	now := coverage(t)
	if *update {
		if err := os.WriteFile(coverageFile, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if written, err := os.ReadFile(coverageFile); err != nil || withoutUses(string(written)) != withoutUses(now) {
		t.Errorf("docs/mono-coverage.md is out of date (%v): go test ./internal/mono -run TestCoverageTable -update", err)
	}
}

// withoutUses drops the last column: a call that moves to another file of the product is no mistake.
func withoutUses(table string) string {
	lines := strings.Split(table, "\n")
	for i, line := range lines {
		if cut := strings.LastIndex(strings.TrimSuffix(line, "|"), "|"); cut > 0 {
			lines[i] = line[:cut]
		}
	}
	return strings.Join(lines, "\n")
}

func coverage(t *testing.T) string {
	var b strings.Builder
	served, used, handler := 0, usedByProduct(t), sandboxHandler()
	var rows []string
	for _, e := range mono.Endpoints() {
		sandbox := "no"
		if isServed(handler, e) {
			sandbox, served = "yes", served+1
		}
		rows = append(rows, fmt.Sprintf("| %s | `%s` | %s | %s | %s | %s | %s |", e.Name, e.Operation(), e.Product, billing(e), methods(e), sandbox, uses(e, used)))
	}
	fmt.Fprintf(&b, "%s\n%d endpoints, all with a method, a golden reply and a test; the sandbox serves %d of them.\n\n", coverageHead, len(rows), served)
	b.WriteString("| Endpoint | Call | Key | Billed | Method of `mono.Client` | Sandbox | Used in |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	b.WriteString(strings.Join(rows, "\n") + "\n")
	b.WriteString(coverageEvents)
	for _, name := range mono.EventNames() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", name, typeOf(t, name), strings.Join(causes(name), ", "))
	}
	b.WriteString(coverageFoot)
	return b.String()
}

func billing(e mono.Endpoint) string {
	if e.Legacy {
		return string(e.Billing) + "; deprecated"
	}
	return string(e.Billing)
}

func methods(e mono.Endpoint) string { return "`" + strings.Join(e.Methods, "`, `") + "`" }

func uses(e mono.Endpoint, used map[string][]string) string {
	var files []string
	for _, m := range e.Methods {
		files = append(files, used[m]...)
	}
	slices.Sort(files)
	return strings.Join(slices.Compact(files), ", ")
}

// usedByProduct finds, for each method, the files that call it on a Client.
func usedByProduct(t *testing.T) map[string][]string {
	used := map[string][]string{}
	for _, dir := range []string{"../openbanking", "../../cmd/app"} {
		each(t, dir, func(file string, n ast.Node) {
			if method, yes := calledOn(n, "Client", "client"); yes && !strings.HasSuffix(file, "_test.go") {
				used[method] = append(used[method], filepath.Base(dir)+"/"+file)
			}
		})
	}
	return used
}

// typeOf is the Go type of an event, by its golden body.
func typeOf(t *testing.T, event string) string {
	files, _ := os.ReadDir("testdata/webhooks")
	for _, f := range files {
		if e, err := mono.ParseWebhook(golden(t, "webhooks/"+f.Name())); err == nil && e.Name() == event {
			return "`" + strings.TrimPrefix(fmt.Sprintf("%T", e), "mono.") + "`"
		}
	}
	return "none"
}

// causes names the endpoints that an event follows.
func causes(event string) []string {
	var names []string
	for _, e := range mono.Endpoints() {
		if slices.Contains(e.Events, event) {
			names = append(names, e.Name)
		}
	}
	return names
}

const coverageHead = `# What of Mono's API is covered

Generated from the registry in ` + "`internal/mono/registry*.go`, the sandbox's routes and the calls of the product; a test fails when it is out of date.\n" +
	"Write it anew with `go test ./internal/mono -run TestCoverageTable -update`.\n"

const coverageEvents = `
## Webhooks

Every event has a type and a golden body; one that is not listed arrives as ` + "`UnknownEvent`" + `. Older spellings are read too.

| Event | Type | Follows |
| --- | --- | --- |
`

const coverageFoot = `
## Left out on purpose

| Call | Why |
| --- | --- |
| ` + "`POST /account/auth`, `POST /accounts/{id}/reauthorise`, `POST /accounts/{id}/sync`, `GET /accounts/{id}/…` of v1" + ` | switched off by Mono in May 2024 |
| ` + "`GET /v1/enrichments/…`" + ` | deprecated: every one has a v2 call above |
| ` + "`POST /v1/lookup/bvn/identity`, 360view" + ` | deprecated: no consent, replaced by the BVN session |
| ` + "`POST /v2/telecom/auth`, `POST /v2/telecom/verify`" + ` | the paths are known, no page shows a body |
| ` + "`GET /users/stats/wallet`" + ` | only in an old library: not documented |
| ` + "`PATCH …/distributions/{distribution_id}`" + ` | another library's spelling of the update that the guide writes ` + "`PUT …/update`" + ` |
`
