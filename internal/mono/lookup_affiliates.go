package mono

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
)

// Affiliate is a person or company connected with a company. Most members may be empty; a list can hold affiliates of
// other types than the one it is named for, and people who have left: see Is and Active.
type Affiliate struct {
	ID                 Code            `json:"id"` // may be empty in a profile
	Surname            string          `json:"surname"`
	FirstName          string          `json:"firstname"`
	OtherName          string          `json:"other_name"`
	FormerName         string          `json:"former_name"`
	FormerSurname      string          `json:"former_surname"`
	FormerFirstName    string          `json:"former_first_name"`
	FormerOtherName    string          `json:"former_other_name"`
	Email              string          `json:"email"`
	BusinessEmail      string          `json:"business_email"`
	Phone              string          `json:"phone_number"`
	Gender             string          `json:"gender"`
	BornOn             Day             `json:"date_of_birth"`
	Age                Code            `json:"age"` // 0 is unknown
	Nationality        string          `json:"nationality"`
	FormerNationality  string          `json:"former_nationality"`
	Occupation         string          `json:"occupation"`
	Document           string          `json:"form_type"` // International Passport, National ID, …
	DocumentNumber     string          `json:"identity_number"`
	DocumentState      string          `json:"identity_issue_state"`
	Corporation        string          `json:"corporation_name"`
	CorporationRC      Code            `json:"rc_number"`
	IsCorporate        Flag            `json:"is_corporate"`
	IsChairman         Flag            `json:"is_chairman"`
	IsLawyer           Flag            `json:"is_lawyer"`
	IsPresenter        Flag            `json:"is_presenter"`
	IsDesignated       Flag            `json:"is_designated"`
	Shares             Figure          `json:"num_shares_alloted"` // a count: no percentage is given
	ShareType          string          `json:"type_of_shares"`
	Status             string          `json:"status"` // ACTIVE
	AppointedOn        Day             `json:"date_of_appointment"`
	TerminatedOn       Day             `json:"date_of_termination"` // not reliable: can be the day of appointment
	StatusChangedOn    Day             `json:"date_of_status_change"`
	AddressChangedOn   Day             `json:"date_of_change_of_address"`
	Address            string          `json:"address"`
	FullAddress2       string          `json:"full_address2"`
	BusinessAddress    string          `json:"business_address"`
	CompanyAddress2    string          `json:"company_address2"`
	FormerAddress      string          `json:"former_address"`
	FormerPostcode     Code            `json:"former_postal"`
	StreetNumber       Code            `json:"street_number"`
	Postcode           Code            `json:"postcode"`
	POBox              Code            `json:"pobox"`
	City               string          `json:"city"`
	LGA                string          `json:"lga"`
	State              string          `json:"state"`
	Accreditation      Code            `json:"accreditationnumber"`
	LastVisit          Code            `json:"last_visit"`
	ResidentialAddress Code            `json:"affiliates_residential_address"` // an id here, words there
	PSCInformation     Code            `json:"affiliates_psc_information"`
	LegalOwners        json.RawMessage `json:"legal_owners_of_interests,omitempty"`
	VotingOwners       json.RawMessage `json:"legal_owners_of_voting_rights,omitempty"`
	StockExchanges     json.RawMessage `json:"stock_exchange_soes,omitempty"`
	Process            CACKind         `json:"process_type_fk"`
	Type               CACKind         `json:"affiliate_type_fk"`
	Country            CACKind         `json:"country_fk"`
}

// CACKind is one of the registry's own words.
type CACKind struct {
	ID          Code   `json:"id"`
	Name        string `json:"name"`        // SHAREHOLDER, SECRETARY_COMPANY, PSC, NIGERIA, …
	Code        string `json:"code"`        // of a country: NIGERIA, NGA
	Description string `json:"description"` //
	Amount      Code   `json:"amount"`      // of a process
	ProductID   Code   `json:"product_id"`
	BankCode    Code   `json:"bank_code"`
}

// Active says that the person is still there.
func (a Affiliate) Active() bool { return strings.EqualFold(a.Status, "active") }

// Is says whether the affiliate is of a type, such as SHAREHOLDER.
func (a Affiliate) Is(kind string) bool { return strings.EqualFold(a.Type.Name, kind) }

// CompanyShareholders lists the affiliates of a company: GET /v3/lookup/cac/company/{id}. The documented sample holds
// other types too: keep those that are Active and Is("SHAREHOLDER"). Billed. Errors: NotFoundError, WalletError.
func (c *Client) CompanyShareholders(ctx context.Context, company int64) (Page[Affiliate], error) {
	return c.affiliates(ctx, "GET /v3/lookup/cac/company/{id}", company)
}

// CompanyControllers lists the persons with significant control: GET /v3/lookup/cac/company/{id}/psc. Billed. Errors as
// CompanyShareholders.
func (c *Client) CompanyControllers(ctx context.Context, company int64) (Page[Affiliate], error) {
	return c.affiliates(ctx, "GET /v3/lookup/cac/company/{id}/psc", company)
}

// CompanySecretary lists a company's secretaries: GET /v3/lookup/cac/company/{id}/secretary. Billed. Errors as
// CompanyShareholders.
func (c *Client) CompanySecretary(ctx context.Context, company int64) (Page[Affiliate], error) {
	return c.affiliates(ctx, "GET /v3/lookup/cac/company/{id}/secretary", company)
}

// CompanyDirectors lists a company's directors: GET /v3/lookup/cac/company/{id}/directors. Billed. Errors as
// CompanyShareholders.
func (c *Client) CompanyDirectors(ctx context.Context, company int64) (Page[Affiliate], error) {
	return c.affiliates(ctx, "GET /v3/lookup/cac/company/{id}/directors", company)
}

func (c *Client) affiliates(ctx context.Context, op string, company int64) (Page[Affiliate], error) {
	r, err := c.do(ctx, askOnce, call{key: lookup, op: op, ids: []string{strconv.FormatInt(company, 10)}, patience: 2})
	return pageOf[Affiliate](r, err)
}
