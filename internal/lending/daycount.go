package lending

import (
	"time"

	"lendwright/internal/calendar"
)

// dayCounts are those that we offer, in the order of the contract.
var dayCounts = []DayCount{Thirty360, ThirtyE360, Actual365, Actual360, ActualActual, Actual36525}

// fraction is a number of years: num/den, den above zero.
type fraction struct{ num, den int64 }

// yearDays is the length of a year in days under the count; for actual/actual the ordinary year.
func (d DayCount) yearDays() fraction {
	switch d {
	case Thirty360, ThirtyE360, Actual360:
		return fraction{360, 1}
	case Actual365, ActualActual:
		return fraction{365, 1}
	case Actual36525:
		return fraction{1461, 4}
	}
	return fraction{}
}

// denominator is the one that every fraction of the count has.
func (d DayCount) denominator() int64 {
	if d == ActualActual {
		return 365 * 366
	}
	return d.yearDays().num
}

// Days is how many days the count sees from one day to another: the 30/360 counts know months of
// thirty days only (30/360 is the bond basis of ISDA 2006 4.16(f), 30E/360 that of 4.16(g)).
func (d DayCount) Days(from, to calendar.Day) int {
	if d != Thirty360 && d != ThirtyE360 {
		return int(to - from)
	}
	y1, m1, d1 := from.Date()
	y2, m2, d2 := to.Date()
	d1 = min(d1, 30)
	if d == ThirtyE360 || d1 == 30 {
		d2 = min(d2, 30)
	}
	return 360*(y2-y1) + 30*(int(m2)-int(m1)) + d2 - d1
}

// YearFraction is the time between two days in years, as num/den. actual/actual is ISDA 2006
// 4.16(b): the days in leap years over 366, the others over 365.
func (d DayCount) YearFraction(from, to calendar.Day) (num, den int64) {
	switch d {
	case ActualActual:
		leap := leapDays(from, to)
		return leap*365 + (int64(to-from)-leap)*366, 365 * 366
	case Actual36525:
		return int64(to-from) * 4, 1461
	}
	return int64(d.Days(from, to)), d.denominator()
}

// leapDays counts the days from from (included) to to (not included) that lie in leap years.
func leapDays(from, to calendar.Day) int64 {
	if to < from {
		return -leapDays(to, from)
	}
	var n int64
	first, _, _ := from.Date()
	last, _, _ := to.Date()
	for y := first; y <= last; y++ {
		if !leap(y) {
			continue
		}
		a := max(from, calendar.Date(y, time.January, 1))
		b := min(to, calendar.Date(y+1, time.January, 1))
		n += int64(max(0, b-a))
	}
	return n
}

// leap reports whether the year has a 29 February.
func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }
