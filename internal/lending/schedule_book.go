package lending

import "math/big"

// book is a schedule in the making: the terms, the interest of each period, what is owed at the
// start, and the level instalment once it is known. Amounts are minor units.
type book struct {
	terms      Terms
	factors    factors
	opening    int64
	instalment int64
	limit      int64 // the largest figure of a row, so that no sum leaves int64
}

// parts splits the debt over the rows by the terms' method. Interest in grace is then collected with
// the first row after the grace: it bears no interest itself, and the principal parts stay as they are.
func (b *book) parts() ([]part, error) {
	var parts []part
	var err error
	switch b.terms.Method {
	case Annuity:
		parts, err = b.annuity()
	case EqualPrincipal:
		parts, err = b.equalPrincipal()
	case Flat:
		parts, err = b.flat()
	case InterestOnly:
		parts, err = b.interestOnly()
	default:
		return b.bullet()
	}
	if g := b.terms.Grace.InterestPeriods; err == nil && g > 0 {
		if g >= len(parts) {
			return nil, refuse("$.grace.interest_periods", "a grace that ends before the loan, which takes %d instalments", len(parts))
		}
		for k := range parts[:g] {
			parts[g].interest += parts[k].interest
			parts[k].interest = 0
		}
	}
	return parts, err
}

// round brings n/d to a multiple of step and refuses a figure beyond what we reckon with.
func (b *book) round(n, d *big.Int, step int64) (int64, error) {
	x, ok := b.terms.Rounding.toMultiple(n, d, step)
	if !ok || x > b.limit || x < -b.limit {
		return 0, refuse("$.annual_rate", "a rate and a term under which no figure exceeds %d minor units", b.limit)
	}
	return x, nil
}

// interest is what row k bears on a balance, rounded to a multiple of RoundTo.
func (b *book) interest(k int, balance int64) (int64, error) {
	n := big.NewInt(balance)
	return b.round(n.Mul(n, b.factors.part[k]), b.factors.whole, b.terms.RoundTo.Minor())
}

// equalPrincipal repays the same principal with every row after the grace; the last takes the rest.
func (b *book) equalPrincipal() ([]part, error) {
	grace, n := b.terms.Grace.PrincipalPeriods, len(b.factors.part)
	share, err := b.round(big.NewInt(b.opening-b.terms.Balloon.Minor()), big.NewInt(int64(n-grace)), b.terms.RoundTo.Minor())
	if err != nil {
		return nil, err
	}
	parts, err := b.declining(func(k int, balance, _ int64) int64 { return share })
	if err == nil {
		first := parts[min(grace, len(parts)-1)]
		b.instalment = first.principal + first.interest
	}
	return parts, err
}

// interestOnly pays the interest of each period, and the principal with the last.
func (b *book) interestOnly() ([]part, error) {
	parts, err := b.declining(func(int, int64, int64) int64 { return 0 })
	if err == nil {
		free := min(b.terms.Grace.InterestFreePeriods, len(parts)-1)
		b.instalment = parts[free].interest
	}
	return parts, err
}

// declining reckons interest on the balance of each period. principal says what a row after the
// grace repays, given the balance and the interest; the last row repays all that is left, and no
// row more than is left. When the debt is repaid early the schedule is shorter.
func (b *book) declining(principal func(k int, balance, interest int64) int64) ([]part, error) {
	balance, n := b.opening, len(b.factors.part)
	parts := make([]part, 0, n)
	for k := range n {
		interest, err := b.interest(k, balance)
		if err != nil {
			return nil, err
		}
		p := part{interest: interest}
		if k >= b.terms.Grace.PrincipalPeriods {
			p.principal = min(balance, principal(k, balance, interest))
		}
		if k == n-1 {
			p.principal = balance
		}
		if p.principal < 0 {
			return nil, b.uncovered(k, interest)
		}
		balance -= p.principal
		parts = append(parts, p)
		if balance == 0 {
			break
		}
	}
	return parts, nil
}

// uncovered refuses terms under which a level instalment does not cover the interest of its period.
func (b *book) uncovered(k int, interest int64) error {
	path := "$.instalments"
	switch {
	case !b.terms.FixedInstalment.IsZero():
		path = "$.fixed_instalment"
	case b.terms.InstalmentRoundTo.Minor() > 1:
		path = "$.instalment_round_to"
	case b.terms.hasFirstDue() || b.terms.DueDates != nil:
		path = "$.first_due_on"
	}
	if b.terms.DueDates != nil && path == "$.first_due_on" {
		path = "$.due_dates"
	}
	return refuse(path, "an instalment that covers the interest of each period: %d minor units do not cover the %d of instalment %d",
		b.instalment, interest, k+1)
}
