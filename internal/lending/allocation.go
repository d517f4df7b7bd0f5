package lending

import "lendwright/internal/money"

// Share is the part of a payment that goes to one claim.
type Share struct {
	Instalment int
	Account    Account // the receivable that it pays
	Amount     money.Money
}

// Allocation is how a payment is divided. Left is what no claim takes.
type Allocation struct {
	Shares []Share
	Left   money.Money
}

// allocationOrder is the order within an instalment: penalty, fee, interest, principal.
var allocationOrder = []Account{PenaltiesReceivable, FeesReceivable, InterestReceivable, LoanPrincipal}

// Allocate divides a payment over what has fallen due: the oldest instalment first, and within it
// penalty, fee, interest, principal. It conserves: shares and left sum to the payment.
func Allocate(payment money.Money, due []Instalment) Allocation {
	a := Allocation{Left: payment}
	for _, x := range due {
		for _, account := range allocationOrder {
			amount := money.Min(a.Left, x.Owed.of(account))
			if amount.Positive() {
				a.Shares = append(a.Shares, Share{x.Row.N, account, amount})
				a.Left = a.Left.Sub(amount)
			}
		}
	}
	return a
}

// AllocateTo divides an amount over one kind of claim alone, the oldest instalment first.
func AllocateTo(amount money.Money, due []Instalment, claim Account) Allocation {
	a := Allocation{Left: amount}
	for _, x := range due {
		take(&a, Share{x.Row.N, claim, x.Owed.of(claim)})
	}
	return a
}
