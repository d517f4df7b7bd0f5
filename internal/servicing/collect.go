package servicing

import (
	"context"
	"errors"
	"fmt"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/work"
)

// CollectDue makes one repayment run as of a day: every instalment due and not done is planned,
// looked at and sent. A second run of the same day finds nothing to do. With TriggerCommand the
// debits are sent before the run ends; else jobs send them, and the run's counts grow with them.
// What goes wrong with one loan does not stop the others; it is in the error.
func (d *Desk) CollectDue(ctx context.Context, on calendar.Day, trigger string) (_ Run, err error) {
	defer fault.Wrap(&err, "servicing.CollectDue(%s)", on)
	if on > d.today() && !d.rules().RunAhead {
		return Run{}, fault.Newf(fault.Invalid, "%s has not come yet: nobody is debited before the due day.", on.Words())
	}
	run := Run{ID: id.New[Run](), On: on, Trigger: trigger, StartedAt: d.Now()}
	if err := d.Store.AddRun(ctx, run); err != nil {
		return Run{}, err
	}
	errs := []error{d.EndDay(ctx, on), d.planDue(ctx, run)}
	if err := d.Store.CountRun(context.WithoutCancel(ctx), run.ID, 0, d.Now()); err != nil {
		errs = append(errs, err)
	}
	run, _, err = d.Store.Run(context.WithoutCancel(ctx), run.ID)
	return run, errors.Join(append(errs, err)...)
}

// planDue goes through the loans with something due, in batches in the order of their ids.
func (d *Desk) planDue(ctx context.Context, run Run) error {
	var errs []error
	after := lending.LoanID("")
	for ctx.Err() == nil {
		due, err := d.Store.DueLoans(ctx, run.On, after, d.rules().RunBatch)
		if err != nil || len(due) == 0 {
			return errors.Join(append(errs, err)...)
		}
		for _, x := range due {
			after = x.Loan
			if err := d.collectSafely(ctx, run, x.Loan); err != nil {
				errs = append(errs, d.setAside(ctx, run, x.Loan, err))
			}
		}
		errs = append(errs, d.Store.CountRun(ctx, run.ID, len(due), run.FinishedAt))
	}
	return errors.Join(append(errs, ctx.Err())...)
}

// collectSafely keeps a mistake of ours with one loan from ending the run for those behind it.
func (d *Desk) collectSafely(ctx context.Context, run Run, loan lending.LoanID) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("servicing: loan %s: %v", loan, p)
		}
	}()
	return d.collectLoan(ctx, run, loan)
}

// setAside says what becomes of a loan that a run could not look at: it is an item on the officers'
// list, and the run itself did not fail; a command says it too. A bank or a database that does not
// answer is no item: the next run looks again.
func (d *Desk) setAside(ctx context.Context, run Run, loan lending.LoanID, cause error) error {
	if run.Trigger == TriggerCommand || fault.Is(cause, fault.Unavailable) || ctx.Err() != nil {
		return cause
	}
	return d.Store.AddBreak(ctx, d.broken(BreakRun, loan.String()+":"+run.On.String(), loan, money.Kobo(0), "The run could not look at the loan: "+fault.Said(cause)))
}

func (d *Desk) collectLoan(ctx context.Context, run Run, loan lending.LoanID) error {
	var planned lending.Debit
	err := d.Store.Atomically(ctx, func(t Store) error {
		x, ok, err := d.planDebit(ctx, t, run.On, loan)
		if err != nil || !ok {
			return err
		}
		if planned = x; run.Trigger != TriggerCommand {
			if err := t.Enqueue(ctx, work.Item{Kind: work.SubmitDebit, ID: x.ID.String()}); err != nil {
				return err
			}
		}
		return t.AddDebit(ctx, x, run.ID)
	})
	if err != nil || planned.ID == "" || run.Trigger != TriggerCommand {
		return err
	}
	return d.SubmitDebit(ctx, planned.ID)
}

// planDebit says under the loan's lock whether it is debited now, and for how much: everything due
// and unpaid, never more (K6). No debit follows another within the gap between looks.
func (d *Desk) planDebit(ctx context.Context, t Store, on calendar.Day, loan lending.LoanID) (_ lending.Debit, ok bool, err error) {
	l, err := lock(ctx, t, loan)
	if err != nil || l.State != lending.LoanActive || l.StoppedWhy != "" {
		return lending.Debit{}, false, err
	}
	debits, err := t.LoanDebits(ctx, loan)
	if err != nil {
		return lending.Debit{}, false, err
	}
	rules := d.rules()
	if _, flying := lending.DebitInFlight(debits); flying || d.Now().Sub(lending.LastTouched(debits)) < rules.Retry.LookGap {
		return lending.Debit{}, false, nil
	}
	ledger, err := d.accrue(ctx, t, l, on)
	if err != nil {
		return lending.Debit{}, false, err
	}
	due := ledger.Due(l.Schedule, on)
	if len(due) == 0 {
		return lending.Debit{}, false, nil
	}
	s := rules.Retry.Standing(debits, due[0].Row.N, unpaidDays(ledger, l.Schedule), on, l.ResumedAt)
	if !s.NextOn.Known() || s.NextOn > on {
		return lending.Debit{}, false, d.rest(ctx, t, l, s)
	}
	m, err := usableMandate(ctx, t, loan)
	amount := money.Min(lending.Owed(due), rules.DebitMax)
	if err != nil {
		return lending.Debit{}, false, err
	}
	if amount.Less(rules.DebitMin) {
		return lending.Debit{}, false, d.stopFor(ctx, t, l, "What is left is less than a bank debits: ask for a transfer, or waive it.")
	}
	if refusal := m.Covers(amount, max(on, d.today())); refusal != nil {
		return lending.Debit{}, false, d.uncovered(ctx, t, l, m, refusal)
	}
	x, err := lending.PlanDebit(id.New[lending.Debit](), l, m, due[0].Row.N, s.Attempt, amount, on, d.Now())
	return x, err == nil, err
}

// uncovered says what a mandate means that does not cover what is due: one that waits for the borrower
// or the bank is waited for, and for the others a person has to act.
func (d *Desk) uncovered(ctx context.Context, t Store, l lending.Loan, m lending.Mandate, refusal error) error {
	switch m.State {
	case lending.MandatePlanned, lending.MandateInitiated, lending.MandateApproved:
		return nil
	case lending.MandateReady, lending.MandatePaused:
		return d.stopFor(ctx, t, l, fault.Said(refusal))
	}
	return d.stopFor(ctx, t, l, stoppedMandate)
}

// rest notes when the loan is looked at again, or that an officer has to let it go on.
func (d *Desk) rest(ctx context.Context, t Store, l lending.Loan, s lending.Standing) error {
	if s.NextOn.Known() {
		return t.NextAttempt(ctx, l.ID, s.NextOn)
	}
	_, err := t.UpdateLoan(ctx, l.ID, func(x lending.Loan) (lending.Loan, error) { return x.StopDebits(s.Why) })
	return err
}

// usableMandate is the loan's newest mandate; a loan without one has the zero mandate, which covers nothing.
func usableMandate(ctx context.Context, t Store, loan lending.LoanID) (lending.Mandate, error) {
	known, err := t.LoanMandates(ctx, loan)
	if err != nil || len(known) == 0 {
		return lending.Mandate{}, err
	}
	return known[0], nil
}
