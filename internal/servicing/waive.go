package servicing

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// Waiver is a debt that was forgiven: who, when, why.
type Waiver struct {
	ID     id.Of[Waiver]
	Loan   lending.LoanID
	Amount money.Money
	Claim  lending.Account // the receivable
	Why    string
	By     string
	At     time.Time
}

// Waive forgives an amount of one kind of claim that has fallen due, the oldest instalment first.
func (d *Desk) Waive(ctx context.Context, loan lending.LoanID, claim lending.Account, amount money.Money, officer, why string) (err error) {
	defer fault.Wrap(&err, "servicing.Waive(%s)", loan)
	if why == "" || !amount.Positive() {
		return fault.Newf(fault.Invalid, "Say how much is waived and why.")
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, loan)
		if err != nil {
			return err
		}
		if l.State != lending.LoanActive {
			return fault.Newf(fault.Conflict, "Loan %s is %s: there is nothing to waive.", l.Number, l.State)
		}
		ledger, err := d.accrue(ctx, t, l, d.today())
		if err != nil {
			return err
		}
		a := lending.AllocateTo(amount, ledger.Due(l.Schedule, d.today()), claim)
		if !a.Left.IsZero() {
			return fault.Newf(fault.Conflict, "Only %s of it is due.", amount.Sub(a.Left))
		}
		w := Waiver{ID: id.New[Waiver](), Loan: loan, Amount: amount, Claim: claim, Why: why, By: officer, At: d.Now()}
		j, err := lending.BookWaiver(l, w.ID.String(), a.Shares, d.stampBy(d.today(), officer))
		if err != nil {
			return err
		}
		if err := t.AddWaiver(ctx, w); err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		if err := t.AddEvent(ctx, l.ID.String(), d.Now(), officer, "Waived "+amount.String()+": "+why); err != nil {
			return err
		}
		return d.afterPayment(ctx, t, l, lending.PaidEarly{Schedule: l.Schedule}, amount, d.today(), officer)
	})
}

// WriteOff is a loan that is taken out of the books: asked for by one person, approved by another.
type WriteOff struct {
	Loan       lending.LoanID
	Why        string
	AskedBy    string
	AskedAt    time.Time
	ApprovedBy string
	ApprovedOn calendar.Day // NoDay until approved
	Claim      money.Money  // what left the books; it goes on as a claim
}

// AskWriteOff asks for a loan to be written off. A loan that is not long enough past due refuses.
func (d *Desk) AskWriteOff(ctx context.Context, loan lending.LoanID, officer, why string) (err error) {
	defer fault.Wrap(&err, "servicing.AskWriteOff(%s)", loan)
	if why == "" {
		return fault.Newf(fault.Invalid, "Say why the loan is written off.")
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		l, ledger, err := d.lateBooks(ctx, t, loan)
		if err != nil {
			return err
		}
		if _, err := l.WriteOff(lending.DaysPastDue(l.Schedule, ledger, d.today()), d.rules().WriteOffFrom); err != nil {
			return err
		}
		if err := t.AddWriteOff(ctx, WriteOff{Loan: loan, Why: why, AskedBy: officer, AskedAt: d.Now(), ApprovedOn: calendar.NoDay, Claim: ledger.Owes().Total()}); err != nil {
			return err
		}
		return t.AddEvent(ctx, loan.String(), d.Now(), officer, "Asked for the loan to be written off: "+why)
	})
}

// ApproveWriteOff takes the loan out of the books; the person who asked may not approve. What is left
// of the upfront fee is earned, the allowance is used up, and debits end. The claim goes on.
func (d *Desk) ApproveWriteOff(ctx context.Context, loan lending.LoanID, officer string) (err error) {
	defer fault.Wrap(&err, "servicing.ApproveWriteOff(%s)", loan)
	return d.Store.Atomically(ctx, func(t Store) error {
		l, ledger, err := d.lateBooks(ctx, t, loan)
		if err != nil {
			return err
		}
		w, err := t.ApproveWriteOff(ctx, loan, officer, d.today(), ledger.Owes().Total())
		if err != nil {
			return err
		}
		if err := d.releaseFee(ctx, t, l, ledger, d.today()); err != nil {
			return err
		}
		j, err := lending.BookWriteOff(l, ledger, d.stampBy(d.today(), officer))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		if _, err := t.UpdateLoan(ctx, loan, func(y lending.Loan) (lending.Loan, error) {
			return y.WriteOff(lending.DaysPastDue(l.Schedule, ledger, d.today()), d.rules().WriteOffFrom)
		}); err != nil {
			return err
		}
		return t.AddEvent(ctx, loan.String(), d.Now(), officer, "Wrote the loan off; "+w.AskedBy+" had asked for it. "+w.Claim.String()+" is still owed.")
	})
}

func (d *Desk) lateBooks(ctx context.Context, t Store, loan lending.LoanID) (lending.Loan, lending.Ledger, error) {
	l, err := lock(ctx, t, loan)
	if err != nil {
		return l, lending.Ledger{}, err
	}
	ledger, err := d.accrue(ctx, t, l, d.today())
	return l, ledger, err
}

// releaseFee earns what is left of the upfront fee of a loan that ends.
func (d *Desk) releaseFee(ctx context.Context, t Store, l lending.Loan, ledger lending.Ledger, on calendar.Day) error {
	j, ok, err := lending.BookFeeReleased(l, ledger.Balance(lending.UnearnedFeeIncome).Neg(), d.stamp(on))
	if err != nil || !ok {
		return err
	}
	return t.Post(ctx, j)
}

// RecordRecovery books money that came in for a loan that was written off.
func (d *Desk) RecordRecovery(ctx context.Context, f PaymentForm, officer string) (_ Payment, err error) {
	defer fault.Wrap(&err, "servicing.RecordRecovery(%s)", f.Loan)
	p, err := d.checked(f, PaymentRecovery, officer)
	if err != nil {
		return p, err
	}
	return p, d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, f.Loan)
		if err != nil {
			return err
		}
		if l.State != lending.LoanWrittenOff {
			return fault.Newf(fault.Conflict, "Loan %s is %s, not written off.", l.Number, l.State)
		}
		if err := t.AddPayment(ctx, p); err != nil {
			return err
		}
		j, err := lending.BookRecovery(l, p.ID.String(), p.Amount, d.stampBy(p.ValueOn, officer))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		return t.AddEvent(ctx, l.ID.String(), d.Now(), officer, "Recorded "+p.Amount.String()+" on the loan that was written off.")
	})
}
