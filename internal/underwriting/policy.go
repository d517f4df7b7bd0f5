package underwriting

import (
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/scorecard"

	"github.com/shopspring/decimal"
)

// Policy is everything that a lender decides beforehand: which evidence counts for how much, who is
// declined or looked at by a person, how points become a price, and which loans there are. It is a
// versioned document; no threshold of lending stands in the code. LoadPolicy makes one, so that a
// Policy in hand has been checked.
type Policy struct {
	Extends  string         `yaml:"extends"` // the embedded policy that the document differs from; empty: it is whole
	Name     string         `yaml:"name"`
	Version  string         `yaml:"version"`
	Country  string         `yaml:"country"` // ISO 3166
	Currency money.Currency `yaml:"currency"`
	SHA256   string         `yaml:"-"` // of the document's bytes, hex

	Product     Product           `yaml:"product"`
	Bands       []Band            `yaml:"bands"`   // rising by PD, without a gap
	Steps       []Step            `yaml:"steps"`   // largest amount by loans repaid with us
	Reading     ReadingRules      `yaml:"reading"` // how bank rows become a profile
	Income      IncomeRules       `yaml:"income"`
	Debts       DebtRules         `yaml:"debts"`
	Means       MeansRules        `yaml:"affordability"`
	Sufficiency []Tier            `yaml:"sufficiency"` // best first; the last takes every case
	Bureau      BureauRules       `yaml:"bureau"`
	Missing     map[string]Effect `yaml:"missing_evidence"` // by source; "other" for sources not named
	Age         AgeRules          `yaml:"age"`
	Rules       []Rule            `yaml:"rules"`
	MonoCheck   MonoRules         `yaml:"cross_check"`
	Scorecard   scorecard.Card    `yaml:"scorecard"`
	Levers      []Lever           `yaml:"levers"`  // what can be changed, in the order in which it is told
	Reasons     map[string]string `yaml:"reasons"` // code → words for the borrower
	ReasonsMost int               `yaml:"reasons_most"`
	ToldAlone   string            `yaml:"told_alone"` // a reason beside which no other is told
}

// Product is what is lent: amounts, lengths, shape, fees and the ceilings of price.
type Product struct {
	Smallest      Amount              `yaml:"smallest"`
	Largest       Amount              `yaml:"largest"`
	RoundTo       Amount              `yaml:"round_to"` // offered amounts are whole multiples
	Tenors        []int               `yaml:"tenors"`   // months, rising
	Method        lending.Method      `yaml:"method"`
	DayCount      lending.DayCount    `yaml:"day_count"`
	InterestPer   lending.InterestPer `yaml:"interest_per"`
	Rounding      lending.Rounding    `yaml:"rounding"`
	Fees          []FeeRule           `yaml:"fees"`
	AnnualRateCap money.Rate          `yaml:"annual_rate_cap"`
	APRCap        money.Rate          `yaml:"apr_cap"`
	Grid          GridRules           `yaml:"grid"`
	FirstDue      FirstDueRules       `yaml:"first_due"`
}

// FeeRule is a fee of every loan: a percent of the principal or an amount; or, with Above, an amount
// and a percent of what the principal has above it, at most Most (South Africa's initiation fee).
type FeeRule struct {
	Name    string          `yaml:"name"`
	Kind    lending.FeeKind `yaml:"kind"`
	Percent money.Rate      `yaml:"percent"`
	Amount  Amount          `yaml:"amount"`
	Above   Amount          `yaml:"above"`
	Most    Amount          `yaml:"most"`
}

// fee is the rule applied to a principal in minor units.
func (f FeeRule) fee(principal int64, c money.Currency) lending.Fee {
	if f.Above == 0 {
		return lending.Fee{Name: f.Name, Kind: f.Kind, Percent: f.Percent, Amount: money.Of(f.Amount.in(c), c)}
	}
	above := decimal.NewFromInt(max(0, principal-f.Above.in(c)))
	amount := f.Amount.in(c) + f.Percent.Decimal().Mul(above).IntPart()
	return lending.Fee{Name: f.Name, Kind: f.Kind, Amount: money.Of(min(amount, f.Most.in(c)), c)}
}

