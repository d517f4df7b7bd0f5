package underwriting

import (
	"strings"

	"lendwright/internal/money"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"
)

// Amount is an amount of a policy, written in the currency's major unit ("150000" is ₦150,000) and
// held in thousandths of it.
type Amount int64

// in is the amount in the minor unit.
func (a Amount) in(c money.Currency) int64 {
	n := int64(a)
	for d := c.Digits(); d < 3; d++ {
		n /= 10
	}
	return n
}

// UnmarshalYAML reads major units with up to three digits after the point.
func (a *Amount) UnmarshalYAML(n *yaml.Node) error { return shiftedYAML(n, 3, (*int64)(a)) }

// Ratio is a share or multiple in ten-thousandths, written as a fraction ("0.30").
type Ratio int64

// UnmarshalYAML reads a fraction with up to four digits after the point.
func (r *Ratio) UnmarshalYAML(n *yaml.Node) error { return shiftedYAML(n, 4, (*int64)(r)) }

func shiftedYAML(n *yaml.Node, digits int32, to *int64) error {
	d, err := decimal.NewFromString(n.Value)
	if err != nil || d.Exponent() < -20 || d.Exponent() > 20 {
		return &yaml.TypeError{Errors: []string{line(n) + ": expected a number, not " + strings.TrimSpace(n.Value)}}
	}
	d = d.Shift(digits)
	if !d.IsInteger() || !d.BigInt().IsInt64() || d.Abs().GreaterThan(decimal.NewFromInt(amountMost*10)) {
		return &yaml.TypeError{Errors: []string{line(n) + ": too large or too many digits after the point: " + n.Value}}
	}
	*to = d.IntPart()
	return nil
}

// Rule is one line of judgement: when all its conditions hold it speaks against lending, with its
// effect and its reason. A single limit is a condition, which can be compared with other rules'; what
// takes more than one feature is an expression.
type Rule struct {
	ID     string      `yaml:"id"`
	Effect Effect      `yaml:"effect"`
	When   []Condition `yaml:"when"`
	If     string      `yaml:"if"`     // an expression in CEL over the features, beside or instead of when
	Reason string      `yaml:"reason"` // code; words in the policy's reasons
	Says   string      `yaml:"says"`   // for the officer; {feature} stands for its value
	// Statement marks rules on cash flow: they are silent where the statement is not good enough to judge by.
	Statement bool `yaml:"statement"`

	expr *expression // of If, set by LoadPolicy
}

// features names what the rule looks at, in the order of its conditions.
func (r *Rule) features() []string {
	var names []string
	for _, w := range r.When {
		names = append(names, w.Feature)
	}
	if r.expr != nil {
		names = append(names, r.expr.features...)
	}
	return names
}

// Condition compares a feature with a limit. Exactly one of Above, Below and Is is given; a feature
// that is not known makes the condition false, unless Unknown says that not knowing is the point.
type Condition struct {
	Feature string  `yaml:"feature"`
	Above   *string `yaml:"above"`
	Below   *string `yaml:"below"`
	Is      *string `yaml:"is"`
	Unknown bool    `yaml:"unknown"`

	limit int64 // in the feature's unit, set by LoadPolicy
}

// ReadingRules say how bank rows become a profile.
type ReadingRules struct {
	Pairing           PairingRules `yaml:"pairing"`
	LowBalance        Amount       `yaml:"low_balance"`
	RecentDays        int          `yaml:"recent_days"` // window of balances, gambling and the like
	GapDays           int          `yaml:"gap_days"`    // days without a row that count as a gap
	EssentialMonths   int          `yaml:"essential_months"`
	FuelIsBusinessFor []string     `yaml:"fuel_is_business_for"` // kinds of main income
	Fraud             FraudRules   `yaml:"staging"`
}

// PairingRules bound the search for rows that undo each other.
type PairingRules struct {
	ReversalDays  int      `yaml:"reversal_days"`
	OwnDaysBefore int      `yaml:"own_days_before"` // the credit may stand so many days before the debit
	OwnDaysAfter  int      `yaml:"own_days_after"`
	Fees          []Amount `yaml:"fees"` // by which the amounts may differ; 0 is always tried

	fees []int64
}

// FraudRules are the triggers of the staging signals.
type FraudRules struct {
	TripDays       int    `yaml:"trip_days"`       // out and back within
	TripShare      Ratio  `yaml:"trip_share"`      // smaller over larger
	TripLeast      Amount `yaml:"trip_least"`      // credits below it are not looked at
	TripMainShare  Ratio  `yaml:"trip_main_share"` // of all candidate income: smaller counterparties are not looked at
	FreshDays      int    `yaml:"fresh_days"`
	RoundTo        Amount `yaml:"round_to"`
	DressingDays   int    `yaml:"dressing_days"`
	DressingTimes  Ratio  `yaml:"dressing_times"`  // balance over median
	DressingCredit Ratio  `yaml:"dressing_credit"` // one credit's part of the rise
	ChargesDays    int    `yaml:"charges_days"`    // without any bank charge
	ChargesRows    int    `yaml:"charges_rows"`    // among so many rows
}

