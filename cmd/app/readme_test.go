package main

import (
	"os"
	"strings"
	"testing"

	"lendwright/internal/mono/sandbox"
)

// TestReadmeKnowsEverybody holds the README's table against the sandbox's people.
func TestReadmeKnowsEverybody(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sandbox.People() {
		if p.BVN == "" || !strings.HasPrefix(p.BVN, "222") {
			continue // only Nigeria's people can borrow yet
		}
		if !strings.Contains(string(text), "`"+p.Login+"` | "+p.Blurb+" | "+p.Outcome) {
			t.Errorf("the README's table does not say of %s: %q, %q", p.Login, p.Blurb, p.Outcome)
		}
	}
}
