package underwriting

import (
	"strings"
	"testing"

	"lendwright/internal/scorecard"
)

// facts makes features of a table; what is not listed is not known.
func facts(of map[string]int64) func(string) scorecard.Value {
	return func(name string) scorecard.Value {
		n, ok := of[name]
		return knownIf(ok, n)
	}
}

func TestExpressionsAreWorkedOutOverFeatures(t *testing.T) {
	someone := facts(map[string]int64{"income": 100_000_00, "requested": 250_000_00, "betting_share": 1_600, "watch_listed": 0, "obligations": 0, "age": 30})
	for _, row := range []struct {
		text string
		want bool
	}{
		{`income < amount("100000.01")`, true},
		{`income < amount("100000")`, false},
		{`betting_share > share("0.15") && requested > amount("200000")`, true},
		{`requested > 2 * income && !watch_listed`, true},
		{`over(requested, income) > share("2.5")`, false},
		{`over(requested, income) == share("2.5")`, true},
		{`over(income, obligations) > 0`, false}, // nothing to divide by: not known
		{`over(income, obligations) > 0 || age >= 18`, true},
		{`bureau_late_now > 0`, false},  // not known
		{`bureau_late_now <= 0`, false}, // not known either way
		{`bureau_late_now_known || age < 18`, false},
		{`!bureau_late_now_known && age >= 18`, true},
		{`income / 100 > 90000 ? age > 20 : false`, true},
	} {
		x, wrong := compile(row.text, "NGN")
		if wrong != "" {
			t.Errorf("%s: %s", row.text, wrong)
			continue
		}
		if got, err := x.holds(someone); got != row.want || err != nil {
			t.Errorf("%s: %v %v", row.text, got, err)
		}
	}
}

func TestExpressionsThatDoNotLoad(t *testing.T) {
	for _, row := range []struct{ text, says string }{
		{`tribe == 1`, "undeclared reference to 'tribe'"},
		{`income`, "expected yes or no"},
		{`income > "much"`, "no matching overload"},
		{`watch_listed > 1`, "no matching overload"},
		{`requested / income > 2`, "could divide by zero"},
		{`requested % obligations == 0`, "could divide by zero"},
		{`requested / (3 - 3) > 2`, "could divide by zero"},
		{`requested / 0 > 2`, "could divide by zero"},
		{`double(income) > 1.5`, "fractions are not exact"},
		{`income > amount("a lot")`, "expected a number"},
		{`income > amount("0.001")`, "without more digits"},
		{`betting_share > share("0.3"`, "expected a number"},
		{`betting_share > share("0.3`, "expected a closing"},
		{`[1, 2].all(x, x > income)`, "undeclared reference"},
		{`true`, "names no feature"},
		{`age > 1 ` + strings.Repeat("&& age > 1 ", 300), "exceeds"},
		{strings.Repeat("!(", 60) + "age > 1" + strings.Repeat(")", 60), "recursion"},
	} {
		_, wrong := compile(row.text, "NGN")
		if !strings.Contains(wrong, row.says) {
			t.Errorf("%.60s: %q does not say %q", row.text, wrong, row.says)
		}
	}
}

// TestSumsBeyondSixtyFourBitsAreSaid: CEL stops at the end of a number and does not turn round; the case goes to a person.
func TestSumsBeyondSixtyFourBitsAreSaid(t *testing.T) {
	x, wrong := compile(`requested * income * 1000 > 0`, "NGN")
	if wrong != "" {
		t.Fatal(wrong)
	}
	if _, err := x.holds(facts(map[string]int64{"income": amountMost, "requested": amountMost})); err == nil {
		t.Error("no word of the overflow")
	}
	p, err := LoadPolicy([]byte(strings.Replace(document(t), "rules:\n", "rules:\n  - {id: BIG, effect: none, if: \"requested * income * 1000000000 > 0\", says: big}\n", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if d := Decide(p, salaried().c, noon()); d.Outcome != Refer || len(d.Reasons) == 0 || d.Reasons[0].Code != "RUL-ERR" {
		t.Errorf("%s: a rule that cannot be worked out is for a person", d.Outcome)
	}
}