// IncomeRules say what counts as income and for how much.
type IncomeRules struct {
	WindowMonths    int              `yaml:"window_months"`
	PaidMonths      int              `yaml:"paid_months"` // the salary's median is taken over so many last paid months too
	Haircuts        map[string]Ratio `yaml:"haircuts"`    // by kind of stream
	Points          IncomePoints     `yaml:"points"`
	SalaryFrom      int              `yaml:"salary_from"`   // points of a salary
	ProbableFrom    int              `yaml:"probable_from"` // points of a probable salary
	OthersMost      int              `yaml:"other_streams_most"`
	CreditsTimes    Ratio            `yaml:"of_credits_most"`   // counted income over median candidate credits
	PayersLeast     int              `yaml:"payers_least"`      // different senders that make transfers a turnover
	MonthsLeast     int              `yaml:"months_least"`      // of the window in which other streams must have arrived
	NotBesideSalary []string         `yaml:"not_beside_salary"` // kinds that do not count beside a salary or pension
	WindfallTimes   Ratio            `yaml:"windfall_times"`
	LateDays        int              `yaml:"late_days"` // after which a regular income is interrupted
	// SupplierNetting counts a trade at no more than what it takes in less what it pays to firms.
	SupplierNetting bool `yaml:"supplier_netting"`
}

// IncomePoints are the points of evidence for a salary.
type IncomePoints struct {
	Keyword      int   `yaml:"keyword"`
	Payroll      int   `yaml:"payroll"`
	Organisation int   `yaml:"organisation"`
	Regular      int   `yaml:"regular"`
	Steady       int   `yaml:"steady"`
	FairlySteady int   `yaml:"fairly_steady"`
	Monthly      int   `yaml:"monthly"`
	Person       int   `yaml:"person"`
	RoundTrip    int   `yaml:"round_trip"`
	Fresh        int   `yaml:"fresh"`
	SteadyCV     Ratio `yaml:"steady_cv"`
	FairCV       Ratio `yaml:"fair_cv"`
	DaysOff      int   `yaml:"days_off"` // from the usual day
	ReturnedCut  Ratio `yaml:"returned"` // going back to the payer
}

// DebtRules turn lenders' rows and bureau lines into a monthly obligation.
type DebtRules struct {
	WindowDays    int   `yaml:"window_days"`     // over which repayments are averaged
	QuietDays     int   `yaml:"quiet_days"`      // without a repayment: the loan has ended
	NewLoanDays   int   `yaml:"new_loan_days"`   // a loan without repayment yet
	NewLoanMonths int   `yaml:"new_loan_months"` // over which it is taken to be repaid
	NewLoanCost   Ratio `yaml:"new_loan_cost"`   // what is repaid over what was lent
	UnknownMonths int   `yaml:"unknown_months"`  // length of a bureau loan without instalment
	NewestDays    int   `yaml:"newest_days"`     // "in the last days"
	CycleDays     int   `yaml:"cycle_days"`      // borrowed again after repaying
}

// NormRow is one band of a minimum expense table: for an income above From, living costs are at
// least Fixed and Share of what lies above From.
type NormRow struct {
	From  Amount `yaml:"from"`
	Fixed Amount `yaml:"fixed"`
	Share Ratio  `yaml:"share"`
}

// BalanceTest bounds the instalment by what was in the accounts on the same day of past months, or
// within Days after it, in Share of the last Months, with Keep left untouched. Months 0: not applied.
type BalanceTest struct {
	Months int    `yaml:"months"`
	Days   int    `yaml:"days"`
	Share  Ratio  `yaml:"share"`
	Keep   Amount `yaml:"keep"`
}

// MeansRules are the sum of affordability (DOMAIN 4.5).
type MeansRules struct {
	BalanceTest BalanceTest `yaml:"balance_test"`
	// LivingTable is a regulator's table of minimum living costs by income, as dated data (South
	// Africa: Regulation 23A of the National Credit Act); empty: there is none.
	LivingTable []NormRow `yaml:"living_table"`

	LivingLeast    Amount           `yaml:"living_least"`
	LivingShare    Ratio            `yaml:"living_share"`
	FreeShare      Ratio            `yaml:"free_share"`
	IncomeStress   Ratio            `yaml:"income_stress"`
	LivingStress   Ratio            `yaml:"living_stress"`
	DebtCaps       map[string]Ratio `yaml:"debt_caps"` // by kind of main income; "other"
	CommittedCodes []string         `yaml:"committed"` // codes of costs that cannot be stopped at will
}

// BureauRules read a credit history.
type BureauRules struct {
	Words        map[string]int `yaml:"words"` // status word → days past due; −1: says nothing
	OpenWords    []string       `yaml:"open"`
	ClosedWords  []string       `yaml:"closed"`
	LossWords    []string       `yaml:"written_off"`
	OverdueLeast Amount         `yaml:"overdue_least"` // smaller arrears are forgotten fees
	LossLeast    Amount         `yaml:"loss_least"`
	ThinMonths   int            `yaml:"thin_months"`
	GoodDPD      int            `yaml:"good_dpd"`         // a closed loan is good up to so many days late
	MissedDPD    int            `yaml:"missed_month_dpd"` // days that one more missed month in a row adds
}
