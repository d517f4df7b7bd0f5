package lending

import (
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

// The schedule is truth on due days, however its rows were cut into days, and asking again adds nothing.
func TestDaysSumToTheRow(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		from := calendar.Day(rapid.IntRange(10_000, 30_000).Draw(r, "from"))
		a := Accruing{
			Loan: "l", N: 1, From: from, To: from, Due: from + calendar.Day(rapid.IntRange(1, 400).Draw(r, "days")),
			Interest: money.Kobo(rapid.Int64Range(0, 9_000_000_000_000_000).Draw(r, "interest")),
			Earns:    money.Kobo(rapid.Int64Range(0, 1_000_000).Draw(r, "earns")),
			Fees:     money.Kobo(rapid.Int64Range(0, 1_000_000).Draw(r, "fees")),
		}
		var all []Journal
		for a.To < a.Due {
			on := a.To + calendar.Day(rapid.IntRange(0, 40).Draw(r, "step"))
			journals, next, err := a.Through(on, stampOn)
			if err != nil {
				r.Fatal(err)
			}
			if !next.AccruedThrough(next.To).Equal(next.Accrued) {
				r.Fatal("the books differ from the formula")
			}
			all, a = append(all, journals...), next
			if again, _, err := next.Through(on, stampOn); err != nil || (!next.Done() && len(again) != 0) {
				r.Fatal("a day was booked twice", again, err)
			}
		}
		g := LedgerOf(all)
		if !g.Balance(InterestReceivable).Equal(a.Interest) || !g.Balance(UnearnedFeeIncome).Equal(a.Earns) || !g.Balance(FeesReceivable).Equal(a.Fees) {
			r.Fatalf("%s of %s, %s of %s, %s of %s", g.Balance(InterestReceivable), a.Interest, g.Balance(UnearnedFeeIncome), a.Earns, g.Balance(FeesReceivable), a.Fees)
		}
		for _, j := range all {
			if err := j.Balanced(); err != nil {
				r.Fatal(err)
			}
		}
	})
}

// The handbook's example: ₦5,000.00 of interest over the 28 days from 27 February to 27 March.
func TestADayIsASpreadOfThePeriod(t *testing.T) {
	l := golden()
	a := AccruingRows(l)[0]
	for _, x := range []struct {
		day  calendar.Day
		want int64
	}{{a.From, 0}, {a.From + 1, 178_57}, {a.From + 2, 357_14}, {a.From + 14, 2_500_00}, {a.Due, 5_000_00}, {a.Due + 9, 5_000_00}} {
		if got := a.AccruedThrough(x.day); got.Minor() != x.want {
			t.Errorf("through day %d: %s, want %s", x.day-a.From, got, money.Kobo(x.want))
		}
	}
}

func TestTheUpfrontFeeIsEarnedOverTheLoan(t *testing.T) {
	l := golden()
	l.Schedule.NetDisbursed = money.Kobo(99_000_00)
	books := disbursed(l)
	for i, a := range AccruingRows(l) {
		journals, _, err := a.Through(a.Due, stampOn)
		if err != nil {
			t.Fatal(err)
		}
		books = append(books, journals...)
		left := LedgerOf(books).Balance(UnearnedFeeIncome).Neg()
		if last := i == len(l.Schedule.Rows)-1; left.Positive() == last || left.Negative() {
			t.Errorf("after row %d %s of the fee is unearned", i+1, left)
		}
	}
	if got := LedgerOf(books).Balance(FeeIncome).Neg(); got.Minor() != 1_000_00 {
		t.Error("earned", got)
	}
}

// Interest does not run before the borrower has the money; the due day's figure stays what was signed.
func TestALateTransferShortensTheFirstPeriod(t *testing.T) {
	l := golden()
	l.DisbursedOn = l.Terms.DisbursedOn + 3
	a := AccruingRows(l)[0]
	if a.From != l.DisbursedOn || !a.AccruedThrough(a.Due).Equal(l.Schedule.Rows[0].Interest) {
		t.Errorf("%+v", a)
	}
}
