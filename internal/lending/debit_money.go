package lending

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
)

// PayOut says that the money of a settled debit reached our bank account on a day, with a payout of
// the provider's; empty where it names none.
func (d Debit) PayOut(on calendar.Day, payout string) (Debit, error) {
	if d.State != DebitSettled || d.Reversed() || d.PaidOut() {
		return d, fault.Because(ErrEnded, fault.Conflict, "The debit %s is not waiting to be paid out.", d.Reference)
	}
	d.PaidOutOn, d.Payout = on, payout
	return d, nil
}

// PaidOut reports whether the money reached our bank account.
func (d Debit) PaidOut() bool { return d.PaidOutOn.Known() }

// Dispute notes that the payer's bank disputes a debit that was settled. The money is still ours.
func (d Debit) Dispute(at time.Time) (Debit, error) {
	if d.State != DebitSettled || d.Reversed() || !d.DisputedAt.IsZero() {
		return d, fault.Because(ErrEnded, fault.Conflict, "The debit %s is not open to a dispute.", d.Reference)
	}
	d.DisputedAt = at
	return d, nil
}

// Reverse says that the bank took the money of a settled debit back. That can be weeks later.
func (d Debit) Reverse(on calendar.Day) (Debit, error) {
	if d.State != DebitSettled || d.Reversed() {
		return d, fault.Because(ErrEnded, fault.Conflict, "The debit %s is %s and cannot be reversed.", d.Reference, d.State)
	}
	d.ReversedOn = on
	return d, nil
}

// Reversed reports whether the bank took the money back.
func (d Debit) Reversed() bool { return d.ReversedOn.Known() }

// Kept reports whether the debit's money was taken and not taken back.
func (d Debit) Kept() bool { return d.State == DebitSettled && !d.Reversed() }
