package underwriting

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestShareIsExactAndNeverOverflows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64Range(0, math.MaxInt64).Draw(t, "a"), rapid.Int64Range(1, math.MaxInt64).Draw(t, "b")
		want := new(big.Int).Div(new(big.Int).Mul(big.NewInt(a), big.NewInt(one)), big.NewInt(b))
		got := share(a, b)
		if want.Cmp(big.NewInt(math.MaxInt64/4)) > 0 {
			want = big.NewInt(math.MaxInt64 / 4)
		}
		if big.NewInt(got).Cmp(want) != 0 {
			t.Fatalf("share(%d, %d) = %d, want %s", a, b, got, want)
		}
	})
}

func TestSquareRoot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<60).Draw(t, "n")
		if r := isqrt(n); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("isqrt(%d) = %d", n, r)
		}
	})
}

func TestFigures(t *testing.T) {
	for _, row := range []struct {
		name      string
		got, want int64
	}{
		{"median of none", median(nil), 0},
		{"median of an even count", median([]int64{4, 1, 3, 2}), 2},
		{"lower quartile of six", lowerQuartile([]int64{60, 10, 50, 20, 40, 30}), 20},
		{"variation of equal sums", variation([]int64{5, 5, 5}), 0},
		{"variation of 50 and 150", variation([]int64{50, 150}), 5000},
		{"share of nothing", share(5, 0), 0},
		{"add stops at the end", add(math.MaxInt64, 5), math.MaxInt64},
		{"a share of a negative sum keeps the sign", of(-1000, 5000), -500},
		{"without the best month", withoutBest([]int64{10, 20, 90}), 15},
	} {
		if row.got != row.want {
			t.Errorf("%s: %d, want %d", row.name, row.got, row.want)
		}
	}
}
