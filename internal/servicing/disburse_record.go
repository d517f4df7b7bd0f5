package servicing

import (
	"context"
	"errors"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
)

// recordTransfer commits what is known of a transfer. A report on a transfer that has ended changes nothing.
func (d *Desk) recordTransfer(ctx context.Context, x Disbursement, r DisbursementReport) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil || l.State != lending.LoanDisbursing {
			return err
		}
		now := d.Now()
		var before, after Disbursement
		after, err = t.UpdateDisbursement(ctx, x.Loan, func(y Disbursement) (Disbursement, error) {
			before = y
			if y.Reference != x.Reference {
				return y, nil // the report is on an earlier transfer
			}
			return d.applyTransfer(y, r)
		})
		if errors.Is(err, lending.ErrEnded) {
			return nil
		}
		if err != nil || after.State == before.State {
			return err
		}
		switch after.State {
		case DisbursementSettled:
			return d.beginLoan(ctx, t, l, after, calendar.DayOf(stamped(r.At, now), calendar.Lagos))
		case DisbursementFailed:
			return d.transferFailed(ctx, t, l, after)
		case DisbursementUnknown:
			return d.bookSent(ctx, t, l, after)
		}
		return nil
	})
}

// applyTransfer says what a report means. Not found counts only after several looks and some time;
// then the same transfer is made again under the same reference, which Mono accepts once.
func (d *Desk) applyTransfer(x Disbursement, r DisbursementReport) (Disbursement, error) {
	now, rules := d.Now(), d.rules()
	lookAt := now.Add(rules.lookAfter(x.Looks))
	switch r.Outcome {
	case OutcomeSettled:
		return x.settle(r, stamped(r.At, now))
	case OutcomeFailed:
		return x.fail(r, stamped(r.At, now))
	case OutcomeNotSent:
		return x.sendAgain(r.Said, false, now)
	case OutcomeNotFound:
		if x.Looks+1 >= rules.Retry.NotFoundLooks && now.Sub(x.SubmittedAt) >= rules.Retry.NotFoundAfter {
			return x.sendAgain("Mono has not heard of the transfer; it is made again.", true, now)
		}
		return x.unknown(r, x.Looks+1, lookAt)
	}
	return x.unknown(r, x.Looks+1, lookAt)
}

// beginLoan books the disbursement and makes the loan active.
func (d *Desk) beginLoan(ctx context.Context, t Store, l lending.Loan, x Disbursement, on calendar.Day) error {
	if err := d.bookSent(ctx, t, l, x); err != nil {
		return err
	}
	confirmed, err := lending.BookDisbursementConfirmed(l, x.Reference, d.stamp(on))
	if err != nil {
		return err
	}
	if err := t.Post(ctx, confirmed); err != nil {
		return err
	}
	active, err := t.UpdateLoan(ctx, l.ID, func(y lending.Loan) (lending.Loan, error) { return y.Activate(on) })
	if err != nil {
		return err
	}
	if err := t.NextAttempt(ctx, l.ID, l.Schedule.Rows[0].DueOn); err != nil {
		return err
	}
	known, err := t.LoanMandates(ctx, l.ID)
	if err != nil {
		return err
	}
	if len(known) == 0 || known[0].State.Final() { // it ended while the money was on its way
		if err := d.stopFor(ctx, t, active, stoppedMandate); err != nil {
			return err
		}
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "We", "Paid out "+x.Amount.String()+" to account "+lastDigits(x.AccountNumber)+"."); err != nil {
		return err
	}
	return d.tell(ctx, t, active, messagePaidOut(active, x))
}

// bookSent books a transfer that Mono accepted, once.
func (d *Desk) bookSent(ctx context.Context, t Store, l lending.Loan, x Disbursement) error {
	journals, err := t.Journals(ctx, l.ID)
	if err != nil {
		return err
	}
	sent, err := lending.BookDisbursementSent(l, x.Reference, d.stamp(d.today()))
	if err != nil {
		return err
	}
	for _, j := range journals {
		if j.Event == sent.Event {
			return nil
		}
	}
	return t.Post(ctx, sent)
}

// transferFailed takes the sent money back in the books and tells everybody.
func (d *Desk) transferFailed(ctx context.Context, t Store, l lending.Loan, x Disbursement) error {
	journals, err := t.Journals(ctx, l.ID)
	if err != nil {
		return err
	}
	for _, j := range journals {
		if j.Event == "disbursement sent:"+x.Reference {
			mirror, err := j.Mirror(d.stamp(d.today()))
			if err != nil {
				return err
			}
			if err := t.Post(ctx, mirror); err != nil {
				return err
			}
		}
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "Your bank", "The transfer did not go through. "+x.Said); err != nil {
		return err
	}
	return d.tell(ctx, t, l, messageTransferFailed(l))
}

// stamp identifies a journal of the program's own making.
func (d *Desk) stamp(valueOn calendar.Day) lending.Stamp {
	return lending.Stamp{ID: id.New[lending.Journal](), ValueOn: valueOn, BookedAt: d.Now(), By: "system"}
}
