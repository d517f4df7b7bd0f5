package underwriting

import (
	"testing"

	"lendwright/internal/calendar"

	"pgregory.net/rapid"
)

func TestOwnTransfersAreNotIncome(t *testing.T) {
	p := Read(trader().c)
	if len(p.Pairs) != 50 {
		t.Errorf("%d pairs, want the 50 weekly transfers", len(p.Pairs))
	}
	for _, s := range p.Income {
		if s.Name == "NGOZI ADEYEMI" {
			t.Errorf("own transfers counted: %+v", s)
		}
	}
	if p.MainIncome != kindBusiness || p.MonthlyIncome >= p.GrossIncome/2 {
		t.Errorf("turnover taken for income: %s %d of %d", p.MainIncome, p.MonthlyIncome, p.GrossIncome)
	}
}

func TestIncomeStreams(t *testing.T) {
	for _, row := range []struct {
		name, kind, frequency string
		rows                  []plan
		counted               int64
	}{
		{"salary with the word", kindSalary, "monthly", each(365, 25, true, 250_000, "NIP/ZENITH/ACME LTD/SALARY <MON>"), 250_000},
		{"salary without the word, from a company, regular", kindSalary, "monthly", each(365, 27, true, 180_000, "NIP/UBA/KARIBO FOODS LTD/"), 180_000},
		{"public payroll", kindSalary, "monthly", each(365, 24, true, 140_000, "FGN IPPIS SALARY <MON>"), 140_000},
		{"a person who pays a maid by the month", kindSalary, "monthly", each(365, 25, true, 100_000, "NIP/GTB/OSAZE JOSEPH/SALARY"), 100_000},
		{"the word, at any time and any sum", kindOther, "irregular", []plan{{day: asOf.AddDays(-150), in: true, naira: 90_000, text: "NIP/GTB/OSAZE JOSEPH/SALARY"}, {day: asOf.AddDays(-90), in: true, naira: 20_000, text: "NIP/GTB/OSAZE JOSEPH/SALARY"}}, 0},
		{"pension", kindPension, "monthly", each(365, 22, true, 90_000, "TRF FROM PTAD PENSION/CBN/MONTHLY PENSION"), 90_000},
		{"ride app", kindGig, "weekly", every(360, 7, true, 50_000, "BOLT DRIVER PAYOUT"), 0},
		{"one friend each month is no income", kindTransfer, "monthly", each(365, 12, true, 30_000, "NIP/GTB/CHIOMA OKONKWO/UPKEEPS"), 0},
		{"interest of a wallet is no income", "", "", each(365, 1, true, 300, "INTEREST CREDIT"), 0},
		{"a loan is no income", "", "", each(365, 3, true, 80_000, "FAIRMONEY LOAN DISBURSEMENT"), 0},
		{"winnings are no income", "", "", each(365, 9, true, 80_000, "SPORTYBET WITHDRAWAL"), 0},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := someone(100_000, 6)
			p := Read(s.account("a", "GTB", 500_000, join(s.living(365, 60_000), row.rows)).c)
			if row.kind == "" {
				if len(p.Income) != 0 || p.MonthlyIncome != 0 {
					t.Errorf("%+v", p.Income)
				}
				return
			}
			got := p.Income[0]
			if got.Kind != row.kind || got.Frequency != row.frequency {
				t.Errorf("%s %s (%d points), want %s %s", got.Kind, got.Frequency, got.Points, row.kind, row.frequency)
			}
			if row.counted > 0 && p.MonthlyIncome != row.counted*100 {
				t.Errorf("counted %d, want %d", p.MonthlyIncome/100, row.counted)
			}
		})
	}
}

func TestPaydayIsForeseen(t *testing.T) {
	for _, row := range []struct {
		name string
		days []string
		next string
	}{
		{"the 25th", []string{"2026-07-25", "2026-08-25", "2026-09-25", "2026-10-25"}, "2026-11-25"},
		{"the 25th, or Friday before", []string{"2026-07-24", "2026-08-25", "2026-09-25", "2026-10-23"}, "2026-11-25"},
		{"the last day", []string{"2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"}, "2026-11-30"},
		{"the last day, once slipped into the next month", []string{"2026-06-30", "2026-07-31", "2026-09-01", "2026-09-30", "2026-10-31"}, "2026-11-30"},
		{"every week", []string{"2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16"}, "2026-11-23"},
	} {
		var s Stream
		var rows []*row2
		for _, d := range row.days {
			rows = append(rows, &row2{day: calendar.MustParse(d)})
		}
		findRhythm(&s, rows, 4)
		if s.Next.String() != row.next || !s.regular {
			t.Errorf("%s: next %s (regular %v, %d off), want %s", row.name, s.Next, s.regular, s.DaysOff, row.next)
		}
	}
}

// row2 is the package's row under a name that the tables above do not shadow.
type row2 = row

func TestReversals(t *testing.T) {
	s := someone(100_000, 6)
	rows := join(s.living(200, 50_000), []plan{
		{day: asOf.AddDays(-20), naira: 3_000, text: "Airtime//08030000000//MTN"},
		{day: asOf.AddDays(-19), in: true, naira: 3_000, text: "Rvsl:Airtime//08030000000//MTN"},
		{day: asOf.AddDays(-15), naira: 7_500, text: "NIP CR/DANGOTE EZE/UBA"},
		{day: asOf.AddDays(-14), in: true, naira: 7_500, text: "NIP/UBA/DANGOTE EZE/RETURNED"},
		{day: asOf.AddDays(-9), in: true, naira: 40_000, text: "REVERSAL OF OLD TRANSACTION"},
	})
	p := Read(s.account("a", "GTB", 100_000, rows).c)
	if len(p.Pairs) != 2 {
		t.Errorf("%+v", p.Pairs)
	}
	for _, m := range p.Months {
		if m.In != 0 {
			t.Errorf("%s: %d in, and all of it was taken back", m.Name, m.In)
		}
	}
}

