package lending

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

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

func (f publishedFlow) flows() []YearFlow {
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
	var flows []YearFlow
	for _, a := range amounts {
		d := decimal.RequireFromString(a)
		if f.Type == "advance" {
			d = d.Neg()
		}
		flows = append(flows, YearFlow{t, d})
		step, _ := sumOfFractions(f.Step + strings.Repeat("0", 1-min(1, len(f.Step))))
		t = new(big.Rat).Add(t, step)
	}
	return flows
}

// notOfferedRates are annual rates that rest on a convention that we do not offer.
var notOfferedRates = map[string]string{}

// TestPublishedAnnualRates compares with the independently recomputed value to 7 decimals of a per
// cent, and with what was printed as far as it was printed.
func TestPublishedAnnualRates(t *testing.T) {
	runCases(t, readCases(t, "apr.json"), notOfferedRates, func(c publishedCase) error {
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
	})
}

func publishedRate(c publishedCase) (AnnualRate, error) {
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
		flows := []CashFlow{{in.Date, decimal.RequireFromString(in.Advance).Neg()}}
		for _, p := range in.Payments {
			flows = append(flows, CashFlow{calendar.MustParse(p[0]), decimal.RequireFromString(p[1])})
		}
		return EffectiveRate(flows)
	}
	var flows []YearFlow
	for _, f := range into[struct{ Flows []publishedFlow }](c.Inputs).Flows {
		flows = append(flows, f.flows()...)
	}
	return EffectiveRateInYears(flows)
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

func publishedActuarial(data json.RawMessage) (AnnualRate, error) {
	in := into[actuarialInputs](data)
	flows := []UnitFlow{{0, new(big.Rat), decimal.RequireFromString(in.Financed).Neg()}}
	for _, p := range in.Payments {
		odd, _ := oneFraction(p.Odd)
		for k := range p.Count {
			flows = append(flows, UnitFlow{p.FirstT + int64(k), odd, decimal.RequireFromString(p.Amount)})
		}
	}
	perYear, _ := oneFraction(strings.Trim(string(in.PerYear), `"`))
	return APRInUnits(flows, perYear)
}

// publishedSingle is one payment under UK CONC App 1.2, whose year has 365.25 days or 12 months.
func publishedSingle(data json.RawMessage) (AnnualRate, error) {
	in := into[struct {
		Advance, Payment string
		Days             json.RawMessage
	}](data)
	t := big.NewRat(1, 12)
	if days := string(in.Days); days != `"month"` {
		t, _ = oneFraction(days)
		t.Mul(t, big.NewRat(4, 1461))
	}
	return EffectiveRateInYears([]YearFlow{
		{new(big.Rat), decimal.RequireFromString(in.Advance).Neg()}, {t, decimal.RequireFromString(in.Payment)},
	})
}

// TestUnitPeriodsFoundFromDates repeats the US cases from dates alone: the unit-period and the odd
// days must be found as published.
func TestUnitPeriodsFoundFromDates(t *testing.T) {
	for _, c := range readCases(t, "apr.json") {
		if !strings.HasPrefix(c.ID, "apr-usj") {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			in := into[actuarialInputs](c.Inputs)
			perYear, _ := oneFraction(strings.Trim(string(in.PerYear), `"`))
			flows := []CashFlow{{in.Dates.Advance, decimal.RequireFromString(in.Financed).Neg()}}
			n := 0
			for _, p := range in.Payments {
				for range p.Count {
					flows = append(flows, CashFlow{payDay(in.Dates.First, perYear, n), decimal.RequireFromString(p.Amount)})
					n++
				}
			}
			got, err := APR(flows)
			if err != nil {
				t.Fatal(err)
			}
			want := decimal.RequireFromString(c.Percent.(string))
			if diff := got.At(10).Decimal().Shift(2).Sub(want).Abs(); diff.GreaterThan(decimal.New(1, -6)) {
				t.Errorf("%s in units of %s, want %s", got.At(8), got.UnitPeriod, want)
			}
		})
	}
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
		return Period{months, UnitMonth}.Step(first, n, anchor, LastOfMonth)
	}
	return first
}

// notOfferedFunctions are spreadsheet functions that no part of the program reckons with.
var notOfferedFunctions = map[string]string{
	"IPMT": "interest is reckoned on rounded balances only", "PPMT": "as IPMT", "CUMIPMT": "as IPMT", "CUMPRINC": "as IPMT",
	"PV": "nothing asks for a present value", "FV": "nothing asks for a future value", "NPV": "nothing asks for a present value",
	"NPER": "a loan has a whole number of instalments",
}

