package underwriting

import (
	"cmp"
	"fmt"
	"slices"

	"lendwright/internal/calendar"
)

// past is one earlier loan as it stood on the case's day. What had not happened by then counts as
// not yet: its lateness is the days so far.
type past struct {
	OwnLoan
	late      int64 // first repayment against first due date, days; below zero: early
	judged    bool  // late says something
	closeLate int64 // closing against the agreed end, days
	open      bool
	lived     int64 // days from approval to closing, or to the case's day
}

// ownLoans measures behaviour on earlier loans with us.
func (k *characteristics) ownLoans() {
	loans := k.pastLoans()
	k.put(kind{"own_loans", "Earlier loans with us", "OWN-PACE", SaferUp}, known(int64(len(loans))))
	if len(loans) == 0 {
		return
	}
	k.standing(loans)
	k.lateness(loans)
	k.closings(loans)
	k.pace(loans)
	k.growth(loans)
}

func (k *characteristics) pastLoans() []past {
	var loans []past
	for _, l := range k.c.OwnHistory {
		if l.ApprovedOn == nil {
			continue
		}
		p := past{OwnLoan: l, open: l.ClosedOn == nil}
		end := k.asOf
		if l.ClosedOn != nil {
			end = *l.ClosedOn
		}
		p.lived = int64(end - *l.ApprovedOn)
		p.closeLate = int64(end - l.ApprovedOn.AddDays(l.TermDays))
		if l.FirstDueOn != nil {
			paid := end
			if l.FirstRepaidOn != nil {
				paid = *l.FirstRepaidOn
			}
			p.late = int64(paid - *l.FirstDueOn)
			p.judged = l.FirstRepaidOn != nil || l.ClosedOn != nil || p.late > 0
		}
		loans = append(loans, p)
	}
	slices.SortStableFunc(loans, func(a, b past) int {
		return cmp.Or(cmp.Compare(*a.ApprovedOn, *b.ApprovedOn), cmp.Compare(a.Loan, b.Loan))
	})
	return loans
}

// standing is how the last loan stood on the case's day at the latest: its first repayment, or the
// day itself, against the first due date. It is known where lateness is not yet.
func (k *characteristics) standing(loans []past) {
	last := loans[len(loans)-1]
	var all []int64
	for _, l := range loans {
		if l.FirstDueOn != nil {
			all = append(all, l.late)
		}
	}
	k.put(kind{"own_last_standing", "Days from the last loan's first due date to its first repayment, or to today", "OWN-LATE", RiskierUp}, knownIf(last.FirstDueOn != nil, last.late))
	if len(all) > 0 {
		k.put(kind{"own_mean_standing_2", "Mean standing of the last 2 loans, in hundredths", "OWN-LATE", RiskierUp}, known(clippedMean(all, 2)))
		k.put(kind{"own_mean_standing_5", "Mean standing of the last 5 loans, in hundredths", "OWN-LATE", RiskierUp}, known(clippedMean(all, 5)))
	}
}

// lateness is about first repayments: the earliest sign of trouble that a loan gives.
func (k *characteristics) lateness(loans []past) {
	var late, above []int64
	var lates, earlies, weight, weighted int64
	for _, l := range loans {
		if !l.judged {
			continue
		}
		late = append(late, l.late)
		above = append(above, max(0, l.late))
		lates += int64(bit(l.late > 0))
		earlies += int64(bit(l.late < 0))
		weight, weighted = weight/2+1000, weighted/2+1000*min(max(l.late, -30), 60) // each loan weighs twice the one before it
	}
	n := int64(len(late))
	if n == 0 {
		return
	}
	put := func(name, label string, trend Trend, v int64) {
		k.put(kind{name, label, "OWN-LATE", trend}, known(v))
	}
	put("own_last_late", "Days late with the last loan's first repayment", RiskierUp, late[n-1])
	put("own_mean_late", "Mean days late with first repayments, in hundredths", RiskierUp, clippedMean(late, n))
	put("own_mean_late_3", "Mean days late, last 3 loans, in hundredths", RiskierUp, clippedMean(late, 3))
	put("own_recent_late", "Days late with first repayments, newer loans weighing more, in hundredths", RiskierUp, weighted*100/weight)
	put("own_worst_late", "Worst days late with a first repayment", RiskierUp, slices.Max(late))
	put("own_best_late", "Best first repayment", RiskierUp, slices.Min(late))
	put("own_median_late", "Usual days late with first repayments", RiskierUp, median(late))
	put("own_sum_late", "Days late in all", RiskierUp, sum(above))
	put("own_late_share", "Share of loans paid late", RiskierUp, share(lates, n))
	put("own_late_count", "Loans paid late", AnyWay, lates)
	put("own_early_share", "Share of loans paid early", SaferUp, share(earlies, n))
	put("own_first_late", "Days late with the very first loan", RiskierUp, late[0])
	if n > 1 {
		put("own_last_but_one_late", "Days late with the loan before the last", RiskierUp, late[n-2])
		put("own_late_trend", "Days late lately less before, in hundredths", RiskierUp, 100*late[n-1]-clippedMean(late[:n-1], n))
		put("own_late_spread", "Spread of days late", AnyWay, slices.Max(late)-slices.Min(late))
	}
	for _, days := range []int64{2, 7, 14} {
		put(fmt.Sprintf("own_late_over_%d", days), fmt.Sprintf("Share of loans more than %d days late", days), RiskierUp, shareOver(late, days))
	}
	put("own_worst_late_3", "Worst days late, last 3 loans", RiskierUp, slices.Max(late[max(0, n-3):]))
	put("own_since_late", "Loans paid in time since the last late one", SaferUp, inTimeSince(late))
}

