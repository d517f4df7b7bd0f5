package mono

import (
	"context"
	"encoding/json"
	"strconv"
	"time"
)

// The words of a mandate request.
const (
	EMandate     = "emandate" // authorised by a transfer of NGN 50, a selfie or a code
	Sweep        = "sweep"    // one consent for all accounts of the BVN; hosted page only; gsm before March 2026
	Variable     = "variable" // you debit; the amount is the ceiling over the mandate's life
	Fixed        = "fixed"    // Mono's scheduler debits; the amount is each debit
	TransferTest = "transfer_verification"
	SelfieTest   = "selfie_verification"
)

// MandateRequest asks for a permission to debit.
type MandateRequest struct {
	Amount      Kobo   // at least 20000
	MandateType string // EMandate, Sweep
	DebitType   string // Variable, Fixed
	Description string // shown to the payer
	Reference   string // yours, unique, 10 to 24 letters and digits
	CustomerID  string // whose name must match the account's
	StartsOn    Day    // today or later
	EndsOn      Day
	RedirectURL string
	Meta        map[string]string

	AccountNumber string // required by CreateMandate unless Account; presets the hosted page
	BankCode      string // of the bank list
	Account       string // a linked account instead of number and bank (CreateMandate)
	FeeBearer     string // business, customer (CreateMandate)
	Verification  string // TransferTest, SelfieTest (CreateMandate)
	PartialSweep  bool   // variable sweep only, when Mono enabled it
	Plan          *FixedPlan
}

// FixedPlan is what Mono's scheduler does with a fixed mandate.
type FixedPlan struct {
	Frequency          string `json:"frequency"`          // daily, weekly, monthly, yearly; days, weeks, months with Interval
	Interval           int    `json:"interval,omitempty"` //
	RetrialFrequency   int    `json:"retrial_frequency"`  // 1 to 6 repeats on a day
	InitialDebitDate   Day    `json:"initial_debit_date"` // after StartsOn
	InitialDebitAmount Kobo   `json:"initial_debit_amount,omitempty"`
	GracePeriodDays    int    `json:"grace_period"`
	MinimumDue         Kobo   `json:"minimum_due"` // tried when funds lack for the whole amount
}

// Mandate is a permission to debit, as Mono describes it in replies and events; which fields are there depends on both.
type Mandate struct {
	ID                 string                `json:"id"`       // mmc_…
	URL                string                `json:"mono_url"` // where the payer authorises
	Status             MandateStatus         `json:"status"`   // empty in the reply to InitiateMandate
	Approved           bool                  `json:"approved"`
	ReadyToDebit       bool                  `json:"ready_to_debit"`
	MandateType        string                `json:"mandate_type"`
	DebitType          string                `json:"debit_type"`
	Reference          string                `json:"reference"`
	NIBSSCode          string                `json:"nibss_code"`
	Amount             MaybeKobo             `json:"amount"`
	Balance            MaybeKobo             `json:"balance"` // what may still be debited
	AccountName        string                `json:"account_name"`
	AccountNumber      AccountNumber         `json:"account_number"`
	Bank               string                `json:"bank"`
	BankCode           Code                  `json:"bank_code"`
	NIPCode            Code                  `json:"nip_code"`
	Customer           Ref                   `json:"customer"`
	Description        string                `json:"description"`
	FeeBearer          string                `json:"fee_bearer"`
	Verification       string                `json:"verification_method"`
	LiveMode           Flag                  `json:"live_mode"`
	StartsOn           Day                   `json:"start_date"`
	EndsOn             Day                   `json:"end_date"` // included, in Lagos
	CreatedAt          Instant               `json:"date"`
	Message            string                `json:"message"`               // in events
	Transfers          []TransferDestination `json:"transfer_destinations"` // where NGN 50 authorises it, within an hour
	LinkedMandates     []LinkedMandate       `json:"linked_mandates"`       // of a sweep
	RedirectURL        string                `json:"redirect_url"`
	Code               CodeDestinations      `json:"otp_destinations,omitzero"` // how the payer may receive a one-time code
	LinkedCount        int                   `json:"total_linked_mandates,omitempty"`
	PartialSweep       Flag                  `json:"allow_partial_sweep"`
	Meta               json.RawMessage       `json:"meta"`
	Institution        *Institution          `json:"institution"` // already copied into Bank, BankCode, NIPCode
	InitialDebitOn     Day                   `json:"initial_debit_date"`
	InitialDebitAmount MaybeKobo             `json:"initial_debit_amount"`
	Raw                json.RawMessage       `json:"-"`
}

// TransferDestination is an account to which NGN 50 from the mandated account authorises a mandate.
type TransferDestination struct {
	BankName      string        `json:"bank_name"`
	AccountNumber AccountNumber `json:"account_number"`
	Icon          string        `json:"icon,omitempty"`
	PrimaryColor  string        `json:"primary_color,omitempty"`
}

// CodeDestinations is a mandate that a code authorises: it has no id before VerifyMandateCode.
type CodeDestinations struct {
	Session string            `json:"session"`
	Methods []CodeDestination `json:"methods"`
}

// CodeDestination is a way to receive the code: what SendMandateCode calls method, and where it goes, masked.
type CodeDestination struct {
	Type  string `json:"type"` // phone_number, email
	Value string `json:"value"`
}

// LinkedMandate is another account that a sweep may debit.
type LinkedMandate struct {
	AccountName   string        `json:"account_name"`
	AccountNumber AccountNumber `json:"account_number"`
	Bank          string        `json:"bank"`
	ReadyToDebit  bool          `json:"ready_to_debit"`
}

