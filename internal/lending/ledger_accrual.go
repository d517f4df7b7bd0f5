package lending

import (
	"fmt"
	"math/bits"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Accruing is one row of a loan with what is in the books of it: the schedule is truth on due days,
// and the days between are a spread of it (DOMAIN: day counts). It needs nothing else of the loan, so
// that a day's end goes through many loans without loading them.
type Accruing struct {
	Loan LoanID
	N    int
	From calendar.Day // the day after which it accrues
	Due  calendar.Day
	To   calendar.Day // the last day that is in the books

	Interest money.Money // all of the row's
	Accrued  money.Money // of it in the books through To
	Base     money.Money // of it in the books at From

	Fees money.Money // booked on the due day

	Earns      money.Money // the row's share in the upfront fee
	Earned     money.Money // of it in the books through To
	EarnedBase money.Money // of it in the books at From
}

// Through gives the journals that bring the row from To through a day, one for each day on which a
// whole minor unit is added, and the row as it stands then. Asked again for the same day it gives
// none. stamp identifies a journal with a value day.
func (a Accruing) Through(on calendar.Day, stamp func(calendar.Day) Stamp) ([]Journal, Accruing, error) {
	var journals []Journal
	for day := a.To + 1; day <= min(on, a.Due); day++ {
		interest := spread(a.Interest, a.Base, a.From, a.Due, day)
		earned := spread(a.Earns, a.EarnedBase, a.From, a.Due, day)
		j, ok, err := bookDay(a, interest.Sub(a.Accrued), earned.Sub(a.Earned), stamp(day))
		if err != nil {
			return nil, a, err
		}
		if ok {
			journals = append(journals, j)
		}
		a.Accrued, a.Earned, a.To = interest, earned, day
	}
	if !a.Done() || a.To > on || a.Fees.IsZero() {
		return journals, a, nil
	}
	j, err := post(stamp(a.Due), FeesFellDue, a.Loan, fmt.Sprintf("fees:%s:%d", a.Loan, a.N),
		transfer{FeesReceivable, FeeIncome, a.Fees, a.N, a.N})
	return append(journals, j), a, err
}

// Done reports whether everything of the row is in the books.
func (a Accruing) Done() bool { return a.To >= a.Due }

// bookDay books a day's interest, Dr 1110, Cr 4010, and what it earns of the upfront fee, Dr 2060,
// Cr 4020. ok is false when the day adds no whole minor unit.
func bookDay(a Accruing, interest, earned money.Money, s Stamp) (j Journal, ok bool, err error) {
	if interest.IsZero() && earned.IsZero() {
		return Journal{}, false, nil
	}
	j, err = post(s, InterestAccrued, a.Loan, fmt.Sprintf("accrual:%s:%d:%s", a.Loan, a.N, s.ValueOn),
		transfer{InterestReceivable, InterestIncome, interest, a.N, a.N},
		transfer{UnearnedFeeIncome, FeeIncome, earned, a.N, a.N})
	return j, err == nil, err
}

// spread is what has accrued of whole through a day, of which base was there at from: base and the
// rest by days, rounded once, half up. Rounding the sum and never the day keeps the total exact
// (DOMAIN: cumulative rounding).
func spread(whole, base money.Money, from, due, on calendar.Day) money.Money {
	if on >= due {
		return whole
	}
	if on <= from {
		return base
	}
	rest := whole.Sub(base)
	days, of := uint64(on-from), uint64(due-from)
	high, low := bits.Mul64(uint64(rest.Minor()), 2*days)
	low, carry := bits.Add64(low, of, 0)
	q, _ := bits.Div64(high+carry, low, 2*of)
	return base.Add(money.Of(int64(q), whole.Currency()))
}

// AccruedThrough is the formula that the books are held against: what has accrued of a row through a day.
func (a Accruing) AccruedThrough(on calendar.Day) money.Money {
	return spread(a.Interest, a.Base, a.From, a.Due, on)
}

// AccruingRows are a loan's rows as they begin to accrue. The first runs from the day on which the
// loan was paid out, when that is known: interest does not run before the borrower has the money.
// The upfront fee is earned in proportion to the interest, which follows the balance as the
// effective-rate method does; a loan without interest earns it by rows.
func AccruingRows(l Loan) []Accruing {
	shares := feeShares(l.Schedule)
	rows := make([]Accruing, 0, len(l.Schedule.Rows))
	none := money.Of(0, l.Terms.Principal.Currency())
	next := l.Terms.DisbursedOn
	if l.DisbursedOn.Known() && l.DisbursedOn != 0 {
		next = l.DisbursedOn
	}
	for i, r := range l.Schedule.Rows {
		from := min(next, r.DueOn-1)
		next = max(next, r.DueOn)
		rows = append(rows, Accruing{
			Loan: l.ID, N: r.N, From: from, Due: r.DueOn, To: from, Interest: r.Interest, Accrued: none, Base: none,
			Fees: r.Fees, Earns: shares[i], Earned: none, EarnedBase: none,
		})
	}
	return rows
}

// feeShares divides the upfront fee over the rows, cumulatively rounded, so that the shares sum to it.
func feeShares(s Schedule) []money.Money {
	fee := keptBack(s)
	shares := make([]money.Money, len(s.Rows))
	var whole, sofar, given int64
	for _, r := range s.Rows {
		whole += weight(r)
	}
	if whole == 0 {
		return fee.Split(max(1, len(s.Rows)))
	}
	for i, r := range s.Rows {
		sofar += weight(r)
		high, low := bits.Mul64(uint64(fee.Minor()), uint64(sofar))
		q, _ := bits.Div64(high, low, uint64(whole))
		shares[i] = money.Of(int64(q)-given, fee.Currency())
		given = int64(q)
	}
	return shares
}

func weight(r Row) int64 { return r.Interest.Minor() }
