package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"lendwright/internal/calendar"
)

// CloseBureauCmd is the command close bureau.
type CloseBureauCmd struct {
	Month       string `arg:"" help:"The month, YYYY-MM."`
	Out         string `help:"The file; .xlsx writes a workbook, anything else CSV; standard output when it is left out." placeholder:"FILE"`
	Corrections bool   `help:"Only the lines that differ from what was last submitted for the month."`
}

// Run writes the file. Lines that a bureau would refuse are left out and named on standard error, with
// exit code 1 after the file.
func (c *CloseBureauCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	first, err := calendar.Parse(c.Month + "-01")
	if err != nil {
		return &exitError{exitWrong, []string{"month: expected a month like 2026-11, not " + c.Month}}
	}
	return withApp(ctx, std, getenv, func(a *app) error {
		out, done, err := fileOr(c.Out, std.Out)
		if err != nil {
			return err
		}
		report, err := a.Servicing.BureauMonth(ctx, first.AddMonths(1, 1)-1, c.Corrections)
		if err != nil {
			return err
		}
		write := report.WriteCSV
		if strings.HasSuffix(c.Out, ".xlsx") {
			write = report.WriteXLSX
		}
		if err := write(out); err != nil {
			return err
		}
		if err := done(); err != nil {
			return err
		}
		if len(report.Wrong) > 0 {
			return &exitError{exitFailed, append(report.Wrong, fmt.Sprintf("%d lines were written", len(report.Lines)))}
		}
		return nil
	})
}

// fileOr opens a file that only its owner may read, or gives the other writer where none is named.
func fileOr(name string, other io.Writer) (io.Writer, func() error, error) {
	if name == "" {
		return other, func() error { return nil }, nil
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, nil, &exitError{exitWrong, []string{"--out: expected a file that can be written: " + err.Error()}}
	}
	return f, f.Close, nil
}
