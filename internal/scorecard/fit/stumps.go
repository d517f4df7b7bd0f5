package fit

import (
	"math/rand/v2"
	"slices"
)

// boosting are the settings of boosted stumps.
type boosting struct {
	Bags    int     `json:"bags"`    // models averaged, each on its own part of the cases
	Share   float64 `json:"share"`   // share of cases that a bag sees
	Rounds  int     `json:"rounds"`  // stumps per bag
	Rate    float64 `json:"rate"`    // learning rate
	Columns float64 `json:"columns"` // share of characteristics that a round may choose from
	Least   float64 `json:"least"`   // least weight (Σ p(1−p)) on a side of a split
	Penalty float64 `json:"penalty"` // added to the weight of a leaf (L2)
}

// stumps fits bagged, boosted decision stumps on the binned characteristics. A stump splits one
// characteristic into below, above and not known, so the whole is a sum over characteristics: a
// generalised additive model (Lou, Caruana and Gehrke 2012), whose reasons are exact. A split
// against a known trend is not made, so every characteristic's sum keeps its trend.
func stumps(t *table, train []int, set boosting, rng *rand.Rand) *additive {
	total := newAdditive(len(t.cols))
	for range set.Bags {
		b := &booster{t: t, set: set, rng: rng, rows: bagOf(t, train, set.Share, rng)}
		total.plus(b.fit(), 1/float64(set.Bags))
	}
	return total
}

// bagOf draws a share of the rows, as many bads among them as in the whole.
func bagOf(t *table, train []int, share float64, rng *rand.Rand) []int {
	if share >= 1 {
		return train
	}
	var rows []int
	for _, kind := range []bool{false, true} {
		var of []int
		for _, r := range train {
			if t.bad[r] == kind {
				of = append(of, r)
			}
		}
		rng.Shuffle(len(of), func(i, j int) { of[i], of[j] = of[j], of[i] })
		rows = append(rows, of[:int(share*float64(len(of))+0.5)]...)
	}
	slices.Sort(rows)
	return rows
}

// booster is one bag's work.
type booster struct {
	t    *table
	set  boosting
	rng  *rand.Rand
	rows []int

	eta, grad, hess []float64 // by place in rows
}

func (b *booster) fit() *additive {
	a := newAdditive(len(b.t.cols))
	n := len(b.rows)
	bads := 0
	for _, r := range b.rows {
		bads += bit(b.t.bad[r])
	}
	a.bias = logit((float64(bads) + 0.5) / (float64(n) + 1))
	b.eta, b.grad, b.hess = make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range b.eta {
		b.eta[i] = a.bias
	}
	for range b.set.Rounds {
		b.slopes()
		s, ok := b.best()
		if !ok {
			continue
		}
		b.apply(a, s)
	}
	return a
}

func (b *booster) slopes() {
	for i, r := range b.rows {
		p := chance(b.eta[i])
		b.grad[i], b.hess[i] = p, p*(1-p)
		if b.t.bad[r] {
			b.grad[i]--
		}
	}
}

// stump is one split with the steps of its leaves: above zero is riskier.
type stump struct {
	col               int
	cut               int // bins up to cut are below
	below, above, not float64
	gain              float64
}

// best looks for the split with the largest gain among a random part of the characteristics.
func (b *booster) best() (found stump, ok bool) {
	take := max(1, int(b.set.Columns*float64(len(b.t.cols))))
	for _, c := range b.rng.Perm(len(b.t.cols))[:take] {
		if s, split := b.split(c); split && (!ok || s.gain > found.gain) {
			found, ok = s, true
		}
	}
	return found, ok
}

type weight struct{ g, h float64 }

func (w weight) minus(o weight) weight { return weight{w.g - o.g, w.h - o.h} }

func (w weight) step(penalty float64) float64 { return -w.g / (w.h + penalty) }

func (w weight) gain(penalty float64) float64 { return w.g * w.g / (w.h + penalty) }

// split finds a column's best cut by the second-order gain (Friedman 2001; Chen and Guestrin 2016).
func (b *booster) split(c int) (found stump, ok bool) {
	bins := make([]weight, b.t.grids[c].bins())
	code := b.t.code[c]
	for i, r := range b.rows {
		w := &bins[code[r]]
		w.g += b.grad[i]
		w.h += b.hess[i]
	}
	var all, low weight
	for _, w := range bins[1:] {
		all.g, all.h = all.g+w.g, all.h+w.h
	}
	pen := b.set.Penalty
	not := bins[0].gain(pen)
	for cut := 1; cut < len(bins)-1; cut++ {
		low.g, low.h = low.g+bins[cut].g, low.h+bins[cut].h
		high := all.minus(low)
		if low.h < b.set.Least || high.h < b.set.Least || against(b.t.cols[c].trend, low.step(pen), high.step(pen)) {
			continue
		}
		if g := low.gain(pen) + high.gain(pen) + not; !ok || g > found.gain {
			found, ok = stump{c, cut, low.step(pen), high.step(pen), bins[0].step(pen), g}, true
		}
	}
	return found, ok
}

func against(trend Trend, below, above float64) bool {
	return trend == SaferUp && above > below || trend == RiskierUp && above < below
}

func (b *booster) apply(a *additive, s stump) {
	p := a.part[s.col]
	if p == nil {
		p = make([]float64, b.t.grids[s.col].bins())
		a.part[s.col] = p
	}
	step := func(bin int) float64 {
		switch {
		case bin == 0:
			return b.set.Rate * s.not
		case bin <= s.cut:
			return b.set.Rate * s.below
		}
		return b.set.Rate * s.above
	}
	for i := range p {
		p[i] += step(i)
	}
	for i, r := range b.rows {
		b.eta[i] += step(int(b.t.code[s.col][r]))
	}
}
