package fit

import (
	"runtime"
	"sync"
)

// Trial is what cross-validation says of one recipe.
type Trial struct {
	Recipe
	AUC    float64 `json:"auc"`    // mean over repetitions
	Spread float64 `json:"spread"` // standard deviation over repetitions
}

// trials are the out-of-fold log-odds of every recipe.
type trials struct {
	recipes []Recipe
	odds    [][]float64 // by recipe, by place in rows: mean over repetitions
	results []Trial
}

// invisible is a difference of the area under the curve that nobody will see in a book: within it the
// shorter scorecard is preferred.
const invisible = 0.002

// crossValidate tries every recipe on rows: reps times k folds, each recipe made anew without the
// fold that it is judged on, with the choice of characteristics and the bins inside.
func crossValidate(cols []*column, bad []bool, rows []int, reps, k int, seed uint64, workers int) (*trials, error) {
	all := recipes()
	t := &trials{recipes: all, odds: make([][]float64, len(all)), results: make([]Trial, len(all))}
	place := make(map[int]int, len(rows))
	target := make([]bool, len(rows))
	for i, r := range rows {
		place[r], target[i] = i, bad[r]
	}
	odds := make([][][]float64, reps) // by repetition, recipe, place
	for rep := range odds {
		odds[rep] = make([][]float64, len(all))
		for i := range all {
			odds[rep][i] = make([]float64, len(rows))
		}
	}
	err := inParallel(reps*k, workers, func(task int) error {
		rep, fold := task/k, task%k
		parts := folds(rows, bad, k, random(seed, 1000+uint64(rep)))
		return judge(cols, bad, parts, fold, seed+uint64(task), all, func(recipe, row int, x float64) {
			odds[rep][recipe][place[row]] = x
		})
	})
	if err != nil {
		return nil, err
	}
	for i, r := range all {
		t.odds[i] = make([]float64, len(rows))
		var areas []float64
		for rep := range odds {
			areas = append(areas, auc(odds[rep][i], target))
			for p, x := range odds[rep][i] {
				t.odds[i][p] += x / float64(reps)
			}
		}
		m, sd := meanSpread(areas)
		t.results[i] = Trial{r, m, sd}
	}
	return t, nil
}

// judge makes every recipe without one fold and gives its log-odds on that fold.
func judge(cols []*column, bad []bool, parts [][]int, fold int, seed uint64, all []Recipe, say func(recipe, row int, x float64)) error {
	k, err := newKitchen(cols, bad, without(parts, fold), seed)
	if err != nil {
		return err
	}
	for i, r := range all {
		a, t, err := k.cook(r)
		if err != nil {
			return err
		}
		for _, row := range parts[fold] {
			say(i, row, a.at(t, row))
		}
	}
	return nil
}

// best is the recipe to take: first the length, by the mean over all blends of methods, so that
// chance with one of them does not decide; then the blend with the largest area.
func (t *trials) best() int {
	size, top := t.bestSize(), -1
	for i, r := range t.results {
		if r.Size == size && (top < 0 || r.AUC > t.results[top].AUC) {
			top = i
		}
	}
	return top
}

// bestSize is the shortest length whose mean over the blends is as good as the best one's to the eye.
func (t *trials) bestSize() int {
	mean, top := map[int]float64{}, 0.0
	for _, r := range t.results {
		mean[r.Size] += r.AUC / float64(len(blends))
		top = max(top, mean[r.Size])
	}
	for _, size := range sizes { // rising
		if mean[size] >= top-invisible {
			return size
		}
	}
	return sizes[len(sizes)-1]
}

// inParallel does tasks on several cores and gives the first error by number.
func inParallel(tasks, workers int, do func(task int) error) error {
	if workers < 1 {
		workers = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, tasks)
	next := make(chan int)
	var running sync.WaitGroup
	for range min(workers, tasks) {
		running.Go(func() {
			for task := range next {
				errs[task] = do(task)
			}
		})
	}
	for task := range tasks {
		next <- task
	}
	close(next)
	running.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
