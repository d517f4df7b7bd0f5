package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// scorecardBook writes an invented book of cases and outcomes: who was late before and whose tenure
// is short is more often bad.
func scorecardBook(t *testing.T, n int) (cases, outcomes string) {
	t.Helper()
	rng := rand.New(rand.NewPCG(7, 7))
	var lines, results strings.Builder
	results.WriteString("id,bad\n")
	for i := range n {
		late, tenure := rng.IntN(20)-10, rng.IntN(60)
		fmt.Fprintf(&lines, `{"id":"c%d","as_of":"2026-06-%02d","currency":"NGN","applicant":{"age":%d},"request":{"principal":%d,"term_days":30,"total_due":1300000},`+
			`"own_history":[{"loan":"l","approved_on":"2026-03-01","principal":1000000,"total_due":1300000,"term_days":30,"first_due_on":"2026-03-31","first_repaid_on":"2026-04-%02d","closed_on":"2026-04-%02d"}],"extra":{"tenure":%d,"branch":"%c"}}`+"\n",
			i, 1+rng.IntN(28), 20+rng.IntN(45), 500000+rng.IntN(1000000), 11+late, 12+late, tenure, 'A'+rng.IntN(3))
		bad := 0
		if rng.IntN(100) < 25+3*late-tenure/4 {
			bad = 1
		}
		fmt.Fprintf(&results, "c%d,%d\n", i, bad)
	}
	dir := t.TempDir()
	cases, outcomes = filepath.Join(dir, "cases.ndjson.gz"), filepath.Join(dir, "outcomes.csv")
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte(lines.String()))
	z.Close()
	for file, data := range map[string][]byte{cases: packed.Bytes(), outcomes: []byte(results.String())} {
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return cases, outcomes
}

func TestScorecardFromOutcomesToReport(t *testing.T) {
	cases, outcomes := scorecardBook(t, 300)
	dir := t.TempDir()
	card, report, scores := filepath.Join(dir, "card.json.gz"), filepath.Join(dir, "report.json"), filepath.Join(dir, "scores.csv")
	var out, messages bytes.Buffer
	std := &Std{Out: &out, Err: &messages}
	if err := (&ScorecardFitCmd{Cases: cases, Outcomes: outcomes, Out: card, Report: report, Seed: 1}).Run(std); err != nil {
		t.Fatal(err)
	}
	if err := (&ScorecardScoreCmd{Scorecard: card, Cases: cases}).Run(std); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 301 || lines[0] != "id,points,pd" || !strings.HasPrefix(lines[1], "c0,") || !strings.HasPrefix(lines[300], "c299,") {
		t.Fatalf("%d lines, from %s to %s", len(lines), lines[0], lines[len(lines)-1])
	}
	if err := os.WriteFile(scores, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if err := (&ScorecardReportCmd{Scores: scores, Outcomes: outcomes, Seed: 1}).Run(std); err != nil {
		t.Fatal(err)
	}
	var f map[string]any
	if err := json.Unmarshal(out.Bytes(), &f); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"n", "bads", "auc", "gini", "ks", "brier", "log_loss", "calibration", "psi", "intervals"} {
		if _, there := f[name]; !there {
			t.Errorf("the report has no %s", name)
		}
	}
	if f["n"] != 300.0 || f["auc"].(float64) < 0.7 {
		t.Errorf("n %v, AUC %v", f["n"], f["auc"])
	}
	if text, _ := os.ReadFile(report); !json.Valid(text) || bytes.Contains(text, []byte(`"own_history"`)) {
		t.Error("the fit's report is not JSON, or holds cases")
	}
	scoreExplains(t, card, cases)
}

