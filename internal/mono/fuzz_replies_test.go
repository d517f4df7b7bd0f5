package mono_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono"
)

// canned is a transport that gives one body to every request.
type canned struct {
	status int
	body   []byte
}

func (c canned) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: c.status, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(c.body))}, nil
}

// FuzzReplies gives any body to every method: none panics, none puts the body into its error's text, a refusal is
// never a success, and whatever a write could not read is an unknown outcome.
func FuzzReplies(f *testing.F) {
	for _, dir := range []string{"replies", "refusals"} {
		files, _ := os.ReadDir("testdata/" + dir)
		for _, file := range files {
			f.Add(golden(f, dir+"/"+file.Name()), 200)
		}
	}
	f.Add([]byte(`{"status":"successful","data":[null,{"id":{}},5]}`), 200)
	f.Add([]byte(`{"status":"failed","message":["a"],"responseCode":"400","data":"x"}`), 400)
	f.Fuzz(func(t *testing.T, body []byte, status int) {
		if status < 200 || status > 599 {
			return
		}
		client := mono.New(mono.Config{BaseURL: "https://mono.invalid", Keys: keys, Transport: canned{status, body}, Backoff: time.Nanosecond})
		for _, tc := range everySent {
			if _, err := tc.call(context.Background(), client); err == nil && status >= 300 {
				t.Fatalf("%s: HTTP %d is a success", tc.method, status)
			} else if err != nil && len(body) > 12 && strings.Contains(err.Error(), string(body)) {
				t.Fatalf("%s: the body is in the text: %v", tc.method, err)
			} else if write := strings.HasPrefix(tc.asks, "POST"); write && kind(err) == "UnreadableError" {
				t.Fatalf("%s: unreadable after a write: %v", tc.method, err)
			}
		}
	})
}
