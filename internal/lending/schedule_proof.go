package lending

import (
	"fmt"
	"math/big"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// ProofSheet says for each cell of a schedule how it was reckoned, so that anyone with a calculator can
// check it, and shows both annual rates between two others with the balance that each leaves.
type ProofSheet struct {
	Instalment string // how the level instalment is found
	Rows       []ProofRow
	APR        RateProof // nil proof where there is no cost
	Effective  RateProof
}

// ProofRow holds the formulas of one row's cells.
type ProofRow struct {
	N                                       int
	DueOn                                   calendar.Day
	Principal, Interest, Fees, Due, Balance string
}

// RateProof is an annual rate with the balance left at it and one hundredth of a per cent on each side.
type RateProof struct {
	UnitPeriod string
	Steps      []Proof
}

// ProveSchedule writes the proof sheet of the schedule that NewSchedule makes of the terms.
func ProveSchedule(t Terms, s Schedule) (ProofSheet, error) {
	t = t.withDefaults()
	sheet := ProofSheet{Instalment: t.instalmentFormula(s)}
	days := t.dueDates()
	balance := s.Repaid()
	from := t.DisbursedOn
	for i, r := range s.Rows {
		p := ProofRow{N: r.N, DueOn: r.DueOn}
		if r.N > 0 {
			to := days[r.N-1]
			if t.Method == Bullet {
				to = days[len(days)-1]
			}
			p.Interest = t.interestFormula(s, i, from, to, balance)
			from = to
		} else {
			p.Interest = "paid on the day of disbursement: 0"
		}
		p.Principal = t.principalFormula(s, i, balance)
		p.Fees = feesFormula(r)
		p.Due = fmt.Sprintf("%s + %s + %s = %s", r.Principal.Plain(), r.Interest.Plain(), r.Fees.Plain(), r.Due.Plain())
		p.Balance = fmt.Sprintf("%s − %s = %s", balance.Plain(), r.Principal.Plain(), r.Balance.Plain())
		balance = r.Balance
		sheet.Rows = append(sheet.Rows, p)
	}
	return sheet, sheet.proveRates(t, s)
}

// proveRates fills both rates; a loan without any cost has none to prove.
func (p *ProofSheet) proveRates(t Terms, s Schedule) error {
	if s.CostOfCredit(t).IsZero() {
		return nil
	}
	flows := s.Flows(t)
	apr, err := APR(flows)
	if err != nil {
		return unreckonable()
	}
	effective, err := EffectiveRate(flows)
	if err != nil {
		return unreckonable()
	}
	a, e := apr.Proof(), effective.Proof()
	p.APR, p.Effective = RateProof{apr.UnitPeriod, a[:]}, RateProof{effective.UnitPeriod, e[:]}
	return nil
}

// periodFraction is the length of row k's period in years, as a fraction in lowest terms.
func (t Terms) periodFraction(k int, from, to calendar.Day) string {
	if k < t.Grace.InterestFreePeriods {
		return "0"
	}
	return big.NewRat(t.periodParts(k, from, to), t.yearParts()).RatString()
}

// interestFormula says how a row's interest came about.
func (t Terms) interestFormula(s Schedule, i int, from, to calendar.Day, balance money.Money) string {
	r := s.Rows[i]
	base, what := balance, "balance"
	if t.Method == Flat {
		base, what = s.Repaid().Sub(s.downPayment()), "principal"
	}
	k := r.N - 1
	years := t.periodFraction(k, from, to)
	if t.Method == Bullet {
		years = t.allPeriods()
	}
	if r.Interest.IsZero() && k < t.Grace.InterestPeriods {
		return fmt.Sprintf("%s %s × %s a year × %s years, collected after the grace; here 0", what, base.Plain(), t.AnnualRate, years)
	}
	text := fmt.Sprintf("%s %s × %s a year × %s years", what, base.Plain(), t.AnnualRate, years)
	switch {
	case k > 0 && k == t.Grace.InterestPeriods && t.Grace.InterestPeriods > 0:
		text += ", and the interest of the grace"
	case i == len(s.Rows)-1 && (t.Method == Flat || t.Last == LastLevel):
		text += ", and what the roundings of the others leave"
	}
	return fmt.Sprintf("%s = %s (%s)", text, r.Interest.Plain(), t.Rounding)
}

// allPeriods is the length of the whole loan in years.
func (t Terms) allPeriods() string {
	sum, from := new(big.Rat), t.DisbursedOn
	for k, to := range t.dueDates() {
		if k >= t.Grace.InterestFreePeriods {
			sum.Add(sum, big.NewRat(t.periodParts(k, from, to), t.yearParts()))
		}
		from = to
	}
	return sum.RatString()
}

// downPayment is what row 0 repays.
func (s Schedule) downPayment() money.Money {
	if len(s.Rows) > 0 && s.Rows[0].N == 0 {
		return s.Rows[0].Principal
	}
	return money.Of(0, s.NetDisbursed.Currency())
}

// principalFormula says how a row's principal came about.
func (t Terms) principalFormula(s Schedule, i int, balance money.Money) string {
	r := s.Rows[i]
	switch {
	case r.N == 0:
		return fmt.Sprintf("%s × principal %s = %s", t.DownPaymentPercent, t.Principal.Plain(), r.Principal.Plain())
	case i == len(s.Rows)-1:
		return fmt.Sprintf("all that is left: %s", balance.Plain())
	case r.N <= t.Grace.PrincipalPeriods || t.Method == InterestOnly:
		return "none is asked: 0"
	case t.Method == EqualPrincipal:
		return fmt.Sprintf("an equal share of what is repaid = %s", r.Principal.Plain())
	case t.Weights != nil:
		return fmt.Sprintf("%s × instalment %s, less interest = %s", t.Weights[r.N-1], s.Instalment.Plain(), r.Principal.Plain())
	}
	return fmt.Sprintf("instalment %s − interest of the period = %s", s.Instalment.Plain(), r.Principal.Plain())
}

func feesFormula(r Row) string {
	if r.Fees.IsZero() {
		return "none"
	}
	return "the fees of each instalment = " + r.Fees.Plain()
}

// instalmentFormula says how the level instalment is found.
func (t Terms) instalmentFormula(s Schedule) string {
	opening := s.Repaid().Sub(s.downPayment()).Plain()
	x := s.Instalment.Plain()
	switch {
	case t.FixedInstalment.Positive():
		return "fixed by the terms: " + x
	case t.Method == Annuity:
		text := fmt.Sprintf("(%s − balloon %s × Dn) ÷ ΣD, where Dk = Π 1 ÷ (1 + interest of period j on 1), over the periods that repay", opening, t.Balloon.Plain())
		return fmt.Sprintf("%s = %s (%s to a multiple of %s)", text, x, t.Rounding, t.InstalmentRoundTo.Plain())
	case t.Method == Flat:
		return fmt.Sprintf("(%s − balloon %s + interest of the periods that repay) ÷ their number = %s", opening, t.Balloon.Plain(), x)
	case t.Method == EqualPrincipal:
		return fmt.Sprintf("the first: (%s − balloon %s) ÷ periods that repay, and its interest = %s", opening, t.Balloon.Plain(), x)
	case t.Method == InterestOnly:
		return "the first: the interest of one period = " + x
	}
	return fmt.Sprintf("one payment: %s and its interest = %s", opening, x)
}
