package mono

import (
	"context"
	"encoding/json"
)

// AccountName is the holder of an account, as the bank answers a name enquiry.
type AccountName struct {
	Name   string        `json:"name"`
	Number AccountNumber `json:"account_number"`
	BVN    string        `json:"bvn"` // in full or masked: compare the digits that are there
	Bank   struct {
		Name    string `json:"name"`
		NIPCode Code   `json:"code"`
	} `json:"bank"`
	Raw json.RawMessage `json:"-"`
}

// AccountName asks who holds an account: POST /v3/lookup/account-number. Billed. nipCode has six digits.
// Errors: NotFoundError, ValidationError, WalletError.
func (c *Client) AccountName(ctx context.Context, nipCode, accountNumber string) (AccountName, error) {
	body := map[string]string{"nip_code": nipCode, "account_number": accountNumber}
	req, err := c.newRequest(ctx, lookup, "POST /v3/lookup/account-number", body)
	if err != nil {
		return AccountName{}, err
	}
	r, err := c.once(req)
	if err != nil {
		return AccountName{}, err
	}
	holder := AccountName{Raw: r.raw}
	if err := r.intoLoose(&holder); err != nil {
		return AccountName{}, err
	}
	if holder.Name == "" {
		return AccountName{}, r.missing("data.name")
	}
	return holder, nil
}
