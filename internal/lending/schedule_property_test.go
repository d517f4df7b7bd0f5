package lending

import (
	"math/big"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// anyTerms draws terms of every kind, most of which can be kept.
func anyTerms(t *rapid.T) Terms {
	minor := func(low, high int64, name string) money.Money {
		return money.Of(rapid.Int64Range(low, high).Draw(t, name), money.NGN)
	}
	x := Terms{
		Principal:   minor(1, 100_000_000_00, "principal"),
		AnnualRate:  money.RateOf(decimal.New(rapid.Int64Range(0, 40_000).Draw(t, "rate"), -4)),
		Method:      rapid.SampledFrom(methods).Draw(t, "method"),
		Instalments: rapid.IntRange(1, 40).Draw(t, "instalments"),
		Every:       Period{rapid.IntRange(1, 3).Draw(t, "count"), rapid.SampledFrom(units).Draw(t, "unit")},
		DisbursedOn: calendar.Day(rapid.IntRange(18_000, 24_000).Draw(t, "on")),
		DayCount:    rapid.SampledFrom(dayCounts).Draw(t, "day count"),
		InterestPer: rapid.SampledFrom(interestPers).Draw(t, "per"),
		Rounding:    rapid.SampledFrom(roundings).Draw(t, "rounding"),
		MonthEnd:    rapid.SampledFrom(monthEnds).Draw(t, "month end"),
	}
	x.Grace = Grace{
		rapid.IntRange(0, 3).Draw(t, "g1"), rapid.IntRange(0, 3).Draw(t, "g2"), rapid.IntRange(0, 3).Draw(t, "g3"),
	}
	if rapid.Bool().Draw(t, "stub") {
		x.FirstDueOn = x.DisbursedOn.AddDays(rapid.IntRange(1, 60).Draw(t, "first"))
	}
	if rapid.Bool().Draw(t, "extras") {
		x.RoundTo, x.InstalmentRoundTo = minor(1, 100, "round to"), minor(1, 1000, "instalment round to")
		x.Balloon = minor(0, x.Principal.Minor()/2, "balloon")
		x.DownPaymentPercent = money.RateOf(decimal.New(rapid.Int64Range(0, 99).Draw(t, "down"), -2))
		x.Fees = []Fee{
			{"a", rapid.SampledFrom(feeKinds).Draw(t, "fee kind"), money.RateOf(decimal.New(rapid.Int64Range(0, 20).Draw(t, "fee"), -2)), money.Money{}},
		}
	}
	return x
}

// TestSchedulesAddUp: whatever the terms, the rows sum to the totals, the last balance is zero, due
// dates follow on each other, no figure is below zero, and the borrower repays what was lent.
func TestSchedulesAddUp(t *testing.T) {
	kept := 0
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		s, err := NewScheduleWithoutRates(terms)
		if err != nil {
			return
		}
		kept++
		fees := terms.withDefaults().feeSums()
		var principal, interest, due money.Money
		asked := money.Sum(fees.deducted, fees.capitalised, fees.paid)
		balance, on := terms.Principal.Add(fees.capitalised), terms.DisbursedOn
		for _, r := range s.Rows {
			principal, interest, due = principal.Add(r.Principal), interest.Add(r.Interest), due.Add(r.Due)
			asked = asked.Add(r.Fees)
			balance = balance.Sub(r.Principal)
			if !r.Balance.Equal(balance) || !r.Due.Equal(money.Sum(r.Principal, r.Interest, r.Fees)) {
				t.Fatalf("row %d does not add up: %+v", r.N, r)
			}
			if r.Principal.Negative() || r.Interest.Negative() || r.Fees.Negative() {
				t.Fatalf("row %d has a figure below zero: %+v", r.N, r)
			}
			if r.N > 0 && (r.DueOn <= on || r.Days != int(r.DueOn-on)) {
				t.Fatalf("row %d is due on %s, %d days after %s", r.N, r.DueOn, r.Days, on)
			}
			on = r.DueOn
		}
		if !balance.IsZero() || !principal.Equal(terms.Principal.Add(fees.capitalised)) {
			t.Fatalf("%s of %s repaid, %s left", principal, terms.Principal, balance)
		}
		if !interest.Equal(s.TotalInterest) || !due.Equal(s.TotalDue) || !asked.Equal(s.TotalFees) {
			t.Fatalf("totals %s, %s, %s; rows %s, %s, %s", s.TotalInterest, s.TotalDue, s.TotalFees, interest, due, asked)
		}
	})
	t.Logf("%d terms could be kept", kept)
	if kept == 0 {
		t.Error("no terms were kept")
	}
}