// clippedMean is the mean of the last n in hundredths, each between 30 days early and 60 late: one
// forgotten loan does not make a history.
func clippedMean(xs []int64, n int64) int64 {
	if int64(len(xs)) > n {
		xs = xs[int64(len(xs))-n:]
	}
	var s int64
	for _, x := range xs {
		s += min(max(x, -30), 60)
	}
	return s * 100 / int64(len(xs))
}

func shareOver(late []int64, days int64) int64 {
	var over int64
	for _, x := range late {
		over += int64(bit(x > days))
	}
	return share(over, int64(len(late)))
}

func inTimeSince(late []int64) (n int64) {
	for i := len(late) - 1; i >= 0 && late[i] <= 0; i-- {
		n++
	}
	return n
}

// closings is about how loans ended.
func (k *characteristics) closings(loans []past) {
	var ends, used []int64
	var late, open int64
	for _, l := range loans {
		ends = append(ends, l.closeLate)
		late += int64(bit(l.closeLate > 0))
		open += int64(bit(l.open))
		if l.TermDays > 0 {
			used = append(used, signedShare(l.lived, int64(l.TermDays)))
		}
	}
	n := int64(len(ends))
	last := loans[n-1]
	k.put(kind{"own_open", "Loans with us still open", "OWN-PACE", AnyWay}, known(open))
	k.put(kind{"own_last_close_late", "Days late in closing the last loan", "OWN-LATE", RiskierUp}, known(last.closeLate))
	k.put(kind{"own_mean_close_late", "Mean days late in closing, in hundredths", "OWN-LATE", RiskierUp}, known(clippedMean(ends, n)))
	k.put(kind{"own_mean_close_late_3", "Mean days late in closing, last 3 loans, in hundredths", "OWN-LATE", RiskierUp}, known(clippedMean(ends, 3)))
	k.put(kind{"own_worst_close_late", "Worst days late in closing", "OWN-LATE", RiskierUp}, known(slices.Max(ends)))
	k.put(kind{"own_close_late_share", "Share of loans closed late", "OWN-LATE", RiskierUp}, known(share(late, n)))
	k.put(kind{"own_last_lived", "Days that the last loan ran", "OWN-PACE", AnyWay}, known(last.lived))
	if len(used) > 0 {
		k.put(kind{"own_last_term_used", "Share of the last loan's term used", "OWN-PACE", AnyWay}, known(used[len(used)-1]))
		k.put(kind{"own_mean_term_used", "Share of the terms used", "OWN-PACE", AnyWay}, known(mean(used)))
	}
	if last.FirstRepaidOn != nil && last.ClosedOn != nil {
		k.put(kind{"own_last_repaying", "Days from the last loan's first repayment to its end", "OWN-PACE", AnyWay}, known(int64(*last.ClosedOn-*last.FirstRepaidOn)))
	}
}

