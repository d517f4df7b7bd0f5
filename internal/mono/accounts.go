package mono

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Account is a linked bank account.
type Account struct {
	ID            string        `json:"id"`
	Name          string        `json:"name"`
	AccountNumber AccountNumber `json:"account_number"`
	Currency      string        `json:"currency"`
	Balance       MaybeKobo     `json:"balance"`               // as of the last fetch, not now
	Type          string        `json:"type"`                  // the bank's own words, never an enum
	BVN           string        `json:"bvn"`                   // last four digits in details, all in lists; may be empty
	Institution   Institution   `json:"institution"`           //
	AuthMethod    string        `json:"auth_method,omitempty"` //
	Status        DataStatus    `json:"status,omitempty"`      // in lists
	Customer      Ref           `json:"customer,omitzero"`     // in lists
	AccountMatch  Flag          `json:"account_match"`         // in account_updated, when Account Match was asked for
	CreatedAt     Instant       `json:"created_at,omitzero"`
	UpdatedAt     Instant       `json:"updated_at,omitzero"`
}

// AccountMeta says how far the data is, and echoes what was sent when the link was made.
type AccountMeta struct {
	DataStatus    DataStatus `json:"data_status"`
	AuthMethod    string     `json:"auth_method"`
	RetrievedData []string   `json:"retrieved_data"` // identity, balance, transactions: an open set
	Ref           string     `json:"ref"`
	SyncStatus    string     `json:"sync_status,omitempty"` // after a refresh: SUCCESSFUL, FAILED, REAUTHORISATION_REQUIRED
	JobID         string     `json:"job_id,omitempty"`
	HasNewData    bool       `json:"has_new_data,omitempty"`
}

// Retrieved says whether an item (identity, balance, transactions) was fetched.
func (m AccountMeta) Retrieved(item string) bool {
	return slices.ContainsFunc(m.RetrievedData, func(r string) bool { return strings.EqualFold(r, item) })
}

// AccountDetails is a linked account with the state of its data.
type AccountDetails struct {
	Account  Account         `json:"account"`
	Customer Ref             `json:"customer"`
	Meta     AccountMeta     `json:"meta"`
	Raw      json.RawMessage `json:"-"`
}

// Account reads an account's details: GET /v2/accounts/{id}. Billed: wait for account_updated rather than poll. While
// Meta.DataStatus is PROCESSING, other reads succeed and are empty. Errors: NotFoundError.
func (c *Client) Account(ctx context.Context, id string) (AccountDetails, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}", nil, id)
	if err != nil {
		return AccountDetails{}, err
	}
	r, err := c.getBilled(req)
	if err != nil {
		return AccountDetails{}, err
	}
	details := AccountDetails{Raw: r.raw}
	if err := r.intoLoose(&details); err != nil {
		return AccountDetails{}, err
	}
	if details.Account.ID == "" {
		return AccountDetails{}, r.missing("data.account.id")
	}
	return details, nil
}

// AccountPage is a page of the business's linked accounts.
type AccountPage struct {
	Accounts []Account
	Paging
	Raw json.RawMessage
}

// Accounts lists the business's linked accounts, page from 1: GET /v2/accounts. Not billed. The way to reconcile
// webhooks that were lost. BVNs come in full.
func (c *Client) Accounts(ctx context.Context, page int) (AccountPage, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts", nil)
	if err != nil {
		return AccountPage{}, err
	}
	r, err := c.getFree(req.query("page", strconv.Itoa(max(page, 1))))
	if err != nil {
		return AccountPage{}, err
	}
	out := AccountPage{Paging: r.paging(), Raw: r.raw}
	return out, r.intoLoose(&out.Accounts)
}

// AccountBalance is an account's balance as of the last fetch.
type AccountBalance struct {
	ID            string          `json:"id"`
	Name          string          `json:"name"`
	AccountNumber AccountNumber   `json:"account_number"`
	Balance       MaybeKobo       `json:"balance"` // minor units of Currency
	Currency      string          `json:"currency"`
	Raw           json.RawMessage `json:"-"`
}

// Balance reads the balance of the last fetch: GET /v2/accounts/{id}/balance. Not billed without a refresh.
// Errors: NotFoundError.
func (c *Client) Balance(ctx context.Context, id string) (AccountBalance, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}/balance", nil, id)
	if err != nil {
		return AccountBalance{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return AccountBalance{}, err
	}
	balance := AccountBalance{Raw: r.raw}
	return balance, r.intoLoose(&balance)
}

// Unlink ends the access to an account, for good: POST /v2/accounts/{id}/unlink. Not billed. Later by
// webhook: account_unlinked. Errors: NotFoundError when it is unlinked already.
func (c *Client) Unlink(ctx context.Context, id string) error {
	req, err := c.newRequest(ctx, connect, "POST /v2/accounts/{id}/unlink", struct{}{}, id)
	if err != nil {
		return err
	}
	_, err = c.once(req)
	return err
}
