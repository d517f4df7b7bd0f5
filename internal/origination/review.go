package origination

import (
	"context"
	"strings"

	"lendwright/internal/fault"
)

// Review records an officer's verdict on a referred application: it opens the offers or declines.
// The engine's decision stays as it is; the verdict is a second record with a reason of its own.
func (d *Desk) Review(ctx context.Context, v Verdict) (err error) {
	v.Reason = strings.TrimSpace(v.Reason)
	if v.Reason == "" {
		return fault.Newf(fault.Invalid, "Give the reason for your decision.")
	}
	if v.By == "" {
		return fault.Newf(fault.NotAllowed, "Only an officer can decide on a referred application.")
	}
	v.At = d.Now()
	return d.Store.Atomically(ctx, func(t Store) error {
		a, err := d.reviewed(ctx, t, v)
		if err != nil {
			return err
		}
		if err := t.AddVerdict(ctx, v); err != nil {
			return err
		}
		if v.Approve {
			return d.openOffers(ctx, t, a, v.At, "opened the offers after "+v.ByName+" had approved them")
		}
		return d.tellDeclined(ctx, t, a, nil)
	})
}

// reviewed moves the application as the verdict says.
func (d *Desk) reviewed(ctx context.Context, t Store, v Verdict) (a Application, err error) {
	verb := verbTurnDown
	if v.Approve {
		verb = verbApprove
	}
	err = t.UpdateApplication(ctx, v.Application, func(old Application) (Application, error) {
		if old.State == Referred && old.Borrower.String() == v.By {
			return old, fault.Newf(fault.NotAllowed, "Nobody decides on an application of their own.")
		}
		next, err := old.do(verb, v.At)
		a = next
		return next, err
	})
	return a, err
}
