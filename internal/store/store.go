// Package store keeps rows in SQLite or PostgreSQL. It alone knows SQL, gorm and the drivers.
//
// A Store is either the database itself or one transaction in it (tx.go); the desks see it
// through thin wrappers in their own words (Origination, Servicing, Access).
package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"lendwright/internal/work"

	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// Config says where the data is. With a URL (postgres://…) it is PostgreSQL; else SQLite in Dir,
// which is made when it is not there.
type Config struct {
	URL string
	Dir string
}

// The dialects.
const (
	SQLite     = "sqlite"
	PostgreSQL = "postgres"
)

// Store is the database, or one transaction in it.
type Store struct {
	db     *gorm.DB
	root   *root
	inside bool // a transaction is open
}

// root is what the database and all its transactions share.
type root struct {
	dialect string
	dir     string // SQLite only
	sql     *sql.DB
	pool    *pgxpool.Pool // PostgreSQL only
	enqueue Enqueuer
	close   []func() error
}

// Enqueuer inserts jobs for items in a transaction.
type Enqueuer func(ctx context.Context, tx *sql.Tx, items ...work.Item) error

// Open opens the database; it neither creates nor checks the schema (Migrate does). A data folder
// that another process uses is refused in words.
func Open(ctx context.Context, c Config) (*Store, error) {
	open := openSQLite
	if c.URL != "" {
		open = openPostgreSQL
	}
	r, d, err := open(ctx, c)
	if err != nil {
		return nil, err
	}
	db, err := gorm.Open(d, &gorm.Config{
		SkipDefaultTransaction: true, // tx is the one place that opens transactions
		TranslateError:         true,
		NowFunc:                func() time.Time { return time.Now().UTC() },
		Logger:                 logger.Discard, // errors are returned and logged once, by the caller
		DisableAutomaticPing:   true,
	})
	if err != nil {
		return nil, errors.Join(err, r.shut())
	}
	return &Store{db: db, root: r}, nil
}

// Close closes the database and gives the data folder free.
func (s *Store) Close() error { return s.root.shut() }

func (r *root) shut() error {
	var errs []error
	for i := len(r.close) - 1; i >= 0; i-- {
		errs = append(errs, r.close[i]())
	}
	r.close = nil
	return errors.Join(errs...)
}

// SQL is the database underneath, for the job queue.
func (s *Store) SQL() *sql.DB { return s.root.sql }

// Pool is PostgreSQL's pool underneath SQL, which can listen for notifications; nil on SQLite.
func (s *Store) Pool() *pgxpool.Pool { return s.root.pool }

// Dialect is SQLite or PostgreSQL.
func (s *Store) Dialect() string { return s.root.dialect }

// Ready reports whether the database answers.
func (s *Store) Ready(ctx context.Context) error {
	return translate(s.root.sql.PingContext(ctx), "database")
}
