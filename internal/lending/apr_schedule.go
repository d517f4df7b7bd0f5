package lending

import (
	"math/big"

	"lendwright/internal/money"
)

// ratePlaces is how many places the rates of a schedule have.
const ratePlaces = 6

// guessMax keeps the first guess of a very dear loan where the search may begin.
var guessMax = big.NewRat(4, 1)

// Flows are the schedule's cash flows as both annual rates see them: what the borrower receives on
// the day of disbursement, less what is paid on that day, and each row on its due date.
func (s Schedule) Flows(t Terms) []CashFlow {
	paid := t.withDefaults().feeSums().paid
	flows := make([]CashFlow, 1, len(s.Rows)+1)
	flows[0] = CashFlow{t.DisbursedOn, paid.Sub(s.NetDisbursed).Decimal()}
	for _, r := range s.Rows {
		flows = append(flows, CashFlow{r.DueOn, r.Due.Decimal()})
	}
	return flows
}

// fillRates reckons both annual rates, starting from the nominal rate, which is near them. A loan
// without any cost has the rate zero by inspection.
func (s *Schedule) fillRates(t Terms) error {
	if s.TotalDue.Equal(s.NetDisbursed.Sub(t.withDefaults().feeSums().paid)) {
		return nil
	}
	n, d := ratio(t.AnnualRate)
	guess := new(big.Rat).SetFrac(n, d)
	if guess.Cmp(guessMax) > 0 {
		guess = guessMax
	}
	flows := s.Flows(t)
	apr, err := aprOn(flows, guess)
	if err != nil {
		return unreckonable()
	}
	effective, err := effectiveOn(flows, guess)
	if err != nil {
		return unreckonable()
	}
	s.APR, s.EffectiveRate = apr.At(ratePlaces), effective.At(ratePlaces)
	return nil
}

// unreckonable refuses a schedule whose cost has no annual rate within reach: almost nothing is paid
// out, for hours.
func unreckonable() error {
	return refuse("$.fees", "a cost whose annual rate can be reckoned")
}

// CostOfCredit is all that the borrower pays above what the borrower received.
func (s Schedule) CostOfCredit(t Terms) money.Money {
	paid := t.withDefaults().feeSums().paid
	return s.TotalDue.Add(paid).Sub(s.NetDisbursed)
}
