// Package access knows who may use Lendwright: people, their roles, passwords and confirmed addresses.
package access

import (
	"time"

	"lendwright/internal/id"
)

// UserID identifies a person with a login. A borrower's lending.BorrowerID is the same text.
type UserID = id.Of[User]

// Role says what a person may do.
type Role string

// The roles.
const (
	Borrower      Role = "borrower"
	Officer       Role = "officer"
	Administrator Role = "administrator"
)

// Staff reports whether the role works for the lender.
func (r Role) Staff() bool { return r == Officer || r == Administrator }

// User is a person with a login. PasswordHash is a PHC string (argon2id). ConfirmedAt is zero
// until the person opened the link in the confirmation message.
type User struct {
	ID           UserID
	Email        string // lower case
	Name         string
	Phone        string
	PasswordHash string
	Role         Role
	CreatedAt    time.Time
	ConfirmedAt  time.Time
	Epoch        int // sessions begun under another one are over
}

// Confirmed reports whether the e-mail address was confirmed.
func (u User) Confirmed() bool { return !u.ConfirmedAt.IsZero() }
