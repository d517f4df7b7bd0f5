package mono

import "context"

// Mashup is a person by NIN, BVN and date of birth together. Nobody was asked for a code: consent is yours to have.
type Mashup struct {
	Person struct {
		Title         string `json:"title"`
		FirstName     string `json:"first_name"`
		MiddleName    string `json:"middle_name"`
		Surname       string `json:"surname"`
		Gender        string `json:"gender"`
		BornOn        Day    `json:"dob"`
		BirthCountry  string `json:"birth_country"`
		BirthState    string `json:"birth_state"`
		BirthLGA      string `json:"birth_lga"`
		MaritalStatus string `json:"marital_status"`
		Email         string `json:"email"`
		Phone         string `json:"telephone_no"`
		Occupation    string `json:"occupation"`
		LGAOfOrigin   string `json:"lga_of_origin"`
		StateOfOrigin string `json:"state_of_origin"`
		WatchListed   Flag   `json:"watch_listed"`
	} `json:"personal_information"`
	Numbers struct {
		NIN string `json:"nin"`
		BVN string `json:"bvn"`
	} `json:"identification_numbers"`
	Residence struct {
		Address string `json:"address"`
		Town    string `json:"town"`
		LGA     string `json:"lga"`
		State   string `json:"state"`
		Status  string `json:"residence_status"`
	} `json:"residence_information"`
	Biometrics struct {
		PhotographInB64 string `json:"photo"`
	} `json:"biometrics"`
	Evidence
}

// Mashup reads a person by three facts: POST /v3/lookup/mashup. Billed; what a mismatch answers is not documented.
// Errors: NotFoundError, ValidationError, WalletError, UnknownOutcomeError.
func (c *Client) Mashup(ctx context.Context, nin, bvn string, bornOn Day) (Mashup, error) {
	body := map[string]string{"nin": nin, "bvn": bvn, "date_of_birth": string(bornOn)}
	return answer[Mashup](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/mashup", body: body, patience: 2}))
}
