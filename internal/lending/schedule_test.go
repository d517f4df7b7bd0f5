package lending

import (
	"errors"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// hundredThousand is the loan of most tables here: ₦100,000 at 60 % a year, 5 % a month, six months.
func hundredThousand(change ...func(*Terms)) Terms {
	t := Terms{
		Principal: naira("100000"), AnnualRate: money.MustRate("0.60"), Method: Annuity, Instalments: 6,
		DisbursedOn: calendar.MustParse("2026-01-10"),
	}
	for _, c := range change {
		c(&t)
	}
	return t
}

func naira(text string) money.Money {
	m, err := money.Parse(text, money.NGN)
	if err != nil {
		panic(err)
	}
	return m
}

func day(text string) calendar.Day { return calendar.MustParse(text) }

func mustSchedule(t *testing.T, terms Terms) Schedule {
	t.Helper()
	s, err := NewSchedule(terms)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inWords is a schedule on lines: due date, principal, interest, due, balance.
func inWords(s Schedule) string {
	var b strings.Builder
	for _, r := range s.Rows {
		b.WriteString(strings.Join([]string{r.DueOn.String(), r.Principal.Plain(), r.Interest.Plain(), r.Due.Plain(), r.Balance.Plain()}, " "))
		b.WriteByte('\n')
	}
	return b.String()
}

func TestAnnuityToTheKobo(t *testing.T) {
	want := `2026-02-10 14701.75 5000.00 19701.75 85298.25
2026-03-10 15436.84 4264.91 19701.75 69861.41
2026-04-10 16208.68 3493.07 19701.75 53652.73
2026-05-10 17019.11 2682.64 19701.75 36633.62
2026-06-10 17870.07 1831.68 19701.75 18763.55
2026-07-10 18763.55 938.18 19701.73 0.00
`
	s := mustSchedule(t, hundredThousand())
	if got := inWords(s); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if s.TotalInterest != naira("18210.48") || s.TotalDue != naira("118210.48") || s.NetDisbursed != naira("100000") {
		t.Errorf("interest %s, due %s, disbursed %s", s.TotalInterest, s.TotalDue, s.NetDisbursed)
	}
}

// TestShapes holds the instalment and the cost of each shape: the figures of a loan officer's table.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		name       string
		change     func(*Terms)
		instalment string
		interest   string
	}{
		{"annuity", func(t *Terms) {}, "19701.75", "18210.48"},
		{"equal principal", func(t *Terms) { t.Method = EqualPrincipal }, "21666.67", "17500.00"},
		{"flat costs nearly twice the stated rate", func(t *Terms) { t.Method = Flat }, "21666.67", "30000.00"},
		{"interest only", func(t *Terms) { t.Method = InterestOnly }, "5000.00", "30000.00"},
		{"bullet: simple interest, once", func(t *Terms) { t.Method = Bullet }, "130000.00", "30000.00"},
		{"balloon of 30,000", func(t *Terms) { t.Balloon = naira("30000") }, "15291.22", "21747.35"},
		{"26 weeks", func(t *Terms) { t.Every, t.Instalments = Period{1, UnitWeek}, 26 }, "4473.86", "16320.46"},
		{"no interest", func(t *Terms) { t.AnnualRate = money.Rate{} }, "16666.67", "0.00"},
		{"rounded up to ten naira", func(t *Terms) { t.InstalmentRoundTo, t.Rounding = naira("10"), Up }, "19710.00", "18203.88"},
		{"fixed at 20,000", func(t *Terms) { t.FixedInstalment = naira("20000") }, "20000.00", "17971.31"},
		{"a month without interest", func(t *Terms) { t.Grace.InterestFreePeriods = 1 }, "18763.57", "12581.40"},
		{"a year of 360 days", func(t *Terms) { t.DayCount, t.InterestPer = Actual360, PerDay }, "19711.31", "18267.87"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustSchedule(t, hundredThousand(c.change))
			if s.Instalment != naira(c.instalment) || s.TotalInterest != naira(c.interest) {
				t.Errorf("instalment %s, interest %s; want %s, %s\n%s", s.Instalment.Plain(), s.TotalInterest.Plain(), c.instalment, c.interest, inWords(s))
			}
		})
	}
}

