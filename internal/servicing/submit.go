package servicing

import (
	"context"
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// SubmitDebit looks at the balance and sends a planned debit. Found submitted already, it is looked
// up by its reference and never sent a second time: the process before may have been killed after
// the call.
func (d *Desk) SubmitDebit(ctx context.Context, debit lending.DebitID) (err error) {
	defer fault.Wrap(&err, "servicing.SubmitDebit(%s)", debit)
	x, err := d.Store.Debit(ctx, debit)
	if err != nil {
		return err
	}
	switch x.State {
	case lending.DebitSubmitted, lending.DebitUnknown:
		return d.CheckDebit(ctx, debit)
	case lending.DebitPlanned:
	default:
		return nil
	}
	if found, err := d.earlierOrder(ctx, x); err != nil || found {
		return err
	}
	m, err := d.Store.Mandate(ctx, x.Mandate)
	if err != nil {
		return err
	}
	enough, err := d.Bank.HasFunds(ctx, m.MonoID, x.Amount.Add(d.rules().Buffer))
	switch {
	case fault.Is(err, fault.Unavailable):
		return err // nothing was sent: the job comes back
	case err != nil:
		return d.withdraw(ctx, x, fault.Said(err))
	case !enough:
		return d.notCovered(ctx, x)
	}
	claimed, mine, err := d.claim(ctx, x)
	if err != nil || !mine {
		return err
	}
	l, err := d.Store.Loan(ctx, x.Loan)
	if err != nil {
		return err
	}
	report := d.Bank.Debit(ctx, DebitRequest{
		MandateID: m.MonoID, Reference: claimed.Reference, Amount: claimed.Amount, Narration: "Loan " + l.Number,
	})
	return d.recordDebit(context.WithoutCancel(ctx), claimed, report)
}

// earlierOrder looks up the orders of the loan that went to Mono and were never found: one may have been
// carried out late. When that is so, or nobody can say now, the planned debit is withdrawn: the next
// run plans what is due then.
func (d *Desk) earlierOrder(ctx context.Context, x lending.Debit) (found bool, err error) {
	debits, err := d.Store.LoanDebits(ctx, x.Loan)
	if err != nil {
		return false, err
	}
	for _, y := range debits {
		if y.State != lending.DebitNotSent || y.SubmittedAt.IsZero() || y.Reference != x.Reference && y.Instalment != x.Instalment {
			continue
		}
		report, err := d.lookUp(ctx, y)
		switch {
		case err != nil:
			return true, err
		case report.Outcome == OutcomeSettled:
			return true, errors.Join(d.withdraw(ctx, x, "An earlier order was carried out after all."), d.recordDebit(ctx, y, report))
		case report.Outcome == OutcomeUnknown:
			return true, d.withdraw(ctx, x, "An earlier order is still on its way.")
		}
	}
	return false, nil
}

// claim rechecks everything under the loan's lock and commits that the call is about to be made. A
// debit that is not allowed any more is withdrawn; one that somebody else claimed is not ours.
func (d *Desk) claim(ctx context.Context, x lending.Debit) (claimed lending.Debit, mine bool, err error) {
	err = d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		refusal, err := d.allowed(ctx, t, l, x)
		if err != nil {
			return err
		}
		now := d.Now()
		claimed, err = t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) {
			if y.State != lending.DebitPlanned {
				return y, nil
			}
			if refusal != nil {
				return y.NotSent(fault.Said(refusal), now)
			}
			mine = true
			return y.Submit(now, now.Add(d.rules().LookEvery))
		})
		return err
	})
	return claimed, mine && err == nil, err
}

// allowed says why a planned debit may not be sent: the loan is not active or rests, less is due than
// was planned (the borrower paid otherwise), or the mandate does not cover it (K6, K7).
func (d *Desk) allowed(ctx context.Context, t Store, l lending.Loan, x lending.Debit) (refusal, err error) {
	if l.State != lending.LoanActive || l.StoppedWhy != "" {
		return fault.Newf(fault.Conflict, "Loan %s is not debited now.", l.Number), nil
	}
	m, err := t.Mandate(ctx, x.Mandate)
	if err != nil {
		return nil, err
	}
	ledger, err := d.accrue(ctx, t, l, x.On)
	if err != nil {
		return nil, err
	}
	if due := lending.Owed(ledger.Due(l.Schedule, x.On)); due.Less(x.Amount) {
		return fault.Newf(fault.Conflict, "Only %s is due.", due), nil
	}
	return m.Covers(x.Amount, max(x.On, d.today())), nil
}

// withdraw ends a planned debit that the bank does not take up, for example because the mandate
// was paused; nothing was sent, and the next run looks again.
func (d *Desk) withdraw(ctx context.Context, x lending.Debit, why string) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		if _, err := lock(ctx, t, x.Loan); err != nil {
			return err
		}
		_, err := t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) {
			if y.State != lending.DebitPlanned {
				return y, nil
			}
			return y.NotSent(why, d.Now())
		})
		return err
	})
}

// notCovered ends a look that found too little money. It is not an attempt: a debit that the bank
// refuses for want of funds can cost the borrower more than the instalment.
func (d *Desk) notCovered(ctx context.Context, x lending.Debit) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		changed := false
		_, err = t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) {
			if y.State != lending.DebitPlanned {
				return y, nil
			}
			changed = true
			return y.NotCovered("There was too little money in the account; nothing was sent to your bank.", d.Now())
		})
		if err != nil || !changed {
			return err
		}
		if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "We", "Looked for "+x.Amount.String()+": the account did not cover it. Nothing was sent."); err != nil {
			return err
		}
		return d.tellOncePerDay(ctx, t, l, x, messageNotCovered(l, x))
	})
}
