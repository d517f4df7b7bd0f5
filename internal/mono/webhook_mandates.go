package mono

import "strings"

// MandateChanged: a mandate was created, approved, rejected, made ready or expired; its name says which. A mandate
// whose status is final never comes back, so a late approved or ready must not revive it.
type MandateChanged struct {
	EventHeader
	Mandate Mandate
}

// MandateAction is what was done to a mandate.
type MandateAction string

// The actions.
const (
	ActionPause     MandateAction = "pause"
	ActionReinstate MandateAction = "reinstate"
	ActionCancel    MandateAction = "cancel"
)

// MandateActed: a mandate was paused, reinstated or cancelled, by you, from the dashboard, or (cancel) because the
// payer did not authorise it in time; Message then has the reason. It names the mandate by Mono's id alone.
type MandateActed struct {
	EventHeader
	Action  MandateAction
	Mandate string
	Message string
}

// DebitReported: a debit is processing, successful, failed or partly successful; Debit.Status says which. Order is not
// guaranteed: processing can come after the end.
type DebitReported struct {
	EventHeader
	Debit DebitResult
}

// DebitAttempted: a partial sweep took money from one of several accounts. Do not book it: the debit's final event
// has the sum.
type DebitAttempted struct {
	EventHeader
	Debit DebitResult
}

// TransactionDisputed: the payer's bank disputes a debit that was successful.
type TransactionDisputed struct {
	EventHeader
	Reference string // yours
	Amount    MaybeKobo
}

// TransactionReversed: the money of a debit was taken back.
type TransactionReversed struct {
	EventHeader
	Reference string // yours
	Amount    MaybeKobo
}

var mandateEvents = map[string]reader{
	"events.mandates.created":  event(mandateChanged, mandateAliases...),
	"events.mandates.approved": event(mandateChanged, mandateAliases...),
	"events.mandates.rejected": event(mandateChanged, mandateAliases...),
	"events.mandates.ready":    event(mandateChanged, mandateAliases...),
	"events.mandates.expired":  event(mandateChanged, mandateAliases...),

	"events.mandate.action.pause":     event(mandateActed),
	"events.mandate.action.reinstate": event(mandateActed),
	"events.mandate.action.cancel":    event(mandateActed),

	"events.mandates.debit.processing":               event(debitReported, debitAliases...),
	"events.mandates.debit.successful":               event(debitReported, debitAliases...),
	"events.mandates.debit.failed":                   event(debitReported, debitAliases...),
	"events.mandates.debit.partial_debit_successful": event(debitReported, debitAliases...),
	"events.mandates.debit_attempt.successful": event(func(h EventHeader, d DebitResult) (Event, error) {
		d.Raw = h.Raw
		return DebitAttempted{EventHeader: h, Debit: d}, need(h.Event, "data.reference_number", d.Reference)
	}, debitAliases...),

	"mono.transaction.dispute_initiated": event(func(h EventHeader, m moneyBack) (Event, error) {
		return TransactionDisputed{EventHeader: h, Reference: m.Reference, Amount: m.Amount}, need(h.Event, "data.reference", m.Reference)
	}),
	"mono.transaction.reversal_completed": event(func(h EventHeader, m moneyBack) (Event, error) {
		return TransactionReversed{EventHeader: h, Reference: m.Reference, Amount: m.Amount}, need(h.Event, "data.reference", m.Reference)
	}),
}

func mandateChanged(h EventHeader, m Mandate) (Event, error) {
	m.settle()
	m.Raw = h.Raw
	return MandateChanged{EventHeader: h, Mandate: m}, need(h.Event, "data.id", m.ID)
}

type mandateAction struct {
	Mandate Ref    `json:"mandate"`
	ID      string `json:"id"`
	Message string `json:"message"`
}

func mandateActed(h EventHeader, a mandateAction) (Event, error) {
	action := MandateAction(h.Event[strings.LastIndexByte(h.Event, '.')+1:])
	id := or(a.Mandate.ID, a.ID)
	return MandateActed{EventHeader: h, Action: action, Mandate: id, Message: a.Message}, need(h.Event, "data.mandate", id)
}

// debitReported takes the status from the name when the body has none; the body wins when they differ.
func debitReported(h EventHeader, d DebitResult) (Event, error) {
	ofName := map[string]DebitStatus{
		"processing": DebitProcessing, "successful": DebitSuccessful, "failed": DebitFailed, "partial_debit_successful": DebitPartial,
	}
	d.Status = or(d.Status, ofName[h.Event[strings.LastIndexByte(h.Event, '.')+1:]])
	d.Raw = h.Raw
	return DebitReported{EventHeader: h, Debit: d}, need(h.Event, "data.reference_number", d.Reference)
}

type moneyBack struct {
	Reference string    `json:"reference"`
	Amount    MaybeKobo `json:"amount"` // text in the one sample
}
