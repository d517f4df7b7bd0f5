package lending

import (
	"math/big"

	"lendwright/internal/money"
)

// feeKinds are those that we offer, in the order of the contract.
var feeKinds = []FeeKind{UpfrontDeducted, Capitalised, UpfrontPaid, PerInstalment}

// feeSums are the fees of a loan by when they are paid; perInstalment is asked with every row but row 0.
type feeSums struct{ deducted, capitalised, paid, perInstalment money.Money }

// feeSums adds the fees by kind. A percent is of the principal, before capitalised fees and the
// down payment, rounded per fee as the terms say.
func (t Terms) feeSums() feeSums {
	var s feeSums
	for _, f := range t.Fees {
		amount := f.Amount
		if !f.Percent.IsZero() {
			amount = t.share(f.Percent)
		}
		switch f.Kind {
		case UpfrontDeducted:
			s.deducted = s.deducted.Add(amount)
		case Capitalised:
			s.capitalised = s.capitalised.Add(amount)
		case UpfrontPaid:
			s.paid = s.paid.Add(amount)
		case PerInstalment:
			s.perInstalment = s.perInstalment.Add(amount)
		}
	}
	return s
}

// share is a fraction of the principal in whole minor units, under the terms' rounding.
func (t Terms) share(r money.Rate) money.Money {
	n, d := ratio(r)
	minor, _ := t.Rounding.toMultiple(n.Mul(n, big.NewInt(t.Principal.Minor())), d, 1)
	return money.Of(minor, t.Principal.Currency())
}

// ratio is a rate as a quotient of whole numbers; both are the caller's to change.
func ratio(r money.Rate) (n, d *big.Int) {
	x := r.Decimal()
	n, d = x.Coefficient(), big.NewInt(1)
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(x.Exponent(), -x.Exponent()))), nil)
	if x.Exponent() < 0 {
		return n, power
	}
	return n.Mul(n, power), d
}
