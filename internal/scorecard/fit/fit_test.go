package fit

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/scorecard"
)

// book is an invented portfolio: risk falls with the balance, rises with lateness, differs between
// banks, and has nothing to do with noise. Some balances are not known.
func book(n int, seed uint64) *Sample {
	rng := rand.New(rand.NewPCG(seed, 1))
	s := &Sample{}
	for i := range n {
		balance, late, bank := rng.NormFloat64(), rng.NormFloat64(), rng.IntN(4)
		x := -2 - 1.2*balance + 0.8*late + 0.4*float64(bank%2)
		s.Add(fmt.Sprint("c", i), []Measure{
			{Name: "balance", Label: "Balance", Reason: "BAL-LOW", Trend: SaferUp, Known: rng.Float64() > 0.1, N: int64(10_000 * balance)},
			{Name: "late", Label: "Days late", Reason: "OWN-LATE", Trend: RiskierUp, Known: true, N: int64(10 * late)},
			{Name: "bank", Label: "Bank", Reason: "EXT-FACT", Words: true, Text: string(rune('A' + bank))},
			{Name: "noise", Label: "Noise", Known: true, N: int64(rng.IntN(1000))},
			{Name: "constant", Label: "Constant", Known: true, N: 7},
		}, rng.Float64() < chance(x))
	}
	return s
}

// fitted is one fit that several tests look at.
var fitted = sync.OnceValues(func() (Scorecard, Report) {
	card, report, err := Fit(book(400, 3), Options{Seed: 5})
	if err != nil {
		panic(err)
	}
	return card, report
})

func TestFitLearnsWhatIsThere(t *testing.T) {
	card, report := fitted()
	if wrong := card.Check(); wrong != nil {
		t.Fatal(wrong)
	}
	if a := report.CrossValidated.AUC; a < 0.78 || a > 0.92 {
		t.Errorf("AUC %.3f: the book allows about 0.84", a)
	}
	if report.CrossValidated.Bads != card.Made.Bads || card.Made.Cases != 400 {
		t.Errorf("made of %+v", card.Made)
	}
	low := func(balance, late int64) int {
		return card.Score([]Measure{{Name: "balance", Known: true, N: balance}, {Name: "late", Known: true, N: late}}).Points
	}
	if low(20_000, -20) <= low(-20_000, 20) {
		t.Error("a clearly good case has no more points than a clearly bad one: the sign is wrong")
	}
	for _, u := range report.Characteristics {
		if u.Name == "constant" {
			t.Error("a constant got into the card")
		}
	}
}

func TestPointsKeepTheTrendThatTheTradeKnows(t *testing.T) {
	card, _ := fitted()
	for _, ch := range card.Characteristics {
		for i := 1; i < len(ch.Bins); i++ {
			step := ch.Bins[i].Points - ch.Bins[i-1].Points
			if ch.Feature == "balance" && step < 0 || ch.Feature == "late" && step > 0 {
				t.Errorf("%s: points go from %d to %d", ch.Feature, ch.Bins[i-1].Points, ch.Bins[i].Points)
			}
		}
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	var first []byte
	for range 2 {
		card, _, err := Fit(book(120, 2), Options{Seed: 42})
		if err != nil {
			t.Fatal(err)
		}
		data, err := card.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, data) {
			t.Error("two fits with one seed differ")
		}
		first = data
	}
}

// An outcome that is drawn by lot cannot be learned: figures that say otherwise would be a leak in
// the cross-validation.
func TestNothingIsLearnedFromChance(t *testing.T) {
	s := book(250, 4)
	rng := rand.New(rand.NewPCG(8, 8))
	for i := range s.Bad {
		s.Bad[i] = rng.Float64() < 0.2
	}
	_, report, err := Fit(s, Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if report.AUCMean < 0.36 || report.AUCMean > 0.64 {
		t.Errorf("AUC %.3f on chance", report.AUCMean)
	}
}

func TestTooFewOutcomesAreSaid(t *testing.T) {
	s := book(60, 1)
	for i := range s.Bad {
		s.Bad[i] = i < 5
	}
	if _, _, err := Fit(s, Options{}); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Said(err), "5 and 55") {
		t.Errorf("%v", err)
	}
}

func TestAScorecardComesBackFromItsFile(t *testing.T) {
	card, _ := fitted()
	data, _ := card.Encode()
	again, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, bank := range []string{"A", "B", "C", "D", "unheard of"} {
		m := []Measure{{Name: "balance", Known: true, N: 100}, {Name: "bank", Words: true, Text: bank}}
		if a, b := card.Score(m), again.Score(m); a.Points != b.Points || a.PPM != b.PPM {
			t.Errorf("bank %s: %d points, then %d", bank, a.Points, b.Points)
		}
	}
}

func TestBrokenScorecardsAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"not JSON":      `{`,
		"unknown field": `{"colour":1}`,
		"empty":         `{}`,
	} {
		if _, err := Decode([]byte(text)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReasonsAreWhatCostMost(t *testing.T) {
	part := func(code string, points, most int) scorecard.Part {
		return scorecard.Part{Feature: code, Label: code, Reason: code, Points: points, Most: most}
	}
	got := Reasons(scorecard.Result{Parts: []scorecard.Part{
		part("A", -10, 5), part("B", -40, 10), part("B", -20, 30), part("C", 3, 60), part("", -90, 0), part("D", -1, 0), part("E", -2, 0), part("F", -3, 0),
	}})
	var codes []string
	for _, r := range got {
		codes = append(codes, r.Code)
	}
	if s := strings.Join(codes, " "); s != "B A F E" {
		t.Errorf("reasons %s: want the largest losses below average, one for each code, at most four", s)
	}
}
