package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// The limits of what we reckon. They stand far outside lending and keep every figure within int64.
const (
	instalmentsMax = 3660                   // rows: daily for ten years
	periodMax      = 366                    // of its unit: a year in days
	amountMax      = 10_000_000_000_000_000 // minor units: a hundred trillion naira
	rateMax        = 1000                   // a year: 100,000 %
	feesMax        = 50                     // per loan
)

// methods, units, interestPers and monthEnds are what we offer, in the order of the contract.
var (
	methods      = []Method{Annuity, EqualPrincipal, Flat, InterestOnly, Bullet}
	units        = []Unit{UnitDay, UnitWeek, UnitMonth, UnitYear}
	interestPers = []InterestPer{PerPeriod, PerDay}
	monthEnds    = []MonthEnd{LastOfMonth, FirstOfNext}
	lastOnes     = []LastPayment{LastTakesRest, LastClosest, LastLevel}
	dayRules     = []DayRule{Following, ModifiedFollowing, Preceding}
	levelBys     = []LevelBy{LevelByEach, LevelByFirst}
)

// withDefaults puts the contract's defaults where the terms are silent.
func (t Terms) withDefaults() Terms {
	t.Every = orElse(t.Every, Period{1, UnitMonth})
	t.DayCount = orElse(t.DayCount, Thirty360)
	t.InterestPer = orElse(t.InterestPer, PerPeriod)
	t.Rounding = orElse(t.Rounding, HalfEven)
	t.MonthEnd = orElse(t.MonthEnd, LastOfMonth)
	t.LevelBy = orElse(t.LevelBy, LevelByEach)
	t.Last = orElse(t.Last, LastTakesRest)
	if t.BusinessDays.Country != "" {
		t.BusinessDays.Rule = orElse(t.BusinessDays.Rule, Following)
	}
	one := money.Of(1, t.Principal.Currency())
	if t.RoundTo.IsZero() {
		t.RoundTo = one
	}
	if t.InstalmentRoundTo.IsZero() {
		t.InstalmentRoundTo = one
	}
	return t
}

func orElse[T comparable](x, otherwise T) T {
	var zero T
	if x == zero {
		return otherwise
	}
	return x
}

// check says everything that is wrong in the terms, under the paths of the contract's JSON.
func (t Terms) check() Mistakes {
	var m Mistakes
	t.checkAmounts(&m)
	t.checkWords(&m)
	t.checkDates(&m)
	t.checkGrace(&m)
	t.checkFees(&m)
	t.checkShape(&m)
	return m
}

func (t Terms) checkAmounts(m *Mistakes) {
	if !t.Principal.Currency().Known() {
		m.add("$.currency", "a currency whose minor unit we know, such as NGN")
	}
	if !t.Principal.Positive() || t.Principal.Minor() > amountMax {
		m.add("$.principal", "an amount above zero and at most %s", money.Of(amountMax, t.Principal.Currency()).Plain())
	}
	if r := t.AnnualRate.Decimal(); r.IsNegative() || r.GreaterThan(decimal.NewFromInt(rateMax)) || r.Exponent() < -40 {
		m.add("$.annual_rate", "a fraction from 0 to %d with at most 40 digits, such as 0.36 for 36 %%", rateMax)
	}
	if r := t.DownPaymentPercent.Decimal(); r.IsNegative() || !r.LessThan(decimal.NewFromInt(1)) {
		m.add("$.down_payment_percent", "a fraction from 0 to below 1, such as 0.25 for a quarter")
	}
	t.checkAmount(m, "$.round_to", t.RoundTo, false)
	t.checkAmount(m, "$.instalment_round_to", t.InstalmentRoundTo, false)
	t.checkAmount(m, "$.fixed_instalment", t.FixedInstalment, true)
	t.checkAmount(m, "$.balloon", t.Balloon, true)
}

// checkAmount notes an amount that is below zero (or zero, unless that means none), larger than the
// limit, or of another currency than the principal.
func (t Terms) checkAmount(m *Mistakes, path string, a money.Money, zero bool) {
	foreign := !a.IsZero() && a.Currency() != t.Principal.Currency()
	if a.Negative() || a.IsZero() && !zero || a.Minor() > amountMax || foreign {
		m.add(path, "an amount above zero in the loan's currency")
	}
}

func (t Terms) checkWords(m *Mistakes) {
	checkWord(m, "$.method", t.Method, methods)
	checkWord(m, "$.every.unit", t.Every.Unit, units)
	checkWord(m, "$.day_count", t.DayCount, dayCounts)
	checkWord(m, "$.interest_per", t.InterestPer, interestPers)
	checkWord(m, "$.rounding", t.Rounding, roundings)
	checkWord(m, "$.month_end", t.MonthEnd, monthEnds)
	checkWord(m, "$.level_by", t.LevelBy, levelBys)
	checkWord(m, "$.last_instalment", t.Last, lastOnes)
	t.checkBusinessDays(m)
	if t.Instalments < 1 || t.Instalments > instalmentsMax {
		m.add("$.instalments", "a whole number from 1 to %d", instalmentsMax)
	}
	if t.Every.Count < 1 || t.Every.Count > periodMax {
		m.add("$.every.count", "a whole number from 1 to %d", periodMax)
	}
}

func checkWord[T ~string](m *Mistakes, path string, word T, offered []T) {
	for _, x := range offered {
		if x == word {
			return
		}
	}
	m.add(path, "%s", oneOf(offered))
}

func (t Terms) checkDates(m *Mistakes) {
	if !reckonable(t.DisbursedOn) {
		m.add("$.disbursed_on", "a date from %d to %d", firstYear, lastYear)
		return
	}
	if t.hasFirstDue() && (t.FirstDueOn < t.DisbursedOn || !reckonable(t.FirstDueOn)) {
		m.add("$.first_due_on", "a date on or after the disbursement")
		return
	}
	if t.DueDates == nil {
		t.checkLastDue(m)
		return
	}
	if t.hasFirstDue() {
		m.add("$.first_due_on", "null when due_dates are given")
	}
	if len(t.DueDates) != t.Instalments {
		m.add("$.due_dates", "%d dates, as many as instalments", t.Instalments)
	}
	t.checkDueDates(m)
}

// checkDueDates notes the due dates that do not follow on each other.
func (t Terms) checkDueDates(m *Mistakes) {
	before := t.DisbursedOn - 1
	for i, d := range t.DueDates {
		if d <= before || !reckonable(d) {
			m.add(at("$.due_dates", i), "a date after %s", max(before, t.DisbursedOn-1))
			return
		}
		before = d
	}
}

// checkLastDue notes a loan that would end when nobody lends any more.
func (t Terms) checkLastDue(m *Mistakes) {
	if t.Instalments < 1 || t.Instalments > instalmentsMax || t.Every.Count < 1 || t.Every.Count > periodMax {
		return
	}
	yearsEach := map[Unit]int{UnitDay: 1, UnitWeek: 7, UnitMonth: 31, UnitYear: 366}[t.Every.Unit]
	days := int64(t.Instalments) * int64(t.Every.Count) * int64(yearsEach)
	if days > int64(calendar.Date(lastYear, 1, 1)-max(t.DisbursedOn, t.FirstDueOn)) {
		m.add("$.instalments", "a loan that ends before %d", lastYear)
	}
}
