package underwriting

import (
	"lendwright/internal/calendar"
)

// balances makes the series of end-of-day balances: each account's last balance of a day, carried
// over quiet days, summed over the days on which every counted account is covered. Where a feed
// gives no row balances, they are rebuilt from the account's present balance.
func (r *reading) balances(perAccount [][]row) {
	var series [][]int64
	var starts []calendar.Day
	for i, rows := range perAccount {
		if !r.Accounts[i].Counted || len(rows) == 0 {
			continue
		}
		bal, ok := running(rows, r.c.Accounts[i].Balance)
		if !ok {
			return // one account without balances makes the sum meaningless
		}
		r.Accounts[i].Balance, r.Accounts[i].BalanceKnown = bal[len(bal)-1], true
		series = append(series, daily(rows, bal, r.AsOf))
		starts = append(starts, rows[0].day)
		r.countBroken(rows)
	}
	if len(series) == 0 {
		return
	}
	from := starts[0]
	for _, s := range starts {
		from = max(from, s)
	}
	from = max(from, r.AsOf.AddDays(-dailyMost))
	for d := from; d < r.AsOf; d++ {
		var total int64
		for i := range series {
			total = add(total, series[i][d-starts[i]])
		}
		r.Daily = append(r.Daily, DayBalance{d, total})
	}
}

// dailyMost bounds the series: two years.
const dailyMost = 731

// running gives the balance after each row: the row's own, else what follows from its neighbours.
func running(rows []row, present *int64) ([]int64, bool) {
	n := len(rows)
	out := make([]int64, n)
	anchor := -1
	for i := range rows {
		if rows[i].known {
			anchor = i
			break
		}
	}
	if anchor < 0 {
		if present == nil {
			return nil, false
		}
		out[n-1] = *present
		for i := n - 1; i > 0; i-- {
			out[i-1] = add(out[i], -rows[i].signed())
		}
		return out, true
	}
	out[anchor] = rows[anchor].balance
	for i := anchor; i > 0; i-- {
		out[i-1] = add(out[i], -rows[i].signed())
	}
	for i := anchor + 1; i < n; i++ {
		if rows[i].known {
			out[i] = rows[i].balance
		} else {
			out[i] = add(out[i-1], rows[i].signed())
		}
	}
	return out, true
}

// daily gives an account's balance at the end of each day from its first row to the day before asOf.
func daily(rows []row, bal []int64, asOf calendar.Day) []int64 {
	out := make([]int64, asOf-rows[0].day)
	i := 0
	for d := range out {
		for i+1 < len(rows) && rows[i+1].day <= rows[0].day.AddDays(d) {
			i++
		}
		out[d] = bal[i]
	}
	return out
}

// countBroken notes the share of neighbouring rows whose balances do not follow from each other. It
// is normal up to a tenth (rows of one second) and matters only for uploaded documents.
func (r *reading) countBroken(rows []row) {
	var pairs, broken int64
	for i := 1; i < len(rows); i++ {
		if rows[i].known && rows[i-1].known {
			pairs++
			if rows[i].balance != rows[i-1].balance+rows[i].signed() {
				broken++
			}
		}
	}
	r.broken = max(r.broken, share(broken, pairs))
}

// recentBalances gives the series within the recent window.
func (r *reading) recentBalances() []int64 {
	var out []int64
	for _, d := range r.Daily {
		if d.Day >= r.recent {
			out = append(out, d.Balance)
		}
	}
	return out
}

// findGaps lists stretches without any row, over all accounts together.
func (r *reading) findGaps() {
	if r.p.Reading.GapDays < 1 {
		return
	}
	for i := 1; i < len(r.rows); i++ {
		if days := int(r.rows[i].day-r.rows[i-1].day) - 1; days >= r.p.Reading.GapDays {
			r.Gaps = append(r.Gaps, Gap{r.rows[i-1].day.AddDays(1), r.rows[i].day.AddDays(-1), days})
		}
	}
}
