package underwriting

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// labelled is a narration with the category that a person gave it.
type labelled struct{ typ, category, text string }

func labelledNarrations(t testing.TB) (rows []labelled) {
	t.Helper()
	body, err := os.ReadFile("testdata/narrations.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(body)) {
		if f := strings.Split(strings.TrimSuffix(line, "\n"), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			rows = append(rows, labelled{f[0], f[1], f[2]})
		}
	}
	return rows
}

// tally counts a category's rows: those that are it, those that were said to be it, and both.
type tally struct{ is, said, right int }

// The floors. What a false answer costs decides them: income that is none and a loan, a bet or a
// reversal that is not seen mislead a decision; a shop of the wrong sort hardly does.
const (
	floorOverall = 95
	floorGrave   = 97 // precision and recall of the categories that decide
	floorEach    = 85
)

var graveCategories = []string{"salary", "loans", "loan_repayments", "betting_deposit", "betting_payout", "returned_debit", "bank_charges"}

// TestCategoriesOfLabelledNarrations prints precision and recall per category and holds the floors.
func TestCategoriesOfLabelledNarrations(t *testing.T) {
	rows := labelledNarrations(t)
	if len(rows) < 600 {
		t.Fatalf("%d labelled narrations", len(rows))
	}
	tallies := map[string]*tally{}
	of := func(category string) *tally {
		if tallies[category] == nil {
			tallies[category] = &tally{}
		}
		return tallies[category]
	}
	right := 0
	for _, r := range rows {
		l := Categorise(r.text, r.typ)
		of(r.category).is++
		of(l.Category).said++
		if l.Category == r.category {
			of(r.category).right++
			right++
			continue
		}
		t.Logf("%-8s %-38s said %-38s (%s) %s", r.typ, r.category, l.Category, l.Rule, r.text)
	}
	var names []string
	for name := range tallies {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		x := tallies[name]
		precision, recall := 100*x.right/max(1, x.said), 100*x.right/max(1, x.is)
		t.Logf("%-38s n %3d  precision %3d %%  recall %3d %%", name, x.is, precision, recall)
		floor := floorEach
		if slices.Contains(graveCategories, name) {
			floor = floorGrave
		}
		if x.is > 0 && (precision < floor || recall < floor) {
			t.Errorf("%s: precision %d %%, recall %d %%: below %d %%", name, precision, recall, floor)
		}
	}
	t.Logf("%d of %d right", right, len(rows))
	if 100*right < floorOverall*len(rows) {
		t.Errorf("%d of %d right: below %d %%", right, len(rows), floorOverall)
	}
}
