package lending

import (
	"fmt"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

// twoPaid is the handbook's annuity of ₦100,000 over six months with two instalments paid.
func twoPaid(t testing.TB) (Loan, []Journal) {
	t.Helper()
	terms := Terms{Principal: money.Kobo(100_000_00), AnnualRate: money.MustRate("0.60"), Method: Annuity, Instalments: 6,
		DisbursedOn: calendar.MustParse("2026-02-27"), FirstDueOn: calendar.NoDay}
	l, err := Open(id.New[Loan](), "L-1", "a", "b", terms, must(NewScheduleWithoutRates(terms)), noon)
	if err != nil {
		t.Fatal(err)
	}
	l.State, l.DisbursedOn = LoanActive, terms.DisbursedOn
	books := disbursed(l)
	for _, r := range l.Schedule.Rows[:2] {
		books = append(books, accrued(l, r)...)
		books = repaid(l, books, r.Due, r.DueOn)
	}
	return l, books
}

// through brings the books of a loan through a day.
func through(l Loan, books []Journal, on calendar.Day) []Journal {
	booked := map[string]bool{}
	for _, j := range books {
		booked[j.Event] = true
	}
	for _, a := range AccruingRows(l) {
		journals, _, err := a.Through(on, stampOn)
		if err != nil {
			panic(err)
		}
		for _, j := range journals {
			if !booked[j.Event] {
				books = append(books, j)
			}
		}
	}
	return books
}

// DOMAIN 5.6: ₦30,000 more after the second instalment of the six-month annuity.
func TestAPartPrepaymentLowersOrShortens(t *testing.T) {
	for _, x := range []struct {
		beyond   Beyond
		dues     string
		interest int64
	}{
		{BeyondLower, "4124139 1124139 1124139 1124138", 5_104_14}, // the third row holds the ₦30,000 paid early
		{BeyondShorten, "4970175 1970175 373655", 3_278_64},
	} {
		l, books := twoPaid(t)
		on := l.Schedule.Rows[1].DueOn
		p, err := PayEarly(l, LedgerOf(books), money.Kobo(30_000_00), on, x.beyond)
		if err != nil {
			t.Fatal(err)
		}
		got, interest := "", int64(0)
		for i, r := range p.Schedule.Rows[2:] {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprint(r.Due.Minor())
			interest += r.Interest.Minor()
		}
		if got != x.dues || interest != x.interest || !p.Allocation.Left.IsZero() {
			t.Errorf("%s: %s with interest %d, want %s with %d; left %s", x.beyond, got, interest, x.dues, x.interest, p.Allocation.Left)
		}
	}
}

// Ten days into the third period: principal, and the interest of ten days of thirty-one.
func TestAQuoteAsksNoInterestOfDaysToCome(t *testing.T) {
	l, books := twoPaid(t)
	on := l.Schedule.Rows[1].DueOn + 10
	books = through(l, books, on)
	g := LedgerOf(books)
	q := SettlementQuote(l, g, on, on+3)
	row := l.Schedule.Rows[2]
	want := spread(row.Interest, money.Kobo(0), row.DueOn-30, row.DueOn, on)
	if q.Parts.Principal.Minor() != 69_861_41 || !q.Parts.Interest.Equal(want) || !q.Total.Equal(q.Parts.Total()) {
		t.Errorf("%+v, want interest %s", q, want)
	}
	if _, err := PayEarly(l, g, q.Total.Sub(money.Kobo(1)), on, BeyondSettle); !fault.Is(err, fault.Conflict) {
		t.Error("a kobo less settles:", err)
	}
	p, err := PayEarly(l, g, q.Total.Add(money.Kobo(7)), on, BeyondSettle)
	if err != nil {
		t.Fatal(err)
	}
	books = append(books, must(BookPayment(l, "p", p.Allocation, stampOn(on))))
	g = LedgerOf(books)
	l.Schedule = p.Schedule
	if !g.Owes().Total().IsZero() || g.Balance(BorrowerCreditBalances).Minor() != -7 {
		t.Error(g.Owes(), g.Balance(BorrowerCreditBalances))
	}
	if _, more := NextDue(l.Schedule, g); more {
		t.Error("something is still to come")
	}
}

// Whatever is paid early and whenever: nothing is lost, the rows sum to what was lent, and paying
// what the new schedule asks repays the loan.
func TestAnyPrepaymentConserves(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		l, books := twoPaid(t)
		on := l.Schedule.Rows[1].DueOn + calendar.Day(rapid.IntRange(0, 29).Draw(r, "day"))
		books = through(l, books, on)
		payment := money.Kobo(rapid.Int64Range(1, 90_000_00).Draw(r, "payment"))
		beyond := rapid.SampledFrom([]Beyond{BeyondCredit, BeyondLower, BeyondShorten}).Draw(r, "beyond")
		p, err := PayEarly(l, LedgerOf(books), payment, on, beyond)
		if err != nil {
			r.Fatal(err)
		}
		sum := p.Allocation.Left
		for _, s := range p.Allocation.Shares {
			sum = sum.Add(s.Amount)
		}
		if !sum.Equal(payment) {
			r.Fatalf("%s of %s", sum, payment)
		}
		if !p.Schedule.Repaid().Equal(l.Terms.Principal) {
			r.Fatalf("the rows repay %s", p.Schedule.Repaid())
		}
		if p.Schedule.TotalInterest.Cmp(l.Schedule.TotalInterest) > 0 {
			r.Fatal("paying early made the loan dearer")
		}
		books = append(books, must(BookPayment(l, "p", p.Allocation, stampOn(on))))
		if g := LedgerOf(books); !g.Total().IsZero() {
			r.Fatal("unbalanced", g.Total())
		}
	})
}
