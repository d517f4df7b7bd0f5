// Package id has typed identifiers: a loan's id cannot be passed where an offer's is meant.
package id

import (
	"lendwright/internal/fault"

	"github.com/google/uuid"
)

// Of is the identifier of a T: the text of a UUID version 7, which sorts by time of birth.
// The empty string is no identifier.
type Of[T any] string

// New makes a fresh identifier. It is called at the edges (web, jobs, desks), never in the pure domain.
func New[T any]() Of[T] { return Of[T](uuid.Must(uuid.NewV7()).String()) }

// Parse checks that text is a UUID.
func Parse[T any](text string) (Of[T], error) {
	u, err := uuid.Parse(text)
	if err != nil {
		return "", fault.Because(err, fault.NotFound, "There is nothing at this address.")
	}
	return Of[T](u.String()), nil
}

// String gives the identifier's text.
func (i Of[T]) String() string { return string(i) }

// Short gives the last eight characters, for people to read out. It is not unique.
func (i Of[T]) Short() string {
	if len(i) < 8 {
		return string(i)
	}
	return string(i[len(i)-8:])
}