// scoreExplains wants the parts of an explanation to be the whole score's.
func scoreExplains(t *testing.T, card, cases string) {
	t.Helper()
	c := ScorecardScoreCmd{Scorecard: card, Cases: cases, Explain: true}
	var out bytes.Buffer
	if err := c.Run(&Std{Out: &out, Err: &bytes.Buffer{}}); err != nil {
		t.Fatal(err)
	}
	s, err := c.card()
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(&out)
	for range 300 {
		var e explanation
		if err := dec.Decode(&e); err != nil {
			t.Fatal(err)
		}
		sum := s.Start
		for _, p := range e.Parts {
			sum += p.Points
		}
		if sum != e.Points {
			t.Fatalf("%s: start and parts are %d, the score is %d", e.ID, sum, e.Points)
		}
		for _, r := range e.Reasons {
			if r.Text == "" || r.Lost <= 0 {
				t.Fatalf("%s: reason %+v", e.ID, r)
			}
		}
	}
}

func TestScorecardMistakesAreSaidWithTheirPlace(t *testing.T) {
	cases, outcomes := scorecardBook(t, 50)
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	out := filepath.Join(dir, "card.json")
	for _, row := range []struct {
		name string
		run  func(*Std) error
		code int
		says string
	}{
		{"no cases", (&ScorecardFitCmd{Cases: dir + "/none", Outcomes: outcomes, Out: out}).Run, 2, "--cases: expected a file"},
		{"no outcomes", (&ScorecardFitCmd{Cases: cases, Outcomes: dir + "/none", Out: out}).Run, 2, "--outcomes: expected a file"},
		{"outcomes without a column", (&ScorecardFitCmd{Cases: cases, Outcomes: file("a.csv", "id,good\nc1,1\n"), Out: out}).Run, 2, "expected a column bad"},
		{"outcome that is neither", (&ScorecardFitCmd{Cases: cases, Outcomes: file("b.csv", "id,bad\nc1,0\nc2,yes\n"), Out: out}).Run, 2, `line 3: bad: expected 1 (bad) or 0 (good), not "yes"`},
		{"outcome twice", (&ScorecardFitCmd{Cases: cases, Outcomes: file("c.csv", "id,bad\nc1,0\nc1,1\n"), Out: out}).Run, 2, "line 3: id: expected an id that no other line has"},
		{"case that is wrong", (&ScorecardFitCmd{Cases: file("d.ndjson", caseLine("1")+"\n"+`{"id":2}`), Outcomes: outcomes, Out: out}).Run, 2, "case 2: $.id: expected text"},
		{"case twice", (&ScorecardFitCmd{Cases: file("e.ndjson", caseLine("1")+"\n"+caseLine("1")), Outcomes: outcomes, Out: out}).Run, 2, "case 2: $.id: expected an id that no other case has"},
		{"too few outcomes", (&ScorecardFitCmd{Cases: file("f.ndjson", caseLine("c1")), Outcomes: outcomes, Out: out}).Run, 1, "needs at least"},
		{"not a scorecard", (&ScorecardScoreCmd{Scorecard: file("g.json", `{"pdo":0}`), Cases: cases}).Run, 2, "$.pdo"},
		{"scores without a column", (&ScorecardReportCmd{Scores: file("h.csv", "id,points\n1,2\n"), Outcomes: outcomes}).Run, 2, "expected a column pd"},
		{"probability above one", (&ScorecardReportCmd{Scores: file("i.csv", "id,points,pd\nc1,2,1.5\n"), Outcomes: outcomes}).Run, 2, "line 2: pd: expected a probability"},
		{"scores of one outcome only", (&ScorecardReportCmd{Scores: file("j.csv", "id,points,pd\nzz,2,0.5\n"), Outcomes: outcomes}).Run, 1, "must be bad and good cases"},
	} {
		t.Run(row.name, func(t *testing.T) {
			var printed bytes.Buffer
			err := row.run(&Std{Out: &printed, Err: &bytes.Buffer{}})
			var e *exitError
			if !errors.As(err, &e) || e.code != row.code || !strings.Contains(e.Error(), row.says) || printed.Len() > 0 {
				t.Errorf("ended with %v, want code %d and %q; printed %q", err, row.code, row.says, printed.String())
			}
		})
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a fit that failed left a scorecard behind")
	}
}
