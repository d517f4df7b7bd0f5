package lending

import (
	"math/big"
	"sort"
)

// unitTerm is an amount at a number of whole unit-periods and an odd fraction of one after the first flow.
type unitTerm struct {
	amount *big.Int
	whole  int64
	odd    *big.Rat // 0 to 1
}

// after is the term's time in unit-periods.
func (t unitTerm) after() *big.Rat {
	return new(big.Rat).Add(new(big.Rat).SetInt64(t.whole), t.odd)
}

// unitEquation is the general equation of Appendix J (b)(8), with x the rate of a unit-period:
// w = 1 / ((1 + f·x)·(1 + x)^t).
type unitEquation struct {
	terms []unitTerm
	odds  []int // which of odd the term has
	odd   []*big.Int
}

// newUnitEquation puts the flows in order of time.
func newUnitEquation(terms []unitTerm) *unitEquation {
	sort.SliceStable(terms, func(i, j int) bool {
		if c := terms[i].after().Cmp(terms[j].after()); c != 0 {
			return c < 0
		}
		return terms[i].whole < terms[j].whole
	})
	e := &unitEquation{terms: terms}
	seen := map[string]int{}
	for _, t := range terms {
		key := t.odd.RatString()
		if _, ok := seen[key]; !ok {
			seen[key] = len(e.odd)
			e.odd = append(e.odd, fixOf(t.odd))
		}
		e.odds = append(e.odds, seen[key])
	}
	return e
}

func (e *unitEquation) at(x *big.Int) sides {
	s := newSides()
	v := fixDiv(fixOne, new(big.Int).Add(fixOne, x)) // one whole period
	u := make([]*big.Int, len(e.odd))                // an odd one
	for i, f := range e.odd {
		z := fixMul(f, x)
		u[i] = fixDiv(fixOne, z.Add(z, fixOne))
	}
	w, done, steps := fixOne, int64(0), map[int64]*big.Int{}
	fall := new(big.Int)
	for k, t := range e.terms {
		if gap := t.whole - done; gap != 0 {
			if steps[gap] == nil {
				steps[gap] = fixPow(v, gap)
			}
			w, done = fixMul(w, steps[gap]), t.whole
		}
		i := e.odds[k]
		weight := fixMul(w, u[i])
		fall.Mul(v, big.NewInt(t.whole))
		fall.Add(fall, fixMul(e.odd[i], u[i]))
		s.add(t.amount, weight, fixMul(weight, fall))
		s.last = weight
	}
	return s
}

// signs takes the flows of one moment as one.
func (e *unitEquation) signs() []int {
	var signs []int
	sum := new(big.Int)
	for k, t := range e.terms {
		sum.Add(sum, t.amount)
		if k+1 == len(e.terms) || e.terms[k+1].after().Cmp(t.after()) != 0 {
			signs = append(signs, sum.Sign())
			sum.SetInt64(0)
		}
	}
	return signs
}
