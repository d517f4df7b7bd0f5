package underwriting

import (
	"strings"
	"testing"

	"lendwright/internal/fault"
)

func document(t *testing.T) string {
	t.Helper()
	doc, err := policies.ReadFile("policies/ng-personal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(doc)
}

func TestDefaultPolicyIsKnownByItsBytes(t *testing.T) {
	p := DefaultPolicy()
	if len(p.SHA256) != 64 || p.Name == "" || p.Version == "" {
		t.Errorf("%+v", p.Ref())
	}
	again, err := LoadPolicy([]byte(document(t) + "# a comment more\n"))
	if err != nil {
		t.Fatal(err)
	}
	if again.SHA256 == p.SHA256 {
		t.Error("another document has the same digest")
	}
	if small, large, step := p.Amounts(); small.Minor() != 10_000_00 || large.Minor() != 500_000_00 || step.Minor() != 1_000_00 {
		t.Errorf("%s to %s by %s", small, large, step)
	}
}

func TestBrokenPoliciesDoNotLoadAndSayWhere(t *testing.T) {
	for _, row := range []struct{ name, from, to, says string }{
		{"gap at the end of the bands", `pd_to: "1", decline`, `pd_to: "0.5", decline`, "bands: expected the last one to end at 1"},
		{"bands overlap", `{name: B, pd_to: "0.04"`, `{name: B, pd_to: "0.01"`, "bands[1] (B).pd_to: expected above 0.02"},
		{"price above the cap", `annual_rate: "0.72", income`, `annual_rate: "0.73", income`, "bands[3] (D).annual_rate: 0.73 is above product.annual_rate_cap"},
		{"worse band is cheaper", `annual_rate: "0.54"`, `annual_rate: "0.40"`, "bands[2] (C).annual_rate: a worse band is cheaper than B"},
		{"worse band gets more", `income_multiple: "1.0"`, `income_multiple: "1.9"`, "bands[2] (C).income_multiple: a worse band gets more"},
		{"no lengths", `tenors: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]`, `tenors: []`, "product.tenors"},
		{"lengths fall", `tenors: [1, 2, 3,`, `tenors: [3, 2, 1,`, "product.tenors[1]"},
		{"would divide by zero", `round_to: "1000"`, `round_to: "0"`, "product.round_to"},
		{"would divide by zero in debts", `unknown_months: 12`, `unknown_months: 0`, "debts: expected"},
		{"smallest above largest", `smallest: "10000"`, `smallest: "600000"`, "product.smallest"},
		{"rule over no feature", `feature: watch_listed`, `feature: tribe`, `rules[0] (ID-WATCH).when[0].feature: no such feature "tribe"`},
		{"limit of another unit", `{feature: age, below: "18"}`, `{feature: age, below: "eighteen"}`, "(age): expected a number"},
		{"two limits", `{feature: age, below: "18"}`, `{feature: age, below: "18", above: "3"}`, "exactly one of above, below, is, unknown"},
		{"words for a feature that is not", `{age}: below 18`, `{aeg}: below 18`, "no such feature {aeg}"},
		{"unknown effect", `effect: knock_out, reason: ID-FAIL`, `effect: knockout, reason: ID-FAIL`, `rules[0] (ID-WATCH).effect: expected knock_out`},
		{"reason without words", `  GAM-HIGH: "A large`, `  GAM-HIHG: "A large`, `there are no words for the reason "GAM-HIGH"`},
		{"haircut missing", `    gig: "0.7"`, ``, "income.haircuts.gig"},
		{"haircut above one", `    gig: "0.7"`, `    gig: "1.7"`, "income.haircuts.gig"},
		{"scorecard with a hole", `bins: [{to: 0, points: 26}, {points: -14}]`, `bins: [{to: 0, points: 26}]`, "expected a last bin"},
		{"PD against the odds", `{points: 600, ppm: 19608}`, `{points: 600, ppm: 17000}`, "600 points are odds that mean 19608"},
		{"last tier needs something", `{name: D, largest: "0.1", tenor_most: 3, effect: hold`, `{name: D, days: 10, largest: "0.1", tenor_most: 3, effect: hold`, "the last tier needs nothing"},
		{"field that is not", `gap_days: 30`, `gap_day: 30`, "gap_day"},
		{"not a number", `gap_days: 30`, `gap_days: thirty`, "thirty"},
		{"amount with too many digits", `low_balance: "5000"`, `low_balance: "5000.00001"`, "5000.00001"},
		{"two documents", "reasons_most: 4", "reasons_most: 4\n---\nname: x", "policy"},
	} {
		t.Run(row.name, func(t *testing.T) {
			doc := document(t)
			if !strings.Contains(doc, row.from) {
				t.Fatalf("%q is not in the policy", row.from)
			}
			_, err := LoadPolicy([]byte(strings.Replace(doc, row.from, row.to, 1)))
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), row.says) {
				t.Errorf("%v does not say %q", err, row.says)
			}
		})
	}
}

// TestSensitiveThingsHaveNoFeature: what may not be used has no entry in the registry, so no policy can name it.
func TestSensitiveThingsHaveNoFeature(t *testing.T) {
	for name := range registry {
		for _, word := range []string{"name", "sex", "gender", "tribe", "religion", "faith", "giving", "health", "state_of", "address", "nightlife", "marital", "phone"} {
			if strings.Contains(name, word) {
				t.Errorf("feature %s", name)
			}
		}
	}
}

func TestThresholdsAreThePolicys(t *testing.T) {
	p, err := LoadPolicy([]byte(strings.Replace(document(t), `{feature: betting_share, above: "0.30"}`, `{feature: betting_share, above: "0.90"}`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	if d := Decide(p, gambler().c, noon()); d.Outcome != Refer || d.Policy.SHA256 != p.SHA256 {
		t.Errorf("%s under a policy that bears more betting", d.Outcome)
	}
}
