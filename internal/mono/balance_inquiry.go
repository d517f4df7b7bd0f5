package mono

import (
	"context"
	"encoding/json"
	"strconv"
)

// Funds answers a balance inquiry with an amount.
type Funds struct {
	Mandate string          `json:"id"`
	Enough  Flag            `json:"has_sufficient_balance"`
	Account DebitAccount    `json:"account_details"`
	Raw     json.RawMessage `json:"-"`
}

// HasFunds asks whether the account covers an amount: GET /v3/payments/mandates/{id}/balance-inquiry?amount=. Billed
// by the call (about NGN 10), so it is sent once. The mandate must be ready and not paused.
// Errors: NotFoundError, WalletError, RateLimitError, UnavailableError (nothing moved; ask again if it is worth the price).
func (c *Client) HasFunds(ctx context.Context, mandate string, amount Kobo) (Funds, error) {
	req, err := c.newRequest(ctx, payments, "GET /v3/payments/mandates/{id}/balance-inquiry", nil, mandate)
	if err != nil {
		return Funds{}, err
	}
	r, err := c.askOnce(req.slow(2).query("amount", strconv.FormatInt(int64(amount), 10)))
	if err != nil {
		return Funds{}, err
	}
	funds := Funds{Raw: r.raw}
	if err := r.intoLoose(&funds); err != nil {
		return Funds{}, err
	}
	if !funds.Enough.Known {
		return Funds{}, r.missing("data.has_sufficient_balance")
	}
	return funds, nil
}

// MandateBalance answers a balance inquiry without an amount.
type MandateBalance struct {
	Mandate string       `json:"id"`
	Balance Figure       `json:"account_balance"` // two decimals; kobo or naira is not documented: decide nothing on it
	Account DebitAccount `json:"account_details"`
	Evidence
}

// MandateBalance asks what the account holds: GET /v3/payments/mandates/{id}/balance-inquiry. Billed by the call, about
// five times as much as HasFunds, which is what to use. Under NGN 1,000 the answer is 0. Errors as HasFunds.
func (c *Client) MandateBalance(ctx context.Context, mandate string) (MandateBalance, error) {
	return answer[MandateBalance](c.do(ctx, askOnce, call{key: payments, op: "GET /v3/payments/mandates/{id}/balance-inquiry", ids: []string{mandate}, patience: 2}))
}
