package calendar

import "time"

// The public holidays of the other countries that we lend in. Which day of a weekend moves, and where
// to, is the country's own rule (move).
func init() {
	// Public Holidays and Commemorative Days Act, 2001 (Act 601), as amended by Act 986 (2019) and by the
	// amendment of 2025. A holiday on a weekend is kept on the following Monday, by declaration.
	feasts["GH"] = []feast{
		{name: "New Year's Day", days: fixed(time.January, 1)},
		{name: "Constitution Day", since: 2020, days: fixed(time.January, 7)},
		{name: "Independence Day", days: fixed(time.March, 6)},
		{name: "Good Friday", days: fromEaster(-2)},
		{name: "Easter Monday", days: fromEaster(1)},
		{name: "May Day", days: fixed(time.May, 1)},
		{name: "Republic Day", since: 2025, days: fixed(time.July, 1)},
		{name: "Founders' Day", since: 2019, until: 2024, days: fixed(time.August, 4)},
		{name: "Kwame Nkrumah Memorial Day", since: 2019, days: fixed(time.September, 21)},
		{name: "Farmer's Day", days: nth(time.December, time.Friday, 1)},
		{name: "Christmas Day", days: fixed(time.December, 25)},
		{name: "Boxing Day", days: fixed(time.December, 26)},
		{name: "Eid al-Fitr", days: islamic(10, 1, 1), moon: true},
		{name: "Shaqq Day", since: 2025, days: islamic(10, 2, 1), moon: true},
		{name: "Eid al-Adha", days: islamic(12, 10, 1), moon: true},
	}
	// Public Holidays Act (Cap. 110), first schedule; section 4: one on a Sunday is kept on the day after.
	// Eid al-Adha and Diwali are for some only; the former is declared for all in most years.
	feasts["KE"] = []feast{
		{name: "New Year's Day", days: fixed(time.January, 1)},
		{name: "Good Friday", days: fromEaster(-2)},
		{name: "Easter Monday", days: fromEaster(1)},
		{name: "Labour Day", days: fixed(time.May, 1)},
		{name: "Madaraka Day", days: fixed(time.June, 1)},
		{name: "Mazingira Day", since: 2024, days: fixed(time.October, 10)},
		{name: "Huduma Day", since: 2020, until: 2020, days: fixed(time.October, 10)},
		{name: "Utamaduni Day", since: 2021, until: 2023, days: fixed(time.October, 10)},
		{name: "Mashujaa Day", days: fixed(time.October, 20)},
		{name: "Jamhuri Day", days: fixed(time.December, 12)},
		{name: "Christmas Day", days: fixed(time.December, 25)},
		{name: "Boxing Day", days: fixed(time.December, 26)},
		{name: "Eid al-Fitr", days: islamic(10, 1, 1), moon: true},
		{name: "Eid al-Adha", since: 2018, days: islamic(12, 10, 1), moon: true},
	}
	// Public Holidays Act 36 of 1994; section 2(1): one on a Sunday is kept on the Monday after, besides.
	feasts["ZA"] = []feast{
		{name: "New Year's Day", days: fixed(time.January, 1)},
		{name: "Human Rights Day", days: fixed(time.March, 21)},
		{name: "Good Friday", days: fromEaster(-2)},
		{name: "Family Day", days: fromEaster(1)},
		{name: "Freedom Day", days: fixed(time.April, 27)},
		{name: "Workers' Day", days: fixed(time.May, 1)},
		{name: "Youth Day", days: fixed(time.June, 16)},
		{name: "National Women's Day", days: fixed(time.August, 9)},
		{name: "Heritage Day", days: fixed(time.September, 24)},
		{name: "Day of Reconciliation", days: fixed(time.December, 16)},
		{name: "Christmas Day", days: fixed(time.December, 25)},
		{name: "Day of Goodwill", days: fixed(time.December, 26)},
	}
	// Proclaimed for one day only: elections, and a day off for a world cup won.
	single["ZA"] = map[Day]string{
		MustParse("2023-12-15"): "Rugby World Cup won", MustParse("2024-05-29"): "Election day",
		MustParse("2021-11-01"): "Election day", MustParse("2022-12-27"): "Public holiday",
	}
	// Proclaimed after the elections of August 2022, and for the floods of April and May 2024.
	single["KE"] = map[Day]string{
		MustParse("2022-08-09"): "Election day", MustParse("2022-09-13"): "Inauguration", MustParse("2024-05-10"): "Tree planting day",
	}
	single["GH"] = map[Day]string{MustParse("2024-12-07"): "Election day"}
}

// single holds days that were proclaimed for one year.
var single = map[string]map[Day]string{}

// moving says which holidays of a country move off a weekend: all (NG, GH), or those on a Sunday only.
var moving = map[string]func(Day) bool{
	"NG": weekend, "GH": weekend, "KE": sunday, "ZA": sunday,
}

// onlyMonday holds the countries in which a Sunday's holiday takes the Monday after and no other day,
// even where that is a holiday already.
var onlyMonday = map[string]bool{"ZA": true}

func sunday(d Day) bool { return d.Weekday() == time.Sunday }

// nth is the n-th such weekday of a month, from 1.
func nth(month time.Month, weekday time.Weekday, n int) func(int) []Day {
	return func(year int) []Day {
		first := Date(year, month, 1)
		ahead := (int(weekday) - int(first.Weekday()) + 7) % 7
		return []Day{first.AddDays(ahead + 7*(n-1))}
	}
}
