package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// NewSchedule turns terms into rows: what is due on which day, and what the loan costs a year. All
// arithmetic is exact until a figure is rounded as the terms say; a rounded figure never carries its
// fraction on. Terms that cannot be kept, or that ask for what we do not offer, are a fault.Invalid
// whose cause is Mistakes.
func NewSchedule(t Terms) (Schedule, error) {
	s, err := NewScheduleWithoutRates(t)
	if err != nil {
		return Schedule{}, err
	}
	return s, s.fillRates(t)
}

// NewScheduleWithoutRates is NewSchedule without APR and EffectiveRate, for callers that only need
// the rows: it takes about a tenth of the time.
func NewScheduleWithoutRates(t Terms) (Schedule, error) {
	t = t.withDefaults()
	if err := t.check().fault(); err != nil {
		return Schedule{}, err
	}
	fees := t.feeSums()
	down := t.share(t.DownPaymentPercent)
	days := t.dueDates()
	b := book{
		terms: t, factors: t.factors(days), opening: t.Principal.Add(fees.capitalised).Sub(down).Minor(),
		limit: amountMax * 10 / int64(len(days)+1),
	}
	parts, err := b.parts()
	if err != nil {
		return Schedule{}, err
	}
	s := Schedule{
		Instalment:   money.Of(b.instalment, t.Principal.Currency()),
		NetDisbursed: t.Principal.Sub(fees.deducted),
		TotalFees:    money.Sum(fees.deducted, fees.capitalised, fees.paid),
	}
	if !s.NetDisbursed.Sub(fees.paid).Sub(down).Positive() {
		return Schedule{}, refuse("$.fees", "fees and a down payment that leave something of the principal to pay out")
	}
	s.fillRows(t, t.paidOn(days), parts, down, fees.perInstalment)
	return s, nil
}

// part is what one row repays and what it pays for the use of the money, in minor units.
type part struct{ principal, interest int64 }

// fillRows writes the rows and their totals. A bullet's one part stands at the last due date.
func (s *Schedule) fillRows(t Terms, days []calendar.Day, parts []part, down, fee money.Money) {
	c := t.Principal.Currency()
	balance := down
	for _, p := range parts {
		balance = balance.Add(money.Of(p.principal, c))
	}
	s.Rows = make([]Row, 0, len(parts)+1)
	add := func(r Row) {
		balance = balance.Sub(r.Principal)
		r.Balance, r.Due = balance, money.Sum(r.Principal, r.Interest, r.Fees)
		s.Rows = append(s.Rows, r)
		s.TotalInterest, s.TotalFees = s.TotalInterest.Add(r.Interest), s.TotalFees.Add(r.Fees)
		s.TotalDue = s.TotalDue.Add(r.Due)
	}
	none := money.Of(0, c)
	s.TotalInterest, s.TotalFees, s.TotalDue = none, s.TotalFees.Add(none), none
	if down.Positive() {
		add(Row{DueOn: t.DisbursedOn, Principal: down, Interest: none, Fees: none})
	}
	if t.Method == Bullet {
		days = days[len(days)-1:]
	}
	from := t.DisbursedOn
	for k, p := range parts {
		add(Row{
			N: k + 1, DueOn: days[k], Days: int(days[k] - from),
			Principal: money.Of(p.principal, c), Interest: money.Of(p.interest, c), Fees: fee.Add(none),
		})
		from = days[k]
	}
}
