package lending

import (
	"math/big"

	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// rateDigits is how many digits after the point a rate of a period keeps.
const rateDigits = 18

// PeriodRate is the rate of a part of a year that compounds to an effective annual rate:
// (1 + rate)^part − 1, to eighteen digits after the point. The rate must be above −1.
func PeriodRate(annual money.Rate, part *big.Rat) money.Rate {
	ln := fixLn(new(big.Int).Add(fixOne, fixOf(annual.Decimal().Rat())))
	grown := fixExp(fixTimes(ln, part))
	return rateOfFix(grown.Sub(grown, fixOne))
}

// fixTimes is a fixed-point number times a fraction.
func fixTimes(x *big.Int, part *big.Rat) *big.Int {
	n := new(big.Int).Mul(x, part.Num())
	return n.Quo(n, part.Denom())
}

func rateOfFix(x *big.Int) money.Rate {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(rateDigits), nil)
	return money.RateOf(decimal.NewFromBigInt(HalfEven.quotient(ten.Mul(ten, x), fixOne), -rateDigits))
}

// ActuarialSettlement is what settles a loan between two payments: what was lent grown to that day at
// the rate of a period, less the payments of the periods that are over, grown likewise; a part of the
// running period is over. What it saves against the payments to come is the rebate of the Consumer
// Credit (Early Settlement) Regulations 2004, regulation 4(1):
// lent · (1 + rate)^(n + part) − Σ paid_j · (1 + rate)^(n − j + part). Rounded half up to the minor unit.
func ActuarialSettlement(lent money.Money, paid []money.Money, rate money.Rate, part *big.Rat) money.Money {
	ln := fixLn(new(big.Int).Add(fixOne, fixOf(rate.Decimal().Rat())))
	grown := func(m money.Money, periods int) *big.Int {
		t := new(big.Rat).Add(part, big.NewRat(int64(periods), 1))
		x := fixExp(fixTimes(ln, t))
		return x.Mul(x, big.NewInt(m.Minor()))
	}
	sum := grown(lent, len(paid))
	for j, p := range paid {
		sum.Sub(sum, grown(p, len(paid)-j-1))
	}
	value, _ := HalfUp.toMultiple(sum, fixOne, 1)
	return money.Of(value, lent.Currency())
}
