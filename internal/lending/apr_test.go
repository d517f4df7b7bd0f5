package lending

import (
	"errors"
	"math/big"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"github.com/shopspring/decimal"
)

// flows reads pairs of day and amount.
func flows(pairs ...string) []CashFlow {
	var list []CashFlow
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, CashFlow{calendar.MustParse(pairs[i]), decimal.RequireFromString(pairs[i+1])})
	}
	return list
}

// TestWhatALoanCosts: the annual rates of loans as they are offered in Nigeria.
func TestWhatALoanCosts(t *testing.T) {
	fee := func(percent string, more ...Fee) func(*Terms) {
		return func(t *Terms) {
			t.Fees = append([]Fee{{"fee", UpfrontDeducted, money.MustRate(percent), money.Money{}}}, more...)
		}
	}
	nano := func(principal, rate string, days int, fee string) func(*Terms) {
		return func(t *Terms) {
			t.Method, t.Instalments, t.Every = Bullet, 1, Period{days, UnitDay}
			t.Principal, t.AnnualRate, t.DayCount, t.InterestPer = naira(principal), money.MustRate(rate), Actual365, PerDay
			t.Fees = []Fee{{"fee", UpfrontDeducted, money.Rate{}, naira(fee)}}
		}
	}
	for _, c := range []struct {
		name           string
		change         func(*Terms)
		apr, effective string
	}{
		{"5 % a month, no fee", func(*Terms) {}, "0.6000", "0.7959"},
		{"2 % kept back", fee("0.02"), "0.6762", "0.9312"},
		{"2 % and stamp duty of ₦50 kept back", fee("0.02", Fee{"stamp", UpfrontDeducted, money.Rate{}, naira("50")}), "0.6782", "0.9347"},
		{"flat 5 % a month", func(t *Terms) { t.Method = Flat }, "0.9664", "1.5332"},
		{"15 more days before the first instalment", func(t *Terms) { t.FirstDueOn, t.DayCount = day("2026-02-25"), Actual365 }, "0.5952", "0.7911"},
		{"10 % for 30 days, kept back as 0 and paid at the end", nano("10000", "1.216666666666666666", 30, "0.01"), "1.2167", "2.1888"},
		{"9,000 received, 10,000 after 7 days", nano("10000", "0", 7, "1000"), "5.7937", "238.5463"},
		{"5,500 received, 10,500 after 7 days", nano("10500", "0", 7, "5000"), "47.4026", "4.0085e14"},
		{"nothing costs nothing", func(t *Terms) { t.AnnualRate = money.Rate{} }, "0.0000", "0.0000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustSchedule(t, hundredThousand(c.change))
			if got := s.APR.Decimal().StringFixed(4); got != c.apr {
				t.Errorf("APR %s, want %s", got, c.apr)
			}
			want := decimal.RequireFromString(c.effective)
			if diff := s.EffectiveRate.Decimal().Sub(want).Abs(); diff.GreaterThan(want.Div(decimal.NewFromInt(150)).Add(decimal.New(1, -4))) {
				t.Errorf("effective rate %s, want %s", s.EffectiveRate, want)
			}
		})
	}
}

func TestTheUnitPeriodIsFoundFromTheDates(t *testing.T) {
	for _, c := range []struct {
		name, want string
		flows      []CashFlow
	}{
		{"monthly", "month", flows("2026-01-10", "-300", "2026-02-10", "101", "2026-03-10", "101", "2026-04-10", "101")},
		{"month ends", "month", flows("2026-01-31", "-300", "2026-02-28", "101", "2026-03-31", "101", "2026-04-30", "101")},
		{"weekly", "week", flows("2026-01-10", "-300", "2026-01-17", "101", "2026-01-24", "101", "2026-01-31", "101")},
		{"every two weeks", "2 weeks", flows("2026-01-10", "-300", "2026-01-24", "101", "2026-02-07", "101", "2026-02-21", "101")},
		{"the 1st and 16th", "half_month", flows("2026-01-01", "-300", "2026-01-16", "76", "2026-02-01", "76", "2026-02-16", "76", "2026-03-01", "76")},
		{"daily", "day", flows("2026-01-10", "-300", "2026-01-11", "101", "2026-01-12", "101", "2026-01-13", "101")},
		{"one payment after six months", "6 months", flows("2026-01-15", "-300", "2026-07-15", "310")},
		{"one payment after 255 days", "255 days", flows("1978-01-03", "-1000", "1978-09-15", "1080")},
		{"one payment after two years", "year", flows("2026-01-15", "-300", "2028-01-15", "350")},
		{"no two alike: the average", "month", flows("2026-01-10", "-300", "2026-02-25", "151", "2026-03-25", "160")},
		{"never more than a year", "year", flows("2026-01-10", "-300", "2028-01-10", "110", "2030-01-10", "110", "2032-01-10", "310")},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := APR(c.flows)
			if err != nil || got.UnitPeriod != c.want {
				t.Errorf("unit-period %q, want %q (%v)", got.UnitPeriod, c.want, err)
			}
		})
	}
}

