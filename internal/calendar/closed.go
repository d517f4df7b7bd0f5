package calendar

// Calendar is the business days of a country, with holidays that were announced and stand in no table
// of ours: a government declares the feasts of the moon, elections and mournings days before.
type Calendar struct {
	country   string
	announced map[Day]bool
	lifted    map[Day]bool
}

// For is the calendar of a country, by ISO 3166 code. A country that we do not know has weekends only.
func For(country string) Calendar { return Calendar{country: country} }

// With adds holidays that were announced.
func (c Calendar) With(announced ...Day) Calendar {
	c.announced = including(c.announced, announced)
	return c
}

// Without takes expected holidays away, where the government declared others.
func (c Calendar) Without(lifted ...Day) Calendar {
	c.lifted = including(c.lifted, lifted)
	return c
}

// including is a set with more days; the old one stays as it was.
func including(set map[Day]bool, more []Day) map[Day]bool {
	if len(more) == 0 {
		return set
	}
	all := make(map[Day]bool, len(set)+len(more))
	for d := range set {
		all[d] = true
	}
	for _, d := range more {
		all[d] = true
	}
	return all
}

// Country is the ISO 3166 code.
func (c Calendar) Country() string { return c.country }

// IsBusinessDay reports whether banks work on a day: no weekend, and no holiday of the tables that was
// not lifted, nor one that was announced.
func (c Calendar) IsBusinessDay(d Day) bool {
	if weekend(d) || c.announced[d] {
		return false
	}
	return c.lifted[d] || !holidaySet(c.country, d)[d]
}

// longestClosure bounds the search for a business day: no country closes its banks for a year.
const longestClosure = 366

// Next is the day itself when banks work on it, else the first after on which they do. When the
// announced days leave none within a year, it is the day itself.
func (c Calendar) Next(d Day) Day { return c.look(d, 1) }

// Previous is the day itself when banks work on it, else the last before on which they did.
func (c Calendar) Previous(d Day) Day { return c.look(d, -1) }

func (c Calendar) look(d, step Day) Day {
	for n := range Day(longestClosure) {
		if x := d + n*step; c.IsBusinessDay(x) {
			return x
		}
	}
	return d
}
