package web

import (
	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/templates"
)

// remaining are the payments that are left after an early one, and the day of the last.
func remaining(p lending.PaidEarly, today calendar.Day) (templates.Table, string) {
	t := templates.Table{Caption: "Your payments then", Columns: []templates.Column{{Text: "Due"}, {Text: "To pay", Number: true}, {Text: "Left after", Number: true}}}
	last := ""
	for _, r := range p.Schedule.Rows {
		if r.N < p.Running {
			continue
		}
		left := r.Due
		for _, share := range p.Allocation.Shares {
			if share.Instalment == r.N {
				left = left.Sub(share.Amount)
			}
		}
		if !left.Positive() {
			continue
		}
		last = dayWords(r.DueOn, today)
		t.Rows = append(t.Rows, []templates.Cell{{Text: dayShort(r.DueOn)}, {Text: naira(left)}, {Text: naira(r.Balance)}})
	}
	return t, last
}
