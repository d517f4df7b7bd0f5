package mono

import "context"

// ScheduledDisbursement is a batch that is filled first and paid later.
type ScheduledDisbursement struct {
	Reference     string // of the batch: yours, unique
	SourceAccount string // its id
	Description   string
	Total         Kobo // what its recipients will come to
	On            Day  // when it runs by itself, where Mono offers that; else TriggerDisbursement
}

// ScheduleDisbursement opens a batch: POST /v3/payments/disburse/disbursements, type scheduled. Not billed until it is paid.
// Fill it with AddTransfers. Errors: ValidationError, UnknownOutcomeError (FindDisbursement), a reference used before
// included.
func (c *Client) ScheduleDisbursement(ctx context.Context, s ScheduledDisbursement) (Disbursement, error) {
	body := map[string]any{"reference": s.Reference, "source": "mandate", "account": s.SourceAccount, "type": "scheduled",
		"total_amount": s.Total, "description": s.Description}
	if s.On != "" {
		body["scheduled_date"] = s.On
	}
	r, err := c.do(ctx, sentOnce, call{key: disburse, op: "POST /v3/payments/disburse/disbursements", body: body, patience: 2})
	if err != nil {
		return Disbursement{}, usedReferenceIsUnknown(err)
	}
	return r.disbursement()
}

// AddedTransfers says which recipients were taken: bad accounts are left out of a reply that succeeds.
type AddedTransfers struct {
	Summary struct {
		Valid   int `json:"valid"`
		Invalid int `json:"invalid"`
	} `json:"summary"`
	Valid   []TransferResult `json:"valid_accounts"`
	Invalid []TransferResult `json:"invalid_accounts"`
	Evidence
}

// AddTransfers adds recipients to a scheduled batch: POST /v3/payments/disburse/disbursements/{id}/distributions. Not
// billed. Read Summary. Errors: NotFoundError, ValidationError.
func (c *Client) AddTransfers(ctx context.Context, disbursement string, transfers []Transfer) (AddedTransfers, error) {
	return answer[AddedTransfers](c.do(ctx, sentOnce, call{key: disburse, op: "POST /v3/payments/disburse/disbursements/{id}/distributions",
		ids: []string{disbursement}, body: map[string]any{"distribution": flat(transfers)}, patience: 2}))
}

// flat writes recipients with the account beside the amount, which is what a batch under way wants.
func flat(transfers []Transfer) []map[string]any {
	list := make([]map[string]any, 0, len(transfers))
	for _, t := range transfers {
		list = append(list, map[string]any{"reference": t.Reference, "recipient_email": t.Email, "account_number": t.AccountNumber,
			"bank_code": t.BankCode, "amount": t.Amount, "narration": t.Narration})
	}
	return list
}

// Transfer reads one recipient of a batch: GET /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}. Not
// billed. Errors: NotFoundError.
func (c *Client) Transfer(ctx context.Context, disbursement, id string) (TransferResult, error) {
	r, err := c.do(ctx, freely, call{key: disburse, op: "GET /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}", ids: []string{disbursement, id}})
	if err != nil {
		return TransferResult{}, err
	}
	var t TransferResult
	return t, r.intoLoose(&t)
}

// UpdateTransfer changes a recipient before the batch is processed: PUT
// /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}/update. Not billed. Errors: NotFoundError,
// ValidationError, APIError once it is processed.
func (c *Client) UpdateTransfer(ctx context.Context, disbursement, id string, t Transfer) error {
	return done(c.do(ctx, sentOnce, call{key: disburse, op: "PUT /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}/update",
		ids: []string{disbursement, id}, body: map[string]any{"distribution": flat([]Transfer{t})}}))
}

// DeleteTransfer takes a recipient out before the batch is processed: DELETE
// /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}. Not billed. Errors as UpdateTransfer.
func (c *Client) DeleteTransfer(ctx context.Context, disbursement, id string) error {
	return done(c.do(ctx, sentOnce, call{key: disburse, op: "DELETE /v3/payments/disburse/disbursements/{id}/distributions/{distribution_id}", ids: []string{disbursement, id}}))
}

// TriggerDisbursement pays a scheduled batch: POST /v3/payments/disburse/disbursements/{id}/transition. It moves money, so
// it is sent once. Webhooks as Disburse. Errors: NotFoundError, WalletError, UnknownOutcomeError (read the Disbursement).
func (c *Client) TriggerDisbursement(ctx context.Context, id string) (Disbursement, error) {
	return c.transition(ctx, id, "trigger")
}

// CancelDisbursement ends a scheduled batch unpaid: POST /v3/payments/disburse/disbursements/{id}/transition. Not billed.
// Later by webhook: disbursement.cancelled. Errors: NotFoundError, APIError once it is processed.
func (c *Client) CancelDisbursement(ctx context.Context, id string) (Disbursement, error) {
	return c.transition(ctx, id, "cancel")
}

func (c *Client) transition(ctx context.Context, id, action string) (Disbursement, error) {
	r, err := c.do(ctx, sentOnce, call{key: disburse, op: "POST /v3/payments/disburse/disbursements/{id}/transition",
		ids: []string{id}, body: map[string]string{"action": action}, patience: 3})
	if err != nil {
		return Disbursement{}, err
	}
	return r.disbursement()
}
