package mono

// ProveCustomer is a person who passed a check and shares their data.
type ProveCustomer struct {
	ID         string          `json:"id"`
	Status     string          `json:"status"` // of the grant: active
	Reference  string          `json:"reference"`
	Access     ProveAccess     `json:"data_access"`
	Person     ProvePerson     `json:"personal_info"`
	Identities []ProveIdentity `json:"identities"`
	Accounts   []ProveAccount  `json:"accounts"`
	Evidence
}

// ProveAccess says how long the data may be read.
type ProveAccess struct {
	Type       string  `json:"type"` // permanent, or words that no page prints
	Start      Instant `json:"start_date"`
	End        Instant `json:"end_date"`
	LastAccess Instant `json:"last_access_date"`
}

// ProvePerson is the person.
type ProvePerson struct {
	FirstName        string   `json:"first_name"`
	MiddleName       string   `json:"middle_name"`
	LastName         string   `json:"last_name"`
	BornOn           Day      `json:"date_of_birth"`
	Gender           string   `json:"gender"`
	MaritalStatus    string   `json:"marital_status"`
	Nationality      string   `json:"nationality"`
	Emails           []string `json:"email_addresses"`
	Phones           []string `json:"phone_numbers"`
	AlternatePhone   string   `json:"alternate_phone_number"`
	Address1         string   `json:"address_line_1"`
	Address2         string   `json:"address_line_2"`
	City             string   `json:"city"`
	StateOfOrigin    string   `json:"state_of_origin"`
	StateOfResidence string   `json:"state_of_residence"`
	LGAOfOrigin      string   `json:"lga_of_origin"`
	LGAOfResidence   string   `json:"lga_of_residence"`
	NextOfKin        struct {
		Name         string `json:"name"`
		Email        string `json:"email"`
		Phone        string `json:"phone_number"` // Mono writes phoneNumber
		Relationship string `json:"relationship"`
		Address      string `json:"address"`
	} `json:"next_of_kin"`
}

// ProveIdentity is a number that was verified.
type ProveIdentity struct {
	Type   string `json:"id"` // bvn, nin, …
	Number string `json:"number"`
}

// ProveAccount is a bank account that the person linked.
type ProveAccount struct {
	Name        string        `json:"name"`
	Number      AccountNumber `json:"account_number"`
	Access      []string      `json:"access_type"` // view, …
	Institution Institution   `json:"institution"`
}
