package lending

import (
	"time"

	"lendwright/internal/calendar"
)

// Step is the day n periods after base. Months and years keep the anchor (1 to 31, a day of the
// month); in a month that is too short the day is its last, or with FirstOfNext the first of the
// month after. Each due date is reckoned from the anchor and never from the due date before.
func (p Period) Step(base calendar.Day, n, anchor int, end MonthEnd) calendar.Day {
	switch p.Unit {
	case UnitDay:
		return base.AddDays(n * p.Count)
	case UnitWeek:
		return base.AddDays(7 * n * p.Count)
	}
	day := base.AddMonths(n*p.months(), anchor)
	if _, _, dd := day.Date(); end == FirstOfNext && dd < anchor {
		return day.AddDays(1)
	}
	return day
}

// months is the period in months; zero for days and weeks.
func (p Period) months() int {
	switch p.Unit {
	case UnitMonth:
		return p.Count
	case UnitYear:
		return 12 * p.Count
	}
	return 0
}

// dueDates are the days on which the instalments are due, without the day of disbursement.
func (t Terms) dueDates() []calendar.Day {
	if t.DueDates != nil {
		return t.DueDates
	}
	base, skip := t.DisbursedOn, 1
	if t.hasFirstDue() {
		base, skip = t.FirstDueOn, 0
	}
	_, _, anchor := base.Date()
	days := make([]calendar.Day, t.Instalments)
	for k := range days {
		days[k] = t.Every.Step(base, k+skip, anchor, t.MonthEnd)
	}
	return days
}

// hasFirstDue reports whether the terms name the first due date.
func (t Terms) hasFirstDue() bool { return t.FirstDueOn.Known() && t.FirstDueOn != 0 }

// wholeMonths splits the time between two days into whole months, counted back from the later day,
// and the day up to which the days that are left run from the earlier one. It is exact when as many
// months after the earlier day is the later day (31 January and a month is 28 February).
func wholeMonths(from, to calendar.Day, back func(calendar.Day, int) calendar.Day) (months int, rest calendar.Day) {
	y1, m1, _ := from.Date()
	y2, m2, _ := to.Date()
	n := 12*(y2-y1) + int(m2) - int(m1)
	if n > 0 && from.AddMonths(n, 0) == to {
		return n, from
	}
	for ; n > 0; n-- {
		if day := back(to, n); day >= from {
			return n, day
		}
	}
	return 0, to
}

// sameDayBack is the same day of the month n months before, or that month's last.
func sameDayBack(day calendar.Day, n int) calendar.Day { return day.AddMonths(-n, 0) }

// monthEndBack is sameDayBack, but from the last day of a month it goes to the last of the other.
func monthEndBack(day calendar.Day, n int) calendar.Day {
	if monthEnd(day) {
		return day.AddMonths(-n, 31)
	}
	return day.AddMonths(-n, 0)
}

// monthEnd reports whether the day is the last of its month.
func monthEnd(day calendar.Day) bool {
	_, m, _ := day.Date()
	_, next, _ := day.AddDays(1).Date()
	return m != next
}

// oneYearBack is the same day a year earlier; from 29 February it is 28 February.
func oneYearBack(day calendar.Day) calendar.Day { return day.AddMonths(-12, 0) }

// firstYear and lastYear bound the days of a loan: before, no calendar of ours holds; after, nobody lends.
const (
	firstYear = 1900
	lastYear  = 2299
)

// reckonable reports whether a day lies in the years that we lend in.
func reckonable(day calendar.Day) bool {
	return day >= calendar.Date(firstYear, time.January, 1) && day <= calendar.Date(lastYear, time.December, 31)
}
