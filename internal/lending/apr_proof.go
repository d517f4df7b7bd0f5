package lending

import (
	"math/big"

	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// Proof is what is still owed after the last flow when interest runs at a rate: nothing at the right one.
type Proof struct {
	Rate        money.Rate
	BalanceLeft decimal.Decimal // in major units; below zero: paid too much
}

// proofStep is how far the two other rates of a proof lie from the rate: one hundredth of a per cent.
var proofStep = big.NewRat(1, 10_000)

// proofPlaces is how many places the rates of a proof have.
const proofPlaces = 8

// balancePlaces is how many places a balance left has: a short loan's is moved by less than a kobo.
const balancePlaces = 6

// Proof shows the rate, rounded to eight places, between two others: the balance that it leaves must
// be nothing but rounding, too little below it and too much above.
func (a AnnualRate) Proof() [3]Proof {
	var p [3]Proof
	middle := a.At(proofPlaces).Decimal().Rat()
	for i := range p {
		step := new(big.Rat).Mul(proofStep, big.NewRat(int64(i-1), 1))
		p[i] = a.proofAt(step.Add(step, middle))
	}
	return p
}

// proofAt carries the value of all flows to the day of the last one.
func (a AnnualRate) proofAt(rate *big.Rat) Proof {
	s := a.equation.at(a.unknown(rate))
	places := max(balancePlaces, a.shift)
	owed := new(big.Int).Neg(s.value())
	owed.Mul(owed, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places-a.shift)), nil))
	left := HalfEven.quotient(owed, s.last)
	n := new(big.Int).Mul(rate.Num(), big.NewInt(100_000_000))
	return Proof{
		Rate:        money.RateOf(decimal.NewFromBigInt(n.Quo(n, rate.Denom()), -proofPlaces)),
		BalanceLeft: decimal.NewFromBigInt(left, -places),
	}
}
