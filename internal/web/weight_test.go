package web

import (
	"maps"
	"regexp"
	"testing"

	"lendwright/internal/access"
)

// The most that a page may weigh over a slow line, in bytes, with its style, script and mark, before
// any compression (a line of 256 kbit/s carries 32 KB a second).
const (
	firstPageMost = 60 << 10
	anyPageMost   = 100 << 10
)

var elsewhere = regexp.MustCompile(`(?:href|src|action)="(https?://[^"]+)"`)

func TestPagesAreLightAndAskNobodyElse(t *testing.T) {
	own := regexp.MustCompile(`(?:href|src)="(/static/[^"]+)"`)
	for _, who := range []struct {
		user  access.User
		pages map[string][2]string
	}{{access.User{}, strangerPages()}, {ada, borrowerPages()}, {efe, officerPages()}} {
		s := newSite(t)
		if who.user.ID != "" {
			s.as(who.user)
		}
		for name, p := range maps.All(who.pages) {
			a := s.get(p[0])
			weight, seen := len(a.body), map[string]bool{}
			for _, m := range own.FindAllStringSubmatch(a.body, -1) {
				if !seen[m[1]] {
					seen[m[1]] = true
					weight += len(s.get(m[1]).body)
				}
			}
			most := anyPageMost
			if p[0] == "/" {
				most = firstPageMost
				t.Logf("the first page weighs %d bytes", weight)
			}
			if weight > most {
				t.Errorf("%s weighs %d bytes, at most %d", name, weight, most)
			}
			for _, m := range elsewhere.FindAllStringSubmatch(a.body, -1) {
				if name != "mandate" { // the bank's page, to which the borrower goes
					t.Errorf("%s leads to %s", name, m[1])
				}
			}
		}
	}
}
