package lending

import "lendwright/internal/calendar"

// paidOn are the days on which due dates are asked: those on which banks work, where the terms say so.
func (t Terms) paidOn(due []calendar.Day) []calendar.Day {
	if t.BusinessDays.Country == "" {
		return due
	}
	days := make([]calendar.Day, len(due))
	for i, d := range due {
		days[i] = t.BusinessDays.Adjust(d)
	}
	return days
}

// Adjust gives the day to which a due date goes: itself when banks work on it.
func (b BusinessDays) Adjust(d calendar.Day) calendar.Day {
	c := calendar.For(b.Country).With(b.Closed...)
	switch b.Rule {
	case Preceding:
		return c.Previous(d)
	case ModifiedFollowing:
		next := c.Next(d)
		_, m, _ := d.Date()
		if _, n, _ := next.Date(); n != m {
			return c.Previous(d)
		}
		return next
	}
	return c.Next(d)
}
