package underwriting

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
)

// asOf is the day of every sample, and noon of it the instant of every decision.
var asOf = calendar.MustParse("2026-11-20")

func noon() time.Time { return asOf.At(12, 0, calendar.Lagos) }

// sample builds a case that would be approved in full; its methods change one thing each.
type sample struct {
	c    Case
	seed uint32
}

// plan is a year of rows before balances are worked out.
type plan struct {
	day   calendar.Day
	in    bool
	naira int64
	text  string
}

func someone(principal, months int64) *sample {
	age, stated := 34, int64(250_000_00)
	term := int(months)
	return &sample{seed: 7, c: Case{
		ID: "S-1", AsOf: asOf, Currency: "NGN",
		Applicant: &Applicant{Age: &age, Employment: "employed", StatedMonthlyIncome: &stated, Name: "Ngozi Ifeoma Adeyemi"},
		Request:   Request{Principal: principal * 100, TermMonths: &term, Purpose: "school_fees"},
		Identity:  &Identity{BVNVerified: true, BVNName: "ADEYEMI NGOZI IFEOMA", BornOn: "1992-02-11", AccountBVNs: []string{"match", "match"}},
		Bureau:    &Bureau{PulledOn: asOf, Loans: []BureauLoan{paidLoan()}},
	}}
}

func paidLoan() BureauLoan {
	opened, closed := calendar.MustParse("2025-01-04"), calendar.MustParse("2025-07-04")
	return BureauLoan{Institution: "STERLING BANK PLC", OpenedOn: &opened, ClosedOn: &closed, Principal: 300_000_00, Instalment: 55_000_00, Status: "closed", Performance: "performing",
		Schedule: []BureauStatus{{"2025-02", "paid"}, {"2025-03", "paid"}, {"2025-04", "paid"}, {"2025-05", "paid"}, {"2025-06", "paid"}, {"2025-07", "paid"}}}
}

// chance gives numbers that are the same on every run.
func (s *sample) chance(n int64) int64 {
	s.seed = s.seed*1664525 + 1013904223
	return int64(s.seed>>8) % n
}

// account adds a statement over days before asOf: living fills the days, extra the rest.
func (s *sample) account(id, bank string, opening int64, rows []plan) *sample {
	slices.SortStableFunc(rows, func(a, b plan) int { return cmp.Compare(a.day, b.day) })
	a := Account{ID: id, Institution: bank, OwnerName: "NGOZI IFEOMA ADEYEMI", Currency: "NGN"}
	balance := opening * 100
	for i, p := range rows {
		t := Transaction{ID: fmt.Sprintf("%s-%d", id, i), At: p.day.String(), Type: debit, Amount: p.naira * 100, Narration: p.text}
		if p.in {
			t.Type = credit
			balance += t.Amount
		} else {
			balance -= t.Amount
		}
		b := balance
		t.Balance = &b
		a.Transactions = append(a.Transactions, t)
	}
	a.Balance = &balance
	s.c.Accounts = append(s.c.Accounts, a)
	return s
}

// living is everyday spending of about the given naira a month, for a number of days.
func (s *sample) living(days int, monthly int64) (rows []plan) {
	shops := []string{"MC Loc POS Prch-#--SHOPRITE IKEJA NG-", "Airtime//08031112222//MTN", "NIP CR/EMEKA OBI/GTB", "MC Loc POS Prch-#--CHICKEN REPUBLIC NG-", "NIP CR/BOLA TAIWO/OPAY", "MC Loc ATM Wdl-GTB IKEJA"}
	for d := asOf.AddDays(-days); d < asOf; d++ {
		if s.chance(2) == 0 {
			rows = append(rows, plan{day: d, naira: monthly/15*7/10 + s.chance(monthly/15*6/10+1), text: shops[s.chance(int64(len(shops)))]})
		}
		_, _, dom := d.Date()
		switch dom {
		case 3:
			rows = append(rows, plan{day: d, naira: 50, text: "STAMP DUTY CHARGE"}, plan{day: d, naira: 27, text: "NIP Charge + VAT"})
		case 6:
			rows = append(rows, plan{day: d, naira: monthly / 15, text: "IKEDC PREPAID 45021234567"})
		}
	}
	return rows
}

// each adds a row on a day of every month that has been, over a number of days.
func each(days, dom int, in bool, naira int64, text string) (rows []plan) {
	for d := asOf.AddDays(-days); d < asOf; d++ {
		if _, month, n := d.Date(); n == dom {
			rows = append(rows, plan{day: d, in: in, naira: naira, text: strings.ReplaceAll(text, "<MON>", strings.ToUpper(month.String()[:3]))})
		}
	}
	return rows
}

// every adds a row every so many days, newest first counted from asOf.
func every(days, step int, in bool, naira int64, text string) (rows []plan) {
	for n := step; n <= days; n += step {
		rows = append(rows, plan{day: asOf.AddDays(-n), in: in, naira: naira + int64(n%5)*700, text: text})
	}
	return rows
}

func join(lists ...[]plan) (all []plan) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// The people that policy tables speak of.

func salaried() *sample {
	s := someone(200_000, 6)
	return s.account("acc1", "GTBank", 90_000, join(s.living(365, 100_000), each(365, 25, true, 250_000, "NIP/ZENITH/ACME LTD/SALARY <MON>")))
}

