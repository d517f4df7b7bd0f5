package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/scorecard/fit"
	"lendwright/internal/underwriting"
)

// ScorecardCmd is the command scorecard: learn a scorecard from outcomes, use it, measure it.
type ScorecardCmd struct {
	Fit    ScorecardFitCmd    `cmd:"" help:"Cases and outcomes in, scorecard out."`
	Score  ScorecardScoreCmd  `cmd:"" help:"Cases in, points and probabilities of default out."`
	Report ScorecardReportCmd `cmd:"" help:"Scores and outcomes in, measures with intervals out."`
}

// openNamed opens a file that a flag names, gunzipped when its name ends in .gz.
func openNamed(flag, file string) (io.Reader, func(), error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, &exitError{exitWrong, []string{fmt.Sprintf("--%s: expected a file that can be read: %v", flag, err)}}
	}
	if !strings.HasSuffix(file, ".gz") {
		return f, func() { f.Close() }, nil
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		f.Close()
		return nil, nil, &exitError{exitWrong, []string{fmt.Sprintf("--%s: expected a gzip file: %v", flag, err)}}
	}
	return z, func() { f.Close() }, nil
}

// writeNamed writes a whole file, gzipped when its name ends in .gz.
func writeNamed(file string, data []byte) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(file, ".gz") {
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
	z := gzip.NewWriter(f)
	_, err = z.Write(data)
	return errors.Join(err, z.Close(), f.Close())
}

// measuresOf derives a case's characteristics in the form that fitting takes.
func measuresOf(c underwriting.Case) []fit.Measure {
	all := underwriting.Characteristics(c)
	out := make([]fit.Measure, 0, len(all))
	for _, x := range all {
		out = append(out, fit.Measure{Name: x.Name, Label: x.Label, Reason: x.Reason, Trend: trends[x.Trend],
			Known: x.Value.Known, N: x.Value.N, Text: x.Text, Words: x.Words})
	}
	return out
}

var trends = map[underwriting.Trend]fit.Trend{underwriting.AnyWay: fit.AnyWay, underwriting.SaferUp: fit.SaferUp, underwriting.RiskierUp: fit.RiskierUp}

// ended turns an error of the fit package into the end of the command.
func ended(err error) error {
	if fault.Is(err, fault.Invalid) {
		return &exitError{exitWrong, strings.Split(fault.Said(err), "\n")}
	}
	return failed(err)
}
