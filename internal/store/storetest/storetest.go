// Package storetest gives tests a store on each database: SQLite in a temporary folder, and
// PostgreSQL in a database of its own, cloned from a migrated template.
package storetest

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"lendwright/internal/store"
	"lendwright/internal/work"
)

// Each runs f on SQLite and on PostgreSQL. Work that f's store asks for is kept in the database,
// in the same transaction (see Work). Without PostgreSQL that half is skipped loudly; it fails
// when REQUIRE_PG=1.
func Each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run(store.SQLite, func(t *testing.T) { f(t, New(t, SQLite(t))) })
	t.Run(store.PostgreSQL, func(t *testing.T) { f(t, New(t, PostgreSQL(t))) })
}

// New opens a migrated database until the test ends.
func New(t testing.TB, c store.Config) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	s.SetEnqueue(remember)
	return s
}

// Work is what was asked for in committed transactions, oldest first.
func Work(t testing.TB, s *store.Store) []work.Item {
	t.Helper()
	rows, err := s.SQL().QueryContext(t.Context(), "SELECT kind, item FROM test_work ORDER BY n")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []work.Item
	for rows.Next() {
		var kind, item string
		if err := rows.Scan(&kind, &item); err != nil {
			t.Fatal(err)
		}
		out = append(out, work.Item{Kind: work.Kind(kind), ID: item})
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// Forget empties the list that Work gives.
func Forget(t testing.TB, s *store.Store) {
	t.Helper()
	if _, err := s.SQL().ExecContext(t.Context(), "DELETE FROM test_work"); err != nil {
		t.Fatal(err)
	}
}

// remember stands for the job queue. $1 is a parameter on both databases.
func remember(ctx context.Context, tx *sql.Tx, items ...work.Item) error {
	for _, i := range items {
		if _, err := tx.ExecContext(ctx, "INSERT INTO test_work (n, kind, item) VALUES ((SELECT COALESCE(MAX(n), 0) + 1 FROM test_work), $1, $2)", string(i.Kind), i.ID); err != nil {
			return err
		}
	}
	return nil
}

// prepare makes the schema and the list of work in an empty database.
func prepare(ctx context.Context, c store.Config) error {
	s, err := store.Open(ctx, c)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		return err
	}
	_, err = s.SQL().ExecContext(ctx, "CREATE TABLE test_work (n BIGINT NOT NULL, kind TEXT NOT NULL, item TEXT NOT NULL)")
	return err
}

// migratedFile is the bytes of a migrated SQLite database, made once for each test binary.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "lendlite")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := prepare(ctx, store.Config{Dir: dir}); err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "app.db"))
})

// SQLite makes a migrated database in a temporary folder.
func SQLite(t testing.TB) store.Config {
	t.Helper()
	file, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "app.db"), file, 0o600); err != nil {
		t.Fatal(err)
	}
	return store.Config{Dir: dir}
}
