package servicing

import (
	"context"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// Quote says what settles a loan today. Nothing is written: the interest to date is in the books of
// today already, or is booked by the day's end that the quote brings forward.
func (d *Desk) Quote(ctx context.Context, loan lending.LoanID) (q lending.Quote, err error) {
	defer fault.Wrap(&err, "servicing.Quote(%s)", loan)
	err = d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, loan)
		if err != nil {
			return err
		}
		if l.State != lending.LoanActive {
			return fault.Newf(fault.Conflict, "Loan %s is %s: there is nothing to settle.", l.Number, l.State)
		}
		ledger, err := d.accrue(ctx, t, l, d.today())
		q = lending.SettlementQuote(l, ledger, d.today(), d.today().AddDays(d.rules().QuoteDays))
		return err
	})
	return q, err
}

// RefundCredit records that an overpayment was paid back, with the bank's reference of the transfer.
func (d *Desk) RefundCredit(ctx context.Context, f PaymentForm, officer string) (_ Payment, err error) {
	defer fault.Wrap(&err, "servicing.RefundCredit(%s)", f.Loan)
	return d.credited(ctx, f, PaymentRefund, officer, func(t Store, l lending.Loan, p Payment, _ lending.Ledger) error {
		j, err := lending.BookRefund(l, p.ID.String(), p.Amount, d.stampBy(p.ValueOn, officer))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		return t.AddEvent(ctx, l.ID.String(), d.Now(), officer, "Paid back "+p.Amount.String()+" that was paid too much.")
	})
}

// UseCredit pays what is due out of the borrower's credit, because they asked for it.
func (d *Desk) UseCredit(ctx context.Context, loan lending.LoanID, amount money.Money, officer string) (_ Payment, err error) {
	defer fault.Wrap(&err, "servicing.UseCredit(%s)", loan)
	f := PaymentForm{Loan: loan, Amount: amount, ValueOn: d.today(), Reference: "credit of " + loan.String() + " at " + d.Now().UTC().Format("2006-01-02T15:04:05.000")}
	return d.credited(ctx, f, PaymentCredit, officer, func(t Store, l lending.Loan, p Payment, g lending.Ledger) error {
		a := lending.Allocate(p.Amount, g.Due(l.Schedule, p.ValueOn))
		if !a.Left.IsZero() {
			return fault.Newf(fault.Conflict, "Only %s is due.", p.Amount.Sub(a.Left))
		}
		j, err := lending.BookCreditUsed(l, p.ID.String(), a, d.stampBy(p.ValueOn, officer))
		if err != nil {
			return err
		}
		if err := t.Post(ctx, j); err != nil {
			return err
		}
		return d.afterPayment(ctx, t, l, lending.PaidEarly{Schedule: l.Schedule}, p.Amount, p.ValueOn, officer)
	})
}

// credited records a payment out of a borrower's credit, never of more than there is.
func (d *Desk) credited(ctx context.Context, f PaymentForm, kind PaymentKind, officer string, book func(Store, lending.Loan, Payment, lending.Ledger) error) (Payment, error) {
	p, err := d.checked(f, kind, officer)
	if err != nil {
		return p, err
	}
	return p, d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, f.Loan)
		if err != nil {
			return err
		}
		ledger, err := d.accrue(ctx, t, l, d.today())
		if err != nil {
			return err
		}
		if held := ledger.Balance(lending.BorrowerCreditBalances).Neg(); held.Less(p.Amount) {
			return fault.Newf(fault.Conflict, "The borrower's credit is %s.", money.Max(held, money.Of(0, p.Amount.Currency())))
		}
		if err := t.AddPayment(ctx, p); err != nil {
			return err
		}
		return book(t, l, p, ledger)
	})
}
