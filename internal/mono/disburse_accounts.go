package mono

import (
	"context"
	"encoding/json"
)

// SourceAccountRequest names the account that disbursements are to be paid from.
type SourceAccountRequest struct {
	App           string `json:"app"` // the app's id
	AccountNumber string `json:"account_number"`
	BankCode      string `json:"bank_code"` // of the bank list
	Email         string `json:"email"`     // of the owner
}

// SourceAccount is an account that disbursements are paid from.
type SourceAccount struct {
	ID            string          `json:"id"`
	ActivationURL string          `json:"mandate_activation_url"` // a person authorises the mandate there
	AccountNumber AccountNumber   `json:"account_number"`
	AccountName   string          `json:"account_name"`
	BankCode      Code            `json:"bank_code"`
	BankName      string          `json:"bank_name"`
	MandateID     string          `json:"mandate_id"`
	Status        string          `json:"status"` // created, approved, enabled, disabled
	Approved      bool            `json:"approved"`
	ReadyToDebit  bool            `json:"ready_to_debit"` // may be disbursed from
	Message       string          `json:"message"`        // in events
	App           string          `json:"app"`
	Business      string          `json:"business"`
	Raw           json.RawMessage `json:"-"`
}

// CreateSourceAccount registers a source account: POST /v3/payments/disburse/source-accounts. Not billed. Somebody opens
// ActivationURL and sends NGN 50 from the account. Later by webhook: account.created, approved, enabled.
func (c *Client) CreateSourceAccount(ctx context.Context, r SourceAccountRequest) (SourceAccount, error) {
	reply, err := c.do(ctx, sentOnce, call{key: disburse, op: "POST /v3/payments/disburse/source-accounts", body: r})
	return reply.sourceAccount(err)
}

func (r *reply) sourceAccount(err error) (SourceAccount, error) {
	if err != nil {
		return SourceAccount{}, err
	}
	account := SourceAccount{Raw: r.raw}
	if err := r.intoLoose(&account, "account_id", "id"); err != nil {
		return SourceAccount{}, err
	}
	if account.ID == "" {
		return SourceAccount{}, r.missing("data.id")
	}
	return account, nil
}

// SourceAccount reads a source account: GET /v3/payments/disburse/source-accounts/{id}. Not billed. Errors: NotFoundError.
func (c *Client) SourceAccount(ctx context.Context, id string) (SourceAccount, error) {
	r, err := c.do(ctx, freely, call{key: disburse, op: "GET /v3/payments/disburse/source-accounts/{id}", ids: []string{id}})
	return r.sourceAccount(err)
}

// UpdateSourceAccount changes a source account: PUT /v3/payments/disburse/source-accounts/{id}. Not billed. What may change
// is not documented. Later by webhook: account.enabled, account.disabled. Errors: NotFoundError, ValidationError.
func (c *Client) UpdateSourceAccount(ctx context.Context, id string, change SourceAccountRequest) error {
	body := without(map[string]string{"app": change.App, "account_number": change.AccountNumber, "bank_code": change.BankCode, "email": change.Email})
	return done(c.do(ctx, sentOnce, call{key: disburse, op: "PUT /v3/payments/disburse/source-accounts/{id}", ids: []string{id}, body: body}))
}

// SourceAccounts lists the source accounts: GET /v3/payments/disburse/source-accounts. Not billed.
func (c *Client) SourceAccounts(ctx context.Context) ([]SourceAccount, error) {
	req, err := c.newRequest(ctx, disburse, "GET /v3/payments/disburse/source-accounts", nil)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return nil, err
	}
	var list []SourceAccount
	return list, r.listInto(&list, "source_accounts", "account_id", "id")
}