// TestTheLastInstalmentIsLikeTheOthers: rounding alone sets the last instalment of an annuity apart.
// Each figure is off by half a kobo at most, grown to the end.
func TestTheLastInstalmentIsLikeTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		terms.Method, terms.Grace, terms.Balloon, terms.Rounding = Annuity, Grace{}, money.Money{}, HalfEven
		terms.RoundTo, terms.InstalmentRoundTo, terms.Fees = money.Money{}, money.Money{}, nil
		s, err := NewScheduleWithoutRates(terms)
		if err != nil || len(s.Rows) < terms.Instalments || s.Instalment.Minor() < 100 {
			return
		}
		f := terms.withDefaults().factors(terms.withDefaults().dueDates())
		bound := new(big.Rat)
		for _, p := range f.part {
			bound.Mul(bound, new(big.Rat).Add(big.NewRat(1, 1), new(big.Rat).SetFrac(p, f.whole)))
			bound.Add(bound, big.NewRat(1, 1))
		}
		gap := s.Rows[len(s.Rows)-1].Due.Sub(s.Instalment).Minor()
		if big.NewRat(max(gap, -gap), 1).Cmp(bound.Add(bound, big.NewRat(1, 1))) > 0 {
			t.Fatalf("the last instalment is %d kobo off, more than %s", gap, bound.FloatString(2))
		}
	})
}

// TestDearerTermsCostMore: a higher rate never makes a loan cheaper, but for the rounding of tiny ones.
func TestDearerTermsCostMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cheap := anyTerms(t)
		cheap.RoundTo, cheap.InstalmentRoundTo = money.Money{}, money.Money{}
		cheap.Principal, cheap.Every = cheap.Principal.Add(naira("10000")), Period{1, UnitMonth}
		cheap.AnnualRate = money.RateOf(cheap.AnnualRate.Decimal().Div(decimal.NewFromInt(5)))
		dear := cheap
		dear.AnnualRate = money.RateOf(cheap.AnnualRate.Decimal().Add(decimal.New(1, -2)))
		a, err := NewScheduleWithoutRates(cheap)
		b, err2 := NewScheduleWithoutRates(dear)
		if err != nil || err2 != nil {
			return
		}
		const slack = 1000 // kobo: an instalment rounded down leaves its part of a kobo, grown, to the last
		if b.TotalInterest.Minor() < a.TotalInterest.Minor()-slack {
			t.Fatalf("at %s the interest is %s, at %s it is %s", cheap.AnnualRate, a.TotalInterest, dear.AnnualRate, b.TotalInterest)
		}
	})
}

// TestRatesBalanceTheFlows: at the rates of a schedule nothing is left but what six places hide.
func TestRatesBalanceTheFlows(t *testing.T) {
	kept := 0
	rapid.Check(t, func(t *rapid.T) {
		terms := anyTerms(t)
		s, err := NewSchedule(terms)
		if err != nil {
			return
		}
		kept++
		if s.APR.Decimal().IsNegative() || s.EffectiveRate.Decimal().LessThan(decimal.Zero) {
			t.Fatalf("rates %s and %s", s.APR, s.EffectiveRate)
		}
		flows := s.Flows(terms)
		apr, err := APR(flows)
		effective, err2 := EffectiveRate(flows)
		if s.CostOfCredit(terms).IsZero() {
			return
		}
		if err != nil || err2 != nil || !apr.At(6).Equal(s.APR) || !effective.At(6).Equal(s.EffectiveRate) {
			t.Fatalf("from flows %s and %s, in the schedule %s and %s (%v, %v)", apr.At(6), effective.At(6), s.APR, s.EffectiveRate, err, err2)
		}
		for _, a := range []AnnualRate{apr, effective} {
			p := a.Proof()
			if p[0].BalanceLeft.GreaterThan(p[1].BalanceLeft) || p[1].BalanceLeft.GreaterThan(p[2].BalanceLeft) {
				t.Fatalf("the proof does not rise: %v", p)
			}
		}
	})
	t.Logf("%d terms could be kept", kept)
	if kept == 0 {
		t.Error("no terms were kept")
	}
}
