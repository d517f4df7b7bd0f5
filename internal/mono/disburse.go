package mono

import (
	"context"
	"encoding/json"
	"strconv"
)

// DisbursementStatus says how far a batch is.
type DisbursementStatus string

// The statuses of a batch. Creation answers pending (instant) or created (scheduled), which mean initiated.
const (
	DisbursementInitiated  DisbursementStatus = "initiated"
	DisbursementReady      DisbursementStatus = "ready"
	DisbursementProcessing DisbursementStatus = "processing"
	DisbursementSecuring   DisbursementStatus = "securing" // the source is being debited
	DisbursementSecured    DisbursementStatus = "secured"
	DisbursementMoving     DisbursementStatus = "transferring"
	DisbursementMoved      DisbursementStatus = "transferred"
	DisbursementSuccessful DisbursementStatus = "successful" // all recipients were paid
	DisbursementFailed     DisbursementStatus = "failed"     // none was
	DisbursementCompleted  DisbursementStatus = "completed"  // some were: read each transfer
	DisbursementCancelled  DisbursementStatus = "cancelled"
)

// Known says whether the status is documented.
func (s DisbursementStatus) Known() bool {
	return s.Final() || one(s, DisbursementInitiated, DisbursementReady, DisbursementProcessing, DisbursementSecuring,
		DisbursementSecured, DisbursementMoving, DisbursementMoved)
}

// Final says that the batch is over.
func (s DisbursementStatus) Final() bool {
	return one(s, DisbursementSuccessful, DisbursementFailed, DisbursementCompleted, DisbursementCancelled)
}

// UnmarshalJSON reads the word in any case; pending and created are initiated.
func (s *DisbursementStatus) UnmarshalJSON(b []byte) error {
	if err := lower(b, s); err != nil {
		return err
	}
	if *s == "pending" || *s == "created" {
		*s = DisbursementInitiated
	}
	return nil
}

// Transfer is one recipient of a disbursement.
type Transfer struct {
	Reference     string // yours, unique
	Email         string // of the recipient
	AccountNumber string
	BankCode      string // of the bank list
	Amount        Kobo
	Narration     string
}

// DisbursementRequest pays recipients at once from a source account.
type DisbursementRequest struct {
	Reference     string // of the batch: yours, unique
	SourceAccount string // its id
	Description   string
	Transfers     []Transfer
}

// Total is the sum of the transfers.
func (r DisbursementRequest) Total() Kobo {
	var sum Kobo
	for _, t := range r.Transfers {
		sum += t.Amount
	}
	return sum
}

// Disbursement is a batch of transfers.
type Disbursement struct {
	ID              string             `json:"id"`
	Reference       string             `json:"reference"`
	Status          DisbursementStatus `json:"status"`
	Type            string             `json:"type"` // instant, scheduled
	Description     string             `json:"description"`
	Total           MaybeKobo          `json:"total_amount"`
	Recipients      int                `json:"distributions_count"`
	Successful      MaybeKobo          `json:"total_successful_amount"`
	SuccessfulCount int                `json:"successful_transactions_count"`
	Failed          MaybeKobo          `json:"total_failed_amount"`
	FailedCount     int                `json:"failed_transactions_count"`
	CreatedAt       Instant            `json:"created_at"`
	Raw             json.RawMessage    `json:"-"`
}

// Disburse pays the recipients: POST /v3/payments/disburse/disbursements, type instant. Billed by the transfer; sent
// once, allowed three time-outs. A nil error means that Mono took the order. Later by webhook: disbursement.processing,
// a transaction event for each recipient, and disbursement.completed, which means finished and not
// succeeded. Errors: ValidationError, WalletError, BankError, UnknownOutcomeError (FindDisbursement by the
// reference), a reference used before included.
func (c *Client) Disburse(ctx context.Context, r DisbursementRequest) (Disbursement, error) {
	req, err := c.newRequest(ctx, disburse, "POST /v3/payments/disburse/disbursements", r.body())
	if err != nil {
		return Disbursement{}, err
	}
	reply, err := c.once(req.slow(3))
	if err != nil {
		return Disbursement{}, usedReferenceIsUnknown(err)
	}
	return reply.disbursement()
}

