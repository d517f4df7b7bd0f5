package lending

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/money"
)

// Borrower stands for a person who borrows, in identifiers.
type Borrower struct{}

// Identifiers of what this package owns.
type (
	BorrowerID = id.Of[Borrower]
	LoanID     = id.Of[Loan]
	MandateID  = id.Of[Mandate]
	DebitID    = id.Of[Debit]
	JournalID  = id.Of[Journal]
)

// LoanState says who acts next.
type LoanState string

// The states of a loan.
const (
	LoanAwaitingMandate LoanState = "awaiting_mandate" // the borrower and their bank: a mandate that is ready
	LoanDisbursing      LoanState = "disbursing"       // we: the transfer is planned or on its way
	LoanActive          LoanState = "active"           // the borrower: repay
	LoanClosed          LoanState = "closed"           // nobody: repaid
	LoanCancelled       LoanState = "cancelled"        // nobody: never paid out
	LoanWrittenOff      LoanState = "written_off"      // we: recover; out of the books, the claim goes on
)

// Final reports whether nobody has to act any more.
func (s LoanState) Final() bool { return s == LoanClosed || s == LoanCancelled }

// Ended reports whether nothing accrues or falls due on the loan any more.
func (s LoanState) Ended() bool { return s.Final() || s == LoanWrittenOff }

// Loan is a contract from acceptance to settlement. Its balances are not here: they are sums of entries.
type Loan struct {
	ID          LoanID
	Number      string // for people: L-2026-000123
	Application string // origination's identifier
	Borrower    BorrowerID
	Terms       Terms
	Schedule    Schedule
	State       LoanState
	OpenedAt    time.Time
	DisbursedOn calendar.Day // NoDay until the transfer is confirmed
	ClosedOn    calendar.Day // NoDay until repaid
	// StoppedWhy says why automatic debits rest until an officer lets them go on; empty while they run.
	StoppedWhy string
	// ResumedAt is when an officer last let automatic debits go on: failures before it are forgiven.
	ResumedAt time.Time
}

// Open makes a loan from an accepted offer's terms and the schedule that the borrower saw.
// It refuses a schedule that does not repay what the terms lend.
func Open(loan LoanID, number, application string, borrower BorrowerID, t Terms, s Schedule, at time.Time) (Loan, error) {
	if len(s.Rows) == 0 || s.Repaid().Less(t.Principal) {
		return Loan{}, fault.Newf(fault.Invalid, "The schedule does not repay the loan.")
	}
	return Loan{
		ID: loan, Number: number, Application: application, Borrower: borrower, Terms: t, Schedule: s,
		State: LoanAwaitingMandate, OpenedAt: at, DisbursedOn: calendar.NoDay, ClosedOn: calendar.NoDay,
	}, nil
}

// Disburse says that the mandate is ready and the transfer may be made.
func (l Loan) Disburse() (Loan, error) {
	return l.step(LoanDisbursing, "be paid out", LoanAwaitingMandate)
}

// Activate says that the transfer was confirmed on a day. The due dates stay those of the accepted
// terms, also when the transfer came later than planned: the borrower pays neither more nor earlier
// than what was signed, and the lender bears the days between.
func (l Loan) Activate(on calendar.Day) (Loan, error) {
	next, err := l.step(LoanActive, "begin", LoanDisbursing)
	if err == nil {
		next.DisbursedOn = on
	}
	return next, err
}

// Close says that everything was repaid. Owed is what the ledger still claims: it must be nothing.
func (l Loan) Close(owed money.Money, on calendar.Day) (Loan, error) {
	if !owed.IsZero() {
		return l, fault.Newf(fault.Conflict, "Loan %s still owes %s.", l.Number, owed)
	}
	next, err := l.step(LoanClosed, "be closed", LoanActive)
	if err == nil {
		next.ClosedOn, next.StoppedWhy = on, ""
	}
	return next, err
}

// Reopen takes a closing back, because the bank took money back after it.
func (l Loan) Reopen() (Loan, error) {
	next, err := l.step(LoanActive, "be opened again", LoanClosed)
	if err == nil {
		next.ClosedOn = calendar.NoDay
	}
	return next, err
}

// WriteOff takes a loan out of the books that is so many days past due; policy says from how many.
func (l Loan) WriteOff(daysPastDue, from int) (Loan, error) {
	if l.State == LoanActive && daysPastDue < from {
		return l, fault.Newf(fault.Conflict, "Loan %s is %d days past due; it can be written off from %d.", l.Number, daysPastDue, from)
	}
	next, err := l.step(LoanWrittenOff, "be written off", LoanActive)
	if err == nil {
		next.StoppedWhy = ""
	}
	return next, err
}

// Cancel ends a loan that was never paid out.
func (l Loan) Cancel() (Loan, error) {
	return l.step(LoanCancelled, "be cancelled", LoanAwaitingMandate, LoanDisbursing)
}

// StopDebits rests automatic debits until an officer lets them go on.
func (l Loan) StopDebits(why string) (Loan, error) {
	if l.State != LoanActive {
		return l, fault.Newf(fault.Conflict, "Loan %s is %s: there is nothing to stop.", l.Number, l.State)
	}
	l.StoppedWhy = why
	return l, nil
}

// ResumeDebits lets automatic debits go on; failures before this instant no longer count.
func (l Loan) ResumeDebits(at time.Time) (Loan, error) {
	if l.State != LoanActive {
		return l, fault.Newf(fault.Conflict, "Loan %s is %s: there is nothing to collect.", l.Number, l.State)
	}
	l.StoppedWhy, l.ResumedAt = "", at
	return l, nil
}

func (l Loan) step(to LoanState, what string, from ...LoanState) (Loan, error) {
	for _, f := range from {
		if l.State == f {
			l.State = to
			return l, nil
		}
	}
	return l, fault.Newf(fault.Conflict, "Loan %s is %s and cannot %s.", l.Number, l.State, what)
}

// Repaid is the principal that a schedule's rows repay: what was lent, with fees that were added to it.
func (s Schedule) Repaid() money.Money {
	var sum money.Money
	for _, r := range s.Rows {
		sum = sum.Add(r.Principal)
	}
	return sum
}

// LastDueOn is the due day of the schedule's last row.
func (s Schedule) LastDueOn() calendar.Day {
	last := calendar.NoDay
	for _, r := range s.Rows {
		last = max(last, r.DueOn)
	}
	return last
}
