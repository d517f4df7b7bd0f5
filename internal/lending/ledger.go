package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Parts is an amount by what it is for. The four never share an account (L7).
type Parts struct {
	Principal, Interest, Fees, Penalties money.Money
}

// Total is the sum of the parts.
func (p Parts) Total() money.Money {
	return money.Sum(p.Principal, p.Interest, p.Fees, p.Penalties)
}

// Add is the sum, part by part.
func (p Parts) Add(o Parts) Parts {
	return Parts{p.Principal.Add(o.Principal), p.Interest.Add(o.Interest), p.Fees.Add(o.Fees), p.Penalties.Add(o.Penalties)}
}

func (p Parts) of(a Account) money.Money {
	switch a {
	case LoanPrincipal:
		return p.Principal
	case InterestReceivable:
		return p.Interest
	case FeesReceivable:
		return p.Fees
	case PenaltiesReceivable:
		return p.Penalties
	}
	return money.Money{}
}

type place struct {
	account    Account
	instalment int
}

// Ledger is one loan's books: every balance is a sum of entries, and there is no other balance.
type Ledger struct {
	balances map[place]money.Money // debits less credits
	accrued  map[int]bool          // instalments whose interest was booked
	started  bool
}

// LedgerOf sums journals of one loan.
func LedgerOf(journals []Journal) Ledger {
	l := Ledger{balances: map[place]money.Money{}, accrued: map[int]bool{}}
	for _, j := range journals {
		if j.Kind == DisbursementConfirmed {
			l.started = true
		}
		for _, e := range j.Entries {
			p := place{e.Account, e.Instalment}
			if e.Side == DebitSide {
				l.balances[p] = l.balances[p].Add(e.Amount)
			} else {
				l.balances[p] = l.balances[p].Sub(e.Amount)
			}
			if j.Kind == InterestAccrued {
				l.accrued[e.Instalment] = true
			}
		}
	}
	return l
}

// Balance is debits less credits of an account, over all instalments.
func (l Ledger) Balance(a Account) money.Money {
	var sum money.Money
	for p, m := range l.balances {
		if p.account == a {
			sum = sum.Add(m)
		}
	}
	return sum
}

// Total is the sum of all balances: nothing, as long as every journal is balanced.
func (l Ledger) Total() money.Money {
	var sum money.Money
	for _, m := range l.balances {
		sum = sum.Add(m)
	}
	return sum
}

// Owes is what the loan's receivables hold: principal outstanding, and interest, fees and penalties
// that have fallen due and were not paid.
func (l Ledger) Owes() Parts {
	return Parts{l.Balance(LoanPrincipal), l.Balance(InterestReceivable), l.Balance(FeesReceivable), l.Balance(PenaltiesReceivable)}
}

// Instalment is one instalment with what was paid of it and what is owed, from entries alone.
type Instalment struct {
	Row     Row
	Accrued bool // its interest and fees are in the books: it has fallen due
	Paid    Parts
	Owed    Parts
}

// Settled reports whether nothing is owed on it.
func (s Instalment) Settled() bool { return s.Owed.Total().IsZero() }

// Instalments gives each row's standing. Principal was booked in one sum, so what was credited to
// 1100 under an instalment's number was paid on it; interest and fees are booked per instalment.
func (l Ledger) Instalments(s Schedule) []Instalment {
	out := make([]Instalment, 0, len(s.Rows))
	for _, r := range s.Rows {
		out = append(out, l.instalment(r))
	}
	return out
}

func (l Ledger) instalment(r Row) Instalment {
	x := Instalment{Row: r, Accrued: l.accrued[r.N] || (r.Interest.IsZero() && r.Fees.IsZero())}
	x.Paid.Principal = l.balances[place{LoanPrincipal, r.N}].Neg()
	x.Owed.Principal = r.Principal.Sub(x.Paid.Principal)
	x.Owed.Interest = l.balances[place{InterestReceivable, r.N}]
	x.Owed.Fees = l.balances[place{FeesReceivable, r.N}]
	if !l.accrued[r.N] { // still to be booked
		x.Owed.Interest, x.Owed.Fees = x.Owed.Interest.Add(r.Interest), x.Owed.Fees.Add(r.Fees)
	}
	x.Paid.Interest, x.Paid.Fees = r.Interest.Sub(x.Owed.Interest), r.Fees.Sub(x.Owed.Fees)
	x.Owed.Penalties = l.balances[place{PenaltiesReceivable, r.N}]
	return x
}

// Due gives the instalments that fell due by a day and are not paid, oldest first.
func (l Ledger) Due(s Schedule, on calendar.Day) []Instalment {
	var due []Instalment
	for _, x := range l.Instalments(s) {
		if x.Row.DueOn <= on && !x.Settled() {
			due = append(due, x)
		}
	}
	return due
}

// Owed sums what instalments owe.
func Owed(instalments []Instalment) money.Money {
	var sum money.Money
	for _, x := range instalments {
		sum = sum.Add(x.Owed.Total())
	}
	return sum
}

// Repaid is what was paid on the schedule so far.
func (l Ledger) Repaid(s Schedule) Parts {
	var sum Parts
	for _, x := range l.Instalments(s) {
		sum = sum.Add(x.Paid)
	}
	return sum
}

// Started reports whether the loan was paid out.
func (l Ledger) Started() bool { return l.started }