func TestTimeValueOfMoney(t *testing.T) {
	cases := readCases(t, "tvm.json")
	off := map[string]string{
		"tvm-090-irr": "the flows are given in words", "tvm-091-irr": "the flows are given in words",
		"tvm-108-xirr": "two rates balance these flows, 69 % and 590,663 %: we say so, where XIRR gives the one nearer its guess",
	}
	for _, c := range cases {
		if reason, ok := notOfferedFunctions[c.Function]; ok {
			off[c.ID] = reason
		}
	}
	runCases(t, cases, off, checkTimeValue)
}

func checkTimeValue(c publishedCase) error {
	switch c.Function {
	case "PMT":
		return checkPMT(c)
	case "IRR", "XIRR", "RATE":
		return checkIRR(c)
	case "EFFECT", "NOMINAL":
		return checkEffect(c)
	}
	return errNotExpressible
}

// checkPMT compares the exact instalment before it is rounded.
func checkPMT(c publishedCase) error {
	in := into[struct {
		Rate string
		NPer int
		PV   int64
		FV   int64
		When int
	}](c.Inputs)
	if in.When != 0 || in.FV != 0 || in.PV < 0 {
		return errNotExpressible
	}
	r, _ := oneFraction(in.Rate)
	part := make([]*big.Int, in.NPer)
	for k := range part {
		part[k] = r.Num()
	}
	b := book{opening: in.PV, factors: factors{part, r.Denom()}}
	n, d := b.annuityInstalment()
	return near(new(big.Rat).SetFrac(n.Neg(n), d), c.Recomputed, 12)
}

// near compares to so many places after the point.
func near(got *big.Rat, want string, places int32) error {
	w := decimal.RequireFromString(want)
	diff := new(big.Rat).Sub(got, w.Rat())
	if diff.Abs(diff).Cmp(decimal.New(1, -places).Rat()) > 0 {
		return fmt.Errorf("%s, want %s", got.FloatString(int(places)+2), want)
	}
	return nil
}

// checkIRR gives the flows' times in years under the basis that the case names.
func checkIRR(c publishedCase) error {
	in := into[struct {
		Dates   []calendar.Day
		Amounts []json.RawMessage
		Flows   json.RawMessage `json:"cash_flows"`
		Basis   DayCount
		NPer    int64
		PV, FV  string
	}](c.Inputs)
	if c.Function == "IRR" && json.Unmarshal(in.Flows, &in.Amounts) != nil {
		return errNotExpressible
	}
	var flows []YearFlow
	for i, a := range in.Amounts {
		t := big.NewRat(int64(i), 1)
		if in.Dates != nil {
			n, d := in.Basis.YearFraction(in.Dates[0], in.Dates[i])
			t = big.NewRat(n, d)
		}
		flows = append(flows, YearFlow{t, decimal.RequireFromString(strings.Trim(string(a), `"`))})
	}
	if c.Function == "RATE" {
		flows = []YearFlow{{new(big.Rat), decimal.RequireFromString(in.PV)}, {big.NewRat(in.NPer, 1), decimal.RequireFromString(in.FV)}}
	}
	got, err := EffectiveRateInYears(flows)
	if string(c.Expected) == `"error"` {
		if !errors.Is(err, ErrNoRate) {
			return fmt.Errorf("%v and no refusal", err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	return near(got.exact, c.Recomputed, 11)
}

// checkEffect uses one advance repaid after a year of compounding.
func checkEffect(c publishedCase) error {
	in := into[struct {
		Nominal, Effect string
		NPerY           int64
	}](c.Inputs)
	n := big.NewRat(in.NPerY, 1)
	if c.Function == "EFFECT" {
		r := money.MustRate(in.Nominal).Decimal().Rat()
		step := r.Add(r.Quo(r, n), big.NewRat(1, 1))
		whole := big.NewRat(1, 1)
		for range in.NPerY {
			whole.Mul(whole, step)
		}
		return near(whole.Sub(whole, big.NewRat(1, 1)), c.Recomputed, 11)
	}
	owed := decimal.New(1, 0).Add(money.MustRate(in.Effect).Decimal())
	got, err := APRInUnits([]UnitFlow{{0, new(big.Rat), decimal.New(-1, 0)}, {in.NPerY, new(big.Rat), owed}}, n)
	if err != nil {
		return err
	}
	return near(got.exact, c.Recomputed, 11)
}
