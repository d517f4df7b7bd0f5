package mono

import (
	"context"
	"encoding/json"
	"strings"
)

// Job is work that Mono does in the background.
type Job struct {
	ID     string          `json:"job_id"`
	Status JobStatus       `json:"job_status"`
	Raw    json.RawMessage `json:"-"`
}

// StartInsights starts the analysis of an account's statement: GET /v2/accounts/{id}/statement/insights. A GET that
// starts billed work, so it is sent once. Later by webhook: statement_insights, without the data and the job; then
// EnrichmentRecord within an hour. In Mono's sandbox the job may be done at once. Errors: NotFoundError, UnknownOutcomeError.
func (c *Client) StartInsights(ctx context.Context, id string) (Job, error) {
	return c.startJob(ctx, call{op: "GET /v2/accounts/{id}/statement/insights", ids: []string{id}})
}

// EnrichmentRecord is the result of an enrichment job, kept by Mono for one hour.
type EnrichmentRecord struct {
	Job  string
	Data json.RawMessage // an object or a list, by the kind of job
	Raw  json.RawMessage
}

// EnrichmentRecord reads the result of a job: GET /v2/enrichments/record/{job}. Not billed. Errors: NotReadyError
// while it works, APIError when the job failed, NotFoundError after an hour.
func (c *Client) EnrichmentRecord(ctx context.Context, job string) (EnrichmentRecord, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/enrichments/record/{job}", nil, job)
	if err != nil {
		return EnrichmentRecord{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return EnrichmentRecord{}, err
	}
	data := r.recordData()
	switch strings.ToLower(r.Status) {
	case "processing", "pending":
		return EnrichmentRecord{}, r.notReady()
	}
	if empty(data) {
		return EnrichmentRecord{}, r.notReady()
	}
	return EnrichmentRecord{Job: job, Data: data, Raw: r.raw}, nil
}

// recordData finds the payload in the three places in which it was seen.
func (r *reply) recordData() json.RawMessage {
	var inner struct {
		JobData json.RawMessage `json:"jobData"`
	}
	_ = json.Unmarshal(r.Data, &inner) // a list has no jobData
	for _, place := range []json.RawMessage{inner.JobData, r.JobData} {
		if !empty(place) {
			return place
		}
	}
	return r.Data
}

// Insights is Mono's reading of a statement. Part of it is reconstructed from uses; Summary and Activity keep
// whatever else there is. Amounts are in minor units by Mono's rule.
type Insights struct {
	Account             Ref                        `json:"account"`
	Start               Day                        `json:"start_date"`
	End                 Day                        `json:"end_date"`
	TransactionCount    Figure                     `json:"transaction_count"`
	BalanceAfterExpense Figure                     `json:"balance_after_expense"`
	Summary             map[string]json.RawMessage `json:"account_summary"`
	Activity            map[string]json.RawMessage `json:"activity_insights"`
	Inflow              Flow                       `json:"inflow"`
	Outflow             Flow                       `json:"outflow"`
	Recurring           []RecurringTransaction     `json:"recurring_transactions"`
}

// Flow is the money into or out of an account by month.
type Flow struct {
	All    MonthlySums `json:"all_transaction"`
	Repeat MonthlySums `json:"repeat_transactions"`
}

// MonthlySums are averages and sums of a flow.
type MonthlySums struct {
	AveragePerMonth struct {
		Last12Months          Figure `json:"last_12_months"`
		SinceFirstTransaction Figure `json:"since_first_transaction"`
	} `json:"average_per_month"`
	Months []map[string]Figure `json:"monthly_sum"` // one key each, a month in words
}

// RecurringTransaction is one that Mono saw again and again.
type RecurringTransaction struct {
	Type        EntryType `json:"type"`
	Category    string    `json:"category"`
	Description string    `json:"description"`
	MonthlySum  Figure    `json:"average_monthly_sum"`
}

// Insights decodes the record of a statement-insights job, flat, under "insights", or as the first of a list.
func (e EnrichmentRecord) Insights() (Insights, error) {
	const op = "statement insights"
	data := e.Data
	var list []json.RawMessage
	if json.Unmarshal(data, &list) == nil && len(list) > 0 {
		data = list[0]
	}
	var nested struct {
		Insights json.RawMessage `json:"insights"`
	}
	_ = json.Unmarshal(data, &nested)
	var out Insights
	if err := decode(op, "data", data, &out); err != nil {
		return out, err
	}
	return out, decode(op, "data.insights", nested.Insights, &out)
}

// Detected says whether a rare finding (such as identical_debit_vs_credit) was "Detected".
func (i Insights) Detected(finding string) bool {
	var rare map[string]string
	_ = json.Unmarshal(i.Activity["rare_findings"], &rare)
	return strings.EqualFold(rare[finding], "detected")
}
