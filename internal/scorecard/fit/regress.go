package fit

import (
	"math"
	"slices"
)

// coding turns a column's bins into figures for a regression.
type coding func(t *table, col int, train []int) []float64

// woeCoding codes a bin by its monotone weight of evidence.
func woeCoding(t *table, col int, train []int) []float64 {
	w, information := t.woe(col, train)
	if information < informationLeast {
		return nil
	}
	return w
}

// informationLeast is the information value below which a characteristic is noise.
const informationLeast = 0.02

// rankCoding codes a bin by the normal score of its middle rank, the way of rank-based inverse
// normal transformation; what is not known stands in the middle.
func rankCoding(t *table, col int, train []int) []float64 {
	n := make([]float64, t.grids[col].bins())
	total := 0.0
	for _, r := range train {
		if b := t.code[col][r]; b > 0 {
			n[b]++
			total++
		}
	}
	figure := make([]float64, len(n))
	below := 0.0
	for b := 1; b < len(n); b++ {
		figure[b] = math.Sqrt2 * math.Erfinv(2*(below+n[b]/2+0.25)/(total+0.5)-1)
		below += n[b]
	}
	return figure
}

// regression fits a penalised logistic regression on coded columns and gives it as a sum over bins.
// Where the coding's direction is known, a coefficient of the wrong sign is dropped and the rest
// fitted again: a card that takes points for what is safer would be explained by nobody.
func regression(t *table, train []int, code coding, lambda float64, sign func(col int) int) (*additive, error) {
	var cols []int
	var figures, x [][]float64
	y := make([]bool, len(train))
	for i, r := range train {
		y[i] = t.bad[r]
	}
	for c := range t.cols {
		f := code(t, c, train)
		if f == nil {
			continue
		}
		m, sd := t.spread(c, f, train)
		if sd < 1e-9 {
			continue
		}
		for i := range f {
			f[i] = (f[i] - m) / sd
		}
		v := make([]float64, len(train))
		for i, r := range train {
			v[i] = f[t.code[c][r]]
		}
		cols, figures, x = append(cols, c), append(figures, f), append(x, v)
	}
	for {
		intercept, beta, err := ridge(x, y, lambda)
		if err != nil {
			return nil, err
		}
		wrong := wrongSigns(cols, beta, sign)
		if len(wrong) == 0 {
			return sumOf(t, cols, figures, intercept, beta), nil
		}
		for i := len(wrong) - 1; i >= 0; i-- {
			j := wrong[i]
			cols, figures, x = slices.Delete(cols, j, j+1), slices.Delete(figures, j, j+1), slices.Delete(x, j, j+1)
		}
	}
}

func wrongSigns(cols []int, beta []float64, sign func(col int) int) (wrong []int) {
	for j, c := range cols {
		if s := sign(c); s != 0 && float64(s)*beta[j] < 0 {
			wrong = append(wrong, j)
		}
	}
	return wrong
}

func sumOf(t *table, cols []int, figures [][]float64, intercept float64, beta []float64) *additive {
	a := newAdditive(len(t.cols))
	a.bias = intercept
	for j, c := range cols {
		a.part[c] = make([]float64, len(figures[j]))
		for b, f := range figures[j] {
			a.part[c][b] = beta[j] * f
		}
	}
	return a
}

// onlyUp wants every coefficient of a weight of evidence above zero.
func onlyUp(int) int { return 1 }

// trendOf wants coefficients of ranks to go the way that the trade knows.
func trendOf(t *table) func(int) int {
	return func(c int) int {
		switch t.cols[c].trend {
		case SaferUp:
			return -1
		case RiskierUp:
			return 1
		}
		return 0
	}
}
