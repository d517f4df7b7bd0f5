package lending

import (
	"math/big"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// CashFlow is money that moves on a day, in major units of any one currency: to the borrower below
// zero, from the borrower above.
type CashFlow struct {
	On     calendar.Day
	Amount decimal.Decimal
}

// YearFlow is a cash flow at a time in years.
type YearFlow struct {
	T      *big.Rat
	Amount decimal.Decimal
}

// UnitFlow is a cash flow at a time in whole unit-periods and an odd fraction of one.
type UnitFlow struct {
	Whole  int64
	Odd    *big.Rat
	Amount decimal.Decimal
}

// AnnualRate is a rate that balances cash flows.
type AnnualRate struct {
	UnitPeriod string // what the rate was reckoned in: month, 2 weeks, 255 days, year
	exact      *big.Rat
	equation   equation
	unknown    func(rate *big.Rat) *big.Int // an annual rate as the equation's x
	shift      int32                        // digits after the point that the equation's amounts carry
}

// At is the rate as a fraction rounded half to even to the given places.
func (a AnnualRate) At(places int32) money.Rate {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	n := new(big.Int).Mul(a.exact.Num(), ten)
	return money.RateOf(decimal.NewFromBigInt(HalfEven.quotient(n, a.exact.Denom()), -places))
}

// APR is the nominal annual percentage rate of dated cash flows, by the actuarial method of
// Regulation Z (12 CFR 1026) Appendix J: the rate of a unit-period times the unit-periods of a year.
// The unit-period and the odd days are found from the dates, counted from the first flow.
// ErrNoRate or ErrSeveralRates when the flows have no rate or more than one.
func APR(flows []CashFlow) (AnnualRate, error) { return aprOn(flows, big.NewRat(1, 10)) }

// aprOn is APR with a first guess of the annual rate.
func aprOn(flows []CashFlow, guess *big.Rat) (AnnualRate, error) {
	days := daysOf(flows)
	if len(days) < 2 {
		return AnnualRate{}, ErrNoRate
	}
	p := unitPeriodOf(days)
	units := make([]UnitFlow, len(flows))
	for i, f := range flows {
		whole, odd := UnitsBetween(days[0], f.On, p)
		units[i] = UnitFlow{whole, odd, f.Amount}
	}
	r, err := aprNear(units, UnitsPerYear(p), guess)
	r.UnitPeriod = unitPeriodName(p)
	return r, err
}

// APRInUnits is APR for flows whose times are given in unit-periods, of which a year has perYear.
func APRInUnits(flows []UnitFlow, perYear *big.Rat) (AnnualRate, error) {
	return aprNear(flows, perYear, big.NewRat(1, 10))
}

// aprNear is APRInUnits with a first guess of the annual rate.
func aprNear(flows []UnitFlow, perYear, guess *big.Rat) (AnnualRate, error) {
	shift := sharedDigits(flows, func(f UnitFlow) decimal.Decimal { return f.Amount })
	terms := make([]unitTerm, len(flows))
	for i, f := range flows {
		terms[i] = unitTerm{minorUnits(f.Amount, shift), f.Whole, f.Odd}
	}
	a := AnnualRate{equation: newUnitEquation(terms), shift: shift, UnitPeriod: unitPeriodOfYear(perYear)}
	a.unknown = func(rate *big.Rat) *big.Int { return fixOf(new(big.Rat).Quo(rate, perYear)) }
	x, err := solve(a.equation, unitSpan, a.unknown(guess))
	if err != nil {
		return AnnualRate{}, err
	}
	a.exact = fixRat(x)
	a.exact.Mul(a.exact, perYear)
	return a, nil
}

// EffectiveRate is the effective annual rate of dated cash flows by the annex to Directives
// 2008/48/EC and 2014/17/EU: the X for which Σ amount·(1+X)^−t is zero, t in years counted from the
// first flow as EUYears does, in weeks when the flows follow each other by the week, else in months.
// ErrNoRate or ErrSeveralRates when the flows have no rate or more than one.
func EffectiveRate(flows []CashFlow) (AnnualRate, error) {
	return effectiveOn(flows, big.NewRat(1, 10))
}

// effectiveOn is EffectiveRate with a first guess of ln(1+X).
func effectiveOn(flows []CashFlow, guess *big.Rat) (AnnualRate, error) {
	days := daysOf(flows)
	if len(days) < 2 {
		return AnnualRate{}, ErrNoRate
	}
	unit := euUnit(days)
	years := make([]YearFlow, len(flows))
	for i, f := range flows {
		years[i] = YearFlow{EUYears(days[0], f.On, unit), f.Amount}
	}
	return effectiveNear(years, guess)
}

// EffectiveRateInYears is EffectiveRate for flows whose times are given in years, from any moment.
func EffectiveRateInYears(flows []YearFlow) (AnnualRate, error) {
	return effectiveNear(flows, big.NewRat(1, 10))
}

func effectiveNear(flows []YearFlow, guess *big.Rat) (AnnualRate, error) {
	shift := sharedDigits(flows, func(f YearFlow) decimal.Decimal { return f.Amount })
	terms := make([]yearTerm, len(flows))
	for i, f := range flows {
		terms[i] = yearTerm{minorUnits(f.Amount, shift), f.T}
	}
	a := AnnualRate{equation: newYearEquation(terms), shift: shift, UnitPeriod: "year"}
	a.unknown = func(rate *big.Rat) *big.Int {
		return fixLn(fixOf(new(big.Rat).Add(rate, big.NewRat(1, 1))))
	}
	x, err := solve(a.equation, yearSpan, fixOf(guess))
	if err != nil {
		return AnnualRate{}, err
	}
	a.exact = fixRat(new(big.Int).Sub(fixExp(x), fixOne))
	return a, nil
}

// daysOf are the distinct days of flows that are not zero, in order.
func daysOf(flows []CashFlow) []calendar.Day {
	days := make([]calendar.Day, 0, len(flows))
	for _, f := range flows {
		if !f.Amount.IsZero() {
			days = append(days, f.On)
		}
	}
	return distinctDays(days)
}

// sharedDigits is how many digits after the point make every amount whole.
func sharedDigits[F any](flows []F, amount func(F) decimal.Decimal) int32 {
	var digits int32
	for _, f := range flows {
		digits = max(digits, -amount(f).Exponent())
	}
	return digits
}

// minorUnits is an amount times ten to the shift, which makes it whole.
func minorUnits(d decimal.Decimal, shift int32) *big.Int {
	n := d.Coefficient()
	if up := d.Exponent() + shift; up > 0 {
		n.Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(up)), nil))
	}
	return n
}
