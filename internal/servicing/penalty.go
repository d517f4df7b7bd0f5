package servicing

import (
	"context"
	"errors"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
)

// chargePenalties books what overdue instalments cost more through a day, where the rules ask for it.
// It goes through the loans that are overdue only; a loan whose debits rest is left alone, because a
// dispute, a hardship or a fault of ours costs the borrower nothing.
func (d *Desk) chargePenalties(ctx context.Context, on calendar.Day) error {
	if d.rules().Penalty.None() {
		return nil
	}
	var errs []error
	for after := lending.LoanID(""); ctx.Err() == nil; {
		late, err := d.Store.OverdueLoans(ctx, on, after, d.rules().RunBatch)
		if err != nil || len(late) == 0 {
			return errors.Join(append(errs, err)...)
		}
		for _, loan := range late {
			after = loan
			errs = append(errs, d.Store.Atomically(ctx, func(t Store) error { return d.chargePenalty(ctx, t, loan, on) }))
		}
	}
	return errors.Join(append(errs, ctx.Err())...)
}

func (d *Desk) chargePenalty(ctx context.Context, t Store, loan lending.LoanID, on calendar.Day) error {
	l, err := lock(ctx, t, loan)
	if err != nil || l.State != lending.LoanActive || l.StoppedWhy != "" {
		return err
	}
	ledger, err := d.accrue(ctx, t, l, on)
	if err != nil {
		return err
	}
	for _, x := range d.rules().Penalty.PenaltiesDue(l.Schedule, ledger, on) {
		j, err := lending.BookPenalty(l, x.Instalment, x.Amount, d.stamp(on))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
	}
	return nil
}
