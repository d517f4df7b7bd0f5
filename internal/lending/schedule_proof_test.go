package lending

import (
	"strings"
	"testing"

	"lendwright/internal/money"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestTheProofEndsInTheCells: each formula ends in the figure that stands in the schedule, whatever the
// terms.
func TestTheProofEndsInTheCells(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := drawnLife(r).Terms
		terms.Grace.PrincipalPeriods = 0
		s, err := NewSchedule(terms)
		if err != nil {
			r.Skip("no schedule")
		}
		sheet, err := ProveSchedule(terms, s)
		if err != nil {
			r.Fatal(err)
		}
		for i, row := range sheet.Rows {
			for _, cell := range []struct {
				formula string
				figure  money.Money
			}{{row.Principal, s.Rows[i].Principal}, {row.Due, s.Rows[i].Due}, {row.Balance, s.Rows[i].Balance}} {
				if !strings.HasSuffix(cell.formula, cell.figure.Plain()) && !strings.HasSuffix(cell.formula, ": 0") {
					r.Fatalf("row %d: %q does not end in %s", row.N, cell.formula, cell.figure.Plain())
				}
			}
			if !strings.Contains(row.Interest, s.Rows[i].Interest.Plain()) && !strings.HasSuffix(row.Interest, "0") {
				r.Fatalf("row %d: %q does not say %s", row.N, row.Interest, s.Rows[i].Interest.Plain())
			}
		}
		for _, p := range []RateProof{sheet.APR, sheet.Effective} {
			if len(p.Steps) == 3 && p.Steps[1].Rate.Decimal().LessThan(decimal.NewFromInt(1000)) && !p.Steps[0].BalanceLeft.LessThan(p.Steps[2].BalanceLeft) {
				r.Fatalf("the balances left do not rise with the rate: %v", p.Steps)
			}
		}
	})
}
