package calendar

import "time"

// Easter is Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm as Meeus
// gives it, Astronomical Algorithms, chapter 8).
func Easter(year int) Day {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	day := (h + l - 7*m + 33*month + 19) % 32
	return Date(year, time.Month(month), day)
}

// islamicEpoch is the day before 1 Muharram of the year 1 (civil reckoning, 16 July 622 Julian).
const islamicEpoch Day = -492_149

// islamicDay is a day of the tabular Islamic calendar: leap years are 2, 5, 7, 10, 13, 16, 18, 21,
// 24, 26 and 29 of each thirty. The moon as sighted may differ by a day.
func islamicDay(year, month, day int) Day {
	return islamicEpoch + Day(day+(59*(month-1)+1)/2+354*(year-1)+(3+11*year)/30)
}

// islamic gives the days of a feast that lasts a number of days from a day of the Islamic calendar,
// as often as it falls into a Gregorian year: the Islamic one is eleven days shorter, so that may be
// twice.
func islamic(month, day, lasts int) func(int) []Day {
	return func(year int) []Day {
		var found []Day
		about := (year - 622) * 33 / 32
		for y := about - 1; y <= about+2; y++ {
			first := islamicDay(y, month, day)
			if g, _, _ := first.Date(); g != year {
				continue
			}
			for n := range lasts {
				found = append(found, first.AddDays(n))
			}
		}
		return found
	}
}
