package mono

import (
	"context"
	"slices"
	"strconv"
)

// Company is an entry of the registry of companies (CAC).
type Company struct {
	ID                int64  `json:"id"` // the registry's own: what the other calls want, the profile excepted
	Name              string `json:"approved_name"`
	RCNumber          Code   `json:"rc_number"`
	Classification    string `json:"classification"` // company, business, IT; BUSINESS_NAME in a profile
	ClassificationID  Code   `json:"classification_id"`
	Active            Flag   `json:"active"`
	Approved          Flag   `json:"registration_approved"`
	DelistingStatus   string `json:"delisting_status"`
	RegisteredOn      Day    `json:"registration_date"`
	CommencedOn       Day    `json:"business_commencement_date"`
	Type              string `json:"company_type_name"`
	NatureOfBusiness  string `json:"nature_of_business_name"`
	Objectives        string `json:"objectives"`
	HeadOfficeAddress string `json:"head_office_address"` // ", " when it is empty
	BranchAddress     string `json:"branch_address"`
	Address           string `json:"address"`
	City              string `json:"city"`
	LGA               string `json:"lga"`
	State             string `json:"state"`
	Email             string `json:"email"`
}

// SearchCompanies looks for companies by name or registration number: GET /v3/lookup/cac. exact means that the name
// begins with the words, else that it contains them. Billed; no match is an empty list. Errors: WalletError.
func (c *Client) SearchCompanies(ctx context.Context, search string, exact bool) (Page[Company], error) {
	r, err := c.do(ctx, askOnce, call{key: lookup, op: "GET /v3/lookup/cac", query: []string{"search", search, "exact", strconv.FormatBool(exact)}, patience: 2})
	return pageOf[Company](r, err)
}

// CompanyProfile is a company with its people, and a business's address and e-mail.
type CompanyProfile struct {
	Company
	BusinessEmail   string      `json:"business_email"`
	BusinessAddress string      `json:"business_address"`
	Directors       []Affiliate `json:"directors"`
	Shareholders    []Affiliate `json:"shareholders"`
	Evidence
}

// CompanyProfile reads a company by its registration number: GET /v3/lookup/cac/profile/{rcnumber}. Billed, at a higher
// price. Errors: NotFoundError, WalletError.
func (c *Client) CompanyProfile(ctx context.Context, rcNumber string) (CompanyProfile, error) {
	return answer[CompanyProfile](c.do(ctx, askOnce, call{key: lookup, op: "GET /v3/lookup/cac/profile/{rcnumber}", ids: []string{rcNumber}, patience: 2}))
}

// PDF is a document.
type PDF []byte

// CompanyStatusReport fetches a company's status report: GET /v3/lookup/cac/company/{id}/status-report, the bytes of a PDF.
// Billed, at a higher price. Errors: NotFoundError, WalletError, NonJSONError when what came is no PDF.
func (c *Client) CompanyStatusReport(ctx context.Context, company int64) (PDF, error) {
	return c.pdf(ctx, call{op: "GET /v3/lookup/cac/company/{id}/status-report", ids: []string{strconv.FormatInt(company, 10)}})
}

func (c *Client) pdf(ctx context.Context, d call) (PDF, error) {
	d.key, d.patience, d.expects.pdf = lookup, 2, true
	r, err := c.do(ctx, askOnce, d)
	if err != nil {
		return nil, err
	}
	if !r.deliveredPDF() {
		return nil, r.missing("PDF")
	}
	return r.raw, nil
}

// FormerAddress is where a company was registered before.
type FormerAddress struct {
	Name        string `json:"approved_name"`
	Address     string `json:"previous_address"`
	Street      string `json:"street_name"`
	City        string `json:"city"`
	State       string `json:"state"`
	SubmittedOn Day    `json:"submission_date"`
	ApprovedOn  Day    `json:"approval_date"`
	ID          Code   `json:"id"`
}

// CompanyFormerAddresses reads a company's previous addresses: GET /v3/lookup/cac/company/{id}/previous-address. Deprecated by
// Mono on 29 August 2025; it may answer without data. Billed. Errors: NotFoundError, WalletError.
func (c *Client) CompanyFormerAddresses(ctx context.Context, company int64) (Page[FormerAddress], error) {
	r, err := c.do(ctx, askOnce, call{key: lookup, op: "GET /v3/lookup/cac/company/{id}/previous-address", ids: []string{strconv.FormatInt(company, 10)}})
	return pageOf[FormerAddress](r.listed(), err)
}

// listed makes a list of data that is one object: of the deprecated calls it is not known which they answer.
func (r *reply) listed() *reply {
	if r != nil && len(r.Data) > 0 && r.Data[0] == '{' {
		r.Data = slices.Concat([]byte("["), r.Data, []byte("]"))
	}
	return r
}

// NameChange is a company's former name.
type NameChange struct {
	ID         Code   `json:"persist_master_id"`
	NewName    string `json:"new_name"`
	FormerName string `json:"former_name"`
	ApprovedOn Day    `json:"approval_date"`
}

// CompanyNameChanges reads a company's former names: GET /v3/lookup/cac/company/{id}/change-of-name. Deprecated by Mono on
// 29 August 2025; it may answer without data. Billed. Errors: NotFoundError, WalletError.
func (c *Client) CompanyNameChanges(ctx context.Context, company int64) (Page[NameChange], error) {
	r, err := c.do(ctx, askOnce, call{key: lookup, op: "GET /v3/lookup/cac/company/{id}/change-of-name", ids: []string{strconv.FormatInt(company, 10)}})
	return pageOf[NameChange](r.listed(), err)
}
