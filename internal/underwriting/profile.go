package underwriting

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Profile is what the bank statements of a case show, in sums that a person can follow. Amounts
// are minor units of Currency; shares are ten-thousandths.
type Profile struct {
	AsOf     calendar.Day
	Currency money.Currency
	From, To calendar.Day // first and last row used; NoDay: none

	Accounts []AccountView
	Months   []Month    // oldest first; the first and the last may be partial
	Income   []Stream   // largest counted first
	Debts    []Debt     // by lender, largest monthly first
	Totals   []Category // by category, largest first; sensitive ones are rolled up
	Daily    []DayBalance
	Pairs    []Pair // rows that undo each other and are in no sum
	Windfall []Windfall
	Gaps     []Gap
	Dropped  Dropped

	MonthlyIncome  int64 // counted, after haircuts
	StressedIncome int64 // lower quartile of the window's months
	GrossIncome    int64 // the counted streams before haircuts
	MainIncome     string
	Living         int64 // essential spending seen, a month
	Committed      int64 // rent, school fees, insurance and the like, a month
	Obligations    int64 // repayments a month, statement and bureau per lender

	Sufficiency Sufficiency
}

// AccountView is a linked account as it was read.
type AccountView struct {
	ID, Institution, Owner string
	Rows                   int
	From, To               calendar.Day
	Balance                int64
	BalanceKnown           bool
	Counted                bool
	Why                    string // why it is not counted, for the officer
}

// Month is one calendar month's money in and out, pairs removed.
type Month struct {
	Name     string // 2026-10
	In       int64
	Out      int64
	Net      int64
	Income   int64 // what can count as income, before haircuts
	Lowest   int64 // lowest end-of-day balance; valid if Balances
	Balances bool
	Complete bool
}

// Stream is one source of income.
type Stream struct {
	Kind      string // salary, probable_salary, pension, gig, business, transfer …
	Name      string // the payer, or words for a pool of payers
	Frequency string // monthly, fortnightly, weekly, daily, irregular
	Payments  int
	Payers    int
	Months    int   // of the window in which it arrived
	Monthly   int64 // before the haircut
	Counted   int64 // after it; 0: not counted
	Suppliers int64 // what a usual month pays to suppliers, where the policy nets a trade's takings
	Variation int64 // coefficient of variation of its payments (salary) or months (others)
	First     calendar.Day
	Last      calendar.Day
	Next      calendar.Day // when it is expected next; NoDay: no rhythm
	PayDay    int          // usual day of the month; 0: none
	DaysOff   int          // mean distance from the usual day
	Points    int          // evidence for a salary
	Rows      []string     // ids, at most rowsShown
	Why       string       // why it is not counted

	regular bool
	byMonth []int64 // over the window, before the haircut
	trips   int
	cut     int64 // haircut
}

// Debt is what one lender is owed, as statement and bureau show it.
type Debt struct {
	Lender     string
	Statement  int64 // repayments a month seen
	Bureau     int64 // instalments a month reported
	Monthly    int64 // the larger
	Borrowed   int64 // credits seen
	Repaid     int64 // debits seen
	LastIn     calendar.Day
	LastOut    calendar.Day
	OpenLines  int
	Loan       bool // the rows are a loan's, and not a wallet's or savings
	Rows       []string
	Considered string // why it counts or does not
}

// Category is a category's sums over the statement.
type Category struct {
	Name string
	In   int64
	Out  int64
	Rows int
}

// DayBalance is the end-of-day balance over all counted accounts.
type DayBalance struct {
	Day     calendar.Day
	Balance int64
}

// Windfall is a credit too large and too lonely to be income.
type Windfall struct {
	Row    string
	Day    calendar.Day
	Amount int64
}

// Gap is a stretch without any row.
type Gap struct {
	From, To calendar.Day
	Days     int
}

// Sufficiency says how much the evidence can carry.
type Sufficiency struct {
	Tier           string
	Days           int
	CompleteMonths int
	RowsPerMonth   int
	Incomes        int
	OnlyIncome     bool // a better tier lacks nothing but income
}

// rowsShown is how many rows stand under a finding.
const rowsShown = 20

// Read gives the profile of a case under the default policy's reading rules.
func Read(c Case) Profile { return DefaultPolicy().Read(c) }

// Read gives the profile of a case: what its statements show under the policy's reading rules.
func (p Policy) Read(c Case) Profile { return p.read(prepare(c)).Profile }
