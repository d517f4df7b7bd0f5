package published

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// frappeInputs are the settings of a loan as Frappe Lending names them.
type frappeInputs struct {
	Principal   string
	Rate        string `json:"annual_rate_percent"`
	Instalments int
	Disbursed   string
	FirstDue    string `json:"first_due"`
	Posting     string
	PenaltyRate string `json:"penalty_rate_percent"`
	AsOf        string `json:"as_of"`
	Instalment  string
	From        string `json:"from_"`
	Days        int
	Interest    string
	Paid        string
	Moratorium  int `json:"moratorium_months"`
	Repayments  [][2]string
}

// terms says the loan in our words: interest by days of a year of 365, unless it is one twelfth.
func (in frappeInputs) terms() lending.LifeTerms {
	t := lending.Terms{
		Principal: euros(in.Principal), AnnualRate: percent(in.Rate), Method: lending.Annuity, Instalments: max(1, in.Instalments),
		DayCount: lending.Actual365, InterestPer: lending.PerDay, DisbursedOn: calendar.MustParse("2024-12-30"),
	}
	if strings.HasSuffix(in.Interest, "/12") {
		t.DayCount, t.InterestPer = lending.Thirty360, lending.PerPeriod
	}
	for _, day := range []string{in.Disbursed, in.Posting} {
		if day != "" {
			t.DisbursedOn = calendar.MustParse(day)
		}
	}
	if in.FirstDue != "" {
		t.FirstDueOn = calendar.MustParse(in.FirstDue)
	}
	if in.Instalment != "" {
		t.FixedInstalment = euros(in.Instalment)
	}
	return lending.LifeTerms{Terms: t}
}

// start is the disbursement.
func (in frappeInputs) start(t lending.LifeTerms) []lending.LifeEvent {
	return []lending.LifeEvent{{Do: lending.DoDisburse, On: t.DisbursedOn}}
}

// checkFrappeAllocation pays the first instalment and looks how it was divided.
func checkFrappeAllocation(c Case) error {
	in := into[frappeInputs](c.Inputs)
	want := into[struct{ Interest, Principal string }](c.Expected)
	t := in.terms()
	paid := euros(want.Interest).Add(euros(want.Principal))
	t.FixedInstalment = paid // upstream's is rounded up to a whole unit, and the rest is paid with it
	events := append(in.start(t), lending.LifeEvent{Do: lending.DoRepay, On: t.DisbursedOn.AddMonths(1, 0), Amount: paid})
	s, err := live(t, events)
	if err != nil {
		return err
	}
	row := s[1].Rows[0]
	if err := same("interest", row.Interest.Plain(), want.Interest); err != nil {
		return err
	}
	if err := same("principal", row.Principal.Plain(), want.Principal); err != nil {
		return err
	}
	return same("outstanding", row.Outstanding.Plain(), "0.00")
}

// checkFrappeAccrual asks what a loan owes after some days without a payment.
func checkFrappeAccrual(c Case) error {
	in := into[frappeInputs](c.Inputs)
	want := into[struct{ Interest string }](c.Expected)
	in.Disbursed = in.From
	t := in.terms()
	t.Method, t.Instalments = lending.Bullet, 12
	events := append(in.start(t), lending.LifeEvent{Do: lending.DoShow, On: t.DisbursedOn.AddDays(in.Days)})
	s, err := live(t, events)
	if err != nil {
		return err
	}
	return same("interest", s[1].Settlement.Sub(t.Principal).Plain(), want.Interest)
}

// checkFrappePenalty lets three instalments be missed: both the due day and the day of reckoning count.
func checkFrappePenalty(c Case) error {
	in := into[frappeInputs](c.Inputs)
	want := into[struct{ Penalty string }](c.Expected)
	t := in.terms()
	t.PenaltyInterest = &lending.LateFee{Percent: percent(in.PenaltyRate), Per: lending.LateYear, Base: lending.LateOnInstalment, CountBoth: true}
	events := append(in.start(t), lending.LifeEvent{Do: lending.DoShow, On: calendar.MustParse(in.AsOf)})
	s, err := live(t, events)
	if err != nil {
		return err
	}
	return same("penalty", s[1].Outstanding.Penalties.Plain(), want.Penalty)
}

