package mono

import (
	"encoding/json"
	"strings"
)

// PaymentReported: a one-time payment was successful, failed, cancelled or abandoned; Payment.Status says which.
// The last two may never be sent: expire your own sessions.
type PaymentReported struct {
	EventHeader
	Payment Payment
}

// SettlementPaid: Mono paid out what it collected.
type SettlementPaid struct {
	EventHeader
	Payout    string // its id: list its transactions
	Collected MaybeKobo
	Fee       Figure // has fractions of a kobo
	Settled   Figure
	Refunded  MaybeKobo
	Currency  string
	At        Instant
}

// SplitSettlementPaid: Mono paid a sub-account. Nothing ties it to a payment, and its figures look like naira: do not post from it.
type SplitSettlementPaid struct {
	EventHeader
	Reference     string // of the payout
	AmountSettled Figure
	SplitFee      Figure
	FeeBearer     string
	Account       DebitAccount
}

var paymentEvents = map[string]reader{
	"direct_debit.payment_successful": event(paymentReported),
	"direct_debit.payment_failed":     event(paymentReported),
	"direct_debit.payment_cancelled":  event(paymentReported),
	"direct_debit.payment_abandoned":  event(paymentReported),
	"direct_debit.settlement_successful": event(func(h EventHeader, s settlement) (Event, error) {
		return SettlementPaid{EventHeader: h, Payout: s.ID, Collected: s.Collected, Fee: s.Fee, Settled: s.Settled,
			Refunded: s.Refunded, Currency: strings.ToUpper(s.Currency), At: s.Date}, need(h.Event, "data.id", s.ID)
	}),
	"direct_debit.split_settlement_successful": event(func(h EventHeader, s splitSettlement) (Event, error) {
		return SplitSettlementPaid{EventHeader: h, Reference: s.Reference, AmountSettled: s.Settled, SplitFee: s.Fee,
			FeeBearer: s.FeeBearer, Account: s.Account}, need(h.Event, "data.reference", s.Reference)
	}),
}

type paymentEvent struct {
	Type   string          `json:"type"`
	Object json.RawMessage `json:"object"`
}

func paymentReported(h EventHeader, p paymentEvent) (Event, error) {
	payment := Payment{Type: p.Type, Raw: h.Raw}
	if err := decode(h.Event, "data.object", p.Object, &payment); err != nil {
		return nil, err
	}
	ofName := PaymentStatus(strings.TrimPrefix(h.Event, "direct_debit.payment_"))
	payment.Status = or(payment.Status, ofName)
	return PaymentReported{EventHeader: h, Payment: payment}, need(h.Event, "data.object.reference", payment.Reference)
}

type settlement struct {
	ID        string    `json:"id"`
	Collected MaybeKobo `json:"amount_collected"`
	Fee       Figure    `json:"fee"`
	Settled   Figure    `json:"amount_settled"`
	Refunded  MaybeKobo `json:"amount_refunded"`
	Currency  string    `json:"currency"`
	Date      Instant   `json:"date"`
}

type splitSettlement struct {
	Reference string       `json:"reference"`
	Settled   Figure       `json:"amount_settled"`
	Fee       Figure       `json:"split_fee"`
	FeeBearer string       `json:"fee_bearer"`
	Account   DebitAccount `json:"account"`
}
