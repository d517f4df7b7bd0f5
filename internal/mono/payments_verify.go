package mono

import (
	"context"
	"encoding/json"
	"errors"
)

// PaymentStatus says how far a payment is.
type PaymentStatus string

// The statuses of a payment.
const (
	PaymentPending    PaymentStatus = "pending" // the payer: code or token
	PaymentProcessing PaymentStatus = "processing"
	PaymentSuccessful PaymentStatus = "successful" // final; can still be refunded or disputed
	PaymentFailed     PaymentStatus = "failed"     // final
	PaymentCancelled  PaymentStatus = "cancelled"  // final: the payer closed the page
	PaymentAbandoned  PaymentStatus = "abandoned"  // final: the session ran out
)

// Known says whether the status is documented.
func (s PaymentStatus) Known() bool {
	return one(s, PaymentPending, PaymentProcessing, PaymentSuccessful, PaymentFailed, PaymentCancelled, PaymentAbandoned)
}

// UnmarshalJSON reads the word in any case.
func (s *PaymentStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// Payment is a one-time payment or a mandate's debit, as verification describes it.
type Payment struct {
	ID          string          `json:"id"`
	Channel     string          `json:"channel"` // account, mandate, …
	Type        string          `json:"type"`    // onetime-debit, variable-debit, …
	Status      PaymentStatus   `json:"status"`
	Amount      MaybeKobo       `json:"amount"`
	Fee         MaybeKobo       `json:"fee"`
	FeeBearer   string          `json:"fee_bearer"`
	Currency    string          `json:"currency"`
	Description string          `json:"description"`
	Reference   string          `json:"reference"`
	Account     json.RawMessage `json:"account"` // an id, or an object in one of two shapes
	Customer    Ref             `json:"customer"`
	Refunded    bool            `json:"refunded"`
	HeldBack    bool            `json:"held_settlement"` // flagged: settlement is withheld
	FlagReasons []string        `json:"flag_reasons"`
	Method      string          `json:"method"` // account, transfer, whatsapp; in events
	Message     string          `json:"message"`
	LiveMode    Flag            `json:"live_mode"`
	CreatedAt   Instant         `json:"created_at"`
	UpdatedAt   Instant         `json:"updated_at"`
	Raw         json.RawMessage `json:"-"`
}

// VerifyPayment reads a final payment by your reference: GET /v2/payments/verify/{reference}. Not billed. Mono
// answers 404 for a payment that is unknown and for one that is not final: both are a NotReadyError here,
// which never means "did not happen".
func (c *Client) VerifyPayment(ctx context.Context, reference string) (Payment, error) {
	req, err := c.newRequest(ctx, payments, "GET /v2/payments/verify/{reference}", nil, reference)
	if err != nil {
		return Payment{}, err
	}
	r, err := c.getFree(req)
	var none *NotFoundError
	if errors.As(err, &none) {
		return Payment{}, &NotReadyError{none.APIError}
	}
	if err != nil {
		return Payment{}, err
	}
	payment := Payment{Raw: r.raw}
	return payment, r.intoLoose(&payment)
}
