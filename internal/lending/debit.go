package lending

import (
	"errors"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// DebitState says what is known of a debit.
type DebitState string

// The states of a debit. Unknown is not failed: it is looked up until the bank says.
const (
	DebitPlanned    DebitState = "planned"     // we: look at the balance and send it
	DebitNotCovered DebitState = "not_covered" // final: the look found too little money; nothing was sent
	DebitNotSent    DebitState = "not_sent"    // it never reached the bank; its reference may be sent again
	DebitSubmitted  DebitState = "submitted"   // the bank: say the outcome
	DebitUnknown    DebitState = "unknown"     // we: look it up
	DebitSettled    DebitState = "settled"     // final: the money was taken
	DebitFailed     DebitState = "failed"      // final: the money was not taken
)

// ErrEnded is in the error of a verb that came too late: what it would say was said before, or is over.
var ErrEnded = errors.New("lending: it has ended already")

// InFlight reports whether the debit may still take money: at most one of a loan is in flight (K1).
func (s DebitState) InFlight() bool {
	return s == DebitPlanned || s == DebitSubmitted || s == DebitUnknown
}

// Attempted reports whether the debit counts as an attempt: it went, or may have gone, to the bank.
func (s DebitState) Attempted() bool {
	return s == DebitSubmitted || s == DebitUnknown || s == DebitSettled || s == DebitFailed
}

// Debit is one attempt to collect from an account, identified to the bank by Reference.
type Debit struct {
	ID            DebitID
	Loan          LoanID
	Mandate       MandateID
	Instalment    int // the first instalment that it pays
	Attempt       int // 1 for the first attempt on this instalment
	Amount        money.Money
	Reference     string
	State         DebitState
	On            calendar.Day // the day of the run that planned it
	PlannedAt     time.Time
	SubmittedAt   time.Time
	FinishedAt    time.Time
	ResponseCode  string // NIBSS code, when the bank gave one
	BankReference string // session id of the transfer
	Said          string // the reason in words
	Fee           money.Money
	Looks         int       // how often its outcome was looked up at the bank
	LookAt        time.Time // when the next look is due; zero when none is

	Taken      money.Money  // what the bank took when it was not what was asked; zero when it was
	PaidOutOn  calendar.Day // when its money reached our account; NoDay until then
	Payout     string       // the provider's payout that brought it; empty where none is named
	DisputedAt time.Time    // when the payer's bank disputed it; zero when never
	ReversedOn calendar.Day // when the bank took the money back; NoDay when never
}

// PlanDebit plans an attempt. The reference follows from loan, instalment and attempt, so that the
// same attempt can never be sent under two names (K2).
func PlanDebit(debit DebitID, loan Loan, m Mandate, instalment, attempt int, amount money.Money, on calendar.Day, at time.Time) (Debit, error) {
	if !amount.Positive() {
		return Debit{}, fault.Newf(fault.Invalid, "There is nothing to debit.")
	}
	if loan.State != LoanActive {
		return Debit{}, fault.Newf(fault.Conflict, "Loan %s is %s: it is not debited.", loan.Number, loan.State)
	}
	return Debit{
		ID: debit, Loan: loan.ID, Mandate: m.ID, Instalment: instalment, Attempt: attempt, Amount: amount,
		Reference: DebitReference(loan.ID, instalment, attempt), State: DebitPlanned, On: on, PlannedAt: at,
		PaidOutOn: calendar.NoDay, ReversedOn: calendar.NoDay,
	}, nil
}

// Submit says that the call to the bank is about to be made. It is committed before the call.
func (d Debit) Submit(at, lookAt time.Time) (Debit, error) {
	next, err := d.step(DebitSubmitted, DebitPlanned)
	if err == nil {
		next.SubmittedAt, next.LookAt = at, lookAt
	}
	return next, err
}

// NotCovered says that the look at the balance found too little money; a look is not an attempt.
func (d Debit) NotCovered(said string, at time.Time) (Debit, error) {
	return d.finish(DebitNotCovered, BankWord{Said: said}, at, DebitPlanned)
}

// NotSent says that the debit never reached the bank: it was withdrawn before the call, or the bank
// has not heard of it after several looks. The attempt is free again under the same reference.
func (d Debit) NotSent(said string, at time.Time) (Debit, error) {
	return d.finish(DebitNotSent, BankWord{Said: said}, at, DebitPlanned, DebitSubmitted, DebitUnknown)
}

// BankWord is what the bank said of a debit, with the outcome.
type BankWord struct {
	Code      string // NIBSS response code; empty when none was given
	Reference string // session id of the transfer
	Said      string
	Fee       money.Money // what Mono charges for it
	Taken     money.Money // what the bank took, where it says so; zero: what was asked
}

// Collected is what the bank took of a settled debit.
func (d Debit) Collected() money.Money {
	if d.Taken.Positive() {
		return d.Taken
	}
	return d.Amount
}

// Settle says that the bank took the money. It is allowed after NotSent too: that was our
// conclusion and not the bank's word, and money that was taken is never denied.
func (d Debit) Settle(w BankWord, at time.Time) (Debit, error) {
	next, err := d.finish(DebitSettled, w, at, DebitSubmitted, DebitUnknown, DebitNotSent)
	if err == nil && w.Taken.Positive() && !w.Taken.Equal(d.Amount) {
		next.Taken = w.Taken
	}
	return next, err
}

// Fail says that the bank did not take the money.
func (d Debit) Fail(w BankWord, at time.Time) (Debit, error) {
	return d.finish(DebitFailed, w, at, DebitSubmitted, DebitUnknown)
}

// MarkUnknown says that the outcome is not known; the next look is at lookAt.
func (d Debit) MarkUnknown(w BankWord, lookAt time.Time) (Debit, error) {
	next, err := d.step(DebitUnknown, DebitSubmitted, DebitUnknown)
	if err == nil {
		next.ResponseCode, next.Said, next.LookAt, next.Looks = w.Code, w.Said, lookAt, d.Looks+1
	}
	return next, err
}

// Looked counts a look that brought no outcome.
func (d Debit) Looked(lookAt time.Time) (Debit, error) {
	next, err := d.step(DebitUnknown, DebitSubmitted, DebitUnknown)
	if err == nil {
		next.Looks, next.LookAt = d.Looks+1, lookAt
	}
	return next, err
}

func (d Debit) finish(to DebitState, w BankWord, at time.Time, from ...DebitState) (Debit, error) {
	next, err := d.step(to, from...)
	if err == nil {
		next.ResponseCode, next.BankReference, next.Said, next.Fee = w.Code, w.Reference, w.Said, w.Fee
		next.FinishedAt, next.LookAt = at, time.Time{}
	}
	return next, err
}

func (d Debit) step(to DebitState, from ...DebitState) (Debit, error) {
	for _, f := range from {
		if d.State == f {
			d.State = to
			return d, nil
		}
	}
	return d, fault.Because(ErrEnded, fault.Conflict, "The debit is %s and cannot become %s.", d.State, to)
}
