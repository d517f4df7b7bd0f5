package published

import (
	"fmt"
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// matchRows compares a schedule with published rows, which number a down payment as the first.
func matchRows(s lending.Schedule, want []Row) error {
	if len(want) > 0 && want[0].N == 0 {
		want = want[1:] // the disbursement
	}
	if len(s.Rows) != len(want) {
		return fmt.Errorf("%d rows, want %d", len(s.Rows), len(want))
	}
	for i, r := range s.Rows {
		got := strings.Join([]string{r.DueOn.String(), r.Principal.Plain(), r.Interest.Plain(), r.Due.Plain(), r.Balance.Plain()}, " ")
		w := want[i]
		expected := strings.Join([]string{w.DueDate, w.Principal, w.Interest, w.Due, w.Balance}, " ")
		if got != expected || w.Days != nil && *w.Days != r.Days {
			return fmt.Errorf("row %d is %s, want %s", i+1, got, expected)
		}
	}
	return nil
}

// checkUnitSchedule is a schedule of Fineract's unit tests, one table after each disbursement.
func checkUnitSchedule(c Case) error {
	in := into[fineractInputs](c.Inputs)
	in.Principal, in.Start = c.Steps[0].Amount, c.Steps[0].Date
	t, err := in.terms()
	if err != nil {
		return err
	}
	t.Last = lending.LastClosest
	if len(c.Steps) == 2 {
		s, err := lending.NewSchedule(t)
		if err != nil {
			return err
		}
		return matchRows(s, c.Steps[1].Rows)
	}
	life := lending.LifeTerms{Terms: t, PartPeriods: lending.PartByCalendar}
	life.Principal = money.Of(0, t.Principal.Currency())
	var events []lending.LifeEvent
	for _, s := range c.Steps {
		if s.Do == "disburse" {
			life.Principal = life.Principal.Add(euros(s.Amount))
			events = append(events, lending.LifeEvent{Do: lending.DoDisburse, On: calendar.MustParse(s.Date), Amount: euros(s.Amount)})
		}
	}
	return eachTable(life, events, c.Steps)
}

// eachTable compares the table that follows each event.
func eachTable(t lending.LifeTerms, events []lending.LifeEvent, steps []Step) error {
	standings, err := live(t, events)
	if err != nil {
		return err
	}
	i := 0
	for _, s := range steps {
		if s.Expect != "" {
			if err := matchAsked(standings[i].Rows, s.Rows); err != nil {
				return err
			}
			i++
		}
	}
	return nil
}

// matchAsked compares what the rows of a life ask.
func matchAsked(rows []lending.LifeRow, want []Row) error {
	if len(rows) != len(want) {
		return fmt.Errorf("%d rows, want %d", len(rows), len(want))
	}
	for i, r := range rows {
		got := strings.Join([]string{r.DueOn.String(), r.Principal.Plain(), r.Interest.Plain(), r.Due.Plain()}, " ")
		w := strings.Join([]string{want[i].DueDate, want[i].Principal, want[i].Interest, want[i].Due}, " ")
		if got != w {
			return fmt.Errorf("row %d is %s, want %s", i+1, got, w)
		}
	}
	return nil
}

// checkFeatureSchedule is a schedule of Fineract's newer features.
func checkFeatureSchedule(c Case) error {
	in := into[fineractInputs](c.Inputs)
	x, err := in.terms()
	if err != nil {
		return err
	}
	if x.Method == lending.Annuity {
		x.Last = lending.LastClosest
	}
	s, err := lending.NewSchedule(x)
	if err != nil {
		return err
	}
	return matchRows(s, into[struct{ Rows []Row }](c.Expected).Rows)
}

// curoWeights are the steps of instalments, written out.
var curoWeights = map[string][]money.Rate{
	"4x1.0, 4x0.6, 4x0.4":      slices.Concat(steps(4, "1"), steps(4, "0.6"), steps(4, "0.4")),
	"3.0 at start, then 5x1.0": slices.Concat(steps(1, "3"), steps(5, "1")),
}

func steps(n int, weight string) []money.Rate {
	return slices.Repeat([]money.Rate{money.MustRate(weight)}, n)
}

// checkCuroSchedule is an annuity printed with the balance as the lender sees it: below zero until repaid.
func checkCuroSchedule(c Case) error {
	in := into[struct {
		Principal   string
		Rate        string `json:"nominal_annual_rate_percent"`
		Instalments int
		Weights     string
		Deposit     string
	}](c.Inputs)
	want := into[struct {
		Rows []struct{ Date, Amount, Capital, Interest, Balance string }
	}](c.Expected)
	if in.Deposit != "" {
		return errNotExpressible
	}
	t := lending.Terms{
		Principal: euros(in.Principal), AnnualRate: percent(in.Rate), Method: lending.Annuity,
		Instalments: in.Instalments, DisbursedOn: calendar.MustParse(want.Rows[0].Date), Last: lending.LastLevel,
	}
	t.FirstDueOn = calendar.MustParse(want.Rows[1].Date)
	t.Weights = curoWeights[in.Weights]
	s, err := lending.NewSchedule(t)
	if err != nil {
		return err
	}
	var rows []Row
	for _, r := range want.Rows[1:] {
		plain := func(text string) string { return strings.TrimPrefix(text, "-") }
		rows = append(rows, Row{N: 1, DueDate: r.Date, Principal: r.Capital, Interest: plain(r.Interest), Due: r.Amount, Balance: plain(r.Balance)})
	}
	return matchRows(s, rows)
}

// fsharpRounding are the roundings of FSharp.Finance.Personal in our words.
var fsharpRounding = map[string]lending.Rounding{
	"rounded up": lending.Up, "rounded down": lending.Down, "round using ToEven": lending.HalfEven, "round using AwayFromZero": lending.HalfUp,
}

// checkDailyInterest is a loan at a rate a day with an odd first period. The level payment is taken as
// published: upstream rounds it otherwise than the interest, and searches for a last payment that is
// lower, similar or higher.
func checkDailyInterest(c Case) error {
	in := into[struct {
		Principal, Start, Rate, Fee string
		Rounding                    string `json:"interest_rounding"`
	}](c.Inputs)
	want := into[struct {
		Level string `json:"level_payment"`
		Total string `json:"total_payments"`
		APR   string `json:"apr_percent_uk_1dp"`
		Rows  []struct {
			Day                                   int
			Payment, Interest, Principal, Balance string
		}
	}](c.Expected)
	if in.Fee != "no fee" {
		return errNotExpressible
	}
	t := lending.Terms{
		Principal: euros(in.Principal), Method: lending.Annuity, DisbursedOn: calendar.MustParse(in.Start),
		AnnualRate: money.RateOf(percent(strings.TrimSuffix(in.Rate, " % per day")).Decimal().Mul(decimal.NewFromInt(365))),
		DayCount:   lending.Actual365, InterestPer: lending.PerDay, Rounding: fsharpRounding[in.Rounding],
	}
	t.FixedInstalment = euros(want.Level)
	var rows []Row
	for i, r := range want.Rows[1:] {
		if r.Day == 0 { // paid on the day of disbursement: as a down payment
			t.DownPaymentPercent = money.RateOf(euros(r.Payment).Decimal().Div(t.Principal.Decimal()))
		} else {
			t.DueDates = append(t.DueDates, t.DisbursedOn.AddDays(r.Day))
		}
		rows = append(rows, Row{N: i + 1, DueDate: t.DisbursedOn.AddDays(r.Day).String(), Principal: r.Principal, Interest: r.Interest, Due: r.Payment, Balance: r.Balance})
	}
	t.Instalments = len(t.DueDates)
	s, err := lending.NewSchedule(t)
	if err != nil {
		return err
	}
	if s.TotalDue.Plain() != want.Total {
		return fmt.Errorf("total %s, want %s", s.TotalDue.Plain(), want.Total)
	}
	return matchRows(s, rows)
}

// checkFrappeSchedule is a schedule of which upstream publishes some rows, in whole units, and the totals.
func checkFrappeSchedule(c Case) error {
	in := into[struct {
		Principal   string
		Rate        string `json:"annual_rate_percent"`
		Instalments int
		Instalment  string
	}](c.Inputs)
	want := into[struct {
		Rows     int
		ByIndex  [][4]int `json:"rows_by_index"`
		Interest int      `json:"total_interest"`
		Due      int      `json:"total_due"`
	}](c.Expected)
	t := lending.Terms{
		Principal: euros(in.Principal), AnnualRate: percent(in.Rate), Method: lending.Annuity, Instalments: in.Instalments,
		DisbursedOn: calendar.MustParse("2025-01-27"),
	}
	if in.Instalment != "" {
		t.FixedInstalment, t.Instalments = euros(in.Instalment), 60
	} else {
		t.DayCount, t.InterestPer = lending.Actual365, lending.PerDay
		t.FixedInstalment = euros("15052") // upstream's is that of equal months, and its interest that of days
	}
	s, err := lending.NewSchedule(t)
	if err != nil {
		return err
	}
	got := []int{len(s.Rows), whole(s.TotalInterest), whole(s.TotalDue)}
	if expected := []int{want.Rows, want.Interest, want.Due}; !slices.Equal(got, expected) {
		return fmt.Errorf("rows, interest and due are %v, want %v", got, expected)
	}
	for _, w := range want.ByIndex {
		r := s.Rows[w[0]]
		if got := [4]int{w[0], whole(r.Principal), whole(r.Interest), whole(r.Balance)}; got != w {
			return fmt.Errorf("row is %v, want %v", got, w)
		}
	}
	return nil
}

// whole is an amount in whole major units, halves up.
func whole(m money.Money) int { return int(m.Decimal().Round(0).IntPart()) }

// checkFrappeDates compares due dates alone.
func checkFrappeDates(c Case) error {
	in := into[struct {
		Start       string
		Instalments int
	}](c.Inputs)
	want := into[struct {
		Dates []calendar.Day `json:"due_dates"`
	}](c.Expected).Dates
	t := lending.Terms{
		Principal: euros("12000"), AnnualRate: percent("7.5"), Method: lending.Annuity, Instalments: in.Instalments,
		DisbursedOn: calendar.MustParse(in.Start), FirstDueOn: want[0],
	}
	s, err := lending.NewSchedule(t)
	if err != nil {
		return err
	}
	for i, r := range s.Rows {
		if r.DueOn != want[i] {
			return fmt.Errorf("row %d is due on %s, want %s", i+1, r.DueOn, want[i])
		}
	}
	return nil
}
