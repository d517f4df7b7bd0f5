package servicing

import (
	"context"
	"errors"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/work"
)

// recordDebit commits what is known of a debit that was sent. A report on a debit that has ended
// changes nothing.
func (d *Desk) recordDebit(ctx context.Context, x lending.Debit, r DebitReport) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		var before lending.DebitState
		after, err := t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) {
			before = y.State
			return d.applyDebit(y, r)
		})
		if errors.Is(err, lending.ErrEnded) {
			return nil
		}
		if err != nil || after.State == before {
			return err
		}
		switch after.State {
		case lending.DebitSettled:
			return d.settled(ctx, t, l, after, calendar.DayOf(after.FinishedAt, calendar.Lagos))
		case lending.DebitFailed, lending.DebitNotSent:
			return d.failed(ctx, t, l, after, r)
		}
		return nil
	})
}

// applyDebit says what a report means. Not found counts only after several looks and some time:
// until then the order may still be on its way.
func (d *Desk) applyDebit(x lending.Debit, r DebitReport) (lending.Debit, error) {
	now, rules := d.Now(), d.rules()
	word := lending.BankWord{Code: r.Code, Reference: r.BankReference, Said: r.Said, Fee: r.Fee, Taken: r.Amount}
	at := stamped(r.At, now)
	if at.Before(x.SubmittedAt) {
		at = now
	}
	lookAt := now.Add(rules.lookAfter(x.Looks))
	switch r.Outcome {
	case OutcomeSettled:
		return x.Settle(word, at)
	case OutcomeFailed:
		return x.Fail(word, at)
	case OutcomeNotSent:
		return x.NotSent(r.Said, now)
	case OutcomeNotFound:
		if x.Looks+1 >= rules.Retry.NotFoundLooks && now.Sub(x.SubmittedAt) >= rules.Retry.NotFoundAfter {
			return x.NotSent("Your bank has not heard of it after several looks: it was not sent.", now)
		}
		return x.Looked(lookAt)
	}
	return x.MarkUnknown(word, lookAt)
}

// settled books a repayment: interest that fell due first, then the allocation, the mandate's
// counter and the loan's end, all in the transaction of the debit's change.
func (d *Desk) settled(ctx context.Context, t Store, l lending.Loan, x lending.Debit, paidOn calendar.Day) error {
	day := max(paidOn, x.On)
	ledger, err := d.accrue(ctx, t, l, day)
	if err != nil {
		return err
	}
	journals, err := d.repayment(l, x, ledger, day)
	if err != nil {
		return err
	}
	if err := t.Post(ctx, journals...); err != nil {
		return err
	}
	if _, err := t.UpdateMandate(ctx, x.Mandate, func(m lending.Mandate) (lending.Mandate, error) {
		return m.Collect(x.Collected()), nil
	}); err != nil {
		return err
	}
	if x.Taken.Positive() {
		said := "The bank took " + x.Taken.String() + " where " + x.Amount.String() + " was asked for."
		if err := t.AddBreak(ctx, d.broken(BreakAmount, x.ID.String(), l.ID, x.Taken, said)); err != nil {
			return err
		}
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "Your bank", "Paid "+x.Collected().String()+" on loan "+l.Number+"."); err != nil {
		return err
	}
	return d.afterRepayment(ctx, t, l, x, day)
}

func (d *Desk) repayment(l lending.Loan, x lending.Debit, ledger lending.Ledger, day calendar.Day) ([]lending.Journal, error) {
	allocation := lending.Allocate(x.Collected(), ledger.Due(l.Schedule, day))
	paid, err := lending.BookRepayment(l, x.ID, allocation, d.stamp(day))
	if err != nil {
		return nil, err
	}
	fee, ok, err := lending.BookProviderFee(l, x, d.stamp(day))
	if err != nil || !ok {
		return []lending.Journal{paid}, err
	}
	return []lending.Journal{paid, fee}, nil
}

// afterRepayment marks what was paid, and closes the loan when nothing is owed any more.
func (d *Desk) afterRepayment(ctx context.Context, t Store, l lending.Loan, x lending.Debit, day calendar.Day) error {
	ledger, err := t.Ledger(ctx, l.ID)
	if err != nil {
		return err
	}
	next, more, err := d.markPaid(ctx, t, l, ledger, day)
	if err != nil {
		return err
	}
	if !more && l.State == lending.LoanActive {
		return d.closeLoan(ctx, t, l, ledger, day)
	}
	if more {
		if err := t.NextAttempt(ctx, l.ID, next.Row.DueOn); err != nil {
			return err
		}
	}
	return d.tell(ctx, t, l, messageReceipt(l, x, next, more))
}

// closeLoan ends a repaid loan: state, letter, and the mandate's cancellation, which is asked for in
// the same transaction so that no mandate lives on by accident.
func (d *Desk) closeLoan(ctx context.Context, t Store, l lending.Loan, ledger lending.Ledger, day calendar.Day) error {
	if _, err := t.UpdateLoan(ctx, l.ID, func(y lending.Loan) (lending.Loan, error) {
		return y.Close(ledger.Owes().Total(), day)
	}); err != nil {
		return err
	}
	if err := d.releaseFee(ctx, t, l, ledger, day); err != nil {
		return err
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "We", "Closed the loan: everything is repaid."); err != nil {
		return err
	}
	if err := d.tell(ctx, t, l, messageClosed(l, ledger)); err != nil {
		return err
	}
	known, err := t.LoanMandates(ctx, l.ID)
	if err != nil {
		return err
	}
	for _, m := range known {
		if !m.State.Final() {
			if err := t.Enqueue(ctx, work.Item{Kind: work.CancelMandate, ID: m.ID.String()}); err != nil {
				return err
			}
		}
	}
	return nil
}
