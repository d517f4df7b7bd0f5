package scorecard

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func to(n int64) *int64 { return &n }
func pts(n int) *int    { return &n }

// toy is the example of the handbook (4.3): α = −2.44, four characteristics, base 600 at 50:1, PDO 20.
func toy() Card {
	return Card{Name: "toy", BasePoints: 600, BaseOdds: 50, PDO: 20,
		Characteristics: []Characteristic{
			{Feature: "salary_months", Label: "Salary months", Missing: pts(123), Bins: []Bin{{to(3), 123}, {to(5), 138}, {nil, 150}}},
			{Feature: "low_days", Label: "Days below 5,000", Missing: pts(123), Bins: []Bin{{to(999), 155}, {to(4000), 141}, {nil, 123}}},
			{Feature: "worst_dpd", Label: "Worst lateness", Missing: pts(135), Bins: []Bin{{to(0), 154}, {to(29), 136}, {nil, 112}}},
			{Feature: "gambling", Label: "Betting", Missing: pts(140), Bins: []Bin{{to(0), 143}, {to(499), 140}, {to(1500), 133}, {nil, 123}}},
		},
		PDs: []PDRow{{500, 390244}, {520, 242424}, {540, 137931}, {560, 74074}, {580, 38462}, {600, 19608}, {620, 9901}}}
}

func TestToyCardGivesTheHandbooksPoints(t *testing.T) {
	c := toy()
	if wrong := c.Check(); wrong != nil {
		t.Fatal(wrong)
	}
	values := map[string]int64{"salary_months": 4, "low_days": 4100, "worst_dpd": 0, "gambling": 200}
	r := c.Score(func(f string) Value { n, ok := values[f]; return Value{ok, n} })
	if r.Points != 555 {
		t.Errorf("points %d, want 555", r.Points)
	}
	if r.PPM < 85_000 || r.PPM > 95_000 {
		t.Errorf("PD %d millionths, want about 8.7 %% (interpolated)", r.PPM)
	}
	lost := []int{12, 32, 0, 3}
	for i, p := range r.Parts {
		if p.Lost() != lost[i] {
			t.Errorf("%s lost %d, want %d", p.Feature, p.Lost(), lost[i])
		}
	}
}

func TestUnknownIsItsOwnBin(t *testing.T) {
	r := toy().Score(func(string) Value { return Value{} })
	if r.Points != 123+123+135+140 {
		t.Errorf("points %d", r.Points)
	}
}

func TestPDNeverRisesWithPoints(t *testing.T) {
	c := toy()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.IntRange(400, 700).Draw(t, "a"), rapid.IntRange(400, 700).Draw(t, "b")
		if a <= b && c.PD(a) < c.PD(b) {
			t.Fatalf("PD(%d)=%d < PD(%d)=%d", a, c.PD(a), b, c.PD(b))
		}
	})
}

func TestBrokenCardsAreRefusedAndSayWhere(t *testing.T) {
	for name, row := range map[string]struct {
		spoil func(*Card)
		says  string
	}{
		"no last bin":         {func(c *Card) { c.Characteristics[0].Bins = c.Characteristics[0].Bins[:2] }, "last bin"},
		"bins out of order":   {func(c *Card) { c.Characteristics[1].Bins[1].To = to(1) }, "bins[1].to"},
		"no missing bin":      {func(c *Card) { c.Characteristics[2].Missing = nil }, "worst_dpd).missing"},
		"feature twice":       {func(c *Card) { c.Characteristics[3].Feature = "low_days" }, "twice"},
		"PD against the odds": {func(c *Card) { c.PDs[5].PPM = 25_000 }, "pds[5].ppm"},
		"PD rises":            {func(c *Card) { c.PDs[1].PPM = 500_000 }, "pds[1]"},
	} {
		c := toy()
		row.spoil(&c)
		if got := strings.Join(c.Check(), "\n"); !strings.Contains(got, row.says) {
			t.Errorf("%s: %q does not say %q", name, got, row.says)
		}
	}
}
