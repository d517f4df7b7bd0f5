package openbanking

import (
	"context"

	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/servicing"
)

// tellServicing gives an event of mandates, debits and transfers to the desk of loans. Events are
// not signed and may be late: the desk takes them as hints and asks Mono itself.
func (d *Dispatcher) tellServicing(ctx context.Context, event mono.Event) (string, error) {
	switch e := event.(type) {
	case mono.MandateChanged:
		return done, d.Servicing.MandateReported(ctx, mandateHint(e))
	case mono.MandateActed:
		return done, d.Servicing.MandateReported(ctx, servicing.MandateReport{
			MonoID: e.Mandate, State: stateOfAction[e.Action], At: e.At.Time, Said: e.Message})
	case mono.DebitReported:
		return done, d.Servicing.DebitReported(ctx, debitHint(e))
	case mono.TransactionDisputed:
		return done, d.Servicing.DebitDisputed(ctx, servicing.ReversalReport{Reference: e.Reference, Amount: money.Kobo(int64(e.Amount.Kobo))})
	case mono.TransactionReversed:
		return done, d.Servicing.DebitReversed(ctx, servicing.ReversalReport{Reference: e.Reference, Amount: money.Kobo(int64(e.Amount.Kobo))})
	case mono.DisbursementReported:
		return done, d.Servicing.DisbursementReported(ctx, servicing.DisbursementReport{
			Reference: e.Reference, Outcome: servicing.OutcomeUnknown, Said: e.Message, At: e.At.Time})
	case mono.TransferReported:
		return done, d.Servicing.DisbursementReported(ctx, transferHint(e))
	}
	return unknown, nil
}

var stateOfAction = map[mono.MandateAction]lending.MandateState{
	mono.ActionPause:     lending.MandatePaused,
	mono.ActionReinstate: lending.MandateApproved,
	mono.ActionCancel:    lending.MandateCancelled,
}

func mandateHint(e mono.MandateChanged) servicing.MandateReport {
	m := e.Mandate
	r := servicing.MandateReport{MonoID: m.ID, Reference: m.Reference, AccountNumber: string(m.AccountNumber),
		AccountName: m.AccountName, Bank: m.Bank, BankCode: string(m.BankCode), At: e.At.Time, Said: m.Message}
	switch m.Status {
	case mono.MandateRejected:
		r.State = lending.MandateRejected
	case mono.MandateCancelled:
		r.State = lending.MandateCancelled
	case mono.MandateExpired:
		r.State = lending.MandateExpired
	case mono.MandatePaused, mono.MandateSuspended:
		r.State = lending.MandatePaused
	case mono.MandateApproved, mono.MandateActive:
		r.State = lending.MandateApproved
		if m.ReadyToDebit {
			r.State = lending.MandateReady
		}
	default:
		r.State = lending.MandateInitiated
	}
	return r
}

func debitHint(e mono.DebitReported) servicing.DebitReport {
	x := e.Debit
	r := servicing.DebitReport{Reference: x.Reference, Mandate: x.Mandate, Outcome: outcomeOfStatus(x.Status), Code: string(x.Code),
		Said: x.Message, BankReference: x.SessionID, At: e.At.Time, Amount: money.Kobo(int64(x.Taken()))}
	if x.Fee.Known && r.Outcome == servicing.OutcomeSettled {
		r.Fee = money.Kobo(int64(x.Fee.Kobo))
	}
	return r
}

func transferHint(e mono.TransferReported) servicing.DisbursementReport {
	reference := e.Batch
	if reference == "" {
		reference = e.Reference
	}
	return servicing.DisbursementReport{Reference: reference, Outcome: outcomeOfStatus(e.Status), Said: e.Message, At: e.At.Time}
}

func outcomeOfStatus(s mono.DebitStatus) servicing.Outcome {
	switch s {
	case mono.DebitSuccessful:
		return servicing.OutcomeSettled
	case mono.DebitFailed:
		return servicing.OutcomeFailed
	}
	return servicing.OutcomeUnknown
}
