package servicing

import (
	"context"
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// LapseLoans cancels the loans that still wait for a mandate when their first due day has come too
// near for a pay-out: the schedule that was agreed on no longer fits and nothing was paid, so the
// borrower is free to apply again.
func (d *Desk) LapseLoans(ctx context.Context) error {
	r := d.rules()
	loans, err := d.Store.LoansWaitingPast(ctx, d.today().AddDays(r.MinDaysToFirst), r.Batch)
	if err != nil {
		return err
	}
	var errs []error
	for _, l := range loans {
		errs = append(errs, d.lapse(ctx, l))
	}
	return errors.Join(errs...)
}

func (d *Desk) lapse(ctx context.Context, loan lending.LoanID) (err error) {
	defer fault.Wrap(&err, "servicing.lapse(%s)", loan)
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, loan)
		if err != nil || l.State != lending.LoanAwaitingMandate {
			return err
		}
		known, err := t.LoanMandates(ctx, loan)
		if err != nil {
			return err
		}
		latest := lending.Mandate{State: lending.MandateCancelled}
		if len(known) > 0 {
			latest = known[0]
		}
		return d.cancelLoan(ctx, t, l, latest, "The first due day came too near before the mandate was ready.")
	})
}
