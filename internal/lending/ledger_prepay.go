package lending

import (
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// Beyond says what happens to money that is more than what is due.
type Beyond string

// The choices. The borrower makes it; nothing is silently taken for next month's instalment
// (DOMAIN: early settlement and prepayment).
const (
	BeyondCredit  Beyond = "credit"  // kept for the borrower, to be refunded or used when they ask
	BeyondLower   Beyond = "lower"   // less principal, lower instalments, the same last day
	BeyondShorten Beyond = "shorten" // less principal, the same instalments, an earlier last day
	BeyondSettle  Beyond = "settle"  // the whole debt is paid and the loan ends
)

// Quote is what settles a loan on a day: what is due and unpaid, the principal that is not yet due,
// and the interest that has accrued to the day; no interest of days to come and no fee for paying early.
type Quote struct {
	On     calendar.Day
	Until  calendar.Day // it holds through this day
	Parts  Parts
	Credit money.Money // of the borrower's that is set against it
	Total  money.Money // what has to be paid
}

// SettlementQuote reckons what settles a loan on a day, from its books through that day.
func SettlementQuote(l Loan, g Ledger, on, until calendar.Day) Quote {
	q := Quote{On: on, Until: until, Parts: g.Owes(), Credit: g.Balance(BorrowerCreditBalances).Neg()}
	q.Total = money.Max(q.Parts.Total().Sub(q.Credit), money.Of(0, l.Terms.Principal.Currency()))
	return q
}

// PaidEarly is what a payment does to a loan: how it is divided, and the schedule that follows when
// it lowers the debt before it is due. Running is the row whose period runs, as it accrues from now on.
type PaidEarly struct {
	Allocation Allocation
	Schedule   Schedule
	Changed    bool
	Running    int // number of the running row; 0 when the schedule did not change
}

// PayEarly divides a payment over what is due, and what is left over the running row's interest to
// date and the principal that is not yet due. The books must hold the interest through the day.
func PayEarly(l Loan, g Ledger, payment money.Money, on calendar.Day, beyond Beyond) (PaidEarly, error) {
	p := PaidEarly{Allocation: Allocate(payment, g.Due(l.Schedule, on)), Schedule: l.Schedule}
	rows := g.Instalments(l.Schedule)
	k := slices.IndexFunc(rows, func(x Instalment) bool { return x.Row.DueOn > on })
	if beyond == BeyondCredit || beyond == "" || !p.Allocation.Left.Positive() || k < 0 {
		return p, nil
	}
	var rest money.Money // principal not yet due
	for _, x := range rows[k:] {
		rest = rest.Add(x.Owed.Principal)
	}
	interest := g.balances[place{InterestReceivable, rows[k].Row.N}]
	paid := take(&p.Allocation, Share{rows[k].Row.N, InterestReceivable, interest})
	if paid.Less(interest) { // nothing is left for principal
		return p, nil
	}
	principal := money.Min(p.Allocation.Left, rest)
	if principal.Less(rest) && beyond == BeyondSettle {
		return p, fault.Newf(fault.Conflict, "%s more would settle the loan on %s.", rest.Sub(principal), on.Words())
	}
	if principal.Equal(rest) {
		return settleRows(l, g, p, rows, k), nil
	}
	take(&p.Allocation, Share{rows[k].Row.N, LoanPrincipal, principal})
	return reschedule(l, g, p, rows, k, principal, rest.Sub(principal), on, beyond)
}

// take moves what is left of a payment, up to the share's amount, into the share.
func take(a *Allocation, s Share) money.Money {
	s.Amount = money.Min(s.Amount, a.Left)
	if s.Amount.Positive() {
		a.Shares, a.Left = append(a.Shares, s), a.Left.Sub(s.Amount)
	}
	return s.Amount
}

// settleRows pays every row that is not yet due; the running one asks the interest that has accrued
// and the others none, because it never will.
func settleRows(l Loan, g Ledger, p PaidEarly, rows []Instalment, k int) PaidEarly {
	s := l.Schedule
	s.Rows = slices.Clone(s.Rows)
	none := money.Of(0, l.Terms.Principal.Currency())
	for i := k; i < len(rows); i++ {
		n := rows[i].Row.N
		take(&p.Allocation, Share{n, LoanPrincipal, rows[i].Owed.Principal})
		s.Rows[i].Interest, s.Rows[i].Fees = g.claimed[place{InterestReceivable, n}].Add(none), none
	}
	p.Schedule, p.Changed, p.Running = s.summed(l.Schedule), true, rows[k].Row.N
	return p
}

// reschedule writes the rows from the running one on anew for the principal that is left. The
// running row keeps the interest that has accrued on the old balance, and accrues the rest of its
// period on the new one.
func reschedule(l Loan, g Ledger, p PaidEarly, rows []Instalment, k int, principal, rest money.Money, on calendar.Day, beyond Beyond) (PaidEarly, error) {
	from := l.Terms.DisbursedOn
	if k > 0 {
		from = rows[k-1].Row.DueOn
	}
	fresh, err := restSchedule(l, rows[k:], from, rest, beyond)
	if err != nil {
		return p, err
	}
	s := l.Schedule
	s.Rows = slices.Clone(s.Rows[:k])
	for i, r := range fresh.Rows {
		old := rows[k+i].Row
		r.N, r.Fees, r.Days = old.N, old.Fees, old.Days
		if i == 0 {
			booked := g.claimed[place{InterestReceivable, r.N}]
			r.Interest = booked.Add(r.Interest.Sub(spread(r.Interest, money.Of(0, rest.Currency()), from, r.DueOn, on)))
			r.Principal = r.Principal.Add(principal).Add(g.balances[place{LoanPrincipal, r.N}].Neg())
		}
		s.Rows = append(s.Rows, r)
	}
	s.Instalment = fresh.Instalment
	p.Schedule, p.Changed, p.Running = s.summed(l.Schedule), true, rows[k].Row.N
	return p, nil
}

// restSchedule is a schedule of the principal that is left over the due days that are left.
func restSchedule(l Loan, rows []Instalment, from calendar.Day, rest money.Money, beyond Beyond) (Schedule, error) {
	t := l.Terms
	t.Principal, t.DisbursedOn, t.Fees, t.Grace, t.DownPaymentPercent = rest, from, nil, Grace{}, money.Rate{}
	t.Instalments, t.DueDates, t.FirstDueOn = len(rows), nil, calendar.NoDay
	for _, x := range rows {
		t.DueDates = append(t.DueDates, x.Row.DueOn)
	}
	switch {
	case l.Terms.Method != Annuity && (beyond == BeyondShorten || l.Terms.Method != EqualPrincipal && l.Terms.Method != InterestOnly):
		return Schedule{}, fault.Newf(fault.Conflict, "The schedule of this loan cannot be written anew: keep the money as credit, or settle the loan.")
	case beyond == BeyondShorten:
		t.FixedInstalment = l.Schedule.Instalment
	default:
		t.FixedInstalment = money.Money{}
	}
	return NewScheduleWithoutRates(t)
}

// summed reckons a schedule's balances and totals from its rows; the fees that were taken at the
// start are those of the old one. The rates stay those of the contract that was signed.
func (s Schedule) summed(old Schedule) Schedule {
	none := money.Of(0, s.NetDisbursed.Currency())
	balance := s.Repaid()
	for _, r := range old.Rows {
		old.TotalFees = old.TotalFees.Sub(r.Fees)
	}
	s.TotalInterest, s.TotalDue, s.TotalFees = none, none, old.TotalFees
	for i := range s.Rows {
		r := &s.Rows[i]
		balance = balance.Sub(r.Principal)
		r.Balance, r.Due = balance.Add(none), money.Sum(r.Principal, r.Interest, r.Fees)
		s.TotalInterest, s.TotalFees, s.TotalDue = s.TotalInterest.Add(r.Interest), s.TotalFees.Add(r.Fees), s.TotalDue.Add(r.Due)
	}
	return s
}
