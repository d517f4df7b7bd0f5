package origination

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
)

// Gather asks Mono for one piece of evidence and keeps what it says, raw and with its digest. The
// intent is committed before the call. An error means that the job shall ask again later; after the
// limit's attempts, or past the deadline, the piece is missing and Gather gives no error.
//
// Questions that start billed work are put once: after a call of unknown outcome, or a death of
// this process in the middle, Gather only looks whether the answer has come.
func (d *Desk) Gather(ctx context.Context, piece EvidenceID) (err error) {
	defer fault.Wrap(&err, "origination.Gather(%s)", piece)
	q, wanted, err := d.planQuestion(ctx, piece)
	if err != nil || !wanted {
		return err
	}
	answer, trouble := d.Bank.Ask(ctx, q)
	return d.keepAnswer(ctx, piece, q, answer, trouble)
}

// planQuestion commits that the piece is about to be asked for, and gives the question.
func (d *Desk) planQuestion(ctx context.Context, piece EvidenceID) (q Question, wanted bool, err error) {
	err = d.changePiece(ctx, piece, func(t Store, a Application, e Evidence) (Evidence, error) {
		if e.State != EvidenceAsking {
			return e, nil
		}
		now := d.Now()
		if a.State != Gathering || a.gatheringClosed(now) {
			return e.giveUp("It did not come in time.", now), nil
		}
		q, wanted = Question{Source: e.Source, BVN: a.BVN, Principal: a.Principal, TermMonths: a.TermMonths, JobRef: e.JobRef,
			On: calendar.DayOf(now, calendar.Lagos), AskedAt: e.AskedAt}, true
		q.Recover = traits[e.Source].once && !e.AskedAt.IsZero()
		if !q.Recover {
			e.AskedAt, e.Doubtful = now, false
			e.Attempts++
		}
		e.CheckedAt = now
		if e.Account == "" {
			return e, nil
		}
		x, err := t.Account(ctx, e.Account)
		q.MonoID = x.MonoID
		return e, err
	})
	return q, wanted, err
}

// keepAnswer writes down what became of a question. The webhook may have been faster: a piece that
// is final already stays.
func (d *Desk) keepAnswer(ctx context.Context, piece EvidenceID, q Question, answer Answer, trouble error) error {
	var again error
	err := d.changePiece(ctx, piece, func(_ Store, _ Application, e Evidence) (Evidence, error) {
		if e.State.Final() {
			return e, nil
		}
		now := d.Now()
		if answer.JobRef != "" {
			e.JobRef = answer.JobRef
		}
		switch {
		case trouble != nil:
			e, again = d.afterTrouble(e, q, trouble)
		case len(answer.Raw) > 0:
			e = e.arrive(answer.Raw, now)
		default:
			e.State, e.Why = EvidenceAsked, ""
		}
		return e, nil
	})
	if err != nil {
		return err
	}
	return again
}

// afterTrouble says what becomes of a piece when the call failed, and the error with which the job asks again.
func (d *Desk) afterTrouble(e Evidence, q Question, trouble error) (Evidence, error) {
	l, t := d.Limits.withDefaults(), traits[e.Source]
	unknown := errors.Is(trouble, ErrOutcomeUnknown)
	switch kind := fault.KindOf(trouble); {
	case unknown && t.once:
		e.State, e.Doubtful, e.Why = EvidenceAsked, true, "Mono's reply was lost; its message will tell."
		return e, nil
	case unknown && t.paid && e.Attempts >= l.PaidAttempts:
		return e.giveUp("The reply was lost; the question is billed, so it is not asked for ever.", d.Now()), nil
	case kind == fault.Invalid, kind == fault.NotFound, kind == fault.NotAllowed, kind == fault.Conflict:
		return e.giveUp(fault.Said(trouble), d.Now()), nil
	case e.Attempts >= l.GatherAttempts:
		return e.giveUp(fmt.Sprintf("It did not come after %d attempts.", e.Attempts), d.Now()), nil
	}
	if !q.Recover {
		e.AskedAt = time.Time{} // refused for certain: it may be put again
	}
	e.Why = whyLater(trouble)
	return e, trouble
}

// whyLater says the last trouble in words.
func whyLater(trouble error) string {
	if errors.Is(trouble, ErrNotReady) {
		return "The bank's data are not there yet; we ask again."
	}
	return "Mono does not answer as it should; we ask again."
}

// changePiece locks a piece's application and then the piece, lets change say what comes next, and
// asks for the decision when that made the evidence complete.
func (d *Desk) changePiece(ctx context.Context, piece EvidenceID, change func(Store, Application, Evidence) (Evidence, error)) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		e, err := t.Evidence(ctx, piece)
		if err != nil {
			return err
		}
		a, err := lock(ctx, t, e.Application)
		if err != nil {
			return err
		}
		var turnedFinal bool
		err = t.UpdateEvidence(ctx, piece, func(old Evidence) (Evidence, error) {
			next, err := change(t, a, old)
			turnedFinal = next.State.Final() && !old.State.Final()
			return next, err
		})
		if err != nil || !turnedFinal {
			return err
		}
		return d.decideIfComplete(ctx, t, a)
	})
}

// lock takes the application's turn for the rest of the transaction.
func lock(ctx context.Context, t Store, app ApplicationID) (a Application, err error) {
	err = t.UpdateApplication(ctx, app, func(old Application) (Application, error) { a = old; return old, nil })
	return a, err
}
