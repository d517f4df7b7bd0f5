package lending

import (
	"fmt"
	"math/big"
	"slices"

	"lendwright/internal/calendar"
)

// UnitHalfMonth is the semimonthly interval of Appendix J; no schedule of ours has it as its period.
const UnitHalfMonth Unit = "half_month"

// UnitPeriod is the unit-period of Appendix J (b)(4): the common interval of a credit's advances and
// payments, never longer than a year.
type UnitPeriod = Period

// unitPeriodOf finds the unit-period of a credit from the days of its flows, in order and distinct.
// One advance and one payment: the term itself, or a year when it is longer.
func unitPeriodOf(days []calendar.Day) UnitPeriod {
	if len(days) == 2 {
		return termPeriod(days[0], days[1])
	}
	p := commonPeriod(days)
	if p.Unit == UnitMonth && p.Count >= 12 || p.Unit == UnitWeek && p.Count >= 52 || p.Unit == UnitDay && p.Count >= 365 {
		return UnitPeriod{1, UnitYear}
	}
	return p
}

// termPeriod is the unit-period of a single payment: (b)(4)(iii), in whole months where the term is.
func termPeriod(from, to calendar.Day) UnitPeriod {
	months, rest := wholeMonths(from, to, monthEndBack)
	switch {
	case months > 12 || months == 12 && rest == from || to-from >= 365:
		return UnitPeriod{1, UnitYear}
	case rest == from && months > 0:
		return UnitPeriod{months, UnitMonth}
	}
	return UnitPeriod{int(to - from), UnitDay}
}

// commonPeriod is the interval that occurs most often between neighbours; of equally frequent ones
// the shortest; when none occurs twice, the average rounded to whole months, weeks or days.
func commonPeriod(days []calendar.Day) UnitPeriod {
	counts := map[UnitPeriod]int{}
	for i := 1; i < len(days); i++ {
		for _, p := range intervals(days[i-1], days[i]) {
			counts[p]++
		}
	}
	best, most := UnitPeriod{}, 1
	for p, n := range counts {
		if n > most || n == most && n > 1 && shorter(p, best) {
			best, most = p, n
		}
	}
	if most > 1 {
		return best
	}
	return averagePeriod(days)
}

// intervals are the names that the time between two days may have: 1 to 29 February is a month's
// wait and four weeks'. All months are equal, and so are all half months (1st and 16th).
func intervals(from, to calendar.Day) []UnitPeriod {
	var names []UnitPeriod
	if months, rest := wholeMonths(from, to, monthEndBack); months > 0 && rest == from {
		names = append(names, UnitPeriod{months, UnitMonth})
	} else if halfMonth(from, to) {
		names = append(names, UnitPeriod{1, UnitHalfMonth})
	}
	n := int(to - from)
	if n%7 == 0 {
		return append(names, UnitPeriod{n / 7, UnitWeek})
	}
	return append(names, UnitPeriod{n, UnitDay})
}

// halfMonth reports whether two days are neighbours of a plan that pays twice a month: on a day and
// fifteen days of the month later, or on the 15th and the last.
func halfMonth(from, to calendar.Day) bool {
	return halfBack(to) == from || monthEnd(to) && dayOfMonth(from) == 15 && to-from <= 16
}

// halfBack is the day half a month before: fifteen days of the month earlier.
func halfBack(d calendar.Day) calendar.Day {
	if n := dayOfMonth(d); n > 15 {
		return d - 15
	}
	return d.AddMonths(-1, dayOfMonth(d)+15)
}

// shorter orders periods of equal frequency.
func shorter(a, b UnitPeriod) bool {
	x, y := roughDays(a), roughDays(b)
	return x < y || x == y && a.Unit < b.Unit
}

// roughDays is a period's length in half days, near enough to compare.
func roughDays(p UnitPeriod) int {
	return p.Count * map[Unit]int{UnitDay: 2, UnitWeek: 14, UnitHalfMonth: 30, UnitMonth: 61, UnitYear: 730}[p.Unit]
}

