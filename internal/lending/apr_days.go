package lending

import (
	"math/big"

	"lendwright/internal/calendar"
)

// YearUnit is what whole intervals are counted in under the EU annex.
type YearUnit string

// The units of the annex's remark (c).
const (
	WholeYears  YearUnit = "year"
	WholeMonths YearUnit = "month"
	WholeWeeks  YearUnit = "week"
)

// EUYears is the time between two days as the annex to Directives 2008/48/EC and 2014/17/EU counts it
// (remark (c), as worded by 2011/90/EU): whole years, months (twelfths) or weeks (fifty-seconds)
// counted back from the later day, and the days left over, divided by the days (365 or 366) of the
// year that ends with the last of them.
func EUYears(from, to calendar.Day, unit YearUnit) *big.Rat {
	if to < from {
		return new(big.Rat).Neg(EUYears(to, from, unit))
	}
	var whole *big.Rat
	rest := from
	switch unit {
	case WholeWeeks:
		whole, rest = big.NewRat(int64(to-from)/7, 52), from+(to-from)%7
	case WholeYears:
		months, _ := wholeMonths(from, to, sameDayBack)
		whole, rest = big.NewRat(int64(months/12), 1), yearsRest(from, to, months/12)
	default:
		months, last := wholeMonths(from, to, sameDayBack)
		whole, rest = big.NewRat(int64(months), 12), last
	}
	year := int64(rest - oneYearBack(rest))
	return whole.Add(whole, big.NewRat(int64(rest-from), year))
}

// euUnit is what a loan's times are counted in: weeks when it runs by the week, else months.
func euUnit(days []calendar.Day) YearUnit {
	if p := commonPeriod(days); p.Unit == UnitWeek {
		return WholeWeeks
	}
	return WholeMonths
}
