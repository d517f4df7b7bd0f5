package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestHeadAnswersLikeGetWithoutBody(t *testing.T) {
	s := newSite(t).as(ada)
	for _, path := range []string{"/", "/home", "/apply", "/nowhere", "/officer", "/healthz"} {
		r, err := http.NewRequest(http.MethodHead, s.server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		head, get := s.do(r), s.get(path)
		if head.StatusCode != get.StatusCode || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("%s: HEAD %d %s, GET %d %s", path, head.StatusCode, head.Header.Get("Content-Type"), get.StatusCode, get.Header.Get("Content-Type"))
		}
		if head.body != "" {
			t.Errorf("%s: HEAD has a body", path)
		}
	}
}

func TestHeadLeavesTheNotice(t *testing.T) {
	s := newSite(t)
	s.post("/signup/sent", url.Values{"email": {"x@example.com"}})
	r, err := http.NewRequest(http.MethodHead, s.server.URL+"/signup/sent", nil)
	if err != nil {
		t.Fatal(err)
	}
	s.do(r)
	if a := s.get("/signup/sent"); !strings.Contains(a.body, "is on its way") {
		t.Error("HEAD used up the notice")
	}
}
