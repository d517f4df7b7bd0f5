package lending

import (
	"strings"
	"testing"

	"lendwright/internal/calendar"
)

// TestDueDates: each due date is reckoned from the anchor, never from the one before.
func TestDueDates(t *testing.T) {
	for _, c := range []struct {
		name, disbursed, first string
		every                  Period
		end                    MonthEnd
		want                   string
	}{
		{"the 10th", "2026-01-10", "", Period{1, UnitMonth}, "", "2026-02-10 2026-03-10 2026-04-10 2026-05-10"},
		{"the 31st, else the last", "2026-01-31", "", Period{1, UnitMonth}, "", "2026-02-28 2026-03-31 2026-04-30 2026-05-31"},
		{"the 30th of a leap year", "2027-12-30", "", Period{1, UnitMonth}, "", "2028-01-30 2028-02-29 2028-03-30 2028-04-30"},
		{"the 31st, else the first of the next", "2026-01-31", "", Period{1, UnitMonth}, FirstOfNext, "2026-03-01 2026-03-31 2026-05-01 2026-05-31"},
		{"from a first due date", "2026-01-31", "2026-03-25", Period{1, UnitMonth}, "", "2026-03-25 2026-04-25 2026-05-25 2026-06-25"},
		{"every three months", "2025-11-30", "", Period{3, UnitMonth}, "", "2026-02-28 2026-05-30 2026-08-30 2026-11-30"},
		{"every two weeks", "2026-01-10", "", Period{2, UnitWeek}, "", "2026-01-24 2026-02-07 2026-02-21 2026-03-07"},
		{"every 15 days", "2026-01-10", "", Period{15, UnitDay}, "", "2026-01-25 2026-02-09 2026-02-24 2026-03-11"},
		{"yearly from a leap day", "2028-02-29", "", Period{1, UnitYear}, "", "2029-02-28 2030-02-28 2031-02-28 2032-02-29"},
	} {
		t.Run(c.name, func(t *testing.T) {
			terms := hundredThousand(func(t *Terms) {
				t.DisbursedOn, t.Every, t.MonthEnd, t.Instalments = day(c.disbursed), c.every, c.end, 4
				if c.first != "" {
					t.FirstDueOn = day(c.first)
				}
			})
			var got []string
			for _, d := range terms.withDefaults().dueDates() {
				got = append(got, d.String())
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %s, want %s", strings.Join(got, " "), c.want)
			}
		})
	}
}

func TestWholeMonths(t *testing.T) {
	for _, c := range []struct {
		from, to   string
		months     int
		rest, last string // the day up to which the rest runs, by the day and by the month's end
	}{
		{"2026-01-10", "2026-02-10", 1, "2026-01-10", "2026-01-10"},
		{"2026-01-10", "2026-02-25", 1, "2026-01-25", "2026-01-25"},
		{"2026-01-31", "2026-02-28", 1, "2026-01-31", "2026-01-31"},
		{"2024-02-15", "2025-02-28", 12, "2024-02-28", "2024-02-29"},
		{"2026-04-27", "2026-07-31", 3, "2026-04-30", "2026-04-30"},
		{"2026-01-10", "2026-01-20", 0, "2026-01-20", "2026-01-20"},
	} {
		for want, back := range map[string]func(calendar.Day, int) calendar.Day{c.rest: sameDayBack, c.last: monthEndBack} {
			months, rest := wholeMonths(day(c.from), day(c.to), back)
			if months != c.months || rest.String() != want && c.rest != c.last || c.rest == c.last && rest != day(c.rest) {
				t.Errorf("%s to %s is %d months and the days to %s, want %d and %s", c.from, c.to, months, rest, c.months, want)
			}
		}
	}
}

// TestIrregularDueDates: with dates of one's own each period bears interest for its length.
func TestIrregularDueDates(t *testing.T) {
	s := mustSchedule(t, hundredThousand(func(t *Terms) {
		t.Method, t.Instalments, t.DayCount = EqualPrincipal, 2, Actual365
		t.DueDates = []calendar.Day{day("2026-03-10"), day("2026-04-25")}
	}))
	want := "2026-03-10 50000.00 10000.00 60000.00 50000.00\n2026-04-25 50000.00 3732.88 53732.88 0.00\n"
	if got := inWords(s); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
