package mono

import (
	"context"
	"strconv"
)

// PayoutStatus says how far a payout of collected money is.
type PayoutStatus string

// The statuses of a payout.
const (
	PayoutPending    PayoutStatus = "pending"
	PayoutUnderLimit PayoutStatus = "under_limit" // too little to pay out yet
	PayoutProcessing PayoutStatus = "processing"
	PayoutSettled    PayoutStatus = "settled" // final
	PayoutFailed     PayoutStatus = "failed"
)

// Known says whether the status is documented.
func (s PayoutStatus) Known() bool {
	return one(s, PayoutPending, PayoutUnderLimit, PayoutProcessing, PayoutSettled, PayoutFailed)
}

// UnmarshalJSON reads the word in any case.
func (s *PayoutStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// Payout is what Mono pays out of what it collected, on the next business day as a rule.
type Payout struct {
	ID             string       `json:"id"`
	Status         PayoutStatus `json:"status"`
	Amount         MaybeKobo    `json:"amount"`         // collected
	Fee            Figure       `json:"fee"`            // has fractions of a kobo
	Settled        Figure       `json:"settled_amount"` // has fractions of a kobo
	Currency       string       `json:"currency"`       // ngn
	Date           Instant      `json:"date"`
	Bank           string       `json:"bank"` // an id
	Message        string       `json:"message"`
	SettledAccount struct {
		Bank   string        `json:"beneficiary_bank"`
		Name   string        `json:"beneficiary_account_name"`
		Number AccountNumber `json:"beneficiary_account_number"`
	} `json:"settled_account,omitzero"`
	Processor string `json:"processor,omitempty"`
	Response  string `json:"response,omitempty"` // the processor's words, which look like JSON and are not
}

// Payouts lists payouts, page from 1, of one status or, when it is empty, of all: GET /v2/payments/payouts. Not billed.
func (c *Client) Payouts(ctx context.Context, status PayoutStatus, page int) (Page[Payout], error) {
	r, err := c.do(ctx, freely, call{key: payments, op: "GET /v2/payments/payouts", query: []string{"status", string(status), "page", strconv.Itoa(max(page, 1))}})
	return pageOf[Payout](r, err, "payouts")
}

// PayoutPayments lists what a payout is made of, page from 1: GET /v2/payments/payout/{payout}/transactions. Not billed.
// The only way to tie a payout to payments. Errors: NotFoundError.
func (c *Client) PayoutPayments(ctx context.Context, payout string, page int) (Page[Payment], error) {
	r, err := c.do(ctx, freely, call{key: payments, op: "GET /v2/payments/payout/{payout}/transactions", ids: []string{payout},
		query: []string{"page", strconv.Itoa(max(page, 1))}})
	return pageOf[Payment](r, err, "payments")
}