func TestLendersNameIsNotALoan(t *testing.T) {
	for _, row := range []struct {
		name  string
		rows  []plan
		owing bool
	}{
		{"loan word", each(365, 28, false, 20_000, "NIP CR/FAIRMONEY LOAN REPAYMENT/WBP"), true},
		{"lent, then repaid each month", join([]plan{{day: asOf.AddDays(-130), in: true, naira: 100_000, text: "NIP/VFD/RENMONEY MFB"}}, each(125, 28, false, 27_000, "NIP CR/RENMO/WBP")), true},
		{"paid in before it paid out: a wallet", join(each(365, 5, false, 20_000, "NIP CR/FAIRMONEY-NGOZI/WBP"), []plan{{day: asOf.AddDays(-30), in: true, naira: 60_000, text: "NIP/FAIRMONEY/NGOZI A"}}), false},
		{"one payment", []plan{{day: asOf.AddDays(-10), naira: 5_000, text: "NIP CR/FAIRMONEY-NGOZI/WBP"}}, false},
		{"repaid long ago", []plan{{day: asOf.AddDays(-200), naira: 5_000, text: "FAIRMONEY LOAN REPAYMENT"}, {day: asOf.AddDays(-170), naira: 5_000, text: "FAIRMONEY LOAN REPAYMENT"}}, false},
	} {
		s := someone(100_000, 6)
		p := Read(s.account("a", "GTB", 900_000, join(s.living(365, 50_000), row.rows)).c)
		if (p.Obligations > 0) != row.owing {
			t.Errorf("%s: owes %d a month (%+v)", row.name, p.Obligations, p.Debts)
		}
	}
}

func TestStatementAndBureauAreNotAddedUp(t *testing.T) {
	opened := calendar.MustParse("2026-06-01")
	s := salaried().with(func(c *Case) {
		c.Bureau.Loans = []BureauLoan{
			{Institution: "RENMONEY MICROFINANCE BANK", OpenedOn: &opened, Principal: 100_000_00, Instalment: 25_000_00, Status: "open"},
			{Institution: "Renmoney", OpenedOn: &opened, Principal: 101_000_00, Instalment: 25_000_00, Status: "open"}, // the other bureau's
			{Institution: "LAPO MFB", OpenedOn: &opened, Principal: 60_000_00, Instalment: 11_000_00, Status: "open"},
		}
	})
	rows := s.c.Accounts[0]
	s.c.Accounts = nil
	s.account("acc1", "GTB", 400_000, join(someone(0, 1).living(365, 60_000), each(365, 25, true, 250_000, "NIP/ZENITH/ACME LTD/SALARY <MON>"), each(150, 28, false, 27_000, "RENMONEY LOAN REPAYMENT")))
	_ = rows
	if p := Read(s.c); p.Obligations != 38_000_00 || len(p.Debts) != 2 {
		t.Errorf("%d: %+v, want 27,000 (the larger of statement and bureau) and 11,000", p.Obligations, p.Debts)
	}
}

// TestMonthsAddUp: whatever rows there are, each month's net is in less out, and all months hold all rows.
func TestMonthsAddUp(t *testing.T) {
	texts := []string{"NIP/ZENITH/ACME LTD/SALARY", "NIP CR/EMEKA OBI/GTB", "REVERSAL", "BET9JA", "FAIRMONEY LOAN", "", "OWN ACCOUNT", "CASH DEPOSIT", "REFUND", "STAMP DUTY", "POS SETTLEMENT"}
	rapid.Check(t, func(t *rapid.T) {
		s := someone(rapid.Int64Range(1, 900_000).Draw(t, "asked"), rapid.Int64Range(1, 24).Draw(t, "months"))
		for a := range rapid.IntRange(0, 3).Draw(t, "accounts") {
			var rows []plan
			for range rapid.IntRange(0, 60).Draw(t, "rows") {
				rows = append(rows, plan{day: asOf.AddDays(-rapid.IntRange(-5, 400).Draw(t, "ago")), in: rapid.Bool().Draw(t, "in"), naira: rapid.Int64Range(0, 1_000_000).Draw(t, "naira"), text: rapid.SampledFrom(texts).Draw(t, "text")})
			}
			s.account(string(rune('a'+a)), rapid.SampledFrom([]string{"GTB", "UBA"}).Draw(t, "bank"), rapid.Int64Range(-9_000, 900_000).Draw(t, "opening"), rows)
		}
		p := Read(s.c)
		var in, out int64
		for _, m := range p.Months {
			if m.Net != m.In-m.Out || m.Income > m.In {
				t.Fatalf("%+v", m)
			}
			in, out = in+m.In, out+m.Out
		}
		for _, c := range p.Totals {
			in, out = in-c.In, out-c.Out
		}
		if in != 0 || out != 0 {
			t.Fatalf("months and categories differ by %d in and %d out", in, out)
		}
		if p.StressedIncome > p.MonthlyIncome || p.MonthlyIncome < 0 || p.Obligations < 0 {
			t.Fatalf("income %d, stressed %d, obligations %d", p.MonthlyIncome, p.StressedIncome, p.Obligations)
		}
		for i := 1; i < len(p.Daily); i++ {
			if p.Daily[i].Day != p.Daily[i-1].Day+1 {
				t.Fatal("a day is missing from the balances")
			}
		}
		d := s.decide()
		if d.Outcome == Approve && (len(d.Offers) == 0 || d.Offers[0].Principal > s.c.Request.Principal) {
			t.Fatalf("%+v", d)
		}
	})
}
