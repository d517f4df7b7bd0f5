package origination

import (
	"context"
	"strings"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
)

// ComplaintID identifies a complaint.
type ComplaintID = id.Of[Complaint]

// ComplaintKind is what a person wants of us.
type ComplaintKind string

// The kinds. All of them have the same clock, and a person answers each.
const (
	KindComplaint  ComplaintKind = "complaint"  // something went wrong
	KindReview     ComplaintKind = "review"     // look again at a declined application
	KindCorrection ComplaintKind = "correction" // something we know of me is wrong
	KindErasure    ComplaintKind = "erasure"    // delete what need not be kept
	KindMoreTime   ComplaintKind = "more_time"  // a payment will be hard
	KindPayday     ComplaintKind = "payday"     // another day of the month to pay on
	KindPayEarly   ComplaintKind = "pay_early"  // pay a part or all before it is due
	KindCancel     ComplaintKind = "cancel"     // go back on the loan within the days of cooling off
)

// ComplaintState says who acts next.
type ComplaintState string

// The states of a complaint.
const (
	ComplaintOpen         ComplaintState = "open"         // we: say that we have it
	ComplaintAcknowledged ComplaintState = "acknowledged" // we: answer
	ComplaintResolved     ComplaintState = "resolved"     // final: answered
)

// Complaint is a complaint or request of a borrower with its clock (DOMAIN R5: the FCCPC's
// Regulations 2025 want an answer within 24 to 48 hours; hours run on, weekends too).
type Complaint struct {
	ID             ComplaintID
	Number         string // for people: C-2026-000012
	Borrower       lending.BorrowerID
	Name           string
	Email          string
	Kind           ComplaintKind
	About          string // the number of the application or loan; empty: none in particular
	Text           string
	State          ComplaintState
	MadeAt         time.Time
	AcknowledgeBy  time.Time
	ResolveBy      time.Time
	AcknowledgedAt time.Time
	ResolvedAt     time.Time
	HandledBy      string // the officer's name
	Answer         string
}

// Late reports whether the clock of the next act has run out at an instant.
func (c Complaint) Late(at time.Time) bool {
	switch c.State {
	case ComplaintOpen:
		return at.After(c.AcknowledgeBy)
	case ComplaintAcknowledged:
		return at.After(c.ResolveBy)
	}
	return false
}

// Complaints is the rows of complaints.
type Complaints interface {
	// AddComplaint stores a complaint, or gives the open request of the same kind about the same thing.
	AddComplaint(ctx context.Context, c Complaint) (ComplaintID, error)
	Complaint(ctx context.Context, complaint ComplaintID) (Complaint, error)
	UpdateComplaint(ctx context.Context, complaint ComplaintID, change func(Complaint) (Complaint, error)) error
	BorrowerComplaints(ctx context.Context, borrower lending.BorrowerID) ([]Complaint, error) // newest first
	// OpenComplaints gives those that wait for us, the next clock first; ClosedComplaints the answered ones, newest first.
	OpenComplaints(ctx context.Context, limit int) ([]Complaint, error)
	ClosedComplaints(ctx context.Context, limit int) ([]Complaint, error)
}

// ComplaintMost is the longest text in characters: a page and a half.
const ComplaintMost = 4000

// Complain takes a complaint or request, starts its clock and writes that it has arrived.
func (d *Desk) Complain(ctx context.Context, c Complaint) (complaint ComplaintID, err error) {
	c.Text = strings.TrimSpace(c.Text)
	if c.Text == "" || len([]rune(c.Text)) > ComplaintMost {
		return "", fault.Newf(fault.Invalid, "Write what it is about, in at most %d characters.", ComplaintMost)
	}
	now, l := d.Now(), d.Limits.withDefaults()
	c.ID, c.State, c.MadeAt = id.New[Complaint](), ComplaintOpen, now
	c.AcknowledgeBy, c.ResolveBy = now.Add(l.AcknowledgeWithin), now.Add(l.ResolveWithin)
	err = d.Store.Atomically(ctx, func(t Store) error {
		if c.Number, err = t.NextNumber(ctx, "C", now); err != nil {
			return err
		}
		if complaint, err = t.AddComplaint(ctx, c); err != nil || complaint != c.ID {
			return err
		}
		return d.writeComplaint(ctx, t, c, "We have your message "+c.Number, "We have received your message. A person answers it by "+
			lagosWords(c.ResolveBy)+" at the latest. You can follow it in the portal under Help.")
	})
	return complaint, err
}

// Acknowledge notes that an officer has taken a complaint up, and tells the borrower. A repeat is harmless.
func (d *Desk) Acknowledge(ctx context.Context, complaint ComplaintID, officer string) error {
	return d.handle(ctx, complaint, func(c Complaint) (Complaint, error) {
		if c.State != ComplaintOpen {
			return c, nil
		}
		c.State, c.AcknowledgedAt, c.HandledBy = ComplaintAcknowledged, d.Now(), officer
		return c, nil
	}, func(c Complaint) (string, string) {
		return officer + " looks at your message " + c.Number, officer + " has read your message and answers it by " + lagosWords(c.ResolveBy) + "."
	})
}

// Resolve answers a complaint, and sends the answer to the borrower.
func (d *Desk) Resolve(ctx context.Context, complaint ComplaintID, officer, answer string) error {
	answer = strings.TrimSpace(answer)
	if answer == "" || len([]rune(answer)) > ComplaintMost {
		return fault.Newf(fault.Invalid, "Write the answer that the borrower reads, in at most %d characters.", ComplaintMost)
	}
	return d.handle(ctx, complaint, func(c Complaint) (Complaint, error) {
		if c.State == ComplaintResolved {
			return c, fault.Newf(fault.Conflict, "%s has answered this already.", c.HandledBy)
		}
		now := d.Now()
		if c.AcknowledgedAt.IsZero() {
			c.AcknowledgedAt = now
		}
		c.State, c.ResolvedAt, c.HandledBy, c.Answer = ComplaintResolved, now, officer, answer
		return c, nil
	}, func(c Complaint) (string, string) {
		return "Our answer to your message " + c.Number, answer + "\n\n" + officer +
			"\n\nAre you not content with this? Answer in the portal, or turn to the Federal Competition and Consumer Protection Commission."
	})
}

// handle changes a complaint and, when that changed its state, writes to the borrower.
func (d *Desk) handle(ctx context.Context, complaint ComplaintID, change func(Complaint) (Complaint, error), letter func(Complaint) (subject, body string)) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		var was ComplaintState
		var c Complaint
		err := t.UpdateComplaint(ctx, complaint, func(old Complaint) (_ Complaint, err error) {
			was = old.State
			c, err = change(old)
			return c, err
		})
		if err != nil || c.State == was {
			return err
		}
		subject, body := letter(c)
		return d.writeComplaint(ctx, t, c, subject, body)
	})
}
