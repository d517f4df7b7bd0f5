package mono

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// DebitRequest asks to take money from a mandated account.
type DebitRequest struct {
	Amount      Kobo   // at least 20000, within the mandate's balance
	Reference   string // yours, unique for ever, 10 to 24 letters and digits: the only handle when the reply is lost
	Narration   string
	FeeBearer   string       // business when empty, customer
	Beneficiary *Beneficiary // instant settlement, where Mono granted it; else T+1
	Split       *Split       // shares for sub-accounts; not together with a partial sweep
	Meta        map[string]string
}

// Beneficiary is the account that a debit is forwarded to.
type Beneficiary struct {
	NUBAN   string `json:"nuban"`
	NIPCode string `json:"nip_code"`
}

// DebitAccount is an account in a debit. For a sweep, it says which account really paid.
type DebitAccount struct {
	Name     string        `json:"account_name"`
	Number   AccountNumber `json:"account_number"`
	BankCode Code          `json:"bank_code"`
	BankName string        `json:"bank_name"`
}

// DebitResult is a debit as Mono describes it, in the reply, in a look-up and in events.
type DebitResult struct {
	ID          string          `json:"id"` // often absent: the key is mandate and reference
	Status      DebitStatus     `json:"status"`
	Code        Code            `json:"response_code"`
	Message     string          `json:"message"`
	Amount      MaybeKobo       `json:"amount"`           // asked for
	Collected   MaybeKobo       `json:"collected_amount"` // Partial Sweep: taken. Money can have moved on a failed one
	Pending     MaybeKobo       `json:"pending_amount"`   // Partial Sweep: still missing
	Mandate     string          `json:"mandate"`
	Reference   string          `json:"reference"` // yours; Mono also writes reference_number
	Narration   string          `json:"narration"`
	SessionID   string          `json:"session_id"` // of the NIP transfer
	Fee         MaybeKobo       `json:"fee"`        // not to be booked from a failed debit
	FeeBearer   string          `json:"fee_bearer"`
	Currency    string          `json:"currency"`
	Type        string          `json:"type"`
	Channel     string          `json:"channel"`
	Refunded    bool            `json:"refunded"`
	LiveMode    Flag            `json:"live_mode"`
	Account     DebitAccount    `json:"account_details"`
	Beneficiary DebitAccount    `json:"beneficiary"`
	Customer    Ref             `json:"customer"`
	At          Instant         `json:"date"`
	App         string          `json:"app"`
	Business    string          `json:"business"`
	Meta        json.RawMessage `json:"meta"`
	Raw         json.RawMessage `json:"-"`
}

var debitAliases = []string{
	"reference_number", "reference", "account_debited", "account_details", "description", "narration", "created_at", "date",
}

// Taken is the money that moved, as far as this report says.
func (d DebitResult) Taken() Kobo {
	if d.Collected.Known {
		return d.Collected.Kobo
	}
	if d.Status == DebitSuccessful {
		return d.Amount.Kobo
	}
	return 0
}

// Debit takes money from the account of a variable mandate that is ready: POST
// /v3/payments/mandates/{id}/debit. Billed when it succeeds; sent once and allowed three time-outs.
//
// A nil error means that the bank took the order, and DebitResult.Status says how far it is: successful,
// processing or in part. A debit that the bank declined is a BankError, whether it came as a refusal or inside
// a success. When it is not known what happened, codes 01 09 26 68 94 97 99 M01 in a refusal and a reference used
// before included, it is an UnknownOutcomeError: LookUpDebit, never Debit again.
//
// Later by webhook: debit.processing, then one final event, also when the reply was final. Other errors:
// RateLimitError with Until (the account is locked for the day), ValidationError, NotFoundError, WalletError.
func (c *Client) Debit(ctx context.Context, mandate string, d DebitRequest) (DebitResult, error) {
	req, err := c.newRequest(ctx, payments, "POST /v3/payments/mandates/{id}/debit", d.body(), mandate)
	if err != nil {
		return DebitResult{}, err
	}
	r, err := c.once(req.slow(3))
	if err != nil {
		return DebitResult{}, usedReferenceIsUnknown(err)
	}
	result, err := r.debit()
	if err != nil {
		return DebitResult{}, err
	}
	return result, r.judge(result)
}

