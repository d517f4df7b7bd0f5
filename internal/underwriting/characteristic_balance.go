package underwriting

import (
	"fmt"
	"slices"

	"lendwright/internal/calendar"
)

// lowLines are the balances, in major units, below which a day counts as low. The lines are a ladder and not a judgement:
// fitting finds the rung that tells something in a portfolio's currency.
var lowLines = []int64{1_000, 5_000, 10_000, 20_000}

// balances measures how close to empty the accounts run, over several windows.
func (k *characteristics) balances() {
	if len(k.r.Daily) == 0 {
		return
	}
	for _, days := range []int{30, 90, 180, 365, allDays} {
		k.balancesOver(days)
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

func (k *characteristics) balancesOver(days int) {
	b := k.seriesOver(days)
	n := int64(len(b))
	if n == 0 {
		return
	}
	sorted := slices.Sorted(slices.Values(b))
	low, high, mid := sorted[0], sorted[n-1], mean(b)
	k.putOver(kind{"balance_min", "Lowest balance", "BAL-LOW", SaferUp}, days, known(low))
	k.putOver(kind{"balance_low_tenth", "Balance on the emptiest tenth of days", "BAL-LOW", SaferUp}, days, known(sorted[n/10]))
	k.putOver(kind{"balance_usual", "Usual balance", "BAL-LOW", SaferUp}, days, known(sorted[n/2]))
	k.putOver(kind{"balance_mean", "Mean balance", "BAL-LOW", SaferUp}, days, known(mid))
	k.putOver(kind{"balance_min_to_outflow", "Lowest balance over money out a month", "BAL-LOW", SaferUp}, days, ratio(low, k.monthOut))
	k.putOver(kind{"balance_mean_to_outflow", "Mean balance over money out a month", "BAL-LOW", SaferUp}, days, ratio(mid, k.monthOut))
	k.putOver(kind{"balance_swing", "Swing of the balance over its mean", "", AnyWay}, days, ratio(high-low, mid))
	k.putOver(kind{"balance_variation", "Variation of the balance", "", AnyWay}, days, knownIf(mid > 0 && n > 2, variation(notBelowZero(b))))
	k.putOver(kind{"days_negative", "Days below zero", "BAL-LOW", RiskierUp}, days, known(share(below(sorted, 0), n)))
	for _, line := range lowLines {
		f := kind{fmt.Sprintf("days_below_%d", line), fmt.Sprintf("Days below %d", line), "BAL-LOW", RiskierUp}
		k.putOver(f, days, known(share(below(sorted, minorOf(k.c.Currency, line)), n)))
	}
	k.putOver(kind{"days_thin", "Days below a quarter of a month's money out", "BAL-LOW", RiskierUp}, days, known(share(below(sorted, k.monthOut/4), n)))
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
	k.put(kind{"month_low_usual", "Usual lowest balance of a month", "BAL-LOW", SaferUp}, known(median(minima)))
	k.put(kind{"month_low_mean", "Mean lowest balance of a month", "BAL-LOW", SaferUp}, known(mean(minima)))
	k.put(kind{"month_high_mean", "Mean highest balance of a month", "", AnyWay}, known(mean(maxima)))
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
	k.put(kind{"balance_last", "Balance on the day before", "BAL-LOW", SaferUp}, known(b[n-1]))
	k.put(kind{"balance_last_to_mean", "Balance on the day before over the mean", "", AnyWay}, ratio(b[n-1], mean(b)))
	k.put(kind{"balance_min_trend", "Lowest balance lately less before", "BAL-LOW", AnyWay}, known(slices.Min(b[n-part:])-slices.Min(b[:n-part])))
}
