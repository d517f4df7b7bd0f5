package store

import (
	"context"

	"lendwright/internal/servicing"
)

// Servicing is the store in the words of package servicing.
type Servicing struct{ *Store }

var _ servicing.Store = Servicing{}

// Atomically runs f in one transaction.
func (s Servicing) Atomically(ctx context.Context, f func(servicing.Store) error) error {
	return s.tx(ctx, func(t *Store) error { return f(Servicing{t}) })
}
