//go:build e2e

package e2e

import (
	"testing"
)

// TestPlain is the journey without scripts or pictures, which also keeps it quick to run by hand.
func TestPlain(t *testing.T) {
	for _, h := range homes(t) {
		t.Run(h.name, func(t *testing.T) {
			p := start(t, h)
			journey(t, p, newPlain(t), newPlain(t), person(t, "adaeze.okonkwo"),
				wish{employment: "employed", amount: "150000", months: "3", income: "420000", purpose: "school_fees"})
		})
	}
}
