package published

import (
	"fmt"
	"math/big"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"

	"github.com/shopspring/decimal"
)

// publishedCounts are the conventions of the cases that we offer, by their published names.
var publishedCounts = map[string]lending.DayCount{
	"actual/actual ISDA":                  lending.ActualActual,
	"30/360 bond basis (US, no Feb rule)": lending.Thirty360,
	"30E/360 eurobond":                    lending.ThirtyE360,
}

func checkDayCount(c Case) error {
	in := into[struct {
		From, To calendar.Day
		Period   string `json:"unit_period"`
	}](c.Inputs)
	if c.Kind == "unit_period" {
		return checkUnits(c, in.From, in.To, in.Period)
	}
	expected := strings.Trim(string(c.Expected), `"`)
	if strings.HasPrefix(expected, ".") {
		expected = "0" + expected
	}
	if strings.HasPrefix(c.Convention, "EU") || strings.HasPrefix(c.Convention, "UK") {
		return near(lending.EUYears(in.From, in.To, euUnits[c.Unit]), expected, 11)
	}
	count, ok := publishedCounts[c.Convention]
	if !ok {
		return errNotExpressible
	}
	if c.Unit == "days" || !strings.Contains(expected, ".") {
		if got := fmt.Sprint(count.Days(in.From, in.To)); got != expected {
			return fmt.Errorf("%s days, want %s", got, expected)
		}
		return nil
	}
	n, d := count.YearFraction(in.From, in.To)
	return near(big.NewRat(n, d), expected, 11)
}

// euUnits are the published names of the units of the EU and UK intervals.
var euUnits = map[string]lending.YearUnit{
	"year": lending.WholeYears, "month": lending.WholeMonths, "week": lending.WholeWeeks, "yearly": lending.WholeYears, "monthly": lending.WholeMonths, "weekly": lending.WholeWeeks,
}

// publishedPeriods are the unit-periods by their published names.
var publishedPeriods = map[string]lending.UnitPeriod{
	"month": {Count: 1, Unit: lending.UnitMonth}, "two weeks": {Count: 2, Unit: lending.UnitWeek}, "half-year": {Count: 6, Unit: lending.UnitMonth}, "year": {Count: 1, Unit: lending.UnitYear},
	"week": {Count: 1, Unit: lending.UnitWeek}, "quarter": {Count: 3, Unit: lending.UnitMonth}, "half-month": {Count: 1, Unit: lending.UnitHalfMonth}, "day": {Count: 1, Unit: lending.UnitDay},
}

func checkUnits(c Case, from, to calendar.Day, name string) error {
	want := into[struct {
		Whole   int64  `json:"whole_periods"`
		Odd     string `json:"odd_fraction"`
		PerYear int64  `json:"periods_per_year"`
	}](c.Expected)
	period, ok := publishedPeriods[name]
	if !ok {
		return fmt.Errorf("no unit-period %q", name)
	}
	whole, odd := lending.UnitsBetween(from, to, period)
	wantOdd, _ := new(big.Rat).SetString(want.Odd)
	if whole != want.Whole || odd.Cmp(wantOdd) != 0 || lending.UnitsPerYear(period).Cmp(big.NewRat(want.PerYear, 1)) != 0 {
		return fmt.Errorf("%d and %s, want %d and %s", whole, odd, want.Whole, want.Odd)
	}
	return nil
}

// near compares to so many places after the point.
func near(got *big.Rat, want string, places int32) error {
	w := decimal.RequireFromString(want)
	diff := new(big.Rat).Sub(got, w.Rat())
	if diff.Abs(diff).Cmp(decimal.New(1, -places).Rat()) > 0 {
		return fmt.Errorf("%s, want %s", got.FloatString(int(places)+2), want)
	}
	return nil
}
