package published

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"

	"github.com/shopspring/decimal"
)

// publishedFlow is a flow of the EU examples: charges and payments come from the borrower.
type publishedFlow struct {
	Type, Amount string
	Amounts      []string
	Count        int
	FirstT       string `json:"first_t"`
	Step         string
}

func (f publishedFlow) flows() []lending.YearFlow {
	amounts := f.Amounts
	for range max(f.Count, 1) {
		if f.Amounts == nil {
			amounts = append(amounts, f.Amount)
		}
	}
	t, ok := sumOfFractions(f.FirstT)
	if !ok {
		panic(f.FirstT)
	}
	var flows []lending.YearFlow
	for _, a := range amounts {
		d := decimal.RequireFromString(a)
		if f.Type == "advance" {
			d = d.Neg()
		}
		flows = append(flows, lending.YearFlow{T: t, Amount: d})
		step, _ := sumOfFractions(f.Step + strings.Repeat("0", 1-min(1, len(f.Step))))
		t = new(big.Rat).Add(t, step)
	}
	return flows
}

func publishedRate(c Case) (lending.AnnualRate, error) {
	switch {
	case strings.HasPrefix(c.ID, "apr-usj"):
		return publishedActuarial(c.Inputs)
	case strings.HasPrefix(c.ID, "apr-uk-single"):
		return publishedSingle(c.Inputs)
	case c.ID == "apr-eu-daycount-2pay":
		in := into[struct {
			Advance  string
			Date     calendar.Day
			Payments [][2]string
		}](c.Inputs)
		flows := []lending.CashFlow{{On: in.Date, Amount: decimal.RequireFromString(in.Advance).Neg()}}
		for _, p := range in.Payments {
			flows = append(flows, lending.CashFlow{On: calendar.MustParse(p[0]), Amount: decimal.RequireFromString(p[1])})
		}
		return lending.EffectiveRate(flows)
	}
	var flows []lending.YearFlow
	for _, f := range into[struct{ Flows []publishedFlow }](c.Inputs).Flows {
		flows = append(flows, f.flows()...)
	}
	return lending.EffectiveRateInYears(flows)
}

// actuarialInputs are the US cases: times in unit-periods, with the dates that gave them.
type actuarialInputs struct {
	Financed string `json:"amount_financed"`
	Dates    struct{ Advance, First calendar.Day }
	PerYear  json.RawMessage `json:"unit_periods_per_year"`
	Payments []struct {
		Amount string
		Count  int
		FirstT int64  `json:"first_t"`
		Odd    string `json:"odd_fraction"`
	}
}

func publishedActuarial(data json.RawMessage) (lending.AnnualRate, error) {
	in := into[actuarialInputs](data)
	flows := []lending.UnitFlow{{Odd: new(big.Rat), Amount: decimal.RequireFromString(in.Financed).Neg()}}
	for _, p := range in.Payments {
		odd, _ := oneFraction(p.Odd)
		for k := range p.Count {
			flows = append(flows, lending.UnitFlow{Whole: p.FirstT + int64(k), Odd: odd, Amount: decimal.RequireFromString(p.Amount)})
		}
	}
	perYear, _ := oneFraction(strings.Trim(string(in.PerYear), `"`))
	return lending.APRInUnits(flows, perYear)
}

// publishedSingle is one payment under UK CONC App 1.2, whose year has 365.25 days or 12 months.
func publishedSingle(data json.RawMessage) (lending.AnnualRate, error) {
	in := into[struct {
		Advance, Payment string
		Days             json.RawMessage
	}](data)
	t := big.NewRat(1, 12)
	if days := string(in.Days); days != `"month"` {
		t, _ = oneFraction(days)
		t.Mul(t, big.NewRat(4, 1461))
	}
	return lending.EffectiveRateInYears([]lending.YearFlow{
		{T: new(big.Rat), Amount: decimal.RequireFromString(in.Advance).Neg()}, {T: t, Amount: decimal.RequireFromString(in.Payment)},
	})
}

// payDay is the n-th payment of a plan of so many a year.
func payDay(first calendar.Day, perYear *big.Rat, n int) calendar.Day {
	_, _, anchor := first.Date()
	switch perYear.RatString() {
	case "24":
		return first.AddMonths(n/2, anchor) + calendar.Day(15*(n%2))
	case "52", "26":
		weeks := int(52 / perYear.Num().Int64())
		return first.AddDays(7 * weeks * n)
	case "365":
		return first.AddDays(n)
	case "12", "6", "4":
		months := int(12 / perYear.Num().Int64())
		return lending.Period{Count: months, Unit: lending.UnitMonth}.Step(first, n, anchor, lending.LastOfMonth)
	}
	return first
}

// checkRate compares with the independently recomputed value to 7 decimals of a per cent, and with what
// was printed as far as it was printed.
func checkRate(c Case) error {
	rate, err := publishedRate(c)
	if err != nil {
		return err
	}
	want, _ := c.Percent.(string)
	if c.ID == "apr-eu-daycount-2pay" {
		want = "85.5851" // what the EU rule gives, by the case's note
	}
	w := decimal.RequireFromString(want)
	places := min(7, -w.Exponent())
	got := rate.At(places + 2).Decimal().Shift(2)
	if got.Sub(w.Round(places)).Abs().GreaterThan(decimal.New(1, -places)) {
		return fmt.Errorf("%s %%, want %s %%", got, want)
	}
	return nil
}

// checkRateFromDates repeats a US case from its dates alone: the unit-period and the odd days must be
// found as published.
func checkRateFromDates(c Case) error {
	in := into[actuarialInputs](c.Inputs)
	perYear, _ := oneFraction(strings.Trim(string(in.PerYear), `"`))
	flows := []lending.CashFlow{{On: in.Dates.Advance, Amount: decimal.RequireFromString(in.Financed).Neg()}}
	n := 0
	for _, p := range in.Payments {
		for range p.Count {
			flows = append(flows, lending.CashFlow{On: payDay(in.Dates.First, perYear, n), Amount: decimal.RequireFromString(p.Amount)})
			n++
		}
	}
	got, err := lending.APR(flows)
	if err != nil {
		return err
	}
	want := decimal.RequireFromString(c.Percent.(string))
	if diff := got.At(10).Decimal().Shift(2).Sub(want).Abs(); diff.GreaterThan(decimal.New(1, -6)) {
		return fmt.Errorf("%s in units of %s, want %s", got.At(8), got.UnitPeriod, want)
	}
	return nil
}

// oneFraction reads a/b or a decimal.
func oneFraction(text string) (*big.Rat, bool) { return new(big.Rat).SetString(text) }

// sumOfFractions reads a time in years such as 3/365+1/12.
func sumOfFractions(text string) (*big.Rat, bool) {
	sum := new(big.Rat)
	for _, part := range strings.Split(text, "+") {
		x, ok := oneFraction(strings.TrimSpace(part))
		if !ok {
			return nil, false
		}
		sum.Add(sum, x)
	}
	return sum, true
}
