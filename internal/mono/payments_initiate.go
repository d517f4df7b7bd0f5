package mono

import "context"

// The ways to pay once.
const (
	PayFromAccount  = "account"  // log in to the bank
	PayByTransfer   = "transfer" // to an account that Mono shows
	PayWithWhatsApp = "whatsapp"
)

// PaymentRequest asks a customer to pay once.
type PaymentRequest struct {
	Amount        Kobo   // at least 20000
	Method        string // PayFromAccount when empty
	Description   string
	Reference     string // yours, unique for ever, 10 to 24 letters and digits
	CustomerID    string // a Mono customer, or else Name and Email
	Name, Email   string
	RedirectURL   string // what it is given is no proof: VerifyPayment
	Account       string // a linked account: the bank's login is skipped
	InstitutionID string // skips the list of banks
	AuthMethod    string // internet_banking, mobile_banking
	AccountNumber string // for banks that pay by account number
	Split         *Split
	Meta          map[string]string
}

// PaymentPage is where the customer pays.
type PaymentPage struct {
	ID          string    `json:"id"`       // OD…; what the widget calls payment_id
	URL         string    `json:"mono_url"` // where to send the customer
	Type        string    `json:"type"`     // onetime-debit
	Method      string    `json:"method"`
	Amount      MaybeKobo `json:"amount"`
	Description string    `json:"description"`
	Reference   string    `json:"reference"`
	Customer    Ref       `json:"customer"`
	Institution Ref       `json:"institution"`
	AuthMethod  string    `json:"auth_method"`
	RedirectURL string    `json:"redirect_url"`
	LiveMode    Flag      `json:"live_mode"`
	CreatedAt   Instant   `json:"created_at"`
	UpdatedAt   Instant   `json:"updated_at"`
	Evidence
}

func (p *PaymentPage) lacks() string { return lacking(p.URL, "mono_url") }

// InitiatePayment makes a page on which a customer pays once: POST /v2/payments/initiate, type onetime-debit. Billed
// when it succeeds. Later by webhook: account_connected if the customer logged in, then payment_successful or
// payment_failed; cancelled and abandoned may never come, so expire your own sessions. VerifyPayment says how it
// ended. Errors: ConflictError (the reference), ValidationError, UnknownOutcomeError.
func (c *Client) InitiatePayment(ctx context.Context, r PaymentRequest) (PaymentPage, error) {
	return answer[PaymentPage](c.do(ctx, sentOnce, call{key: payments, op: "POST /v2/payments/initiate", body: r.body(), patience: 2}))
}

func (r PaymentRequest) body() map[string]any {
	body := map[string]any{"amount": r.Amount, "type": "onetime-debit", "method": or(r.Method, PayFromAccount),
		"description": r.Description, "reference": r.Reference}
	if r.CustomerID != "" {
		body["customer"] = map[string]string{"id": r.CustomerID}
	} else {
		body["customer"] = map[string]string{"name": r.Name, "email": r.Email}
	}
	for name, value := range without(map[string]string{"redirect_url": r.RedirectURL, "account": r.Account}) {
		body[name] = value
	}
	if r.InstitutionID != "" {
		body["institution"] = without(map[string]string{"id": r.InstitutionID, "auth_method": r.AuthMethod, "account_number": r.AccountNumber})
	}
	if r.Split != nil {
		body["split"] = r.Split
	}
	if len(r.Meta) > 0 {
		body["meta"] = r.Meta
	}
	return body
}