// pace is about how fast one loan followed another.
func (k *characteristics) pace(loans []past) {
	var gaps []int64
	var borrowed int64
	for i, l := range loans {
		borrowed += max(0, l.lived)
		next := k.asOf
		if i+1 < len(loans) {
			next = *loans[i+1].ApprovedOn
		}
		gaps = append(gaps, int64(next-l.ApprovedOn.AddDays(int(l.lived))))
	}
	n := int64(len(loans))
	since := int64(k.asOf - *loans[0].ApprovedOn)
	k.put(kind{"own_since_first", "Days since the first loan", "OWN-PACE", AnyWay}, known(since))
	k.put(kind{"own_since_last", "Days since the last loan began", "OWN-PACE", AnyWay}, known(int64(k.asOf-*loans[n-1].ApprovedOn)))
	k.put(kind{"own_gap_last", "Days without a loan before this one", "OWN-PACE", AnyWay}, known(gaps[n-1]))
	k.put(kind{"own_gap_mean", "Usual days between loans", "OWN-PACE", AnyWay}, known(mean(gaps)))
	k.put(kind{"own_gap_max", "Longest time without a loan", "OWN-PACE", AnyWay}, known(slices.Max(gaps)))
	k.put(kind{"own_pace", "Loans in 1,000 days", "OWN-PACE", AnyWay}, known(n*1000/max(since, month)))
	k.put(kind{"own_days_borrowed", "Share of days with a loan", "OWN-PACE", AnyWay}, known(share(borrowed, max(since, 1))))
	k.put(kind{"own_loans_90", "Loans in the last 90 days", "OWN-PACE", AnyWay}, known(loansSince(loans, k.asOf.AddDays(-90))))
}

func loansSince(loans []past, from calendar.Day) (n int64) {
	for _, l := range loans {
		n += int64(bit(*l.ApprovedOn >= from))
	}
	return n
}

// growth compares this request with what was borrowed before.
func (k *characteristics) growth(loans []past) {
	q := k.c.Request
	var amounts, terms []int64
	var asLarge, asLong, repaid int64
	for _, l := range loans {
		amounts, terms = append(amounts, l.Principal), append(terms, int64(l.TermDays))
		asLarge += int64(bit(l.Principal >= q.Principal && !l.open))
		asLong += int64(bit(int64(l.TermDays) >= k.termDays() && !l.open))
		if !l.open {
			repaid = add(repaid, l.TotalDue)
		}
	}
	last := loans[len(loans)-1]
	k.put(kind{"own_growth_last", "Amount asked over the last loan", "OWN-STEP", AnyWay}, ratio(q.Principal, last.Principal))
	k.put(kind{"own_growth_mean", "Amount asked over the mean loan", "OWN-STEP", AnyWay}, ratio(q.Principal, mean(amounts)))
	k.put(kind{"own_growth_max", "Amount asked over the largest loan", "OWN-STEP", AnyWay}, ratio(q.Principal, slices.Max(amounts)))
	k.put(kind{"own_as_large", "Loans as large as this one repaid", "OWN-STEP", SaferUp}, known(asLarge))
	k.put(kind{"own_as_long", "Loans as long as this one repaid", "OWN-STEP", SaferUp}, known(asLong))
	k.put(kind{"own_repaid_total", "Repaid to us in all", "OWN-STEP", SaferUp}, known(repaid))
	k.put(kind{"own_last_principal", "Last loan's amount", "OWN-STEP", AnyWay}, known(last.Principal))
	k.put(kind{"own_largest", "Largest loan so far", "OWN-STEP", AnyWay}, known(slices.Max(amounts)))
	k.put(kind{"own_last_term", "Last loan's length in days", "OWN-STEP", AnyWay}, known(int64(last.TermDays)))
	k.put(kind{"own_mean_term", "Mean length of earlier loans in days", "OWN-STEP", AnyWay}, known(mean(terms)))
	k.put(kind{"own_term_growth", "Length asked for over the last loan's", "OWN-STEP", AnyWay}, ratio(k.termDays(), int64(last.TermDays)))
	cost := signedShare(last.TotalDue-last.Principal, max(1, last.Principal))
	k.put(kind{"own_last_cost", "Cost of the last loan over its amount", "OWN-STEP", AnyWay}, known(cost))
	if q.TotalDue != nil {
		k.put(kind{"own_cost_change", "Cost of this loan less the last one's, over the amount", "OWN-STEP", AnyWay}, known(signedShare(*q.TotalDue-q.Principal, max(1, q.Principal))-cost))
	}
}
