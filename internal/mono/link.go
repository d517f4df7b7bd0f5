package mono

import (
	"context"
	"encoding/json"
	"maps"
)

// LinkRequest asks for a hosted page on which a person links a bank account.
type LinkRequest struct {
	CustomerID    string            // a Mono customer, or else Name and Email
	Name, Email   string            // Mono creates or finds the customer by them
	Reference     string            // yours, unique: comes back as meta.ref
	Meta          map[string]string // further keys, echoed in the webhooks
	RedirectURL   string            // with scheme; what it is given is a hint, not proof
	InstitutionID string            // skips the list of banks; needs AuthMethod
	AuthMethod    string            // internet_banking, mobile_banking
	AccountNumber string            // with CheckAccountMatch: the account that ought to be linked
	CheckMatch    bool              // Account Match, billed: reported by account_updated, blocks nothing
}

// Link is a hosted page of one use.
type Link struct {
	URL         string          `json:"mono_url"`
	Customer    Ref             `json:"customer"`
	Account     string          `json:"account"` // on re-authorisation
	Meta        AccountMeta     `json:"meta"`
	Scope       string          `json:"scope"`
	Institution Ref             `json:"institution"`
	AuthMethod  string          `json:"auth_method"`
	RedirectURL string          `json:"redirect_url"`
	CreatedAt   Instant         `json:"created_at"`
	Raw         json.RawMessage `json:"-"`
}

// InitiateLink makes a hosted page for linking an account: POST /v2/accounts/initiate, scope auth. Not
// billed; live mode wants money in the wallet. Later by webhook: account_connected with the account's
// id, then account_updated with its data status, in either order. Errors: ValidationError, WalletError.
func (c *Client) InitiateLink(ctx context.Context, r LinkRequest) (Link, error) {
	return c.initiate(ctx, r.body())
}

// InitiateReauthorisation makes a hosted page on which the person logs in to the bank again: POST
// /v2/accounts/initiate, scope reauth. Not billed. Later by webhook: account_reauthorized, then account_updated;
// data read before is old. Errors: NotFoundError.
func (c *Client) InitiateReauthorisation(ctx context.Context, account, reference, redirectURL string) (Link, error) {
	body := map[string]any{"scope": "reauth", "account": account, "redirect_url": redirectURL}
	if reference != "" {
		body["meta"] = map[string]string{"ref": reference}
	}
	return c.initiate(ctx, body)
}

func (c *Client) initiate(ctx context.Context, body map[string]any) (Link, error) {
	req, err := c.newRequest(ctx, connect, "POST /v2/accounts/initiate", body)
	if err != nil {
		return Link{}, err
	}
	r, err := c.once(req)
	if err != nil {
		return Link{}, err
	}
	link := Link{Raw: r.raw}
	if err := r.into(&link); err != nil {
		return Link{}, err
	}
	if link.URL == "" {
		return Link{}, r.missing("data.mono_url")
	}
	return link, nil
}

func (r LinkRequest) body() map[string]any {
	body := map[string]any{"scope": "auth", "redirect_url": r.RedirectURL, "customer": map[string]string{"id": r.CustomerID}}
	if r.CustomerID == "" {
		body["customer"] = map[string]string{"name": r.Name, "email": r.Email}
	}
	meta := maps.Clone(r.Meta)
	if r.Reference != "" {
		if meta == nil {
			meta = map[string]string{}
		}
		meta["ref"] = r.Reference
	}
	if meta != nil {
		body["meta"] = meta
	}
	if r.InstitutionID != "" {
		body["institution"] = without(map[string]string{"id": r.InstitutionID, "auth_method": r.AuthMethod, "account_number": r.AccountNumber})
	}
	if r.CheckMatch {
		body["check_account_match"] = true
	}
	return body
}

// without drops what is empty.
func without(m map[string]string) map[string]string {
	maps.DeleteFunc(m, func(_, v string) bool { return v == "" })
	return m
}

// ExchangeCode turns the code of the redirect or the widget into the account's id: POST /v2/accounts/auth.
// A code lives ten minutes and probably works once; when the reply is lost (UnknownOutcomeError) account_connected
// brings the id. Billed as a linked account. Errors: WrongCodeError, WalletError.
func (c *Client) ExchangeCode(ctx context.Context, code string) (accountID string, err error) {
	req, err := c.newRequest(ctx, connect, "POST /v2/accounts/auth", map[string]string{"code": code})
	if err != nil {
		return "", err
	}
	r, err := c.once(req)
	if err != nil {
		return "", asWrongCode(err)
	}
	var data struct {
		ID string `json:"id"`
	}
	if err := r.intoLoose(&data); err != nil {
		return "", err
	}
	if data.ID == "" {
		return "", r.missing("data.id")
	}
	return data.ID, nil
}
