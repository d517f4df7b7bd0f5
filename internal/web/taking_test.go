package web

import (
	"context"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

// taking is a store that takes new applications and remembers them.
type taking struct {
	*applications
	sent *[]origination.Application
}

func (s *taking) Atomically(_ context.Context, f func(origination.Store) error) error { return f(s) }

func (s *taking) WaitingLoan(context.Context, lending.BorrowerID) (string, error) { return "", nil }

func (s *taking) NextNumber(context.Context, string, time.Time) (string, error) {
	return "A-2026-000900", nil
}

func (s *taking) AddApplication(_ context.Context, a origination.Application, consents []origination.Consent) error {
	*s.sent = append(*s.sent, a)
	s.files = append(s.files, origination.File{Application: a, Consents: consents})
	return nil
}

func (s *taking) AddEvent(context.Context, string, time.Time, string, string) error { return nil }