// checkFrappeLate follows the days past due: upstream counts the due day as the first.
func checkFrappeLate(c Case) error {
	in := into[frappeInputs](c.Inputs)
	want := into[struct {
		Late map[string]int `json:"dpd_at_close"`
	}](c.Expected)
	t := in.terms()
	t.DisbursedOn, t.CountDueDay = calendar.MustParse(in.FirstDue).AddMonths(-1, 0), true
	events := in.start(t)
	for _, p := range in.Repayments {
		events = append(events, lending.LifeEvent{Do: lending.DoRepay, On: calendar.MustParse(p[0]), Amount: euros(p[1])})
	}
	for on, late := range want.Late {
		s, err := live(t, append(events[:len(events):len(events)], lending.LifeEvent{Do: lending.DoShow, On: calendar.MustParse(on)}))
		if err != nil {
			return err
		}
		if got := s[len(s)-1].DaysPastDue; got != late {
			return fmt.Errorf("%d days past due on %s, want %d", got, on, late)
		}
	}
	return nil
}

// checkFrappeMoratorium adds the months without principal to the instalments, as upstream does.
func checkFrappeMoratorium(c Case) error {
	in := into[frappeInputs](c.Inputs)
	want := into[struct{ Rows int }](c.Expected)
	t := in.terms()
	t.Instalments += in.Moratorium
	t.Grace.PrincipalPeriods = in.Moratorium
	s, err := lending.NewSchedule(t.Terms)
	if err != nil {
		return err
	}
	repaying := 0
	for _, r := range s.Rows {
		if r.Principal.Positive() {
			repaying++
		}
	}
	if len(s.Rows) != want.Rows || repaying != in.Instalments {
		return fmt.Errorf("%d rows of which %d repay, want %d and %d", len(s.Rows), repaying, want.Rows, in.Instalments)
	}
	return nil
}

// checkRebate settles a loan early: with the period's rate rounded as the source does, and exact.
func checkRebate(c Case) error {
	in := into[struct {
		Principal   string
		Instalments int
		Instalment  string
		APR         string `json:"apr_percent"`
		Months      int    `json:"whole_months"`
		Part        string `json:"part_month"`
		Rate        string `json:"period_rate"`
	}](c.Inputs)
	want := into[struct {
		Rebate, Settlement string
		Exact              string `json:"rebate_without_rate_rounding"`
	}](c.Expected)
	part, ok := oneFraction(in.Part)
	if !ok {
		return errNotExpressible
	}
	paid := slices.Repeat([]money.Money{euros(in.Instalment)}, in.Months)
	future := euros(in.Instalment).Times(int64(in.Instalments - in.Months))
	value := lending.ActuarialSettlement(euros(in.Principal), paid, money.MustRate(in.Rate), part)
	rebate := future.Sub(value)
	if err := same("settlement", value.Plain(), want.Settlement); err != nil {
		return err
	}
	if err := same("rebate", rebate.Plain(), want.Rebate); err != nil {
		return err
	}
	exact := lending.ActuarialSettlement(euros(in.Principal), paid, lending.PeriodRate(percent(in.APR), big.NewRat(1, 12)), part)
	return same("rebate at the exact rate", future.Sub(exact).Plain(), want.Exact)
}

// checkActuarialTotal repays by a fixed instalment with interest by days, rounded down.
func checkActuarialTotal(c Case) error {
	in := into[struct {
		Principal, Start, Instalment string
		Rate                         string `json:"annual_rate_percent"`
		FirstDue                     string `json:"first_due"`
		Instalments                  int
	}](c.Inputs)
	want := into[struct {
		Interest string `json:"total_interest"`
		Last     string `json:"last_instalment"`
		Paid     string `json:"interest_portion_paid_to_2011_03_01"`
	}](c.Expected)
	s, err := lending.NewSchedule(lending.Terms{
		Principal: euros(in.Principal), AnnualRate: percent(in.Rate), Method: lending.Annuity, Instalments: in.Instalments,
		DisbursedOn: calendar.MustParse(in.Start), FirstDueOn: calendar.MustParse(in.FirstDue), FixedInstalment: euros(in.Instalment),
		DayCount: lending.Actual365, InterestPer: lending.PerDay, Rounding: lending.Down,
	})
	if err != nil {
		return err
	}
	until := euros("0")
	for _, r := range s.Rows {
		if r.DueOn <= calendar.MustParse("2011-03-01") {
			until = until.Add(r.Interest)
		}
	}
	got := strings.Join([]string{s.TotalInterest.Plain(), s.Rows[len(s.Rows)-1].Due.Plain(), until.Plain()}, " ")
	return same("interest, last instalment and interest to 1 March 2011", got, strings.Join([]string{want.Interest, want.Last, want.Paid}, " "))
}
