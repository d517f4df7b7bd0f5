package fit

import "math"

// woePrior is the weight, in cases of the average risk, that a bin's rate is drawn towards: a bin
// with two bads of six says little.
const woePrior = 8

// woe gives each fine bin of a column its weight of evidence (positive: riskier than average),
// monotone in the column's trend: neighbouring bins that go against it are pooled (Ayer et al.,
// 1955). Where no trend is known, the one with more information is taken. The bin of what is not
// known stands alone.
func (t *table) woe(col int, rows []int) (w []float64, information float64) {
	good, bad := t.counts(col, rows)
	switch t.cols[col].trend {
	case SaferUp:
		return pooled(good, bad, -1)
	case RiskierUp:
		return pooled(good, bad, 1)
	}
	up, iUp := pooled(good, bad, 1)
	down, iDown := pooled(good, bad, -1)
	if iUp >= iDown {
		return up, iUp
	}
	return down, iDown
}

// block is neighbouring bins that share a rate.
type block struct {
	good, bad float64
	bins      int
}

func (b block) rate(base float64) float64 {
	return (b.bad + woePrior*base) / (b.good + b.bad + woePrior)
}

// leastShare is the share of cases that a coarse bin holds at least.
const leastShare = 0.025

// pooled pools bins until their rates rise (sign 1) or fall (sign −1), and gives the weights of
// evidence with the information value Σ(share bad − share good)·woe.
func pooled(good, bad []float64, sign float64) ([]float64, float64) {
	var allGood, allBad float64
	for i := range good {
		allGood, allBad = allGood+good[i], allBad+bad[i]
	}
	base := allBad / max(1, allGood+allBad)
	blocks := poolAdjacent(good[1:], bad[1:], sign, base, leastShare*(allGood+allBad))
	w := make([]float64, len(good))
	information := 0.0
	give := func(from int, b block) {
		x := logit(b.rate(base)) - logit(base)
		for i := range b.bins {
			w[from+i] = x
		}
		if allGood > 0 && allBad > 0 {
			information += (b.bad/allBad - b.good/allGood) * x
		}
	}
	if base <= 0 || base >= 1 {
		return w, 0
	}
	give(0, block{good[0], bad[0], 1})
	at := 1
	for _, b := range blocks {
		give(at, b)
		at += b.bins
	}
	return w, information
}

// poolAdjacent is the pool-adjacent-violators algorithm on bad rates, with a least size of a block.
func poolAdjacent(good, bad []float64, sign, base, least float64) []block {
	var out []block
	for i := range good {
		out = append(out, block{good[i], bad[i], 1})
		for n := len(out); n > 1; n = len(out) {
			a, b := out[n-2], out[n-1]
			if sign*(b.rate(base)-a.rate(base)) > 0 && a.good+a.bad >= least && (b.good+b.bad >= least || i+1 < len(good)) {
				break
			}
			out = append(out[:n-2], block{a.good + b.good, a.bad + b.bad, a.bins + b.bins})
		}
	}
	return out
}

// spread is mean and standard deviation of a column's figures over rows.
func (t *table) spread(col int, figure []float64, rows []int) (mean, sd float64) {
	for _, r := range rows {
		mean += figure[t.code[col][r]]
	}
	mean /= float64(len(rows))
	for _, r := range rows {
		d := figure[t.code[col][r]] - mean
		sd += d * d
	}
	return mean, math.Sqrt(sd / float64(len(rows)))
}
