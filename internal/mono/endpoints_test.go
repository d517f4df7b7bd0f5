package mono_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lendwright/internal/mono"
)

// sent is what one method must send: verb, path and query, session and body. The key and the reply are its endpoint's,
// as the registry has them.
type sent struct {
	method, asks, session, body string
	golden                      string // another reply than the registry's
	call                        call
}

var everySent = slices.Concat(connectSent, paymentSent, mandateSent, owoSent, disburseSent, lookupSent, companySent, watchlistSent, proveSent)

func endpointOf(t *testing.T, method string) mono.Endpoint {
	t.Helper()
	for _, e := range mono.Endpoints() {
		if slices.Contains(e.Methods, method) {
			return e
		}
	}
	t.Fatalf("%s is not in the registry", method)
	return mono.Endpoint{}
}

func goldenAnswer(file string) answer {
	a := answer{status: 200, file: file}
	if strings.HasSuffix(file, ".pdf") {
		a.header = map[string]string{"Content-Type": "application/pdf"}
	}
	return a
}

func TestEveryMethodSendsWhatItsEndpointWants(t *testing.T) {
	for _, tc := range everySent {
		t.Run(tc.method+tc.golden, func(t *testing.T) {
			e := endpointOf(t, tc.method)
			file := e.Golden
			if tc.golden != "" {
				file = "replies/" + tc.golden + ".json"
			}
			client, asked := fakeMono(t, goldenAnswer(file))
			v, err := tc.call(t.Context(), client)
			if err != nil {
				t.Fatal(err)
			}
			want := wanted(t, tc, e)
			if diff := cmp.Diff(want, asked()[0], cmp.AllowUnexported(seen{})); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
			keptWhole(t, file, v)
		})
	}
}

func wanted(t *testing.T, tc sent, e mono.Endpoint) seen {
	verb, rest, _ := strings.Cut(tc.asks, " ")
	path, query, _ := strings.Cut(rest, "?")
	if verb != e.Verb || !fits(e.Path, path) {
		t.Errorf("%s is no %s", tc.asks, e.Operation())
	}
	s := seen{verb: verb, path: path, query: query, key: "key-" + e.Product, session: tc.session, body: tree(t, tc.body)}
	if tc.method == "RefreshBalance" {
		s.realtime = "true"
	}
	return s
}

// fits says whether a path is one of a template.
func fits(template, path string) bool {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if !strings.HasPrefix(want[i], "{") && want[i] != got[i] {
			return false
		}
	}
	return true
}

func TestACSVIsSentAsAForm(t *testing.T) {
	rows := []byte("type,narration\ncredit,SEP SALARY\n")
	for path, send := range map[string]call{
		"/v2/enrichments/transaction-categorisation": func(ctx in, c cli) (any, error) { return result(c.CategoriseCSV(ctx, "rows.csv", rows)) },
		"/v2/enrichments/transaction-metadata":       func(ctx in, c cli) (any, error) { return result(c.MetadataCSV(ctx, "rows.csv", rows)) },
	} {
		client, asked := fakeMono(t, ok("categorise_started"))
		job, err := send(t.Context(), client)
		if err != nil || job.(mono.Job).ID != "69a0cf3d8ebfc375ccea0f42" {
			t.Fatalf("%s: %v, %v", path, job, err)
		}
		form := asked()[0].form
		if asked()[0].path != path || !strings.Contains(form, string(rows)) || !strings.Contains(form, `name="transactions"; filename="rows.csv"`) {
			t.Errorf("%s: sent %q", asked()[0].path, form)
		}
	}
}

func TestAnIdentifierCannotLeaveItsPlaceInThePath(t *testing.T) {
	client, asked := fakeMono(t, ok("screening"))
	if _, err := client.Screening(t.Context(), "../../x?y#z"); err != nil {
		t.Fatal(err)
	}
	if p, _ := url.PathUnescape(asked()[0].path); p != "/v3/lookup/watchlist/../../x?y#z" {
		t.Errorf("asked %s", asked()[0].path)
	}
}
