package servicing

import (
	"context"
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// Reconcile goes through the debits whose outcome is open: those that are due to be looked up, and
// those that were planned and lost their job. It changes nothing that is not due.
func (d *Desk) Reconcile(ctx context.Context) error {
	now, r := d.Now(), d.rules()
	debits, err := d.Store.DebitsToCheck(ctx, now.Add(-r.PlannedFor), now, r.Batch)
	errs := []error{err}
	for _, x := range debits {
		errs = append(errs, d.SubmitDebit(ctx, x.ID))
	}
	return errors.Join(errs...)
}

// CheckDebit looks up a debit that was sent and records what the bank says. It never sends one.
func (d *Desk) CheckDebit(ctx context.Context, debit lending.DebitID) (err error) {
	defer fault.Wrap(&err, "servicing.CheckDebit(%s)", debit)
	x, err := d.Store.Debit(ctx, debit)
	if err != nil || (x.State != lending.DebitSubmitted && x.State != lending.DebitUnknown) {
		return err
	}
	report, err := d.lookUp(ctx, x)
	if err != nil {
		report = DebitReport{Reference: x.Reference, Outcome: OutcomeUnknown, Code: x.ResponseCode, Said: fault.Said(err)}
	}
	return errors.Join(err, d.recordDebit(ctx, x, report))
}

// DebitReported takes Mono's webhook on a debit as a hint and looks the debit up (K8). What the
// look-up leaves out (the response code, the fee) is taken from the webhook when both agree.
func (d *Desk) DebitReported(ctx context.Context, r DebitReport) (err error) {
	defer fault.Wrap(&err, "servicing.DebitReported(%s)", r.Reference)
	x, err := d.Store.DebitByReference(ctx, r.Reference)
	if fault.Is(err, fault.NotFound) {
		return nil // another application of the same Mono business
	}
	if err != nil || (x.State != lending.DebitSubmitted && x.State != lending.DebitUnknown && x.State != lending.DebitNotSent) {
		return err
	}
	live, err := d.lookUp(ctx, x)
	if err != nil {
		return err
	}
	if live.Outcome == r.Outcome {
		live = complete(live, r)
	}
	if r.Outcome == OutcomeSettled && live.Outcome == OutcomeNotFound {
		// One says that money was taken and the other that it never heard of it: a person decides.
		said := "Mono reported the debit as successful and does not find it when asked."
		if err := d.Store.AddBreak(ctx, d.broken(BreakNotSettled, x.Reference, x.Loan, x.Amount, said)); err != nil {
			return err
		}
	}
	if x.State == lending.DebitNotSent && live.Outcome != OutcomeSettled {
		return nil
	}
	return d.recordDebit(ctx, x, live)
}

func (d *Desk) lookUp(ctx context.Context, x lending.Debit) (DebitReport, error) {
	m, err := d.Store.Mandate(ctx, x.Mandate)
	if err != nil {
		return DebitReport{}, err
	}
	return d.Bank.LookUpDebit(ctx, m.MonoID, x.Reference)
}

func complete(live, hint DebitReport) DebitReport {
	live.Code, live.Said = firstOf(live.Code, hint.Code), firstOf(live.Said, hint.Said)
	live.BankReference = firstOf(live.BankReference, hint.BankReference)
	if live.Fee.IsZero() {
		live.Fee = hint.Fee
	}
	if live.At.IsZero() {
		live.At = hint.At
	}
	return live
}
