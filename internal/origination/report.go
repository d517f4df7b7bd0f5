package origination

import (
	"context"

	"lendwright/internal/fault"
	"lendwright/internal/work"
)

// EvidenceReported keeps evidence that a webhook brought, or has it fetched when the webhook only
// announced it. A repeat changes nothing. It is NotFound for an account that nobody linked here.
func (d *Desk) EvidenceReported(ctx context.Context, r Report) (err error) {
	defer fault.Wrap(&err, "origination.EvidenceReported(%s, %s)", r.MonoID, r.Source)
	x, err := d.Store.AccountByMonoID(ctx, r.MonoID)
	if err != nil {
		return err
	}
	pieces, err := d.Store.EvidenceOf(ctx, x.Application)
	if err != nil {
		return err
	}
	for _, e := range pieces {
		if e.Account == x.ID && e.Source == r.Source {
			return d.takeReport(ctx, e.ID, r)
		}
	}
	return fault.Newf(fault.NotFound, "Nobody asked for this evidence.")
}

func (d *Desk) takeReport(ctx context.Context, piece EvidenceID, r Report) error {
	return d.changePiece(ctx, piece, func(t Store, a Application, e Evidence) (Evidence, error) {
		if e.State.Final() || a.State != Gathering {
			return e, nil
		}
		now := d.Now()
		switch {
		case r.Failed != "":
			e.Raw = r.Raw
			return e.giveUp(r.Failed, now), nil
		case len(r.Raw) > 0:
			return e.arrive(r.Raw, now), nil
		case e.State == EvidenceAsking && !e.AskedAt.IsZero() && e.JobRef == "":
			// The announcement overtook the reply to our question. It comes again when that is kept.
			return e, fault.Newf(fault.Unavailable, "The question for this evidence is just being put.")
		case e.State == EvidenceAsked:
			e.State = EvidenceAsking
			return e, t.Enqueue(ctx, work.Item{Kind: work.GatherEvidence, ID: piece.String()})
		}
		return e, nil
	})
}