func (r DisbursementRequest) body() map[string]any {
	list := make([]map[string]any, 0, len(r.Transfers))
	for _, t := range r.Transfers {
		list = append(list, map[string]any{
			"reference": t.Reference, "recipient_email": t.Email, "amount": t.Amount, "narration": t.Narration,
			"account": map[string]string{"account_number": t.AccountNumber, "bank_code": t.BankCode},
		})
	}
	return map[string]any{
		"reference": r.Reference, "source": "mandate", "account": r.SourceAccount, "type": "instant",
		"total_amount": r.Total(), "description": r.Description, "distribution": list,
	}
}

func (r *reply) disbursement() (Disbursement, error) {
	d := Disbursement{Raw: r.raw}
	if err := r.intoLoose(&d); err != nil {
		return Disbursement{}, err
	}
	if d.ID == "" {
		return Disbursement{}, r.missing("data.id")
	}
	return d, nil
}

// Disbursement reads a batch: GET /v3/payments/disburse/disbursements/{id}. Not billed. Errors: NotFoundError.
func (c *Client) Disbursement(ctx context.Context, id string) (Disbursement, error) {
	req, err := c.newRequest(ctx, disburse, "GET /v3/payments/disburse/disbursements/{id}", nil, id)
	if err != nil {
		return Disbursement{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return Disbursement{}, err
	}
	return r.disbursement()
}

// Disbursements lists batches, page from 1: GET /v3/payments/disburse/disbursements. Not billed. Mono does not
// document its paging: an empty page is past the end.
func (c *Client) Disbursements(ctx context.Context, page int) ([]Disbursement, error) {
	req, err := c.newRequest(ctx, disburse, "GET /v3/payments/disburse/disbursements", nil)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req.query("page", strconv.Itoa(max(page, 1))))
	if err != nil {
		return nil, err
	}
	var list []Disbursement
	return list, r.listInto(&list, "disbursements")
}

// TransferResult is one recipient of a batch and how far its transfer is.
type TransferResult struct {
	ID            string        `json:"id"`
	Reference     string        `json:"reference"` // yours
	Status        DebitStatus   `json:"status"`
	AccountNumber AccountNumber `json:"account_number"`
	AccountName   string        `json:"account_name,omitempty"`
	BankCode      Code          `json:"bank_code"`
	Amount        MaybeKobo     `json:"amount"`
	Fee           MaybeKobo     `json:"fee"`
	Email         string        `json:"email,omitempty"` // of the recipient
	Beneficiary   string        `json:"beneficiary_id,omitempty"`
	Narration     string        `json:"narration,omitempty"`
	Message       string        `json:"message,omitempty"` // why it failed
}

// Transfers lists the recipients of a batch: GET /v3/payments/disburse/disbursements/{id}/distributions. Not billed. What
// to read when a batch is completed, which says that some were paid. Errors: NotFoundError.
func (c *Client) Transfers(ctx context.Context, disbursement string) ([]TransferResult, error) {
	req, err := c.newRequest(ctx, disburse, "GET /v3/payments/disburse/disbursements/{id}/distributions", nil, disbursement)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return nil, err
	}
	var list []TransferResult
	return list, r.listInto(&list, "distributions")
}

// DisbursementPagesMax bounds FindDisbursement.
const DisbursementPagesMax = 50

// FindDisbursement looks for a batch by your reference, page after page, for when Disburse had an unknown
// outcome. Not billed. NotFoundError means that it is not in the first DisbursementPagesMax pages of the list.
func (c *Client) FindDisbursement(ctx context.Context, reference string) (Disbursement, error) {
	first := ""
	for page := 1; page <= DisbursementPagesMax; page++ {
		list, err := c.Disbursements(ctx, page)
		if err != nil {
			return Disbursement{}, err
		}
		if len(list) == 0 || list[0].ID == first { // past the end, or a server that ignores page
			break
		}
		for _, d := range list {
			if d.Reference == reference {
				return c.Disbursement(ctx, d.ID)
			}
		}
		first = list[0].ID
	}
	return Disbursement{}, &NotFoundError{APIError{Operation: "GET /v3/payments/disburse/disbursements"}}
}

// listInto decodes data that is a list, or an object that holds it under a name.
func (r *reply) listInto(out any, name string, aliases ...string) error {
	var object map[string]json.RawMessage
	data := r.Data
	if json.Unmarshal(data, &object) == nil && object != nil {
		data = object[name]
	}
	data, err := loosen(data, aliases...)
	if err != nil {
		return &UnreadableError{Operation: r.op, Field: "data." + name, Why: "not JSON"}
	}
	return decode(r.op, "data", data, out)
}
