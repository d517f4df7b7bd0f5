package mono

import (
	"context"
	"strconv"
)

// PaymentQuery filters payments.
type PaymentQuery struct {
	Page       int // from 1
	Start, End Day
	Status     PaymentStatus
	Customer   string
	Account    string
}

// Payments lists one-time payments and debits of mandates: GET /v2/payments/transactions. Not billed. The way to
// reconcile events that were lost.
func (c *Client) Payments(ctx context.Context, q PaymentQuery) (Page[Payment], error) {
	r, err := c.do(ctx, freely, call{key: payments, op: "GET /v2/payments/transactions", query: []string{"page", strconv.Itoa(max(q.Page, 1)),
		"start", q.Start.dayFirst(), "end", q.End.dayFirst(), "status", string(q.Status), "customer", q.Customer, "account", q.Account}})
	return pageOf[Payment](r, err, "payments")
}

// Refund is a payment that was given back.
type Refund struct {
	ID          string    `json:"id"`
	Reference   string    `json:"reference"` // of the payment
	Refunded    bool      `json:"refunded"`
	Amount      MaybeKobo `json:"refunded_amount"`
	Beneficiary struct {
		Name          string        `json:"name"`
		BankName      string        `json:"bank_name"`
		BankCode      Code          `json:"bank_code"`
		AccountNumber AccountNumber `json:"account_number"`
	} `json:"beneficiary"`
	Evidence
}

// Where a refund is taken from.
const (
	RefundFromWallet = "wallet"
	RefundFromPayout = "pending_payout" // what Mono owes you: the default
)

// RefundPayment gives a payment back whole: POST /v2/payments/refund. It moves money, so it is sent once; no webhook is
// documented: VerifyPayment then says Refunded. source is RefundFromPayout when empty. Errors: ConflictError when it
// was refunded before, WalletError, NotFoundError, UnknownOutcomeError.
func (c *Client) RefundPayment(ctx context.Context, reference, source string) (Refund, error) {
	body := without(map[string]string{"reference": reference, "source": source})
	return answer[Refund](c.do(ctx, sentOnce, call{key: payments, op: "POST /v2/payments/refund", body: body, patience: 3}))
}
