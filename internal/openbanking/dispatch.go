package openbanking

import (
	"context"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
)

// Originator is what the dispatcher tells the desk of applications; *origination.Desk is one.
type Originator interface {
	AccountConnected(ctx context.Context, r origination.AccountReport) error
	AccountUpdated(ctx context.Context, r origination.AccountReport) error
	EvidenceReported(ctx context.Context, r origination.Report) error
}

// Servicer is what the dispatcher tells the desk of loans; *servicing.Desk is one.
type Servicer interface {
	MandateReported(ctx context.Context, r servicing.MandateReport) error
	DebitReported(ctx context.Context, r servicing.DebitReport) error
	DisbursementReported(ctx context.Context, r servicing.DisbursementReport) error
	DebitDisputed(ctx context.Context, r servicing.ReversalReport) error
	DebitReversed(ctx context.Context, r servicing.ReversalReport) error
}

// Dispatcher tells the desks what stored events say.
type Dispatcher struct {
	Store       Inbox
	Origination Originator
	Servicing   Servicer
	Now         func() time.Time
}

// What became of an event.
const (
	done       = "done"
	unknown    = "unknown"    // an event that we have no use for
	notOurs    = "not_ours"   // about an account that nobody linked here
	unreadable = "unreadable" // no event, or one of an unknown shape
)

// Process acts on a stored event and marks what became of it. An error means that it shall be tried
// again; an event that can never be acted on is marked and gives no error, so that it makes no loop.
func (d *Dispatcher) Process(ctx context.Context, webhookID string) (err error) {
	defer fault.Wrap(&err, "openbanking.Process(%s)", webhookID)
	body, finished, err := d.Store.Webhook(ctx, webhookID)
	if err != nil || finished {
		return err
	}
	event, err := mono.ParseWebhook(body)
	if err != nil {
		return d.Store.FinishWebhook(ctx, webhookID, unreadable, err.Error(), d.Now())
	}
	state, err := d.tell(ctx, event)
	switch fault.KindOf(err) {
	case fault.NotFound:
		return d.Store.FinishWebhook(ctx, webhookID, notOurs, fault.Said(err), d.Now())
	case fault.Invalid, fault.NotAllowed:
		return d.Store.FinishWebhook(ctx, webhookID, unreadable, fault.Said(err), d.Now())
	}
	if err != nil {
		return err
	}
	return d.Store.FinishWebhook(ctx, webhookID, state, "", d.Now())
}

// tell gives an event to the desk that it concerns.
func (d *Dispatcher) tell(ctx context.Context, event mono.Event) (string, error) {
	switch e := event.(type) {
	case mono.AccountConnected:
		return done, d.Origination.AccountConnected(ctx, origination.AccountReport{
			MonoID: e.Account, Ref: e.Meta.Ref, DataStatus: string(e.Meta.DataStatus), Retrieved: e.Meta.RetrievedData})
	case mono.AccountUpdated:
		return done, d.Origination.AccountUpdated(ctx, accountReport(e.Account, e.Meta))
	case mono.IncomeReady:
		// Nothing but a static header says that an event is Mono's, and an income decides: the event only
		// announces it, and the record is fetched from Mono.
		return done, d.Origination.EvidenceReported(ctx, origination.Report{MonoID: e.Income.Account.ID, Source: origination.SourceIncome})
	case mono.CreditworthinessReady:
		return done, d.Origination.EvidenceReported(ctx, creditworthinessReport(e))
	case mono.EnrichmentReady:
		if e.Name() != "mono.events.statement_insights" {
			return unknown, nil
		}
		return done, d.Origination.EvidenceReported(ctx, origination.Report{MonoID: e.Account, Source: origination.SourceInsights})
	}
	return d.tellServicing(ctx, event)
}

// creditworthinessReport keeps the event's bytes, of which there is no second copy to fetch: the policy
// may hold it against an applicant and never for one. When Mono could not compute, that is the answer.
func creditworthinessReport(e mono.CreditworthinessReady) origination.Report {
	r := origination.Report{MonoID: e.Account.ID, Source: origination.SourceCreditworthiness, Raw: e.Raw}
	if e.Failed() {
		r.Failed = "Mono could not compute it: the account has too few transactions."
	}
	return r
}
