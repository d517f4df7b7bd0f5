package mono

import "context"

// OwoStatus says how far a fund request or its payment is.
type OwoStatus string

// The statuses of fund requests and payments.
const (
	OwoCreated    OwoStatus = "created" // the customer: approve it in the chat
	OwoApproved   OwoStatus = "approved"
	OwoProcessing OwoStatus = "processing"
	OwoRunning    OwoStatus = "active"     // recurring: payments follow
	OwoCompleted  OwoStatus = "completed"  // final
	OwoExpired    OwoStatus = "expired"    // final: not approved in about two days
	OwoSuccessful OwoStatus = "successful" // of a payment, final
	OwoFailed     OwoStatus = "failed"     // of a payment, final, after all repeats
)

// Known says whether the status is documented.
func (s OwoStatus) Known() bool {
	return one(s, OwoCreated, OwoApproved, OwoProcessing, OwoRunning, OwoCompleted, OwoExpired, OwoSuccessful, OwoFailed)
}

// UnmarshalJSON reads the word in any case.
func (s *OwoStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// OwoSchedule repeats a payment.
type OwoSchedule struct {
	Period   string  `json:"period"`   // day, week, month, year
	Interval int     `json:"interval"` // every so many
	Start    Instant `json:"start_date"`
	End      Instant `json:"end_date,omitzero"`
}

// NewOwoFundRequest asks a linked customer for money.
type NewOwoFundRequest struct {
	Phone       string
	Reference   string // yours, unique, 8 to 32 letters and digits
	Description string
	Amount      Kobo
	Schedule    *OwoSchedule // recurring; once when nil
}

func (r NewOwoFundRequest) body() map[string]any {
	body := map[string]any{"phone": r.Phone, "reference": r.Reference, "type": "onetime", "description": r.Description,
		"amount": r.Amount, "currency": "NGN"}
	if r.Schedule != nil {
		body["type"], body["schedule"] = "recurring", r.Schedule
	}
	return body
}

// CreateOwoFundRequest asks a customer for money: POST /owo/v1/fund-requests, answered with 202. Billed when it is paid.
// Later by webhook: owo.fundrequest.*, owo.payment.*. Errors: ConflictError or ValidationError (the reference too),
// UnknownOutcomeError.
func (c *Client) CreateOwoFundRequest(ctx context.Context, r NewOwoFundRequest) (OwoRedirect, error) {
	return answer[OwoRedirect](c.do(ctx, sentOnce, call{key: owo, op: "POST /owo/v1/fund-requests", body: r.body(), patience: 3, expects: expectation{later: true}}))
}

// OwoFundRequest is a request for money, as its events describe it.
type OwoFundRequest struct {
	ID          string      `json:"id"`
	Reference   string      `json:"reference"` // yours
	Phone       string      `json:"phone"`
	Type        string      `json:"type"` // onetime, recurring
	Status      OwoStatus   `json:"status"`
	Beneficiary Ref         `json:"beneficiary"`
	Description string      `json:"description"`
	Amount      MaybeKobo   `json:"amount"`
	Currency    string      `json:"currency"`
	Schedule    OwoSchedule `json:"schedule,omitzero"`
	Message     string      `json:"message,omitempty"`
	App         string      `json:"app,omitempty"`
	Business    string      `json:"business,omitempty"`
	Evidence
}

// OwoPayment is one payment of a fund request.
type OwoPayment struct {
	ID          string    `json:"id"` // pay_…
	Reference   string    `json:"reference"`
	FundRequest Ref       `json:"fund_request"`
	Beneficiary Ref       `json:"beneficiary"`
	Status      OwoStatus `json:"status"`
	Message     string    `json:"message,omitempty"`
	Amount      MaybeKobo `json:"amount"`
	Currency    string    `json:"currency"`
	ProcessedAt Instant   `json:"processed_at"`
	SessionID   string    `json:"session_id"` // of the NIP transfer
	Evidence
}

// OwoFundRequests lists requests: GET /owo/v1/fund-requests. Not billed.
func (c *Client) OwoFundRequests(ctx context.Context, q OwoQuery) (Page[OwoFundRequest], error) {
	r, err := c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/fund-requests", query: q.pairs()})
	return pageOf[OwoFundRequest](r, err)
}

// OwoFundRequest reads a request: GET /owo/v1/fund-requests/{id}. Not billed. Errors: NotFoundError.
func (c *Client) OwoFundRequest(ctx context.Context, id string) (OwoFundRequest, error) {
	return answer[OwoFundRequest](c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/fund-requests/{id}", ids: []string{id}}))
}

// OwoPayments lists the payments of a request: GET /owo/v1/fund-requests/{id}/payments. Not billed. Errors: NotFoundError.
func (c *Client) OwoPayments(ctx context.Context, request string, q OwoQuery) (Page[OwoPayment], error) {
	r, err := c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/fund-requests/{id}/payments", ids: []string{request}, query: q.pairs()})
	return pageOf[OwoPayment](r, err)
}

// OwoPayment reads a payment: GET /owo/v1/fund-requests/{id}/payments/{payment_id}. Not billed. Errors: NotFoundError.
func (c *Client) OwoPayment(ctx context.Context, request, payment string) (OwoPayment, error) {
	return answer[OwoPayment](c.do(ctx, freely, call{key: owo, op: "GET /owo/v1/fund-requests/{id}/payments/{payment_id}", ids: []string{request, payment}}))
}
