package servicing

import (
	"context"
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/work"
)

// Disburse makes the one transfer of a loan whose mandate is ready now. Found submitted already, it
// is looked up and never made a second time.
func (d *Desk) Disburse(ctx context.Context, loan lending.LoanID) (err error) {
	defer fault.Wrap(&err, "servicing.Disburse(%s)", loan)
	x, err := d.Store.Disbursement(ctx, loan)
	if err != nil {
		return err
	}
	switch x.State {
	case DisbursementSubmitted, DisbursementUnknown:
		return d.checkDisbursement(ctx, x)
	case DisbursementPlanned:
	default:
		return nil
	}
	if x.MaybeSent() {
		report, err := d.Bank.LookUpTransfer(ctx, x.MonoID, x.Reference)
		if err != nil {
			return err
		}
		if report.Outcome != OutcomeNotFound {
			return d.recordTransfer(ctx, x, report)
		}
	}
	ready, err := d.fulfilled(ctx, x)
	if err != nil || !ready {
		return err
	}
	return d.transfer(ctx, x)
}

// fulfilled checks what must hold on the day of the transfer: the mandate is ready at Mono, and the
// account belongs to the person whose name the mandate carries.
func (d *Desk) fulfilled(ctx context.Context, x Disbursement) (bool, error) {
	known, err := d.Store.LoanMandates(ctx, x.Loan)
	if err != nil || len(known) == 0 {
		return false, err
	}
	if err := d.checkMandate(ctx, known[0].ID); err != nil {
		return false, err
	}
	m, err := d.Store.Mandate(ctx, known[0].ID)
	if err != nil {
		return false, err
	}
	if m.State.Final() {
		return false, d.withdrawLoan(ctx, m, "The mandate ended before the money left.")
	}
	if m.State != lending.MandateReady || !m.MissingSince.IsZero() {
		return false, nil // CheckDisbursements comes back
	}
	l, err := d.Store.Loan(ctx, x.Loan)
	if err != nil {
		return false, err
	}
	if !x.MaybeSent() && d.today().AddDays(d.rules().MinDaysToFirst) > l.Schedule.Rows[0].DueOn {
		return false, d.withdrawLoan(ctx, m, "The first due day came too near before the money left.")
	}
	payer, err := d.Store.Payer(ctx, x.Loan)
	if err != nil {
		return false, err
	}
	name, err := d.Bank.AccountName(ctx, x.BankCode, x.AccountNumber)
	switch {
	case fault.Is(err, fault.NotFound), fault.Is(err, fault.Invalid):
		return false, d.refuseTransfer(ctx, x, "The bank does not know the account "+lastDigits(x.AccountNumber)+".")
	case err != nil:
		return false, err
	case !sameName(name, payer.AccountName) && !sameName(name, payer.Name):
		return false, d.refuseTransfer(ctx, x, "The bank says that the account belongs to somebody else.")
	}
	return true, nil
}

// transfer commits the intent, makes the transfer, and commits what came of it.
func (d *Desk) transfer(ctx context.Context, x Disbursement) error {
	claimed, err := d.Store.UpdateDisbursement(ctx, x.Loan, func(y Disbursement) (Disbursement, error) {
		return y.submit(d.Now(), d.Now().Add(d.rules().LookEvery))
	})
	if errors.Is(err, lending.ErrEnded) {
		return nil // somebody else made it
	}
	if err != nil {
		return err
	}
	l, err := d.Store.Loan(ctx, x.Loan)
	if err != nil {
		return err
	}
	payer, err := d.Store.Payer(ctx, x.Loan)
	if err != nil {
		return err
	}
	report := d.Bank.Transfer(ctx, TransferRequest{
		Reference: claimed.Reference, Amount: claimed.Amount, BankCode: claimed.BankCode,
		AccountNumber: claimed.AccountNumber, Email: payer.Email, Narration: "Loan " + l.Number,
	})
	return d.recordTransfer(context.WithoutCancel(ctx), claimed, report)
}

