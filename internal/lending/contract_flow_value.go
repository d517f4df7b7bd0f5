package lending

import (
	"math/big"

	"github.com/shopspring/decimal"
)

// flowDigits is how many digits a flow's amount may have after the point, and flowMax its size.
const flowDigits = 8

var flowMax = decimal.New(amountMax, 0)

// flowAmount reads the amount of a flow, in major units of any currency.
func (o *object) flowAmount() decimal.Decimal {
	o.require("amount", "an amount such as -5000.00")
	text, ok := o.text("amount", "an amount such as -5000.00")
	if !ok {
		return decimal.Decimal{}
	}
	d, ok := plainDecimal(text)
	if !ok || d.Exponent() < -flowDigits || d.Abs().GreaterThan(flowMax) {
		o.mistakes.add(o.at("amount"), "an amount such as -5000.00, with at most %d digits after the point", flowDigits)
		return decimal.Decimal{}
	}
	return d
}

// count reads how often a flow comes: once, unless it says more.
func (o *object) count(most int) int {
	n, ok := o.whole("count")
	if !ok {
		return min(1, most)
	}
	if n < 1 || n > most {
		o.mistakes.add(o.at("count"), "a whole number from 1 to %d", most)
		return 0
	}
	return n
}

// fractions reads a sum of fractions; nil when it is left out or wrong.
func (o *object) fractions(name string) *big.Rat {
	const expected = "a sum of fractions such as 3/365+1/12"
	text, ok := o.text(name, expected)
	if !ok {
		return nil
	}
	r, ok := sumOfFractions(text)
	if !ok {
		o.mistakes.add(o.at(name), expected)
		return nil
	}
	return r
}

// rateDocument is the output of the command apr.
type rateDocument struct {
	Rate       string          `json:"rate"`
	UnitPeriod string          `json:"unit_period"`
	Proof      []proofDocument `json:"proof"`
}

type proofDocument struct {
	Rate        string `json:"rate"`
	BalanceLeft string `json:"balance_left"`
}

// EncodeAnnualRate writes a rate and its proof as the command apr does, ended by a new line.
func EncodeAnnualRate(a AnnualRate) []byte {
	d := rateDocument{Rate: fixed(a.At(proofPlaces), proofPlaces), UnitPeriod: a.UnitPeriod}
	for _, p := range a.Proof() {
		left := p.BalanceLeft.StringFixed(max(balancePlaces, a.shift))
		d.Proof = append(d.Proof, proofDocument{fixed(p.Rate, proofPlaces), left})
	}
	return document(d)
}
