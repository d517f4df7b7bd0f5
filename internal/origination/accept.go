package origination

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// Accept makes the contract: acceptance, loan and the work of opening its mandate, in one
// transaction. A second accept of the same offer gives the same loan. It is a Conflict when the
// offer is not live any more, when another one was accepted, when the terms are not those that were
// on the screen, or when the person has agreed on a loan that the decision did not know of.
func (d *Desk) Accept(ctx context.Context, a Acceptor) (loan lending.LoanID, err error) {
	if a.SignedName = strings.TrimSpace(a.SignedName); a.SignedName == "" {
		return "", fault.Newf(fault.Invalid, "Type your full name to sign the agreement.")
	}
	err = d.Store.Atomically(ctx, func(t Store) error {
		loan, err = d.accept(ctx, t, a, d.Now())
		return err
	})
	return loan, err
}

func (d *Desk) accept(ctx context.Context, t Store, by Acceptor, now time.Time) (lending.LoanID, error) {
	o, err := t.Offer(ctx, by.Offer)
	if err != nil {
		return "", err
	}
	if _, err := owned(ctx, t, o.Application, by.Borrower); err != nil {
		return "", err
	}
	a, err := lock(ctx, t, o.Application)
	if err != nil {
		return "", err
	}
	if a.State == Accepted {
		return acceptedBefore(ctx, t, o)
	}
	// The offer is read again under the lock: it may have been closed meanwhile.
	if o, err = t.Offer(ctx, by.Offer); err != nil {
		return "", err
	}
	if err := acceptable(a, o, by, now); err != nil {
		return "", err
	}
	if err := nothingNew(ctx, t, a); err != nil {
		return "", err
	}
	return d.contract(ctx, t, a, o, by, now)
}

// acceptedBefore gives the loan of an offer that was accepted before, and refuses another offer.
func acceptedBefore(ctx context.Context, t Store, o Offer) (lending.LoanID, error) {
	x, err := t.Acceptance(ctx, o.Application)
	if err != nil {
		return "", err
	}
	if x.Offer != o.ID {
		return "", fault.Newf(fault.Conflict, "You accepted another offer of this application already.")
	}
	return x.Loan, nil
}

// acceptable refuses an offer that cannot become a contract now.
func acceptable(a Application, o Offer, by Acceptor, now time.Time) error {
	switch {
	case !a.State.may(verbAccept):
		return fault.Newf(fault.Conflict, "%s", saidOf[a.State])
	case o.Open && !o.LiveAt(now):
		return fault.Newf(fault.Conflict, "This offer lapsed on %s. You can apply again.", calendar.DayOf(o.LapsesAt, calendar.Lagos).Words())
	case !o.LiveAt(now):
		return fault.Newf(fault.Conflict, "This offer is not open.")
	case by.TermsDigest != TermsDigest(o.Terms, o.Schedule) || by.TermsDigest != o.Digest:
		return fault.Newf(fault.Conflict, "The terms are not the ones that were on your screen. Please read them again before you accept.")
	}
	return nil
}

// nothingNew refuses, in the person's turn, when there is an open loan that the decision was made
// without: its limits on loans and on what a person can afford held for those it knew.
func nothingNew(ctx context.Context, t Store, a Application) error {
	if err := t.LockPerson(ctx, a.Borrower); err != nil {
		return err
	}
	if err := noneWaits(ctx, t, a.Borrower); err != nil {
		return err
	}
	f, err := t.File(ctx, a.ID)
	if err != nil {
		return err
	}
	loans, err := t.OwnLoans(ctx, a.Borrower)
	if err != nil {
		return err
	}
	if f.Decision == nil {
		return fault.Newf(fault.Conflict, "There is no decision on this application.")
	}
	for _, l := range loans {
		if l.ClosedOn == nil && !decidedWith(f.Decision, l.Loan) {
			return fault.Newf(fault.Conflict, "You agreed on the loan %s after these offers were made, so they no longer hold. You can apply again.", l.Loan)
		}
	}
	return nil
}

// decidedWith reports whether a decision knew of an own loan. The engine leaves out what is dated on
// the day of the case or later.
func decidedWith(r *DecisionRecord, loan string) bool {
	var c underwriting.Case
	if err := json.Unmarshal(r.Case, &c); err != nil {
		return false
	}
	return slices.ContainsFunc(c.OwnHistory, func(l underwriting.OwnLoan) bool {
		return l.Loan == loan && (l.ApprovedOn == nil || *l.ApprovedOn < c.AsOf)
	})
}

// contract writes everything that follows from an acceptance.
func (d *Desk) contract(ctx context.Context, t Store, a Application, o Offer, by Acceptor, now time.Time) (lending.LoanID, error) {
	number, err := t.NextNumber(ctx, "L", now)
	if err != nil {
		return "", err
	}
	loan := lending.Loan{ID: id.New[lending.Loan](), Number: number, Application: a.ID.String(), Borrower: a.Borrower,
		Terms: o.Terms, Schedule: o.Schedule, State: lending.LoanAwaitingMandate, OpenedAt: now,
		DisbursedOn: calendar.NoDay, ClosedOn: calendar.NoDay}
	if err := t.OpenLoan(ctx, loan); err != nil {
		return "", err
	}
	if err := t.AddAcceptance(ctx, acceptanceOf(a, o, by, loan.ID, now)); err != nil {
		return "", err
	}
	take := func(a Application) (Application, error) { return a.do(verbAccept, now) }
	if err := t.UpdateApplication(ctx, a.ID, take); err != nil {
		return "", err
	}
	if err := d.tellAccepted(ctx, t, a, loan); err != nil {
		return "", err
	}
	return loan.ID, t.Enqueue(ctx, work.Item{Kind: work.OpenMandate, ID: loan.ID.String()})
}

func acceptanceOf(a Application, o Offer, by Acceptor, loan lending.LoanID, now time.Time) Acceptance {
	version := by.TextVersion
	if version == "" {
		version = AgreementVersion
	}
	return Acceptance{Offer: o.ID, Application: a.ID, Borrower: a.Borrower, Loan: loan, TermsDigest: o.Digest,
		TextVersion: version, SignedName: by.SignedName, At: now}
}

func (d *Desk) tellAccepted(ctx context.Context, t Store, a Application, loan lending.Loan) error {
	what := fmt.Sprintf("accepted the offer of %s; it became the loan %s", loan.Terms.Principal, loan.Number)
	for _, about := range []string{a.ID.String(), loan.ID.String()} {
		if err := t.AddEvent(ctx, about, loan.OpenedAt, you, what); err != nil {
			return err
		}
	}
	return d.write(ctx, t, a, "Your loan agreement "+loan.Number,
		fmt.Sprintf("You accepted a loan of %s. You receive %s and pay back %s in %d instalments.\n\n"+
			"The agreement is kept for you in your account, to read and to print.\n\n"+
			"The next step is yours: let your bank confirm the mandate for the repayments. We pay out as soon as it is ready.",
			loan.Terms.Principal, loan.Schedule.NetDisbursed, loan.Schedule.TotalDue, len(loan.Schedule.Rows)))
}
