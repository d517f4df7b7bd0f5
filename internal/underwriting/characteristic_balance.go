package underwriting

import (
	"fmt"
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/scorecard"
)

// lowLines are the balances, in major units, below which a day counts as low. The lines are a ladder and not a judgement:
// fitting finds the rung that tells something in a portfolio's currency.
var lowLines = []int64{1_000, 5_000, 10_000, 15_000, 20_000, 30_000}

// balanceWindows are the days looked back on. They overlap on purpose: the mean over all of them is
// one figure in which a day weighs the more the newer it is. Those of balanceShown are
// characteristics of their own.
var (
	balanceWindows = []int{30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 365}
	balanceShown   = []int{30, 90, 180, 270, 365}
)

// balances measures how close to empty the accounts run, over several windows.
func (k *characteristics) balances() {
	if len(k.r.Daily) == 0 {
		return
	}
	blends := map[kind][]int64{}
	var order []kind
	for _, days := range balanceWindows {
		k.balancesOver(days, func(f kind, v scorecard.Value) {
			if slices.Contains(balanceShown, days) {
				k.putOver(f, days, v)
			}
			if !v.Known {
				return
			}
			if blends[f] == nil {
				order = append(order, f)
			}
			blends[f] = append(blends[f], v.N)
		})
	}
	k.balancesOver(allDays, func(f kind, v scorecard.Value) { k.putOver(f, allDays, v) })
	for _, f := range order {
		v := mean(blends[f])
		f.name, f.label = f.name+"_year", f.label+", over a year, newer days weighing more"
		k.put(f, known(v))
	}
	k.monthMinima()
	k.balanceTrend()
	k.afterPayday()
}

func (k *characteristics) seriesOver(days int) []int64 {
	from := calendar.NoDay
	if days != allDays {
		from = k.asOf.AddDays(-days)
	}
	var b []int64
	for _, d := range k.r.Daily {
		if d.Day >= from {
			b = append(b, d.Balance)
		}
	}
	return b
}

// balancesOver gives the families of one window.
func (k *characteristics) balancesOver(days int, put func(kind, scorecard.Value)) {
	b := k.seriesOver(days)
	n := int64(len(b))
	if n == 0 {
		return
	}
	sorted := slices.Sorted(slices.Values(b))
	low, high, mid := sorted[0], sorted[n-1], mean(b)
	put(kind{"balance_min", "Lowest balance", "BAL-LOW", SaferUp}, known(low))
	put(kind{"balance_low_tenth", "Balance on the emptiest tenth of days", "BAL-LOW", SaferUp}, known(sorted[n/10]))
	put(kind{"balance_usual", "Usual balance", "BAL-LOW", SaferUp}, known(sorted[n/2]))
	put(kind{"balance_low_quarter", "Balance on the emptiest quarter of days", "BAL-LOW", SaferUp}, known(sorted[n/4]))
	put(kind{"balance_max", "Highest balance", "STM-FLOW", AnyWay}, known(high))
	put(kind{"balance_range", "Highest less lowest balance", "STM-FLOW", AnyWay}, known(high-low))
	put(kind{"balance_min_to_inflow", "Lowest balance over money in a month", "BAL-LOW", SaferUp}, ratio(low, k.monthIn))
	put(kind{"balance_low_tenth_to_inflow", "Balance on the emptiest tenth of days over money in a month", "BAL-LOW", SaferUp}, ratio(sorted[n/10], k.monthIn))
	put(kind{"balance_mean", "Mean balance", "BAL-LOW", SaferUp}, known(mid))
	put(kind{"balance_min_to_outflow", "Lowest balance over money out a month", "BAL-LOW", SaferUp}, ratio(low, k.monthOut))
	put(kind{"balance_mean_to_outflow", "Mean balance over money out a month", "BAL-LOW", SaferUp}, ratio(mid, k.monthOut))
	put(kind{"balance_swing", "Swing of the balance over its mean", "STM-FLOW", AnyWay}, ratio(high-low, mid))
	put(kind{"balance_variation", "Variation of the balance", "STM-FLOW", AnyWay}, knownIf(mid > 0 && n > 2, variation(notBelowZero(b))))
	put(kind{"days_negative", "Days below zero", "BAL-LOW", RiskierUp}, known(share(below(sorted, 0), n)))
	for _, line := range lowLines {
		f := kind{fmt.Sprintf("days_below_%d", line), fmt.Sprintf("Days below %d", line), "BAL-LOW", RiskierUp}
		put(f, known(share(below(sorted, minorOf(k.c.Currency, line)), n)))
	}
	put(kind{"days_below_instalment", "Days below the instalment", "AFF-FREE", RiskierUp}, known(share(below(sorted, k.instalment()), n)))
	put(kind{"days_below_instalments", "Days below three instalments", "AFF-FREE", RiskierUp}, known(share(below(sorted, 3*k.instalment()), n)))
	put(kind{"days_thin", "Days below a quarter of a month's money out", "BAL-LOW", RiskierUp}, known(share(below(sorted, k.monthOut/4), n)))
}

