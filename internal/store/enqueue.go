package store

import (
	"context"
	"errors"

	"lendwright/internal/work"
)

var errNoQueue = errors.New("store: work was asked for before a job queue was connected")

// SetEnqueue connects the job queue. Call it before the store is shared.
func (s *Store) SetEnqueue(f Enqueuer) { s.root.enqueue = f }

// Enqueue asks for work in the running transaction, or in one of its own when there is none.
// Work that cannot be asked for fails the transaction: nothing is to be done that is not written down.
func (s *Store) Enqueue(ctx context.Context, items ...work.Item) error {
	if len(items) == 0 {
		return nil
	}
	if s.root.enqueue == nil {
		return errNoQueue
	}
	return s.tx(ctx, func(t *Store) error {
		return translate(t.root.enqueue(ctx, t.sqlTx(), items...), "work")
	})
}
