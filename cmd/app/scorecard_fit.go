package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"lendwright/internal/scorecard/fit"
	"lendwright/internal/underwriting"
)

// ScorecardFitCmd is the command scorecard fit.
type ScorecardFitCmd struct {
	Cases    string `required:"" help:"cases with their evidence, one JSON object a line; .gz is gunzipped"`
	Outcomes string `required:"" help:"CSV with the columns id,bad (1 bad, 0 good)"`
	Out      string `required:"" help:"where the scorecard is written"`
	Report   string `help:"where the report of the fit is written"`
	Seed     uint64 `default:"1" help:"the same seed gives the same scorecard"`
}

// fitCase is what of a case is kept for fitting.
type fitCase struct {
	id       string
	age      *int // for the test of fairness only: no scorecard sees it
	measures []fit.Measure
}

// Run derives the characteristics of every case with an outcome and learns a scorecard from them.
// Too few outcomes are a failure; nothing is written then.
func (c *ScorecardFitCmd) Run(std *Std) error {
	bad, err := readOutcomes(c.Outcomes)
	if err != nil {
		return err
	}
	sample, ages, err := c.read(bad, std.Err)
	if err != nil {
		return err
	}
	card, report, err := fit.Fit(sample, fit.Options{Seed: c.Seed, Progress: progressOn(std.Err)})
	if err != nil {
		return ended(err)
	}
	report.Fairness = fit.ByBand(report.Scores, sample, ages)
	return c.write(card, report)
}

// read streams the cases into a sample. Cases without an outcome are left out, and counted for the person.
func (c *ScorecardFitCmd) read(bad map[string]bool, messages io.Writer) (*fit.Sample, map[string]int, error) {
	in, closeIn, err := openNamed("cases", c.Cases)
	if err != nil {
		return nil, nil, err
	}
	defer closeIn()
	sample, ages, seen := &fit.Sample{}, map[string]int{}, map[string]bool{}
	without := 0
	var twice []string
	keep := func(n int, x fitCase) error {
		if seen[x.id] {
			twice = append(twice, fmt.Sprintf("case %d: $.id: expected an id that no other case has, not %q again", n, x.id))
		}
		seen[x.id] = true
		outcome, known := bad[x.id]
		if !known {
			without++
			return nil
		}
		sample.Add(x.id, x.measures, outcome)
		if x.age != nil {
			ages[x.id] = *x.age
		}
		return nil
	}
	wrong, err := mapCases(in, func(k underwriting.Case) fitCase {
		x := fitCase{id: k.ID, measures: measuresOf(k)}
		if k.Applicant != nil {
			x.age = k.Applicant.Age
		}
		return x
	}, keep)
	if wrong = append(wrong, twice...); len(wrong) > 0 {
		return nil, nil, &exitError{exitWrong, wrong}
	}
	fmt.Fprintf(messages, "%d cases with an outcome, %d of them bad; %d cases without an outcome and %d outcomes without a case left out\n",
		len(sample.IDs), sample.Bads(), without, len(bad)-len(sample.IDs))
	return sample, ages, err
}

func (c *ScorecardFitCmd) write(card fit.Scorecard, report fit.Report) error {
	data, err := card.Encode()
	if err != nil {
		return failed(err)
	}
	if err := writeNamed(c.Out, data); err != nil {
		return &exitError{exitFailed, []string{"the scorecard could not be written: " + err.Error()}}
	}
	if c.Report == "" {
		return nil
	}
	data, err = json.MarshalIndent(report, "", " ")
	if err != nil {
		return failed(err)
	}
	if err := writeNamed(c.Report, append(data, '\n')); err != nil {
		return &exitError{exitFailed, []string{"the report could not be written: " + err.Error()}}
	}
	return nil
}

// progressOn tells how far a fit is, on one line of a terminal; elsewhere nothing.
func progressOn(w io.Writer) func(done, of int) {
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if at, err := f.Stat(); err != nil || at.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return func(done, of int) {
		fmt.Fprintf(w, "\rfitting and cross-validating: %d of %d", done, of)
		if done == of {
			fmt.Fprintln(w)
		}
	}
}
