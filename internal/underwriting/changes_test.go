package underwriting

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWhatWouldChangeTheAnswer reads as advice: who is told what, and from when on it is worth trying again.
func TestWhatWouldChangeTheAnswer(t *testing.T) {
	poor := someone(100_000, 6).account("a", "GTB", 900_000, join(someone(0, 1).living(365, 30_000), each(365, 25, true, 28_000, "NIP/ZENITH/ACME LTD/SALARY <MON>")))
	for _, row := range []struct {
		name string
		who  *sample
		says string // in one of the changes; empty: none is told
		on   string // empty: no day is told
	}{
		{"betting", gambler(), "Betting with at most 30% of your income", "2027-01-02"},
		{"overdue elsewhere", salaried().with(late("failed", "failed")), "Paying the loan that is overdue", "2026-11-20"},
		{"four lenders: less debt and no new one, together", overIndebted(), "Taking no other loan", "2026-12-05"},
		{"little income", poor, "A regular income of", "2026-11-20"},
		{"three weeks of history", thinFile(), "", "2027-01-01"},
		{"may be a staged salary: nothing is told", stagedSalary(), "", ""},
		{"on the watch-list: nothing is told", salaried().with(func(c *Case) { c.Identity.WatchListed = true }), "", ""},
		{"approved: nothing is to be changed", salaried(), "", ""},
		{"evidence that did not come is not the person's to change", salaried().missing("insights"), "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := row.who.decide()
			all := strings.Join(d.Changes(), "\n")
			if row.says == "" && all != "" || !strings.Contains(all, row.says) {
				t.Errorf("told %q, want %q", all, row.says)
			}
			on := ""
			if day := d.TryAgainOn(); day.Known() {
				on = day.String()
			}
			if on != row.on {
				t.Errorf("try again on %q, want %q", on, row.on)
			}
		})
	}
}

// TestAskingForLessChangesTheAnswerAsTold holds the words to what a new application really gets.
func TestAskingForLessChangesTheAnswerAsTold(t *testing.T) {
	rules := "rules:\n  - {id: BIG, effect: refer, reason: INC-CHECK, when: [{feature: requested, above: \"120000\"}], says: \"Much is asked.\"}\n"
	p, err := LoadPolicy([]byte(strings.Replace(document(t), "rules:\n", rules, 1)))
	if err != nil {
		t.Fatal(err)
	}
	d := Decide(p, salaried().c, noon())
	i := slices.IndexFunc(d.Findings, func(f Finding) bool { return f.Rule == RuleChange })
	if d.Outcome != Refer || i < 0 || d.Findings[i].Figures["requested to"] != "₦120,000" {
		t.Fatalf("%s: %+v", d.Outcome, d.Changes())
	}
	if again := Decide(p, salaried().asking(120_000, 6).c, noon()); string(again.Outcome) != d.Findings[i].Figures["outcome"] {
		t.Errorf("%s, and %s was told", again.Outcome, d.Findings[i].Figures["outcome"])
	}
}

// TestEveryReasonHasItsFinding: under each reason that is told stands a finding, with its figures.
func TestEveryReasonHasItsFinding(t *testing.T) {
	people := []func() *sample{salaried, gigWorker, trader, pensioner, overIndebted, gambler, thinFile, stagedSalary}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(people).Draw(t, "who")()
		s.asking(rapid.Int64Range(1, 900).Draw(t, "thousands")*1000, rapid.IntRange(1, 24).Draw(t, "months"))
		d := s.decide()
		for _, r := range d.Reasons {
			if r.Effect == "price" || r.Code == "DAT-MISSING" {
				continue
			}
			if !slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Reason == r.Code && len(f.Figures) > 0 }) {
				t.Fatalf("nothing stands under %s", r.Code)
			}
		}
	})
}

// TestSumsAddUpToTheirRows: the amount of a sum over bank rows is that of its rows.
func TestSumsAddUpToTheirRows(t *testing.T) {
	s := gambler()
	amounts := map[string]int64{}
	for _, x := range s.c.Accounts[0].Transactions {
		amounts[x.ID] = x.Amount
	}
	p := DefaultPolicy()
	r := p.read(prepare(s.c))
	for _, sum := range append(r.bettingSums(), r.sumOf("all", func(*row) bool { return true })...) {
		var total int64
		for _, id := range sum.RowIDs {
			total += amounts[id]
		}
		if sum.Rows > 0 && sum.Rows <= rowsShown && total != sum.Amount || len(sum.RowIDs) > rowsShown {
			t.Errorf("%s: %d rows of %d, %d", sum.What, len(sum.RowIDs), sum.Rows, sum.Amount)
		}
	}
}
