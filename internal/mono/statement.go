package mono

import (
	"context"
	"encoding/json"
	"fmt"
)

// Statement is an account's entries of whole months.
type Statement struct {
	Transactions  []Transaction
	Count         int // as Mono counts them, 0 when it does not say
	DaysRequested int // 0 when not said
	DaysAvailable int // 0 when not said
	Raw           json.RawMessage
}

// StatementMonthsMax is the longest statement.
const StatementMonthsMax = 12

// Statement reads the last months (1 to StatementMonthsMax) in one reply: GET
// /v2/accounts/{id}/statement, as JSON. Billed. Empty before the account's data is there. Errors: NotFoundError.
func (c *Client) Statement(ctx context.Context, id string, months int) (Statement, error) {
	if months < 1 || months > StatementMonthsMax {
		return Statement{}, fmt.Errorf("mono: a statement covers 1 to %d months, not %d", StatementMonthsMax, months)
	}
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}/statement", nil, id)
	if err != nil {
		return Statement{}, err
	}
	r, err := c.getBilled(req.slow(2).query("period", fmt.Sprintf("last%dmonths", months), "output", "json"))
	if err != nil {
		return Statement{}, err
	}
	return r.statement()
}

// statement reads both forms: a list with its count in meta, and an object that holds the list.
func (r *reply) statement() (Statement, error) {
	type lengths struct {
		Count     int `json:"count"`
		Requested int `json:"requested_length"`
		Available int `json:"available_length"`
	}
	var meta lengths
	var old struct {
		lengths
		Statement []Transaction `json:"statement"`
	}
	_ = json.Unmarshal(r.Meta, &meta) // lengths may be null or missing: then unknown
	s := Statement{Raw: r.raw, Count: meta.Count, DaysRequested: meta.Requested, DaysAvailable: meta.Available}
	if r.Data == nil || r.Data[0] != '{' {
		return s, r.into(&s.Transactions)
	}
	if err := r.into(&old); err != nil {
		return Statement{}, err
	}
	s.Transactions, s.Count = old.Statement, or(s.Count, old.Count)
	s.DaysRequested, s.DaysAvailable = or(s.DaysRequested, old.Requested), or(s.DaysAvailable, old.Available)
	return s, nil
}
