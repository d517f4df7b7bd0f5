package storetest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lendwright/internal/store"
	"lendwright/migrations"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// PostgreSQL makes a migrated database and drops it when the test ends.
func PostgreSQL(t testing.TB) store.Config {
	t.Helper()
	admin := server(t)
	template, err := migratedTemplate()
	if err != nil {
		t.Fatal(err)
	}
	return store.Config{URL: create(t, admin, " TEMPLATE "+template)}
}

// EmptyPostgreSQL makes a database without a schema and drops it when the test ends.
func EmptyPostgreSQL(t testing.TB) store.Config {
	t.Helper()
	return store.Config{URL: create(t, server(t), "")}
}

// server is the address of an administrative database: TEST_DATABASE_URL, which the test runner sets,
// or a cluster of this test binary's own.
func server(t testing.TB) string {
	t.Helper()
	admin, err := adminURL()
	if err == nil {
		return admin
	}
	if os.Getenv("REQUIRE_PG") == "1" {
		t.Fatal(err)
	}
	t.Skipf("NO POSTGRESQL, this half of the test is skipped: %v", err)
	return ""
}

var adminURL = sync.OnceValues(func() (string, error) {
	if u := os.Getenv("TEST_DATABASE_URL"); u != "" {
		return u, nil
	}
	if testing.Short() {
		return "", fmt.Errorf("-short leaves PostgreSQL out")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := StartCluster(ctx)
	if err != nil {
		return "", err
	}
	alive = append(alive, c)
	return c.URL(), nil
})

// alive keeps this test binary's cluster from being collected as garbage; it ends when the process does.
var alive []*Cluster

var migratedTemplate = sync.OnceValues(func() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	admin, err := adminURL()
	if err != nil {
		return "", err
	}
	digest, err := schemaDigest()
	if err != nil {
		return "", err
	}
	name := "template_" + digest
	return name, makeTemplate(ctx, admin, name)
})

// makeTemplate migrates a database that tests are cloned from. Several test binaries share one
// server, so they take turns, and it gets its name only when it is complete.
func makeTemplate(ctx context.Context, admin, name string) error {
	db, err := sql.Open("pgx", admin)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close() // gives the lock free too
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock(7)"); err != nil {
		return err
	}
	var there bool
	if err := conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return err
	}
	raw := fmt.Sprintf("raw_%d", time.Now().UnixNano())
	if _, err := conn.ExecContext(ctx, "CREATE DATABASE "+raw); err != nil {
		return err
	}
	if err := prepare(ctx, store.Config{URL: at(admin, raw)}); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, "ALTER DATABASE "+raw+" RENAME TO "+name)
	return err
}

// schemaDigest changes when a migration does.
func schemaDigest() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := migrations.FS.ReadFile(path)
		fmt.Fprintln(sum, path, len(text))
		sum.Write(text)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)[:8]), err
}

var count atomic.Int64

func create(t testing.TB, admin, how string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d_%d_%d", os.Getpid(), time.Now().UnixNano(), count.Add(1))
	if how != "" {
		how += " STRATEGY file_copy"
	}
	execute(t, admin, "CREATE DATABASE "+name+how)
	t.Cleanup(func() { execute(t, admin, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return at(admin, name)
}

func execute(t testing.TB, admin, statement string) {
	t.Helper()
	db, err := sql.Open("pgx", admin)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// at is the address of another database of the same server.
func at(admin, name string) string {
	u, err := url.Parse(admin)
	if err != nil {
		return strings.Replace(admin, "/postgres", "/"+name, 1)
	}
	u.Path = "/" + name
	return u.String()
}
