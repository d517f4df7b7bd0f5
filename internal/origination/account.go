package origination

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/work"
)

// Mono's words for how far an account's data have come.
const (
	DataProcessing  = "PROCESSING"
	DataAvailable   = "AVAILABLE"
	DataPartial     = "PARTIAL"
	DataUnavailable = "UNAVAILABLE"
	DataFailed      = "FAILED"
)

// AccountConnected takes Mono's word that a borrower linked an account. Its data may not be there yet.
// Repeats are harmless, and so is an AccountUpdated that came first.
func (d *Desk) AccountConnected(ctx context.Context, r AccountReport) error {
	return d.accountReported(ctx, r)
}

// AccountUpdated takes Mono's word on an account's data: what is there is asked for, what will not
// come is marked missing. It is NotFound for an account that is linked to no application of ours.
func (d *Desk) AccountUpdated(ctx context.Context, r AccountReport) error {
	return d.accountReported(ctx, r)
}

func (d *Desk) accountReported(ctx context.Context, r AccountReport) (err error) {
	defer fault.Wrap(&err, "origination.accountReported(%s)", r.MonoID)
	if r.MonoID == "" {
		return fault.Newf(fault.Invalid, "The report names no account.")
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		app, err := d.applicationOfAccount(ctx, t, r)
		if err != nil {
			return err
		}
		a, err := d.startGathering(ctx, t, app)
		if err != nil {
			return err
		}
		x, err := d.putAccount(ctx, t, a, r)
		if err != nil || x.Refused != "" {
			return err
		}
		return d.unlock(ctx, t, a, x, r.Retrieved)
	})
}

// applicationOfAccount finds whose account it is: by the visit's ref, else by Mono's id.
func (d *Desk) applicationOfAccount(ctx context.Context, t Store, r AccountReport) (ApplicationID, error) {
	if r.Ref != "" {
		if l, err := t.LinkByRef(ctx, r.Ref); err == nil {
			return l.Application, nil
		} else if !fault.Is(err, fault.NotFound) {
			return "", err
		}
	}
	x, err := t.AccountByMonoID(ctx, r.MonoID)
	return x.Application, err
}

// startGathering locks the application and, with its first account, starts the clock of the
// gathering. An application that is past it stays as it is.
func (d *Desk) startGathering(ctx context.Context, t Store, app ApplicationID) (a Application, err error) {
	now := d.Now()
	err = t.UpdateApplication(ctx, app, func(old Application) (Application, error) {
		a = old
		if old.State != Submitted {
			return a, nil
		}
		if a, err = old.do(verbLink, now); err != nil {
			return old, err
		}
		a.GatherBy = now.Add(d.Limits.withDefaults().GatherFor)
		return a, nil
	})
	return a, err
}

// putAccount stores what a report adds to an account, creating the account at its first report.
func (d *Desk) putAccount(ctx context.Context, t Store, a Application, r AccountReport) (LinkedAccount, error) {
	x, fresh, err := d.accountOf(ctx, t, a, r)
	if err != nil {
		return x, err
	}
	was := x.DataStatus
	err = t.UpdateAccount(ctx, x.ID, func(old LinkedAccount) (LinkedAccount, error) {
		x = old.merge(r, d.Now())
		return x, nil
	})
	if err != nil {
		return x, err
	}
	if err := d.noteAccount(ctx, t, x, fresh, was); err != nil {
		return x, err
	}
	return d.refuseOthersAccount(ctx, t, a, x)
}

// accountOf finds or makes the application's row of the account.
func (d *Desk) accountOf(ctx context.Context, t Store, a Application, r AccountReport) (x LinkedAccount, fresh bool, err error) {
	find := func() (LinkedAccount, bool, error) {
		all, err := t.Accounts(ctx, a.ID)
		i := slices.IndexFunc(all, func(x LinkedAccount) bool { return x.MonoID == r.MonoID })
		if err != nil || i < 0 {
			return LinkedAccount{}, false, err
		}
		return all[i], true, nil
	}
	if x, found, err := find(); err != nil || found {
		return x, false, err
	}
	now := d.Now()
	x = LinkedAccount{ID: id.New[LinkedAccount](), Application: a.ID, MonoID: r.MonoID, LinkRef: r.Ref,
		DataStatus: DataProcessing, LinkedAt: now, UpdatedAt: now}
	if err := t.AddAccount(ctx, x); err != nil {
		return x, false, err
	}
	x, _, err = find()
	return x, true, err
}

