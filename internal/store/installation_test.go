package store_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// TestADatabaseKeepsItsMode is the finding C2 of the review: with a live key on the database of a demo
// the public passwords of the sandbox's staff opened a live system.
func TestADatabaseKeepsItsMode(t *testing.T) {
	key, other := bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, row := range []struct {
			name, mode string
			key        []byte
			says       string
		}{
			{"live without a key", store.ModeLive, nil, "BVN_KEY is missing"},
			{"the first start", store.ModeLive, key, ""},
			{"the second", store.ModeLive, key, ""},
			{"another key", store.ModeLive, other, "BVN_KEY is not the key"},
			{"the key is gone", store.ModeLive, nil, "BVN_KEY is missing"},
			{"a test key of Mono's", store.ModeTest, key, "begun in live mode and this program runs in test mode"},
			{"no key of Mono's", store.ModeSandbox, nil, "begun in live mode and this program runs in sandbox mode"},
		} {
			used, err := s.Begin(t.Context(), row.mode, row.key)
			switch {
			case row.says == "" && (err != nil || !bytes.Equal(used, row.key)):
				t.Errorf("%s: %x %v", row.name, used, err)
			case row.says != "" && (!fault.Is(err, fault.Conflict) || !strings.Contains(fault.Said(err), row.says)):
				t.Errorf("%s: %v", row.name, err)
			}
		}
	})
}

func TestProcessesOfASandboxShareTheKeyThatItMade(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		keys := make([][]byte, 6)
		var all sync.WaitGroup
		for i := range keys {
			all.Go(func() {
				var err error
				if keys[i], err = s.Begin(t.Context(), store.ModeSandbox, nil); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for _, k := range keys {
			if len(k) != 32 || !bytes.Equal(k, keys[0]) {
				t.Errorf("%x and %x", k, keys[0])
			}
		}
		if _, err := s.Begin(t.Context(), store.ModeSandbox, bytes.Repeat([]byte{1}, 32)); !fault.Is(err, fault.Conflict) {
			t.Error("another key later:", err)
		}
	})
}
