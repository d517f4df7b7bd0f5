package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// Std are the streams of a command.
type Std struct {
	In       io.Reader
	Out, Err io.Writer
}

// The exit codes of the command contracts.
const (
	exitFailed = 1 // the work failed
	exitWrong  = 2 // the input or the flags are wrong
)

// exitError ends a command with a code and lines for standard error.
type exitError struct {
	code  int
	lines []string
}

// Error joins the lines.
func (e *exitError) Error() string { return strings.Join(e.lines, "\n") }

// wrong is the end of a command whose input is wrong: one line per mistake.
func wrong(err error) error {
	var mistakes lending.Mistakes
	if errors.As(err, &mistakes) {
		e := &exitError{code: exitWrong}
		for _, m := range mistakes {
			e.lines = append(e.lines, m.String())
		}
		return e
	}
	return &exitError{exitWrong, []string{fault.Said(err)}}
}

// failed is the end of a command whose work failed.
func failed(err error) error { return &exitError{exitFailed, []string{fault.Said(err)}} }

// inputMax bounds an input that is read whole: the longest that means anything is far smaller.
const inputMax = 16 << 20

// readAll reads the whole input: the file, gunzipped when its name ends in .gz, or standard input.
func readAll(file string, std *Std) ([]byte, error) {
	in := std.In
	if file != "" {
		f, err := os.Open(file)
		if err != nil {
			return nil, &exitError{exitWrong, []string{fmt.Sprintf("--in: expected a file that can be read: %v", err)}}
		}
		defer f.Close()
		in = f
	}
	if strings.HasSuffix(file, ".gz") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, &exitError{exitWrong, []string{"--in: expected a gzip file: " + err.Error()}}
		}
		in = z
	}
	data, err := io.ReadAll(io.LimitReader(in, inputMax+1))
	switch {
	case err != nil:
		return nil, &exitError{exitFailed, []string{"the input could not be read: " + err.Error()}}
	case len(data) > inputMax:
		return nil, &exitError{exitWrong, []string{fmt.Sprintf("$: expected at most %d bytes", inputMax)}}
	}
	return data, nil
}
