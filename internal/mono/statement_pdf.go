package mono

import (
	"context"
	"fmt"
	"strings"
)

// StatementPDF is a statement being printed. URL counts once it is Built.
type StatementPDF struct {
	Job    string `json:"id"`
	Status string `json:"status"` // BUILDING, BUILT; a failure is not documented
	URL    string `json:"path"`
	Evidence
}

func (s *StatementPDF) lacks() string { return lacking(s.Job, "id") }

// Built says that URL can be fetched.
func (s StatementPDF) Built() bool { return strings.EqualFold(s.Status, "built") && s.URL != "" }

// Failed says that it never will be.
func (s StatementPDF) Failed() bool {
	return strings.EqualFold(s.Status, "failed") || strings.EqualFold(s.Status, "error")
}

// StartStatementPDF has the last months (1 to StatementMonthsMax) printed: GET /v2/accounts/{id}/statement,
// output=pdf. A GET that starts billed work, so it is sent once; no webhook follows: ask for the StatementPDF.
// Errors: NotFoundError, UnknownOutcomeError.
func (c *Client) StartStatementPDF(ctx context.Context, id string, months int) (StatementPDF, error) {
	if months < 1 || months > StatementMonthsMax {
		return StatementPDF{}, fmt.Errorf("mono: a statement covers 1 to %d months, not %d", StatementMonthsMax, months)
	}
	return answer[StatementPDF](c.do(ctx, sentOnce, call{key: connect, op: "GET /v2/accounts/{id}/statement", ids: []string{id},
		query: []string{"period", fmt.Sprintf("last%dmonths", months), "output", "pdf"}, patience: 2}))
}

// StatementPDF asks how far a printed statement is: GET /v2/accounts/{id}/statement/jobs/{jobId}. Not billed.
// Errors: NotFoundError.
func (c *Client) StatementPDF(ctx context.Context, id, job string) (StatementPDF, error) {
	return answer[StatementPDF](c.do(ctx, freely, call{key: connect, op: "GET /v2/accounts/{id}/statement/jobs/{jobId}", ids: []string{id, job}}))
}

// lacking names a member when its value is empty.
func lacking(value, name string) string {
	if value == "" {
		return name
	}
	return ""
}
