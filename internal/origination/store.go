package origination

import (
	"context"

	"lendwright/internal/lending"
)

// Store is what origination needs of storage. Atomically runs f in one transaction with a Store bound to it.
// UpdateApplication loads and locks, lets change say what comes next, and writes.
type Store interface {
	Atomically(ctx context.Context, f func(Store) error) error
	File(ctx context.Context, app ApplicationID) (File, error)
	BorrowerApplications(ctx context.Context, borrower lending.BorrowerID) ([]Application, error)
	Queue(ctx context.Context, state State, limit int) ([]QueueRow, error)
	QueueCounts(ctx context.Context) (map[State]int, error)
	Offer(ctx context.Context, offer OfferID) (Offer, error)
}

// Bank is what origination needs of the borrower's banks, reached through Mono.
type Bank interface {
}
