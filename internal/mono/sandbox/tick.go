package sandbox

import (
	"context"
	"errors"
	"time"
)

// due is a change that time will make.
type due struct {
	ID   string    `json:"id"`
	At   time.Time `json:"at"`
	What string    `json:"what"`
	Of   string    `json:"of"`
}

// tickRounds bounds one Tick: a change may bring the next one, but not for ever.
const tickRounds = 200

// later writes down that what happens to of at the given time. Ids begin with the time, so that a
// list of dues is in their order.
func later(tx Tx, at time.Time, what, of string) {
	d := due{ID: at.UTC().Format("20060102T150405.000") + "-" + objectID(at), At: at, What: what, Of: of}
	tx.Put("due", d.ID, d)
}

// Tick does everything that is due up to now on the simulator's clock: data arrive, mandates
// become ready, debits end, webhooks are sent and sent again. A webhook that is refused is not an
// error; it is due again later.
func (s *Server) Tick(ctx context.Context, now time.Time) error {
	s.ticking.Lock()
	defer s.ticking.Unlock()
	if _, err := s.started(ctx); err != nil {
		return err
	}
	for range tickRounds {
		changed, err := s.applyDue(ctx, now)
		if err != nil {
			return err
		}
		sent, err := s.deliverDue(ctx, now)
		if err == nil {
			err = s.pruneSent(ctx, now, sent)
		}
		if err != nil || (changed == 0 && sent == 0) {
			return err
		}
	}
	return nil
}

// Pending counts the changes and the deliveries that are due at now and not yet done. Zero means
// that nothing will happen by itself before the clock moves.
func (s *Server) Pending(ctx context.Context, now time.Time) (int, error) {
	n := 0
	err := s.Storage.View(ctx, func(tx Tx) error {
		n = len(dueBy(tx, now)) + len(deliveriesBy(tx, now))
		return nil
	})
	return n, err
}

func dueBy(tx Tx, now time.Time) []due {
	var found []due
	for _, d := range all[due](tx, "due", "") {
		if !d.At.After(now) {
			found = append(found, d)
		}
	}
	return found
}

// applyDue makes the changes that are due, each with the time at which it was due, so that a
// clock that jumps leaves the same history as one that walks.
func (s *Server) applyDue(ctx context.Context, now time.Time) (int, error) {
	var waiting bool
	err := s.Storage.View(ctx, func(tx Tx) error { waiting = len(dueBy(tx, now)) > 0; return nil })
	if err != nil || !waiting {
		return 0, err
	}
	n := 0
	err = s.Storage.Update(ctx, func(tx Tx) error {
		for _, d := range dueBy(tx, now) {
			tx.Delete("due", d.ID)
			do, known := s.changes()[d.What]
			if !known {
				return errors.New("sandbox: unknown change " + d.What)
			}
			do(tx, d.At, d.Of)
			n++
		}
		return nil
	})
	return n, err
}

// changes names everything that time does.
func (s *Server) changes() map[string]func(tx Tx, at time.Time, of string) {
	return map[string]func(Tx, time.Time, string){
		"account_data":         s.accountDataArrived,
		"account_reauthorized": s.accountReauthorized,
		"income":               s.incomeReady,
		"creditworthiness":     s.creditworthinessReady,
		"enrichment":           s.enrichmentReady,
		"enrichment_forget":    s.enrichmentForgotten,
		"sync":                 s.syncDone,
		"mandate_approve":      s.mandateApproved,
		"mandate_ready":        s.mandateReady,
		"mandate_timeout":      s.mandateTimedOut,
		"mandate_end":          s.mandateEnded,
		"debit_final":          s.debitFinal,
		"fixed_debit":          s.fixedDebit,
		"payment_final":        s.paymentFinal,
		"payment_abandoned":    s.paymentAbandoned,
		"payout":               s.payOut,
		"source_enable":        s.sourceEnabled,
		"disburse_start":       s.disbursementDue,
		"owo_pay":              s.owoPay,
		"owo_expire":           s.owoExpired,
		"screening":            s.screeningDone,
		"proof_expire":         s.proofExpired,
		"disburse":             s.disbursementDone,
	}
}
