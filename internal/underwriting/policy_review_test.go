package underwriting

import (
	"strings"
	"testing"

	"lendwright/internal/fault"
)

// TestShippedPoliciesHaveNoGapsOrOverlaps: what ships has been looked through.
func TestShippedPoliciesHaveNoGapsOrOverlaps(t *testing.T) {
	for _, name := range PolicyNames() {
		p, err := PolicyNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.Review() {
			t.Errorf("%s: %s: %s", name, r.Where, r.Says)
		}
	}
	if _, err := PolicyNamed("xx-personal"); !fault.Is(err, fault.NotFound) {
		t.Errorf("%v", err)
	}
}

func TestGapsAndOverlapsAreFound(t *testing.T) {
	for _, row := range []struct{ name, from, to, where, says string }{
		{"a rule in the shadow of another", `{feature: betting_share, above: "0.15"}`, `{feature: betting_share, above: "0.45"}`, "(GAM-SOME)", "never decides anything: whenever it holds, GAM-HIGH"},
		{"nothing is said of an unknown age", `  - {id: AGE-UNKNOWN, effect: hold, reason: DAT-AGE, when: [{feature: age, unknown: true}], says: "The age is not known."}`, ``, "rules", "AGE-LEAST decides on age"},
		{"a band that no score reaches", `name: A, pd_to: "0.02", annual_rate`, `name: A, pd_to: "0.00001", annual_rate`, "bands[0] (A)", "no case comes here"},
		{"a tier behind a wider one", `name: B, days: 90, complete_months: 3, rows_per_month: 5, incomes: 3`, `name: B, days: 190, complete_months: 7, rows_per_month: 15, incomes: 5`, "sufficiency[1] (B)", "whoever meets it meets A before"},
		{"an income with no loan", `{feature: income, below: "30000"}`, `{feature: income, below: "15000"}`, "bands[3] (D)", "below product.smallest"},
		{"words for nobody", `  SCO-LOW: "Taken`, `  OLD-ONE: "Not told."` + "\n" + `  SCO-LOW: "Taken`, "reasons.OLD-ONE", "nobody"},
	} {
		t.Run(row.name, func(t *testing.T) {
			doc := document(t)
			if !strings.Contains(doc, row.from) {
				t.Fatalf("%q is not in the policy", row.from)
			}
			p, err := LoadPolicy([]byte(strings.Replace(doc, row.from, row.to, 1)))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range p.Review() {
				if strings.Contains(r.Where, row.where) && strings.Contains(r.Says, row.says) {
					return
				}
			}
			t.Errorf("not found among %v", p.Review())
		})
	}
}

func TestOverlaysSayWhatIsWrong(t *testing.T) {
	for _, row := range []struct{ name, doc, says string }{
		{"of no policy", "extends: nowhere\n", `there is no policy "nowhere"`},
		{"of an overlay", "extends: gh-personal\nname: x\n", "extends no other"},
		{"with a field that is not", "extends: ng-personal\ncolour: red\n", "colour"},
		{"with a rule over no feature", "extends: ng-personal\nrules: [{id: X, effect: none, if: 'tribe == 1', says: x}]\n", "(X).if: ERROR"},
		{"with a price above the cap", "extends: ng-personal\nproduct: {apr_cap: \"0.80\"}\n", "has an APR of"},
		{"with a gap in the norms", "extends: za-personal\n", "extends no other"},
		{"with a table that jumps", "extends: ng-personal\naffordability: {living_table: [{from: \"0\", fixed: \"0\", share: \"1\"}, {from: \"800\", fixed: \"900\", share: \"0.1\"}]}\n", "the band before ends with 800, so there is a gap"},
		{"that is a list", "- a\n", "cannot be read"},
	} {
		if _, err := LoadPolicy([]byte(row.doc)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error()+unwrapped(err), row.says) {
			t.Errorf("%s: %v does not say %q", row.name, err, row.says)
		}
	}
	p, err := LoadPolicy([]byte("extends: ng-personal\nname: Without one rule\nrules: [{id: GAM-HIGH, drop: true}, {id: GAM-SOME, drop: true}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if d := Decide(p, gambler().c, noon()); d.Outcome == Decline || p.SHA256 == DefaultPolicy().SHA256 {
		t.Errorf("%s under a policy that lets betting be", d.Outcome)
	}
}

func unwrapped(err error) string {
	if u, ok := err.(interface{ Unwrap() error }); ok && u.Unwrap() != nil {
		return u.Unwrap().Error()
	}
	return ""
}
