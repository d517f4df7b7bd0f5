package sandbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"
)

func sqliteStorage(t *testing.T, file string) Storage {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	s, err := NewSQLStorage(db, "sqlite")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// storages are all implementations; PostgreSQL when TEST_DATABASE_URL names one.
func storages(t *testing.T) map[string]Storage {
	all := map[string]Storage{"memory": NewMemoryStorage(), "sqlite": sqliteStorage(t, filepath.Join(t.TempDir(), "box.db"))}
	if url := os.Getenv("TEST_DATABASE_URL"); url != "" {
		db, err := sql.Open("pgx", url)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Exec("DROP TABLE IF EXISTS mono_sandbox_records"); db.Close() })
		pg, err := NewSQLStorage(db, "postgres")
		if err != nil {
			t.Fatal(err)
		}
		all["postgres"] = pg
	}
	return all
}

func TestStorages(t *testing.T) {
	for name, s := range storages(t) {
		t.Run(name, func(t *testing.T) { storageKeepsItsWord(t, s) })
	}
}

func storageKeepsItsWord(t *testing.T, s Storage) {
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Update(ctx, func(tx Tx) error {
		for _, id := range []string{"b/2", "a/1", "b/1", "B/9"} {
			tx.Put("k", id, map[string]string{"id": id})
		}
		tx.Put("other", "b/3", 1)
		tx.Delete("k", "none")
		return nil
	}))
	undone := errors.New("no")
	if err := s.Update(ctx, func(tx Tx) error {
		tx.Put("k", "b/2", "changed")
		tx.Delete("k", "a/1")
		tx.Put("k", "c", 1)
		return undone
	}); err != undone {
		t.Fatal(err)
	}
	var ids []string
	must(s.View(ctx, func(tx Tx) error {
		tx.List("k", "", func(id string, raw json.RawMessage) bool {
			var v map[string]string
			if !tx.Get("k", id, &v) || v["id"] != id {
				t.Errorf("record %s is %s", id, raw)
			}
			ids = append(ids, id)
			return true
		})
		tx.List("k", "b/", func(id string, _ json.RawMessage) bool { ids = append(ids, "b:"+id); return false })
		return nil
	}))
	equal(t, "order", strings.Join(ids, " "), "B/9 a/1 b/1 b/2 b:b/1")
	if err := s.View(ctx, func(tx Tx) error { tx.Put("k", "x", 1); return nil }); err == nil {
		t.Error("a view wrote")
	}
	if err := s.Update(ctx, func(tx Tx) error { tx.Put("k", "y", func() {}); tx.Put("k", "z", 1); return nil }); err == nil {
		t.Error("what cannot be written was written")
	}
	counts(t, s)
}

// counts lets writers add to one record at once: none may be lost.
func counts(t *testing.T, s Storage) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 10 {
				if err := s.Update(context.Background(), func(tx Tx) error {
					n := 0
					tx.Get("n", "n", &n)
					tx.Put("n", "n", n+1)
					return nil
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	n := 0
	s.View(context.Background(), func(tx Tx) error { tx.Get("n", "n", &n); return nil })
	equal(t, "count", n, 80)
}

func TestARestartGoesOn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "box.db")
	b := newBox(t, func(c *Config) { c.Storage = sqliteStorage(t, file) })
	account := b.linkAccount("hauwa.ibrahim", "2087654303")
	mandate := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate01")
	b.debit(200, mandate, "rp20261126r01", 40_000_00)
	balance := b.balance("058", "0123456701")
	// The process ends here: the event of the debit was not sent.

	again := newBox(t, func(c *Config) { c.Storage = sqliteStorage(t, file) })
	again.clock = b.clock
	equal(t, "balance", again.balance("058", "0123456701"), balance)
	again.forward(time.Second)
	equal(t, "the event that waited", again.names(), "events.mandates.debit.successful")
	equal(t, "no second debit", text(again.debit(400, mandate, "rp20261126r01", 40_000_00), "response_code"), "94")
	equal(t, "the account", text(again.call(200, "GET", "/v2/accounts/"+account, nil), "data", "meta", "data_status"), "AVAILABLE")
}

func TestTwoServersShareOneSandbox(t *testing.T) {
	for name, storage := range storages(t) {
		t.Run(name, func(t *testing.T) {
			one := newBox(t, func(c *Config) { c.Storage = storage })
			two := newBox(t, func(c *Config) { c.Storage, c.WebhookURL = storage, one.WebhookURL })
			id := one.linkAccount("adaeze.okonkwo", "0123456701")
			equal(t, "seen by the other", text(two.call(200, "GET", "/v2/accounts/"+id, nil), "data", "account", "id"), id)
			later := one.clock.Add(time.Minute)
			var wg sync.WaitGroup
			for _, s := range []*Server{one.Server, two.Server} {
				wg.Go(func() {
					if err := s.Tick(context.Background(), later); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			one.Tick(t.Context(), later)
			equal(t, "each event once", len(strings.Split(one.names(), "\n")), 2)
		})
	}
}
