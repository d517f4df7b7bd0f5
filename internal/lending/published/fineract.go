package published

import (
	"encoding/json"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// fineractInputs are the settings of a loan as Apache Fineract names them.
type fineractInputs struct {
	Product      string
	Principal    string
	Rate         string `json:"annual_rate_percent"`
	Start        string
	SubmittedOn  string `json:"submitted_on"`
	RepayEvery   int    `json:"repay_every"`
	RepayUnit    string `json:"repay_unit"`
	Instalments  int
	DaysInYear   string `json:"days_in_year"`
	InterestType string `json:"interest_type"`
	Period       string `json:"interest_period"`
	Amortization string
	Strategy     string
	MonthEnd     string          `json:"month_end"`
	GraceMain    int             `json:"grace_principal"`
	GraceLater   int             `json:"grace_interest"`
	GraceFree    int             `json:"interest_free"`
	RateChange   json.RawMessage `json:"rate_change"`
	DownPayment  string          `json:"down_payment_percent"`
	MultipleOf   string          `json:"instalment_multiple_of"`
	settings     fineractSettings
}

// fineractSettings are the settings of a product.
type fineractSettings struct {
	DownPayment string `json:"down_payment_percent"`
	Auto        bool   `json:"auto_down_payment"`
	MultipleOf  string `json:"instalment_multiple_of"`
	Recalculate bool   `json:"interest_recalculation"`
	Adjustment  string `json:"advance_adjustment"`
	Schedule    string
	Tranches    bool   `json:"multi_disburse"`
	DaysInYear  string `json:"days_in_year"`
	Period      string `json:"interest_period"`
	Penalty     string `json:"overdue_penalty"`
}

// terms says the loan in our words.
func (f fineractInputs) terms() (lending.Terms, error) {
	if f.RateChange != nil {
		return lending.Terms{}, errNotExpressible
	}
	t := lending.Terms{
		Principal: euros(f.Principal), AnnualRate: percent(f.Rate), Method: lending.Annuity, Instalments: f.Instalments,
		Every:       lending.Period{Count: f.RepayEvery, Unit: lending.Unit(strings.TrimSuffix(f.RepayUnit, "s"))},
		DisbursedOn: calendar.MustParse(f.Start + strings.TrimPrefix(f.SubmittedOn, f.Start)),
		Grace:       lending.Grace{PrincipalPeriods: f.GraceMain, InterestPeriods: f.GraceLater, InterestFreePeriods: f.GraceFree},
	}
	if f.MonthEnd == "first_day_of_next_month" {
		t.MonthEnd = lending.FirstOfNext
	}
	if f.Amortization == "equal_principal_payments" {
		t.Method = lending.EqualPrincipal
	}
	if f.InterestType == "flat" {
		t.Method = lending.Flat
	}
	if f.DownPayment != "" {
		t.DownPaymentPercent = percent(f.DownPayment)
	}
	if f.MultipleOf != "" && t.Method == lending.Annuity {
		t.InstalmentRoundTo = euros(f.MultipleOf)
	}
	if !strings.HasPrefix(f.Period, "same_as_repayment") {
		t.InterestPer, t.DayCount = fineractDays(f.DaysInYear, t.Every.Unit)
	}
	return t, nil
}

// fineractDays: a year of 360 days counts months of 30, but weeks and days as they are; one of 364 has 52 weeks.
func fineractDays(year string, unit lending.Unit) (lending.InterestPer, lending.DayCount) {
	switch {
	case year == "360" && unit == lending.UnitMonth || year == "364":
		return lending.PerPeriod, lending.Thirty360
	case year == "360":
		return lending.PerDay, lending.Actual360
	case year == "365":
		return lending.PerDay, lending.Actual365
	}
	return lending.PerDay, lending.ActualActual
}

// lifeTerms says the loan and the rules of its life in our words.
func (f fineractInputs) lifeTerms() (lending.LifeTerms, error) {
	f.DownPayment, f.DaysInYear = f.settings.DownPayment, f.settings.DaysInYear
	if f.settings.Period != "" {
		f.Period = f.settings.Period
	}
	t, err := f.terms()
	if err != nil {
		return lending.LifeTerms{}, err
	}
	if f.settings.MultipleOf != "" && t.Method != lending.EqualPrincipal {
		t.InstalmentRoundTo = euros(f.settings.MultipleOf)
	}
	life := lending.LifeTerms{Terms: t, Recalculate: f.settings.Recalculate}
	switch f.settings.Adjustment {
	case "reduce_number_of_installments":
		life.Prepayment = lending.ShortenTerm
	case "reschedule_next_repayments":
		life.Prepayment = lending.ReduceNext
	}
	if f.settings.Schedule != "progressive" && t.Method == lending.Annuity {
		life.LevelBy = lending.LevelByFirst
	}
	life.Allocation, life.InAdvance = fineractOrder(f.Strategy)
	if f.settings.Penalty != "" {
		life.LateFee = &lending.LateFee{Percent: money.MustRate("0.015"), Per: lending.LateOnce, Base: lending.LateOnPrincipal}
		if strings.HasSuffix(f.settings.Penalty, "interest") {
			life.LateFee.Base = lending.LateOnInstalment
		}
	}
	return life, nil
}

// fineractOrder gives the allocation orders of a strategy, for what is due and for what is not yet.
func fineractOrder(strategy string) (due, inAdvance []lending.Claim) {
	const (
		pen, fee, in, pr = lending.ClaimPenalty, lending.ClaimFee, lending.ClaimInterest, lending.ClaimPrincipal
	)
	switch s := strings.ReplaceAll(strategy, "-", "_"); {
	case strings.HasPrefix(s, "due_penalty_fee_interest_principal_in_advance_principal"):
		return []lending.Claim{pen, fee, in, pr}, []lending.Claim{pr, pen, fee, in}
	case strings.HasPrefix(s, "due_penalty_interest_principal_fee"):
		return []lending.Claim{pen, in, pr, fee}, []lending.Claim{pen, in, pr, fee}
	case s == "advanced_payment_allocation":
		return []lending.Claim{pen, fee, pr, in}, []lending.Claim{pen, fee, pr, in}
	}
	return []lending.Claim{pen, fee, in, pr}, nil
}
