package mono

import (
	"context"
	"encoding/json"

	"github.com/shopspring/decimal"
)

// CreditworthinessRequest asks whether a loan is affordable from an account.
type CreditworthinessRequest struct {
	BVN       string
	Principal Kobo
	// InterestPercent is 5 for five per cent. The documented samples compute with a monthly rate, a blog of
	// Mono's calls it annual: confirm with a known case, and recompute the instalment that comes back.
	InterestPercent decimal.Decimal
	TermMonths      int
	RunCreditCheck  bool // also ask the bureaus: billed
	ExistingLoans   []ExistingLoan
}

// ExistingLoan is a loan of the borrower's that you know of.
type ExistingLoan struct {
	TenorMonths     int
	OpenedOn        Day
	ClosesOn        Day
	Institution     string
	Currency        string // NGN when empty
	RepaymentAmount Kobo
	OpeningBalance  Kobo
	Repayments      map[Month]string // "paid" or "failed"
}

// StartCreditworthiness starts the computation: POST /v2/accounts/{id}/creditworthiness. Billed, sent once. Later by
// webhook: account_credit_worthiness, which is the only copy and does not name the request, so run one at a time
// for an account. Errors: ValidationError, NotFoundError, UnknownOutcomeError (wait for the webhook).
func (c *Client) StartCreditworthiness(ctx context.Context, id string, r CreditworthinessRequest) error {
	req, err := c.newRequest(ctx, connect, "POST /v2/accounts/{id}/creditworthiness", r.body(), id)
	if err != nil {
		return err
	}
	_, err = c.once(req.slow(2))
	return err
}

func (r CreditworthinessRequest) body() map[string]any {
	body := map[string]any{
		"bvn": r.BVN, "principal": r.Principal, "interest_rate": json.Number(r.InterestPercent.String()),
		"term": r.TermMonths, "run_credit_check": r.RunCreditCheck,
	}
	loans := make([]map[string]any, 0, len(r.ExistingLoans))
	for _, l := range r.ExistingLoans {
		loans = append(loans, l.body())
	}
	if len(loans) > 0 {
		body["existing_loans"] = loans
	}
	return body
}

// body writes the schedule as Mono wants it: a list of one object, MM-YYYY to paid or failed.
func (l ExistingLoan) body() map[string]any {
	months := map[string]string{}
	for month, status := range l.Repayments {
		name := string(month)
		if month.Known() {
			name = name[5:] + "-" + name[:4]
		}
		months[name] = status
	}
	return map[string]any{
		"tenor": l.TenorMonths, "date_opened": l.OpenedOn, "closed_date": l.ClosesOn, "institution": l.Institution,
		"currency": or(l.Currency, "NGN"), "repayment_amount": l.RepaymentAmount, "opening_balance": l.OpeningBalance,
		"repayment_schedule": []any{months},
	}
}

// Creditworthiness is the result, which comes by webhook alone.
type Creditworthiness struct {
	Account        Ref           `json:"account"`
	App            string        `json:"app"`
	Business       string        `json:"business"`
	MonthsAssessed DaySpan       `json:"months_assessed"`
	Summary        Affordability `json:"summary"`
	Debt           DebtFound     `json:"debt"`
	Message        string        `json:"message"` // only when it could not be computed
}

// Failed says that Mono could not compute it: too few transactions.
func (w Creditworthiness) Failed() bool { return !w.Summary.CanAfford.Known }

// DaySpan is from a day to a day.
type DaySpan struct {
	Start Day `json:"start"`
	End   Day `json:"end"`
}

// Affordability is Mono's verdict. The ratio behind it (net income over debt service) is not returned.
type Affordability struct {
	CanAfford      Flag      `json:"can_afford"`
	MonthlyPayment MaybeKobo `json:"monthly_payment"` // of the new loan
}

// DebtFound is what the bureaus and the request named; zero when there was no credit check.
type DebtFound struct {
	CreditCheck   bool      `json:"credit_check"`
	Total         MaybeKobo `json:"total_debt"`
	ByInstitution []struct {
		Institution string `json:"institution"`
		Owed        Kobo   `json:"amount_owed"`
	} `json:"debt_by_institution"`
}
