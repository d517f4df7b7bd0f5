package mono_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lendwright/internal/mono"
)

// keys differ, so that a call with the wrong product's key shows.
var keys = mono.Keys{Connect: "key-connect", Payments: "key-payments", Lookup: "key-lookup", Disburse: "key-disburse", Prove: "key-prove", Owo: "key-owo", Default: "key-default"}

// seen is a request as the server had it.
type seen struct {
	verb, path, query, key, session, realtime string
	body                                      map[string]any
	form                                      string // a body that is no JSON
}

// answer is a reply of the fake Mono.
type answer struct {
	status int
	file   string // under testdata, or else text
	text   string
	header map[string]string
	before func() // runs while the client waits
}

func ok(file string) answer { return answer{status: 200, file: "replies/" + file + ".json"} }
func refusal(status int, file string) answer {
	return answer{status: status, file: "refusals/" + file + ".json"}
}

// fakeMono gives the answers in turn, the last one for ever, and records what was asked.
func fakeMono(t *testing.T, answers ...answer) (*mono.Client, func() []seen) {
	t.Helper()
	var mu sync.Mutex
	var asked []seen
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, look(r))
		a := answers[min(len(asked), len(answers))-1]
		mu.Unlock()
		a.write(t, w)
	}))
	t.Cleanup(server.Close)
	client := mono.New(mono.Config{BaseURL: server.URL + "/", Keys: keys, Timeout: 2 * time.Second, Backoff: time.Millisecond})
	return client, func() []seen { mu.Lock(); defer mu.Unlock(); return asked }
}

func look(r *http.Request) seen {
	s := seen{verb: r.Method, path: r.URL.Path, query: r.URL.RawQuery, key: r.Header.Get("mono-sec-key"),
		session: r.Header.Get("x-session-id"), realtime: r.Header.Get("x-realtime")}
	raw, _ := io.ReadAll(r.Body)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		s.form = string(raw)
	}
	_ = json.Unmarshal(raw, &s.body)
	return s
}

func (a answer) write(t *testing.T, w http.ResponseWriter) {
	if a.before != nil {
		a.before()
	}
	w.Header().Set("Content-Type", "application/json")
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.status)
	if a.file != "" {
		_, _ = w.Write(golden(t, a.file))
		return
	}
	_, _ = io.WriteString(w, a.text)
}

func golden(t testing.TB, file string) []byte {
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func tree(t *testing.T, text string) map[string]any {
	if text == "" {
		return nil
	}
	var m map[string]any
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return m
}

// call runs a method and gives its first result and its error.
type call func(context.Context, *mono.Client) (any, error)

func result[T any](v T, err error) (any, error) { return v, err }

func nothing(err error) (any, error) { return nil, err }

const (
	acc = "69a0c41ab7d2e95f30a1c6e4"
	mmc = "mmc_7b10e2c0e4b7d90012ab3790"
	ref = "rp20260604ln0077a"
)

func TestEachMethodSendsWhatIsDocumented(t *testing.T) {
	for _, tc := range requests {
		t.Run(tc.name, func(t *testing.T) {
			client, asked := fakeMono(t, tc.answer)
			v, err := tc.call(t.Context(), client)
			if err != nil {
				t.Fatalf("error %v", err)
			}
			keptWhole(t, tc.answer.file, v)
			got := asked()[0]
			path, query, _ := strings.Cut(tc.asks, "?")
			want := seen{verb: strings.Fields(path)[0], path: strings.Fields(path)[1], query: query, key: "key-" + tc.key,
				session: tc.session, body: tree(t, tc.body)}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(seen{})); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
		})
	}
}