// below counts the values of a sorted list that are under a line.
func below(sorted []int64, line int64) int64 {
	i, _ := slices.BinarySearch(sorted, line)
	return int64(i)
}

func notBelowZero(b []int64) []int64 {
	out := make([]int64, len(b))
	for i, x := range b {
		out[i] = max(0, x)
	}
	return out
}

// monthMinima looks at the lowest point of each month: one bad month is chance, most of them are a way of life.
func (k *characteristics) monthMinima() {
	b := k.seriesOver(allDays)
	var minima, maxima []int64
	for end := len(b); end >= month && len(minima) < 36; end -= month {
		minima = append(minima, slices.Min(b[end-month:end]))
		maxima = append(maxima, slices.Max(b[end-month:end]))
	}
	if len(minima) == 0 {
		minima, maxima = []int64{slices.Min(b)}, []int64{slices.Max(b)}
	}
	due := k.instalment()
	var carried int64
	for _, x := range minima {
		carried += int64(bit(x >= due))
	}
	k.put(kind{"month_low_variation", "Variation of the months' lowest balances", "STM-FLOW", AnyWay}, ratio(slices.Max(minima)-slices.Min(minima), max(1, mean(maxima))))
	k.put(kind{"month_low_worst_3", "Lowest balance of the third worst month", "BAL-LOW", SaferUp}, known(slices.Sorted(slices.Values(minima))[min(2, len(minima)-1)]))
	k.put(kind{"month_low_usual", "Usual lowest balance of a month", "BAL-LOW", SaferUp}, known(median(minima)))
	k.put(kind{"month_low_mean", "Mean lowest balance of a month", "BAL-LOW", SaferUp}, known(mean(minima)))
	k.put(kind{"month_high_mean", "Mean highest balance of a month", "STM-FLOW", AnyWay}, known(mean(maxima)))
	k.put(kind{"month_low_to_instalment", "Usual lowest balance over the instalment", "AFF-FREE", SaferUp}, ratio(median(minima), due))
	k.put(kind{"months_carried", "Months whose lowest balance carries the instalment", "AFF-FREE", SaferUp}, known(share(carried, int64(len(minima)))))
	k.put(kind{"row_balance_min", "Lowest balance after any row", "BAL-LOW", SaferUp}, k.rowMinimum())
}

func (k *characteristics) balanceTrend() {
	b := k.seriesOver(allDays)
	n := len(b)
	if n < 60 {
		return
	}
	part := min(90, n/2)
	late, early := mean(b[n-part:]), mean(b[:n-part])
	k.put(kind{"balance_trend", "Balance lately over before", "BAL-LOW", AnyWay}, ratio(late, early))
	k.sinceLow(b)
	k.put(kind{"balance_last", "Balance on the day before", "BAL-LOW", SaferUp}, known(b[n-1]))
	k.put(kind{"balance_last_to_mean", "Balance on the day before over the mean", "STM-FLOW", AnyWay}, ratio(b[n-1], mean(b)))
	k.put(kind{"balance_min_trend", "Lowest balance lately less before", "BAL-LOW", AnyWay}, known(slices.Min(b[n-part:])-slices.Min(b[:n-part])))
}

// sinceLow is how long ago the balance was last below each line; the whole statement where it never was.
func (k *characteristics) sinceLow(b []int64) {
	for _, line := range lowLines[1:] {
		low := minorOf(k.c.Currency, line)
		days := len(b)
		for i := len(b) - 1; i >= 0; i-- {
			if b[i] < low {
				days = len(b) - 1 - i
				break
			}
		}
		k.put(kind{fmt.Sprintf("days_since_below_%d", line), fmt.Sprintf("Days since the balance was below %d", line), "BAL-LOW", SaferUp}, known(int64(days)))
	}
}
