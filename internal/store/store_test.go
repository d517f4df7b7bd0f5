package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/notify"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/work"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func TestMessagesAreKeptWithTheWorkOfSendingThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		first := notify.Message{ID: "m1", To: "ada@example.com", Subject: "Hello", Body: "Ẹ káàárọ̀", About: "u1", CreatedAt: noon}
		second := notify.Message{ID: "m2", To: "obi@example.com", Subject: "Later", Body: "…", About: "u2", CreatedAt: noon.Add(time.Microsecond)}
		for _, m := range []notify.Message{first, second} {
			if err := s.AddMessage(ctx, m); err != nil {
				t.Fatal(err)
			}
		}
		newest, err := s.Messages(ctx, 10)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]notify.Message{second, first}, newest); diff != "" {
			t.Error("newest first:", diff)
		}
		if diff := cmp.Diff([]work.Item{{Kind: work.SendMessage, ID: "m1"}, {Kind: work.SendMessage, ID: "m2"}}, storetest.Work(t, s)); diff != "" {
			t.Error(diff)
		}
		if err := s.MarkSent(ctx, "m1", noon.Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if err := s.MarkSent(ctx, "m1", noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		if m, err := s.Message(ctx, "m1"); err != nil || !m.SentAt.Equal(noon.Add(time.Minute)) {
			t.Errorf("sent at %v (%v), want the first note", m.SentAt, err)
		}
		if _, err := s.Message(ctx, "m9"); !fault.Is(err, fault.NotFound) {
			t.Error("a message that is not there:", err)
		}
		if err := s.AddMessage(ctx, first); !fault.Is(err, fault.Conflict) {
			t.Error("the same message again:", err)
		}
		if n := len(storetest.Work(t, s)); n != 2 {
			t.Errorf("%d pieces of work: the refused message left one", n)
		}
	})
}

func TestWorkThatCannotBeAskedForFailsItsTransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		s.SetEnqueue(nil)
		if err := s.AddMessage(t.Context(), notify.Message{ID: "m1", To: "a@b.c", CreatedAt: noon}); err == nil {
			t.Fatal("the message was kept without the work of sending it")
		}
		if _, err := s.Message(t.Context(), "m1"); !fault.Is(err, fault.NotFound) {
			t.Error("a row survived the rollback:", err)
		}
	})
}

func TestACancelledContextLeavesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := s.AddMessage(ctx, notify.Message{ID: "m1", To: "a@b.c", CreatedAt: noon}); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}

func TestEveryMigrationIsApplied(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		all, err := s.Migrations(t.Context())
		if err != nil || len(all) == 0 {
			t.Fatal(len(all), err)
		}
		for _, m := range all {
			if !m.Applied {
				t.Errorf("%s is not applied", m.Name)
			}
		}
		if err := s.Migrate(t.Context()); err != nil {
			t.Error("a second time:", err)
		}
	})
}

func TestProcessesThatMigrateOneEmptyDatabaseTakeTurns(t *testing.T) {
	c := storetest.EmptyPostgreSQL(t)
	var wg sync.WaitGroup
	var mu sync.Mutex
	inside, together := 0, 0
	also := func(context.Context) error {
		mu.Lock()
		inside++
		together = max(together, inside)
		mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		mu.Lock()
		inside--
		mu.Unlock()
		return nil
	}
	for range 4 {
		s := storetest.New(t, c)
		wg.Go(func() {
			if err := s.Migrate(t.Context(), also); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if together != 1 {
		t.Errorf("%d migrated at once", together)
	}
}

func TestASecondProcessOnTheDataFolderIsRefusedInWords(t *testing.T) {
	c := storetest.SQLite(t)
	first := storetest.New(t, c)
	if _, err := store.Open(t.Context(), c); !fault.Is(err, fault.Conflict) {
		t.Fatal("a second process:", err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal("after the first has ended:", err)
	}
	_ = again.Close()
}