// GridRules say which cells of amount x tenor are offered.
type GridRules struct {
	Shares     []Ratio `yaml:"shares"` // of the largest amount, falling
	OffersMost int     `yaml:"offers_most"`
	TenorsMost int     `yaml:"tenors_most"` // different lengths offered
}

// FirstDueRules place the first due date: DaysAfterPayday after a regular payday that falls between
// DaysLeast and DaysMost after disbursement, else one month after it.
type FirstDueRules struct {
	DaysLeast       int `yaml:"days_least"`
	DaysMost        int `yaml:"days_most"`
	DaysAfterPayday int `yaml:"days_after_payday"`
}

// Band is a class of risk with its price and limits; PDTo belongs to the band.
type Band struct {
	Name           string     `yaml:"name"`
	PDTo           money.Rate `yaml:"pd_to"`
	Decline        bool       `yaml:"decline"`
	AnnualRate     money.Rate `yaml:"annual_rate"`
	IncomeMultiple Ratio      `yaml:"income_multiple"` // largest amount in monthly incomes
	DebtCapLess    Ratio      `yaml:"debt_cap_less"`   // taken off the debt-to-income cap
	Reason         string     `yaml:"reason"`          // why not the best price
}

// Step is the largest amount for somebody with at least Repaid loans repaid to us.
type Step struct {
	Repaid    int    `yaml:"repaid"`
	Largest   Amount `yaml:"largest"`
	Irregular Amount `yaml:"irregular"` // for those without a salary or pension
}

// Tier says how much evidence allows how much: the tier caps the decision, it does not lower the score.
type Tier struct {
	Name           string `yaml:"name"`
	Days           int    `yaml:"days"` // of statement
	CompleteMonths int    `yaml:"complete_months"`
	RowsPerMonth   int    `yaml:"rows_per_month"`
	Incomes        int    `yaml:"incomes"` // times that counted income arrived
	Largest        Ratio  `yaml:"largest"` // of the product's largest amount
	TenorMost      int    `yaml:"tenor_most"`
	Effect         Effect `yaml:"effect"`    // none, refer, hold
	Reason         string `yaml:"reason"`    // why not more
	NoIncome       string `yaml:"no_income"` // the reason instead, where only income is lacking
}

// AgeRules: months of age are kept where the birth date is known.
type AgeRules struct {
	MostAtEnd        int `yaml:"most_at_end"`         // years at the last due date
	MostAtEndPension int `yaml:"most_at_end_pension"` // for those who live on a pension
	PensionTenorMost int `yaml:"pension_tenor_most"`  // months
}

// MonoRules say when another provider's opinion contradicts ours.
type MonoRules struct {
	IncomeGap    Ratio  `yaml:"income_gap"`
	IncomeEffect Effect `yaml:"income_effect"`
	AffordEffect Effect `yaml:"afford_effect"`
	Reason       string `yaml:"reason"`
}

// Effect is what a rule does when it speaks against lending.
type Effect string

// The effects, strongest first. A knock-out is law or safety: nothing outweighs it. A hold says that
// the evidence itself is not good enough to decide on: no softer decline may come of it, a person looks.
const (
	EffectKnockOut Effect = "knock_out"
	EffectHold     Effect = "hold"
	EffectDecline  Effect = "decline"
	EffectRefer    Effect = "refer"
	EffectNone     Effect = "none"
)

// Ref names the policy as a decision carries it.
func (p Policy) Ref() PolicyRef { return PolicyRef{Name: p.Name, Version: p.Version, SHA256: p.SHA256} }

// Amounts are the smallest and largest loan and the step between amounts.
func (p Policy) Amounts() (smallest, largest, step money.Money) {
	return p.money(p.Product.Smallest), p.money(p.Product.Largest), p.money(p.Product.RoundTo)
}

func (p Policy) minor(a Amount) int64       { return a.in(p.Currency) }
func (p Policy) money(a Amount) money.Money { return money.Of(p.minor(a), p.Currency) }