// averagePeriod rounds the average distance to whole months from 28 days on, weeks from 7, else days.
func averagePeriod(days []calendar.Day) UnitPeriod {
	n := len(days) - 1
	total := int(days[n] - days[0])
	switch {
	case total >= 28*n:
		return UnitPeriod{max(1, (total*12+365*n/2)/(365*n)), UnitMonth}
	case total >= 7*n:
		return UnitPeriod{(total + 7*n/2) / (7 * n), UnitWeek}
	}
	return UnitPeriod{max(1, (total+n/2)/n), UnitDay}
}

// UnitsPerYear is how many unit-periods a year has: (b)(5)(vii) has 52 weeks and 365 days in it.
func UnitsPerYear(p UnitPeriod) *big.Rat {
	year := map[Unit]int64{UnitDay: 365, UnitWeek: 52, UnitHalfMonth: 24, UnitMonth: 12, UnitYear: 1}[p.Unit]
	return big.NewRat(year, int64(p.Count))
}

// unitPeriodName is the unit-period in the words of the contract: month, 2 weeks, 255 days.
func unitPeriodName(p UnitPeriod) string {
	if p.Count == 1 {
		return string(p.Unit)
	}
	return fmt.Sprintf("%d %ss", p.Count, p.Unit)
}

// unitPeriodOfYear names a unit-period of which a year has so many, as far as it has a name.
func unitPeriodOfYear(perYear *big.Rat) string {
	for _, p := range []UnitPeriod{{1, UnitMonth}, {1, UnitWeek}, {1, UnitYear}, {1, UnitHalfMonth}} {
		n := 0
		if count := new(big.Rat).Quo(UnitsPerYear(UnitPeriod{1, p.Unit}), perYear); count.IsInt() && count.Num().IsInt64() {
			n = int(count.Num().Int64())
		}
		if n == 1 || n > 1 && p.Unit != UnitHalfMonth && n < 12 {
			return unitPeriodName(UnitPeriod{n, p.Unit})
		}
	}
	if days := new(big.Rat).Quo(UnitsPerYear(UnitPeriod{1, UnitDay}), perYear); days.IsInt() {
		return unitPeriodName(UnitPeriod{int(days.Num().Int64()), UnitDay})
	}
	return "1/" + perYear.FloatString(6) + " year"
}

// UnitsBetween is the time between two days in unit-periods, (b)(5): whole ones counted back from
// the later day, and the odd days as a fraction: over 30 for each month, 15 for half a month, 7 for
// each week, 365 for a year, whose odd time may be whole months instead.
func UnitsBetween(from, to calendar.Day, p UnitPeriod) (whole int64, odd *big.Rat) {
	n := int64(to - from)
	switch p.Unit {
	case UnitDay:
		return n / int64(p.Count), big.NewRat(n%int64(p.Count), int64(p.Count))
	case UnitWeek:
		unit := 7 * int64(p.Count)
		return n / unit, big.NewRat(n%unit, unit)
	}
	months, rest := wholeMonths(from, to, monthEndBack)
	days := int64(rest - from)
	switch p.Unit {
	case UnitHalfMonth:
		return halfMonthsBetween(from, rest, months)
	case UnitYear:
		return yearsBetween(from, to, months, days)
	}
	count := int64(p.Count)
	return int64(months) / count, big.NewRat(int64(months)%count*30+days, 30*count)
}

// halfMonthsBetween counts two halves a month and one more where it fits before the odd days.
func halfMonthsBetween(from, rest calendar.Day, months int) (int64, *big.Rat) {
	whole := int64(2 * months)
	if rest > from {
		if half := halfBack(rest); half >= from {
			whole, rest = whole+1, half
		}
	}
	return whole, big.NewRat(int64(rest-from), 15)
}

// yearsBetween counts whole years; the rest is in months when it is whole months, else in days.
func yearsBetween(from, to calendar.Day, months int, days int64) (int64, *big.Rat) {
	years := months / 12
	if days == 0 {
		return int64(years), big.NewRat(int64(months%12), 12)
	}
	return int64(years), big.NewRat(int64(monthEndBack(to, 12*years)-from), 365)
}

// distinctDays are the days in order, each once.
func distinctDays(days []calendar.Day) []calendar.Day {
	d := slices.Clone(days)
	slices.Sort(d)
	return slices.Compact(d)
}