// merge adds what a report says. A late "still processing" does not take back what came before it.
func (x LinkedAccount) merge(r AccountReport, at time.Time) LinkedAccount {
	for _, f := range []struct {
		to  *string
		say string
	}{{&x.Institution, r.Institution}, {&x.BankCode, r.BankCode}, {&x.Number, r.Number}, {&x.Name, r.Name},
		{&x.Currency, r.Currency}, {&x.LinkRef, r.Ref}, {&x.BVNLast4, r.BVNLast4}} {
		if f.say != "" {
			*f.to = f.say
		}
	}
	status := strings.ToUpper(r.DataStatus)
	if status != "" && (status != DataProcessing || x.DataStatus == "") {
		x.DataStatus = status
	}
	x.UpdatedAt = at
	return x
}

// noteAccount writes to the timeline what is new about an account.
func (d *Desk) noteAccount(ctx context.Context, t Store, x LinkedAccount, fresh bool, was string) error {
	if fresh {
		if err := d.note(ctx, t, x.Application, you, "linked a bank account"); err != nil {
			return err
		}
	}
	if x.DataStatus == was {
		return nil
	}
	said := map[string]string{
		DataAvailable:   "gave the statement of the account",
		DataPartial:     "gave a part of the account's data",
		DataUnavailable: "does not give the account's data at present",
		DataFailed:      "could not be read by Mono",
	}[x.DataStatus]
	if said == "" {
		return nil
	}
	return d.note(ctx, t, x.Application, yourBank, strings.TrimSpace(fmt.Sprintf("%s (%s)", said, x.label())))
}

// label names an account for people: bank and last four digits.
func (x LinkedAccount) label() string {
	name := x.Institution
	if name == "" {
		name = "bank account"
	}
	if len(x.Number) >= 4 {
		name += " …" + x.Number[len(x.Number)-4:]
	}
	return name
}

// refuseOthersAccount marks an account that another borrower linked before: two people may not
// borrow on one account. It is kept, unused, for the officer to see.
func (d *Desk) refuseOthersAccount(ctx context.Context, t Store, a Application, x LinkedAccount) (LinkedAccount, error) {
	if x.Number == "" || x.BankCode == "" || x.Refused != "" {
		return x, nil
	}
	owner, err := t.ClaimAccount(ctx, x.BankCode, x.Number, a.Borrower, d.Now())
	if err != nil || owner == a.Borrower {
		return x, err
	}
	x.Refused = "Another customer of ours linked this account before."
	err = t.UpdateAccount(ctx, x.ID, func(old LinkedAccount) (LinkedAccount, error) { old.Refused = x.Refused; return old, nil })
	if err != nil {
		return x, err
	}
	if err := d.giveUpAccount(ctx, t, x, x.Refused, allOfAccount...); err != nil {
		return x, err
	}
	return x, d.note(ctx, t, a.ID, we, "did not attach the account "+x.label()+": another customer linked it before. You can link another account")
}

// lookAtAccount asks Mono how an account stands whose webhook seems lost.
func (d *Desk) lookAtAccount(ctx context.Context, account AccountID) error {
	x, err := d.Store.Account(ctx, account)
	if err != nil {
		return err
	}
	touch := func(x LinkedAccount) (LinkedAccount, error) { x.UpdatedAt = d.Now(); return x, nil }
	if err := d.Store.UpdateAccount(ctx, account, touch); err != nil {
		return err
	}
	r, err := d.Bank.Account(ctx, x.MonoID)
	if err != nil {
		return err
	}
	r.MonoID, r.Ref = x.MonoID, x.LinkRef
	return d.AccountUpdated(ctx, r)
}

// gatherJobs is the work of asking for pieces.
func gatherJobs(pieces ...Evidence) []work.Item {
	var items []work.Item
	for _, e := range pieces {
		items = append(items, work.Item{Kind: work.GatherEvidence, ID: e.ID.String()})
	}
	return items
}
