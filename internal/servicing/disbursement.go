package servicing

import (
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// The states of a disbursement. They are those of a debit: unknown is not failed.
const (
	DisbursementPlanned   = "planned"   // we: make the transfer
	DisbursementSubmitted = "submitted" // Mono: say the outcome
	DisbursementUnknown   = "unknown"   // we: look it up
	DisbursementSettled   = "settled"   // final: the borrower has the money
	DisbursementFailed    = "failed"    // an officer: mend the cause and try again under a new reference
)

// Disbursement is the transfer that pays a loan out, at most one that succeeds for each loan.
type Disbursement struct {
	Loan          lending.LoanID
	Attempt       int // 1, and one more for each transfer that the bank refused
	Reference     string
	MonoID        string
	Amount        money.Money
	AccountNumber string
	BankCode      string
	AccountName   string
	State         string // planned, submitted, unknown, settled, failed
	PlannedAt     time.Time
	SubmittedAt   time.Time
	FinishedAt    time.Time
	Said          string
	Looks         int
	LookAt        time.Time // when the next look is due; zero when none is
}

func (d Disbursement) submit(at, lookAt time.Time) (Disbursement, error) {
	next, err := d.step(DisbursementSubmitted, DisbursementPlanned)
	if err == nil {
		next.SubmittedAt, next.LookAt = at, lookAt
	}
	return next, err
}

// refuse ends a transfer that we will not make. It is for one that was never sent: whoever has sent it
// meanwhile knows better.
func (d Disbursement) refuse(read Disbursement, said string, at time.Time) (Disbursement, error) {
	if d.State != DisbursementPlanned || d.MaybeSent() || d.Reference != read.Reference || !d.PlannedAt.Equal(read.PlannedAt) {
		return d, fault.Because(lending.ErrEnded, fault.Conflict, "The transfer is %s.", d.State)
	}
	return d.finish(DisbursementFailed, DisbursementReport{Said: said}, at, DisbursementPlanned)
}

// MaybeSent reports whether a transfer of the present reference may have been made: it is looked up
// before it is sent again, and never withdrawn.
func (d Disbursement) MaybeSent() bool { return !d.SubmittedAt.IsZero() }

func (d Disbursement) settle(r DisbursementReport, at time.Time) (Disbursement, error) {
	return d.finish(DisbursementSettled, r, at, DisbursementSubmitted, DisbursementUnknown, DisbursementPlanned)
}

func (d Disbursement) fail(r DisbursementReport, at time.Time) (Disbursement, error) {
	return d.finish(DisbursementFailed, r, at, DisbursementPlanned, DisbursementSubmitted, DisbursementUnknown)
}

// unknown notes that no outcome is known yet.
func (d Disbursement) unknown(r DisbursementReport, looks int, lookAt time.Time) (Disbursement, error) {
	next, err := d.step(DisbursementUnknown, DisbursementSubmitted, DisbursementUnknown, DisbursementPlanned)
	if err == nil {
		next.Said, next.Looks, next.LookAt = r.Said, looks, lookAt
		if r.MonoID != "" {
			next.MonoID = r.MonoID
		}
	}
	return next, err
}

// sendAgain plans the same transfer under the same reference: Mono did not take it or has never heard
// of it, and refuses a second one of that reference, so that it cannot be made twice. One that was
// surely not taken counts as never sent.
func (d Disbursement) sendAgain(said string, taken bool, at time.Time) (Disbursement, error) {
	next, err := d.step(DisbursementPlanned, DisbursementSubmitted, DisbursementUnknown)
	if err == nil {
		next.PlannedAt, next.Looks, next.LookAt, next.Said = at, 0, time.Time{}, said
		if !taken {
			next.SubmittedAt = time.Time{}
		}
	}
	return next, err
}

// retry plans another transfer under a new reference after the bank refused one.
func (d Disbursement) retry(at time.Time) (Disbursement, error) {
	next, err := d.step(DisbursementPlanned, DisbursementFailed)
	if err == nil {
		next.Attempt++
		next.Reference, next.MonoID = lending.DisbursementReference(d.Loan, next.Attempt), ""
		next.PlannedAt, next.SubmittedAt, next.FinishedAt = at, time.Time{}, time.Time{}
		next.Looks, next.Said = 0, ""
	}
	return next, err
}

func (d Disbursement) finish(to string, r DisbursementReport, at time.Time, from ...string) (Disbursement, error) {
	next, err := d.step(to, from...)
	if err == nil {
		next.FinishedAt, next.Said, next.LookAt = at, r.Said, time.Time{}
		if r.MonoID != "" {
			next.MonoID = r.MonoID
		}
	}
	return next, err
}

func (d Disbursement) step(to string, from ...string) (Disbursement, error) {
	for _, f := range from {
		if d.State == f {
			d.State = to
			return d, nil
		}
	}
	return d, fault.Because(lending.ErrEnded, fault.Conflict, "The transfer is %s and cannot become %s.", d.State, to)
}
