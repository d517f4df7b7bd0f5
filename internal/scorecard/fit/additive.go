package fit

// additive is a fitted model as a sum: the log-odds of bad are bias plus, for each column, the
// figure of the row's bin. Every method here gives such a sum, and so does their average.
type additive struct {
	bias float64
	part [][]float64 // by column of the table, by bin; nil: the column has no part
}

func newAdditive(cols int) *additive { return &additive{part: make([][]float64, cols)} }

// at is a row's log-odds of bad.
func (a *additive) at(t *table, row int) float64 {
	x := a.bias
	for c, p := range a.part {
		if p != nil {
			x += p[t.code[c][row]]
		}
	}
	return x
}

// plus adds a model, weighted.
func (a *additive) plus(b *additive, weight float64) {
	a.bias += weight * b.bias
	for c, p := range b.part {
		if p == nil {
			continue
		}
		if a.part[c] == nil {
			a.part[c] = make([]float64, len(p))
		}
		for i, x := range p {
			a.part[c][i] += weight * x
		}
	}
}
