package lending

import "math/big"

// Fixed-point numbers for the search of annual rates: a big.Int holds x·2^fixBits. Sixty decimal
// digits leave a rate of eight places unharmed by any rounding on the way, and whole-number
// arithmetic gives the same digits on every machine.
const fixBits = 192

// fixOne is 1 and fixLn2 the natural logarithm of 2, which apr_fixed_test.go proves.
var (
	fixOne = new(big.Int).Lsh(big.NewInt(1), fixBits)
	fixLn2 = fixOf(rat("0.693147180559945309417232121458176568075500134360255254120680009493393621969694715605863327"))
)

// rat is a rational from a literal; it panics.
func rat(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("lending: not a number: " + text)
	}
	return r
}

// fixOf is the fixed-point number nearest below r.
func fixOf(r *big.Rat) *big.Int {
	n := new(big.Int).Lsh(r.Num(), fixBits)
	return n.Div(n, r.Denom())
}

// fixRat is the rational that a fixed-point number stands for.
func fixRat(x *big.Int) *big.Rat { return new(big.Rat).SetFrac(x, fixOne) }

// fixMul is x·y.
func fixMul(x, y *big.Int) *big.Int {
	z := new(big.Int).Mul(x, y)
	return z.Rsh(z, fixBits)
}

// fixDiv is x/y; y is not zero.
func fixDiv(x, y *big.Int) *big.Int {
	z := new(big.Int).Lsh(x, fixBits)
	return z.Quo(z, y)
}

// fixPow is x to the power n, n not below zero.
func fixPow(x *big.Int, n int64) *big.Int {
	z := fixOne
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			z = fixMul(z, x)
		}
		if n > 1 {
			x = fixMul(x, x)
		}
	}
	return z
}

// expHalvings and expTerms: with the argument below ln 2 / 2^9 the twenty-first term of the series is below 2^-fixBits.
const (
	expHalvings = 8
	expTerms    = 20
)

// fixExp is e^x. The argument is brought below ln 2 by powers of two and halved expHalvings times;
// the series then needs expTerms terms.
func fixExp(x *big.Int) *big.Int {
	twos, rest := new(big.Int).DivMod(x, fixLn2, new(big.Int))
	rest.Rsh(rest, expHalvings)
	sum, term := new(big.Int).Set(fixOne), new(big.Int).Set(fixOne)
	n := new(big.Int)
	for k := int64(1); k <= expTerms && term.Sign() != 0; k++ {
		term.Mul(term, rest)
		term.Rsh(term, fixBits)
		term.Quo(term, n.SetInt64(k))
		sum.Add(sum, term)
	}
	for range expHalvings {
		sum.Mul(sum, sum)
		sum.Rsh(sum, fixBits)
	}
	if shift := twos.Int64(); shift >= 0 {
		return sum.Lsh(sum, uint(shift))
	} else {
		return sum.Rsh(sum, uint(-shift))
	}
}

// fixLn is the natural logarithm of x above zero: the y for which e^y is x, by Halley's method from
// the power of two near x, which triples the right digits with every step.
func fixLn(x *big.Int) *big.Int {
	y := new(big.Int).Mul(fixLn2, big.NewInt(int64(x.BitLen()-1-fixBits)))
	for range lnSteps {
		e := fixExp(y)
		gap := new(big.Int).Sub(x, e)
		y = new(big.Int).Add(y, fixDiv(gap.Lsh(gap, 1), new(big.Int).Add(x, e)))
	}
	return y
}

// lnSteps is enough for all digits: the first guess is within ln 2, and 3^6 bits are more than fixBits.
const lnSteps = 6