// MayDebit says whether the mandate can be debited at an instant: approved, ready, neither paused nor over, and
// within its days in Lagos.
func (m Mandate) MayDebit(at time.Time) bool {
	day := DayOf(at)
	live := m.Status == MandateApproved || m.Status == MandateActive
	return live && m.Approved && m.ReadyToDebit && m.StartsOn <= day && (m.EndsOn == "" || day <= m.EndsOn)
}

// InitiateMandate makes a mandate with a hosted page: POST /v2/payments/initiate, type recurring-debit. Not billed for
// an emandate. Later by webhook: created, approved or rejected or cancelled (NGN 50 not sent within an hour), then
// ready, a day after approval and not on a weekend: never compute it. Errors: ValidationError,
// ConflictError (the reference), UnknownOutcomeError (ask for the mandate by its reference).
func (c *Client) InitiateMandate(ctx context.Context, r MandateRequest) (Mandate, error) {
	body := r.body()
	body["type"], body["method"] = "recurring-debit", "mandate"
	body["customer"] = map[string]string{"id": r.CustomerID}
	m, err := c.makeMandate(ctx, "POST /v2/payments/initiate", body)
	if err == nil && m.URL == "" {
		return Mandate{}, &UnknownOutcomeError{Operation: "POST /v2/payments/initiate", Raw: m.Raw,
			Cause: &UnreadableError{Operation: "POST /v2/payments/initiate", Field: "data.mono_url", Why: "missing"}}
	}
	return m, err
}

// CreateMandate makes a mandate for a known account: POST /v3/payments/mandates; sweep is refused. The payer sends
// NGN 50 from the account to one of Transfers, or opens URL for a selfie. A payer who has a mandate at Mono already may
// be asked for a code instead: then Code is set and there is no ID yet. Mono's sandbox approves it by itself.
// Webhooks and errors as InitiateMandate; NotFoundError for an unknown customer.
func (c *Client) CreateMandate(ctx context.Context, r MandateRequest) (Mandate, error) {
	body := r.body()
	body["customer"] = r.CustomerID
	return c.makeMandate(ctx, "POST /v3/payments/mandates", body)
}

func (c *Client) makeMandate(ctx context.Context, op string, body map[string]any) (Mandate, error) {
	req, err := c.newRequest(ctx, payments, op, body)
	if err != nil {
		return Mandate{}, err
	}
	r, err := c.once(req.slow(2))
	if err != nil {
		return Mandate{}, err
	}
	return r.mandate()
}

// Mandate reads a mandate by its id or by your reference: GET /v3/payments/mandates/{id}. Not billed. Errors: NotFoundError.
func (c *Client) Mandate(ctx context.Context, idOrReference string) (Mandate, error) {
	req, err := c.newRequest(ctx, payments, "GET /v3/payments/mandates/{id}", nil, idOrReference)
	if err != nil {
		return Mandate{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return Mandate{}, err
	}
	return r.mandate()
}

// Mandates lists mandates, page from 1; an empty page is past the end, as Mono documents no paging here:
// GET /v3/payments/mandates. Not billed.
func (c *Client) Mandates(ctx context.Context, page int) ([]Mandate, error) {
	req, err := c.newRequest(ctx, payments, "GET /v3/payments/mandates", nil)
	if err != nil {
		return nil, err
	}
	r, err := c.getFree(req.query("page", strconv.Itoa(max(page, 1))))
	if err != nil {
		return nil, err
	}
	var list []Mandate
	if err := r.intoLoose(&list, mandateAliases...); err != nil {
		return nil, err
	}
	for i := range list {
		list[i].settle()
	}
	return list, nil
}

var mandateAliases = []string{"mandate_id", "id", "narration", "description", "created_at", "date"}

func (r *reply) mandate() (Mandate, error) {
	m := Mandate{Raw: r.raw}
	if err := r.intoLoose(&m, mandateAliases...); err != nil {
		return Mandate{}, err
	}
	if m.ID == "" && m.Code.Session == "" {
		return Mandate{}, r.missing("data.id")
	}
	m.settle()
	return m, nil
}

// settle gives the bank and the type one form, whichever the reply used.
func (m *Mandate) settle() {
	if i := m.Institution; i != nil {
		m.Bank, m.BankCode, m.NIPCode = or(m.Bank, i.Name), or(m.BankCode, i.BankCode), or(m.NIPCode, i.NIPCode)
	}
	if m.MandateType == "gsm" {
		m.MandateType = Sweep
	}
}

func (r MandateRequest) body() map[string]any {
	body := map[string]any{
		"amount": r.Amount, "mandate_type": or(r.MandateType, EMandate), "debit_type": or(r.DebitType, Variable),
		"description": r.Description, "reference": r.Reference, "start_date": r.StartsOn, "end_date": r.EndsOn,
	}
	for name, value := range without(map[string]string{
		"redirect_url": r.RedirectURL, "account_number": r.AccountNumber, "bank_code": r.BankCode,
		"account": r.Account, "fee_bearer": r.FeeBearer, "verification_method": r.Verification,
	}) {
		body[name] = value
	}
	if r.PartialSweep {
		body["allow_partial_sweep"] = true
	}
	if len(r.Meta) > 0 {
		body["meta"] = r.Meta
	}
	if p := r.Plan; p != nil {
		p.into(body)
	}
	return body
}

// into adds the plan's fields beside the mandate's, where Mono wants them.
func (p FixedPlan) into(body map[string]any) {
	body["frequency"], body["retrial_frequency"], body["initial_debit_date"] = p.Frequency, p.RetrialFrequency, p.InitialDebitDate
	body["grace_period"], body["minimum_due"] = p.GracePeriodDays, p.MinimumDue
	if p.Interval > 0 {
		body["interval"] = p.Interval
	}
	if p.InitialDebitAmount > 0 {
		body["initial_debit_amount"] = p.InitialDebitAmount
	}
}
