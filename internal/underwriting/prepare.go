package underwriting

import (
	"slices"

	"lendwright/internal/calendar"
)

// used is a case without anything dated on or after its day: what a decision may rest on.
type used struct {
	Case
	dropped Dropped
}

// prepare takes out of a case what is dated on or after its day and counts it. The case that was
// given stays as it is. Dates that only say how something from before went on (a loan's closing, a
// repayment) are forgotten rather than counted.
func prepare(c Case) used {
	u := used{Case: c}
	east := eastOf(c.Currency)
	u.Accounts = slices.Clone(c.Accounts)
	for i := range u.Accounts {
		u.transactions(&u.Accounts[i], east)
	}
	u.bureau()
	u.ownHistory()
	if c.Income != nil {
		income := *c.Income
		income.Streams = nil
		for _, s := range c.Income.Streams {
			if s.LastOn != 0 && s.LastOn >= c.AsOf {
				u.dropped.Future++
				continue
			}
			income.Streams = append(income.Streams, s)
		}
		u.Income = &income
	}
	return u
}

// transactions leaves out an account's future rows; where it has none, its rows are not copied.
func (u *used) transactions(a *Account, east int64) {
	future := func(t Transaction) bool {
		at, ok := parseAt(t.At, east)
		return ok && at.day >= u.AsOf
	}
	first := slices.IndexFunc(a.Transactions, future)
	if first < 0 {
		return
	}
	all := a.Transactions
	a.Transactions = slices.Clone(all[:first])
	for _, t := range all[first:] {
		if future(t) {
			u.dropped.Future++
			continue
		}
		a.Transactions = append(a.Transactions, t)
	}
}

func (u *used) bureau() {
	if u.Bureau == nil {
		return
	}
	b := Bureau{PulledOn: u.Bureau.PulledOn, Loans: []BureauLoan{}}
	for _, l := range u.Bureau.Loans {
		if l.OpenedOn != nil && *l.OpenedOn >= u.AsOf {
			u.dropped.Future++
			continue
		}
		var months []BureauStatus
		for _, m := range l.Schedule {
			if n, ok := parseMonth(m.Month); ok && n > monthOf(u.AsOf.AddDays(-1)) {
				u.dropped.Future++
				continue
			}
			months = append(months, m)
		}
		l.Schedule = months
		b.Loans = append(b.Loans, l)
	}
	u.Bureau = &b
}

func (u *used) ownHistory() {
	var kept []OwnLoan
	for _, l := range u.OwnHistory {
		if l.ApprovedOn != nil && *l.ApprovedOn >= u.AsOf {
			u.dropped.Future++
			continue
		}
		l.FirstRepaidOn = before(l.FirstRepaidOn, u.AsOf)
		l.ClosedOn = before(l.ClosedOn, u.AsOf)
		kept = append(kept, l)
	}
	u.OwnHistory = kept
}

func before(d *calendar.Day, asOf calendar.Day) *calendar.Day {
	if d != nil && *d >= asOf {
		return nil
	}
	return d
}

// parseMonth reads YYYY-MM into a month number.
func parseMonth(text string) (int, bool) {
	if len(text) != len("2006-01") {
		return 0, false
	}
	d, err := calendar.Parse(text + "-01")
	if err != nil || !sane(d) {
		return 0, false
	}
	return monthOf(d), true
}
