package lending

import (
	"math/big"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// The claims as positions of a claims value.
const (
	onPenalty = iota
	onFee
	onInterest
	onPrincipal
)

// claims is an amount by what it is for, in minor units.
type claims [4]int64

// sum is the whole amount.
func (c claims) sum() int64 { return c[onPenalty] + c[onFee] + c[onInterest] + c[onPrincipal] }

// plus is the sum, claim by claim.
func (c claims) plus(o claims) claims {
	for i := range c {
		c[i] += o[i]
	}
	return c
}

// minus is the difference, claim by claim.
func (c claims) minus(o claims) claims {
	for i := range c {
		c[i] -= o[i]
	}
	return c
}

// position gives the place of a claim in a claims value.
func (c Claim) position() int {
	switch c {
	case ClaimPenalty:
		return onPenalty
	case ClaimFee:
		return onFee
	case ClaimInterest:
		return onInterest
	}
	return onPrincipal
}

// dated is an amount on a day.
type dated struct {
	on     calendar.Day
	amount int64
}

// rational is n/d with d above zero.
type rational struct{ n, d *big.Int }

// lifeRow is a row of the schedule as it stands.
type lifeRow struct {
	n         int
	from, due calendar.Day
	asked     claims
	paid      claims
	struck    claims  // waived or written off
	early     []dated // principal paid in the row's own period before it was due; it counts towards the row
	extra     []dated // principal paid beyond what the row asks: the row asks it too, paid as it is
	ahead     int64   // principal paid ahead with this row by which the next rows ask less
	level     int64   // an annuity's principal and interest; of equal principal the principal
	factor    rational
	scheduled int64 // the agreed fees, which fall due with the row
	carried   int64 // interest of before a restructuring, collected with this row
	cut       int64 // interest that a cap forbids
	down      bool  // a down payment
	fixed     bool  // not reckoned anew
	grace     bool  // asks no principal
	deferred  bool  // its interest is collected with the first row that is not deferred
	gone      bool  // the debt was repaid before: the row asks nothing
	late      [2]lateCount
}

// owed is what the row still asks.
func (r *lifeRow) owed() claims { return r.asked.minus(r.paid).minus(r.struck) }

// settledPrincipal is the principal that is dealt with.
func (r *lifeRow) settledPrincipal() int64 { return r.paid[onPrincipal] + r.struck[onPrincipal] }

// overdue is the part of what is owed that makes arrears: principal and interest. Fees and penalties
// alone never do.
func (r *lifeRow) overdue() int64 {
	o := r.owed()
	return o[onPrincipal] + o[onInterest]
}

// sumDated adds the amounts up to a day.
func sumDated(list []dated, until calendar.Day) (sum int64) {
	for _, x := range list {
		if x.on <= until {
			sum += x.amount
		}
	}
	return sum
}

// shown is the row as it is told.
func (r *lifeRow) shown(c money.Currency) LifeRow {
	of := func(n int64) money.Money { return money.Of(n, c) }
	return LifeRow{
		N: r.n, DueOn: r.due, Principal: of(r.asked[onPrincipal]), Interest: of(r.asked[onInterest]),
		Fees: of(r.asked[onFee]), Penalties: of(r.asked[onPenalty]), Due: of(r.asked.sum()), Paid: of(r.paid.sum()),
		Waived: of(r.struck.sum()), Outstanding: of(r.owed().sum()),
	}
}
