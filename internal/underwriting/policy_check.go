package underwriting

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"

	"github.com/shopspring/decimal"
)

// checker collects what is wrong with a policy, each with its path.
type checker struct {
	p     *Policy
	wrong []string
}

func (c *checker) want(ok bool, format string, args ...any) {
	if !ok {
		c.wrong = append(c.wrong, fmt.Sprintf(format, args...))
	}
}

// check says everything that is wrong and sets the limits of rules in their features' units.
func (p *Policy) check() []string {
	c := &checker{p: p}
	c.want(p.Name != "" && p.Version != "", "name, version: expected both")
	c.want(p.Currency.Known(), "currency: expected one that we know, not %q", p.Currency)
	_, ok := calendar.Zones[p.Country]
	c.want(ok, "country: expected one that we serve, not %q", p.Country)
	c.product()
	c.bands()
	c.steps()
	c.reading()
	c.income()
	c.means()
	c.sufficiency()
	c.bureau()
	for i := range p.Rules {
		c.rule(i)
	}
	c.effect("missing_evidence.other", p.Missing["other"])
	for _, source := range slices.Sorted(maps.Keys(p.Missing)) {
		c.effect("missing_evidence."+source, p.Missing[source])
	}
	c.want(p.Age.MostAtEnd > 17 && p.Age.MostAtEndPension > 17 && p.Age.PensionTenorMost > 0, "age: expected most_at_end, most_at_end_pension and pension_tenor_most")
	c.want(p.MonoCheck.IncomeGap > 0, "cross_check.income_gap: expected above 0")
	c.effect("cross_check.income_effect", p.MonoCheck.IncomeEffect)
	c.effect("cross_check.afford_effect", p.MonoCheck.AffordEffect)
	c.reason("cross_check.reason", p.MonoCheck.Reason)
	c.card()
	for _, code := range builtInReasons {
		c.reason("reasons", code)
	}
	for i, l := range p.Levers {
		_, ok := featureNamed(l.Feature)
		c.want(ok, "levers[%d].feature: no such feature %q", i, l.Feature)
		c.want(l.Text != "", "levers[%d] (%s).text: expected words", i, l.Feature)
	}
	if p.ToldAlone != "" {
		c.reason("told_alone", p.ToldAlone)
	}
	c.want(p.ReasonsMost > 0, "reasons_most: expected above 0")
	c.prices()
	return c.wrong
}

func (c *checker) product() {
	p := &c.p.Product
	small, large, step := c.p.minor(p.Smallest), c.p.minor(p.Largest), c.p.minor(p.RoundTo)
	c.want(small > 0 && large >= small, "product.smallest, product.largest: expected 0 < smallest <= largest")
	c.want(step > 0 && small%max(step, 1) == 0, "product.round_to: expected above 0 and to divide the smallest amount")
	c.want(len(p.Tenors) > 0, "product.tenors: expected at least one")
	for i, t := range p.Tenors {
		c.want(t > 0 && t <= tenorMost && (i == 0 || t > p.Tenors[i-1]), "product.tenors[%d]: expected rising numbers of months up to %d", i, tenorMost)
	}
	c.want(p.Method == lending.Annuity || p.Method == lending.EqualPrincipal || p.Method == lending.Flat, "product.method: expected annuity, equal_principal or flat, not %q", p.Method)
	c.want(positive(p.AnnualRateCap.Decimal()), "product.annual_rate_cap: expected above 0")
	c.want(positive(p.APRCap.Decimal()), "product.apr_cap: expected above 0")
	for i, f := range p.Fees {
		if f.Above > 0 {
			c.want(f.Name != "" && f.Amount > 0 && f.Most >= f.Amount && !f.Percent.IsZero(), "product.fees[%d]: expected a name, an amount, a percent of what is above, and most", i)
		} else {
			c.want(f.Name != "" && (f.Percent.IsZero()) != (f.Amount == 0) && f.Most == 0, "product.fees[%d]: expected a name and either percent or amount", i)
		}
		c.want(!f.Percent.Decimal().IsNegative() && f.Amount >= 0, "product.fees[%d]: expected nothing below 0", i)
	}
	c.want(len(p.Grid.Shares) > 0 && p.Grid.OffersMost > 0 && p.Grid.TenorsMost > 0, "product.grid: expected shares, offers_most and tenors_most")
	for i, s := range p.Grid.Shares {
		c.want(s > 0 && s <= one && (i == 0 || s < p.Grid.Shares[i-1]), "product.grid.shares[%d]: expected falling shares above 0 up to 1", i)
	}
	d := p.FirstDue
	c.want(d.DaysLeast > 0 && d.DaysMost >= d.DaysLeast+31 || d.DaysLeast > 0 && d.DaysMost >= d.DaysLeast && d.DaysMost <= 62, "product.first_due: expected 0 < days_least <= days_most <= 62")
	c.want(d.DaysAfterPayday >= 0 && d.DaysAfterPayday < 15, "product.first_due.days_after_payday: expected 0 to 14")
}

