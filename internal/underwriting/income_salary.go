package underwriting

import (
	"slices"

	"lendwright/internal/calendar"
)

// salaryStream weighs the evidence that one payer's credits are a salary. The payer types the
// narration, so the word alone is worth little: regularity is the evidence.
func (r *reading) salaryStream(g *payerGroup) Stream {
	s := r.newStream(kindOther, r.payerName(g), g.rows)
	s.Variation = variation(amountsOf(g.rows))
	s.Monthly = r.regularMonthly(s.byMonth)
	s.trips = r.roundTrips(g)
	var said bool
	s.Points, said = r.salaryPoints(g, &s)
	switch rules := r.p.Income; {
	case !said && isPerson(g):
		// Somebody who sends money each month is family until something says more.
	case s.Points >= rules.SalaryFrom:
		s.Kind = kindSalary
	case s.Points >= rules.ProbableFrom:
		s.Kind = kindProbable
	}
	return s
}

func (r *reading) payerName(g *payerGroup) string {
	for i := len(g.rows) - 1; i >= 0; i-- {
		if n := g.rows[i].label.Counterparty; n != "" {
			return n
		}
	}
	return "Payer not named"
}

// isPerson reports whether a payer has a name of two words or more and nothing of an organisation.
func isPerson(g *payerGroup) bool {
	for _, x := range g.rows {
		if x.label.Org {
			return false
		}
	}
	return len(g.key) >= 2
}

// salaryPoints adds up the evidence; said tells whether a narration or a payroll calls it pay.
func (r *reading) salaryPoints(g *payerGroup, s *Stream) (p int, said bool) {
	pts := r.p.Income.Points
	word, payroll, org := false, false, false
	for _, x := range g.rows {
		switch x.label.Code {
		case "salary":
			word = true
		case "salary.public", "salary.processor", "income.remita":
			payroll = true
		}
		org = org || x.label.Org
	}
	give := func(when bool, points int) {
		if when {
			p += points
		}
	}
	give(word, pts.Keyword)
	give(payroll && !word, pts.Payroll)
	give(org, pts.Organisation)
	give(s.regular, pts.Regular)
	give(s.Variation <= int64(pts.SteadyCV) && s.Payments > 1, pts.Steady)
	give(s.Variation > int64(pts.SteadyCV) && s.Variation <= int64(pts.FairCV) && s.Payments > 1, pts.FairlySteady)
	give(s.Frequency != "irregular" && s.Frequency != "daily", pts.Monthly)
	give(!payroll && isPerson(g), pts.Person)
	give(share(r.returned(g), sum(amountsOf(g.rows))) >= int64(pts.ReturnedCut), pts.RoundTrip)
	give(r.fresh(s), pts.Fresh)
	return p, word || payroll
}

// fresh reports whether a stream began only lately although the statement goes back further.
func (r *reading) fresh(s *Stream) bool {
	days := r.p.Reading.Fraud.FreshDays
	return int(r.AsOf-s.First) < days && int(s.First-r.From) > days/2
}

func amountsOf(rows []*row) []int64 {
	out := make([]int64, len(rows))
	for i, x := range rows {
		out[i] = x.amount
	}
	return out
}

// findRhythm says how often a stream pays, how near to its usual day, and when it is due next. Two
// models of a monthly day are tried, the day of the month and the days before the month's end, and
// the tighter one is kept.
func findRhythm(s *Stream, rows []*row, loose int) {
	s.Frequency = "irregular"
	days := payDays(rows)
	if len(days) < 2 {
		return
	}
	gaps := make([]int64, 0, len(days))
	for i := 1; i < len(days); i++ {
		gaps = append(gaps, int64(days[i]-days[i-1]))
	}
	gap := median(gaps)
	for _, f := range []struct {
		name    string
		from    int64
		to      int64
		loosely int64
	}{{"daily", 1, 3, 2}, {"weekly", 5, 9, 2}, {"fortnightly", 12, 16, 3}} {
		if gap >= f.from && gap <= f.to {
			s.Frequency = f.name
			s.regular = near(gaps, gap, f.loosely)*10 >= int64(len(gaps))*7
			s.Next = days[len(days)-1].AddDays(int(gap))
			return
		}
	}
	if gap >= 25 && gap <= 36 {
		s.Frequency = "monthly"
		monthlyRhythm(s, days, loose)
	}
}

// payDays gives the days on which a stream paid, each once; instalments of one pay a few days apart are one.
func payDays(rows []*row) []calendar.Day {
	var days []calendar.Day
	for _, x := range rows {
		if len(days) == 0 || x.day > days[len(days)-1] {
			days = append(days, x.day)
		}
	}
	return days
}

func near(xs []int64, middle, off int64) int64 {
	var n int64
	for _, x := range xs {
		if abs(x-middle) <= off {
			n++
		}
	}
	return n
}

// rhythmLast is how many last payments say when the next one comes.
const rhythmLast = 6

func monthlyRhythm(s *Stream, days []calendar.Day, loose int) {
	days = days[max(0, len(days)-rhythmLast):]
	var ofMonth, toEnd []int64
	for _, d := range days {
		n := dayOf(d)
		ofMonth = append(ofMonth, int64(n))
		if n <= slippedBy { // late pay of the month before
			toEnd = append(toEnd, -int64(n))
		} else {
			toEnd = append(toEnd, int64(lastOfMonth(d)-d))
		}
	}
	lastPay := days[len(days)-1]
	if off, end := spread(ofMonth), spread(toEnd); off <= end {
		s.DaysOff, s.PayDay = int(off), int(later(ofMonth))
		s.Next = lastPay.AddMonths(1, s.PayDay)
		if s.Next-lastPay < shortestMonth { // the last pay slipped into the next month
			s.Next = lastPay.AddMonths(2, s.PayDay)
		} else if s.Next-lastPay > longestMonth { // the last pay came early, at the end of the month before
			s.Next = lastPay.AddMonths(0, s.PayDay)
		}
	} else {
		s.DaysOff = int(end)
		month := lastPay
		if n := dayOf(lastPay); n <= slippedBy {
			month = lastPay.AddDays(-n)
		}
		s.Next = lastOfMonth(month.AddMonths(1, 1)).AddDays(int(later(negated(toEnd))))
		s.PayDay = dayOf(s.Next)
	}
	s.regular = s.DaysOff <= loose && len(days) >= 3
}

// What pays of neighbouring months look like when one slips over a month's end.
const (
	slippedBy     = 5  // days into the next month
	shortestMonth = 15 // days between two pays of different months
	longestMonth  = 46
)

func dayOf(d calendar.Day) int { _, _, n := d.Date(); return n }

func lastOfMonth(d calendar.Day) calendar.Day { return d.AddMonths(0, 31) }

// later is the middle of some days, the later one of two: pay that comes early for a weekend does not move the usual day.
func later(days []int64) int64 {
	s := slices.Sorted(slices.Values(days))
	return s[len(s)/2]
}

func negated(xs []int64) []int64 {
	out := make([]int64, len(xs))
	for i, x := range xs {
		out[i] = -x
	}
	return out
}

// spread is the mean distance from the median, rounded up.
func spread(xs []int64) int64 {
	m := median(xs)
	var total int64
	for _, x := range xs {
		total += abs(x - m)
	}
	return (total + int64(len(xs)) - 1) / int64(len(xs))
}
