package origination

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
)

// GivenConsent is a consent with the application that it was given for, and whether it still holds.
type GivenConsent struct {
	Application ApplicationID
	Number      string // the application's, for people
	Consent
	WithdrawnAt time.Time // zero while it holds
}

// Read says that a person on our side looked at something of a borrower's.
type Read struct {
	Application ApplicationID
	ByID        string // the person's user id
	By          string // and name
	What        string // "application, statement and decision"
	Why         string // the task that needed it
	On          calendar.Day
	At          time.Time
}

// Privacy is the rows behind the consent centre.
type Privacy interface {
	// BorrowerConsents gives every consent of a borrower, newest application first.
	BorrowerConsents(ctx context.Context, borrower lending.BorrowerID) ([]GivenConsent, error)
	// WithdrawConsent records that a consent was taken back; false when it was before, NotFound
	// when it was never given.
	WithdrawConsent(ctx context.Context, app ApplicationID, purpose string, at time.Time) (bool, error)
	// AddRead records a look, once a day for each person and thing.
	AddRead(ctx context.Context, r Read) error
	// BorrowerReads gives the looks at a borrower's data, newest first.
	BorrowerReads(ctx context.Context, borrower lending.BorrowerID, limit int) ([]Read, error)
}

// NoteRead records that a person on our side looks at a borrower's data. It is written before the
// data are shown, so that nobody reads without a trace.
func (d *Desk) NoteRead(ctx context.Context, r Read) error {
	r.At = d.Now()
	r.On = calendar.DayOf(r.At, calendar.Lagos)
	return d.Store.AddRead(ctx, r)
}
