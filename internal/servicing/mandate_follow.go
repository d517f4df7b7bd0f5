package servicing

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/work"
)

// MandateReported takes Mono's webhook on a mandate as a hint and asks Mono itself, so that lost,
// late, doubled and reordered messages all end in the same state. A mandate that is not ours
// (another application of the same Mono business) is no error.
func (d *Desk) MandateReported(ctx context.Context, r MandateReport) (err error) {
	defer fault.Wrap(&err, "servicing.MandateReported(%s)", r.Reference)
	m, err := d.Store.MandateByReference(ctx, r.Reference, r.MonoID)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil || m.State.Final() {
		return err
	}
	live, err := d.Bank.Mandate(ctx, firstOf(m.MonoID, r.MonoID, m.Reference))
	if fault.Is(err, fault.NotFound) && r.State.Final() {
		live, err = r, nil // a cancelled mandate is deleted at Mono
	}
	if err != nil {
		return err
	}
	live.Said = firstOf(live.Said, r.Said)
	return d.followMandate(ctx, m, live)
}

// CheckMandates asks Mono for the mandates that wait for somebody, asks again for those planned and
// never opened, and has those cancelled that outlived their loan. Webhooks alone are not trusted.
func (d *Desk) CheckMandates(ctx context.Context) error {
	now, r := d.Now(), d.rules()
	ids, err := d.Store.MandatesToCheck(ctx, now.Add(-r.MandateEvery), now.Add(-r.ReadyEvery), now, r.Batch)
	if err != nil {
		return err
	}
	var errs []error
	for _, m := range ids {
		errs = append(errs, d.checkMandate(ctx, m))
	}
	return errors.Join(errs...)
}

func (d *Desk) checkMandate(ctx context.Context, mandate lending.MandateID) error {
	m, err := d.Store.Mandate(ctx, mandate)
	if err != nil || m.State.Final() {
		return err
	}
	l, err := d.Store.Loan(ctx, m.Loan)
	switch {
	case err != nil:
		return err
	case l.State.Final():
		return d.CancelMandate(ctx, mandate)
	case m.State == lending.MandatePlanned:
		return d.OpenMandate(ctx, m.Loan)
	}
	live, err := d.Bank.Mandate(ctx, firstOf(m.MonoID, m.Reference))
	if fault.Is(err, fault.NotFound) { // cancelled mandates are deleted at Mono
		return d.missMandate(ctx, m)
	}
	if err != nil {
		return err
	}
	return d.followMandate(ctx, m, live)
}

// missMandate notes that Mono does not know a mandate, and ends it when that has lasted.
func (d *Desk) missMandate(ctx context.Context, m lending.Mandate) error {
	gone := false
	if _, err := d.Store.UpdateMandate(ctx, m.ID, func(x lending.Mandate) (lending.Mandate, error) {
		x, gone = x.Missing(d.Now(), d.rules().MissingFor)
		return x, nil
	}); err != nil || !gone {
		return err
	}
	return d.followMandate(ctx, m, MandateReport{State: lending.MandateCancelled, Said: "Mono does not know the mandate any more."})
}

// CancelMandate ends a mandate whose loan has ended, at Mono and here.
func (d *Desk) CancelMandate(ctx context.Context, mandate lending.MandateID) (err error) {
	defer fault.Wrap(&err, "servicing.CancelMandate(%s)", mandate)
	m, err := d.Store.Mandate(ctx, mandate)
	if err != nil || m.State.Final() {
		return err
	}
	if m.MonoID != "" {
		if err := d.Bank.CancelMandate(ctx, m.MonoID); err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
	}
	return d.followMandate(ctx, m, MandateReport{State: lending.MandateCancelled, Said: "The loan has ended."})
}

// followMandate brings a mandate to what was reported, and the loan with it, in one transaction.
func (d *Desk) followMandate(ctx context.Context, m lending.Mandate, r MandateReport) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, m.Loan)
		if err != nil {
			return err
		}
		var before lending.MandateState
		after, err := t.UpdateMandate(ctx, m.ID, func(x lending.Mandate) (lending.Mandate, error) {
			before = x.State
			return d.report(x, r)
		})
		if err != nil || after.State == before {
			return err
		}
		if err := t.AddEvent(ctx, l.ID.String(), d.Now(), mandateActor[after.State], mandateWords[after.State]); err != nil {
			return err
		}
		return d.loanFollows(ctx, t, l, after)
	})
}

