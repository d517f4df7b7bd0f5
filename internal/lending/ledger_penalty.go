package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// PenaltyRule says what an overdue instalment costs more. The zero value costs nothing, which is the
// default (DOMAIN: late fees).
type PenaltyRule struct {
	PercentAMonth money.Rate // of overdue principal and interest, pro rata by day of a month of thirty
	GraceDays     int        // late by no more than these costs nothing; later it counts from the due day
	UntilDays     int        // no more is added after so many days past due; 0: no end
	CapPercent    money.Rate // of what was overdue, in all; zero: no cap
}

// None reports whether the rule asks nothing.
func (r PenaltyRule) None() bool { return r.PercentAMonth.IsZero() }

// Penalty is what an instalment that owes base, its principal and interest, costs in all after so
// many days past due. There is no penalty on a penalty. Rounded half up to the minor unit.
func (r PenaltyRule) Penalty(base money.Money, daysPastDue int) money.Money {
	none := money.Of(0, base.Currency())
	if r.None() || daysPastDue <= r.GraceDays || !base.Positive() {
		return none
	}
	if r.UntilDays > 0 {
		daysPastDue = min(daysPastDue, r.UntilDays)
	}
	minor := decimal.NewFromInt(base.Minor())
	asked := minor.Mul(r.PercentAMonth.Decimal()).Mul(decimal.NewFromInt(int64(daysPastDue))).DivRound(decimal.NewFromInt(30), 0)
	if !r.CapPercent.IsZero() {
		asked = decimal.Min(asked, minor.Mul(r.CapPercent.Decimal()).Round(0))
	}
	return money.Of(asked.IntPart(), base.Currency())
}

// PenaltiesDue are what each overdue instalment costs more through a day than the books hold: the
// difference that is to be booked. A penalty never shrinks by itself when a part is paid.
func (r PenaltyRule) PenaltiesDue(s Schedule, g Ledger, on calendar.Day) []Share {
	var shares []Share
	for _, x := range g.Due(s, on) {
		booked := g.claimed[place{PenaltiesReceivable, x.Row.N}]
		more := r.Penalty(x.Owed.Principal.Add(x.Owed.Interest), int(on-x.Row.DueOn)).Sub(booked)
		if more.Positive() {
			shares = append(shares, Share{x.Row.N, PenaltiesReceivable, more})
		}
	}
	return shares
}
