package lending

import (
	"math/big"

	"lendwright/internal/money"
)

// annuity repays with equal instalments on the declining balance. The instalment is fixed by the
// terms, or the one that brings the balance to the balloon, rounded; the last row takes the rest.
func (b *book) annuity() ([]part, error) {
	b.instalment = b.terms.FixedInstalment.Minor()
	if b.instalment == 0 {
		n, d := b.annuityInstalment()
		x, err := b.round(n, d, b.terms.InstalmentRoundTo.Minor())
		if err != nil {
			return nil, err
		}
		b.instalment = x
	}
	parts, err := b.level()
	if err != nil || b.terms.Last == LastTakesRest || b.terms.Balloon.Positive() || b.terms.FixedInstalment.Positive() {
		return parts, err
	}
	if b.terms.Last == LastLevel {
		last := &parts[len(parts)-1]
		last.interest = max(0, b.step(len(parts)-1)-last.principal)
		return parts, nil
	}
	return b.closest(parts)
}

// level divides the debt by the level instalment, stepped where the terms give weights.
func (b *book) level() ([]part, error) {
	return b.declining(func(k int, _, interest int64) int64 { return b.step(k) - interest })
}

// step is the instalment of row k.
func (b *book) step(k int) int64 {
	if b.terms.Weights == nil {
		return b.instalment
	}
	n, d := ratio(b.terms.Weights[k])
	x, _ := b.terms.Rounding.toMultiple(n.Mul(n, big.NewInt(b.instalment)), d, b.terms.InstalmentRoundTo.Minor())
	return x
}

// closest tries the level instalment once more when the last one is further from it than half a minor
// unit for each row: moved by the gap's share, and kept when the last comes closer.
func (b *book) closest(parts []part) ([]part, error) {
	n := int64(len(parts))
	gap := parts[n-1].principal + parts[n-1].interest - b.step(int(n-1))
	if max(gap, -gap) <= n/2 {
		return parts, nil
	}
	share, err := b.round(big.NewInt(gap), big.NewInt(n), b.terms.InstalmentRoundTo.Minor())
	if err != nil {
		return nil, err
	}
	before := b.instalment
	b.instalment += share
	again, err := b.level()
	if err == nil && int64(len(again)) == n {
		last := again[n-1].principal + again[n-1].interest - b.step(int(n-1))
		if max(last, -last) < max(gap, -gap) {
			return again, nil
		}
	}
	b.instalment = before
	return parts, nil
}

// annuityInstalment is the exact instalment A of A·Σ w·D = P − B·Dn, where Dk discounts row k over the
// periods after the grace and w is its weight: with one rate i and no weights it is
// (P − B·(1+i)^−n)·i / (1 − (1+i)^−n). Multiplied out by the growth of all periods it is a quotient of
// whole numbers.
func (b *book) annuityInstalment() (n, d *big.Int) {
	growth, sum, scale := big.NewInt(1), new(big.Int), big.NewInt(1)
	step, grace := new(big.Int), b.terms.Grace.PrincipalPeriods
	for k, part := range b.factors.part[grace:] {
		if b.terms.LevelBy == LevelByFirst {
			part = b.factors.part[grace]
		}
		step.Add(b.factors.whole, part)
		growth.Mul(growth, step)
		scale.Mul(scale, b.factors.whole)
		sum.Mul(sum, step)
		if b.terms.Weights == nil {
			sum.Add(sum, scale)
		} else {
			sum.Add(sum, new(big.Int).Mul(scale, stepWeight(b.terms.Weights[grace+k])))
		}
	}
	n = growth.Mul(growth, big.NewInt(b.opening))
	n.Sub(n, scale.Mul(scale, big.NewInt(b.terms.Balloon.Minor())))
	if b.terms.Weights != nil {
		n.Mul(n, weightOne)
	}
	return n, sum
}

// weightOne is what stands for a weight of 1.
var weightOne = new(big.Int).Exp(big.NewInt(10), big.NewInt(weightDigits), nil)

// stepWeight is a weight in parts of weightOne.
func stepWeight(r money.Rate) *big.Int {
	n, d := ratio(r)
	return n.Quo(n.Mul(n, weightOne), d)
}

// flat asks interest on the whole principal in every period, whatever is repaid, and equal
// instalments after the grace. The interest of the loan is rounded once; the last row takes what
// the roundings of the others leave of it.
func (b *book) flat() ([]part, error) {
	total, err := b.flatInstalment()
	if err != nil {
		return nil, err
	}
	balance, n := b.opening, len(b.factors.part)
	parts := make([]part, n)
	for k := range parts {
		interest, err := b.interest(k, b.opening)
		if err != nil {
			return nil, err
		}
		p := part{interest: min(interest, total)}
		if k >= b.terms.Grace.PrincipalPeriods {
			p.principal = min(balance, b.instalment-p.interest)
		}
		if k == n-1 {
			p = part{principal: balance, interest: total}
		}
		if p.principal < 0 {
			return nil, b.uncovered(k, p.interest)
		}
		parts[k], total, balance = p, total-p.interest, balance-p.principal
	}
	return parts, nil
}

// flatInstalment sets the level instalment: principal and interest of the rows after the grace,
// shared equally. It gives the interest of the whole loan.
func (b *book) flatInstalment() (total int64, err error) {
	all, after := new(big.Int), new(big.Int)
	grace := b.terms.Grace.PrincipalPeriods
	for k, part := range b.factors.part {
		all.Add(all, part)
		if k >= grace {
			after.Add(after, part)
		}
	}
	opening := big.NewInt(b.opening)
	total, err = b.round(all.Mul(all, opening), b.factors.whole, b.terms.RoundTo.Minor())
	if err != nil {
		return 0, err
	}
	rows := big.NewInt(int64(len(b.factors.part) - grace))
	repaid := big.NewInt(b.opening - b.terms.Balloon.Minor())
	n := after.Add(after.Mul(after, opening), repaid.Mul(repaid, b.factors.whole))
	b.instalment, err = b.round(n, rows.Mul(rows, b.factors.whole), b.terms.InstalmentRoundTo.Minor())
	return total, err
}

// bullet repays all with one payment at the end: the principal, and simple interest on it.
func (b *book) bullet() ([]part, error) {
	all := new(big.Int)
	for _, part := range b.factors.part {
		all.Add(all, part)
	}
	interest, err := b.round(all.Mul(all, big.NewInt(b.opening)), b.factors.whole, b.terms.RoundTo.Minor())
	if err != nil {
		return nil, err
	}
	b.instalment = b.opening + interest
	return []part{{b.opening, interest}}, nil
}
