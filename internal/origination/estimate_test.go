package origination_test

import (
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/money"
	"lendwright/internal/origination"

	"pgregory.net/rapid"
)

func naira(n int64) money.Money { return money.Kobo(n * 100) }

func estimator(t *testing.T) *origination.Desk {
	return &origination.Desk{Policy: policy(t), Now: func() time.Time { return monday }}
}

func TestEstimates(t *testing.T) {
	for _, c := range []struct {
		name             string
		wish             origination.Wish
		likely, possible bool
		instead          bool
	}{
		{"a salary that carries it", origination.Wish{Principal: naira(150_000), TermMonths: 6, Employment: "employed", Income: naira(400_000)}, true, true, false},
		{"the same with debts", origination.Wish{Principal: naira(150_000), TermMonths: 6, Employment: "employed", Income: naira(400_000), Repayments: naira(150_000)}, false, false, true},
		{"more than a first loan", origination.Wish{Principal: naira(400_000), TermMonths: 12, Employment: "employed", Income: naira(900_000)}, false, false, true},
		{"irregular income has a lower ceiling", origination.Wish{Principal: naira(200_000), TermMonths: 12, Employment: "gig", Income: naira(900_000)}, false, false, true},
		{"no income", origination.Wish{Principal: naira(10_000), TermMonths: 1, Employment: "unemployed"}, false, false, false},
	} {
		c.wish.Income, c.wish.Repayments = money.Sum(naira(0), c.wish.Income), money.Sum(naira(0), c.wish.Repayments)
		e, err := estimator(t).Estimate(c.wish)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if e.Likely != c.likely || e.Possible != c.possible || e.Instead.Positive() != c.instead {
			t.Errorf("%s: likely %v, possible %v, instead %s, can carry %s", c.name, e.Likely, e.Possible, e.Instead, e.CanCarry)
		}
	}
	if _, err := estimator(t).Estimate(origination.Wish{Principal: naira(5), TermMonths: 6}); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

// What is named instead fits, and one step more does not.
func TestInsteadIsTheLargestThatFits(t *testing.T) {
	desk := estimator(t)
	least, most, step := desk.Policy.Amounts()
	rapid.Check(t, func(r *rapid.T) {
		w := origination.Wish{
			Principal: least.Add(step.Times(rapid.Int64Range(0, (most.Minor()-least.Minor())/step.Minor()).Draw(r, "steps"))), TermMonths: rapid.IntRange(1, 12).Draw(r, "months"),
			Employment: rapid.SampledFrom([]string{"employed", "gig", "retired"}).Draw(r, "work"),
			Income:     naira(rapid.Int64Range(0, 900_000).Draw(r, "income")), Repayments: naira(rapid.Int64Range(0, 100_000).Draw(r, "repayments")),
		}
		e, err := desk.Estimate(w)
		if err != nil {
			r.Fatal(err)
		}
		if e.Likely && !e.Possible {
			r.Fatal("likely, but not possible")
		}
		if e.Likely || e.Instead.IsZero() {
			return
		}
		w.Principal = e.Instead
		if less, err := desk.Estimate(w); err != nil || !less.Likely {
			r.Fatalf("%s instead does not fit: %v", e.Instead, err)
		}
		w.Principal = e.Instead.Add(step)
		if more, err := desk.Estimate(w); err != nil || more.Likely {
			r.Fatalf("one step more than %s fits: %v", e.Instead, err)
		}
	})
}
