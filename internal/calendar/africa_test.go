package calendar

import (
	"fmt"
	"strings"
	"testing"
)

// TestHolidaysOfAYear are the days as the governments gazetted or declared them.
func TestHolidaysOfAYear(t *testing.T) {
	for _, c := range []struct {
		country string
		year    int
		days    string
	}{
		{"ZA", 2022, "01-01 03-21 04-15 04-18 04-27 05-02 06-16 08-09 09-24 12-16 12-26 12-26 12-27"},
		{"ZA", 2023, "01-02 03-21 04-07 04-10 04-27 05-01 06-16 08-09 09-25 12-15 12-16 12-25 12-26"},
		{"ZA", 2026, "01-01 03-21 04-03 04-06 04-27 05-01 06-16 08-10 09-24 12-16 12-25 12-26"},
		{"KE", 2023, "01-02 04-07 04-10 04-21 05-01 06-01 06-28 10-10 10-20 12-12 12-25 12-26"},
		{"GH", 2026, "01-01 01-07 03-06 03-20 03-23 04-03 04-06 05-01 05-27 07-01 09-21 12-04 12-25 12-28"},
	} {
		t.Run(fmt.Sprint(c.country, c.year), func(t *testing.T) {
			var got []string
			for _, h := range Holidays(c.country, c.year) {
				got = append(got, h.Day.String()[5:])
			}
			if s := strings.Join(got, " "); s != c.days {
				t.Errorf("holidays are\n%s, want\n%s", s, c.days)
			}
		})
	}
}

func TestAnnouncedDays(t *testing.T) {
	day := MustParse("2026-03-03") // a Tuesday
	c := For("NG").With(day)
	if c.IsBusinessDay(day) || !For("NG").IsBusinessDay(day) {
		t.Error("an announced holiday closes the banks, of that calendar only")
	}
	if got := c.Next(day); got != day+1 {
		t.Errorf("next business day is %s", got)
	}
	if got := c.Previous(day); got != day-1 {
		t.Errorf("previous business day is %s", got)
	}
	good := MustParse("2026-04-03")
	if !For("NG").Without(good).IsBusinessDay(good) || For("NG").IsBusinessDay(good) {
		t.Error("a holiday that was lifted is a business day")
	}
}

func TestACalendarThatNeverOpensGivesTheDay(t *testing.T) {
	var days []Day
	day := MustParse("2026-01-01")
	for n := range Day(500) {
		days = append(days, day+n)
	}
	if got := For("NG").With(days...).Next(day); got != day {
		t.Errorf("gave %s", got)
	}
}
