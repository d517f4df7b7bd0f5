package underwriting

import (
	"strings"
	"testing"
)

func TestReplayTellsWhetherTheDecisionComesOutAgain(t *testing.T) {
	p := DefaultPolicy()
	stored := []byte(mustJSON(t, trader().decide()))
	looser, err := LoadPolicy([]byte(strings.Replace(document(t), `free_share: "0.7"`, `free_share: "0.6"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name    string
		p       Policy
		c       Case
		stored  []byte
		verdict string
		differs string
	}{
		{"the same", p, trader().c, stored, "The same decision, to the byte.", ""},
		{"written with spaces", p, trader().c, []byte(strings.Replace(string(stored), `{"id"`, "{\n \"id\"", 1)), "The same decision, to the byte.", ""},
		{"a row more", p, trader().with(func(c *Case) {
			c.Accounts[1].Transactions = append(c.Accounts[1].Transactions, Transaction{ID: "x", At: "2026-11-19", Type: credit, Amount: 5})
		}).c, stored, "Other evidence", "$.evidence_sha256"},
		{"another policy", looser, trader().c, stored, "Another policy", "$.policy.sha256"},
		{"a figure that was changed in store", p, trader().c, []byte(strings.Replace(string(stored), `"outcome":"approve"`, `"outcome":"decline"`, 1)), "Not the same: 1 difference", `$.outcome: was "decline", is "approve"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			x, err := Replay(row.p, row.c, noon(), row.stored)
			if err != nil || !strings.HasPrefix(x.Verdict(), row.verdict) || !strings.Contains(strings.Join(x.Differs, "\n"), row.differs) {
				t.Errorf("%v %s %v", err, x.Verdict(), x.Differs)
			}
		})
	}
	if _, err := Replay(p, trader().c, noon(), []byte("no")); err == nil {
		t.Error("no word about what is not JSON")
	}
}
