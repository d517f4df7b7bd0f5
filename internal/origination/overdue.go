package origination

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// batch bounds what one sweep takes of each kind, so that a sweep is short; the next one goes on.
const batch = 200

// CloseOverdue does what is due by the clock: it closes gatherings past their deadline, lapses
// offers and applications that nobody acted on, erases BVNs that nobody needs, and looks itself for what
// a lost webhook should have brought. What is due is found by comparing stored times with Now, so a late or doubled sweep does no harm.
func (d *Desk) CloseOverdue(ctx context.Context) error {
	now, l := d.Now(), d.Limits.withDefaults()
	return errors.Join(
		sweep(ctx, d.closeGathering)(d.Store.GatheringPast(ctx, now, batch)),
		sweep(ctx, d.lapseOffers)(d.Store.OffersPast(ctx, now, batch)),
		sweep(ctx, d.lapseSubmitted)(d.Store.SubmittedBefore(ctx, now.Add(-l.LinkWithin), batch)),
		sweep(ctx, d.lookAtAccount)(d.Store.AccountsSilentSince(ctx, now.Add(-l.LookAfter), batch)),
		sweep(ctx, d.eraseBVN)(d.Store.BVNsUnneeded(ctx, calendar.DayOf(now.Add(-l.BVNKept), calendar.Lagos), batch)),
		d.lookForEvidence(ctx, now.Add(-l.LookAfter)),
	)
}

// eraseBVN forgets the number of an application whose loan is over.
func (d *Desk) eraseBVN(ctx context.Context, app ApplicationID) error {
	return d.Store.UpdateApplication(ctx, app, func(a Application) (Application, error) {
		a.BVN = a.BVN.erased(a.BVNLast4 != "")
		return a, nil
	})
}

// sweep does one thing to each of what was found; one that fails does not stop the others.
func sweep[K any](ctx context.Context, do func(context.Context, K) error) func([]K, error) error {
	return func(found []K, err error) error {
		all := []error{err}
		for _, k := range found {
			all = append(all, do(ctx, k))
		}
		return errors.Join(all...)
	}
}

// closeGathering gives up what has not come and asks for the decision with what there is. When the
// engine does not decide although it was asked again and again, the application goes to an officer
// without a decision: nobody waits for ever for a mistake of ours.
func (d *Desk) closeGathering(ctx context.Context, app ApplicationID) error {
	now, l := d.Now(), d.Limits.withDefaults()
	return d.Store.Atomically(ctx, func(t Store) error {
		a, err := lock(ctx, t, app)
		if err != nil || a.State != Gathering || !a.gatheringClosed(now) {
			return err
		}
		asked := a.ChangedAt.After(a.GatherBy)
		switch {
		case asked && now.Sub(a.GatherBy) > undecided*l.LookAfter:
			return d.carryOut(ctx, t, app, verbRefer, underwriting.Decision{})
		case asked && now.Sub(a.ChangedAt) < l.LookAfter:
			return nil
		}
		return d.decideWithWhatThereIs(ctx, t, a, now, !asked)
	})
}

// undecided is how many of the limit's silences the engine has for its decision after the deadline.
const undecided = 10

func (d *Desk) decideWithWhatThereIs(ctx context.Context, t Store, a Application, now time.Time, first bool) error {
	if err := d.giveUpWhere(ctx, t, a.ID, whyTooLate); err != nil {
		return err
	}
	touch := func(a Application) (Application, error) { a.ChangedAt = now; return a, nil }
	if err := t.UpdateApplication(ctx, a.ID, touch); err != nil {
		return err
	}
	if first {
		if err := d.note(ctx, t, a.ID, we, "closed the gathering with what has come"); err != nil {
			return err
		}
	}
	return t.Enqueue(ctx, work.Item{Kind: work.DecideApplication, ID: a.ID.String()})
}

// whyTooLate says honestly whom a piece waited for when the time was over.
func whyTooLate(e Evidence) (string, bool) {
	switch {
	case e.State == EvidenceWaiting && e.Source == SourceBVN:
		return "The BVN was not confirmed in time.", true
	case e.State == EvidenceWaiting && traits[e.Source].needsBVN:
		return "It needs the BVN, which was not confirmed in time.", true
	case e.State == EvidenceWaiting:
		return "The bank did not give the account's data in time.", true
	}
	return "It did not come in time.", true
}

// lapseOffers ends an application whose offers are over.
func (d *Desk) lapseOffers(ctx context.Context, app ApplicationID) error {
	now := d.Now()
	return d.Store.Atomically(ctx, func(t Store) error {
		a, err := lock(ctx, t, app)
		if err != nil || a.State != Offered {
			return err
		}
		offers, err := t.Offers(ctx, app)
		if err != nil {
			return err
		}
		for _, o := range offers {
			if o.LiveAt(now) {
				return nil
			}
		}
		return d.lapse(ctx, t, a, now, "The offers on your application "+a.Number+" have lapsed",
			"Nobody accepted an offer while they were open, so they have lapsed. Nothing is owed. You can apply again whenever you like.")
	})
}

// lapseSubmitted ends an application for which no bank account was ever linked.
func (d *Desk) lapseSubmitted(ctx context.Context, app ApplicationID) error {
	now := d.Now()
	return d.Store.Atomically(ctx, func(t Store) error {
		a, err := lock(ctx, t, app)
		if err != nil || a.State != Submitted {
			return err
		}
		return d.lapse(ctx, t, a, now, "Your application "+a.Number+" has lapsed",
			"No bank account was linked in time, so we have closed the application. Nothing is owed. You can apply again whenever you like.")
	})
}

func (d *Desk) lapse(ctx context.Context, t Store, a Application, now time.Time, subject, body string) error {
	end := func(a Application) (Application, error) { return a.do(verbLapse, now) }
	if err := t.UpdateApplication(ctx, a.ID, end); err != nil {
		return err
	}
	if err := t.CloseOffers(ctx, a.ID); err != nil {
		return err
	}
	if err := d.note(ctx, t, a.ID, we, "closed the application: nobody acted in time"); err != nil {
		return err
	}
	return d.write(ctx, t, a, subject, body)
}

// lookForEvidence has jobs look for answers whose webhook seems lost: income by its records,
// insights by the job's record. A billed question whose reply was lost is put once more after a
// long silence, as often as the limit allows; one that was taken for certain never is.
func (d *Desk) lookForEvidence(ctx context.Context, silentSince time.Time) error {
	var all []error
	for source, t := range traits {
		if t.once {
			all = append(all, sweep(ctx, d.lookAgain)(d.Store.EvidenceSilentSince(ctx, source, silentSince, batch)))
		}
	}
	return errors.Join(all...)
}

// patience is how many of the limit's silences a doubtful question waits before it is put again.
const patience = 3

func (d *Desk) lookAgain(ctx context.Context, piece EvidenceID) error {
	l := d.Limits.withDefaults()
	return d.changePiece(ctx, piece, func(t Store, a Application, e Evidence) (Evidence, error) {
		if e.State != EvidenceAsked || a.State != Gathering {
			return e, nil
		}
		now := d.Now()
		e.CheckedAt = now
		again := e.Doubtful && e.Attempts < l.PaidAttempts && now.Sub(e.AskedAt) >= patience*l.LookAfter
		if again {
			e.AskedAt = time.Time{}
		}
		if !again && e.Source == SourceCreditworthiness {
			return e, nil // there is nothing to look at: the webhook is the only copy
		}
		e.State = EvidenceAsking
		return e, t.Enqueue(ctx, work.Item{Kind: work.GatherEvidence, ID: piece.String()})
	})
}
