package servicing

import (
	"context"
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// ReversalReport is Mono's word that the payer's bank disputes a debit, or took its money back.
type ReversalReport struct {
	Reference string      // ours
	Amount    money.Money // zero: not said
}

// DebitDisputed notes that the payer's bank disputes a debit that was successful. The money is still
// ours; debits rest and a person answers the bank.
func (d *Desk) DebitDisputed(ctx context.Context, r ReversalReport) (err error) {
	defer fault.Wrap(&err, "servicing.DebitDisputed(%s)", r.Reference)
	x, err := d.Store.DebitByReference(ctx, r.Reference)
	if fault.Is(err, fault.NotFound) {
		return nil // another application of the same Mono business
	}
	if err != nil {
		return err
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		_, err = t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) { return y.Dispute(d.Now()) })
		if errors.Is(err, lending.ErrEnded) {
			return nil // said before, or over
		}
		if err != nil {
			return err
		}
		said := "The bank disputes the debit of " + x.Collected().String() + "."
		if err := t.AddBreak(ctx, d.broken(BreakDisputed, x.Reference, l.ID, x.Collected(), said)); err != nil {
			return err
		}
		if err := d.stopFor(ctx, t, l, said); err != nil {
			return err
		}
		return t.AddEvent(ctx, l.ID.String(), d.Now(), "Your bank", "Disputes the payment of "+x.Collected().String()+".")
	})
}

// DebitReversed books that the bank took a debit's money back, weeks later perhaps: the mirror of the
// stored split, so that the instalments open again from their original due days; a loan that was
// closed opens again; debits rest until an officer has spoken to the borrower. A report that does not
// fit what we know is a difference on the officers' list and books nothing.
func (d *Desk) DebitReversed(ctx context.Context, r ReversalReport) (err error) {
	defer fault.Wrap(&err, "servicing.DebitReversed(%s)", r.Reference)
	x, err := d.Store.DebitByReference(ctx, r.Reference)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || x.Reversed() {
		return err
	}
	if x.State != lending.DebitSettled || (!r.Amount.IsZero() && !r.Amount.Equal(x.Collected())) {
		return d.Store.AddBreak(ctx, d.broken(BreakReversedOther, x.Reference, x.Loan, r.Amount,
			"Mono says that "+r.Amount.String()+" was taken back; the debit is "+string(x.State)+" with "+x.Collected().String()+"."))
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		after, err := t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) { return y.Reverse(d.today()) })
		if errors.Is(err, lending.ErrEnded) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := t.UpdateMandate(ctx, x.Mandate, func(m lending.Mandate) (lending.Mandate, error) { return m.GiveBack(x.Collected()), nil }); err != nil {
			return err
		}
		if err := d.undo(ctx, t, l, "repayment:"+x.ID.String()); err != nil {
			return err
		}
		if after.PaidOut() && d.rules().Settlement == ByRule {
			j, err := lending.BookTakenBack(l, x.ID, x.Collected(), d.stamp(d.today()))
			if err != nil {
				return err
			}
			if err := t.Post(ctx, j); err != nil {
				return err
			}
		}
		return d.reopened(ctx, t, l, after)
	})
}

// undo mirrors a journal of a locked loan and opens the instalments that it had paid.
func (d *Desk) undo(ctx context.Context, t Store, l lending.Loan, event string) error {
	journals, err := t.Journals(ctx, l.ID)
	if err != nil {
		return err
	}
	for _, j := range journals {
		if j.Event != event {
			continue
		}
		mirror, err := j.Mirror(d.stamp(d.today()))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, mirror); err != nil {
			return err
		}
		var open []int
		for _, e := range mirror.Entries {
			if e.Instalment > 0 {
				open = append(open, e.Instalment)
			}
		}
		return t.Reopen(ctx, l.ID, open)
	}
	return fault.Newf(fault.Internal, "Loan %s has no journal %s.", l.Number, event)
}

// reopened says to everybody what a reversal means.
func (d *Desk) reopened(ctx context.Context, t Store, l lending.Loan, x lending.Debit) error {
	kind := BreakReversed
	if l.State == lending.LoanClosed {
		kind = BreakAfterClosing
		opened, err := t.UpdateLoan(ctx, l.ID, lending.Loan.Reopen)
		if err != nil {
			return err
		}
		l = opened
	}
	said := "The bank took back " + x.Collected().String() + " of " + x.On.Words() + "."
	if err := t.AddBreak(ctx, d.broken(kind, x.Reference, l.ID, x.Collected(), said)); err != nil {
		return err
	}
	if err := d.stopFor(ctx, t, l, said); err != nil {
		return err
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "Your bank", "Took back the payment of "+x.Collected().String()+"; it is owed again."); err != nil {
		return err
	}
	return d.tell(ctx, t, l, messageReversed(l, x))
}

// stopFor rests the debits of a loan that can be debited.
func (d *Desk) stopFor(ctx context.Context, t Store, l lending.Loan, why string) error {
	if l.State != lending.LoanActive {
		return nil
	}
	_, err := t.UpdateLoan(ctx, l.ID, func(y lending.Loan) (lending.Loan, error) { return y.StopDebits(why) })
	return err
}

// ReversePayment takes back a payment that an officer recorded wrongly. One that changed the schedule
// or ended the loan is not taken back: what follows from it is agreed with the borrower.
func (d *Desk) ReversePayment(ctx context.Context, payment PaymentID, officer, why string) (err error) {
	defer fault.Wrap(&err, "servicing.ReversePayment(%s)", payment)
	if why == "" {
		return fault.Newf(fault.Invalid, "Say why the payment is taken back.")
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		p, err := t.Payment(ctx, payment)
		if err != nil {
			return err
		}
		l, err := lock(ctx, t, p.Loan)
		if err != nil {
			return err
		}
		if p.Kind != PaymentTransfer || p.Beyond != lending.BeyondCredit || l.State != lending.LoanActive {
			return fault.Newf(fault.Conflict, "This payment changed the loan and cannot be taken back by itself.")
		}
		if err := t.ReversePayment(ctx, payment, officer, why, d.Now()); err != nil {
			return err
		}
		if err := d.undo(ctx, t, l, "payment:"+payment.String()); err != nil {
			return err
		}
		return t.AddEvent(ctx, l.ID.String(), d.Now(), officer, "Took back the payment of "+p.Amount.String()+": "+why)
	})
}
