package lending

import (
	"math/big"
	"sort"
)

// equation is Σ C_k·w_k(x) = 0, the present value of cash flows at a rate x. Every weight w_k is above
// zero and falls as x grows. gain and cost are the two sides: the sums of the flows from and to the
// borrower; each falls, and so do their slopes towards zero, which bounds the value over an interval.
type equation interface {
	// at gives both sides at x, and by how much each falls there (both not below zero).
	at(x *big.Int) sides
	// signs are the signs of the flows over time: below zero to the borrower.
	signs() []int
}

// sides are the two sides of an equation at one rate.
type sides struct {
	gain, cost, gainFall, costFall *big.Int
	last                           *big.Int // the weight of the last flow
}

func newSides() sides { return sides{new(big.Int), new(big.Int), new(big.Int), new(big.Int), fixOne} }

// value is what is left: above zero when more is paid than the rate explains.
func (s sides) value() *big.Int { return new(big.Int).Sub(s.gain, s.cost) }

// slope is the change of value with x.
func (s sides) slope() *big.Int { return new(big.Int).Sub(s.costFall, s.gainFall) }

// add puts an amount of minor units with weight w, and fall, on its side.
func (s sides) add(amount, w, fall *big.Int) {
	if amount.Sign() < 0 {
		x := new(big.Int).Neg(amount)
		s.cost.Add(s.cost, new(big.Int).Mul(x, w))
		s.costFall.Add(s.costFall, x.Mul(x, fall))
		return
	}
	s.gain.Add(s.gain, new(big.Int).Mul(amount, w))
	s.gainFall.Add(s.gainFall, new(big.Int).Mul(amount, fall))
}

// yearTerm is an amount at a time in years after the first flow.
type yearTerm struct {
	amount *big.Int
	t      *big.Rat
}

// yearEquation is the equation of the EU annex with x = ln(1+X): w = e^(−x·t).
type yearEquation struct {
	terms []yearTerm
	times []*big.Int // t as fixed-point
	gaps  []int      // which of gap lies before the term
	gap   []*big.Int // the distinct distances between neighbours: few, since loans are regular
}

// newYearEquation puts the flows in order; flows of one time are one.
func newYearEquation(terms []yearTerm) *yearEquation {
	sort.SliceStable(terms, func(i, j int) bool { return terms[i].t.Cmp(terms[j].t) < 0 })
	e := &yearEquation{}
	for _, t := range terms {
		if n := len(e.terms); n > 0 && e.terms[n-1].t.Cmp(t.t) == 0 {
			e.terms[n-1].amount = new(big.Int).Add(e.terms[n-1].amount, t.amount)
			continue
		}
		e.terms = append(e.terms, t)
	}
	seen := map[string]int{}
	for k, t := range e.terms {
		first := e.terms[0].t
		e.times = append(e.times, fixOf(new(big.Rat).Sub(t.t, first)))
		before := e.terms[max(0, k-1)].t
		gap := new(big.Rat).Sub(t.t, before)
		key := gap.RatString()
		if _, ok := seen[key]; !ok {
			seen[key] = len(e.gap)
			e.gap = append(e.gap, fixOf(gap))
		}
		e.gaps = append(e.gaps, seen[key])
	}
	return e
}

func (e *yearEquation) at(x *big.Int) sides {
	s := newSides()
	factor := make([]*big.Int, len(e.gap))
	for i, g := range e.gap {
		z := fixMul(x, g)
		factor[i] = fixExp(z.Neg(z))
	}
	w := fixOne
	for k, t := range e.terms {
		w = fixMul(w, factor[e.gaps[k]])
		s.add(t.amount, w, fixMul(w, e.times[k]))
	}
	s.last = w
	return s
}

func (e *yearEquation) signs() []int {
	signs := make([]int, len(e.terms))
	for k, t := range e.terms {
		signs[k] = t.amount.Sign()
	}
	return signs
}

// signChanges counts the changes in a row of signs; zeros do not count.
func signChanges(signs []int) int {
	n, before := 0, 0
	for _, s := range signs {
		if s*before < 0 {
			n++
		}
		if s != 0 {
			before = s
		}
	}
	return n
}
