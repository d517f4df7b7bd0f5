package underwriting

import (
	"cmp"
	"slices"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// grid makes the offers of one case: which amounts fit which tenors at a band's price.
type grid struct {
	r        *reading
	p        *Policy
	band     Band
	most     int64 // largest instalment
	from     calendar.Day
	firstDue calendar.Day
	ceiling  int64 // largest amount whatever the tenor
	asked    int64
	months   int // asked
}

// newGrid sets the limits: never more than was asked, than the income multiple, the evidence, the
// step with us or the product allows.
func (r *reading) newGrid(band Band, most int64, at time.Time) *grid {
	p := r.p
	g := &grid{r: r, p: p, band: band, most: most, asked: r.c.Request.Principal, months: askedMonths(r.c.Request)}
	g.from = calendar.DayOf(at, zoneOf(p.Currency))
	g.firstDue = r.firstDue(g.from)
	g.ceiling = min(g.asked, g.limit())
	return g
}

// limit is the most that policy allows this person, before what was asked and what can be carried.
func (g *grid) limit() int64 {
	p, largest := g.p, g.p.minor(g.p.Product.Largest)
	step := int64(0)
	for _, s := range p.Steps {
		if g.r.own().repaid < int64(s.Repaid) {
			continue
		}
		step = p.minor(s.Largest)
		if g.r.irregular() {
			step = p.minor(s.Irregular)
		}
	}
	return g.round(min(largest, step, of(largest, int64(g.r.tier().Largest)), of(g.r.MonthlyIncome, int64(g.band.IncomeMultiple))))
}

// askedMonths is the length asked for in months; days are rounded up to months of 30.
func askedMonths(q Request) int {
	switch {
	case q.TermMonths != nil:
		return max(1, *q.TermMonths)
	case q.TermDays != nil:
		return max(1, (*q.TermDays+29)/30)
	}
	return 1
}

func (g *grid) round(amount int64) int64 {
	step := g.p.minor(g.p.Product.RoundTo)
	return amount / step * step
}

// tenors gives the lengths that this person may have, nearest to what was asked first.
func (g *grid) tenors() []int {
	most := g.r.tier().TenorMost
	end := g.p.Age.MostAtEnd
	if g.r.MainIncome == kindPension {
		most = min(most, g.p.Age.PensionTenorMost)
		end = g.p.Age.MostAtEndPension
	}
	if months, ok := g.r.ageMonths(); ok {
		most = min(most, end*12-months)
	}
	var out []int
	for _, t := range g.p.Product.Tenors {
		if t <= most {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Compare(abs(int64(a-g.months)), abs(int64(b-g.months)))
	})
	return out
}

// pickTenors chooses among the lengths: the one asked, then shorter and longer ones well apart.
func (g *grid) pickTenors() []int {
	all := g.tenors()
	if len(all) == 0 {
		return nil
	}
	picked := []int{all[0]}
	for _, apart := range []int{3, 2, 1} {
		for _, t := range all {
			if len(picked) < g.p.Product.Grid.TenorsMost && !slices.ContainsFunc(picked, func(x int) bool { return max(x-t, t-x) < apart }) {
				picked = append(picked, t)
			}
		}
	}
	return picked
}

// offers fills the grid: for each length the largest amount that can be carried, and shares of the
// largest amount below it. The best for the borrower comes first: what was asked, or the nearest to it.
func (g *grid) offers() []Offer {
	smallest := g.p.minor(g.p.Product.Smallest)
	if g.most <= 0 || g.ceiling < smallest {
		return nil
	}
	var out []Offer
	for _, months := range g.pickTenors() {
		largest := g.largest(months)
		seen := map[int64]bool{}
		for _, s := range g.p.Product.Grid.Shares {
			amount := min(largest, g.round(of(g.ceiling, int64(s))))
			if amount < smallest || seen[amount] {
				continue
			}
			seen[amount] = true
			if o, ok := g.offer(amount, months); ok {
				out = append(out, o)
			}
		}
	}
	slices.SortStableFunc(out, g.better)
	return out[:min(len(out), g.p.Product.Grid.OffersMost)]
}

// any gives one cell that is an offer, unpriced, if there is one: enough to know that something can
// be carried and how much of what was asked.
func (g *grid) any() []Offer {
	smallest := g.p.minor(g.p.Product.Smallest)
	if g.most <= 0 || g.ceiling < smallest {
		return nil
	}
	best := Offer{}
	for _, months := range g.pickTenors() {
		if n := g.largest(months); n >= smallest && n > best.Principal {
			best = Offer{Principal: n, TermMonths: months}
		}
	}
	if best.Principal == 0 {
		return nil
	}
	return []Offer{best}
}

// better orders offers: larger first, and of one amount the one nearest in length to what was asked.
func (g *grid) better(a, b Offer) int {
	return cmp.Or(cmp.Compare(b.Principal, a.Principal), cmp.Compare(abs(int64(a.TermMonths-g.months)), abs(int64(b.TermMonths-g.months))), cmp.Compare(a.TermMonths, b.TermMonths))
}

// largest is the most that can be carried over a length: instalments are as good as in proportion to
// the amount, so one schedule tells the amount to within a step, and the steps around it are tried.
func (g *grid) largest(months int) int64 {
	due, ok := g.heaviest(g.ceiling, months)
	if !ok {
		return 0
	}
	if due <= g.most {
		return g.ceiling
	}
	step := g.p.minor(g.p.Product.RoundTo)
	amount := min(g.ceiling, g.round(mulDiv(g.ceiling, g.most, due))+step)
	for amount > 0 {
		if due, ok := g.heaviest(amount, months); ok && due <= g.most {
			return amount
		}
		amount -= step
	}
	return 0
}

// heaviest is the largest sum that falls due at once.
func (g *grid) heaviest(amount int64, months int) (int64, bool) {
	s, err := lending.NewScheduleWithoutRates(g.terms(amount, months))
	if err != nil {
		return 0, false
	}
	return heaviestOf(s), true
}

func heaviestOf(s lending.Schedule) int64 {
	var most int64
	for _, row := range s.Rows {
		most = max(most, row.Due.Minor())
	}
	return most
}

func (g *grid) terms(amount int64, months int) lending.Terms {
	o := Offer{Principal: amount, TermMonths: months, AnnualRate: g.band.AnnualRate.String(), FirstDueOn: g.firstDue}
	return g.p.Terms(o, g.p.Currency, g.from)
}

// offer prices a cell; a cell above the ceiling of price or of what can be carried is no offer.
func (g *grid) offer(amount int64, months int) (Offer, bool) {
	terms := g.terms(amount, months)
	s, err := lending.NewScheduleWithoutRates(terms)
	if err != nil || heaviestOf(s) > g.most || len(s.Rows) == 0 {
		return Offer{}, false
	}
	apr, ok := aprOf(s, terms)
	if !ok || apr.GreaterThan(g.p.Product.APRCap.Decimal()) {
		return Offer{}, false
	}
	return Offer{
		Principal: amount, TermMonths: months, Instalment: s.Instalment.Minor(), AnnualRate: g.band.AnnualRate.String(), APR: apr.StringFixed(aprPlaces),
		TotalCost: s.TotalInterest.Add(s.TotalFees).Minor(), TotalRepayable: s.TotalDue.Minor(), FirstDueOn: g.firstDue,
	}, true
}

// aprPlaces is how many places an offer's APR has.
const aprPlaces = 6

// aprOf is the schedule's APR alone: the effective rate that lending.NewSchedule reckons beside it
// takes longer, and an offer does not carry it.
func aprOf(s lending.Schedule, t lending.Terms) (decimal.Decimal, bool) {
	rate, err := lending.APR(s.Flows(t))
	if err != nil {
		return decimal.Zero, s.TotalDue.Equal(s.NetDisbursed) // a loan without any cost has the rate zero
	}
	return rate.At(aprPlaces).Decimal(), true
}

// Terms gives the contract's terms of an offer made under the policy, for a loan paid out on a day:
// the same figures as the offer's, fees included, when that is the day of the offer.
func (p Policy) Terms(o Offer, c money.Currency, disbursedOn calendar.Day) lending.Terms {
	rate, err := money.ParseRate(o.AnnualRate)
	if err != nil {
		rate = p.Product.AnnualRateCap // an offer that was not made by Decide; never below what was agreed
	}
	t := lending.Terms{
		Principal: money.Of(o.Principal, c), AnnualRate: rate, Method: p.Product.Method, Instalments: o.TermMonths,
		Every: lending.Period{Count: 1, Unit: lending.UnitMonth}, DisbursedOn: disbursedOn, FirstDueOn: o.FirstDueOn,
		DayCount: p.Product.DayCount, InterestPer: p.Product.InterestPer, Rounding: p.Product.Rounding,
	}
	for _, f := range p.Product.Fees {
		t.Fees = append(t.Fees, f.fee(o.Principal, c))
	}
	return t
}

// firstDue places the first due date: after the next payday that is far enough away, else a month on.
func (r *reading) firstDue(from calendar.Day) calendar.Day {
	rules := r.p.Product.FirstDue
	for i := range r.Income {
		s := &r.Income[i]
		if s.Counted == 0 || !s.regular || s.Frequency != "monthly" || !s.Next.Known() || s.Kind != kindSalary && s.Kind != kindPension {
			continue
		}
		for n := range 6 {
			due := calendar.NextBusinessDay(s.Next.AddMonths(n, s.PayDay).AddDays(rules.DaysAfterPayday), r.p.Country)
			if days := int(due - from); days >= rules.DaysLeast && days <= rules.DaysMost {
				return due
			}
		}
	}
	return calendar.NextBusinessDay(from.AddMonths(1, 0), r.p.Country)
}
