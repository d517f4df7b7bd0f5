package mono

import (
	"context"
	"encoding/json"
)

// Identity is the account holder as the bank knows them. Every field may be empty.
type Identity struct {
	FullName      string          `json:"full_name"`
	BVN           string          `json:"bvn"` // all eleven digits
	Email         string          `json:"email"`
	Phone         string          `json:"phone"`
	Gender        string          `json:"gender"`
	BornOn        Day             `json:"dob"`
	Address       string          `json:"address_line1"`
	StateOfOrigin string          `json:"state_of_origin"`
	LGAOfOrigin   string          `json:"lga_of_origin"`
	MaritalStatus string          `json:"marital_status"`
	Verified      Flag            `json:"verified"`
	CreatedAt     Instant         `json:"created_at"`
	UpdatedAt     Instant         `json:"updated_at"`
	Raw           json.RawMessage `json:"-"`
}

// Identity reads the holder of an account: GET /v2/accounts/{id}/identity. Billed. It can be missing although
// balance and transactions are there: a reply without a name and a BVN is a NotReadyError. Errors: NotFoundError.
func (c *Client) Identity(ctx context.Context, id string) (Identity, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}/identity", nil, id)
	if err != nil {
		return Identity{}, err
	}
	r, err := c.getBilled(req)
	if err != nil {
		return Identity{}, err
	}
	who := Identity{Raw: r.raw}
	if err := r.intoLoose(&who); err != nil {
		return Identity{}, err
	}
	if who.FullName == "" && who.BVN == "" {
		return Identity{}, r.notReady()
	}
	return who, nil
}

func (r *reply) notReady() error {
	return &NotReadyError{r.apiError()}
}
