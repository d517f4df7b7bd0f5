package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestAddMonthsKeepsTheAnchor(t *testing.T) {
	for _, c := range []struct {
		name, from string
		n, anchor  int
		want       string
	}{
		{"31 January goes to the end of February", "2026-01-31", 1, 31, "2026-02-28"},
		{"and comes back to the 31st", "2026-02-28", 1, 31, "2026-03-31"},
		{"a leap year has a 29th", "2028-01-31", 1, 31, "2028-02-29"},
		{"1900 had none", "1900-01-31", 1, 0, "1900-02-28"},
		{"2000 had one", "2000-01-31", 1, 0, "2000-02-29"},
		{"the 30th in a month of 30", "2026-03-30", 1, 30, "2026-04-30"},
		{"across the year", "2026-11-30", 3, 30, "2027-02-28"},
		{"back across the year", "2026-02-28", -2, 31, "2025-12-31"},
		{"no anchor: its own day", "2026-01-15", 13, 0, "2027-02-15"},
		{"29 February a year later", "2028-02-29", 12, 0, "2029-02-28"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := MustParse(c.from).AddMonths(c.n, c.anchor); got != MustParse(c.want) {
				t.Errorf("%s and %d months is %s, want %s", c.from, c.n, got, c.want)
			}
		})
	}
}

func TestDaysAreReadAndWrittenAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(-200_000, 200_000).Draw(t, "days"))
		back, err := Parse(d.String())
		if err != nil || back != d {
			t.Fatalf("%d is written %s and read %d (%v)", d, d, back, err)
		}
		y, m, dd := d.Date()
		if Date(y, m, dd) != d {
			t.Fatalf("%s taken apart is %d-%d-%d", d, y, m, dd)
		}
	})
}

func TestDayIsRefusedWhenThereIsNone(t *testing.T) {
	for _, text := range []string{"", "2026-02-29", "2026-13-01", "2026-1-1", "20260101", "01/02/2026", "2026-02-28T00:00:00Z"} {
		if d, err := Parse(text); err == nil {
			t.Errorf("%q is read as %s", text, d)
		}
	}
}

func TestTheDayDependsOnTheZone(t *testing.T) {
	at := time.Date(2026, 11, 30, 23, 30, 0, 0, time.UTC)
	if got := DayOf(at, Lagos); got != MustParse("2026-12-01") {
		t.Errorf("half past midnight in Lagos is %s", got)
	}
	if got := DayOf(at, time.UTC); got != MustParse("2026-11-30") {
		t.Errorf("half past eleven in Greenwich is %s", got)
	}
}
