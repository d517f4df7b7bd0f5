package mono

import (
	"context"
	"strings"
)

// NIN is the person of a national identification number as NIMC has them. The page warns that this is validation and
// not verification: only the names and the date of birth can be relied on, and everything else may be empty.
type NIN struct {
	Number           string  `json:"nin"`
	VirtualNumber    string  `json:"vnin"`
	Title            string  `json:"title"`
	FirstName        string  `json:"firstname"`
	MiddleName       string  `json:"middlename"`
	Surname          string  `json:"surname"`
	FormerFirstName  string  `json:"pfirstname"`
	FormerMiddleName string  `json:"pmiddlename"`
	FormerSurname    string  `json:"psurname"`
	Gender           string  `json:"gender"` // m, f
	BornOn           Day     `json:"birthdate"`
	BirthCountry     string  `json:"birthcountry"`
	BirthState       string  `json:"birthstate"`
	BirthLGA         string  `json:"birthlga"`
	MaritalStatus    string  `json:"maritalstatus"`
	Education        string  `json:"educationallevel"`
	Employment       string  `json:"employmentstatus"`
	Profession       string  `json:"profession"`
	Religion         string  `json:"religion"`
	HeightCM         Code    `json:"heigth"` // Mono's spelling
	Email            string  `json:"email"`
	Phone            string  `json:"telephoneno"`
	Residence        string  `json:"residence_address"`
	ResidenceTown    string  `json:"residence_town"`
	ResidenceLGA     string  `json:"residence_lga"`
	ResidenceState   string  `json:"residence_state"`
	ResidenceStatus  string  `json:"residencestatus"`
	OriginPlace      string  `json:"self_origin_place"`
	OriginLGA        string  `json:"self_origin_lga"`
	OriginState      string  `json:"self_origin_state"`
	Language         string  `json:"spoken_language"`
	OtherLanguage    string  `json:"ospokenlang"`
	KinFirstName     string  `json:"nok_firstname"`
	KinMiddleName    string  `json:"nok_middlename"`
	KinSurname       string  `json:"nok_surname"`
	KinAddress1      string  `json:"nok_address1"`
	KinAddress2      string  `json:"nok_address2"`
	KinTown          string  `json:"nok_town"`
	KinLGA           string  `json:"nok_lga"`
	KinState         string  `json:"nok_state"`
	KinPostalCode    Code    `json:"nok_postalcode"`
	PhotographInB64  string  `json:"photo"`
	SignatureInB64   string  `json:"signature"`
	CentralID        Code    `json:"central_id"` // Mono writes central_iD
	TrackingID       string  `json:"tracking_id"`
	UserID           string  `json:"userid"`
	PDF              NINSlip `json:"pdf,omitzero"` // of NINWithSlip
	Evidence
}

func (n *NIN) lacks() string { return lacking(n.FirstName+n.Surname, "firstname") }

// NINSlip is the printed slip of a NIN. URL lives seven days once it is Ready.
type NINSlip struct {
	Job    Code   `json:"job_id"`
	Status string `json:"status"` // processing, completed, failed
	URL    string `json:"url"`
	Evidence
}

// Ready says that URL can be fetched.
func (s NINSlip) Ready() bool { return strings.EqualFold(s.Status, "completed") && s.URL != "" }

// NIN reads the person of a NIN: POST /v3/lookup/nin. Billed; whether also when it fails is not stated. Errors:
// NotFoundError, ValidationError, WalletError, UnknownOutcomeError (asking again may be billed again).
func (c *Client) NIN(ctx context.Context, nin string) (NIN, error) { return c.nin(ctx, nin, "") }

// NINWithSlip is NIN, and has the slip printed: POST /v3/lookup/nin?output=pdf. Billed. No webhook follows: ask for the
// NINSlip every five to ten seconds. Errors as NIN.
func (c *Client) NINWithSlip(ctx context.Context, nin string) (NIN, error) {
	return c.nin(ctx, nin, "pdf")
}

func (c *Client) nin(ctx context.Context, nin, output string) (NIN, error) {
	return answer[NIN](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/nin", query: []string{"output", output}, body: map[string]string{"nin": nin}, patience: 2}))
}

// NINSlip asks how far a slip is: GET /v3/lookup/nin/{jobId}/job. Whether it is billed is not stated. Errors: NotFoundError.
func (c *Client) NINSlip(ctx context.Context, job string) (NINSlip, error) {
	r, err := c.do(ctx, billed, call{key: lookup, op: "GET /v3/lookup/nin/{jobId}/job", ids: []string{job}})
	return answerAs[NINSlip](r, err, "id", "job_id")
}
