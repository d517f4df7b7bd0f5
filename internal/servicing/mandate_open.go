package servicing

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// OpenMandate plans the loan's mandate, has Mono open its authorisation page and tells the borrower.
// A repeat finds what is there: a mandate that lives is left alone, a planned one is first asked for
// at Mono by its reference, and one that has ended is followed by a new one.
func (d *Desk) OpenMandate(ctx context.Context, loan lending.LoanID) (err error) {
	defer fault.Wrap(&err, "servicing.OpenMandate(%s)", loan)
	m, fresh, err := d.planMandate(ctx, loan)
	if err != nil || m.State != lending.MandatePlanned {
		return err
	}
	if !fresh {
		report, err := d.Bank.Mandate(ctx, m.Reference)
		switch {
		case err == nil:
			return d.adoptMandate(ctx, m, report)
		case !fault.Is(err, fault.NotFound):
			return err
		}
	}
	report, err := d.initiateMandate(ctx, loan, m)
	if err != nil {
		return err
	}
	return d.followMandate(ctx, m, report)
}

// planMandate commits the intent: the mandate with our reference, before anybody is called.
func (d *Desk) planMandate(ctx context.Context, loan lending.LoanID) (m lending.Mandate, fresh bool, err error) {
	err = d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, loan)
		if err != nil {
			return err
		}
		known, err := t.LoanMandates(ctx, loan)
		if err != nil {
			return err
		}
		if len(known) > 0 && !known[0].State.Final() {
			m = known[0]
			return nil
		}
		if l.State != lending.LoanAwaitingMandate && l.State != lending.LoanActive {
			return nil
		}
		m, fresh = d.newMandate(l, len(known)+1), true
		if m.StartsOn, err = d.startOfMandate(ctx, t, l.Borrower); err != nil {
			return err
		}
		return t.AddMandate(ctx, m)
	})
	return m, fresh, err
}

// newMandate has head-room above the contract for penalties and for a plan to pay later (DOMAIN: mandates).
func (d *Desk) newMandate(l lending.Loan, n int) lending.Mandate {
	r := d.rules()
	ceiling := l.Schedule.TotalDue.Times(r.CeilingPercent)
	return lending.Mandate{
		ID: id.New[lending.Mandate](), Loan: l.ID, Reference: lending.MandateReference(l.ID, n), State: lending.MandatePlanned,
		Ceiling:   money.Of((ceiling.Minor()+99)/100, ceiling.Currency()),
		Collected: money.Of(0, ceiling.Currency()), StartsOn: d.today(),
		EndsOn: max(l.Schedule.LastDueOn(), d.today()).AddDays(r.MandateTailDays), PlannedAt: d.Now(),
	}
}

// startOfMandate is today, or the day after the borrower's latest mandate begins: Mono refuses two
// mandates on one account with the same first day.
func (d *Desk) startOfMandate(ctx context.Context, t Store, borrower lending.BorrowerID) (calendar.Day, error) {
	latest, err := t.LatestMandateStart(ctx, borrower)
	if err == nil && latest.Known() && latest >= d.today() {
		return latest.AddDays(1), nil
	}
	return d.today(), err
}

func (d *Desk) initiateMandate(ctx context.Context, loan lending.LoanID, m lending.Mandate) (MandateReport, error) {
	l, err := d.Store.Loan(ctx, loan)
	if err != nil {
		return MandateReport{}, err
	}
	payer, err := d.Store.Payer(ctx, loan)
	if err != nil {
		return MandateReport{}, err
	}
	customer, err := d.customer(ctx, l.Borrower, payer)
	if err != nil {
		return MandateReport{}, err
	}
	back := ""
	if d.PublicURL != "" { // Mono takes whole addresses only
		back = d.loanURL(loan)
	}
	return d.Bank.InitiateMandate(ctx, MandateRequest{
		Customer: customer, Reference: m.Reference, Ceiling: m.Ceiling, StartsOn: m.StartsOn, EndsOn: m.EndsOn,
		Description: "Repayments of loan " + l.Number, RedirectURL: back,
		BankCode: payer.BankCode, AccountNumber: payer.AccountNumber,
	})
}

// customer is Mono's identifier of the borrower, asked for once and kept.
func (d *Desk) customer(ctx context.Context, borrower lending.BorrowerID, p Payer) (string, error) {
	known, err := d.Store.Customer(ctx, borrower)
	if err != nil || known != "" {
		return known, err
	}
	made, err := d.Bank.EnsureCustomer(ctx, p)
	if err != nil {
		return "", err
	}
	return made, d.Store.SaveCustomer(ctx, borrower, made)
}

// adoptMandate takes up a mandate that an earlier call opened and whose answer was lost. Without the
// address of its page the borrower cannot authorise it: it is cancelled, and a new one is opened.
func (d *Desk) adoptMandate(ctx context.Context, m lending.Mandate, r MandateReport) error {
	if r.State != lending.MandateInitiated || r.URL != "" {
		return d.followMandate(ctx, m, r)
	}
	if err := d.Bank.CancelMandate(ctx, r.MonoID); err != nil {
		return err
	}
	r.State = lending.MandateCancelled
	if err := d.followMandate(ctx, m, r); err != nil {
		return err
	}
	return d.OpenMandate(ctx, m.Loan)
}

func (d *Desk) loanURL(loan lending.LoanID) string { return d.PublicURL + "/loans/" + loan.String() }
