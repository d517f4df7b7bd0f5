package mono

import (
	"context"
)

// Screening against lists of sanctions, politically exposed persons, adverse media and local fraud. It takes a while:
// submit, then wait for an event or ask.

// Subject is who is screened.
type Subject struct {
	Type    string `json:"type"` // individual, entity
	Name    string `json:"name"`
	BornOn  Day    `json:"date_of_birth,omitempty"`
	Gender  string `json:"gender,omitempty"` // male, female
	BVN     string `json:"bvn,omitempty"`    // brings in NIBSS's list
	Country string `json:"country"`          // ng
	Address string `json:"address,omitempty"`
}

// ScreeningStatus says how far a screening is.
type ScreeningStatus string

// The statuses of a screening.
const (
	ScreeningRunning   ScreeningStatus = "processing"
	ScreeningCompleted ScreeningStatus = "completed"
	ScreeningFailed    ScreeningStatus = "failed"
	ScreeningAccepted  ScreeningStatus = "successful" // of monitoring: it is on
)

// Known says whether the status is documented.
func (s ScreeningStatus) Known() bool {
	return one(s, ScreeningRunning, ScreeningCompleted, ScreeningFailed, ScreeningAccepted)
}

// UnmarshalJSON reads the word in any case.
func (s *ScreeningStatus) UnmarshalJSON(b []byte) error { return lower(b, s) }

// Screening is a screening and, once completed, its result. Score and risk level do not move together: decide on
// MatchFound and RiskReason. The matching records themselves are in the report alone.
type Screening struct {
	ID            string          `json:"id"` // aml_scr_…
	Status        ScreeningStatus `json:"status"`
	Type          string          `json:"type"`
	MatchFound    Flag            `json:"match_found"`
	MatchScore    Figure          `json:"match_score"` // 0 to 100
	RiskLevel     string          `json:"risk_level"`  // low, medium, high
	RiskReason    string          `json:"risk_reason"`
	ReportURL     string          `json:"report_url"`
	MatchedFields []MatchedField  `json:"matched_fields"`
	Message       string          `json:"message,omitempty"`
	Evidence
}

// MatchedField is a fact of the subject that is on a list.
type MatchedField struct {
	Field      string `json:"input_field"`
	Value      string `json:"input_value"`
	Matched    string `json:"matched_value"`
	Confidence Figure `json:"confidence_score"` // 0 to 100
}

func (s *Screening) lacks() string { return lacking(s.ID, "id") }

// Screen submits a subject: POST /v3/lookup/watchlist. Billed when it completes. Later by webhook: screening_created,
// attempt_completed or attempt_failed, match_found or match_not_found. Errors: ValidationError, WalletError,
// UnknownOutcomeError.
func (c *Client) Screen(ctx context.Context, s Subject) (Screening, error) {
	return answer[Screening](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/watchlist", body: s, patience: 2}))
}

// ScreenBatch submits many: POST /v3/lookup/watchlist/batch. Billed and reported as each would be by Screen; the reply is
// not documented, so a screening that is missing in it may still run.
func (c *Client) ScreenBatch(ctx context.Context, subjects []Subject) (Page[Screening], error) {
	r, err := c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/watchlist/batch", body: map[string]any{"entries": subjects}, patience: 2})
	return pageOf[Screening](r, err, "results", "entries", "screenings")
}

// Screening reads a screening: GET /v3/lookup/watchlist/{id}. Not billed. While it runs Status is ScreeningRunning and
// that is no error. Errors: NotFoundError.
func (c *Client) Screening(ctx context.Context, id string) (Screening, error) {
	return answer[Screening](c.do(ctx, freely, call{key: lookup, op: "GET /v3/lookup/watchlist/{id}", ids: []string{id}}))
}

// ScreeningEntry is one line of a screening's history. Its shape is not documented.
type ScreeningEntry struct {
	ID    string  `json:"id"`
	Event string  `json:"event"` // or type
	At    Instant `json:"timestamp"`
}

// ScreeningLog reads the history of a screening: GET /v3/lookup/watchlist/{id}/audit-log. Whether it is billed is not stated.
// Errors: NotFoundError.
func (c *Client) ScreeningLog(ctx context.Context, id string) (Page[ScreeningEntry], error) {
	r, err := c.do(ctx, billed, call{key: lookup, op: "GET /v3/lookup/watchlist/{id}/audit-log", ids: []string{id}})
	if err != nil {
		return Page[ScreeningEntry]{}, err
	}
	page := Page[ScreeningEntry]{Paging: r.paging(), Raw: r.raw}
	name := "entries"
	return page, r.listInto(&page.Items, name, "type", "event", "created_at", "timestamp")
}

// ScreeningReport fetches the report of a screening: GET /v3/lookup/watchlist/{id}/report, the bytes of a PDF. Whether it is
// billed is not stated. Errors: NotFoundError, NotReadyError while it runs.
func (c *Client) ScreeningReport(ctx context.Context, id string) (PDF, error) {
	return c.pdf(ctx, call{op: "GET /v3/lookup/watchlist/{id}/report", ids: []string{id}})
}

// Monitor screens a subject again and again: POST /v3/lookup/watchlist/monitor. Billed by the month. It takes the subject
// anew, not an old screening. Later by webhook: monitoring_created, match_updated. Errors as Screen.
func (c *Client) Monitor(ctx context.Context, s Subject) (Screening, error) {
	return answer[Screening](c.do(ctx, sentOnce, call{key: lookup, op: "POST /v3/lookup/watchlist/monitor", body: s, patience: 2}))
}

// StopMonitoring ends it: DELETE /v3/lookup/watchlist/monitor/{id}. Not billed. Later by webhook: monitoring_completed.
// Errors: NotFoundError.
func (c *Client) StopMonitoring(ctx context.Context, id string) error {
	return done(c.do(ctx, sentOnce, call{key: lookup, op: "DELETE /v3/lookup/watchlist/monitor/{id}", ids: []string{id}}))
}
