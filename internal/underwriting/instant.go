package underwriting

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// instant is when a bank row happened: nanoseconds since 1970, and the day and month (months since
// year 0) of it where the account is.
type instant struct {
	nanos int64
	day   calendar.Day
	month int32
}

// countryOf names the country whose banks keep a currency.
var countryOf = map[money.Currency]string{money.NGN: "NG", money.GHS: "GH", money.KES: "KE", money.ZAR: "ZA"}

// zoneOf is the time zone in which a currency's bank days are reckoned.
func zoneOf(c money.Currency) *time.Location {
	if z := calendar.Zones[countryOf[c]]; z != nil {
		return z
	}
	return time.UTC
}

// eastOf is the same zone as seconds east of Greenwich: none of the zones has daylight saving.
func eastOf(c money.Currency) int64 {
	_, east := time.Unix(0, 0).In(zoneOf(c)).Zone()
	return int64(east)
}

const secondsADay = 24 * 60 * 60

// The days between which day arithmetic cannot go wrong and bank rows exist.
var firstSane, lastSane = calendar.Date(1900, 1, 1), calendar.Date(2200, 1, 1)

func sane(d calendar.Day) bool { return d >= firstSane && d <= lastSane }

// parseAt reads a date or an RFC 3339 instant at east seconds from Greenwich. A statement has one on
// every row, so the two usual forms are read by hand and only the rest by the library.
func parseAt(text string, east int64) (instant, bool) {
	day, ok := parseDay(text)
	if !ok {
		return instant{}, false
	}
	if len(text) == len(time.DateOnly) {
		return dayInstant(day, int64(day)*secondsADay-east), sane(day)
	}
	seconds, ok := parseClock(text[len(time.DateOnly):])
	nanos := (int64(day)*secondsADay + seconds) * int64(time.Second)
	if !ok {
		t, err := time.Parse(time.RFC3339, text)
		if err != nil || !sane(day) {
			return instant{}, false
		}
		nanos = t.UnixNano()
	}
	at := instant{nanos: nanos}
	at.day = calendar.Day(floorDiv(floorDiv(nanos, int64(time.Second))+east, secondsADay))
	at.month = int32(monthOf(at.day))
	return at, sane(at.day)
}

func dayInstant(d calendar.Day, seconds int64) instant {
	return instant{nanos: seconds * int64(time.Second), day: d, month: int32(monthOf(d))}
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// digits reads two decimal digits; below zero where they are none.
func digits(s string, i int) int {
	a, b := int(s[i])-'0', int(s[i+1])-'0'
	if a < 0 || a > 9 || b < 0 || b > 9 {
		return -1 << 20
	}
	return a*10 + b
}

// parseDay reads the date at the beginning of a text.
func parseDay(s string) (calendar.Day, bool) {
	if len(s) < len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return calendar.NoDay, false
	}
	y, m, d := digits(s, 0)*100+digits(s, 2), digits(s, 5), digits(s, 8)
	if y < 0 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return calendar.NoDay, false
	}
	return civil(y, m, d), true
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// civil counts the days since 1 January 1970 of a date of the Gregorian calendar: years begin in
// March, so that the leap day is a year's last.
func civil(y, m, d int) calendar.Day {
	if m <= 2 {
		y--
		m += 12
	}
	return calendar.Day(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d - 1 - 719468)
}

// parseClock reads THH:MM:SS with Z or an offset as seconds after the day's midnight in Greenwich;
// fractions of a second and whatever else are left to the library.
func parseClock(s string) (seconds int64, ok bool) {
	if len(s) != 10 && len(s) != 15 || s[0] != 'T' || s[3] != ':' || s[6] != ':' {
		return 0, false
	}
	h, m, sec := digits(s, 1), digits(s, 4), digits(s, 7)
	if h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 || sec > 59 {
		return 0, false
	}
	seconds = int64(h*3600 + m*60 + sec)
	if len(s) == 10 {
		return seconds, s[9] == 'Z'
	}
	oh, om := digits(s, 10), digits(s, 13)
	if oh < 0 || oh > 23 || om < 0 || om > 59 || s[12] != ':' {
		return 0, false
	}
	switch s[9] {
	case '+':
		return seconds - int64(oh*3600+om*60), true
	case '-':
		return seconds + int64(oh*3600+om*60), true
	}
	return 0, false
}
