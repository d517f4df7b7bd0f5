package calendar

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Holiday is a public holiday. Expected marks a day that the government has yet to declare: the
// feasts of the moon are announced days before, so an expected one may move by a day.
type Holiday struct {
	Day      Day
	Name     string
	Expected bool
}

// feast says on which days of a year a holiday is kept, before weekends move it.
type feast struct {
	name  string
	since int // the first year in which it is kept
	until int // the last; 0: still kept
	days  func(year int) []Day
	moon  bool // announced, not fixed
}

// feasts holds the public holidays of each country, by ISO 3166 code. A country that is not here
// has weekends only; see HasHolidays.
var feasts = map[string][]feast{
	// Public Holidays Act, Cap P40 LFN 2004, with Democracy Day on 12 June since 2019.
	"NG": {
		{name: "New Year's Day", days: fixed(time.January, 1)},
		{name: "Good Friday", days: fromEaster(-2)},
		{name: "Easter Monday", days: fromEaster(1)},
		{name: "Workers' Day", days: fixed(time.May, 1)},
		{name: "Democracy Day", since: 2019, days: fixed(time.June, 12)},
		{name: "Independence Day", days: fixed(time.October, 1)},
		{name: "Christmas Day", days: fixed(time.December, 25)},
		{name: "Boxing Day", days: fixed(time.December, 26)},
		{name: "Eid al-Fitr", days: islamic(10, 1, 2), moon: true},
		{name: "Eid al-Adha", days: islamic(12, 10, 2), moon: true},
		{name: "Eid al-Maulud", days: islamic(3, 12, 1), moon: true},
	},
}

// declared holds the days that were announced for the feasts of the moon (in Nigeria by the Federal
// Ministry of Interior), per country, feast and year. Where it is silent the computed days are expected.
var declared = map[string]map[string]map[int][]Day{
	"NG": {
		"Eid al-Fitr": {
			2023: days("2023-04-21", "2023-04-24"),
			2024: days("2024-04-09", "2024-04-10", "2024-04-11"),
			2025: days("2025-03-31", "2025-04-01"),
		},
		"Eid al-Adha": {
			2023: days("2023-06-28", "2023-06-29"),
			2024: days("2024-06-17", "2024-06-18"),
			2025: days("2025-06-06", "2025-06-09"),
		},
		"Eid al-Maulud": {2023: days("2023-09-27"), 2024: days("2024-09-16"), 2025: days("2025-09-05")},
	},
	"KE": {
		"Eid al-Fitr": {2023: days("2023-04-21"), 2024: days("2024-04-10"), 2025: days("2025-03-31")},
		"Eid al-Adha": {2023: days("2023-06-28"), 2024: days("2024-06-17"), 2025: days("2025-06-06")},
	},
	"GH": {
		"Eid al-Fitr": {2024: days("2024-04-10"), 2025: days("2025-03-31")},
		"Eid al-Adha": {2024: days("2024-06-17"), 2025: days("2025-06-06")},
	},
}

// HasHolidays reports whether we know a country's holidays; of others only weekends count.
func HasHolidays(country string) bool { return feasts[country] != nil }

// Holidays are the public holidays of a country in a year, in order. One that falls on a weekend is
// kept on the next working day in Nigeria and Ghana, as their governments declare each time; in Kenya
// and South Africa, by law, one on a Sunday is.
func Holidays(country string, year int) []Holiday {
	var all []Holiday
	for _, f := range feasts[country] {
		if year < f.since || f.until > 0 && year > f.until {
			continue
		}
		if announced := declared[country][f.name][year]; announced != nil {
			for _, d := range announced {
				all = append(all, Holiday{d, f.name, false})
			}
			continue
		}
		for _, d := range f.days(year) {
			all = append(all, Holiday{d, f.name, f.moon})
		}
	}
	for d, name := range single[country] {
		if y, _, _ := d.Date(); y == year {
			all = append(all, Holiday{d, name, false})
		}
	}
	sortHolidays(all)
	return moveOff(country, all)
}

// moveOff puts each holiday that moves on the next day that is neither weekend nor holiday.
func moveOff(country string, all []Holiday) []Holiday {
	moves := moving[country]
	if moves == nil {
		return all
	}
	taken := map[Day]bool{}
	for _, h := range all {
		if !moves(h.Day) {
			taken[h.Day] = true
		}
	}
	for i, h := range all {
		if !moves(h.Day) {
			continue
		}
		if onlyMonday[country] {
			all[i].Day++ // also when it is a holiday already
		}
		for weekend(all[i].Day) || taken[all[i].Day] && !onlyMonday[country] {
			all[i].Day++
		}
		taken[all[i].Day] = true
	}
	sortHolidays(all)
	return all
}

func sortHolidays(all []Holiday) {
	slices.SortStableFunc(all, func(a, b Holiday) int {
		return cmp.Or(int(a.Day)-int(b.Day), strings.Compare(a.Name, b.Name))
	})
}

func weekend(d Day) bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

func fixed(month time.Month, day int) func(int) []Day {
	return func(year int) []Day { return []Day{Date(year, month, day)} }
}

func fromEaster(offset int) func(int) []Day {
	return func(year int) []Day { return []Day{Easter(year).AddDays(offset)} }
}

func days(texts ...string) []Day {
	list := make([]Day, len(texts))
	for i, t := range texts {
		list[i] = MustParse(t)
	}
	return list
}