// tenorMost bounds what a policy may lend for: five years.
const tenorMost = 60

func positive(d decimal.Decimal) bool { return d.IsPositive() }

// bands wants every PD up to 1 in exactly one band, and worse bands never cheaper.
func (c *checker) bands() {
	before := decimal.Zero
	for i, b := range c.p.Bands {
		path := fmt.Sprintf("bands[%d] (%s)", i, b.Name)
		c.want(b.PDTo.Decimal().GreaterThan(before), "%s.pd_to: expected above %s, where the band before ends", path, before)
		before = b.PDTo.Decimal()
		if b.Decline {
			c.reason(path+".reason", b.Reason)
			continue
		}
		c.want(positive(b.AnnualRate.Decimal()), "%s.annual_rate: expected above 0", path)
		c.want(!b.AnnualRate.Decimal().GreaterThan(c.p.Product.AnnualRateCap.Decimal()), "%s.annual_rate: %s is above product.annual_rate_cap, %s", path, b.AnnualRate, c.p.Product.AnnualRateCap)
		c.want(b.IncomeMultiple > 0, "%s.income_multiple: expected above 0", path)
		if i > 0 {
			a := c.p.Bands[i-1]
			c.want(!a.Decline && !b.AnnualRate.Decimal().LessThan(a.AnnualRate.Decimal()), "%s.annual_rate: a worse band is cheaper than %s", path, a.Name)
			c.want(b.IncomeMultiple <= a.IncomeMultiple, "%s.income_multiple: a worse band gets more than %s", path, a.Name)
		}
		if b.Reason != "" {
			c.reason(path+".reason", b.Reason)
		}
	}
	c.want(before.Equal(decimal.NewFromInt(1)), "bands: expected the last one to end at 1, so that no PD falls through; it ends at %s", before)
}

// prices wants the dearest loan to stay under the ceiling of the APR: fees weigh most on the smallest
// amount, the rate is the last lending band's.
func (c *checker) prices() {
	if len(c.wrong) > 0 {
		return // the terms could not be made
	}
	last := -1
	for i, b := range c.p.Bands {
		if !b.Decline {
			last = i
		}
	}
	if last < 0 {
		return
	}
	b, from := c.p.Bands[last], calendar.Date(2026, 1, 15)
	for _, months := range c.p.Product.Tenors {
		terms := c.p.Terms(Offer{Principal: c.p.minor(c.p.Product.Smallest), TermMonths: months, AnnualRate: b.AnnualRate.String(), FirstDueOn: from.AddMonths(1, 0)}, c.p.Currency, from)
		s, err := lending.NewScheduleWithoutRates(terms)
		if err != nil {
			c.want(false, "product: the smallest loan over %d months cannot be made: %v", months, err)
			continue
		}
		apr, ok := aprOf(s, terms)
		c.want(ok && !apr.GreaterThan(c.p.Product.APRCap.Decimal()), "bands[%d] (%s): the smallest loan over %d months has an APR of %s with its fees, above product.apr_cap, %s", last, b.Name, months, apr.StringFixed(4), c.p.Product.APRCap)
	}
}

func (c *checker) steps() {
	c.want(len(c.p.Steps) > 0 && c.p.Steps[0].Repaid == 0, "steps: expected a first one with repaid: 0")
	for i, s := range c.p.Steps {
		c.want(i == 0 || s.Repaid > c.p.Steps[i-1].Repaid, "steps[%d].repaid: expected rising", i)
		c.want(s.Irregular > 0 && s.Largest >= s.Irregular, "steps[%d]: expected 0 < irregular <= largest", i)
	}
}

