package mono

import "context"

// MonthlyTotals is the money into or out of an account, month by month.
type MonthlyTotals struct {
	Total        MaybeKobo      `json:"total"`
	Transactions int            `json:"transactions_count"`
	Months       []MonthlyTotal `json:"history"`
	Evidence
}

// MonthlyTotal is one month of it.
type MonthlyTotal struct {
	Month        Month     `json:"period"`
	Amount       MaybeKobo `json:"amount"`
	Transactions int       `json:"transactions_count"`
}

// MonthlyInflow sums the money that came in: GET /v2/accounts/{id}/credits. Billed. Errors: NotFoundError.
func (c *Client) MonthlyInflow(ctx context.Context, id string) (MonthlyTotals, error) {
	return answer[MonthlyTotals](c.do(ctx, billed, call{key: connect, op: "GET /v2/accounts/{id}/credits", ids: []string{id}}))
}

// MonthlyOutflow sums the money that went out: GET /v2/accounts/{id}/debits. Billed. Errors: NotFoundError.
func (c *Client) MonthlyOutflow(ctx context.Context, id string) (MonthlyTotals, error) {
	return answer[MonthlyTotals](c.do(ctx, billed, call{key: connect, op: "GET /v2/accounts/{id}/debits", ids: []string{id}}))
}
