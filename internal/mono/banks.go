package mono

import (
	"context"
	"encoding/json"
)

// Bank is a bank as payments know it.
type Bank struct {
	Name        string `json:"name"`
	BankCode    Code   `json:"bank_code"` // CBN's: mandates and disbursements want it
	NIPCode     Code   `json:"nip_code"`  // six digits: beneficiaries and name enquiries want it
	DirectDebit bool   `json:"direct_debit"`
}

// Banks lists the banks: GET /v3/banks/list. Not billed; it may be kept for a day. Only those with DirectDebit can be mandated.
func (c *Client) Banks(ctx context.Context) ([]Bank, error) {
	req, err := c.newRequest(ctx, payments, "GET /v3/banks/list", nil)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return nil, err
	}
	var data struct {
		Banks json.RawMessage `json:"banks"`
	}
	list := r.Data // a bare list is accepted too
	if json.Unmarshal(r.Data, &data) == nil {
		list = data.Banks
	}
	var banks []Bank
	return banks, decode(r.op, "data.banks", list, &banks)
}
