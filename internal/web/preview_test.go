package web

import (
	"flag"
	"net/http"
	"testing"
)

var preview = flag.String("preview", "", "address on which to show every page with sample data, like 127.0.0.1:8099")

// TestPreview shows the pages to a person: go test ./internal/web -run Preview -timeout 0 -preview 127.0.0.1:8099.
// Ada is logged in without being asked.
func TestPreview(t *testing.T) {
	if *preview == "" {
		t.Skip("no -preview address")
	}
	d, who, _, _ := deps(t)
	h, err := New(d)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", h)
	mux.HandleFunc("GET /as/{n}", func(w http.ResponseWriter, r *http.Request) {
		n := int(r.PathValue("n")[0] - '0')
		ctx, _ := d.Sessions.Load(r.Context(), "")
		d.Sessions.Put(ctx, sessionUser, who.known[n].ID.String())
		token, expiry, err := d.Sessions.Commit(ctx)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		d.Sessions.WriteSessionCookie(ctx, w, token, expiry)
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusSeeOther)
	})
	t.Log(http.ListenAndServe(*preview, mux))
}