// report applies a report to a mandate: identifier and page first, then the state.
func (d *Desk) report(m lending.Mandate, r MandateReport) (lending.Mandate, error) {
	if m.State == lending.MandatePlanned && r.MonoID != "" {
		next, err := m.Initiate(r.MonoID, r.URL)
		if err != nil {
			return m, err
		}
		m = next
	}
	m.AuthoriseURL, m.MissingSince = firstOf(r.URL, m.AuthoriseURL), time.Time{}
	m.Bank, m.BankCode = firstOf(r.Bank, m.Bank), firstOf(r.BankCode, m.BankCode)
	m.AccountNumber, m.AccountName = firstOf(r.AccountNumber, m.AccountNumber), firstOf(r.AccountName, m.AccountName)
	m, _ = m.Follow(r.State, stamped(r.At, d.Now()))
	return m, nil
}

// stoppedMandate is why debits rest while a loan has no mandate; a new one that is ready ends it.
const stoppedMandate = "The mandate has ended: the borrower has to give a new one."

// loanFollows says what a mandate's new state means for its loan.
func (d *Desk) loanFollows(ctx context.Context, t Store, l lending.Loan, m lending.Mandate) error {
	switch {
	case m.State == lending.MandateInitiated && !l.State.Final():
		return d.tell(ctx, t, l, messageAuthorise(l, m, d.loanURL(l.ID)))
	case m.State == lending.MandateReady && l.State == lending.LoanAwaitingMandate:
		return d.startDisbursing(ctx, t, l, m)
	case m.State.Final() && l.State == lending.LoanAwaitingMandate:
		return d.tell(ctx, t, l, messageMandateEnded(l, d.loanURL(l.ID)))
	case m.State.Final() && l.State == lending.LoanActive:
		return d.stopFor(ctx, t, l, stoppedMandate)
	case m.State == lending.MandateReady && l.State == lending.LoanActive && l.StoppedWhy == stoppedMandate:
		if _, err := t.UpdateLoan(ctx, l.ID, func(x lending.Loan) (lending.Loan, error) { return x.ResumeDebits(d.Now()) }); err != nil {
			return err
		}
		return t.NextAttempt(ctx, l.ID, d.today())
	}
	return nil
}

// startDisbursing plans the one transfer, in the transaction in which the mandate became ready. A
// loan whose first due day has come too near is cancelled instead: its schedule no longer fits.
func (d *Desk) startDisbursing(ctx context.Context, t Store, l lending.Loan, m lending.Mandate) error {
	if len(l.Schedule.Rows) > 0 && d.today().AddDays(d.rules().MinDaysToFirst) > l.Schedule.Rows[0].DueOn {
		return d.cancelLoan(ctx, t, l, m, "The first due day came too near before the mandate was ready.")
	}
	if _, err := t.UpdateLoan(ctx, l.ID, lending.Loan.Disburse); err != nil {
		return err
	}
	x := Disbursement{
		Loan: l.ID, Attempt: 1, Reference: lending.DisbursementReference(l.ID, 1), Amount: l.Schedule.NetDisbursed,
		AccountNumber: m.AccountNumber, BankCode: m.BankCode, AccountName: m.AccountName,
		State: DisbursementPlanned, PlannedAt: d.Now(),
	}
	if err := d.fillAccount(ctx, t, &x); err != nil {
		return err
	}
	if err := t.AddDisbursement(ctx, x); err != nil {
		return err
	}
	return t.Enqueue(ctx, work.Item{Kind: work.DisburseLoan, ID: l.ID.String()})
}

// fillAccount takes from the linked account what Mono did not say of the mandated one.
func (d *Desk) fillAccount(ctx context.Context, t Store, x *Disbursement) error {
	if x.AccountNumber != "" && x.BankCode != "" && x.AccountName != "" {
		return nil
	}
	p, err := t.Payer(ctx, x.Loan)
	if err != nil {
		return err
	}
	x.AccountNumber = firstOf(x.AccountNumber, p.AccountNumber)
	if x.AccountNumber == p.AccountNumber {
		x.BankCode, x.AccountName = firstOf(x.BankCode, p.BankCode), firstOf(x.AccountName, p.AccountName)
	}
	return nil
}

// cancelLoan ends a loan that was never paid out, and its mandate.
func (d *Desk) cancelLoan(ctx context.Context, t Store, l lending.Loan, m lending.Mandate, why string) error {
	if _, err := t.UpdateLoan(ctx, l.ID, lending.Loan.Cancel); err != nil {
		return err
	}
	if err := t.AddEvent(ctx, l.ID.String(), d.Now(), "We", "Cancelled the loan before it was paid out. "+why); err != nil {
		return err
	}
	if err := d.tell(ctx, t, l, messageLoanCancelled(l, why)); err != nil {
		return err
	}
	if m.State.Final() {
		return nil
	}
	return t.Enqueue(ctx, work.Item{Kind: work.CancelMandate, ID: m.ID.String()})
}

func lock(ctx context.Context, t Store, loan lending.LoanID) (lending.Loan, error) {
	return t.UpdateLoan(ctx, loan, func(l lending.Loan) (lending.Loan, error) { return l, nil })
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