func (c *checker) reading() {
	r := c.p.Reading
	c.want(r.RecentDays > 0 && r.EssentialMonths > 0 && r.LowBalance > 0, "reading: expected recent_days, essential_months and low_balance above 0")
	c.want(r.Pairing.ReversalDays >= 0 && r.Pairing.OwnDaysBefore >= 0 && r.Pairing.OwnDaysAfter >= 0, "reading.pairing: expected days of 0 or more")
	c.want(r.Fraud.TripDays >= 0 && r.Fraud.TripShare > 0, "reading.staging: expected trip_days and trip_share")
}

func (c *checker) income() {
	i := c.p.Income
	c.want(i.WindowMonths > 0 && i.PaidMonths > 0, "income: expected window_months and paid_months above 0")
	for _, k := range kinds {
		h, ok := i.Haircuts[k]
		c.want(ok && h >= 0 && h <= one, "income.haircuts.%s: expected a share from 0 to 1", k)
	}
	for _, k := range slices.Sorted(maps.Keys(i.Haircuts)) {
		c.want(slices.Contains(kinds, k), "income.haircuts.%s: no such kind of income", k)
	}
	c.want(i.SalaryFrom > i.ProbableFrom, "income.salary_from: expected above probable_from")
	c.want(i.CreditsTimes > 0 && i.WindfallTimes > 0, "income.of_credits_most, income.windfall_times: expected above 0")
}

func (c *checker) means() {
	m := c.p.Means
	c.want(m.FreeShare > 0 && m.FreeShare <= one, "affordability.free_share: expected above 0 up to 1")
	c.want(m.IncomeStress > 0 && m.IncomeStress <= one, "affordability.income_stress: expected above 0 up to 1")
	c.want(m.LivingStress >= one, "affordability.living_stress: expected 1 or more")
	c.want(m.LivingLeast > 0 && m.LivingShare >= 0, "affordability: expected living_least above 0 and living_share")
	c.livingTable()
	if t := m.BalanceTest; t.Months != 0 {
		c.want(t.Months >= balanceMonthsLeast && t.Days >= 0 && t.Days < 28 && t.Share > 0 && t.Share <= one && t.Keep >= 0, "affordability.balance_test: expected months from %d, days up to 27, a share and keep", balanceMonthsLeast)
	}
	_, ok := m.DebtCaps["other"]
	c.want(ok, "affordability.debt_caps.other: expected a cap for every other income")
	for _, k := range slices.Sorted(maps.Keys(m.DebtCaps)) {
		c.want(m.DebtCaps[k] > 0 && m.DebtCaps[k] <= one, "affordability.debt_caps.%s: expected above 0 up to 1", k)
	}
	d := c.p.Debts
	c.want(d.WindowDays > 0 && d.NewLoanMonths > 0 && d.UnknownMonths > 0, "debts: expected window_days, new_loan_months and unknown_months above 0")
}

// livingTable wants rising bands from nothing on, each beginning with what the one before ends with.
func (c *checker) livingTable() {
	table := c.p.Means.LivingTable
	for i, row := range table {
		path := fmt.Sprintf("affordability.living_table[%d]", i)
		c.want(row.Share >= 0 && row.Share <= one, "%s.share: expected from 0 to 1", path)
		if i == 0 {
			c.want(row.From == 0 && row.Fixed == 0, "%s: expected to begin at 0", path)
			continue
		}
		a := table[i-1]
		c.want(row.From > a.From, "%s.from: expected above the band before", path)
		end := a.Fixed + Amount(of(int64(row.From-a.From), int64(a.Share)))
		c.want(abs(int64(row.Fixed-end)) <= normGap, "%s.fixed: the band before ends with %s, so there is a gap", path, decimal.New(int64(end), -3))
	}
}

// normGap is by how much, in thousandths of the major unit, a regulator's rounding may miss.
const normGap = 10