func TestGrace(t *testing.T) {
	for _, c := range []struct {
		name  string
		grace Grace
		want  string
	}{
		{"principal: interest only at first", Grace{PrincipalPeriods: 2}, `2026-02-10 0.00 5000.00 5000.00 100000.00
2026-03-10 0.00 5000.00 5000.00 100000.00
2026-04-10 48780.49 5000.00 53780.49 51219.51
2026-05-10 51219.51 2560.98 53780.49 0.00
`},
		{"interest: collected with the first row after", Grace{InterestPeriods: 2}, `2026-02-10 23201.18 0.00 23201.18 76798.82
2026-03-10 24361.24 0.00 24361.24 52437.58
2026-04-10 25579.30 11461.82 37041.12 26858.28
2026-05-10 26858.28 1342.91 28201.19 0.00
`},
		{"both: nothing is asked, nothing is forgiven", Grace{PrincipalPeriods: 1, InterestPeriods: 1}, `2026-02-10 0.00 0.00 0.00 100000.00
2026-03-10 31720.86 10000.00 41720.86 68279.14
2026-04-10 33306.90 3413.96 36720.86 34972.24
2026-05-10 34972.24 1748.61 36720.85 0.00
`},
		{"interest free: none accrues", Grace{InterestFreePeriods: 4}, `2026-02-10 25000.00 0.00 25000.00 75000.00
2026-03-10 25000.00 0.00 25000.00 50000.00
2026-04-10 25000.00 0.00 25000.00 25000.00
2026-05-10 25000.00 0.00 25000.00 0.00
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustSchedule(t, hundredThousand(func(t *Terms) { t.Instalments, t.Grace = 4, c.grace }))
			if got := inWords(s); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestFirstPeriod: a first period longer or shorter than the others bears interest for its own
// length, whole months as months and the other days under the day count.
func TestFirstPeriod(t *testing.T) {
	for _, c := range []struct {
		name, firstDue string
		count          DayCount
		want           string
	}{
		{"a month", "2026-02-10", Actual365, "5000.00"},
		{"a month and fifteen days of 365", "2026-02-25", Actual365, "7465.75"},
		{"a month and fifteen days of 360", "2026-02-25", Thirty360, "7500.00"},
		{"twelve days", "2026-01-22", Actual365, "1972.60"},
		{"two months", "2026-03-10", Actual365, "10000.00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustSchedule(t, hundredThousand(func(t *Terms) { t.FirstDueOn, t.DayCount = day(c.firstDue), c.count }))
			if s.Rows[0].Interest != naira(c.want) {
				t.Errorf("interest of the first row is %s, want %s", s.Rows[0].Interest, c.want)
			}
		})
	}
}

func TestInterestOfFebruary(t *testing.T) {
	for _, c := range []struct {
		count DayCount
		per   InterestPer
		want  string
	}{
		{Actual365, PerDay, "4602.74"}, {Thirty360, PerDay, "5000.00"}, {Actual360, PerDay, "4666.67"},
		{Actual36525, PerDay, "4599.59"}, {Actual365, PerPeriod, "5000.00"},
	} {
		s := mustSchedule(t, hundredThousand(func(t *Terms) {
			t.DisbursedOn, t.DayCount, t.InterestPer = day("2026-02-01"), c.count, c.per
		}))
		if s.Rows[0].Interest != naira(c.want) {
			t.Errorf("%s per %s: %s, want %s", c.count, c.per, s.Rows[0].Interest, c.want)
		}
	}
}

func TestFeesAndDownPayment(t *testing.T) {
	one := money.MustRate("0.01")
	for _, c := range []struct {
		name                  string
		change                func(*Terms)
		net, fees, due, row0  string
		firstDue, firstRowFee string
	}{
		{"kept back", func(t *Terms) { t.Fees = []Fee{{"processing", UpfrontDeducted, one, money.Money{}}} }, "99000", "1000", "118210.48", "", "19701.75", "0"},
		{"added to the loan", func(t *Terms) { t.Fees = []Fee{{"processing", Capitalised, one, money.Money{}}} }, "100000", "1000", "119392.58", "", "19898.76", "0"},
		{"paid before", func(t *Terms) { t.Fees = []Fee{{"processing", UpfrontPaid, one, money.Money{}}} }, "100000", "1000", "118210.48", "", "19701.75", "0"},
		{"with each instalment", func(t *Terms) { t.Fees = []Fee{{"cover", PerInstalment, money.Rate{}, naira("50")}} }, "100000", "300", "118510.48", "", "19751.75", "50"},
		{"a quarter down", func(t *Terms) { t.DownPaymentPercent = money.MustRate("0.25") }, "100000", "0", "113657.85", "25000", "14776.31", "0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustSchedule(t, hundredThousand(c.change))
			rows := s.Rows
			if c.row0 != "" {
				if r := rows[0]; r.N != 0 || r.DueOn != day("2026-01-10") || r.Due != naira(c.row0) {
					t.Errorf("row 0 is %+v", r)
				}
				rows = rows[1:]
			}
			if s.NetDisbursed != naira(c.net) || !s.TotalFees.Equal(naira(c.fees)) || s.TotalDue != naira(c.due) {
				t.Errorf("net %s, fees %s, due %s", s.NetDisbursed, s.TotalFees, s.TotalDue)
			}
			if rows[0].N != 1 || rows[0].Due != naira(c.firstDue) || !rows[0].Fees.Equal(naira(c.firstRowFee)) {
				t.Errorf("the first row is %+v", rows[0])
			}
		})
	}
}

// TestWhatIsRefused: terms that cannot be kept are refused with the path of what is wrong.
func TestWhatIsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Terms)
		path   string
	}{
		{"nothing lent", func(t *Terms) { t.Principal = naira("0") }, "$.principal"},
		{"a currency that we do not know", func(t *Terms) { t.Principal = money.Of(5, "XXX") }, "$.currency"},
		{"a rate below zero", func(t *Terms) { t.AnnualRate = money.MustRate("-0.1") }, "$.annual_rate"},
		{"a method that we do not offer", func(t *Terms) { t.Method = "rule_of_78" }, "$.method"},
		{"a day count that we do not offer", func(t *Terms) { t.DayCount = "30U/360" }, "$.day_count"},
		{"no instalments", func(t *Terms) { t.Instalments = 0 }, "$.instalments"},
		{"due before the disbursement", func(t *Terms) { t.FirstDueOn = day("2026-01-09") }, "$.first_due_on"},
		{"too few due dates", func(t *Terms) { t.DueDates = []calendar.Day{day("2026-02-10")} }, "$.due_dates"},
		{"due dates out of order", func(t *Terms) {
			t.Instalments, t.DueDates = 2, []calendar.Day{day("2026-03-10"), day("2026-02-10")}
		}, "$.due_dates[1]"},
		{"grace for ever", func(t *Terms) { t.Grace.PrincipalPeriods = 6 }, "$.grace.principal_periods"},
		{"an instalment below the interest", func(t *Terms) { t.FixedInstalment = naira("4999.99") }, "$.fixed_instalment"},
		{"a fixed instalment of a flat loan", func(t *Terms) { t.Method, t.FixedInstalment = Flat, naira("20000") }, "$.fixed_instalment"},
		{"a balloon at the end of a bullet", func(t *Terms) { t.Method, t.Balloon = Bullet, naira("1000") }, "$.balloon"},
		{"a balloon as large as the loan", func(t *Terms) { t.Balloon = naira("100000") }, "$.balloon"},
		{"a first period whose interest no equal instalment covers", func(t *Terms) { t.FirstDueOn = day("2027-07-10") }, "$.first_due_on"},
		{"fees that eat the loan", func(t *Terms) { t.Fees = []Fee{{"all", UpfrontDeducted, money.MustRate("1"), money.Money{}}} }, "$.fees"},
		{"a fee of a kind that we do not offer", func(t *Terms) { t.Fees = []Fee{{"x", "hidden", money.MustRate("0.1"), money.Money{}}} }, "$.fees[0].kind"},
		{"a fee in another currency", func(t *Terms) { t.Fees = []Fee{{"x", UpfrontPaid, money.Rate{}, money.Of(5, money.GHS)}} }, "$.fees[0].amount"},
		{"a loan beyond our years", func(t *Terms) { t.Every, t.Instalments = Period{1, UnitYear}, 400 }, "$.instalments"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := NewSchedule(hundredThousand(c.change))
			var mistakes Mistakes
			if !fault.Is(err, fault.Invalid) || !errors.As(err, &mistakes) {
				t.Fatalf("not refused as invalid: %v", err)
			}
			if mistakes[0].Path != c.path {
				t.Errorf("the path is %s, want %s (%s)", mistakes[0].Path, c.path, mistakes[0].Expected)
			}
		})
	}
}
