package lending

import (
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// Stage is a stage of IFRS 9: which losses are expected, of a year or of the whole life.
type Stage int

// The stages (IFRS 9 5.5: no significant increase in risk, significant increase, credit-impaired).
const (
	Stage1 Stage = 1
	Stage2 Stage = 2
	Stage3 Stage = 3
)

// LossRules say how much is expected to be lost. All of them are policy, to be calibrated on a
// lender's own book; the defaults are starting values and no facts (DOMAIN: IFRS 9).
type LossRules struct {
	Stage2From   int          // days past due: the backstop of 30 (IFRS 9 5.5.11)
	Stage3From   int          // days past due: the backstop of 90 (IFRS 9 B5.5.37)
	YearPD       money.Rate   // probability of default within a year of a loan that is not late
	BucketPD     []money.Rate // lifetime probability of default by Bucket of days past due, of loans that are late; Buckets' order
	LossGiven    money.Rate   // part that is lost of what is owed at default
	ScenarioMore money.Rate   // a factor over the base for the weighted scenarios; zero: 1
}

// DefaultLossRules are the starting values: 8 % a year and 65 % lost as in the handbook's example, and
// roll rates that rise with days past due to certainty at 90.
func DefaultLossRules() LossRules {
	rate := money.MustRate
	return LossRules{
		Stage2From: 30, Stage3From: 90, YearPD: rate("0.08"), LossGiven: rate("0.65"),
		BucketPD: []money.Rate{rate("0.08"), rate("0.15"), rate("0.25"), rate("0.40"), rate("0.60"), rate("0.80"), rate("1"), rate("1")},
	}
}

// Exposure is what provisioning needs to know of a loan on a day.
type Exposure struct {
	Owed        money.Money // principal, accrued interest and fees; penalties are no asset to lose
	DaysPastDue int
	DaysLeft    int  // to the last due day
	Watch       bool // a significant increase in risk for another reason: hardship, restructured on probation
	Impaired    bool // bankruptcy, fraud, death
}

// Expectation is what is expected to be lost.
type Expectation struct {
	Stage Stage
	PD    money.Rate
	Loss  money.Money
}

// StageOf puts an exposure into its stage.
func (r LossRules) StageOf(x Exposure) Stage {
	switch {
	case x.Impaired || x.DaysPastDue >= r.Stage3From:
		return Stage3
	case x.Watch || x.DaysPastDue >= r.Stage2From:
		return Stage2
	}
	return Stage1
}

// Expected is PD × LGD × what is owed, rounded half up. In stage 1 the probability is that of the
// next twelve months, or of the remaining life when that is shorter, pro rata; a loan of less than a
// year has one probability for both horizons. In stages 2 and 3 it is that of the bucket.
func (r LossRules) Expected(x Exposure) Expectation {
	e := Expectation{Stage: r.StageOf(x), PD: r.probability(x)}
	loss := decimal.NewFromInt(max(0, x.Owed.Minor())).Mul(e.PD.Decimal()).Mul(r.LossGiven.Decimal())
	if !r.ScenarioMore.IsZero() {
		loss = decimal.Min(loss.Mul(r.ScenarioMore.Decimal()), decimal.NewFromInt(max(0, x.Owed.Minor())))
	}
	e.Loss = money.Of(loss.Round(0).IntPart(), x.Owed.Currency())
	return e
}

func (r LossRules) probability(x Exposure) money.Rate {
	const year = 365
	switch stage := r.StageOf(x); {
	case stage == Stage3:
		return money.MustRate("1")
	case x.DaysPastDue > 0 || stage == Stage2:
		b := BucketOf(max(x.DaysPastDue, 1))
		return r.BucketPD[min(int(b), len(r.BucketPD)-1)]
	}
	days := decimal.NewFromInt(int64(min(year, max(1, x.DaysLeft))))
	return money.RateOf(r.YearPD.Decimal().Mul(days).DivRound(decimal.NewFromInt(year), 10))
}
