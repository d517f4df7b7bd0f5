package mono

import (
	"context"
	"strconv"
)

// The words of a split.
const (
	SplitByPercent  = "percentage" // shares of 1 to 99, not more than 100 in all
	SplitFixed      = "fixed"      // shares in kobo
	SplitFeeOwn     = "business"
	SplitFeeOfThose = "sub_accounts"
)

// Split shares a payment among sub-accounts when it is settled; what is left is the business's. NGN 10 for each payout.
type Split struct {
	Type      string  `json:"type"`
	FeeBearer string  `json:"fee_bearer"`
	Shares    []Share `json:"distribution"`
}

// Share is one sub-account's part.
type Share struct {
	SubAccount string `json:"account"`       // its id
	Value      int64  `json:"value"`         // percent or kobo, by the split's type
	Max        Kobo   `json:"max,omitempty"` // the most that a percentage may come to
}

// SubAccount is an account that payments can be shared with.
type SubAccount struct {
	ID            string        `json:"id"`
	Name          string        `json:"name"` // as the bank has it: check it
	AccountNumber AccountNumber `json:"account_number"`
	NIPCode       Code          `json:"nip_code"` // nibss_code in lists
	BankCode      Code          `json:"bank_code"`
	BankName      string        `json:"bank_name"`
	Status        string        `json:"status"` // active
	Category      string        `json:"category"`
	CreatedAt     Instant       `json:"created_at"`
	UpdatedAt     Instant       `json:"updated_at"`
	Evidence
}

func (s *SubAccount) lacks() string { return lacking(s.ID, "id") }

// CreateSubAccount registers an account for splits, for good: POST /v2/payments/payout/sub-account. nipCode has six digits.
// Not billed. Errors: ValidationError.
func (c *Client) CreateSubAccount(ctx context.Context, nipCode, accountNumber string) (SubAccount, error) {
	body := map[string]string{"nip_code": nipCode, "account_number": accountNumber}
	r, err := c.do(ctx, sentOnce, call{key: payments, op: "POST /v2/payments/payout/sub-account", body: body})
	return answerAs[SubAccount](r, err, "nibss_code", "nip_code")
}

// SubAccounts lists the sub-accounts, page from 1: GET /v2/payments/payout/sub-accounts. Not billed.
func (c *Client) SubAccounts(ctx context.Context, page int) (Page[SubAccount], error) {
	r, err := c.do(ctx, freely, call{key: payments, op: "GET /v2/payments/payout/sub-accounts", query: []string{"page", strconv.Itoa(max(page, 1))}})
	if err != nil {
		return Page[SubAccount]{}, err
	}
	out := Page[SubAccount]{Paging: r.paging(), Raw: r.raw}
	return out, r.intoLoose(&out.Items, "nibss_code", "nip_code")
}
