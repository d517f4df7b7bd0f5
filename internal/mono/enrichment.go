package mono

import (
	"context"
	"encoding/json"
	"strings"
)

// Categorise starts the categorising of an account's transactions that have no category: POST
// /v2/accounts/{id}/transactions/categorise. Billed. Later by webhook: transaction_categorisation, which names no
// job; then read the Transactions again. Errors: NotFoundError, AuthError, UnknownOutcomeError.
func (c *Client) Categorise(ctx context.Context, id string) (Job, error) {
	return c.startJob(ctx, call{op: "POST /v2/accounts/{id}/transactions/categorise", ids: []string{id}})
}

// AddMetadata starts the reading of an account's narrations: POST /v2/accounts/{id}/transactions/metadata. Billed.
// Later by webhook: transaction_metadata; then Transaction.Details has the result. Errors as Categorise.
func (c *Client) AddMetadata(ctx context.Context, id string) (Job, error) {
	return c.startJob(ctx, call{op: "POST /v2/accounts/{id}/transactions/metadata", ids: []string{id}})
}

// CategoriseCSV starts the categorising of a file with the columns type (credit, debit) and narration: POST
// /v2/enrichments/transaction-categorisation, as a form. Billed. Later by webhook: transaction_categorisation with
// the file's name; then the EnrichmentRecord, within an hour. Errors: ValidationError, UnknownOutcomeError.
func (c *Client) CategoriseCSV(ctx context.Context, fileName string, rows []byte) (Job, error) {
	return c.startJob(ctx, call{op: "POST /v2/enrichments/transaction-categorisation", body: csvFile{"transactions", fileName, rows}})
}

// MetadataCSV starts the reading of a file's narrations: POST /v2/enrichments/transaction-metadata, as a form. Billed.
// Webhook transaction_metadata; the rest as CategoriseCSV.
func (c *Client) MetadataCSV(ctx context.Context, fileName string, rows []byte) (Job, error) {
	return c.startJob(ctx, call{op: "POST /v2/enrichments/transaction-metadata", body: csvFile{"transactions", fileName, rows}})
}

func (c *Client) startJob(ctx context.Context, d call) (Job, error) {
	d.key, d.patience = connect, 2
	r, err := c.do(ctx, sentOnce, d)
	return r.job(err)
}

// job reads a job, whose id and status go by three names each.
func (r *reply) job(err error) (Job, error) {
	if err != nil {
		return Job{}, err
	}
	job := Job{Raw: r.raw}
	if err := r.intoLoose(&job, "id", "job_id", "status", "job_status"); err != nil {
		return Job{}, err
	}
	if job.ID == "" {
		return Job{}, r.missing("data.job_id")
	}
	return job, nil
}

// EnrichmentJob asks how far a job of enrichment is: GET /v2/accounts/jobs/{jobId}. Not billed. Errors: NotFoundError.
func (c *Client) EnrichmentJob(ctx context.Context, job string) (Job, error) {
	r, err := c.do(ctx, freely, call{key: connect, op: "GET /v2/accounts/jobs/{jobId}", ids: []string{job}})
	return r.job(err)
}

// TransactionDetails is what was read from a narration; "" is unknown, which Mono writes N/A.
type TransactionDetails struct {
	Category         string `json:"category"`
	Channel          string `json:"channel"` // NIP, NEFT, POS, WEB, …
	Payee            string `json:"payee"`
	PaymentMethod    string `json:"payment_method"`
	PaymentProcessor string `json:"payment_processor"`
	Reference        string `json:"ref_num"`
	Location         string `json:"location"`
	Reason           string `json:"reason"`
}

// Details reads the transaction's metadata; ok is false where there is none.
func (t Transaction) Details() (d TransactionDetails, ok bool) {
	if empty(t.Metadata) || json.Unmarshal(t.Metadata, &d) != nil {
		return TransactionDetails{}, false
	}
	for _, text := range []*string{&d.Category, &d.Channel, &d.Payee, &d.PaymentMethod, &d.PaymentProcessor, &d.Reference, &d.Location, &d.Reason} {
		if strings.EqualFold(strings.TrimSpace(*text), "n/a") {
			*text = ""
		}
	}
	return d, true
}

// Transactions decodes the record of a job that categorised or read transactions.
func (e EnrichmentRecord) Transactions() ([]Transaction, error) {
	var list []Transaction
	return list, decode("enrichment record", "data", e.Data, &list)
}
