package origination

import (
	"context"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/work"
)

// OpenLink opens Mono's hosted Connect Link for an application and gives its address. Every visit
// is a link of its own: Mono's links work once. The visit is committed before Mono is called, so
// that a webhook that is faster than Mono's reply finds it.
func (d *Desk) OpenLink(ctx context.Context, app ApplicationID, redirectURL string) (string, error) {
	a, l, err := d.planLink(ctx, app)
	if err != nil {
		return "", err
	}
	url, err := d.Bank.OpenLink(ctx, Visit{Name: a.Name, Email: a.Email, Ref: l.Ref, RedirectURL: redirectURL})
	if err != nil {
		return "", fault.Because(err, fault.Unavailable, "Mono, which connects your bank, does not answer. Nothing is lost; please try again in a minute.")
	}
	err = d.Store.UpdateLink(ctx, l.ID, func(l Link) (Link, error) { l.URL = url; return l, nil })
	return url, err
}

// planLink stores the visit that is about to be opened.
func (d *Desk) planLink(ctx context.Context, app ApplicationID) (a Application, l Link, err error) {
	now := d.Now()
	l = Link{ID: id.New[Link](), Application: app, OpenedAt: now}
	l.Ref = l.ID.String()
	err = d.Store.Atomically(ctx, func(t Store) error {
		if a, err = t.Application(ctx, app); err != nil {
			return err
		}
		if !a.State.may(verbLink) {
			return fault.Newf(fault.Conflict, "%s", saidOf[a.State])
		}
		if a.gatheringClosed(now) {
			return fault.Newf(fault.Conflict, "The time to link accounts is over: an officer looks at your application with what there is.")
		}
		return t.AddLink(ctx, l)
	})
	return a, l, err
}

// LinkReturned notes that the borrower's browser came back with a code, which a job exchanges in
// case the webhook is lost. The code is a hint that anybody could have typed: it is believed only
// for a visit of this application, and only what Mono says in exchange counts.
func (d *Desk) LinkReturned(ctx context.Context, app ApplicationID, ref, code string) error {
	if ref == "" || code == "" || len(code) > 200 {
		return nil
	}
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := t.LinkByRef(ctx, ref)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || l.Application != app {
			return fault.Because(err, fault.NotFound, "We do not know this visit to your bank. Please link the account again.")
		}
		if l.Code != "" {
			return nil
		}
		keep := func(l Link) (Link, error) { l.Code = code; return l, nil }
		if err := t.UpdateLink(ctx, l.ID, keep); err != nil {
			return err
		}
		return t.Enqueue(ctx, work.Item{Kind: work.ExchangeLinkCode, ID: l.ID.String()})
	})
}

// ExchangeCode turns a visit's code into a linked account, unless the webhook was there first.
// A code that is spent or too old is no error: then the webhook is what we have.
func (d *Desk) ExchangeCode(ctx context.Context, link LinkID) (err error) {
	defer fault.Wrap(&err, "origination.ExchangeCode(%s)", link)
	l, err := d.Store.Link(ctx, link)
	if err != nil || l.Code == "" {
		return err
	}
	accounts, err := d.Store.Accounts(ctx, l.Application)
	if err != nil || linkedBy(accounts, l.Ref) {
		return err
	}
	monoID, err := d.Bank.ExchangeCode(ctx, l.Code)
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.NotFound) || fault.Is(err, fault.Conflict) {
		return d.note(ctx, d.Store, l.Application, mono, "does not know the visit's code any more; we wait for its own message")
	}
	if err != nil {
		return err
	}
	return d.AccountConnected(ctx, AccountReport{MonoID: monoID, Ref: l.Ref})
}

func linkedBy(accounts []LinkedAccount, ref string) bool {
	for _, a := range accounts {
		if a.LinkRef == ref {
			return true
		}
	}
	return false
}
