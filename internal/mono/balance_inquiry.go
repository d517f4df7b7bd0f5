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
// by the call (about NGN 10), so it is sent once. The variant without an amount is not offered: it costs five
// times as much and its unit is not documented. The mandate must be ready and not paused.
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
