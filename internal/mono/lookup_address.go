package mono

import "context"

// AddressRequest is a claimed address and the electricity meter at it.
type AddressRequest struct {
	MeterNumber string `json:"meter_number"`
	Address     string `json:"address"`
	Disco       string `json:"disco_code"` // who supplies it: ABUJA, EKO, IKEJA, … or a state
}

// HouseAddress is what the meter's record says. It is a record and not a visit: the owner is often the landlord.
type HouseAddress struct {
	Verified   Flag   `json:"verified"` // confidence of 50 and more
	Address    string `json:"house_address"`
	Owner      string `json:"house_owner"`
	Confidence Figure `json:"confidence_level"` // 1 to 100
	Disco      string `json:"disco_code"`
	Evidence
}

// HouseAddress compares an address with the record of a meter: POST /v3/lookup/address. Billed; a low confidence is
// still a success. Errors: NotFoundError, ValidationError, WalletError, UnknownOutcomeError.
func (c *Client) HouseAddress(ctx context.Context, r AddressRequest) (HouseAddress, error) {
	return answer[HouseAddress](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/address", body: r, patience: 2}))
}
