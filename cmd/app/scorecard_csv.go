package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// readCSV reads rows with the columns named, in whatever order they stand; other columns are passed
// over. take gets the columns' texts in the order of names and says what is wrong with them, as
// "column: expected …". Every mistake comes back with its line.
func readCSV(flag string, in io.Reader, names []string, take func(fields []string) string) (wrong []string) {
	r := csv.NewReader(in)
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return []string{fmt.Sprintf("--%s: line 1: expected CSV with the columns %s", flag, strings.Join(names, ","))}
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	places := make([]int, len(names))
	for i, name := range names {
		if places[i] = slices.Index(head, name); places[i] < 0 {
			wrong = append(wrong, fmt.Sprintf("--%s: line 1: expected a column %s", flag, name))
		}
	}
	fields := make([]string, len(names))
	for len(wrong) < mistakesShown {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return wrong
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return append(wrong, fmt.Sprintf("--%s: expected CSV (%v)", flag, err))
		}
		if len(wrong) > 0 && slices.Contains(places, -1) {
			return wrong
		}
		for i, p := range places {
			fields[i] = strings.Clone(record[p])
		}
		if said := take(fields); said != "" {
			wrong = append(wrong, fmt.Sprintf("--%s: line %d: %s", flag, line, said))
		}
	}
	return wrong
}

// readOutcomes reads id,bad.
func readOutcomes(file string) (map[string]bool, error) {
	in, closeIn, err := openNamed("outcomes", file)
	if err != nil {
		return nil, err
	}
	defer closeIn()
	bad := map[string]bool{}
	wrong := readCSV("outcomes", in, []string{"id", "bad"}, func(f []string) string {
		_, twice := bad[f[0]]
		switch {
		case f[0] == "":
			return "id: expected text"
		case twice:
			return fmt.Sprintf("id: expected an id that no other line has, not %q again", f[0])
		case f[1] != "0" && f[1] != "1":
			return fmt.Sprintf("bad: expected 1 (bad) or 0 (good), not %q", f[1])
		}
		bad[f[0]] = f[1] == "1"
		return ""
	})
	if len(wrong) > 0 {
		return nil, &exitError{exitWrong, wrong}
	}
	return bad, nil
}

// scoreRow is one line of a file of scores.
type scoreRow struct {
	id         string
	points, pd float64
}

// readScores reads id,points,pd.
func readScores(flag, file string) ([]scoreRow, error) {
	in, closeIn, err := openNamed(flag, file)
	if err != nil {
		return nil, err
	}
	defer closeIn()
	var rows []scoreRow
	seen := map[string]bool{}
	wrong := readCSV(flag, in, []string{"id", "points", "pd"}, func(f []string) string {
		points, err := strconv.ParseFloat(f[1], 64)
		pd, errPD := strconv.ParseFloat(f[2], 64)
		switch {
		case f[0] == "" || seen[f[0]]:
			return "id: expected text that no other line has"
		case err != nil || !(points > -1e12 && points < 1e12):
			return fmt.Sprintf("points: expected a number, not %q", f[1])
		case errPD != nil || !(pd >= 0 && pd <= 1):
			return fmt.Sprintf("pd: expected a probability from 0 to 1, not %q", f[2])
		}
		seen[f[0]] = true
		rows = append(rows, scoreRow{f[0], points, pd})
		return ""
	})
	if len(wrong) > 0 {
		return nil, &exitError{exitWrong, wrong}
	}
	return rows, nil
}
