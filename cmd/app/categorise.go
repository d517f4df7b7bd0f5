package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"lendwright/internal/underwriting"
)

// CategoriseCmd is the command categorise: bank rows in, what each is for out, one object a line and in the same order.
type CategoriseCmd struct {
	In string `help:"file instead of standard input; a name that ends in .gz is gunzipped"`
}

// bankRow is a row as it comes in. Amount is in minor units; type says the direction.
type bankRow struct {
	ID        *string `json:"id"`
	Narration string  `json:"narration"`
	Type      string  `json:"type"`
	Amount    int64   `json:"amount"`
}

// rowLabel is a row as it goes out; category is Mono's name.
type rowLabel struct {
	ID           string   `json:"id"`
	Category     string   `json:"category"`
	Counterparty string   `json:"counterparty"`
	Channel      string   `json:"channel"`
	Flags        []string `json:"flags"`
}

// Run labels every row. Memory does not grow with the number of rows. When anything in the input is
// wrong, nothing is written to standard output and every mistake is said with its line.
func (c *CategoriseCmd) Run(std *Std) error {
	in, closeIn, err := openIn(c.In, std)
	if err != nil {
		return err
	}
	defer closeIn()
	out := &spool{}
	defer out.discard()
	wrong, err := categoriseAll(in, out)
	switch {
	case err != nil:
		return &exitError{exitFailed, []string{err.Error()}}
	case len(wrong) > 0:
		return &exitError{exitWrong, wrong}
	}
	if err := out.copyTo(std.Out); err != nil {
		return &exitError{exitFailed, []string{"the labels could not be written: " + err.Error()}}
	}
	return nil
}

// bankRowMost is the longest line: a narration is some hundred characters.
const bankRowMost = 1 << 20

func categoriseAll(in io.Reader, out io.Writer) (wrong []string, failed error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 64<<10), bankRowMost)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	n, rows := 0, 0
	for lines.Scan() && len(wrong) < mistakesShown {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		rows++
		r, mistakes := readBankRow(line)
		for _, m := range mistakes {
			wrong = append(wrong, fmt.Sprintf("line %d: %s", n, m))
		}
		if len(wrong) > 0 {
			continue
		}
		if err := enc.Encode(r.label()); err != nil {
			return nil, err
		}
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		wrong = append(wrong, fmt.Sprintf("line %d: $: expected at most %d bytes", n+1, bankRowMost))
	case err != nil:
		return nil, fmt.Errorf("the input could not be read: %w", err)
	case rows == 0:
		wrong = append(wrong, "$: expected at least one row")
	}
	return wrong, nil
}

// readBankRow reads a line and says what is wrong with it.
func readBankRow(line []byte) (r bankRow, wrong []underwriting.Mistake) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		return r, []underwriting.Mistake{{Path: "$", Expected: "an object with id, narration, type and amount (" + err.Error() + ")"}}
	}
	want := func(ok bool, path, expected string) {
		if !ok {
			wrong = append(wrong, underwriting.Mistake{Path: path, Expected: expected})
		}
	}
	_, err := dec.Token()
	want(err == io.EOF, "$", "one object a line")
	want(r.ID != nil, "$.id", "text that names the row")
	want(r.Type == "credit" || r.Type == "debit", "$.type", "credit or debit")
	want(r.Amount >= 0, "$.amount", "a whole number of minor units, 0 or more; type gives the direction")
	return r, wrong
}

func (r bankRow) label() rowLabel {
	l := underwriting.Categorise(r.Narration, r.Type)
	out := rowLabel{ID: *r.ID, Category: l.Category, Counterparty: l.Counterparty, Channel: l.Channel, Flags: l.Flags}
	if out.Flags == nil {
		out.Flags = []string{}
	}
	return out
}
