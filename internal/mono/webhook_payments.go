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
	Status    PayoutStatus
	Message   string
	Collected MaybeKobo
	Fee       Figure // has fractions of a kobo
	Settled   Figure
	Refunded  MaybeKobo
	RefundFee MaybeKobo
	Currency  string
	Account   SettlementAccount
	PaidAt    Instant
}

// SettlementAccount is where collected money goes.
type SettlementAccount struct {
	Name        string        `json:"account_name"`
	Number      AccountNumber `json:"account_number"`
	Type        string        `json:"account_type"` // sub_account, of a split
	Institution struct {
		Name    string `json:"name"`
		Code    Code   `json:"code"`
		NIPCode Code   `json:"nibss_code"`
	} `json:"institution"`
}

// SplitSettlementPaid: Mono paid a sub-account. Nothing ties it to a payment, and its figures look like naira: do not post from it.
type SplitSettlementPaid struct {
	EventHeader
	Reference     string // of the payout
	Status        PayoutStatus
	Message       string
	Currency      string
	AmountSettled Figure
	SplitFee      Figure
	FeeBearer     string
	Account       SettlementAccount
	PaidAt        Instant
}

var paymentEvents = map[string]reader{
	"direct_debit.payment_successful": event(paymentReported),
	"direct_debit.payment_failed":     event(paymentReported),
	"direct_debit.payment_cancelled":  event(paymentReported),
	"direct_debit.payment_abandoned":  event(paymentReported),
	"direct_debit.settlement_successful": event(func(h EventHeader, s settlement) (Event, error) {
		return SettlementPaid{EventHeader: h, Payout: s.ID, Status: s.Status, Message: s.Message, Collected: s.Collected, Fee: s.Fee, Settled: s.Settled,
			Refunded: s.Refunded, RefundFee: s.RefundFee, Currency: strings.ToUpper(s.Currency), Account: s.Account, PaidAt: s.Date}, need(h.Event, "data.id", s.ID)
	}),
	"direct_debit.split_settlement_successful": event(func(h EventHeader, s splitSettlement) (Event, error) {
		return SplitSettlementPaid{EventHeader: h, Reference: s.Reference, Status: s.Status, Message: s.Message, Currency: strings.ToUpper(s.Currency),
			AmountSettled: s.Settled, SplitFee: s.Fee, FeeBearer: s.FeeBearer, Account: s.Account, PaidAt: s.Date}, need(h.Event, "data.reference", s.Reference)
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
	ID        string            `json:"id"`
	Status    PayoutStatus      `json:"status"`
	Message   string            `json:"message"`
	Collected MaybeKobo         `json:"amount_collected"`
	Fee       Figure            `json:"fee"`
	Settled   Figure            `json:"amount_settled"`
	Refunded  MaybeKobo         `json:"amount_refunded"`
	RefundFee MaybeKobo         `json:"refund_fee"`
	Currency  string            `json:"currency"`
	Account   SettlementAccount `json:"settlement_account"`
	Date      Instant           `json:"date"`
}

type splitSettlement struct {
	Reference string            `json:"reference"`
	Status    PayoutStatus      `json:"status"`
	Message   string            `json:"message"`
	Currency  string            `json:"currency"`
	Settled   Figure            `json:"amount_settled"`
	Fee       Figure            `json:"split_fee"`
	FeeBearer string            `json:"fee_bearer"`
	Account   SettlementAccount `json:"account"`
	Date      Instant           `json:"date"`
}
