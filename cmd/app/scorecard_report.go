package main

import (
	"encoding/json"
	"fmt"

	"lendwright/internal/scorecard/fit"
)

// ScorecardReportCmd is the command scorecard report.
type ScorecardReportCmd struct {
	Scores   string `required:"" help:"CSV with the columns id,points,pd"`
	Outcomes string `required:"" help:"CSV with the columns id,bad (1 bad, 0 good)"`
	Baseline string `help:"earlier scores (id,points,pd) that the stability index compares with; without, the second half of the scores with the first"`
	Seed     uint64 `default:"1" help:"of the bootstrap"`
}

// Run measures scores against outcomes. Scores without an outcome are left out, and counted for the
// person; without both bads and goods there is nothing to measure, which is a failure.
func (c *ScorecardReportCmd) Run(std *Std) error {
	bad, err := readOutcomes(c.Outcomes)
	if err != nil {
		return err
	}
	scores, err := readScores("scores", c.Scores)
	if err != nil {
		return err
	}
	baseline, err := c.baseline()
	if err != nil {
		return err
	}
	var cases []fit.Scored
	for _, s := range scores {
		if outcome, known := bad[s.id]; known {
			cases = append(cases, fit.Scored{Points: s.points, PD: s.pd, Bad: outcome})
		}
	}
	if without := len(scores) - len(cases); without > 0 {
		fmt.Fprintf(std.Err, "%d scores without an outcome left out\n", without)
	}
	figures, ok := fit.MeasureScores(cases, baseline, c.Seed)
	if !ok {
		return &exitError{exitFailed, []string{fmt.Sprintf("There must be bad and good cases to measure; there are %d bad of %d.", figures.Bads, figures.N)}}
	}
	data, err := json.MarshalIndent(figures, "", " ")
	if err != nil {
		return failed(err)
	}
	_, err = fmt.Fprintf(std.Out, "%s\n", data)
	return err
}

func (c *ScorecardReportCmd) baseline() ([]float64, error) {
	if c.Baseline == "" {
		return nil, nil
	}
	rows, err := readScores("baseline", c.Baseline)
	points := make([]float64, len(rows))
	for i, r := range rows {
		points[i] = r.points
	}
	return points, err
}
