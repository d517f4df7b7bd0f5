package origination

import (
	"context"
	"fmt"
	"slices"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
)

// Submit stores a new application; the borrower's next act is to link a bank account. It is a
// Conflict while the borrower has another application open or a loan that is not paid out yet, and
// Invalid without all three consents.
func (d *Desk) Submit(ctx context.Context, borrower lending.BorrowerID, s Submission) (ApplicationID, error) {
	if err := s.check(); err != nil {
		return "", err
	}
	a := d.applicationOf(borrower, s)
	err := d.Store.Atomically(ctx, func(t Store) (err error) {
		defer fault.Wrap(&err, "origination.Submit")
		if err := noneWaits(ctx, t, borrower); err != nil {
			return err
		}
		if a.Number, err = t.NextNumber(ctx, "A", a.SubmittedAt); err != nil {
			return err
		}
		if err := t.AddApplication(ctx, a, s.Consents); err != nil {
			return err
		}
		return d.note(ctx, t, a.ID, you, fmt.Sprintf("applied for %s over %s", a.Principal, months(a.TermMonths)))
	})
	if err != nil {
		return "", err
	}
	return a.ID, nil
}

// noneWaits refuses while a loan of the person's waits for its mandate or its pay-out: a loan that
// the borrower may still take up counts like one that is owed.
func noneWaits(ctx context.Context, t Store, borrower lending.BorrowerID) error {
	number, err := t.WaitingLoan(ctx, borrower)
	if err == nil && number != "" {
		err = fault.Newf(fault.Conflict, "Your loan %s is not paid out yet. Finish it first; after that you can borrow again.", number)
	}
	return err
}

func (d *Desk) applicationOf(borrower lending.BorrowerID, s Submission) Application {
	now := d.Now()
	return Application{
		ID: id.New[Application](), Borrower: borrower, Name: s.Name, Email: s.Email, Phone: s.Phone,
		BornOn: s.BornOn, Employment: s.Employment, Employer: s.Employer, StatedIncome: s.StatedIncome,
		Principal: s.Principal, TermMonths: s.TermMonths, Purpose: s.Purpose,
		State: Submitted, SubmittedAt: now, ChangedAt: now,
	}
}

// check refuses what no form should have let through.
func (s Submission) check() error {
	switch {
	case s.Name == "" || s.Email == "":
		return fault.Newf(fault.Invalid, "Your name and e-mail address are needed.")
	case !s.BornOn.Known():
		return fault.Newf(fault.Invalid, "Your date of birth is needed.")
	case !s.Principal.Positive():
		return fault.Newf(fault.Invalid, "Say how much you want to borrow.")
	case s.TermMonths < 1:
		return fault.Newf(fault.Invalid, "Say over how many months you want to repay.")
	}
	for _, purpose := range []string{ConsentBankData, ConsentIdentity, ConsentCreditBureau} {
		agreed := func(c Consent) bool { return c.Purpose == purpose && c.TextVersion != "" }
		if !slices.ContainsFunc(s.Consents, agreed) {
			return fault.Newf(fault.Invalid, "We cannot decide without your consent to each of the three checks.")
		}
	}
	return nil
}

// months says a number of months in words.
func months(n int) string {
	if n == 1 {
		return "1 month"
	}
	return fmt.Sprintf("%d months", n)
}
