package underwriting

import (
	"strings"
	"testing"
)

// TestAFullMachineIsBegunAnew: text after text of new states fills a machine; what is found stays right.
func TestAFullMachineIsBegunAnew(t *testing.T) {
	// Which of the last sixteen bytes were an A is a state of its own: 65,536 of them.
	a, err := newAutomaton([]string{`A.{15}B`, `^A.*C$`}, true)
	if err != nil {
		t.Fatal(err)
	}
	first := a.made.Load()
	seed := uint32(5)
	for range 400 {
		var text strings.Builder
		for range 200 {
			seed = seed*1664525 + 1013904223
			text.WriteByte("AXXB"[seed>>30])
		}
		s := text.String()
		want := false
		for i := 0; i+16 < len(s); i++ {
			want = want || s[i] == 'A' && s[i+16] == 'B'
		}
		var found ruleSet
		if a.match(s, &found); found.has(0) != want || found.has(1) {
			t.Fatalf("%s: %v, want %v", s, found, want)
		}
	}
	if a.made.Load() == first {
		t.Error("the machine never filled: the test shows nothing")
	}
}
