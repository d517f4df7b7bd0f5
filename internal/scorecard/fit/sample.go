// Package fit learns scorecards from outcomes: it bins characteristics, fits logistic regressions
// and boosted stumps to them, calibrates, chooses by repeated cross-validation, and writes the
// result as whole points. Binary fractions live here and nowhere else in scoring; what comes out is
// a scorecard.Card, whose scores are the same on every machine.
package fit

import (
	"math"
	"slices"
	"strings"
)

// Trend says how the log-odds of default may move as a characteristic grows.
type Trend int8

// The trends.
const (
	AnyWay Trend = iota
	SaferUp
	RiskierUp
)

// Measure is one characteristic of one case: a whole number, a level of words, or not known.
type Measure struct {
	Name, Label, Reason string
	Trend               Trend
	Known               bool
	N                   int64
	Text                string // the level, where Words
	Words               bool
}

// Sample is what is fitted on: cases with their characteristics and outcomes, by column.
type Sample struct {
	IDs  []string
	Bad  []bool
	cols []*column
	byID map[string]*column
}

// column is one characteristic over all cases.
type column struct {
	name, label, reason string
	trend               Trend
	words               bool
	known               []bool
	n                   []int64
	text                []string
}

// Add takes one case with its outcome.
func (s *Sample) Add(id string, measures []Measure, bad bool) {
	if s.byID == nil {
		s.byID = map[string]*column{}
	}
	row := len(s.IDs)
	s.IDs, s.Bad = append(s.IDs, id), append(s.Bad, bad)
	for _, m := range measures {
		c := s.byID[m.Name]
		if c == nil {
			c = &column{name: m.Name, label: m.Label, reason: m.Reason, trend: m.Trend, words: m.Words}
			s.byID[m.Name] = c
			s.cols = append(s.cols, c)
		}
		c.set(row, m)
	}
}

// set puts a value into a row; rows that were passed over are not known. A name that is a number in
// one case and words in another is not known where it differs from its first kind.
func (c *column) set(row int, m Measure) {
	c.extend(row + 1)
	if m.Words != c.words {
		return
	}
	if c.words {
		c.text[row], c.known[row] = m.Text, m.Text != ""
		return
	}
	c.n[row], c.known[row] = m.N, m.Known
}

func (c *column) extend(rows int) {
	for len(c.known) < rows {
		c.known = append(c.known, false)
		if c.words {
			c.text = append(c.text, "")
		} else {
			c.n = append(c.n, 0)
		}
	}
}

// Bads counts the bad cases.
func (s *Sample) Bads() (n int) {
	for _, b := range s.Bad {
		if b {
			n++
		}
	}
	return n
}

// usable gives the columns, sorted by name, that are known and vary often enough to learn from: at
// least least rows must differ from the commonest value.
func (s *Sample) usable(least int) []*column {
	var out []*column
	for _, c := range s.cols {
		c.extend(len(s.IDs))
		if c.varies(least) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *column) int { return strings.Compare(a.name, b.name) })
	return out
}

func (c *column) varies(least int) bool {
	type value struct {
		known bool
		n     int64
		text  string
	}
	count := map[value]int{}
	most := 0
	for i := range c.known {
		v := value{known: c.known[i]}
		if c.words {
			v.text = c.text[i]
		} else if v.known {
			v.n = c.n[i]
		}
		count[v]++
		most = max(most, count[v])
	}
	return len(c.known)-most >= least
}

// logit is the log-odds of a probability.
func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// chance is the probability of log-odds.
func chance(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
