package fit

import (
	"math"

	"lendwright/internal/scorecard"
)

// The scale of points: 600 points are odds of 20 good to 1 bad, 50 more double them.
const (
	basePoints = 600
	baseOdds   = 20
	pdo        = 50
)

// factor is how many points one unit of log-odds is: PDO / ln 2.
const factor = pdo / math.Ln2

// The range of the table of probabilities, in points around the base and from row to row.
const (
	tableReach = 8 * pdo
	tableStep  = 10
)

// toCard writes a calibrated sum as whole points. Each characteristic's points are counted from the
// average case's, so that above zero is safer than average and below zero riskier; Start is the
// average case's score.
func toCard(a *additive, t *table, rows []int, line platt) (scorecard.Card, map[string]map[string]int64) {
	offset := basePoints - factor*math.Log(baseOdds)
	start := offset - factor*line.at(a.bias)
	card := scorecard.Card{Calibrated: true, BasePoints: basePoints, BaseOdds: baseOdds, PDO: pdo, PDs: probabilities()}
	levels := map[string]map[string]int64{}
	for c, part := range a.part {
		if part == nil || line.b == 0 {
			continue
		}
		mean, _ := t.spread(c, part, rows)
		start -= factor * line.b * mean
		points := make([]int, len(part))
		for i, x := range part {
			points[i] = int(math.Round(-factor * line.b * (x - mean)))
		}
		if ch, ok := characteristic(t.cols[c], t.grids[c], points); ok {
			card.Characteristics = append(card.Characteristics, ch)
			if t.cols[c].words {
				levels[ch.Feature] = t.grids[c].codes
			}
		}
	}
	card.Start = int(math.Round(start))
	return card, levels
}

// characteristic writes one column's points as bins; neighbours with the same points are one bin.
// It is left out where every bin gives the same.
func characteristic(c *column, g *grid, points []int) (scorecard.Characteristic, bool) {
	missing := points[0]
	ch := scorecard.Characteristic{Feature: c.name, Label: c.label, Reason: c.reason, Missing: &missing}
	for i := 1; i < len(points); i++ {
		if i+1 < len(points) {
			if points[i+1] == points[i] {
				continue
			}
			to := g.cuts[i-1]
			ch.Bins = append(ch.Bins, scorecard.Bin{To: &to, Points: points[i]})
			continue
		}
		ch.Bins = append(ch.Bins, scorecard.Bin{Points: points[i]})
	}
	return ch, len(ch.Bins) > 1 || ch.Bins[0].Points != missing
}

// probabilities is the table from points to the probability of default: exact odds at every row.
func probabilities() []scorecard.PDRow {
	var rows []scorecard.PDRow
	for p := -tableReach; p <= tableReach; p += tableStep {
		odds := baseOdds * math.Exp2(float64(p)/pdo)
		rows = append(rows, scorecard.PDRow{Points: basePoints + p, PPM: int64(math.Round(1e6 / (1 + odds)))})
	}
	return rows
}
