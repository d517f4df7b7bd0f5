package store_test

import (
	"net/url"
	"testing"

	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// TestThePoolIsAsLargeAsItsAddressSays is the finding D6 of the review: five connections became twenty.
func TestThePoolIsAsLargeAsItsAddressSays(t *testing.T) {
	for asked, want := range map[string]int32{"": 20, "5": 5, "40": 40} {
		c := storetest.PostgreSQL(t)
		u, err := url.Parse(c.URL)
		if err != nil {
			t.Fatal(err)
		}
		if asked != "" {
			q := u.Query()
			q.Set("pool_max_conns", asked)
			u.RawQuery = q.Encode()
		}
		s := storetest.New(t, store.Config{URL: u.String()})
		if got := s.Pool().Config().MaxConns; got != want {
			t.Errorf("pool_max_conns=%s gives %d connections, want %d", asked, got, want)
		}
	}
}
