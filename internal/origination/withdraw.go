package origination

import (
	"context"

	"lendwright/internal/lending"
)

// Withdraw ends an application at the borrower's wish, before an offer is accepted. A repeat is harmless.
func (d *Desk) Withdraw(ctx context.Context, app ApplicationID, borrower lending.BorrowerID) error {
	now := d.Now()
	return d.Store.Atomically(ctx, func(t Store) error {
		a, err := owned(ctx, t, app, borrower)
		if err != nil || a.State == Withdrawn {
			return err
		}
		end := func(a Application) (Application, error) { return a.do(verbWithdraw, now) }
		if err := t.UpdateApplication(ctx, app, end); err != nil {
			return err
		}
		if err := t.CloseOffers(ctx, app); err != nil {
			return err
		}
		return d.note(ctx, t, app, you, "withdrew the application")
	})
}
