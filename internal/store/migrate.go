package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"lendwright/internal/fault"
	"lendwright/migrations"

	"github.com/pressly/goose/v3"
)

// migrationLock is the number of PostgreSQL's advisory lock that one migrating process holds.
const migrationLock int64 = 0x6c656e64 // "lend"

// Migration is one step of the schema's history.
type Migration struct {
	Name    string
	Applied bool
}

// Migrate brings the schema up to date. Each of also (the job queue's own schema) runs after it
// under the same lock: several processes that start on one empty database take turns.
func (s *Store) Migrate(ctx context.Context, also ...func(context.Context) error) (err error) {
	defer fault.Wrap(&err, "store.Migrate")
	return s.alone(ctx, func() error {
		p, err := s.goose()
		if err != nil {
			return err
		}
		if _, err := p.Up(ctx); err != nil {
			return err
		}
		for _, f := range also {
			if err := f(ctx); err != nil {
				return err
			}
		}
		return nil
	})
}

// Migrations lists every step, applied or not, in order.
func (s *Store) Migrations(ctx context.Context) ([]Migration, error) {
	p, err := s.goose()
	if err != nil {
		return nil, err
	}
	all, err := p.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("store.Migrations: %w", err)
	}
	var out []Migration
	for _, m := range all {
		out = append(out, Migration{Name: m.Source.Path, Applied: m.State == goose.StateApplied})
	}
	return out, nil
}

func (s *Store) goose() (*goose.Provider, error) {
	files, err := migrations.For(s.root.dialect)
	if err != nil {
		return nil, err
	}
	dialect := goose.DialectSQLite3
	if s.root.dialect == PostgreSQL {
		dialect = goose.DialectPostgres
	}
	return goose.NewProvider(dialect, s.root.sql, files, goose.WithDisableGlobalRegistry(true))
}

// alone runs f while no other process migrates. On SQLite the locked data folder sees to that.
func (s *Store) alone(ctx context.Context, f func() error) (err error) {
	if s.root.dialect != PostgreSQL {
		return f()
	}
	conn, err := s.root.sql.Conn(ctx)
	if err != nil {
		return translate(err, "database")
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		return translate(err, "database")
	}
	defer func() { err = errors.Join(err, unlock(context.WithoutCancel(ctx), conn)) }()
	return f()
}

func unlock(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, "SELECT pg_advisory_unlock($1)", migrationLock)
	return err
}
