package origination

import (
	"context"
	"slices"

	"lendwright/internal/fault"
)

// StartBVN asks NIBSS through Mono to prove the BVN and gives the ways to receive the code. Starting
// again replaces the session. Each start is billed, so an application has only a few.
func (d *Desk) StartBVN(ctx context.Context, app ApplicationID, bvn string) ([]BVNMethod, error) {
	number, err := ParseBVN(bvn)
	if err != nil {
		return nil, err
	}
	if err := d.countBVNStart(ctx, app); err != nil {
		return nil, err
	}
	session, methods, err := d.Bank.StartBVN(ctx, number)
	if err != nil {
		return nil, bvnTrouble(err)
	}
	return methods, d.Store.UpdateApplication(ctx, app, func(a Application) (Application, error) {
		if a.BVNLast4 != "" {
			return a, errBVNProven
		}
		a.BVN, a.BVNSession, a.BVNMethods, a.BVNMethod = number, session, methods, ""
		return a, nil
	})
}

var errBVNProven = fault.Newf(fault.Conflict, "Your BVN is confirmed already.")

// countBVNStart commits that a session is about to be opened.
func (d *Desk) countBVNStart(ctx context.Context, app ApplicationID) error {
	most := d.Limits.withDefaults().BVNStarts
	return d.Store.UpdateApplication(ctx, app, func(a Application) (Application, error) {
		switch {
		case a.BVNLast4 != "":
			return a, errBVNProven
		case !a.State.may(verbConfirmBVN) || a.gatheringClosed(d.Now()):
			return a, fault.Newf(fault.Conflict, "%s", saidOf[a.State])
		case a.BVNStarts >= most:
			return a, fault.Newf(fault.Conflict, "The BVN check was started %d times. Please do not start it again: an officer will look at your application.", most)
		}
		a.BVNStarts++
		return a, nil
	})
}

// SendBVNCode has the one-time code sent; the hint says where it went.
func (d *Desk) SendBVNCode(ctx context.Context, app ApplicationID, method string) (string, error) {
	a, err := d.Store.Application(ctx, app)
	if err != nil {
		return "", err
	}
	if a.BVNSession == "" {
		return "", errNoBVNSession
	}
	i := slices.IndexFunc(a.BVNMethods, func(m BVNMethod) bool { return m.Method == method })
	if i < 0 {
		return "", fault.Newf(fault.Invalid, "Choose one of the ways to receive the code.")
	}
	if err := d.Bank.SendBVNCode(ctx, a.BVNSession, method); err != nil {
		return "", d.sessionTrouble(ctx, a, err)
	}
	return a.BVNMethods[i].Hint, d.Store.UpdateApplication(ctx, app, func(x Application) (Application, error) {
		x.BVNMethod = method
		return x, nil
	})
}

var errNoBVNSession = fault.Newf(fault.Conflict, "The BVN check is not under way. Please enter your BVN again.")

// ConfirmBVN gives the code to NIBSS; the BVN's record becomes evidence and the credit look-ups are
// asked for. A wrong code is Invalid, with Mono's words; a session that is over is a Conflict, and
// the borrower starts again.
func (d *Desk) ConfirmBVN(ctx context.Context, app ApplicationID, code string) error {
	a, err := d.Store.Application(ctx, app)
	if err != nil {
		return err
	}
	if a.BVNLast4 != "" {
		return nil
	}
	if a.BVNSession == "" {
		return errNoBVNSession
	}
	raw, err := d.Bank.ConfirmBVN(ctx, a.BVNSession, code)
	if err != nil {
		return d.sessionTrouble(ctx, a, err)
	}
	return d.keepBVN(ctx, app, a.BVN, raw)
}

