package mono

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// lagos is UTC+1 all year: the zone in which Mono's days begin.
var lagos = time.FixedZone("WAT", 3600)

// Instant is a moment as Mono writes it; zero when it is absent.
type Instant struct{ time.Time }

var instantForms = []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04:05.999999999-0700", time.DateOnly}

// UnmarshalJSON reads ISO-8601 with and without a zone (then UTC), a date alone, epoch milliseconds, null and "".
func (i *Instant) UnmarshalJSON(b []byte) error {
	*i = Instant{}
	if absent(b) {
		return nil
	}
	if ms, err := strconv.ParseInt(string(b), 10, 64); err == nil {
		i.Time = time.UnixMilli(ms).UTC()
		return nil
	}
	var text string
	if json.Unmarshal(b, &text) != nil {
		return fmt.Errorf("not a time")
	}
	for _, form := range instantForms {
		if t, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
			i.Time = t.UTC()
			return nil
		}
	}
	return fmt.Errorf("not a time")
}

// MarshalJSON writes ISO-8601 in UTC with milliseconds, as Mono does, or null.
func (i Instant) MarshalJSON() ([]byte, error) {
	if i.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(i.UTC().Format("2006-01-02T15:04:05.000Z"))
}

// Day is a calendar day as "2006-01-02", or the text as it came when it is no day we can read; "" when absent.
type Day string

// DayOf is the day of t in Lagos.
func DayOf(t time.Time) Day { return Day(t.In(lagos).Format(time.DateOnly)) }

// UnmarshalJSON reads YYYY-MM-DD, DD-MM-YYYY, DD/MM/YYYY and ISO timestamps (their day in Lagos).
func (d *Day) UnmarshalJSON(b []byte) error {
	*d = ""
	var text string
	if json.Unmarshal(b, &text) != nil || text == "" {
		return nil
	}
	*d = Day(text)
	if t, ok := d.Time(); ok {
		*d = Day(t.Format(time.DateOnly))
	}
	return nil
}

// Known says whether it is a day.
func (d Day) Known() bool { _, ok := d.Time(); return ok }

// Time is the day's midnight in UTC.
func (d Day) Time() (time.Time, bool) {
	text := strings.TrimSpace(string(d))
	for _, form := range []string{time.DateOnly, "02-01-2006", "02/01/2006", "2006/01/02"} {
		if t, err := time.Parse(form, text); err == nil {
			return t, true
		}
	}
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		y, m, day := t.In(lagos).Date()
		return time.Date(y, m, day, 0, 0, 0, 0, time.UTC), true
	}
	return time.Time{}, false
}

// dayFirst is DD-MM-YYYY, which the transaction filters want.
func (d Day) dayFirst() string {
	if t, ok := d.Time(); ok {
		return t.Format("02-01-2006")
	}
	return string(d)
}

// Month is a calendar month as "2006-01", or the text as it came; "" when absent.
type Month string

var monthForms = []string{"2006-01", "01-2006", "01-06", "01/2006", "Jan 2006", "January 2006", "Jan-2006", "January-2006", "Jan 06"}

// ParseMonth reads the forms that Mono's pages use: 09-2026, 09-26, 2026-09, Sep 2026, September 2026.
func ParseMonth(text string) Month {
	for _, form := range monthForms {
		if t, err := time.Parse(form, strings.TrimSpace(text)); err == nil {
			return Month(t.Format("2006-01"))
		}
	}
	return Month(text)
}

// UnmarshalJSON reads a month in any of its forms.
func (m *Month) UnmarshalJSON(b []byte) error {
	*m = ""
	var text string
	if json.Unmarshal(b, &text) == nil {
		*m = ParseMonth(text)
	}
	return nil
}

// Known says whether it is a month.
func (m Month) Known() bool { _, err := time.Parse("2006-01", string(m)); return err == nil }
