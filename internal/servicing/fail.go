package servicing

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// failed says when the next attempt is after a debit that took nothing, and tells the borrower.
func (d *Desk) failed(ctx context.Context, t Store, l lending.Loan, x lending.Debit, r DebitReport) error {
	if l.State != lending.LoanActive {
		return nil
	}
	s, err := d.standing(ctx, t, l, x)
	if err != nil {
		return err
	}
	if s.NextOn.Known() {
		s.NextOn = max(s.NextOn, lockedUntil(r.LockedUntil))
	}
	if err := d.rest(ctx, t, l, s); err != nil {
		return err
	}
	if x.State == lending.DebitNotSent {
		return t.AddEvent(ctx, l.ID.String(), d.Now(), "We", "The debit of "+x.Amount.String()+" was not sent. "+x.Said)
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "Your bank", "Did not pay "+x.Amount.String()+". "+firstOf(s.Why, x.Said)); err != nil {
		return err
	}
	return d.tell(ctx, t, l, messageFailed(l, x, s))
}

func (d *Desk) standing(ctx context.Context, t Store, l lending.Loan, x lending.Debit) (lending.Standing, error) {
	debits, err := t.LoanDebits(ctx, l.ID)
	if err != nil {
		return lending.Standing{}, err
	}
	ledger, err := t.Ledger(ctx, l.ID)
	if err != nil {
		return lending.Standing{}, err
	}
	days := unpaidDays(ledger, l.Schedule)
	return d.rules().Retry.Standing(debits, x.Instalment, days, max(x.On, d.today()), l.ResumedAt), nil
}

// ResumeDebits lets an officer have automatic debits go on, from today; failures before no longer count.
func (d *Desk) ResumeDebits(ctx context.Context, loan lending.LoanID, officer string) (err error) {
	defer fault.Wrap(&err, "servicing.ResumeDebits(%s)", loan)
	return d.Store.Atomically(ctx, func(t Store) error {
		if _, err := t.UpdateLoan(ctx, loan, func(l lending.Loan) (lending.Loan, error) { return l.ResumeDebits(d.Now()) }); err != nil {
			return err
		}
		if err := t.NextAttempt(ctx, loan, d.today()); err != nil {
			return err
		}
		return t.AddEvent(ctx, loan.String(), d.Now(), officer, "Let automatic debits go on.")
	})
}

// StopDebits lets an officer, at once, keep everything from being debited on a loan that is not
// already on its way to the bank.
func (d *Desk) StopDebits(ctx context.Context, loan lending.LoanID, officer, why string) (err error) {
	defer fault.Wrap(&err, "servicing.StopDebits(%s)", loan)
	if why == "" {
		return fault.Newf(fault.Invalid, "Say why the debits are to rest.")
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		if _, err := t.UpdateLoan(ctx, loan, func(l lending.Loan) (lending.Loan, error) { return l.StopDebits(why) }); err != nil {
			return err
		}
		return t.AddEvent(ctx, loan.String(), d.Now(), officer, "Stopped automatic debits: "+why)
	})
}

// lockedUntil makes a report's locking day comparable: a report that carries none has the zero value.
func lockedUntil(day calendar.Day) calendar.Day {
	if day == 0 {
		return calendar.NoDay
	}
	return day
}
