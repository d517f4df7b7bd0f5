package mono

import (
	"context"
	"encoding/json"
)

// Income is Mono's analysis of an account's credits. Its unit is open: minor units by Mono's rule,
// naira by the look of its samples. Compare LastAmount of a stream with the transaction it names.
// A total of 0 means "not determined", not "no income".
type Income struct {
	Account           Ref            `json:"account"`
	AccountName       string         `json:"account_name"`
	AccountNumber     AccountNumber  `json:"account_number"`
	App               string         `json:"app"`
	Business          string         `json:"business"`
	Summary           IncomeSummary  `json:"income_summary"`
	Streams           []IncomeStream `json:"income_streams"`
	SourceType        string         `json:"income_source_type"`
	FirstDay          Day            `json:"first_transaction_date"`
	LastDay           Day            `json:"last_transaction_date"`
	Period            string         `json:"period"` // in words: "7 months"
	StreamCount       int            `json:"number_of_income_streams"`
	Total             Figure         `json:"total_income"`
	Annual            Figure         `json:"annual_income"`
	Monthly           Figure         `json:"monthly_income"` // shrinks as streams are added: never underwrite on it
	MonthlyAverage    Figure         `json:"aggregated_monthly_average"`
	MonthlyRegular    Figure         `json:"aggregated_monthly_average_regular"`
	MonthlyIrregular  Figure         `json:"aggregated_monthly_average_irregular"`
	TotalRegular      Figure         `json:"total_regular_income_amount"`
	TotalIrregular    Figure         `json:"total_irregular_income_amount"`
	AnalysisCreatedAt Instant        `json:"created_at,omitzero"`
}

// IncomeSummary is the analysis in two words.
type IncomeSummary struct {
	Total    Figure `json:"total_income"`
	Employer string `json:"employer"` // "" when unknown
}

// IncomeStream is a recurring source of income.
type IncomeStream struct {
	Type              string `json:"income_type"` // SALARY, WAGES, …: open
	Frequency         string `json:"frequency"`   // MONTHLY, VARIABLE, …: open
	MonthlyAverage    Figure `json:"monthly_average"`
	AverageAmount     Figure `json:"average_income_amount"`
	Currency          string `json:"currency"`
	Stability         Figure `json:"stability"` // 0 to 1, 1 is perfectly regular
	FirstDay          Day    `json:"first_income_date"`
	LastDay           Day    `json:"last_income_date"`
	LastAmount        Figure `json:"last_income_amount"`
	LastDescription   string `json:"last_income_description"`
	PeriodsWithIncome int    `json:"periods_with_income"`
	Payments          int    `json:"number_of_incomes"`
	Months            int    `json:"number_of_months"`
}

// incomeAliases are the names of the totals before 10 March 2025.
var incomeAliases = []string{
	"monthly_average", "aggregated_monthly_average",
	"monthly_average_regular", "aggregated_monthly_average_regular",
	"monthly_average_irregular", "aggregated_monthly_average_irregular",
}

// StartIncome starts the analysis of all of an account's transactions: GET /v2/accounts/{id}/income. A GET that
// starts billed work, so it is sent once. Later by webhook: account_income, and IncomeRecords when that is lost.
// Errors: NotFoundError, APIError when the plan does not cover income, UnknownOutcomeError.
func (c *Client) StartIncome(ctx context.Context, id string) error {
	return c.StartIncomeOf(ctx, id, 0)
}

// StartIncomeOf is StartIncome over the last months alone; 0 is all of them.
func (c *Client) StartIncomeOf(ctx context.Context, id string, months int) error {
	return done(c.do(ctx, sentOnce, call{key: connect, op: "GET /v2/accounts/{id}/income", ids: []string{id}, query: []string{"period", positive(months)}}))
}

// IncomeRecord is a past analysis.
type IncomeRecord struct {
	Income    Income
	CreatedAt Instant
}

// IncomeRecords is the first page of the past analyses, newest first as far as is known.
type IncomeRecords struct {
	Records []IncomeRecord
	Paging
	Raw json.RawMessage
}

// IncomeRecords reads the past analyses of an account: GET /v2/accounts/{id}/income-records. Not billed.
func (c *Client) IncomeRecords(ctx context.Context, id string) (IncomeRecords, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}/income-records", nil, id)
	if err != nil {
		return IncomeRecords{}, err
	}
	r, err := c.getFree(req)
	if err != nil {
		return IncomeRecords{}, err
	}
	var rows []struct {
		Income    json.RawMessage `json:"income"`
		CreatedAt Instant         `json:"created_at"`
	}
	if err := r.intoLoose(&rows); err != nil {
		return IncomeRecords{}, err
	}
	out := IncomeRecords{Paging: r.paging(), Raw: r.raw}
	for _, row := range rows {
		income, err := readIncome(r.op, "data.income", row.Income)
		if err != nil {
			return IncomeRecords{}, err
		}
		out.Records = append(out.Records, IncomeRecord{Income: income, CreatedAt: row.CreatedAt})
	}
	return out, nil
}

func readIncome(op, path string, raw json.RawMessage) (Income, error) {
	var income Income
	data, err := loosen(raw, incomeAliases...)
	if err != nil {
		return income, &UnreadableError{Operation: op, Field: path, Why: "not JSON"}
	}
	return income, decode(op, path, data, &income)
}
