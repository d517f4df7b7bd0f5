package fit

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s: %.6f, want %.6f", what, got, want)
	}
}

func TestRankingByHand(t *testing.T) {
	risk := []float64{0.1, 0.4, 0.35, 0.8}
	bad := []bool{false, false, true, true}
	near(t, "AUC", auc(risk, bad), 0.75, 1e-12)
	near(t, "KS", ks(risk, bad), 0.5, 1e-12)
	near(t, "AUC of ties", auc([]float64{1, 1, 1, 1}, bad), 0.5, 1e-12)
	near(t, "Brier", brier([]float64{0, 0.5}, []bool{false, true}), 0.125, 1e-12)
	near(t, "log loss", logLoss([]float64{0.5, 0.5}, []bool{false, true}), math.Ln2, 1e-12)
}

// The example of the handbook (4.11): b = (10, 20, 30, 25, 15 %), c = (13, 22, 30, 22, 13 %) is 0.0165.
func TestStabilityIndexByHand(t *testing.T) {
	var a, b []float64
	for i, n := range []int{10_000, 20_000, 30_000, 25_000, 15_000} {
		a = append(a, slices.Repeat([]float64{float64(i)}, n)...)
	}
	for i, n := range []int{13_000, 22_000, 30_000, 22_000, 13_000} {
		b = append(b, slices.Repeat([]float64{float64(i)}, n)...)
	}
	near(t, "PSI", psi(a, b), 0.0165, 0.0002)
	near(t, "PSI of itself", psi(a, a), 0, 1e-12)
}

// Coefficients of y on one column, as R's glm gives them for the classic table of 2x2 counts: the
// slope is the log odds ratio.
func TestRegressionFindsTheLogOddsRatio(t *testing.T) {
	var x []float64
	var y []bool
	add := func(v float64, bad bool, n int) {
		for range n {
			x, y = append(x, v), append(y, bad)
		}
	}
	add(0, true, 10)
	add(0, false, 90)
	add(1, true, 40)
	add(1, false, 60)
	a, b, err := ridge([][]float64{x}, y, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "intercept", a, math.Log(10.0/90), 1e-6)
	near(t, "slope", b[0], math.Log(40.0/60)-math.Log(10.0/90), 1e-6)
	_, held, _ := ridge([][]float64{x}, y, 50)
	if held[0] >= b[0] || held[0] <= 0 {
		t.Errorf("a penalty moves the slope towards nothing: %.3f from %.3f", held[0], b[0])
	}
}

func TestPoolingIsMonotoneAndKeepsCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "bins")
		good, bad := make([]float64, n), make([]float64, n)
		for i := range n {
			good[i], bad[i] = float64(rapid.IntRange(0, 30).Draw(t, "good")), float64(rapid.IntRange(0, 30).Draw(t, "bad"))
		}
		sign := rapid.SampledFrom([]float64{1, -1}).Draw(t, "sign")
		blocks := poolAdjacent(good, bad, sign, 0.3, 10)
		bins, g, b := 0, 0.0, 0.0
		for i, x := range blocks {
			bins, g, b = bins+x.bins, g+x.good, b+x.bad
			if i > 0 && sign*(x.rate(0.3)-blocks[i-1].rate(0.3)) <= 0 {
				t.Fatalf("blocks %v go against %v", blocks, sign)
			}
		}
		if bins != n || g != sumOfAll(good) || b != sumOfAll(bad) {
			t.Fatalf("pooling lost cases: %v", blocks)
		}
	})
}

func sumOfAll(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}

func TestIsotonicNeverFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 60).Draw(t, "n")
		odds, bad := make([]float64, n), make([]bool, n)
		for i := range n {
			odds[i], bad[i] = rapid.Float64Range(-5, 5).Draw(t, "odds"), rapid.Bool().Draw(t, "bad")
		}
		f := newIsotonic(odds, bad)
		for x := -6.0; x < 6; x += 0.25 {
			if p := f.at(x); p <= 0 || p >= 1 || p > f.at(x+0.25) {
				t.Fatalf("at %.2f: %.3f, then %.3f", x, p, f.at(x+0.25))
			}
		}
	})
}

func TestFoldsHoldEveryRowOnceAndTheSameShareOfBads(t *testing.T) {
	s := book(503, 1)
	parts := folds(all(503), s.Bad, 5, random(1, 1))
	seen := map[int]bool{}
	for _, p := range parts {
		bads := 0
		for _, r := range p {
			if seen[r] {
				t.Fatalf("row %d twice", r)
			}
			seen[r] = true
			bads += bit(s.Bad[r])
		}
		if want := float64(s.Bads()) / 5; math.Abs(float64(bads)-want) > 1 {
			t.Errorf("%d bads in a fold, want about %.1f", bads, want)
		}
	}
	if len(seen) != 503 {
		t.Errorf("%d rows of 503", len(seen))
	}
}

func TestGridsBinEveryValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 200).Draw(t, "n")
		c := &column{name: "x"}
		for i := range n {
			c.set(i, Measure{Known: rapid.Bool().Draw(t, "known"), N: rapid.Int64().Draw(t, "value")})
		}
		g := newGrid(c, all(n), make([]bool, n), finest, leastInBin)
		for i := range n {
			b := int(g.bin(c, i))
			if c.known[i] == (b == 0) || b >= g.bins() {
				t.Fatalf("value %d known %v in bin %d of %d", c.n[i], c.known[i], b, g.bins())
			}
		}
		if !slices.IsSorted(g.cuts) {
			t.Fatal("cuts out of order")
		}
	})
}

func TestMeasuresHaveIntervals(t *testing.T) {
	var cases []Scored
	for i := range 400 {
		cases = append(cases, Scored{Points: float64(600 + i%100), PD: 0.3, Bad: (i*7)%100 < 30-(i%100)/5})
	}
	f, ok := MeasureScores(cases, nil, 1)
	if !ok {
		t.Fatal("there are bads and goods")
	}
	for name, x := range map[string]float64{"auc": f.AUC, "gini": f.Gini, "ks": f.KS, "brier": f.Brier} {
		if i := f.Intervals[name]; !(i[0] <= x+0.05 && x-0.05 <= i[1] && i[0] <= i[1]) {
			t.Errorf("%s %.3f is not in %v", name, x, i)
		}
	}
	if _, ok := MeasureScores(cases[:0], nil, 1); ok {
		t.Error("no cases have no figures")
	}
}

func TestTheShortestCardThatIsGoodEnoughIsTaken(t *testing.T) {
	give := func(area map[int]float64) *trials {
		x := &trials{recipes: recipes()}
		for _, r := range x.recipes {
			a := area[r.Size]
			if r.Name == "ranks + stumps" {
				a += 0.0001
			}
			x.results = append(x.results, Trial{Recipe: r, AUC: a})
		}
		return x
	}
	for _, row := range []struct {
		area map[int]float64
		want int
	}{
		{map[int]float64{15: 0.80, 30: 0.80, 45: 0.80}, 15},
		{map[int]float64{15: 0.80, 30: 0.8015, 45: 0.803}, 30},
		{map[int]float64{15: 0.80, 30: 0.80, 45: 0.81}, 45},
		{map[int]float64{15: 0.80, 30: 0.81, 45: 0.79}, 30},
	} {
		x := give(row.area)
		if got := x.recipes[x.best()]; got.Size != row.want || got.Name != "ranks + stumps" {
			t.Errorf("%v: took %d characteristics by %s", row.area, got.Size, got.Name)
		}
	}
}
