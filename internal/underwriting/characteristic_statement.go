package underwriting

import (
	"lendwright/internal/calendar"
)

// characteristics collects the figures of one case.
type characteristics struct {
	r    *reading
	c    *Case
	asOf calendar.Day
	out  []Characteristic

	days              int64 // from the first row to the case's day
	monthIn, monthOut int64 // over the whole statement, a month of 30 days
}

// month is the length of a month in days for sums per month: whole numbers, the same everywhere.
const month = 30

// length measures how much there is to judge by.
func (k *characteristics) length() {
	k.days = max(1, int64(k.asOf-k.r.From))
	k.put(kind{"statement_days", "Length of statement", "DAT-SHORT", SaferUp}, known(k.days))
	k.put(kind{"days_since_last_row", "Days since the last row", "DAT-SHORT", AnyWay}, known(int64(k.asOf-k.r.To)))
	opened := calendar.NoDay
	for _, a := range k.c.Accounts {
		if a.OpenedOn != nil && *a.OpenedOn < k.asOf && (opened == calendar.NoDay || *a.OpenedOn < opened) {
			opened = *a.OpenedOn
		}
	}
	k.put(kind{"account_age", "Age of the oldest account", "DAT-SHORT", SaferUp}, knownIf(opened != calendar.NoDay, int64(k.asOf-opened)))
}

// flow is the money of a window.
type flow struct {
	in, out, nIn, nOut  int64
	largestIn, largeOut int64
}

// flowOver sums the rows of the last days (allDays: all).
func (k *characteristics) flowOver(days int) (f flow, span int64) {
	from := k.r.From
	if days != allDays {
		from = max(from, k.asOf.AddDays(-days))
	}
	for i := range k.r.rows {
		x := &k.r.rows[i]
		switch {
		case x.day < from || !x.counted():
		case x.in:
			f.in, f.nIn, f.largestIn = add(f.in, x.amount), f.nIn+1, max(f.largestIn, x.amount)
		default:
			f.out, f.nOut, f.largeOut = add(f.out, x.amount), f.nOut+1, max(f.largeOut, x.amount)
		}
	}
	return f, max(1, int64(k.asOf-from))
}

// monthly is a window's sum a month.
func monthly(sum, span int64) int64 { return mulDiv(sum, month, max(span, month)) }

// flows measures money in and out over three windows, and how both move.
func (k *characteristics) flows() {
	for _, days := range []int{30, 90, 180, 365, allDays} {
		f, span := k.flowOver(days)
		in, out := monthly(f.in, span), monthly(f.out, span)
		if days == allDays {
			k.monthIn, k.monthOut = in, out
		}
		k.putOver(kind{"inflow", "Money in a month", "INC-LOW", SaferUp}, days, known(in))
		k.putOver(kind{"outflow", "Money out a month", "STM-FLOW", AnyWay}, days, known(out))
		k.putOver(kind{"kept", "Money in that was not spent", "AFF-FREE", SaferUp}, days, ratio(f.in-f.out, f.in))
		k.putOver(kind{"credits", "Credits in 100 days", "STM-FLOW", AnyWay}, days, known(f.nIn*100/span))
		k.putOver(kind{"debits", "Debits in 100 days", "STM-FLOW", AnyWay}, days, known(f.nOut*100/span))
		k.putOver(kind{"largest_credit", "Largest credit over money in", "STM-FLOW", AnyWay}, days, ratio(f.largestIn, f.in))
		k.putOver(kind{"largest_debit", "Largest debit over money in a month", "STM-FLOW", AnyWay}, days, ratio(f.largeOut, in))
	}
	in, out := k.byMonth()
	k.put(kind{"inflow_variation", "Variation of monthly money in", "INC-IRR", AnyWay}, knownIf(len(in) > 2, variation(in)))
	k.put(kind{"outflow_variation", "Variation of monthly money out", "STM-FLOW", AnyWay}, knownIf(len(out) > 2, variation(out)))
	k.put(kind{"inflow_lowest_month", "Lowest month's money in over the usual", "INC-IRR", SaferUp}, knownIf(len(in) > 2, lowest(in, median(in))))
	k.put(kind{"months_overspent", "Months that spent more than came in", "AFF-FREE", RiskierUp}, knownIf(len(in) > 0, overspent(in, out)))
	k.put(kind{"inflow_usual", "Usual month's money in", "INC-LOW", SaferUp}, knownIf(len(in) > 0, median(in)))
	recent, span := k.flowOver(90)
	k.put(kind{"inflow_trend", "Money in lately over the usual", "INC-LOW", AnyWay}, ratio(monthly(recent.in, span), k.monthIn))
	k.put(kind{"outflow_trend", "Money out lately over the usual", "STM-FLOW", AnyWay}, ratio(monthly(recent.out, span), k.monthOut))
}

func lowest(xs []int64, usual int64) int64 { return signedShare(leastOf(xs), max(1, usual)) }

func overspent(in, out []int64) int64 {
	var n int64
	for i := range in {
		n += int64(bit(out[i] > in[i]))
	}
	return share(n, int64(len(in)))
}

// byMonth sums 30-day months backwards from the case's day, whole ones only.
func (k *characteristics) byMonth() (in, out []int64) {
	n := min(int(k.days/month), 36)
	in, out = make([]int64, n), make([]int64, n)
	for i := range k.r.rows {
		x := &k.r.rows[i]
		m := int(k.asOf-1-x.day) / month
		switch {
		case m >= n || !x.counted():
		case x.in:
			in[m] = add(in[m], x.amount)
		default:
			out[m] = add(out[m], x.amount)
		}
	}
	return in, out
}
