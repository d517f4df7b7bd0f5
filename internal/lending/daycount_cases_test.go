package lending

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"lendwright/internal/calendar"
)

// publishedCounts are the conventions of the cases that we offer, by their published names.
var publishedCounts = map[string]DayCount{
	"actual/actual ISDA":                  ActualActual,
	"30/360 bond basis (US, no Feb rule)": Thirty360,
	"30E/360 eurobond":                    ThirtyE360,
}

// notOfferedCounts are the conventions that we do not offer.
var notOfferedCounts = map[string]string{
	"actual/actual AFB": "no contract of ours uses it", "actual/actual ISMA (ICMA)": "a bond's count, which needs a reference period",
	"30E/360 ISDA": "needs the loan's end, and treats February as thirty days", "30/365": "no contract of ours uses it",
}

func TestPublishedDayCounts(t *testing.T) {
	cases := readCases(t, "daycount.json")
	const british = "a British reading: the days left over are divided by the days of their own calendar year"
	off := map[string]string{"dc-094": british, "dc-098": british}
	for _, c := range cases {
		if reason, ok := notOfferedCounts[c.Convention]; ok {
			off[c.ID] = reason
		}
	}
	runCases(t, cases, off, checkDayCount)
}

func checkDayCount(c publishedCase) error {
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
		return near(EUYears(in.From, in.To, euUnits[c.Unit]), expected, 11)
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
var euUnits = map[string]YearUnit{
	"year": WholeYears, "month": WholeMonths, "week": WholeWeeks, "yearly": WholeYears, "monthly": WholeMonths, "weekly": WholeWeeks,
}

// publishedPeriods are the unit-periods by their published names.
var publishedPeriods = map[string]UnitPeriod{
	"month": {1, UnitMonth}, "two weeks": {2, UnitWeek}, "half-year": {6, UnitMonth}, "year": {1, UnitYear},
	"week": {1, UnitWeek}, "quarter": {3, UnitMonth}, "half-month": {1, unitHalfMonth}, "day": {1, UnitDay},
}

func checkUnits(c publishedCase, from, to calendar.Day, name string) error {
	want := into[struct {
		Whole   int64  `json:"whole_periods"`
		Odd     string `json:"odd_fraction"`
		PerYear int64  `json:"periods_per_year"`
	}](c.Expected)
	period, ok := publishedPeriods[name]
	if !ok {
		return fmt.Errorf("no unit-period %q", name)
	}
	whole, odd := UnitsBetween(from, to, period)
	wantOdd, _ := new(big.Rat).SetString(want.Odd)
	if whole != want.Whole || odd.Cmp(wantOdd) != 0 || unitsPerYear(period).Cmp(big.NewRat(want.PerYear, 1)) != 0 {
		return fmt.Errorf("%d and %s, want %d and %s", whole, odd, want.Whole, want.Odd)
	}
	return nil
}
