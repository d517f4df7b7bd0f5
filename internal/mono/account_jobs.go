package mono

import "context"

// AccountJob is a refresh at the bank.
type AccountJob struct {
	ID       string    `json:"id"`
	Status   JobStatus `json:"status"`
	Name     string    `json:"name"` // jobs.accounts.sync_balance, jobs.accounts.sync_statement
	Account  Ref       `json:"account"`
	App      Ref       `json:"app"`
	Business Ref       `json:"business"`
	Evidence
}

func (j *AccountJob) lacks() string { return lacking(j.ID, "id") }

// AccountJob asks how far a refresh is: GET /v2/accounts/{id}/jobs/{jobId}. Not billed. Errors: NotFoundError.
func (c *Client) AccountJob(ctx context.Context, account, job string) (AccountJob, error) {
	return answer[AccountJob](c.do(ctx, freely, call{key: connect, op: "GET /v2/accounts/{id}/jobs/{jobId}", ids: []string{account, job}}))
}

// RefreshedBalance is the balance that Mono holds, and the refresh that was opened.
type RefreshedBalance struct {
	AccountBalance
	Refresh Refresh
}

// RefreshBalance opens a refresh at the bank: GET /v2/accounts/{id}/balance with x-realtime. It answers at once with
// the balance of the last fetch. Billed when there is new data, at most one per account in five minutes: a repeat
// within them gives the same job. Later by webhook: jobs.update, then account_updated; then read the Balance.
// Errors: NotFoundError, UnknownOutcomeError.
func (c *Client) RefreshBalance(ctx context.Context, id string) (RefreshedBalance, error) {
	r, err := c.do(ctx, sentOnce, call{key: connect, op: "GET /v2/accounts/{id}/balance", ids: []string{id}, realtime: true, patience: 2})
	if err != nil {
		return RefreshedBalance{}, err
	}
	out := RefreshedBalance{AccountBalance: AccountBalance{Raw: r.raw}, Refresh: refreshOf(r.header)}
	return out, r.intoLoose(&out.AccountBalance)
}
