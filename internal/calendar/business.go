package calendar

import "sync"

// IsBusinessDay reports whether banks of a country work on a day: no weekend and no public holiday.
func IsBusinessDay(d Day, country string) bool {
	return !weekend(d) && !holidaySet(country, d)[d]
}

// NextBusinessDay is the day itself when banks work on it, else the first one after on which they do.
// A debit that falls on a holiday runs on the following business day.
func NextBusinessDay(d Day, country string) Day {
	for !IsBusinessDay(d, country) {
		d++
	}
	return d
}

// PreviousBusinessDay is the day itself when banks work on it, else the last one before on which they do.
func PreviousBusinessDay(d Day, country string) Day {
	for !IsBusinessDay(d, country) {
		d--
	}
	return d
}

// AddBusinessDays moves by working days; n may be below zero. From a day that is none, the first
// working day in the direction is the first counted.
func (d Day) AddBusinessDays(n int, country string) Day {
	step := Day(1)
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		if d += step; IsBusinessDay(d, country) {
			n--
		}
	}
	return d
}

// DueOn is the first day on or after from with the given day of the month; in a month that is too
// short it is the last day.
func DueOn(from Day, dayOfMonth int) Day {
	if d := from.AddMonths(0, dayOfMonth); d >= from {
		return d
	}
	return from.AddMonths(1, dayOfMonth)
}

// holidays keeps the days of each country and year once they have been reckoned.
var holidays sync.Map

type countryYear struct {
	country string
	year    int
}

// holidaySet is the set of holidays of the day's year.
func holidaySet(country string, d Day) map[Day]bool {
	year, _, _ := d.Date()
	key := countryYear{country, year}
	if set, ok := holidays.Load(key); ok {
		return set.(map[Day]bool)
	}
	set := map[Day]bool{}
	for _, y := range []int{year - 1, year} { // a holiday at the end of a year may be kept in the next
		for _, h := range Holidays(country, y) {
			set[h.Day] = true
		}
	}
	holidays.Store(key, set)
	return set
}
