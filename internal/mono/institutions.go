package mono

import (
	"context"
	"encoding/json"
)

// Institution is a bank as Connect knows it. One bank can appear several times (personal, business).
type Institution struct {
	ID           string       `json:"id,omitempty"`
	Name         string       `json:"name"`
	Type         string       `json:"type"`      // PERSONAL_BANKING, BUSINESS_BANKING
	BankCode     Code         `json:"bank_code"` // mixed systems: CBN 058, NIP 000018
	NIPCode      Code         `json:"nip_code,omitempty"`
	Country      string       `json:"country,omitempty"`
	Identifier   string       `json:"identifier,omitempty"`
	Icon         string       `json:"icon,omitempty"`
	PrimaryColor string       `json:"primary_color,omitempty"`
	AuthMethods  []AuthMethod `json:"auth_methods,omitempty"`
	Scopes       []Scope      `json:"scope,omitempty"`
}

// Scope is something that an institution can be used for.
type Scope struct {
	Name string `json:"name"`
	Type string `json:"type"` // financial_data, payments
}

// UnmarshalJSON reads an object, or the type alone, as verified payments have it.
func (s *Scope) UnmarshalJSON(b []byte) error {
	*s = Scope{}
	if json.Unmarshal(b, &s.Type) == nil {
		return nil
	}
	type plain Scope
	return json.Unmarshal(b, (*plain)(s))
}

// AuthMethod is a way to log in to a bank.
type AuthMethod struct {
	Type string      `json:"type"` // internet_banking, mobile_banking
	Name string      `json:"name,omitempty"`
	UI   PartnerForm `json:"ui,omitzero"` // what the bank asks for
}

// InstitutionQuery filters institutions.
type InstitutionQuery struct {
	Scope      string // financial_data when empty, payments
	BankCode   string
	AuthMethod string // internet_banking, mobile_banking
}

// Institutions lists the banks whose accounts can be linked: GET /v3/institutions, scope
// financial_data. Not billed; it may be kept for a day.
func (c *Client) Institutions(ctx context.Context) ([]Institution, error) {
	return c.InstitutionsWith(ctx, InstitutionQuery{})
}

// InstitutionsWith is Institutions, filtered. Mono ignores a filter that it does not know, so compare what comes back.
func (c *Client) InstitutionsWith(ctx context.Context, q InstitutionQuery) ([]Institution, error) {
	r, err := c.do(ctx, freely, call{key: connect, op: "GET /v3/institutions",
		query: []string{"scope", or(q.Scope, "financial_data"), "bank_code", q.BankCode, "auth_method", q.AuthMethod}})
	if err != nil {
		return nil, err
	}
	var banks []Institution
	return banks, r.intoLoose(&banks)
}
