package mono

import (
	"context"
	"strings"
)

// Holdings is what an investment account holds. Amounts are in minor units of their currency.
type Holdings struct {
	Account  string               `json:"id"`
	Balances map[string]MaybeKobo `json:"balances"` // by currency: see Balance
	Assets   []Asset              `json:"assets"`
	Evidence
}

// Asset is one position.
type Asset struct {
	Name     string       `json:"name"`
	Type     string       `json:"type"`
	Currency string       `json:"currency"`
	Cost     MaybeKobo    `json:"cost"`   // paid for it in all
	Return   MaybeKobo    `json:"return"` // documented as the gain; the samples look like the value
	Quantity Figure       `json:"quantity"`
	Details  AssetDetails `json:"details"`
}

// AssetDetails is what the broker says of a position.
type AssetDetails struct {
	Symbol  string    `json:"symbol"`
	Price   MaybeKobo `json:"price"`
	Balance MaybeKobo `json:"current_balance"`
}

// Balance is the cash in a currency such as USD. Mono writes the key as _u_s_d, and as USD before 2024.
func (h Holdings) Balance(currency string) MaybeKobo {
	for key, amount := range h.Balances {
		if strings.EqualFold(strings.ReplaceAll(key, "_", ""), currency) {
			return amount
		}
	}
	return MaybeKobo{}
}

// Holdings reads an investment account's assets: GET /v2/accounts/{id}/assets. Billed. Errors: NotFoundError, and
// APIError for an account that holds none.
func (c *Client) Holdings(ctx context.Context, id string) (Holdings, error) {
	return answer[Holdings](c.do(ctx, billed, call{key: connect, op: "GET /v2/accounts/{id}/assets", ids: []string{id}}))
}

// Earning is the outcome of a sale of an asset.
type Earning struct {
	ID        string    `json:"id"`
	Amount    MaybeKobo `json:"amount"`
	Narration string    `json:"narration"`
	Date      Instant   `json:"date"`
	Asset     struct {
		Symbol       string    `json:"symbol"`
		Name         string    `json:"name"`
		SalePrice    MaybeKobo `json:"sale_price"`
		QuantitySold Figure    `json:"quantity_sold"`
	} `json:"asset"`
}

// Earnings lists what an investment account earned: GET /v2/accounts/{id}/earnings. Billed. Errors: NotFoundError.
func (c *Client) Earnings(ctx context.Context, id string) (Page[Earning], error) {
	r, err := c.do(ctx, billed, call{key: connect, op: "GET /v2/accounts/{id}/earnings", ids: []string{id}})
	return pageOf[Earning](r, err)
}
