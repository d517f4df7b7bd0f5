package fit

import (
	"slices"
	"strings"
)

// Report is what a risk analyst asks of a fit.
type Report struct {
	Made            Made           `json:"made"`
	CrossValidated  Figures        `json:"cross_validated"` // every case scored by cards that never saw it; the first repetition
	Repetitions     []float64      `json:"auc_of_repetitions"`
	AUCMean         float64        `json:"auc_mean"`
	RecipesOfFolds  map[string]int `json:"recipes_of_folds"` // what each outer fold chose for itself
	Trials          []Trial        `json:"trials"`
	Calibrations    Calibrations   `json:"calibrations"`
	Characteristics []Used         `json:"characteristics"`
	LeftOut         []string       `json:"left_out"` // characteristics that vary and were not taken
	Fairness        []Band         `json:"fairness"` // by age, where it is known
	Scores          []CrossScore   `json:"-"`        // out-of-fold scores by case, first repetition
}

// Used is a characteristic of the card.
type Used struct {
	Name        string  `json:"name"`
	Label       string  `json:"label"`
	Information float64 `json:"information_value"`
	Points      [2]int  `json:"points"`  // fewest and most
	Missing     float64 `json:"missing"` // share of cases where it is not known
}

// CrossScore is a case's out-of-fold score.
type CrossScore struct {
	ID     string
	Points float64
	PD     float64
}

func (f *fitter) report(m *made, j *judged) Report {
	r := Report{Made: m.card.Made, RecipesOfFolds: j.recipes, Trials: m.trials.results}
	for rep := range j.points {
		risk := make([]float64, len(f.s.Bad))
		for i, p := range j.points[rep] {
			risk[i] = -p
		}
		r.Repetitions = append(r.Repetitions, round6(auc(risk, f.s.Bad)))
	}
	r.AUCMean, _ = meanSpread(r.Repetitions)
	scored := make([]Scored, len(f.s.Bad))
	for i := range scored {
		scored[i] = Scored{j.points[0][i], j.pd[0][i], f.s.Bad[i]}
		r.Scores = append(r.Scores, CrossScore{f.s.IDs[i], j.points[0][i], j.pd[0][i]})
	}
	r.CrossValidated, _ = MeasureScores(scored, nil, f.seed)
	_, bad := pick(make([]float64, len(f.s.Bad)), f.s.Bad, m.tried)
	r.Calibrations = compareCalibrations(m.odds, bad, f.seed)
	r.Characteristics, r.LeftOut = f.used(m)
	for i := range r.Trials {
		r.Trials[i].AUC, r.Trials[i].Spread = round6(r.Trials[i].AUC), round6(r.Trials[i].Spread)
	}
	return r
}

// used lists the card's characteristics, the most informative first, and what was left out.
func (f *fitter) used(m *made) (used []Used, left []string) {
	rows := all(len(f.s.Bad))
	in := map[string]bool{}
	for _, ch := range m.card.Characteristics {
		in[ch.Feature] = true
		u := Used{Name: ch.Feature, Label: ch.Label, Points: [2]int{*ch.Missing, *ch.Missing}}
		for i, b := range ch.Bins {
			if i == 0 {
				u.Points = [2]int{b.Points, b.Points}
			}
			u.Points = [2]int{min(u.Points[0], b.Points), max(u.Points[1], b.Points)}
		}
		c := slices.IndexFunc(m.table.cols, func(c *column) bool { return c.name == ch.Feature })
		_, u.Information = m.table.woe(c, rows)
		u.Information = round6(u.Information)
		for _, code := range m.table.code[c] {
			if code == 0 {
				u.Missing++
			}
		}
		u.Missing = round6(u.Missing / float64(len(rows)))
		used = append(used, u)
	}
	slices.SortStableFunc(used, func(a, b Used) int {
		if a.Information != b.Information {
			if a.Information > b.Information {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	for _, c := range f.cols {
		if !in[c.name] {
			left = append(left, c.name)
		}
	}
	return used, left
}
