package fit

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mat"
)

// errSingular says that a regression has no answer; with a penalty above zero this does not happen.
var errSingular = errors.New("fit: the regression's matrix is singular")

// irlsRounds bounds the iterations; ten are usual, and the penalty keeps them from diverging.
const irlsRounds = 50

// ridge fits a logistic regression of y on the columns of x by iteratively reweighted least squares
// with the penalty lambda/2·Σβ² (the intercept, returned first, is free). Columns are expected on
// one scale.
func ridge(x [][]float64, y []bool, lambda float64) (intercept float64, beta []float64, err error) {
	p, n := len(x), len(y)
	b := make([]float64, p+1)
	eta := make([]float64, n)
	ones := make([]float64, n)
	for i := range ones {
		ones[i] = 1
	}
	design := append([][]float64{ones}, x...)
	for range irlsRounds {
		step, err := newtonStep(design, y, eta, b, lambda)
		if err != nil {
			return 0, nil, err
		}
		largest := 0.0
		for j, s := range step {
			b[j] += s
			largest = max(largest, math.Abs(s))
		}
		predict(design, b, eta)
		if largest < 1e-7 {
			break
		}
	}
	return b[0], b[1:], nil
}

func predict(design [][]float64, b, eta []float64) {
	clear(eta)
	for j, col := range design {
		if b[j] != 0 {
			for i, v := range col {
				eta[i] += b[j] * v
			}
		}
	}
}

// newtonStep solves (X'WX + λI)·step = X'(y−p) − λβ.
func newtonStep(design [][]float64, y []bool, eta, b []float64, lambda float64) ([]float64, error) {
	n, p := len(y), len(design)
	root := make([]float64, n)
	miss := make([]float64, n)
	for i := range y {
		q := chance(eta[i])
		root[i] = math.Sqrt(max(q*(1-q), 1e-9))
		miss[i] = -q
		if y[i] {
			miss[i]++
		}
	}
	wx := mat.NewDense(p, n, nil)
	grad := mat.NewVecDense(p, nil)
	for j, col := range design {
		row := wx.RawRowView(j)
		g := 0.0
		for i, v := range col {
			row[i] = v * root[i]
			g += v * miss[i]
		}
		if j > 0 {
			g -= lambda * b[j]
		}
		grad.SetVec(j, g)
	}
	h := mat.NewSymDense(p, nil)
	h.SymOuterK(1, wx)
	for j := 1; j < p; j++ {
		h.SetSym(j, j, h.At(j, j)+lambda)
	}
	h.SetSym(0, 0, h.At(0, 0)+1e-9)
	var chol mat.Cholesky
	if !chol.Factorize(h) {
		return nil, errSingular
	}
	var step mat.VecDense
	if err := chol.SolveVecTo(&step, grad); err != nil {
		return nil, errSingular
	}
	return step.RawVector().Data, nil
}