// refuseTransfer ends a transfer that must not be made; an officer mends the cause.
func (d *Desk) refuseTransfer(ctx context.Context, x Disbursement, why string) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil || l.State != lending.LoanDisbursing {
			return err
		}
		after, err := t.UpdateDisbursement(ctx, x.Loan, func(y Disbursement) (Disbursement, error) { return y.refuse(x, why, d.Now()) })
		if errors.Is(err, lending.ErrEnded) {
			return nil // another process has sent it meanwhile
		}
		if err != nil {
			return err
		}
		return d.transferFailed(ctx, t, l, after)
	})
}

// withdrawLoan cancels a loan whose money has surely not left.
func (d *Desk) withdrawLoan(ctx context.Context, m lending.Mandate, why string) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, m.Loan)
		if err != nil || l.State != lending.LoanDisbursing {
			return err
		}
		if _, err := t.UpdateDisbursement(ctx, l.ID, func(x Disbursement) (Disbursement, error) {
			return x.refuse(x, why, d.Now())
		}); err != nil {
			if errors.Is(err, lending.ErrEnded) {
				return nil // it may have been made: the look-up says
			}
			return err
		}
		return d.cancelLoan(ctx, t, l, m, why)
	})
}

// RetryDisbursement lets an officer have a refused transfer made again, under a new reference.
func (d *Desk) RetryDisbursement(ctx context.Context, loan lending.LoanID, officer string) (err error) {
	defer fault.Wrap(&err, "servicing.RetryDisbursement(%s)", loan)
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, loan)
		if err != nil {
			return err
		}
		if l.State != lending.LoanDisbursing {
			return fault.Newf(fault.Conflict, "Loan %s is %s: there is nothing to pay out.", l.Number, l.State)
		}
		if _, err := t.UpdateDisbursement(ctx, loan, func(x Disbursement) (Disbursement, error) { return x.retry(d.Now()) }); err != nil {
			return err
		}
		if err := t.AddEvent(ctx, loan.String(), d.Now(), officer, "Asked for the transfer to be made again."); err != nil {
			return err
		}
		return t.Enqueue(ctx, work.Item{Kind: work.DisburseLoan, ID: loan.String()})
	})
}

// CheckDisbursements looks up transfers whose outcome is open and makes those that were planned and
// lost their job.
func (d *Desk) CheckDisbursements(ctx context.Context) error {
	now, r := d.Now(), d.rules()
	loans, err := d.Store.DisbursementsToCheck(ctx, now.Add(-r.PlannedFor), now, r.Batch)
	errs := []error{err}
	for _, loan := range loans {
		errs = append(errs, d.Disburse(ctx, loan))
	}
	return errors.Join(errs...)
}

// DisbursementReported takes Mono's webhook on a transfer as a hint and looks the transfer up.
func (d *Desk) DisbursementReported(ctx context.Context, r DisbursementReport) (err error) {
	defer fault.Wrap(&err, "servicing.DisbursementReported(%s)", r.Reference)
	x, err := d.Store.DisbursementByReference(ctx, r.Reference)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || (x.State != DisbursementSubmitted && x.State != DisbursementUnknown && !(x.State == DisbursementPlanned && x.MaybeSent())) {
		return err
	}
	x.MonoID = firstOf(x.MonoID, r.MonoID)
	return d.checkDisbursement(ctx, x)
}

func (d *Desk) checkDisbursement(ctx context.Context, x Disbursement) error {
	report, err := d.Bank.LookUpTransfer(ctx, x.MonoID, x.Reference)
	if err != nil {
		report = DisbursementReport{Reference: x.Reference, MonoID: x.MonoID, Outcome: OutcomeUnknown, Said: fault.Said(err)}
	}
	return errors.Join(err, d.recordTransfer(ctx, x, report))
}
