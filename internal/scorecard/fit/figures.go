package fit

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Figures measure scores against outcomes.
type Figures struct {
	N           int                   `json:"n"`
	Bads        int                   `json:"bads"`
	AUC         float64               `json:"auc"`
	Gini        float64               `json:"gini"` // 2·AUC − 1
	KS          float64               `json:"ks"`
	Brier       float64               `json:"brier"`
	LogLoss     float64               `json:"log_loss"`
	Calibration []Tenth               `json:"calibration"`
	PSI         float64               `json:"psi"`
	PSIOf       string                `json:"psi_of"`    // what was compared
	Intervals   map[string][2]float64 `json:"intervals"` // 95 %, bootstrap: auc, gini, ks, brier
}

// Tenth is a tenth of the cases by probability: what was said and what happened.
type Tenth struct {
	PDMean  float64 `json:"pd_mean"`
	BadRate float64 `json:"bad_rate"`
	N       int     `json:"n"`
}

// Scored is one case's score with its outcome.
type Scored struct {
	Points float64
	PD     float64
	Bad    bool
}

// resamples is how often the bootstrap draws; the ends of a 95 % interval then rest on 25 draws each.
const resamples = 1000

// MeasureScores gives the figures of scored cases; baseline holds the points of an earlier population for
// the stability index, and where it is empty the second half of the cases, in their order, is
// compared with the first. It needs at least one bad and one good; without, the second result is false.
func MeasureScores(cases []Scored, baseline []float64, seed uint64) (Figures, bool) {
	f := Figures{N: len(cases)}
	risk, pd, bad, points := make([]float64, f.N), make([]float64, f.N), make([]bool, f.N), make([]float64, f.N)
	for i, c := range cases {
		risk[i], pd[i], bad[i], points[i] = -c.Points, c.PD, c.Bad, c.Points
		f.Bads += bit(c.Bad)
	}
	if f.Bads == 0 || f.Bads == f.N {
		return f, false
	}
	f.AUC, f.KS = round6(auc(risk, bad)), round6(ks(risk, bad))
	f.Gini = round6(2*f.AUC - 1)
	f.Brier, f.LogLoss = round6(brier(pd, bad)), round6(logLoss(pd, bad))
	f.Calibration = tenths(pd, bad)
	f.PSIOf = "the second half of the cases against the first"
	if len(baseline) > 0 {
		f.PSI, f.PSIOf = round6(psi(baseline, points)), "the cases against the baseline"
	} else {
		f.PSI = round6(psi(points[:f.N/2], points[f.N/2:]))
	}
	f.Intervals = intervals(risk, pd, bad, random(seed, 9))
	return f, true
}

func round6(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// tenths groups the cases by probability, from the lowest.
func tenths(pd []float64, bad []bool) []Tenth {
	order := ascending(pd)
	n := len(order)
	groups := min(10, n)
	var out []Tenth
	for g := range groups {
		part := order[g*n/groups : (g+1)*n/groups]
		t := Tenth{N: len(part)}
		for _, i := range part {
			t.PDMean += pd[i]
			t.BadRate += float64(bit(bad[i]))
		}
		t.PDMean, t.BadRate = round6(t.PDMean/float64(t.N)), round6(t.BadRate/float64(t.N))
		out = append(out, t)
	}
	return out
}

// psi is the population stability index of b against a over ten bins of a with equal counts:
// Σ (bᵢ − aᵢ)·ln(bᵢ/aᵢ), half a case added to each bin so that an empty one has a logarithm.
func psi(a, b []float64) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(a))
	var cuts []float64
	for i := 1; i < 10; i++ {
		if c := sorted[i*(len(sorted)-1)/10]; len(cuts) == 0 || c > cuts[len(cuts)-1] {
			cuts = append(cuts, c)
		}
	}
	x, y := shares(a, cuts), shares(b, cuts)
	s := 0.0
	for i := range x {
		s += (y[i] - x[i]) * math.Log(y[i]/x[i])
	}
	return s
}

func shares(values, cuts []float64) []float64 {
	n := make([]float64, len(cuts)+1)
	for i := range n {
		n[i] = 0.5
	}
	for _, v := range values {
		i, _ := slices.BinarySearch(cuts, v)
		n[i]++
	}
	for i := range n {
		n[i] /= float64(len(values)) + 0.5*float64(len(n))
	}
	return n
}

// intervals draws the cases again and again, with replacement, and takes the middle 95 % of each figure.
func intervals(risk, pd []float64, bad []bool, rng *rand.Rand) map[string][2]float64 {
	order := ascending(risk)
	times := make([]int, len(risk))
	var areas, ginis, distances, squares []float64
	for range resamples {
		clear(times)
		for range risk {
			times[rng.IntN(len(times))]++
		}
		a, k, ok := weighted(risk, bad, order, times)
		if ok {
			areas, ginis, distances = append(areas, a), append(ginis, 2*a-1), append(distances, k)
			squares = append(squares, weightedBrier(pd, bad, times))
		}
	}
	return map[string][2]float64{"auc": middle(areas), "gini": middle(ginis), "ks": middle(distances), "brier": middle(squares)}
}

func weightedBrier(pd []float64, bad []bool, times []int) float64 {
	s := 0.0
	for i, n := range times {
		d := pd[i] - float64(bit(bad[i]))
		s += float64(n) * d * d
	}
	return s / float64(len(pd))
}

// weighted is AUC and KS of cases that count several times, in one pass over their order.
func weighted(risk []float64, bad []bool, order, times []int) (area, distance float64, ok bool) {
	var goods, bads float64
	for i, n := range times {
		if bad[i] {
			bads += float64(n)
		} else {
			goods += float64(n)
		}
	}
	if goods == 0 || bads == 0 {
		return 0, 0, false
	}
	var g, b float64
	for i := 0; i < len(order); {
		tiedGood, tiedBad := 0.0, 0.0
		j := i
		for ; j < len(order) && risk[order[j]] == risk[order[i]]; j++ {
			if bad[order[j]] {
				tiedBad += float64(times[order[j]])
			} else {
				tiedGood += float64(times[order[j]])
			}
		}
		area += tiedBad * (g + tiedGood/2)
		g, b = g+tiedGood, b+tiedBad
		distance = max(distance, math.Abs(b/bads-g/goods))
		i = j
	}
	return area / (goods * bads), distance, true
}

func middle(x []float64) [2]float64 {
	slices.Sort(x)
	n := len(x)
	return [2]float64{round6(x[n*25/1000]), round6(x[min(n-1, n*975/1000)])}
}
