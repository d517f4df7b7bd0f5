package lending

import (
	"testing"

	"lendwright/internal/money"

	"pgregory.net/rapid"
)

func TestExpectedLoss(t *testing.T) {
	rules := DefaultLossRules()
	for _, x := range []struct {
		why   string
		of    Exposure
		stage Stage
		loss  int64
	}{
		{"the handbook's: 8 % × 65 % × ₦60,000 over a year", Exposure{Owed: money.Kobo(60_000_00), DaysLeft: 365}, Stage1, 3_120_00},
		{"a longer life: twelve months only", Exposure{Owed: money.Kobo(60_000_00), DaysLeft: 1000}, Stage1, 3_120_00},
		{"half a year is left", Exposure{Owed: money.Kobo(60_000_00), DaysLeft: 73}, Stage1, 624_00},
		{"a day late: the bucket's", Exposure{Owed: money.Kobo(60_000_00), DaysPastDue: 1, DaysLeft: 73}, Stage1, 5_850_00},
		{"29 days late", Exposure{Owed: money.Kobo(60_000_00), DaysPastDue: 29}, Stage1, 15_600_00},
		{"30 days: the backstop", Exposure{Owed: money.Kobo(60_000_00), DaysPastDue: 30}, Stage2, 15_600_00},
		{"89 days", Exposure{Owed: money.Kobo(60_000_00), DaysPastDue: 89}, Stage2, 31_200_00},
		{"90 days: impaired", Exposure{Owed: money.Kobo(60_000_00), DaysPastDue: 90}, Stage3, 39_000_00},
		{"hardship", Exposure{Owed: money.Kobo(60_000_00), Watch: true}, Stage2, 5_850_00},
		{"fraud", Exposure{Owed: money.Kobo(60_000_00), Impaired: true}, Stage3, 39_000_00},
		{"nothing is owed", Exposure{Owed: money.Kobo(0), DaysPastDue: 200}, Stage3, 0},
	} {
		if got := rules.Expected(x.of); got.Stage != x.stage || got.Loss.Minor() != x.loss {
			t.Errorf("%s: stage %d, %s; want %d, %s", x.why, got.Stage, got.Loss, x.stage, money.Kobo(x.loss))
		}
	}
}

// More days late never mean less loss, and no more than what is owed is lost.
func TestExpectedLossGrowsWithDaysPastDue(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		rules := DefaultLossRules()
		x := Exposure{Owed: money.Kobo(rapid.Int64Range(0, 1_000_000_000_00).Draw(r, "owed")), DaysPastDue: rapid.IntRange(0, 400).Draw(r, "days"), DaysLeft: rapid.IntRange(0, 900).Draw(r, "left")}
		y := x
		y.DaysPastDue += rapid.IntRange(0, 100).Draw(r, "more")
		a, b := rules.Expected(x), rules.Expected(y)
		if b.Loss.Less(a.Loss) || x.Owed.Less(b.Loss) || b.Stage < a.Stage {
			r.Fatalf("%+v: %s, %+v: %s", x, a.Loss, y, b.Loss)
		}
	})
}

func TestBucketsAndPortfolioAtRisk(t *testing.T) {
	for days, want := range map[int]string{0: "0", 1: "1–7", 7: "1–7", 8: "8–15", 15: "8–15", 16: "16–30", 30: "16–30", 31: "31–60", 60: "31–60", 61: "61–90", 90: "61–90", 91: "91–180", 180: "91–180", 181: "181+", 4000: "181+"} {
		if got := BucketOf(days).String(); got != want {
			t.Errorf("%d days are in %s, want %s", days, got, want)
		}
	}
	for _, x := range []struct {
		par, days int
		counts    bool
	}{{1, 0, false}, {1, 1, true}, {7, 7, false}, {7, 8, true}, {30, 30, false}, {30, 31, true}, {90, 91, true}} {
		if (AtRisk{Days: x.par}).Counts(x.days) != x.counts {
			t.Errorf("PAR %d with %d days", x.par, x.days)
		}
	}
	if got := (AtRisk{Late: money.Kobo(1), Of: money.Kobo(3)}).Share().String(); got != "0.333333" {
		t.Error(got)
	}
}
