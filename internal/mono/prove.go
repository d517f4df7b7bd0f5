package mono

import (
	"context"
	"strconv"
)

// Prove is an identity check on a page of Mono's, with the person's face. What the page says to the browser proves
// nothing: wait for the event or read the customer.

// ProveLevel says what is checked.
type ProveLevel string

// The levels.
const (
	ProveTier1  ProveLevel = "tier_1" // BVN, NIN and face
	ProveTier2  ProveLevel = "tier_2" // and a government's document
	ProveTier3  ProveLevel = "tier_3" // and the address
	ProveCustom ProveLevel = "custom" // what Identities says
)

// ProveRequest asks for a check.
type ProveRequest struct {
	Reference    string // yours, unique
	RedirectURL  string
	Level        ProveLevel
	Identities   []string // of ProveCustom: bvn or nin, and others
	BankAccounts bool     // let the person link accounts too
	Name         string
	Phone        string // the one that is on the BVN
	Email        string
	Address      string
	IdentityType string // bvn, nin
	Identity     string
	Meta         map[string]string // ref comes back in the first event
}

// ProveCheck is a check under way.
type ProveCheck struct {
	ID            string     `json:"id"`
	Customer      Ref        `json:"customer"`
	URL           string     `json:"mono_url"` // where to send the person, within 24 hours
	Reference     string     `json:"reference"`
	RedirectURL   string     `json:"redirect_url"`
	BankAccounts  bool       `json:"bank_accounts"`
	Level         ProveLevel `json:"kyc_level"`
	IsBlacklisted bool       `json:"is_blacklisted"` // by any business: a flag, not a proof
	LiveMode      Flag       `json:"live_mode"`
	Evidence
}

func (p *ProveCheck) lacks() string { return lacking(p.URL, "mono_url") }

// StartProve opens a check: POST /v1/prove/initiate. Billed. Later by webhook: data_verification_initiated, then
// successful, cancelled, expired or awaiting_review. Errors: ConflictError (the reference), ValidationError,
// AuthError before the business is approved, UnknownOutcomeError.
func (c *Client) StartProve(ctx context.Context, r ProveRequest) (ProveCheck, error) {
	return answer[ProveCheck](c.do(ctx, sentOnce, call{key: prove, op: "POST /v1/prove/initiate", body: r.body(), patience: 2}))
}

func (r ProveRequest) body() map[string]any {
	customer := map[string]any{}
	for name, value := range without(map[string]string{"name": r.Name, "phone": r.Phone, "email": r.Email, "address": r.Address}) {
		customer[name] = value
	}
	if r.Identity != "" {
		customer["identity"] = map[string]string{"type": r.IdentityType, "number": r.Identity}
	}
	body := map[string]any{"reference": r.Reference, "redirect_url": r.RedirectURL, "kyc_level": r.Level, "bank_accounts": r.BankAccounts, "customer": customer}
	if len(r.Identities) > 0 {
		body["identities"] = r.Identities
	}
	if len(r.Meta) > 0 {
		body["meta"] = r.Meta
	}
	return body
}

// ProveCustomers lists the people who share their data, page from 1: GET /v1/prove/customers. Whether it is billed is not
// stated.
func (c *Client) ProveCustomers(ctx context.Context, page int) (Page[ProveCustomer], error) {
	r, err := c.do(ctx, billed, call{key: prove, op: "GET /v1/prove/customers", query: []string{"page", strconv.Itoa(max(page, 1))}, patience: 2})
	return pageOf[ProveCustomer](r, err, "customers")
}

// ProveCustomer reads a person who passed: GET /v1/prove/customers/{reference}. Whether it is billed is not stated.
// Errors: NotFoundError before the check ends and after access was revoked.
func (c *Client) ProveCustomer(ctx context.Context, reference string) (ProveCustomer, error) {
	return answer[ProveCustomer](c.do(ctx, billed, call{key: prove, op: "GET /v1/prove/customers/{reference}", ids: []string{reference}, patience: 2}))
}

// The codes of a blacklisting.
const (
	BlacklistLegal      = "101" // legal violations
	BlacklistAgency     = "102" // reported by an agency
	BlacklistLinked     = "103" // linked to blacklisted parties
	BlacklistFraud      = "104" // the verified account was used for fraud
	BlacklistFalseClaim = "105" // fraudulent claims under the verified identity
)

// BlacklistProve flags a person for every business that uses Prove: POST /v1/prove/customers/blacklist. Not billed. It is
// personal data given to others: have grounds. Errors: NotFoundError, ValidationError.
func (c *Client) BlacklistProve(ctx context.Context, reference, code, reason string) error {
	body := map[string]string{"reference": reference, "code": code, "reason": reason}
	return done(c.do(ctx, sentOnce, call{key: prove, op: "POST /v1/prove/customers/blacklist", body: body}))
}

// WhitelistProve takes the flag back: POST /v1/prove/customers/whitelist. Not billed. Errors: NotFoundError.
func (c *Client) WhitelistProve(ctx context.Context, reference string) error {
	return done(c.do(ctx, sentOnce, call{key: prove, op: "POST /v1/prove/customers/whitelist", body: map[string]string{"reference": reference}}))
}

// RevokeProve gives the access to a person's data back: DELETE /v1/prove/customers/{reference}. Not billed. Errors: NotFoundError.
func (c *Client) RevokeProve(ctx context.Context, reference string) error {
	return done(c.do(ctx, sentOnce, call{key: prove, op: "DELETE /v1/prove/customers/{reference}", ids: []string{reference}}))
}
