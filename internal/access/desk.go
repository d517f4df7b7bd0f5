package access

import (
	"context"
	"time"

	"lendwright/internal/notify"
)

// Desk lets people in. Every act that could tell a stranger whether an address is known here gives
// the same answer, in the same time, for one that is and one that is not.
type Desk struct {
	Store     Store
	Now       func() time.Time
	PublicURL string // where browsers reach us, for links in messages: https://example.com
}

// Confirmation is a one-time link that proves that an address is the person's. It carries what was
// typed in the form that asked for it, which becomes the user's when the link is opened.
type Confirmation struct {
	Digest       string // hex SHA-256 of the secret in the link
	User         UserID
	Name         string
	Phone        string
	PasswordHash string
	CreatedAt    time.Time
	ExpiresAt    time.Time
	UsedAt       time.Time
}

// Failures counts failed log-ins for an address, known or not.
type Failures struct {
	Email       string
	Count       int
	LastAt      time.Time
	LockedUntil time.Time
}

// Store is what access needs of storage. Atomically runs f in one transaction with a Store bound to it.
type Store interface {
	Atomically(ctx context.Context, f func(Store) error) error
	AddUser(ctx context.Context, u User) (added bool, err error) // false when the address is taken
	User(ctx context.Context, user UserID) (User, error)
	UserByEmail(ctx context.Context, email string) (User, error)
	LockUser(ctx context.Context, email string) (User, error) // UserByEmail, and nobody else's turn until the transaction ends
	ConfirmUser(ctx context.Context, c Confirmation, at time.Time) error
	AddConfirmation(ctx context.Context, c Confirmation) error
	Confirmation(ctx context.Context, digest string) (Confirmation, error) // locks it
	// UpdateFailures locks the failures of an address, which have a zero Count where there were none, and
	// stores what change makes of them. An error of change leaves them as they are.
	UpdateFailures(ctx context.Context, email string, change func(Failures) (Failures, error)) error
	ClearFailures(ctx context.Context, email string) error
	AddMessage(ctx context.Context, m notify.Message) error
	// WrittenSince reports whether a message of a subject to an address is younger than an instant.
	WrittenSince(ctx context.Context, to, subject string, since time.Time) (bool, error)
	Passwords
}

// User loads a person.
func (d *Desk) User(ctx context.Context, user UserID) (User, error) { return d.Store.User(ctx, user) }
