package origination

import (
	"context"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/notify"
	"lendwright/internal/underwriting"
)

// Desk takes applications from submission to an accepted offer.
type Desk struct {
	Store  Store
	Bank   Bank
	Policy underwriting.Policy
	Now    func() time.Time
	Limits Limits
	BVNKey []byte // of the digests by which one person's log-ins are known; the same for good

	judgeWith func(underwriting.Policy, underwriting.Case, time.Time) underwriting.Decision // tests; nil: underwriting.Decide
}

// Limits are the desk's times and counts, all of them configuration. A zero field has the default beside it.
type Limits struct {
	GatherFor      time.Duration // from the first linked account until the gathering closes with what there is; 30 minutes
	OfferLasts     time.Duration // how long offers stay open; 7 days
	LinkWithin     time.Duration // how long a submitted application waits for its first account; 30 days
	LookAfter      time.Duration // silence after which we look ourselves for what a webhook should have brought; a fifteenth of GatherFor
	GatherAttempts int           // questions put for one piece of evidence before it counts as missing; 12
	PaidAttempts   int           // of them, such whose reply was lost and that may have been billed; 3
	BVNKept        time.Duration // after a loan's end, for a debit that is taken back late; then the number is erased; 90 days
	BVNStarts      int           // sessions at NIBSS for one application, each billed; 5

	AcknowledgeWithin time.Duration // from a complaint until a person has said that they have it; 24 hours
	ResolveWithin     time.Duration // and until it is answered; 48 hours
}

// withDefaults fills the fields that configuration left at zero.
func (l Limits) withDefaults() Limits {
	fill(&l.GatherFor, 30*time.Minute)
	fill(&l.OfferLasts, 7*24*time.Hour)
	fill(&l.LinkWithin, 30*24*time.Hour)
	fill(&l.LookAfter, l.GatherFor/15)
	fill(&l.BVNKept, 90*24*time.Hour)
	fill(&l.GatherAttempts, 12)
	fill(&l.PaidAttempts, 3)
	fill(&l.BVNStarts, 5)
	fill(&l.AcknowledgeWithin, 24*time.Hour)
	fill(&l.ResolveWithin, 48*time.Hour)
	return l
}

func fill[T time.Duration | int](x *T, otherwise T) {
	if *x == 0 {
		*x = otherwise
	}
}

// BVNMethod is a way to receive the one-time code, as Mono offers it: the hint is masked.
type BVNMethod struct{ Method, Hint string }

// Acceptor is the borrower's act of accepting: the offer, the digest of the terms that were on the screen, the typed name.
type Acceptor struct {
	Offer       OfferID
	Borrower    lending.BorrowerID
	TermsDigest string
	SignedName  string
	TextVersion string // of the agreement's wording that was shown; empty: AgreementVersion
}

// AgreementVersion names the wording of the agreement that is shown today.
const AgreementVersion = "2026-11"

// The people of the timeline, beside an officer's name.
const (
	you      = "You"
	we       = "We"
	yourBank = "Your bank"
	mono     = "Mono"
)

// note adds a line to an application's timeline.
func (d *Desk) note(ctx context.Context, s Store, app ApplicationID, who, what string) error {
	return s.AddEvent(ctx, app.String(), d.Now(), who, what)
}

// write puts a message to the borrower into the outbox, and the line of the timeline that belongs to it.
func (d *Desk) write(ctx context.Context, s Store, a Application, subject, body string) error {
	return s.AddMessage(ctx, notify.Message{
		ID: id.New[notify.Message](), To: a.Email, Subject: subject, Body: body,
		About: a.ID.String(), CreatedAt: d.Now(),
	})
}

// owned loads an application of the borrower; somebody else's is NotFound, as one that does not exist.
func owned(ctx context.Context, s Store, app ApplicationID, borrower lending.BorrowerID) (Application, error) {
	a, err := s.Application(ctx, app)
	if err == nil && a.Borrower != borrower {
		return Application{}, fault.Newf(fault.NotFound, "There is no such application.")
	}
	return a, err
}
