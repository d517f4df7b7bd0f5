package underwriting

import (
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/scorecard"
)

// signalFeatures are about where the money comes from and goes to, and which way things are moving.
var signalFeatures = []feature{
	{"income_trend", "Last three months' income over the three before", unitShare, (*reading).incomeTrend, nil},
	{"balance_trend", "Last month's usual balance over the two before", unitShare, (*reading).balanceTrend, nil},
	{"top_payer_share", "Largest payer's part of what comes in", unitShare, (*reading).topPayerShare, nil},
	{"turnover", "Money in a month", unitMoney, func(r *reading) scorecard.Value { return knownIf(r.hasStatement(), r.turnover()) }, nil},
	{"pass_through", "Money that leaves within a day of coming", unitShare, (*reading).passThrough, nil},
	{"payees", "People and firms paid in 90 days", unitCount, func(r *reading) scorecard.Value { return knownIf(r.hasStatement(), int64(r.payees())) }, nil},
	{"due_day_balance", "What was there on the day of an instalment in most months", unitMoney, func(r *reading) scorecard.Value {
		n, ok := r.dueDayBalance(r.firstDue(r.AsOf))
		return knownIf(ok, n)
	}, nil},
}

// countedMonths are the counted streams' monthly sums over the window, oldest first.
func (r *reading) countedMonths() []int64 {
	months := make([]int64, len(r.window))
	for _, s := range r.Income {
		if s.Counted > 0 {
			for i, m := range s.byMonth {
				months[i] = add(months[i], m)
			}
		}
	}
	return months
}

// trendMonths is how many months stand on each side of a trend.
const trendMonths = 3

// incomeTrend compares the median of the last months with that of the months before.
func (r *reading) incomeTrend() scorecard.Value {
	months := r.countedMonths()
	if len(months) < 2*trendMonths {
		return scorecard.Value{}
	}
	last, before := months[len(months)-trendMonths:], months[len(months)-2*trendMonths:len(months)-trendMonths]
	return knownIf(median(before) > 0, share(median(last), median(before)))
}

// balanceTrend compares the median balance of the recent window's last third with that of the rest.
func (r *reading) balanceTrend() scorecard.Value {
	b := r.recentBalances()
	if len(b) < r.p.Reading.RecentDays {
		return scorecard.Value{}
	}
	cut := len(b) * 2 / 3
	before := median(b[:cut])
	return knownIf(before > 0, share(max(0, median(b[cut:])), before))
}

// turnover is what comes in a month, pairs removed, over the recent window.
func (r *reading) turnover() int64 {
	in, _, _, _ := r.flow()
	return in * 30 / int64(max(1, r.p.Reading.RecentDays))
}

// topPayerShare is the largest payer's part of the candidate income of the window. What names nobody
// (a terminal's settlement) is many payers and not one.
func (r *reading) topPayerShare() scorecard.Value {
	sums := map[string]int64{}
	var all, top int64
	for i := range r.rows {
		x := &r.rows[i]
		if !candidate(x) || r.inWindow(x) < 0 {
			continue
		}
		all = add(all, x.amount)
		if len(x.label.key) > 0 && kindOf[x.label.Code] != kindBusiness {
			name := strings.Join(x.label.key, " ")
			sums[name] = add(sums[name], x.amount)
			top = max(top, sums[name])
		}
	}
	return knownIf(all > 0, share(top, all))
}

// payees counts the different people and firms that money went to in the recent window.
func (r *reading) payees() int {
	names := map[string]bool{}
	for i := range r.rows {
		if x := &r.rows[i]; !x.in && x.day >= r.recent && x.counted() && x.label.Group == groupUnknown && len(x.label.key) > 0 {
			names[strings.Join(x.label.key, " ")] = true
		}
	}
	return len(names)
}

// passThrough is the part of the recent window's money in that went out on the same day or the next:
// the sign of an account that only passes money on, when it goes to many and nothing stays.
func (r *reading) passThrough() scorecard.Value {
	days := make([]struct{ in, out int64 }, max(1, int(r.AsOf-r.recent)))
	var all, passed int64
	for i := range r.rows {
		x := &r.rows[i]
		if x.day < r.recent || !x.counted() || x.paired == probablySelf {
			continue
		}
		d := &days[x.day-r.recent]
		if x.in {
			d.in, all = add(d.in, x.amount), add(all, x.amount)
		} else {
			d.out = add(d.out, x.amount)
		}
	}
	for i := range days { // each naira that leaves is set against what came the day before, then the same day
		if i > 0 {
			gone := min(days[i-1].in, days[i].out)
			passed, days[i].out = add(passed, gone), days[i].out-gone
		}
		gone := min(days[i].in, days[i].out)
		passed, days[i].in = add(passed, gone), days[i].in-gone
	}
	return knownIf(all > 0, share(passed, all))
}

// dueDayBalance simulates the collection on the history: the amount that was in the accounts at the
// start of an instalment's day, or within the policy's days after it, in the policy's share of the
// last months, less what the policy leaves untouched. It is the most direct sign of whether debits
// will find money; false: there are too few months with balances.
func (r *reading) dueDayBalance(firstDue calendar.Day) (int64, bool) {
	t := r.p.Means.BalanceTest
	if t.Months == 0 || len(r.Daily) == 0 {
		return 0, false
	}
	var best []int64
	anchor := dayOf(firstDue)
	for n := range t.Months {
		due := r.AsOf.AddMonths(-n-1, anchor)
		if most, ok := r.mostBetween(due.AddDays(-1), due.AddDays(t.Days-1)); ok {
			best = append(best, most)
		}
	}
	if len(best) < balanceMonthsLeast {
		return 0, false
	}
	slices.Sort(best)
	must := (len(best)*int(t.Share) + one - 1) / one // months that must hold it
	return max(0, best[len(best)-must]-r.p.minor(t.Keep)), true
}

// balanceMonthsLeast is how many months it takes to say anything.
const balanceMonthsLeast = 3

// mostBetween is the highest end-of-day balance of some days; false: not all of them are known.
func (r *reading) mostBetween(from, to calendar.Day) (most int64, ok bool) {
	first := r.Daily[0].Day
	if from < first || int(to-first) >= len(r.Daily) {
		return 0, false
	}
	most = r.Daily[from-first].Balance
	for d := from; d <= to; d++ {
		most = max(most, r.Daily[d-first].Balance)
	}
	return most, true
}
