package lending

import (
	"fmt"

	"lendwright/internal/calendar"

	"github.com/shopspring/decimal"
)

// at is the path of an element.
func at(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

// checkGrace notes periods of grace that leave nothing to repay in.
func (t Terms) checkGrace(m *Mistakes) {
	for _, g := range []struct {
		path    string
		periods int
	}{
		{"$.grace.principal_periods", t.Grace.PrincipalPeriods},
		{"$.grace.interest_periods", t.Grace.InterestPeriods},
	} {
		if g.periods < 0 || g.periods > 0 && g.periods >= t.Instalments {
			m.add(g.path, "a whole number from 0 to below the instalments")
		}
	}
	if g := t.Grace.InterestFreePeriods; g < 0 || g > t.Instalments {
		m.add("$.grace.interest_free_periods", "a whole number from 0 to the instalments")
	}
}

// checkFees notes fees without a kind or an amount that we understand.
func (t Terms) checkFees(m *Mistakes) {
	if len(t.Fees) > feesMax {
		m.add("$.fees", "at most %d fees", feesMax)
		return
	}
	for i, f := range t.Fees {
		path := at("$.fees", i)
		checkWord(m, path+".kind", f.Kind, feeKinds)
		t.checkAmount(m, path+".amount", f.Amount, true)
		if p := f.Percent.Decimal(); p.IsNegative() || p.GreaterThan(decimal.NewFromInt(1)) || p.Exponent() < -40 {
			m.add(path+".percent_of_principal", "a fraction from 0 to 1, such as 0.01 for 1 %%")
		}
		if !f.Percent.IsZero() && !f.Amount.IsZero() {
			m.add(path, "percent_of_principal or amount, not both")
		}
	}
}

// checkShape refuses by name what a method does not offer.
func (t Terms) checkShape(m *Mistakes) {
	level := t.Method == Annuity || t.Method == Flat
	if !level && t.InstalmentRoundTo.Minor() > 1 {
		m.add("$.instalment_round_to", "one minor unit: %s has no level instalment to round", t.Method)
	}
	if t.Method != Annuity && !t.FixedInstalment.IsZero() {
		m.add("$.fixed_instalment", "null: only an annuity may have its instalment fixed, not %s", t.Method)
	}
	if !t.Balloon.IsZero() && !t.FixedInstalment.IsZero() {
		m.add("$.balloon", "null when fixed_instalment is given: what the instalments leave is the balloon")
	}
	if t.Balloon.Positive() && t.Balloon.Minor() >= t.Principal.Minor() {
		m.add("$.balloon", "an amount below the principal")
	}
	t.checkWeights(m)
	if t.Method != Annuity && t.Last != LastTakesRest {
		m.add("$.last_instalment", "rest: only an annuity's last instalment is tried again")
	}
	once := t.Method == InterestOnly || t.Method == Bullet
	if once && !t.Balloon.IsZero() {
		m.add("$.balloon", "null: %s repays the whole principal at the end", t.Method)
	}
	if once && t.Grace.PrincipalPeriods > 0 {
		m.add("$.grace.principal_periods", "0: %s repays the whole principal at the end", t.Method)
	}
	if t.Method == Bullet && t.Grace.InterestPeriods > 0 {
		m.add("$.grace.interest_periods", "0: bullet collects all interest at the end")
	}
}

// checkWeights notes steps that are not one for each instalment, or not above zero.
func (t Terms) checkWeights(m *Mistakes) {
	if t.Weights == nil {
		return
	}
	if t.Method != Annuity || !t.FixedInstalment.IsZero() || len(t.Weights) != t.Instalments {
		m.add("$.instalment_weights", "null, or for an annuity without fixed_instalment %d numbers, as many as instalments", t.Instalments)
		return
	}
	some := false
	for i, w := range t.Weights {
		if d := w.Decimal(); d.IsNegative() || d.GreaterThan(decimal.NewFromInt(weightMax)) || d.Exponent() < -weightDigits {
			m.add(at("$.instalment_weights", i), "a number from 0 to %d with at most %d digits after the point", weightMax, weightDigits)
		}
		some = some || i >= t.Grace.PrincipalPeriods && !w.IsZero()
	}
	if !some {
		m.add("$.instalment_weights", "one number above zero at least")
	}
}

// weightMax and weightDigits bound a step of an instalment.
const (
	weightMax    = 1000
	weightDigits = 6
)

// checkBusinessDays notes a country whose holidays we do not know.
func (t Terms) checkBusinessDays(m *Mistakes) {
	if t.BusinessDays.Country == "" {
		return
	}
	checkWord(m, "$.business_days.rule", t.BusinessDays.Rule, dayRules)
	if !calendar.HasHolidays(t.BusinessDays.Country) {
		m.add("$.business_days.country", "a country whose holidays we know: GH, KE, NG, ZA")
	}
}
