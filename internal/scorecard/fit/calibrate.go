package fit

import (
	"math"
	"slices"
)

// platt is a line through log-odds: calibrated = a + b·x (Platt 1999), fitted on out-of-fold figures
// so that it corrects what the model believes of cases that it has not seen.
type platt struct{ a, b float64 }

// newPlatt fits the line. It never turns the order round: a slope that would is a model without
// knowledge, and the line is then flat at the average.
func newPlatt(odds []float64, bad []bool) platt {
	m, sd := meanSpread(odds)
	if sd < 1e-9 {
		return platt{logit(rateOf(bad)), 0}
	}
	x := make([]float64, len(odds))
	for i, o := range odds {
		x[i] = (o - m) / sd
	}
	intercept, beta, err := ridge([][]float64{x}, bad, 1e-3)
	if err != nil || beta[0] <= 0 {
		return platt{logit(rateOf(bad)), 0}
	}
	return platt{intercept - beta[0]*m/sd, beta[0] / sd}
}

func (p platt) at(x float64) float64 { return p.a + p.b*x }

// rateOf is the share of bads, kept away from 0 and 1.
func rateOf(bad []bool) float64 {
	n := 0.5
	for _, b := range bad {
		n += float64(bit(b))
	}
	return n / float64(len(bad)+1)
}

// isotonic is a rising step function from log-odds to probability (Zadrozny and Elkan 2002); it is
// fitted to see whether more freedom than a line would calibrate better.
type isotonic struct{ upTo, p []float64 }

func newIsotonic(odds []float64, bad []bool) isotonic {
	order := ascending(odds)
	type step struct{ sum, n, last float64 }
	var steps []step
	for _, i := range order {
		steps = append(steps, step{float64(bit(bad[i])), 1, odds[i]})
		for n := len(steps); n > 1 && steps[n-2].sum/steps[n-2].n >= steps[n-1].sum/steps[n-1].n; n = len(steps) {
			a, b := steps[n-2], steps[n-1]
			steps = append(steps[:n-2], step{a.sum + b.sum, a.n + b.n, b.last})
		}
	}
	var f isotonic
	for _, s := range steps {
		f.upTo = append(f.upTo, s.last)
		p := (s.sum + 0.5*rateOf(bad)) / (s.n + 0.5) // never 0 or 1: nobody is certain to pay
		if n := len(f.p); n > 0 {
			p = max(p, f.p[n-1]) // a small step is drawn further to the middle than its neighbour
		}
		f.p = append(f.p, p)
	}
	return f
}

func (f isotonic) at(x float64) float64 {
	i, _ := slices.BinarySearch(f.upTo, x)
	return f.p[min(i, len(f.p)-1)]
}

// Calibrations compares the two ways by the log loss and Brier score of five folds of out-of-fold log-odds.
type Calibrations struct {
	PlattLogLoss    float64 `json:"platt_log_loss"`
	IsotonicLogLoss float64 `json:"isotonic_log_loss"`
	PlattBrier      float64 `json:"platt_brier"`
	IsotonicBrier   float64 `json:"isotonic_brier"`
	Taken           string  `json:"taken"`
}

func compareCalibrations(odds []float64, bad []bool, seed uint64) Calibrations {
	parts := folds(all(len(odds)), bad, 5, random(seed, 77))
	line, steps := make([]float64, len(odds)), make([]float64, len(odds))
	for i, part := range parts {
		x, y := pick(odds, bad, without(parts, i))
		p, f := newPlatt(x, y), newIsotonic(x, y)
		for _, r := range part {
			line[r], steps[r] = chance(p.at(odds[r])), f.at(odds[r])
		}
	}
	return Calibrations{logLoss(line, bad), logLoss(steps, bad), brier(line, bad), brier(steps, bad), "platt"}
}

func pick(x []float64, bad []bool, rows []int) ([]float64, []bool) {
	a, b := make([]float64, len(rows)), make([]bool, len(rows))
	for i, r := range rows {
		a[i], b[i] = x[r], bad[r]
	}
	return a, b
}

func meanSpread(x []float64) (mean, sd float64) {
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	for _, v := range x {
		sd += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(sd / float64(len(x)))
}
