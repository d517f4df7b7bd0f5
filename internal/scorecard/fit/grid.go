package fit

import (
	"cmp"
	"slices"
)

// grid cuts one characteristic into fine bins. Bin 0 is "not known"; bin i holds the values above
// cuts[i-2] up to and including cuts[i-1], the last has no upper end. Words are first put into the
// order of their risk, so that a level is a number like any other.
type grid struct {
	cuts  []int64
	codes map[string]int64 // words: the level's place, from the safest; a level that is not here is not known
}

func (g *grid) bins() int { return len(g.cuts) + 2 }

// bin is the place of a row's value.
func (g *grid) bin(c *column, row int) uint8 {
	if !c.known[row] {
		return 0
	}
	v := int64(0)
	if c.words {
		code, ok := g.codes[c.text[row]]
		if !ok {
			return 0
		}
		v = code
	} else {
		v = c.n[row]
	}
	i, _ := slices.BinarySearch(g.cuts, v)
	return uint8(i + 1)
}

// newGrid lays a grid over the training rows: cuts at quantiles, so that each bin holds about the
// same number of cases, and never inside one value.
func newGrid(c *column, train []int, bad []bool, most, least int) *grid {
	if c.words {
		return levelGrid(c, train, bad, least)
	}
	var values []int64
	for _, r := range train {
		if c.known[r] {
			values = append(values, c.n[r])
		}
	}
	slices.Sort(values)
	return &grid{cuts: quantileCuts(values, most, least)}
}

// quantileCuts gives at most most-1 cuts between sorted values, each bin with at least least of them.
func quantileCuts(sorted []int64, most, least int) []int64 {
	var cuts []int64
	n := len(sorted)
	size := max(least, (n+most-1)/most, 1)
	start := 0
	for i := 1; i < n; i++ {
		if sorted[i] != sorted[i-1] && i-start >= size && n-i >= least {
			cuts = append(cuts, between(sorted[i-1], sorted[i]))
			start = i
		}
	}
	return cuts
}

// between is the middle of two values, so that a value that was never seen falls to the nearer side.
func between(a, b int64) int64 { return a + (b-a)/2 }

// levelPrior is the weight, in cases of the average risk, that a level's bad rate is drawn towards.
const levelPrior = 20

// levelGrid orders the levels of a characteristic of words by their smoothed bad rate. Levels with
// fewer than least cases share the middle place of the average.
func levelGrid(c *column, train []int, bad []bool, least int) *grid {
	type level struct {
		name string
		n    int
		rate float64
	}
	n, bads, all, allBad := map[string]int{}, map[string]int{}, 0, 0
	for _, r := range train {
		if !c.known[r] {
			continue
		}
		n[c.text[r]]++
		all++
		if bad[r] {
			bads[c.text[r]]++
			allBad++
		}
	}
	if all == 0 {
		return &grid{codes: map[string]int64{}}
	}
	base := float64(allBad) / float64(all)
	var levels []level
	for name, k := range n {
		rate := (float64(bads[name]) + levelPrior*base) / (float64(k) + levelPrior)
		if k < least {
			rate = base
		}
		levels = append(levels, level{name, k, rate})
	}
	slices.SortFunc(levels, func(a, b level) int { return cmp.Or(cmp.Compare(a.rate, b.rate), cmp.Compare(a.name, b.name)) })
	g := &grid{codes: map[string]int64{}}
	code := int64(0)
	for i, l := range levels {
		if i == 0 || l.rate != levels[i-1].rate {
			code++
			if i > 0 {
				g.cuts = append(g.cuts, code-1)
			}
		}
		g.codes[l.name] = code
	}
	return g
}

// table is a sample in bins: code[column][row].
type table struct {
	cols  []*column
	grids []*grid
	code  [][]uint8
	bad   []bool
}

// finest is how many fine bins a characteristic has at most, and leastInBin how many cases one holds at least.
const (
	finest     = 24
	leastInBin = 5
)

// newTable lays grids over the training rows and bins every row by them.
func newTable(cols []*column, bad []bool, train []int) *table {
	t := &table{cols: cols, bad: bad}
	for _, c := range cols {
		g := newGrid(c, train, bad, finest, leastInBin)
		codes := make([]uint8, len(bad))
		for r := range bad {
			codes[r] = g.bin(c, r)
		}
		t.grids, t.code = append(t.grids, g), append(t.code, codes)
	}
	return t
}

// counts gives goods and bads of a column's bins over rows.
func (t *table) counts(col int, rows []int) (good, bad []float64) {
	k := t.grids[col].bins()
	good, bad = make([]float64, k), make([]float64, k)
	for _, r := range rows {
		if t.bad[r] {
			bad[t.code[col][r]]++
		} else {
			good[t.code[col][r]]++
		}
	}
	return good, bad
}
