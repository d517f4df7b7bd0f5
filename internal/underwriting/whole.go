package underwriting

import (
	"math"
	"math/bits"
	"slices"
)

// whole.go has the arithmetic of features: whole numbers only, so that a decision is the same on
// every machine. Shares are in ten-thousandths.

// one is the whole as a share.
const one = 10_000

// share is a/b in ten-thousandths, rounded down; 0 where b is nothing, and never beyond a million times.
func share(a, b int64) int64 {
	if b <= 0 || a <= 0 {
		return 0
	}
	return mulDiv(a, one, b)
}

// of is an amount's share s (ten-thousandths), rounded down; the sign is kept.
func of(amount, s int64) int64 {
	if amount < 0 {
		return -of(-amount, s)
	}
	return mulDiv(amount, s, one)
}

// mulDiv is a*b/c for numbers that are not negative, without overflow between; what is beyond shareMost stops there.
func mulDiv(a, b, c int64) int64 {
	if a <= 0 || b <= 0 || c <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	if hi >= uint64(c) {
		return math.MaxInt64 / 4
	}
	q, _ := bits.Div64(hi, lo, uint64(c))
	return int64(min(q, math.MaxInt64/4))
}

// add is a sum that stops at the ends instead of turning round.
func add(a, b int64) int64 {
	s := a + b
	switch {
	case a > 0 && b > 0 && s < 0:
		return math.MaxInt64
	case a < 0 && b < 0 && s >= 0:
		return math.MinInt64 + 1
	}
	return s
}

func sum(xs []int64) int64 {
	var s int64
	for _, x := range xs {
		s = add(s, x)
	}
	return s
}

// median of no numbers is 0; of an even count it is the lower middle one's mean with the upper.
func median(xs []int64) int64 {
	if len(xs) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	n := len(s)
	if n%2 == 1 {
		return s[n/2]
	}
	return s[n/2-1] + (s[n/2]-s[n/2-1])/2
}

// lowerQuartile is the value below which a quarter of the numbers lie, taken from the numbers themselves.
func lowerQuartile(xs []int64) int64 {
	if len(xs) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(xs))
	return s[(len(s)-1)/4]
}

func mean(xs []int64) int64 {
	if len(xs) == 0 {
		return 0
	}
	return sum(xs) / int64(len(xs))
}

// variation is the coefficient of variation (standard deviation over mean) as a share.
func variation(xs []int64) int64 {
	m := mean(xs)
	if m <= 0 || len(xs) < 2 {
		return 0
	}
	var v int64
	for _, x := range xs {
		d := min(mulDiv(x, one, m), 100*one) - one
		v += d * d
	}
	return isqrt(v / int64(len(xs)))
}

// isqrt is the whole square root.
func isqrt(n int64) int64 {
	if n <= 0 {
		return 0
	}
	x := int64(1) << ((bits.Len64(uint64(n)) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}
