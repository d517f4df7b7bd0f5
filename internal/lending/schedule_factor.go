package lending

import (
	"math/big"

	"lendwright/internal/calendar"
)

// factors are the interest that each row's period bears on one unit of balance: part[k]/whole. One
// denominator for all keeps everything that follows in whole numbers, so exact.
type factors struct {
	part  []*big.Int
	whole *big.Int
}

// factors reckons the interest of each period. The periods begin with the disbursement.
func (t Terms) factors(due []calendar.Day) factors {
	rate, scale := ratio(t.AnnualRate)
	den := t.yearParts()
	f := factors{make([]*big.Int, len(due)), new(big.Int).Mul(scale, big.NewInt(den))}
	from := t.DisbursedOn
	for k, to := range due {
		f.part[k] = new(big.Int)
		if k >= t.Grace.InterestFreePeriods {
			f.part[k].Mul(rate, big.NewInt(t.periodParts(k, from, to)))
		}
		from = to
	}
	return f
}

// yearParts is into how many parts a year is cut so that each period is a whole number of them.
func (t Terms) yearParts() int64 {
	den := t.DayCount.denominator()
	if t.InterestPer == PerDay || t.Every.Unit == UnitDay {
		return den
	}
	return lcm(den, t.periodsOfYear())
}

// periodsOfYear is how many of the unit a year has: 12 months, 52 weeks, 1 year.
func (t Terms) periodsOfYear() int64 {
	switch t.Every.Unit {
	case UnitMonth:
		return 12
	case UnitWeek:
		return 52
	}
	return 1
}

// periodParts is the length of row k's period in parts of a year. Per period, a regular one has its
// share of the year whatever the calendar says; an irregular one is its whole months or weeks, and
// the days that are left under the day count.
func (t Terms) periodParts(k int, from, to calendar.Day) int64 {
	den := t.yearParts()
	if t.InterestPer == PerDay {
		n, _ := t.DayCount.YearFraction(from, to)
		return n
	}
	if t.Every.Unit == UnitDay {
		return t.dayParts(int64(to - from))
	}
	whole, rest := int64(t.Every.Count), from
	if t.DueDates != nil || k == 0 && t.hasFirstDue() {
		whole, rest = t.wholeUnits(from, to)
	}
	n, d := t.DayCount.YearFraction(from, rest)
	return whole*(den/t.periodsOfYear()) + n*(den/d)
}

// wholeUnits splits a period into whole units of Every, and the day up to which the rest runs.
func (t Terms) wholeUnits(from, to calendar.Day) (int64, calendar.Day) {
	if t.Every.Unit == UnitWeek {
		return int64(to-from) / 7, from + (to-from)%7
	}
	months, rest := wholeMonths(from, to, sameDayBack)
	if t.MonthEnd == FirstOfNext && t.Every.Step(from, 1, dayOfMonth(from), FirstOfNext) == to {
		return int64(t.Every.Count), from
	}
	if t.Every.Unit == UnitYear {
		years := months / 12
		return int64(years), yearsRest(from, to, years)
	}
	return int64(months), rest
}

// yearsRest is the day up to which the rest runs when whole years are counted back from to.
func yearsRest(from, to calendar.Day, years int) calendar.Day {
	if from.AddMonths(12*years, 0) == to {
		return from
	}
	return to.AddMonths(-12*years, 0)
}

// dayParts is a number of days in parts of the year, when the period itself is in days: the year
// then has 360, 365 or 365.25 of them, as the day count says.
func (t Terms) dayParts(days int64) int64 {
	switch t.DayCount {
	case ActualActual:
		return days * 366
	case Actual36525:
		return days * 4
	}
	return days
}

// dayOfMonth is 1 to 31.
func dayOfMonth(d calendar.Day) int { _, _, n := d.Date(); return n }

// lcm is the least common multiple of two numbers above zero.
func lcm(a, b int64) int64 {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	return a / x * b
}
