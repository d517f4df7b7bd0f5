// Package calendar has days without a time of day, business days and due dates.
package calendar

import (
	"time"

	"lendwright/internal/fault"
)

// Day is a date of the Gregorian calendar, held as days since 1 January 1970. It compares with
// == and <. NoDay, far in the past, stands where there is none.
type Day int32

// NoDay is the absence of a day.
const NoDay Day = -1 << 31

// Lagos is West Africa Time (UTC+1, no daylight saving).
var Lagos = time.FixedZone("WAT", 60*60)

// Zones holds the time zone of each country that we serve, by ISO 3166 code. None of them has daylight saving.
var Zones = map[string]*time.Location{
	"NG": Lagos,
	"GH": time.FixedZone("GMT", 0),
	"KE": time.FixedZone("EAT", 3*60*60),
	"ZA": time.FixedZone("SAST", 2*60*60),
}

// Date makes a day; a day of the month beyond its end is normalised as time.Date does.
func Date(year int, month time.Month, day int) Day {
	return Day(floorDiv(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix(), 86400))
}

// DayOf is the day at an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Date(y, m, d)
}

// Parse reads YYYY-MM-DD.
func Parse(text string) (Day, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return NoDay, fault.Newf(fault.Invalid, "Write the date as YYYY-MM-DD.")
	}
	return Day(floorDiv(t.Unix(), 86400)), nil
}

// MustParse is Parse for literals; it panics.
func MustParse(text string) Day {
	d, err := Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// Time is the day's first instant in UTC.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// At is an instant of the day in a zone.
func (d Day) At(hour, minute int, zone *time.Location) time.Time {
	y, m, dd := d.Date()
	return time.Date(y, m, dd, hour, minute, 0, 0, zone)
}

// Date gives year, month and day of the month.
func (d Day) Date() (int, time.Month, int) { return d.Time().Date() }

// Weekday gives the day of the week.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// AddDays moves by days.
func (d Day) AddDays(n int) Day { return d + Day(n) }

// AddMonths moves by months keeping the day of the month given as anchor (1 to 31); in a
// month that is too short it is the last day. Anchor 0 takes d's own day of the month.
func (d Day) AddMonths(n, anchor int) Day {
	y, m, dd := d.Date()
	if anchor == 0 {
		anchor = dd
	}
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	if anchor > last {
		anchor = last
	}
	return Date(first.Year(), first.Month(), anchor)
}

// Known reports whether this is a day at all.
func (d Day) Known() bool { return d != NoDay }

// String is YYYY-MM-DD, and empty for NoDay.
func (d Day) String() string {
	if d == NoDay {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Words is the day for people: Friday 4 December 2026.
func (d Day) Words() string { return d.Time().Format("Monday 2 January 2006") }

// MarshalText writes YYYY-MM-DD.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; nothing is NoDay.
func (d *Day) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = NoDay
		return nil
	}
	x, err := Parse(string(b))
	if err == nil {
		*d = x
	}
	return err
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
