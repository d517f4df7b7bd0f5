package fit

import "lendwright/internal/fault"

// Options are the choices of a fit.
type Options struct {
	Seed     uint64
	Progress func(done, of int) // told after each step; may be nil
}

// leastOutcomes is how many bads and how many goods it takes: with fewer, folds say nothing.
const leastOutcomes = 20

// How often cross-validation is repeated: to choose the recipe of the scorecard, and to judge the
// whole way of making it.
const (
	foldsK     = 5
	chooseReps = 4
	outerReps  = 3
	tryMost    = 20_000 // cases that characteristics and recipes are chosen on; more tell them apart no better
)

// Fit learns a scorecard. The recipe is chosen by repeated stratified cross-validation; the figures
// of the report come from an outer cross-validation that repeats everything, the choice included,
// without the cases that it judges. Too few outcomes are invalid.
func Fit(s *Sample, o Options) (Scorecard, Report, error) {
	bads := s.Bads()
	if bads < leastOutcomes || len(s.Bad)-bads < leastOutcomes {
		return Scorecard{}, Report{}, fault.Newf(fault.Conflict, "A scorecard needs at least %d bad and %d good cases; there are %d and %d.", leastOutcomes, leastOutcomes, bads, len(s.Bad)-bads)
	}
	f := &fitter{s: s, cols: s.usable(max(leastInBin, len(s.Bad)/100)), seed: o.Seed, tell: o.Progress}
	if len(f.cols) == 0 {
		return Scorecard{}, Report{}, fault.Newf(fault.Conflict, "No characteristic differs between the cases: there is nothing to learn from.")
	}
	rows := all(len(s.Bad))
	made, err := f.whole(rows, chooseReps, o.Seed, 0)
	if err != nil {
		return Scorecard{}, Report{}, err
	}
	f.step(1)
	outer, err := f.outer(rows)
	if err != nil {
		return Scorecard{}, Report{}, err
	}
	return made.card, f.report(made, outer), nil
}

// fitter is one fit at work.
type fitter struct {
	s    *Sample
	cols []*column
	seed uint64
	tell func(done, of int)
}

func (f *fitter) step(done int) {
	if f.tell != nil {
		f.tell(done, 1+outerReps*foldsK)
	}
}

// made is a scorecard with the trials that chose it.
type made struct {
	card   Scorecard
	trials *trials
	table  *table
	sum    *additive
	odds   []float64 // out of fold, of the recipe taken
	tried  []int
}

// whole makes a scorecard from rows and nothing else.
func (f *fitter) whole(rows []int, reps int, seed uint64, workers int) (*made, error) {
	m := &made{tried: atMost(tryMost, rows, f.s.Bad, seed)}
	var err error
	if m.trials, err = crossValidate(f.cols, f.s.Bad, m.tried, reps, foldsK, seed, workers); err != nil {
		return nil, err
	}
	best := m.trials.best()
	m.odds = m.trials.odds[best]
	_, bad := pick(make([]float64, len(f.s.Bad)), f.s.Bad, m.tried)
	line := newPlatt(m.odds, bad)
	k, err := newKitchen(f.cols, f.s.Bad, rows, seed)
	if err != nil {
		return nil, err
	}
	if m.sum, m.table, err = k.cook(m.trials.recipes[best]); err != nil {
		return nil, err
	}
	card, levels := toCard(m.sum, m.table, rows, line)
	card.Name, card.Version = "fitted", "1"
	m.card = Scorecard{Card: card, Levels: levels, Made: Made{Recipe: m.trials.recipes[best], Cases: len(rows), Seed: f.seed}}
	for _, r := range rows {
		m.card.Made.Bads += bit(f.s.Bad[r])
	}
	return m, nil
}

// judged is what the outer cross-validation gives: each case scored by a card that never saw it, once in each repetition.
type judged struct {
	points, pd [][]float64 // by repetition, by row
	recipes    map[string]int
}

func (f *fitter) outer(rows []int) (*judged, error) {
	j := &judged{recipes: map[string]int{}}
	for range outerReps {
		j.points = append(j.points, make([]float64, len(rows)))
		j.pd = append(j.pd, make([]float64, len(rows)))
	}
	taken := make([]string, outerReps*foldsK)
	done := make(chan struct{}, outerReps*foldsK)
	go f.count(done)
	defer close(done)
	err := inParallel(outerReps*foldsK, 0, func(task int) error {
		rep, fold := task/foldsK, task%foldsK
		seed := f.seed + 7919*uint64(task+1)
		parts := folds(rows, f.s.Bad, foldsK, random(f.seed, 500+uint64(rep)))
		m, err := f.whole(without(parts, fold), 1, seed, 1)
		if err != nil {
			return err
		}
		taken[task] = m.card.Made.Recipe.Name
		for _, r := range parts[fold] {
			result := m.card.Score(f.measures(r))
			j.points[rep][r], j.pd[rep][r] = float64(result.Points), float64(result.PPM)/1e6
		}
		done <- struct{}{}
		return nil
	})
	for _, name := range taken {
		j.recipes[name]++
	}
	return j, err
}

func (f *fitter) count(done <-chan struct{}) {
	n := 1
	for range done {
		n++
		f.step(n)
	}
}

// measures gives a row's usable characteristics back.
func (f *fitter) measures(row int) []Measure {
	out := make([]Measure, 0, len(f.cols))
	for _, c := range f.cols {
		m := Measure{Name: c.name, Known: c.known[row], Words: c.words}
		if c.words {
			m.Text = c.text[row]
		} else {
			m.N = c.n[row]
		}
		out = append(out, m)
	}
	return out
}
