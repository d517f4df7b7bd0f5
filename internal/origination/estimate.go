package origination

import (
	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/underwriting"
)

// Wish is what somebody would like to borrow and what they say of themselves. Nothing of it is kept.
type Wish struct {
	Principal  money.Money
	TermMonths int
	Employment string      // as in an application
	Income     money.Money // a month, after tax
	Repayments money.Money // a month, to other lenders
}

// Estimate is what the policy makes of a wish when the statement shows what was said. It is no
// offer: whether and at which price is decided on the statement.
type Estimate struct {
	Cheapest  lending.Schedule // at the best price
	Dearest   lending.Schedule // at the price of the highest risk that is lent to
	CanCarry  money.Money      // the largest instalment that the figures leave room for
	Ceiling   money.Money      // the largest first loan
	Likely    bool             // it fits at the dearest price too
	Possible  bool             // it fits at the best price
	Instead   money.Money      // what would fit over the same months at the dearest price; zero: nothing
	LivesOn   money.Money      // what the policy leaves for living
	MostShare int              // percent of the income for all lenders together
}

// Estimate weighs a wish by the policy's own figures, for people who have no account yet. It reads
// nothing and keeps nothing. It is Invalid for what the product does not lend.
func (d *Desk) Estimate(w Wish) (Estimate, error) {
	p := d.Policy
	least, most, _ := p.Amounts()
	if w.Principal.Less(least) || most.Less(w.Principal) {
		return Estimate{}, fault.Newf(fault.Invalid, "We lend between %s and %s.", least, most)
	}
	e := room(p, w)
	bands := lentTo(p)
	if len(bands) == 0 {
		return Estimate{}, fault.Newf(fault.Unavailable, "We do not lend at present.")
	}
	today := calendar.DayOf(d.Now(), calendar.Lagos)
	price := func(b underwriting.Band, principal money.Money) (lending.Schedule, error) {
		return lending.NewSchedule(p.Terms(underwriting.Offer{
			Principal: principal.Minor(), TermMonths: w.TermMonths, AnnualRate: b.AnnualRate.String(),
			FirstDueOn: calendar.NextBusinessDay(today.AddMonths(1, 0), p.Country),
		}, p.Currency, today))
	}
	best, worst := bands[0], bands[len(bands)-1]
	var err error
	if e.Cheapest, err = price(best, w.Principal); err != nil {
		return e, err
	}
	if e.Dearest, err = price(worst, w.Principal); err != nil {
		return e, err
	}
	e.Possible = e.fits(w.Principal, e.Cheapest)
	e.Likely = e.fits(w.Principal, e.Dearest)
	if !e.Likely {
		e.Instead, err = e.largest(p, w, func(m money.Money) (lending.Schedule, error) { return price(worst, m) })
	}
	return e, err
}

// fits reports whether a loan is within the ceiling and its instalments can be carried.
func (e Estimate) fits(principal money.Money, s lending.Schedule) bool {
	return !e.Ceiling.Less(principal) && !e.CanCarry.Less(s.Rows[0].Due)
}

// largest finds the largest amount below the wish that fits, by halving: what fits grows with nothing but the amount.
func (e Estimate) largest(p underwriting.Policy, w Wish, price func(money.Money) (lending.Schedule, error)) (money.Money, error) {
	least, _, step := p.Amounts()
	low, high := int64(0), (w.Principal.Minor()-least.Minor())/step.Minor()
	found := money.Of(0, p.Currency)
	for low <= high {
		middle := (low + high) / 2
		principal := least.Add(step.Times(middle))
		s, err := price(principal)
		if err != nil {
			return found, err
		}
		if e.fits(principal, s) {
			found, low = principal, middle+1
		} else {
			high = middle - 1
		}
	}
	return found, nil
}

// room is what a month leaves by the policy's affordability rules (DOMAIN 4.5), from what was said:
// the smallest of the share of what is free, the debt cap and what a bad month leaves.
func room(p underwriting.Policy, w Wish) Estimate {
	m, kind := p.Means, mainIncome(w.Employment)
	debtCap, known := m.DebtCaps[kind]
	if !known {
		debtCap = m.DebtCaps["other"]
	}
	living := money.Max(amountOf(m.LivingLeast, p.Currency), shareOf(w.Income, m.LivingShare))
	free := w.Income.Sub(living).Sub(w.Repayments)
	bad := shareOf(w.Income, m.IncomeStress).Sub(shareOf(living, m.LivingStress)).Sub(w.Repayments)
	capped := shareOf(w.Income, debtCap).Sub(w.Repayments)
	e := Estimate{LivesOn: living, MostShare: int(debtCap) / 100}
	e.CanCarry = money.Max(money.Of(0, p.Currency), money.Min(shareOf(free, m.FreeShare), money.Min(bad, capped)))
	first := p.Steps[0]
	e.Ceiling = amountOf(first.Largest, p.Currency)
	if kind == "other" {
		e.Ceiling = amountOf(first.Irregular, p.Currency)
	}
	return e
}

// mainIncome is the kind of income, as the policy's debt caps name it.
func mainIncome(employment string) string {
	switch employment {
	case "employed":
		return "salary"
	case "retired":
		return "pension"
	}
	return "other"
}

// lentTo are the bands that are lent to, best price first.
func lentTo(p underwriting.Policy) []underwriting.Band {
	var all []underwriting.Band
	for _, b := range p.Bands {
		if !b.Decline {
			all = append(all, b)
		}
	}
	return all
}

// amountOf is a policy's amount, which is held in thousandths of the major unit.
func amountOf(a underwriting.Amount, c money.Currency) money.Money {
	n := int64(a)
	for d := c.Digits(); d < 3; d++ {
		n /= 10
	}
	return money.Of(n, c)
}

// shareOf is a policy's share, in ten-thousandths, of an amount.
func shareOf(m money.Money, r underwriting.Ratio) money.Money {
	const one = 10_000
	return money.Of(m.Times(int64(r)).Minor()/one, m.Currency())
}