func gigWorker() *sample {
	s := someone(200_000, 6)
	return s.account("acc1", "Access", 60_000, join(s.living(365, 70_000), every(360, 7, true, 52_000, "TRF FROM BOLT DRIVER PAYOUT/PAYSTACK/WEEKLY EARNINGS"), every(360, 3, false, 7_000, "POS PURCHASE NNPC RETAIL LAGOS NG")))
}

func trader() *sample {
	s := someone(100_000, 6)
	var sales []plan
	customers := []string{"AMINA YUSUF", "SANI BELLO", "GRACE EKPO", "HADIZA MUSA", "JOY DANLADI", "LADI OKOH", "UCHE NNAMDI"}
	for d := asOf.AddDays(-365); d < asOf; d++ {
		sales = append(sales, plan{day: d, in: true, naira: 10_000 + s.chance(12_000), text: "NIP/OPAY/" + customers[s.chance(7)] + "/GOODS"},
			plan{day: d, in: true, naira: 12_000 + s.chance(9_000), text: "POS SETTLEMENT MONIEPOINT 0012345678"})
	}
	own := every(350, 7, false, 60_000, "NIP CR/NGOZI ADEYEMI/ACCESS/HOME")
	s.account("shop", "Zenith", 300_000, join(sales, own, every(364, 7, false, 130_000, "NIP CR/KWARI TEXTILE IMPORTS LTD/UBA")))
	return s.account("home", "Access", 80_000, join(s.living(365, 150_000), every(350, 7, true, 60_000, "NIP/ZENITH/NGOZI ADEYEMI/HOME")))
}

func pensioner() *sample {
	s := someone(150_000, 12)
	age := 64
	s.c.Applicant.Age, s.c.Identity.BornOn = &age, "1962-03-02"
	return s.account("acc1", "First Bank", 80_000, join(s.living(365, 55_000), each(365, 22, true, 158_000, "TRF FROM PTAD PENSION/CBN/MONTHLY PENSION <MON>")))
}

func overIndebted() *sample {
	s := salaried()
	a := join(s.living(365, 90_000), each(365, 25, true, 250_000, "NIP/ZENITH/ACME LTD/SALARY <MON>"))
	for i, lender := range []string{"RENMONEY LOAN", "FAIRMONEY LOAN", "CARBON LOAN", "PALMCREDIT"} {
		a = append(a, each(365, 3+i, true, 90_000, "NIP/PROVIDUS/"+lender+" DISBURSEMENT")...)
		a = append(a, each(365, 26+i%3, false, 60_000, "NIP CR/"+lender+" REPAYMENT/WBP")...)
	}
	s.c.Accounts = nil
	return s.account("acc1", "GTBank", 300_000, a)
}

func gambler() *sample {
	s := salaried()
	a := join(s.living(365, 60_000), each(365, 25, true, 250_000, "NIP/ZENITH/ACME LTD/SALARY <MON>"), every(364, 2, false, 8_000, "WEB PYMT BET9JA.COM LANG"))
	s.c.Accounts = nil
	return s.account("acc1", "GTBank", 120_000, a)
}

func thinFile() *sample {
	s := someone(100_000, 3)
	s.c.Bureau.Loans = nil
	return s.account("acc1", "Kuda", 5_000, join(s.living(21, 60_000), each(21, 1, true, 185_000, "TRF FROM SAHEL MEDIA LTD/POLARIS/SALARY <MON>")))
}

func stagedSalary() *sample {
	s := someone(200_000, 6)
	rows := join(s.living(260, 40_000), every(250, 9, true, 12_000, "NIP/OPAY/EHIS PHOTO STUDIO/JOB"))
	for n := 50; n > 0; n -= 14 {
		rows = append(rows, plan{day: asOf.AddDays(-n), in: true, naira: 200_000, text: "NIBSS Instant Payment Inward UBA FROM OSAZE JOSEPH SALARY"})
		if n > 2 {
			rows = append(rows, plan{day: asOf.AddDays(-n + 2), naira: 188_000, text: "NIBSS Instant Payment Outward TO OSAZE JOSEPH UBA"})
		}
	}
	return s.account("acc1", "GTBank", 80_000, rows)
}

// What changes a sample.

func (s *sample) with(change func(*Case)) *sample { change(&s.c); return s }

func (s *sample) asking(naira int64, months int) *sample {
	return s.with(func(c *Case) { c.Request.Principal, c.Request.TermMonths = naira*100, &months })
}

func (s *sample) missing(sources ...string) *sample {
	return s.with(func(c *Case) { c.Missing = sources })
}

func (s *sample) decide() Decision { return Decide(DefaultPolicy(), s.c, noon()) }

// TestSamplesTestThemselves holds that each sample is a case that the contract accepts, and that it comes back the same.
func TestSamplesTestThemselves(t *testing.T) {
	for name, s := range map[string]*sample{"salaried": salaried(), "gig": gigWorker(), "trader": trader(), "pensioner": pensioner(), "indebted": overIndebted(), "gambler": gambler(), "thin": thinFile(), "staged": stagedSalary()} {
		body, err := json.Marshal(s.c)
		if err != nil {
			t.Fatal(name, err)
		}
		c, mistakes := ParseCase(body)
		if len(mistakes) > 0 {
			t.Errorf("%s: %v", name, mistakes)
			continue
		}
		a, b := mustJSON(t, s.decide()), mustJSON(t, Decide(DefaultPolicy(), c, noon()))
		if a != b {
			t.Errorf("%s: the parsed case is decided differently", name)
		}
	}
}

func mustJSON(t testing.TB, v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