func (d DebitRequest) body() map[string]any {
	body := map[string]any{"amount": d.Amount, "reference": d.Reference, "narration": d.Narration}
	if d.FeeBearer != "" {
		body["fee_bearer"] = d.FeeBearer
	}
	if d.Beneficiary != nil {
		body["beneficiary"] = d.Beneficiary
	}
	if d.Split != nil {
		body["split"] = d.Split
	}
	if len(d.Meta) > 0 {
		body["meta"] = d.Meta
	}
	return body
}

// usedReferenceIsUnknown: a repeat is refused and does not return the first debit, which may have succeeded.
func usedReferenceIsUnknown(err error) error {
	var used *ConflictError
	if errors.As(err, &used) {
		return &UnknownOutcomeError{Operation: used.Operation, HTTPStatus: used.HTTPStatus, Code: used.Code, Raw: used.Raw, Cause: err}
	}
	return err
}

// judge reads the debit's own status; the envelope says successful of a debit that is not.
func (r *reply) judge(d DebitResult) error {
	outcome := OutcomeOf(string(d.Code))
	base := APIError{Operation: r.op, HTTPStatus: r.status, Code: string(d.Code), Message: string(r.Message), Raw: r.raw}
	unknown := &UnknownOutcomeError{Operation: r.op, HTTPStatus: r.status, Code: string(d.Code), Raw: r.raw}
	silent := d.Code == "" || d.Code == "200"
	switch d.Status {
	case DebitProcessing, DebitPartial:
		return nil
	case DebitSuccessful:
		if silent || outcome.Class == Approved {
			return nil
		}
	case DebitFailed:
		if d.Taken() == 0 && (silent || outcome.Class == Refused) {
			return &BankError{APIError: base, Outcome: outcome}
		}
	}
	return unknown
}

func (r *reply) debit() (DebitResult, error) {
	d := DebitResult{Raw: r.raw}
	if err := r.intoLoose(&d, debitAliases...); err != nil {
		return DebitResult{}, err
	}
	if d.Status == "" {
		return DebitResult{}, r.missing("data.status")
	}
	d.Code, d.Message = or(d.Code, r.ResponseCode), or(d.Message, string(r.Message))
	return d, nil
}

// LookUpDebit reads a debit by your reference: GET /v3/payments/mandates/{id}/debits/{reference}; the documents
// also write /debit/, which is asked when the first is not found. Not billed. Only successful, failed and
// partial-debit-successful are final. NotFoundError means "not seen", never "did not happen": send a new
// debit only after a safe delay, with a new reference.
func (c *Client) LookUpDebit(ctx context.Context, mandate, reference string) (DebitResult, error) {
	found, err := c.lookUpDebit(ctx, "GET /v3/payments/mandates/{id}/debits/{reference}", mandate, reference)
	if !isNotFound(err) {
		return found, err
	}
	return c.lookUpDebit(ctx, "GET /v3/payments/mandates/{id}/debit/{reference}", mandate, reference)
}

func (c *Client) lookUpDebit(ctx context.Context, op, mandate, reference string) (DebitResult, error) {
	req, err := c.newRequest(ctx, payments, op, nil, mandate, reference)
	if err != nil {
		return DebitResult{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return DebitResult{}, err
	}
	return r.debit()
}

// isNotFound includes the HTML 404 of a path that does not exist.
func isNotFound(err error) bool {
	var none *NotFoundError
	var page *NonJSONError
	return errors.As(err, &none) || errors.As(err, &page) && page.HTTPStatus == http.StatusNotFound
}

// Debits lists the debits of a mandate, page from 1; an empty page is past the end, as Mono documents no paging
// here: GET /v3/payments/mandates/{id}/debits. Not billed.
func (c *Client) Debits(ctx context.Context, mandate string, page int) ([]DebitResult, error) {
	req, err := c.newRequest(ctx, payments, "GET /v3/payments/mandates/{id}/debits", nil, mandate)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req.query("page", strconv.Itoa(max(page, 1))))
	if err != nil {
		return nil, err
	}
	var list []DebitResult
	return list, r.intoLoose(&list, debitAliases...)
}