func (c *checker) sufficiency() {
	tiers := c.p.Sufficiency
	c.want(len(tiers) > 0, "sufficiency: expected at least one tier")
	for i, t := range tiers {
		path := fmt.Sprintf("sufficiency[%d] (%s)", i, t.Name)
		c.effect(path+".effect", t.Effect)
		c.want(t.TenorMost > 0 && t.Largest >= 0 && t.Largest <= one, "%s: expected tenor_most above 0 and largest as a share", path)
		c.want(i == 0 || t.Largest <= tiers[i-1].Largest && t.TenorMost <= tiers[i-1].TenorMost, "%s: allows more than the tier before", path)
		if t.Effect != EffectNone || t.Reason != "" {
			c.reason(path+".reason", t.Reason)
		}
		if t.NoIncome != "" {
			c.reason(path+".no_income", t.NoIncome)
		}
		if i == len(tiers)-1 {
			c.want(t.Days == 0 && t.CompleteMonths == 0 && t.RowsPerMonth == 0 && t.Incomes == 0, "%s: the last tier needs nothing, so that every case has one", path)
		}
	}
}

func (c *checker) bureau() {
	b := c.p.Bureau
	c.want(len(b.Words) > 0, "bureau.words: expected at least one")
	for _, w := range slices.Sorted(maps.Keys(b.Words)) {
		c.want(b.Words[w] >= -1, "bureau.words.%s: expected days, or -1", w)
		c.want(w == statusWord(w), "bureau.words.%s: expected small letters and hyphens", w)
	}
	for _, list := range [][]string{b.OpenWords, b.ClosedWords, b.LossWords} {
		c.want(len(list) > 0, "bureau: expected open, closed and written_off")
	}
}

// rule checks one rule and reads its limits.
func (c *checker) rule(i int) {
	r := &c.p.Rules[i]
	path := fmt.Sprintf("rules[%d] (%s)", i, r.ID)
	c.want(r.ID != "" && r.Says != "" && (len(r.When) > 0 || r.If != ""), "%s: expected id, says, and when or if", path)
	for j := range i {
		c.want(c.p.Rules[j].ID != r.ID, "%s: the id is used twice", path)
	}
	c.effect(path+".effect", r.Effect)
	if r.Effect != EffectNone {
		c.reason(path+".reason", r.Reason)
	}
	for j := range r.When {
		c.condition(fmt.Sprintf("%s.when[%d]", path, j), &r.When[j])
	}
	if r.If != "" {
		var wrong string
		r.expr, wrong = compile(r.If, c.p.Currency)
		c.want(wrong == "", "%s.if: %s", path, wrong)
	}
	for _, name := range placeholders(r.Says) {
		_, ok := featureNamed(name)
		c.want(ok || name == "unknown_words", "%s.says: no such feature {%s}", path, name)
	}
}

func (c *checker) condition(path string, w *Condition) {
	f, ok := featureNamed(w.Feature)
	if !ok {
		c.want(false, "%s.feature: no such feature %q", path, w.Feature)
		return
	}
	given := 0
	for _, text := range []*string{w.Above, w.Below, w.Is} {
		if text != nil {
			given++
			limit, err := f.parse(*text, c.p.Currency)
			c.want(err == "", "%s (%s): %s", path, w.Feature, err)
			w.limit = limit
		}
	}
	c.want(given == 1 && !w.Unknown || given == 0 && w.Unknown, "%s: expected exactly one of above, below, is, unknown", path)
}

func (c *checker) card() {
	for _, w := range c.p.Scorecard.Check() {
		c.want(false, "scorecard.%s", w)
	}
	for i, ch := range c.p.Scorecard.Characteristics {
		_, ok := featureNamed(ch.Feature)
		c.want(ok, "scorecard.characteristics[%d].feature: no such feature %q", i, ch.Feature)
		if ch.Reason != "" {
			c.reason(fmt.Sprintf("scorecard.characteristics[%d].reason", i), ch.Reason)
		}
	}
}

func (c *checker) effect(path string, e Effect) {
	c.want(slices.Contains([]Effect{EffectKnockOut, EffectHold, EffectDecline, EffectRefer, EffectNone}, e), "%s: expected knock_out, hold, decline, refer or none, not %q", path, e)
}

func (c *checker) reason(path, code string) {
	c.want(strings.TrimSpace(c.p.Reasons[code]) != "", "%s: there are no words for the reason %q", path, code)
}
