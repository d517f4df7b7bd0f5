package fit

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"lendwright/internal/fault"
	"lendwright/internal/scorecard"
)

// Scorecard is what a fit gives and what scoring needs: the card, the places of levels of words,
// and how it came about. It is written as JSON that a person can read.
type Scorecard struct {
	scorecard.Card
	Levels map[string]map[string]int64 `json:"levels,omitempty"` // by characteristic of words: the level's value, the safest first
	Made   Made                        `json:"made"`
}

// Made says how a scorecard came about.
type Made struct {
	Recipe Recipe `json:"recipe"`
	Cases  int    `json:"cases"`
	Bads   int    `json:"bads"`
	Seed   uint64 `json:"seed"`
}

// Encode writes the scorecard as indented JSON.
func (s Scorecard) Encode() ([]byte, error) {
	b, err := json.MarshalIndent(s, "", " ")
	return append(b, '\n'), err
}

// Decode reads a scorecard. A card that could give wrong points is invalid, and the error's words
// hold every mistake with its path.
func Decode(data []byte) (Scorecard, error) {
	var s Scorecard
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return s, fault.Newf(fault.Invalid, "$: expected a scorecard as `app scorecard fit` writes it (%v)", err)
	}
	if wrong := s.Check(); len(wrong) > 0 {
		return s, fault.Newf(fault.Invalid, "$.%s", wrong[0])
	}
	return s, nil
}

// Score gives the points of a case's characteristics.
func (s Scorecard) Score(measures []Measure) scorecard.Result {
	values := make(map[string]scorecard.Value, len(measures))
	for _, m := range measures {
		if !m.Words {
			values[m.Name] = scorecard.Value{Known: m.Known, N: m.N}
		} else if n, ok := s.Levels[m.Name][m.Text]; ok {
			values[m.Name] = scorecard.Value{Known: true, N: n}
		}
	}
	return s.Card.Score(func(feature string) scorecard.Value { return values[feature] })
}

// reasonsMost is how many reasons a score gives: more than four help nobody (Regulation B's commentary says the same).
const reasonsMost = 4

// Reason is a part of a score that cost points.
type Reason struct {
	Code           string `json:"code"`
	Characteristic string `json:"characteristic"`
	Value          *int64 `json:"value"` // null: not known
	Points         int    `json:"points"`
	Lost           int    `json:"lost"` // against its best bin
}

// Reasons gives what cost most, exactly: the parts that are below the average case, by the points
// lost against their best bin, one for each code.
func Reasons(r scorecard.Result) []Reason {
	parts := slices.Clone(r.Parts)
	slices.SortStableFunc(parts, func(a, b scorecard.Part) int { return cmp.Compare(b.Lost(), a.Lost()) })
	out := []Reason{}
	said := map[string]bool{}
	for _, p := range parts {
		if p.Points >= 0 || p.Lost() == 0 || p.Reason == "" || said[p.Reason] || len(out) == reasonsMost {
			continue
		}
		said[p.Reason] = true
		reason := Reason{Code: p.Reason, Characteristic: p.Label, Points: p.Points, Lost: p.Lost()}
		if p.Value.Known {
			reason.Value = &p.Value.N
		}
		out = append(out, reason)
	}
	return out
}
