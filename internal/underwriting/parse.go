package underwriting

import (
	"bytes"
	"encoding/json"
	"io"

	"lendwright/internal/lending"
)

// Mistake is one thing wrong in a case: its JSON path and what was expected there.
type Mistake = lending.Mistake

// Bounds of a case. With rowsMost rows no sum of amounts can pass the end of a 64-bit number.
const (
	amountMost = 100_000_000_000_00 // minor units: a hundred billion naira
	rowsMost   = 500_000            // bank rows of a case: years of a busy shop
	monthsLong = 600                // longest request
)

// ParseCase reads a case in the form of the command contract. Unknown fields are mistakes except
// inside extra; every mistake of the input is reported, in the order of the text, and a case is
// given only when there is none.
func ParseCase(body []byte) (Case, []Mistake) {
	var c Case
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	err := dec.Decode(&c)
	if err == nil {
		if _, more := dec.Token(); more != io.EOF {
			return Case{}, []Mistake{{Path: "$", Expected: "one JSON object and nothing after it"}}
		}
		if wrong := checkCase(c); len(wrong) > 0 {
			return Case{}, wrong
		}
		return c, nil
	}
	// The library says that something is wrong but not where: the slow walk says where, and all of it.
	if wrong := shapeMistakes(body); len(wrong) > 0 {
		return Case{}, wrong
	}
	return Case{}, []Mistake{{Path: "$", Expected: "a case (" + err.Error() + ")"}}
}
