package fit

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Recipe is one way to make a scorecard: how many characteristics it keeps, and the methods whose
// sums are averaged. Every recipe gives a sum over bins, so that points and reasons are exact.
type Recipe struct {
	Name    string   `json:"name"`
	Size    int      `json:"characteristics"`
	Methods []string `json:"methods"`
}

// The methods.
const (
	methodWoE    = "regression on weights of evidence"
	methodRank   = "regression on ranks"
	methodStumps = "boosted stumps"
)

var blends = []struct {
	name    string
	methods []string
}{
	{"weights of evidence", []string{methodWoE}},
	{"stumps", []string{methodStumps}},
	{"weights of evidence + stumps", []string{methodWoE, methodStumps}},
	{"ranks + stumps", []string{methodRank, methodStumps}},
	{"all three", []string{methodWoE, methodRank, methodStumps}},
}

// sizes are how many characteristics a card may keep: a page, two pages, three.
var sizes = []int{15, 30, 45}

// Recipes are the ways that are tried.
func recipes() []Recipe {
	var out []Recipe
	for _, size := range sizes {
		for _, b := range blends {
			out = append(out, Recipe{b.name, size, b.methods})
		}
	}
	return out
}

// Settings that were found flat: halving or doubling them moves the area under the curve by less
// than its own spread between repetitions. The first pass looks at hundreds of characteristics and
// is held back more than the second.
const (
	firstWoE, secondWoE   = 30, 10
	firstRank, secondRank = 100, 30
	alikeMost             = 0.97 // correlation of ranks beyond which two characteristics say the same
	bagMost               = 10_000
)

var boostedStumps = boosting{Bags: 10, Share: 0.7, Rounds: 200, Rate: 0.1, Columns: 0.1, Least: 1, Penalty: 2}

// fitMethods fits every method once and gives the sums by name.
func fitMethods(t *table, train []int, woe, rank float64, rng *rand.Rand) (map[string]*additive, error) {
	w, err := regression(t, train, woeCoding, woe, onlyUp)
	if err != nil {
		return nil, err
	}
	r, err := regression(t, train, rankCoding, rank, trendOf(t))
	if err != nil {
		return nil, err
	}
	set := boostedStumps
	set.Share = min(set.Share, bagMost/float64(len(train)))
	return map[string]*additive{methodWoE: w, methodRank: r, methodStumps: stumps(t, train, set, rng)}, nil
}

// blend averages the sums of a recipe's methods.
func blend(cols int, sums map[string]*additive, methods []string) *additive {
	a := newAdditive(cols)
	for _, m := range methods {
		a.plus(sums[m], 1/float64(len(methods)))
	}
	return a
}

// kitchen fits recipes on one set of training rows; what they share is done once.
type kitchen struct {
	t      *table
	train  []int
	seed   uint64
	ranked []int
	sums   map[int]map[string]*additive
	tables map[int]*table
}

func newKitchen(cols []*column, bad []bool, train []int, seed uint64) (*kitchen, error) {
	k := &kitchen{t: newTable(cols, bad, train), train: train, seed: seed, sums: map[int]map[string]*additive{}, tables: map[int]*table{}}
	few := atMost(tryMost, train, bad, seed)
	first, err := fitMethods(k.t, few, firstWoE, firstRank, random(seed, 1))
	if err != nil {
		return nil, err
	}
	k.ranked = k.t.rank(blend(len(cols), first, []string{methodWoE, methodRank, methodStumps}), few)
	return k, nil
}

// cook fits one recipe: its sum and the table of the characteristics that it keeps.
func (k *kitchen) cook(r Recipe) (*additive, *table, error) {
	if k.sums[r.Size] == nil {
		t := k.t.keep(k.ranked[:min(r.Size, len(k.ranked))])
		sums, err := fitMethods(t, k.train, secondWoE, secondRank, random(k.seed, uint64(1+r.Size)))
		if err != nil {
			return nil, nil, err
		}
		k.tables[r.Size], k.sums[r.Size] = t, sums
	}
	t := k.tables[r.Size]
	return blend(len(t.cols), k.sums[r.Size], r.Methods), t, nil
}

// rank orders the columns by how much they move the sum; of two that say the same the weaker is left out.
func (t *table) rank(a *additive, rows []int) []int {
	move := make([]float64, len(t.cols))
	var order []int
	for c := range t.cols {
		if a.part[c] != nil {
			if _, move[c] = t.spread(c, a.part[c], rows); move[c] > 0 {
				order = append(order, c)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(move[b], move[a]) })
	most := slices.Max(sizes)
	var kept []int
	for _, c := range order {
		if len(kept) < most && !slices.ContainsFunc(kept, func(o int) bool { return t.alike(o, c, rows) > alikeMost }) {
			kept = append(kept, c)
		}
	}
	return kept
}

// alike is the correlation of two columns' bins, without its sign.
func (t *table) alike(a, b int, rows []int) float64 {
	var sa, sb, saa, sbb, sab float64
	for _, r := range rows {
		x, y := float64(t.code[a][r]), float64(t.code[b][r])
		sa, sb, saa, sbb, sab = sa+x, sb+y, saa+x*x, sbb+y*y, sab+x*y
	}
	n := float64(len(rows))
	v := (saa - sa*sa/n) * (sbb - sb*sb/n)
	if v <= 0 {
		return 0
	}
	return math.Abs(sab-sa*sb/n) / math.Sqrt(v)
}

// keep is the table of some columns.
func (t *table) keep(cols []int) *table {
	u := &table{bad: t.bad}
	for _, c := range cols {
		u.cols, u.grids, u.code = append(u.cols, t.cols[c]), append(u.grids, t.grids[c]), append(u.code, t.code[c])
	}
	return u
}