// keepBVN stores the BVN's record and asks for what had to wait for it.
func (d *Desk) keepBVN(ctx context.Context, app ApplicationID, bvn BVN, raw []byte) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		var a Application
		err := t.UpdateApplication(ctx, app, func(old Application) (Application, error) {
			next, err := old.do(verbConfirmBVN, d.Now())
			if err != nil {
				return old, err
			}
			next.BVNSession, next.BVNMethods, next.BVN, next.BVNLast4 = "", nil, bvn, bvn.Last4()
			a = next
			return next, nil
		})
		if err != nil {
			return err
		}
		if err := t.ClaimBVN(ctx, BVNDigest(d.BVNKey, bvn), a.Borrower, d.Now()); err != nil {
			return err
		}
		if err := d.keepBVNRecord(ctx, t, a, raw); err != nil {
			return err
		}
		if err := d.note(ctx, t, app, you, "confirmed the BVN with the code from NIBSS"); err != nil {
			return err
		}
		if err := d.noteDoubt(ctx, t, a); err != nil {
			return err
		}
		return d.decideIfComplete(ctx, t, a)
	})
}

// noteDoubt tells the officer who will see the application that its BVN has another log-in.
func (d *Desk) noteDoubt(ctx context.Context, t Store, a Application) error {
	doubtful, err := t.BVNDoubtful(ctx, a.Borrower)
	if err != nil || !doubtful {
		return err
	}
	return d.note(ctx, t, a.ID, we, "found this BVN under another log-in of ours, or another BVN under this one: an officer looks at the application")
}

// keepBVNRecord makes the record evidence and releases the pieces that needed the number.
func (d *Desk) keepBVNRecord(ctx context.Context, t Store, a Application, raw []byte) error {
	if err := t.AddEvidence(ctx, blanks(a.ID, "")[len(allOfAccount):]...); err != nil {
		return err
	}
	pieces, err := t.EvidenceOf(ctx, a.ID)
	if err != nil {
		return err
	}
	for _, e := range pieces {
		if e.Source != SourceBVN {
			continue
		}
		keep := func(old Evidence) (Evidence, error) { return old.arrive(raw, d.Now()), nil }
		if err := t.UpdateEvidence(ctx, e.ID, keep); err != nil {
			return err
		}
	}
	readable, err := readableAccounts(ctx, t, a.ID)
	if err != nil {
		return err
	}
	return d.release(ctx, t, a, func(e Evidence) bool {
		return e.State == EvidenceWaiting && traits[e.Source].needsBVN && (traits[e.Source].person || readable[e.Account])
	})
}

// readableAccounts names the accounts whose data are at Mono.
func readableAccounts(ctx context.Context, t Store, app ApplicationID) (map[AccountID]bool, error) {
	accounts, err := t.Accounts(ctx, app)
	is := map[AccountID]bool{}
	for _, x := range accounts {
		is[x.ID] = x.Refused == "" && (x.DataStatus == DataAvailable || x.DataStatus == DataPartial)
	}
	return is, err
}

// sessionTrouble forgets a session that is over, so that the page asks for the BVN again.
func (d *Desk) sessionTrouble(ctx context.Context, a Application, trouble error) error {
	if fault.Is(trouble, fault.Conflict) || fault.Is(trouble, fault.NotFound) {
		forget := func(x Application) (Application, error) {
			if x.BVNSession == a.BVNSession {
				x.BVNSession, x.BVNMethods = "", nil
			}
			return x, nil
		}
		if err := d.Store.UpdateApplication(ctx, a.ID, forget); err != nil {
			return err
		}
		return fault.Because(trouble, fault.Conflict, "The time for the code is over. Please enter your BVN again; a new code will be sent.")
	}
	return bvnTrouble(trouble)
}

// bvnTrouble keeps words that are for the borrower and replaces those that are not.
func bvnTrouble(trouble error) error {
	if fault.Is(trouble, fault.Invalid) {
		return trouble
	}
	return fault.Because(trouble, fault.Unavailable, "The BVN service does not answer at present. Please try again in a few minutes.")
}
