package store

import (
	"context"
	"database/sql"
	"fmt"

	"gorm.io/gorm"
)

// tx runs f in one transaction with a Store bound to it; an error rolls everything back. Inside
// of a transaction it joins the running one. Do not use the outer Store inside f.
func (s *Store) tx(ctx context.Context, f func(t *Store) error) error {
	if s.inside {
		return f(s)
	}
	err := s.db.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		return f(&Store{db: g, root: s.root, inside: true})
	})
	return translate(err, "record")
}

// q begins a query. Begin each query with it: a *gorm.DB that is used twice keeps its conditions.
func (s *Store) q(ctx context.Context) *gorm.DB { return s.db.WithContext(ctx) }

// sqlTx is the running transaction; it panics outside of one, which is a programmer's mistake.
func (s *Store) sqlTx() *sql.Tx {
	tx, ok := s.db.Statement.ConnPool.(*sql.Tx)
	if !ok {
		panic(fmt.Sprintf("store: not in a transaction but in a %T", s.db.Statement.ConnPool))
	}
	return tx
}