func TestFlowsWithoutOneRate(t *testing.T) {
	for _, c := range []struct {
		name  string
		flows []CashFlow
		want  error
	}{
		{"nothing", nil, ErrNoRate},
		{"only paid out", flows("2026-01-10", "-100", "2027-01-10", "-100"), ErrNoRate},
		{"all on one day", flows("2026-01-10", "-100", "2026-01-10", "110"), ErrNoRate},
		{"two rates, 10 % and 20 %", flows("2026-01-10", "-100", "2027-01-10", "230", "2028-01-10", "-132"), ErrSeveralRates},
		{"rates that touch at 10 %", flows("2026-01-10", "-100", "2027-01-10", "220", "2028-01-10", "-121"), ErrSeveralRates},
		{"never balanced", flows("2026-01-10", "-100", "2027-01-10", "100", "2028-01-10", "-100"), ErrNoRate},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := EffectiveRate(c.flows); !errors.Is(err, c.want) {
				t.Errorf("effective: %v, %v", got.exact, err)
			}
			if got, err := APR(c.flows); !errors.Is(err, c.want) {
				t.Errorf("nominal: %v, %v", got.exact, err)
			}
		})
	}
}

// TestDrawdownsHaveOneRate: several advances among the payments still have one rate above zero.
func TestDrawdownsHaveOneRate(t *testing.T) {
	got, err := EffectiveRate(flows("2026-01-10", "-100", "2027-01-10", "10", "2027-01-11", "-100", "2028-01-10", "230"))
	if err != nil || got.At(4).String() != "0.1321" {
		t.Errorf("%v, %v", got.exact, err)
	}
}

func TestALoanThatIsNotRepaidInFullHasARateBelowZero(t *testing.T) {
	got, err := EffectiveRate(flows("2026-01-10", "-100", "2027-01-10", "50"))
	if err != nil || !got.At(8).Equal(money.MustRate("-0.5")) {
		t.Errorf("%v, %v", got.At(8), err)
	}
}

// TestFixedPoint holds the functions of the search against what must be true of them.
func TestFixedPoint(t *testing.T) {
	tiny := new(big.Int).Lsh(big.NewInt(1), 24)
	close := func(name string, got, want *big.Int) {
		if diff := new(big.Int).Sub(got, want); diff.CmpAbs(tiny) > 0 {
			t.Errorf("%s is off by %s of 2^%d", name, diff, fixBits)
		}
	}
	two := new(big.Int).Lsh(fixOne, 1)
	close("e to the ln 2", fixExp(fixLn2), two)
	close("e to the 1", fixExp(fixOne), fixOf(rat("2.718281828459045235360287471352662497757247093699959574966967627724076630353547594571382178525166427")))
	close("ln 10", fixLn(fixOf(rat("10"))), fixOf(rat("2.302585092994045684017991454684364207601101488628772976033327900967572609677352480235997205089598298")))
	for _, x := range []string{"-3.5", "-0.001", "0", "0.25", "7"} {
		y := fixOf(rat(x))
		close("ln of e to the "+x, fixLn(fixExp(y)), y)
		close("e to the ±"+x, fixMul(fixExp(y), fixExp(new(big.Int).Neg(y))), fixOne)
	}
	close("1.5 to the 10th", fixPow(fixOf(rat("1.5")), 10), fixOf(rat("57.6650390625")))
}
