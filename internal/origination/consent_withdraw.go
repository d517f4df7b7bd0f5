package origination

import (
	"context"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// WithdrawConsent takes a borrower's consent to one purpose back. An application that still needs
// it ends with it, and with the application every question that was still to be asked; a loan that
// was made on it goes on, because the contract does not depend on reading more. A repeat is harmless.
func (d *Desk) WithdrawConsent(ctx context.Context, app ApplicationID, borrower lending.BorrowerID, purpose string) (err error) {
	defer fault.Wrap(&err, "origination.WithdrawConsent(%s, %s)", app, purpose)
	return d.Store.Atomically(ctx, func(t Store) error {
		if _, err := owned(ctx, t, app, borrower); err != nil {
			return err
		}
		a, err := lock(ctx, t, app)
		if err != nil {
			return err
		}
		fresh, err := t.WithdrawConsent(ctx, app, purpose, d.Now())
		if err != nil || !fresh {
			return err
		}
		if err := d.note(ctx, t, app, you, "took back the consent to "+consentNames[purpose]); err != nil {
			return err
		}
		ended := a.State.may(verbWithdraw)
		if ended {
			if err := d.endWithout(ctx, t, app); err != nil {
				return err
			}
		}
		return d.tellConsentWithdrawn(ctx, t, a, purpose, ended)
	})
}

// endWithout ends an application that cannot go on without what it was allowed to read.
func (d *Desk) endWithout(ctx context.Context, t Store, app ApplicationID) error {
	end := func(a Application) (Application, error) { return a.do(verbWithdraw, d.Now()) }
	if err := t.UpdateApplication(ctx, app, end); err != nil {
		return err
	}
	if err := t.CloseOffers(ctx, app); err != nil {
		return err
	}
	return d.note(ctx, t, app, we, "ended the application: it cannot be decided without that consent")
}

func (d *Desk) tellConsentWithdrawn(ctx context.Context, t Store, a Application, purpose string, ended bool) error {
	body := "You took back your consent to " + consentNames[purpose] + ". From now on we do not use it for anything new."
	if ended {
		body += " Your application " + a.Number + " ended with it; you can apply again at any time."
	} else {
		body += " What we read before stays where the law makes us keep the record of a decision, and is used for nothing else."
	}
	return d.write(ctx, t, a, "You took back a consent", body)
}

// consentNames are the purposes as they stand in a sentence.
var consentNames = map[string]string{
	ConsentBankData:     "read your bank accounts",
	ConsentIdentity:     "check your BVN",
	ConsentCreditBureau: "read your credit history",
}
