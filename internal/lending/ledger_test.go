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

func stampOn(day calendar.Day) Stamp {
	return Stamp{ID: id.New[Journal](), ValueOn: day, BookedAt: noon, By: "test"}
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func disbursed(l Loan) []Journal {
	return []Journal{
		must(BookDisbursementSent(l, "ref", stampOn(l.Terms.DisbursedOn))),
		must(BookDisbursementConfirmed(l, "ref", stampOn(l.Terms.DisbursedOn))),
	}
}

// accrued is a row's interest and fees, day by day through its due day.
func accrued(l Loan, r Row) []Journal {
	for _, a := range AccruingRows(l) {
		if a.N == r.N {
			journals, _, err := a.Through(r.DueOn, stampOn)
			if err != nil {
				panic(err)
			}
			return journals
		}
	}
	return nil
}

func repaid(l Loan, journals []Journal, amount money.Money, on calendar.Day) []Journal {
	a := Allocate(amount, LedgerOf(journals).Due(l.Schedule, on))
	return append(journals, must(BookRepayment(l, id.New[Debit](), a, stampOn(on))))
}

// The handbook's worked example: the ledger reproduces the schedule to the kobo.
func TestLedgerReproducesTheSchedule(t *testing.T) {
	l := golden()
	books := disbursed(l)
	for _, r := range l.Schedule.Rows {
		books = append(books, accrued(l, r)...)
		books = repaid(l, books, r.Due, r.DueOn)
		g := LedgerOf(books)
		if !g.Balance(LoanPrincipal).Equal(r.Balance) || !g.Balance(InterestReceivable).IsZero() {
			t.Fatalf("after row %d: 1100 is %s, the schedule says %s; 1110 is %s", r.N, g.Balance(LoanPrincipal), r.Balance, g.Balance(InterestReceivable))
		}
	}
	g := LedgerOf(books)
	for account, want := range map[Account]int64{
		BankOperating: -100_000_00, DisbursementsInTransit: 0, CollectionsInTransit: 118_210_48,
		LoanPrincipal: 0, InterestReceivable: 0, InterestIncome: -18_210_48, BorrowerCreditBalances: 0,
	} {
		if got := g.Balance(account); got.Minor() != want {
			t.Errorf("%s is %d, want %d", account, got.Minor(), want)
		}
	}
	if !g.Total().IsZero() || !g.Owes().Total().IsZero() {
		t.Error("the books do not end at nothing:", g.Total(), g.Owes())
	}
}

func TestPaymentsGoToTheOldestInstalmentInterestFirst(t *testing.T) {
	l := golden()
	books := disbursed(l)
	second := l.Schedule.Rows[1].DueOn
	for _, r := range l.Schedule.Rows[:2] {
		books = append(books, accrued(l, r)...)
	}
	for _, x := range []struct {
		why     string
		payment int64
		shares  string
		left    int64
	}{
		{"a part of the interest", 4_000_00, "1:1110:400000", 0},
		{"interest, then principal", 6_000_00, "1:1110:500000 1:1100:100000", 0},
		{"the first instalment and a kobo", 19_701_76, "1:1110:500000 1:1100:1470175 2:1110:1", 0},
		{"everything due and more", 50_000_00, "1:1110:500000 1:1100:1470175 2:1110:426491 2:1100:1543684", 10_596_50},
	} {
		a := Allocate(money.Kobo(x.payment), LedgerOf(books).Due(l.Schedule, second))
		got := ""
		for i, s := range a.Shares {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%d:%s:%d", s.Instalment, string(s.Account), s.Amount.Minor())
		}
		if got != x.shares || a.Left.Minor() != x.left {
			t.Errorf("%s: %s and %d left", x.why, got, a.Left.Minor())
		}
	}
}

func TestOverpaymentIsTheBorrowersMoney(t *testing.T) {
	l := golden()
	books := append(disbursed(l), accrued(l, l.Schedule.Rows[0])...)
	books = repaid(l, books, money.Kobo(20_000_00), l.Schedule.Rows[0].DueOn)
	if got := LedgerOf(books).Balance(BorrowerCreditBalances); got.Minor() != -298_25 {
		t.Error("2010 holds", got)
	}
}

func TestAFeeKeptBackIsOwedInFull(t *testing.T) {
	l := golden()
	l.Schedule.NetDisbursed = money.Kobo(99_000_00)
	g := LedgerOf(disbursed(l))
	if g.Balance(LoanPrincipal).Minor() != 100_000_00 || g.Balance(UnearnedFeeIncome).Minor() != -1_000_00 || g.Balance(BankOperating).Minor() != -99_000_00 {
		t.Error(g.Balance(LoanPrincipal), g.Balance(UnearnedFeeIncome), g.Balance(BankOperating))
	}
}

func TestReversalIsTheMirror(t *testing.T) {
	l := golden()
	books := append(disbursed(l), accrued(l, l.Schedule.Rows[0])...)
	before := LedgerOf(books)
	books = repaid(l, books, l.Schedule.Rows[0].Due, l.Schedule.Rows[0].DueOn)
	mirror := must(books[len(books)-1].Mirror(stampOn(l.Schedule.Rows[0].DueOn + 3)))
	after := LedgerOf(append(books, mirror))
	if after.Owes() != before.Owes() || mirror.Balanced() != nil {
		t.Error("a reversal does not bring back what was owed:", after.Owes(), before.Owes())
	}
	if got := DaysPastDue(l.Schedule, after, l.Schedule.Rows[0].DueOn+3); got != 3 {
		t.Error("days past due count from the due day again, got", got)
	}
	if _, err := mirror.Mirror(stampOn(0)); !fault.Is(err, fault.Conflict) {
		t.Error("a reversal was reversed:", err)
	}
}

func TestDaysPastDue(t *testing.T) {
	l := golden()
	books := disbursed(l)
	first := l.Schedule.Rows[0].DueOn
	for _, x := range []struct {
		on   calendar.Day
		want int
	}{{first - 1, 0}, {first, 0}, {first + 1, 1}, {first + 40, 40}} {
		if got := DaysPastDue(l.Schedule, LedgerOf(books), x.on); got != x.want {
			t.Errorf("%s: %d, want %d", x.on, got, x.want)
		}
	}
	books = repaid(l, append(books, accrued(l, l.Schedule.Rows[0])...), l.Schedule.Rows[0].Due, first+40)
	if got := DaysPastDue(l.Schedule, LedgerOf(books), first+40); got != int(first+40-l.Schedule.Rows[1].DueOn) {
		t.Error("after the first was paid the second counts, got", got)
	}
}

func TestUnbalancedJournalsAreFound(t *testing.T) {
	kobo := money.Kobo
	for why, j := range map[string]Journal{
		"one-sided":    {Entries: []Entry{{LoanPrincipal, DebitSide, kobo(1), 0}, {LoanPrincipal, DebitSide, kobo(1), 0}}},
		"one line":     {Entries: []Entry{{LoanPrincipal, DebitSide, kobo(1), 0}}},
		"below zero":   {Entries: []Entry{{LoanPrincipal, DebitSide, kobo(-1), 0}, {BankOperating, CreditSide, kobo(-1), 0}}},
		"no account":   {Entries: []Entry{{"9999", DebitSide, kobo(1), 0}, {BankOperating, CreditSide, kobo(1), 0}}},
		"a kobo apart": {Entries: []Entry{{LoanPrincipal, DebitSide, kobo(2), 0}, {BankOperating, CreditSide, kobo(1), 0}}},
	} {
		if j.Balanced() == nil {
			t.Error(why, "passed")
		}
	}
	if _, err := post(Stamp{}, Repayment, "", "", transfer{debit: LoanPrincipal, credit: BankOperating, amount: kobo(-1)}); !fault.Is(err, fault.Invalid) {
		t.Error("a negative transfer was booked:", err)
	}
}

// Any payments on any days: what was paid and what is owed always sum to the schedule, nothing owed
// is negative, and the books sum to nothing.
func TestWhatIsPaidAndOwedSumsToTheSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := golden()
		books := disbursed(l)
		day := l.Terms.DisbursedOn
		booked := 0
		var paid money.Money
		for range rapid.IntRange(0, 20).Draw(t, "payments") {
			day = day.AddDays(rapid.IntRange(0, 30).Draw(t, "days"))
			for ; booked < len(l.Schedule.Rows) && l.Schedule.Rows[booked].DueOn <= day; booked++ {
				books = append(books, accrued(l, l.Schedule.Rows[booked])...)
			}
			amount := money.Kobo(rapid.Int64Range(1, 40_000_00).Draw(t, "amount"))
			paid = paid.Add(amount)
			books = repaid(l, books, amount, day)
		}
		g := LedgerOf(books)
		var sum money.Money
		for _, x := range g.Instalments(l.Schedule) {
			sum = sum.Add(x.Paid.Total()).Add(x.Owed.Total())
			if x.Owed.Total().Negative() || x.Paid.Total().Negative() {
				t.Fatalf("instalment %d: paid %s, owed %s", x.Row.N, x.Paid.Total(), x.Owed.Total())
			}
		}
		if !sum.Equal(l.Schedule.TotalDue) || !g.Total().IsZero() {
			t.Fatal("sums differ:", sum, g.Total())
		}
		if got := g.Repaid(l.Schedule).Total().Sub(g.Balance(BorrowerCreditBalances)); !got.Equal(paid) {
			t.Fatal("paid", paid, "booked", got)
		}
	})
}
