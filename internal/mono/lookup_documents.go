package mono

import "context"

// DriverLicenceRequest names a licence and its holder; all four are wanted.
type DriverLicenceRequest struct {
	Number    string `json:"license_number"`
	BornOn    Day    `json:"date_of_birth"`
	FirstName string `json:"first_name"`
	LastName  string `json:"last_name"`
}

// DriverLicence is a driver's licence as FRSC has it.
type DriverLicence struct {
	Number          string `json:"license_no"`
	FirstName       string `json:"first_name"`
	MiddleName      string `json:"middle_name"`
	LastName        string `json:"last_name"`
	BornOn          Day    `json:"birth_date"`
	Gender          string `json:"gender"`
	IssuedOn        Day    `json:"issued_date"`
	ExpiresOn       Day    `json:"expiry_date"`
	StateOfIssue    string `json:"state_ofissue"` // Mono writes state_ofIssue
	PhotographInB64 string `json:"photo"`
	Evidence
}

// DriverLicence reads a driver's licence: POST /v3/lookup/driver_license. Billed; whether also when it fails is not
// stated. Errors: NotFoundError, ValidationError, WalletError, UnknownOutcomeError.
func (c *Client) DriverLicence(ctx context.Context, r DriverLicenceRequest) (DriverLicence, error) {
	return answer[DriverLicence](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/driver_license", body: r, patience: 2}))
}

// PassportRequest names a passport and its holder. The page wants two of the three in one place and all in another: send all.
type PassportRequest struct {
	Number   string `json:"passport_number"`
	LastName string `json:"last_name"`
	BornOn   Day    `json:"date_of_birth"`
}

// Passport is an international passport. Its dates, place, photograph and signature are empty when the date of birth was sent.
type Passport struct {
	Number          string `json:"passport_number"` // number in the older form
	FirstName       string `json:"first_name"`
	MiddleName      string `json:"middle_name"`
	LastName        string `json:"last_name"`
	BornOn          Day    `json:"dob"`
	Gender          string `json:"gender"`
	DocumentType    string `json:"document_type"`
	IssuedOn        Day    `json:"issued_date"`
	ExpiresOn       Day    `json:"expiry_date"`
	IssuedAt        string `json:"issued_at"`
	Phone           string `json:"mobile"`
	PhotographInB64 string `json:"photo"`
	SignatureInB64  string `json:"signature"`
	Reference       string `json:"reference_id"`
	Evidence
}

// Passport reads an international passport: POST /v3/lookup/passport. Billed; whether also when it fails is not stated.
// Errors: NotFoundError, ValidationError, WalletError, UnknownOutcomeError.
func (c *Client) Passport(ctx context.Context, r PassportRequest) (Passport, error) {
	reply, err := c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/passport", body: r, patience: 2})
	return answerAs[Passport](reply, err, "number", "passport_number")
}

// TINChannel says what a number is.
type TINChannel string

// The channels.
const (
	TINByTIN TINChannel = "tin" // a tax number, of a person or a company
	TINByCAC TINChannel = "cac" // a registration number, of a company
)

// TIN is a taxpayer. Of a person the name is withheld: compare e-mail and phone.
type TIN struct {
	Name      string `json:"taxpayer_name"`
	RCNumber  string `json:"cac_reg_number"`
	FIRSTIN   string `json:"firstin"`
	JTBTIN    string `json:"jittin"`
	NRSTIN    string `json:"nrs_tin"`
	TaxOffice string `json:"tax_office"`
	Phone     string `json:"phone_number"`
	Email     string `json:"email"`
	Address   string `json:"address"`
	Type      string `json:"tin_type"` // individual, corporate, in either case
	Evidence
}

// TIN reads a taxpayer: POST /v3/lookup/tin. Billed; whether also when it fails is not stated. Errors: NotFoundError,
// ValidationError, WalletError, UnknownOutcomeError.
func (c *Client) TIN(ctx context.Context, channel TINChannel, number string) (TIN, error) {
	body := map[string]string{"number": number, "channel": string(channel)}
	return answer[TIN](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/tin", body: body, patience: 2}))
}
