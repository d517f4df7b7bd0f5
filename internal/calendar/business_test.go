package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestEaster(t *testing.T) {
	for _, want := range []string{"1961-04-02", "2000-04-23", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"} {
		d := MustParse(want)
		if year, _, _ := d.Date(); Easter(year) != d {
			t.Errorf("Easter of %d is %s, want %s", year, Easter(year), want)
		}
	}
}

func TestFeastsOfTheMoonAreComputedNearTheDeclaredDays(t *testing.T) {
	for _, f := range feasts["NG"] {
		for year, announced := range declared["NG"][f.name] {
			computed := f.days(year)
			if len(computed) == 0 || computed[0]-announced[0] > 1 || announced[0]-computed[0] > 1 {
				t.Errorf("%s %d is computed %v, declared %v", f.name, year, computed, announced)
			}
		}
	}
}

func TestNextBusinessDayInNigeria(t *testing.T) {
	for _, c := range []struct{ why, day, want string }{
		{"a Wednesday", "2026-11-25", "2026-11-25"},
		{"a Saturday", "2026-11-28", "2026-11-30"},
		{"a Sunday", "2026-11-29", "2026-11-30"},
		{"Christmas is a Friday, Boxing Day moves to Monday", "2026-12-25", "2026-12-29"},
		{"New Year is a Friday, then the weekend", "2027-01-01", "2027-01-04"},
		{"Good Friday to Easter Monday", "2026-04-03", "2026-04-07"},
		{"Independence Day", "2026-10-01", "2026-10-02"},
		{"Democracy Day is a Friday", "2026-06-12", "2026-06-15"},
		{"12 June was none before 2019", "2018-06-12", "2018-06-12"},
		{"Independence Day on a Sunday moves to Monday", "2023-10-01", "2023-10-03"},
		{"Eid al-Adha as declared: Friday and Monday", "2025-06-06", "2025-06-10"},
		{"Eid al-Fitr as declared, extended by a day", "2024-04-09", "2024-04-12"},
		{"Christmas on a Saturday, Boxing Day on a Sunday", "2027-12-25", "2027-12-29"},
	} {
		t.Run(c.why, func(t *testing.T) {
			if got := NextBusinessDay(MustParse(c.day), "NG"); got != MustParse(c.want) {
				t.Errorf("after %s comes %s, want %s", c.day, got, c.want)
			}
		})
	}
}

func TestACountryWithoutTableHasWeekendsOnly(t *testing.T) {
	if HasHolidays("TZ") || !HasHolidays("NG") {
		t.Error("Nigeria has a table, Tanzania none")
	}
	if got := NextBusinessDay(MustParse("2026-12-25"), "TZ"); got != MustParse("2026-12-25") {
		t.Errorf("got %s", got)
	}
}

func TestBusinessDaysAreNeverFarAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.IntRange(0, 60_000).Draw(t, "day"))
		next, before := NextBusinessDay(d, "NG"), PreviousBusinessDay(d, "NG")
		if next < d || next > d+8 || before > d || before < d-8 {
			t.Fatalf("%s lies between %s and %s", d, before, next)
		}
		if !IsBusinessDay(next, "NG") || !IsBusinessDay(before, "NG") {
			t.Fatal("no business day")
		}
		n := rapid.IntRange(1, 40).Draw(t, "n")
		if there := next.AddBusinessDays(n, "NG"); there.AddBusinessDays(-n, "NG") != next {
			t.Fatalf("%d business days from %s and back", n, next)
		}
	})
}

func TestDueOnIsTheNextSuchDay(t *testing.T) {
	for _, c := range []struct {
		from string
		day  int
		want string
	}{
		{"2026-11-20", 25, "2026-11-25"}, {"2026-11-25", 25, "2026-11-25"}, {"2026-11-26", 25, "2026-12-25"},
		{"2026-02-10", 31, "2026-02-28"}, {"2026-02-28", 31, "2026-02-28"}, {"2026-01-31", 30, "2026-02-28"},
	} {
		if got := DueOn(MustParse(c.from), c.day); got != MustParse(c.want) {
			t.Errorf("the %d. from %s on is %s, want %s", c.day, c.from, got, c.want)
		}
	}
}
