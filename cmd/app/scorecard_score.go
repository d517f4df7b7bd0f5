package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"

	"lendwright/internal/scorecard"
	"lendwright/internal/scorecard/fit"
	"lendwright/internal/underwriting"
)

// ScorecardScoreCmd is the command scorecard score.
type ScorecardScoreCmd struct {
	Scorecard string `required:"" help:"scorecard that scorecard fit wrote"`
	Cases     string `required:"" help:"cases, one JSON object a line; .gz is gunzipped"`
	Explain   bool   `help:"one JSON object a case, with its reasons, instead of CSV"`
}

// scoreMost bounds a scorecard's file: hundreds of characteristics are a few hundred kilobytes.
const scoreMost = 16 << 20

// caseScore is a case's score on its way out.
type caseScore struct {
	id     string
	result scorecard.Result
}

// Run scores every case, in the order of the input and on all cores. When anything in the input is
// wrong, nothing is written to standard output.
func (c *ScorecardScoreCmd) Run(std *Std) error {
	card, err := c.card()
	if err != nil {
		return err
	}
	in, closeIn, err := openNamed("cases", c.Cases)
	if err != nil {
		return err
	}
	defer closeIn()
	out := &spool{}
	defer out.discard()
	write, flush := c.writer(out)
	wrong, err := mapCases(in, func(k underwriting.Case) caseScore { return caseScore{k.ID, card.Score(measuresOf(k))} },
		func(_ int, s caseScore) error { return write(s) })
	if len(wrong) > 0 {
		return &exitError{exitWrong, wrong}
	}
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = out.copyTo(std.Out)
	}
	if err != nil {
		return &exitError{exitFailed, []string{"the scores could not be written: " + err.Error()}}
	}
	return nil
}

func (c *ScorecardScoreCmd) card() (fit.Scorecard, error) {
	in, closeIn, err := openNamed("scorecard", c.Scorecard)
	if err != nil {
		return fit.Scorecard{}, err
	}
	defer closeIn()
	data, err := io.ReadAll(io.LimitReader(in, scoreMost))
	if err != nil {
		return fit.Scorecard{}, &exitError{exitFailed, []string{"the scorecard could not be read: " + err.Error()}}
	}
	card, err := fit.Decode(data)
	if err != nil {
		return card, ended(err)
	}
	return card, nil
}

// writer gives what writes a score, and what ends the writing.
func (c *ScorecardScoreCmd) writer(out io.Writer) (write func(caseScore) error, flush func() error) {
	if c.Explain {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		return func(s caseScore) error { return enc.Encode(explained(s)) }, func() error { return nil }
	}
	w := csv.NewWriter(out)
	w.Write([]string{"id", "points", "pd"}) // an error stays in the writer and comes out of Error
	return func(s caseScore) error {
		return w.Write([]string{s.id, strconv.Itoa(s.result.Points), probability(s.result.PPM)})
	}, func() error { w.Flush(); return w.Error() }
}

// probability writes millionths as a decimal.
func probability(ppm int64) string { return fmt.Sprintf("%d.%06d", ppm/1_000_000, ppm%1_000_000) }

// explanation is a score with what it came from.
type explanation struct {
	ID      string        `json:"id"`
	Points  int           `json:"points"`
	PD      json.Number   `json:"pd"`
	Reasons []scoreReason `json:"reasons"`
	Parts   []scorePart   `json:"parts"`
}

// scoreReason is a reason with its words for the borrower.
type scoreReason struct {
	fit.Reason
	Text string `json:"text"`
}

// scorePart is what one characteristic gave.
type scorePart struct {
	Characteristic string `json:"characteristic"`
	Value          *int64 `json:"value"`
	Points         int    `json:"points"`
}

func explained(s caseScore) explanation {
	e := explanation{ID: s.id, Points: s.result.Points, PD: json.Number(probability(s.result.PPM)), Reasons: []scoreReason{}}
	for _, r := range fit.Reasons(s.result) {
		e.Reasons = append(e.Reasons, scoreReason{r, underwriting.CharacteristicReason(r.Code)})
	}
	for _, p := range s.result.Parts {
		x := scorePart{Characteristic: p.Feature, Points: p.Points}
		if p.Value.Known {
			x.Value = &p.Value.N
		}
		e.Parts = append(e.Parts, x)
	}
	return e
}
