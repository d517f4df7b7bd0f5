// Package underwriting decides whether to lend and on which terms. It is pure: a decision is a
// function of policy, case and instant, carries its proof, and can be replayed to the byte.
package underwriting

import (
	"encoding/json"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Case is everything that is known of one application at an instant, in the form of the command
// contract (README, "The case"): money in minor units. It has been checked by ParseCase or built
// by package openbanking.
type Case struct {
	ID               string                     `json:"id"`
	AsOf             calendar.Day               `json:"as_of"`
	Currency         money.Currency             `json:"currency"`
	Applicant        *Applicant                 `json:"applicant,omitempty"`
	Request          Request                    `json:"request"`
	Accounts         []Account                  `json:"accounts,omitempty"`
	Income           *StatedIncome              `json:"income,omitempty"`
	Creditworthiness *Creditworthiness          `json:"creditworthiness,omitempty"`
	Bureau           *Bureau                    `json:"bureau,omitempty"`
	OwnHistory       []OwnLoan                  `json:"own_history,omitempty"`
	Extra            map[string]json.RawMessage `json:"extra,omitempty"`
	// Identity, Insights and Missing are filled from Mono in the web application; a case on the command line may leave them out.
	Identity *Identity `json:"identity,omitempty"`
	Missing  []string  `json:"missing,omitempty"` // evidence sources that did not arrive before the deadline
}

// Applicant is what the person said of themselves.
type Applicant struct {
	Age                 *int   `json:"age"`
	Employment          string `json:"employment,omitempty"` // employed, self_employed, gig, retired, unemployed, student
	StatedMonthlyIncome *int64 `json:"stated_monthly_income"`
	Name                string `json:"name,omitempty"`
}

// Request is what is asked for; exactly one of TermMonths and TermDays is set.
type Request struct {
	Principal  int64  `json:"principal"`
	TermMonths *int   `json:"term_months"`
	TermDays   *int   `json:"term_days,omitempty"`
	Purpose    string `json:"purpose,omitempty"`
	Instalment *int64 `json:"instalment"`
	TotalDue   *int64 `json:"total_due,omitempty"`
}

// Account is a linked bank account with its statement.
type Account struct {
	ID           string        `json:"id"`
	Institution  string        `json:"institution,omitempty"`
	OpenedOn     *calendar.Day `json:"opened_on,omitempty"`
	Balance      *int64        `json:"balance,omitempty"`
	Currency     string        `json:"currency,omitempty"` // empty: the case's
	OwnerName    string        `json:"owner_name,omitempty"`
	Transactions []Transaction `json:"transactions,omitempty"`
}

// Transaction is one row of a statement. Amount is positive; Type says the direction.
type Transaction struct {
	ID        string `json:"id,omitempty"`
	At        string `json:"at"` // YYYY-MM-DD or RFC 3339
	Type      string `json:"type"`
	Amount    int64  `json:"amount"`
	Balance   *int64 `json:"balance,omitempty"`
	Narration string `json:"narration"`
	Category  string `json:"category,omitempty"`
}

// StatedIncome is income as another provider (Mono) computed it; it is cross-checked, not trusted.
type StatedIncome struct {
	MonthlyAverage int64          `json:"monthly_average"`
	Streams        []IncomeStream `json:"streams,omitempty"`
}

// IncomeStream is one source of income as another provider sees it. Stability is a decimal text from 0 to 1.
type IncomeStream struct {
	Type      string       `json:"type"`
	Frequency string       `json:"frequency,omitempty"`
	Stability json.Number  `json:"stability,omitempty"`
	LastOn    calendar.Day `json:"last_on,omitempty"`
	Amount    int64        `json:"amount"`
}

// Creditworthiness is Mono's own opinion for the amount asked.
type Creditworthiness struct {
	CanAfford      bool  `json:"can_afford"`
	MonthlyPayment int64 `json:"monthly_payment"`
	TotalDebt      int64 `json:"total_debt"`
}

// Bureau is the credit history, all bureaus merged.
type Bureau struct {
	PulledOn calendar.Day `json:"pulled_on"`
	Loans    []BureauLoan `json:"loans"`
}

// BureauLoan is one loan of a credit history. Outstanding and Overdue are absent where the bureau does not tell.
type BureauLoan struct {
	Institution string         `json:"institution"`
	OpenedOn    *calendar.Day  `json:"opened_on"`
	ClosedOn    *calendar.Day  `json:"closed_on"`
	Principal   int64          `json:"principal"`
	Outstanding *int64         `json:"outstanding,omitempty"`
	Instalment  int64          `json:"instalment"`
	Overdue     *int64         `json:"overdue,omitempty"`
	Status      string         `json:"status,omitempty"`      // the bureau's own word: open, closed, written-off …
	Performance string         `json:"performance,omitempty"` // the bureau's own word: performing, non-performing …
	Schedule    []BureauStatus `json:"schedule,omitempty"`
}

// BureauStatus is one month of a bureau loan; Status is the bureau's own word.
type BureauStatus struct {
	Month  string `json:"month"` // YYYY-MM
	Status string `json:"status"`
}

// OwnLoan is an earlier loan with us.
type OwnLoan struct {
	Loan          string        `json:"loan"`
	ApprovedOn    *calendar.Day `json:"approved_on"`
	Principal     int64         `json:"principal"`
	TotalDue      int64         `json:"total_due"`
	TermDays      int           `json:"term_days"`
	FirstDueOn    *calendar.Day `json:"first_due_on"`
	FirstRepaidOn *calendar.Day `json:"first_repaid_on"`
	ClosedOn      *calendar.Day `json:"closed_on"`
}

// Identity is the outcome of the identity checks.
type Identity struct {
	BVNVerified  bool     `json:"bvn_verified"`
	BVNName      string   `json:"bvn_name,omitempty"`
	AccountNames []string `json:"account_names,omitempty"`
	AccountBVNs  []string `json:"account_bvn_match,omitempty"` // per account: "match", "mismatch" or "unknown"
	WatchListed  bool     `json:"watch_listed,omitempty"`
	BornOn       string   `json:"born_on,omitempty"`
}

// Outcome is what a decision says.
type Outcome string

// The outcomes.
const (
	Approve Outcome = "approve"
	Refer   Outcome = "refer"
	Decline Outcome = "decline"
)

// Decision is the answer to a case with its proof; it marshals to the form of the command contract.
type Decision struct {
	ID            string        `json:"id"`
	Outcome       Outcome       `json:"outcome"`
	Reasons       []Reason      `json:"reasons"`
	Score         Score         `json:"score"`
	Affordability Affordability `json:"affordability"`
	Offers        []Offer       `json:"offers"`
	Findings      []Finding     `json:"findings"`
	Policy        PolicyRef     `json:"policy"`
	Evidence      string        `json:"evidence_sha256"`
	IgnoredFuture int           `json:"ignored_future_rows"`
}

// Reason is why, in words that a borrower can act on. Effect is "decline", "refer", "lower_offer" or "price".
type Reason struct {
	Code   string `json:"code"`
	Text   string `json:"text"`
	Effect string `json:"effect"`
}

// Score is the scorecard's points, the probability of default as a decimal text, and the policy's band.
type Score struct {
	Points int    `json:"points"`
	PD     string `json:"pd"`
	Band   string `json:"band"`
	// Parts says where the points came from: the contract's output leaves it out, the officer's page shows it.
	Parts []ScorePart `json:"-"`
}

// ScorePart is one characteristic of a score.
type ScorePart struct {
	Characteristic string // "Months with income"
	Value          string // "6 of 6"
	Points         int
	Most           int // the points of its best bin

	feature string
	reason  string // code of the reason when it costs points
	known   bool   // a value that is not known loses points and is nobody's fault
}

// Affordability is the monthly sum in minor units: income less obligations and living costs is free
// cash flow. MaxInstalment is the largest instalment after the policy's stress and caps.
type Affordability struct {
	Income        int64 `json:"income"`
	Obligations   int64 `json:"obligations"`
	LivingCosts   int64 `json:"living_costs"`
	FreeCashFlow  int64 `json:"free_cash_flow"`
	MaxInstalment int64 `json:"max_instalment"`
}

// Offer is one amount and length with its price, money in minor units, rates as decimal fractions in text.
type Offer struct {
	Principal      int64        `json:"principal"`
	TermMonths     int          `json:"term_months"`
	Instalment     int64        `json:"instalment"`
	AnnualRate     string       `json:"annual_rate"`
	APR            string       `json:"apr"`
	TotalCost      int64        `json:"total_cost"`
	TotalRepayable int64        `json:"total_repayable"`
	FirstDueOn     calendar.Day `json:"first_due_on"`
}

// Finding is one rule's verdict with its figures. Against says that it speaks against lending.
type Finding struct {
	Rule    string            `json:"rule"`
	Reason  string            `json:"reason,omitempty"` // code of the reason that it stands under, when it speaks against
	Said    string            `json:"said"`
	Against bool              `json:"against"`
	Effect  string            `json:"effect"` // "none", "refer", "decline"
	Figures map[string]string `json:"figures,omitempty"`
	Rows    []string          `json:"rows,omitempty"` // ids of the bank rows that made it, at most 20
	Sums    []Sum             `json:"sums,omitempty"` // how its figures were added up
}

// PolicyRef names the policy that decided.
type PolicyRef struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}
