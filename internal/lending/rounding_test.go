package lending

import (
	"math/big"
	"testing"
)

func TestRoundingOfHalves(t *testing.T) {
	for _, c := range []struct {
		n, d                     int64
		halfUp, halfEven, up, dn int64
	}{
		{5, 2, 3, 2, 3, 2}, {7, 2, 4, 4, 4, 3}, {-5, 2, -3, -2, -3, -2}, {6, 2, 3, 3, 3, 3},
		{4, 3, 1, 1, 2, 1}, {5, 3, 2, 2, 2, 1}, {-4, 3, -1, -1, -2, -1}, {0, 7, 0, 0, 0, 0}, {1, 2, 1, 0, 1, 0},
	} {
		for r, want := range map[Rounding]int64{HalfUp: c.halfUp, HalfEven: c.halfEven, Up: c.up, Down: c.dn} {
			if got := r.quotient(big.NewInt(c.n), big.NewInt(c.d)).Int64(); got != want {
				t.Errorf("%d/%d rounded %s is %d, want %d", c.n, c.d, r, got, want)
			}
		}
	}
}

func TestRoundingToAMultiple(t *testing.T) {
	for _, c := range []struct {
		rounding Rounding
		n, step  int64
		want     int64
	}{{Up, 1_970_175, 1000, 1_971_000}, {Down, 1_970_175, 1000, 1_970_000}, {HalfEven, 1_970_500, 1000, 1_970_000}, {HalfUp, 1_970_500, 1000, 1_971_000}} {
		if got, ok := c.rounding.toMultiple(big.NewInt(c.n), big.NewInt(1), c.step); !ok || got != c.want {
			t.Errorf("%d to a multiple of %d, %s: %d, want %d", c.n, c.step, c.rounding, got, c.want)
		}
	}
}
