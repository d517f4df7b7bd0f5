package lending

import "math/big"

// roundings are those that we offer, in the order of the contract.
var roundings = []Rounding{HalfUp, HalfEven, Up, Down}

// quotient is n/d brought to a whole number; d must be positive. HalfUp and Up go away from zero,
// Down goes towards zero, so that a debt and its reversal round to the same figure.
func (r Rounding) quotient(n, d *big.Int) *big.Int {
	q, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	if rest.Sign() == 0 || !r.away(q, rest, d) {
		return q
	}
	return q.Add(q, big.NewInt(int64(n.Sign())))
}

// away reports whether q, whose rest over d is not zero, moves one away from zero.
func (r Rounding) away(q, rest, d *big.Int) bool {
	switch r {
	case Up:
		return true
	case Down:
		return false
	}
	twice := new(big.Int).Abs(rest)
	half := twice.Lsh(twice, 1).Cmp(d)
	return half > 0 || half == 0 && (r == HalfUp || q.Bit(0) == 1)
}

// toMultiple is n/d brought to a multiple of step, as minor units. It reports false beyond int64.
func (r Rounding) toMultiple(n, d *big.Int, step int64) (int64, bool) {
	if step != 1 {
		d = new(big.Int).Mul(d, big.NewInt(step))
	}
	q := r.quotient(n, d)
	if step != 1 {
		q.Mul(q, big.NewInt(step))
	}
	return q.Int64(), q.IsInt64()
}
