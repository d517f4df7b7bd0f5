package store_test

import (
	"testing"
	"time"

	"lendwright/internal/store"
	"lendwright/internal/store/storetest"

	"github.com/alexedwards/scs/v2"
)

var _ scs.CtxStore = store.Sessions{}

func TestASessionLivesUntilItsExpiry(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		sessions := store.Sessions{Store: s}
		for _, data := range []string{"first", "changed"} {
			if err := sessions.Commit("a", []byte(data), time.Now().Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			if got, found, err := sessions.Find("a"); err != nil || !found || string(got) != data {
				t.Error(string(got), found, err)
			}
		}
		if err := sessions.Commit("b", []byte("old"), time.Now().Add(-time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, found, err := sessions.Find("b"); found || err != nil {
			t.Error("an expired session:", found, err)
		}
		if err := sessions.DeleteExpired(t.Context()); err != nil {
			t.Error(err)
		}
		if err := sessions.Delete("a"); err != nil {
			t.Error(err)
		}
		if _, found, err := sessions.Find("a"); found || err != nil {
			t.Error("a session that was ended:", found, err)
		}
	})
}

func TestTheClockOnlyGoesForward(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		mine, err := s.Clock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := s.Clock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if ahead := mine.Ahead(); ahead != 0 {
			t.Error("a new clock is ahead by", ahead)
		}
		for _, to := range []time.Duration{48 * time.Hour, time.Hour} { // the second is in the past by then
			if err := mine.Move(t.Context(), time.Now().Add(to)); err != nil {
				t.Fatal(err)
			}
			if ahead := mine.Ahead(); ahead != 48*time.Hour {
				t.Error("ahead by", ahead)
			}
		}
		if s.Dialect() == store.SQLite {
			return // one process: nobody else has a clock
		}
		if ahead := theirs.Ahead(); ahead != 48*time.Hour {
			t.Error("another process is ahead by", ahead)
		}
	})
}
