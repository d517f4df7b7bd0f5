package web

import (
	"bytes"
	"net/http"
	"testing"
)

func TestPapersOfALoan(t *testing.T) {
	s := newSite(t).as(ada)
	for _, path := range []string{loanURL(loanID("active")) + "/statement.pdf", loanURL(loanID("closed")) + "/statement.pdf", loanURL(loanID("closed")) + "/closure-letter.pdf"} {
		a, again := s.get(path), s.get(path)
		if a.StatusCode != http.StatusOK || !bytes.HasPrefix([]byte(a.body), []byte("%PDF-")) {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
		if a.body != again.body {
			t.Errorf("%s: the same paper has other bytes the second time", path)
		}
	}
	if a := s.get(loanURL(loanID("active")) + "/closure-letter.pdf"); a.StatusCode != http.StatusNotFound {
		t.Errorf("a closure letter before the loan is repaid: %d", a.StatusCode)
	}
	if a := newSite(t).as(bola).get(loanURL(loanID("closed")) + "/statement.pdf"); a.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else's statement: %d", a.StatusCode)
	}
}
