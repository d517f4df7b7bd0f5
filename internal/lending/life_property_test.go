package lending

import (
	"fmt"
	"slices"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

// drawnLife draws terms of a life: every method, recalculation, every answer to a prepayment, penalties.
func drawnLife(r *rapid.T) LifeTerms {
	t := LifeTerms{Terms: Terms{
		Principal:  money.Kobo(rapid.Int64Range(50_000, 500_000_00).Draw(r, "principal")),
		AnnualRate: money.MustRate(rapid.SampledFrom([]string{"0", "0.12", "0.36", "0.6", "3.6"}).Draw(r, "rate")),
		Method:     rapid.SampledFrom(methods).Draw(r, "method"), Instalments: rapid.IntRange(1, 12).Draw(r, "instalments"),
		DisbursedOn: calendar.MustParse("2026-01-31"),
		Every:       Period{rapid.IntRange(1, 2).Draw(r, "count"), rapid.SampledFrom([]Unit{UnitWeek, UnitMonth, UnitDay}).Draw(r, "unit")},
		DayCount:    rapid.SampledFrom(dayCounts).Draw(r, "day count"), InterestPer: rapid.SampledFrom(interestPers).Draw(r, "per"),
	}}
	if rapid.Bool().Draw(r, "fee") {
		t.Fees = []Fee{{Name: "f", Kind: rapid.SampledFrom(feeKinds).Draw(r, "kind"), Amount: money.Kobo(10_000)}}
	}
	if rapid.Bool().Draw(r, "down payment") {
		t.DownPaymentPercent = money.MustRate("0.25")
	}
	if t.Instalments > 3 {
		t.Grace = Grace{PrincipalPeriods: rapid.IntRange(0, 2).Draw(r, "grace"), InterestPeriods: rapid.IntRange(0, 2).Draw(r, "later"), InterestFreePeriods: rapid.IntRange(0, 1).Draw(r, "free")}
	}
	t.Across = rapid.SampledFrom(acrosses).Draw(r, "across")
	t.Recalculate = rapid.Bool().Draw(r, "recalculate")
	t.Prepayment = rapid.SampledFrom(append(slices.Clone(prepayments), "")).Draw(r, "prepayment")
	t.EarlyEnd = rapid.SampledFrom([]SettlementRule{SettleAccrued, SettleFull, SettleRuleOf78}).Draw(r, "settlement")
	if rapid.Bool().Draw(r, "late") {
		t.LateFee = &LateFee{Percent: money.MustRate("0.01"), Per: rapid.SampledFrom(latePers).Draw(r, "late per"), Base: LateOnInstalment,
			GraceDays: rapid.IntRange(0, 3).Draw(r, "grace"), CapPercent: money.MustRate("0.1")}
	}
	t.InDuplum = rapid.Bool().Draw(r, "in duplum")
	return t
}

// drawnEvent draws something that may happen after the disbursement.
func drawnEvent(r *rapid.T, on calendar.Day) LifeEvent {
	e := LifeEvent{On: on, Plan: noPlan()}
	e.Do = rapid.SampledFrom([]Verb{DoRepay, DoRepay, DoRepay, DoCharge, DoWaive, DoHoliday, DoReschedule, DoRestructure, DoSettle, DoWriteOff, DoRefund, DoShow, DoReamortise, DoChargeback, DoDisburse}).Draw(r, "do")
	switch e.Do {
	case DoRepay, DoChargeback:
		e.Amount = money.Kobo(rapid.Int64Range(1, 200_000_00).Draw(r, "amount"))
	case DoCharge:
		e.Amount, e.Claim = money.Kobo(rapid.Int64Range(1, 5_000_00).Draw(r, "charge")), rapid.SampledFrom([]Claim{ClaimFee, ClaimPenalty}).Draw(r, "claim")
	case DoWaive:
		e.Claim = rapid.SampledFrom(allClaims).Draw(r, "claim")
	case DoHoliday:
		e.Plan.Periods = rapid.IntRange(1, 3).Draw(r, "periods")
	case DoReschedule:
		e.Plan.Extra, e.Plan.Grace = rapid.IntRange(0, 3).Draw(r, "extra"), rapid.IntRange(0, 2).Draw(r, "grace")
	case DoRestructure:
		e.Plan.Instalments = rapid.IntRange(1, 6).Draw(r, "instalments")
		e.Plan.Capitalise = []Claim{ClaimInterest}
	}
	return e
}

// noPlan is a plan that changes nothing.
func noPlan() LifePlan { return LifePlan{From: calendar.NoDay, NewDueOn: calendar.NoDay} }

// drawnHistory draws a life of which every event is allowed, in the order of the days.
func drawnHistory(r *rapid.T, t LifeTerms) []LifeEvent {
	first := t.Principal
	if rapid.Bool().Draw(r, "tranches") {
		first = money.Kobo(t.Principal.Minor() / 2)
	}
	events := []LifeEvent{{Do: DoDisburse, On: t.DisbursedOn, Amount: first}}
	if _, err := Live(t, events); err != nil {
		r.Skip("terms that make no schedule")
	}
	on := t.DisbursedOn
	for range rapid.IntRange(0, 8).Draw(r, "events") {
		on += calendar.Day(rapid.IntRange(0, 45).Draw(r, "days"))
		next := append(slices.Clone(events), drawnEvent(r, on))
		if _, err := Live(t, next); err == nil {
			events = next
		} else if !fault.Is(err, fault.Conflict) {
			r.Fatalf("neither done nor refused: %v", err)
		}
	}
	return events
}

// words is a standing as it is told, without the day of the event that led to it.
func words(s LifeStanding) string {
	s.On, s.Allocated = calendar.NoDay, Parts{}
	return fmt.Sprintf("%+v", s)
}

// TestTheBooksHoldTheLoan: after every life the postings sum to zero, journal by journal, the receivables
// of the books are what the rows owe, and no amount is below zero.
func TestTheBooksHoldTheLoan(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := drawnLife(r)
		events := drawnHistory(r, terms)
		life, err := Live(terms, events)
		if err != nil {
			r.Fatal(err)
		}
		checkBooks(r, life)
		for _, s := range life.Standings {
			checkRowsOf(r, s)
		}
	})
}

func checkBooks(r *rapid.T, life Life) {
	sums, journals := map[Account]int64{}, map[int]int64{}
	for _, p := range life.Postings {
		sums[p.Account] += p.Amount.Minor()
		journals[p.Journal] += p.Amount.Minor()
	}
	for n, sum := range journals {
		if sum != 0 {
			r.Fatalf("journal %d sums to %d", n, sum)
		}
	}
	last := life.Standings[len(life.Standings)-1]
	if got := sums[LoanPrincipal]; got != last.Outstanding.Principal.Minor() {
		r.Fatalf("the books hold %d of principal, the rows owe %s", got, last.Outstanding.Principal)
	}
	if got := sums[BorrowerCreditBalances]; got != -last.Credit.Minor() {
		r.Fatalf("the books hold %d of credit, the loan %s", got, last.Credit)
	}
	if got := sums[PenaltiesReceivable]; got != last.Outstanding.Penalties.Minor() {
		r.Fatalf("the books hold %d of penalties, the rows owe %s", got, last.Outstanding.Penalties)
	}
	if got := sums[InterestReceivable]; got < 0 || got > last.Outstanding.Interest.Minor() {
		r.Fatalf("the books hold %d of interest, the rows owe %s", got, last.Outstanding.Interest)
	}
	if last.State == LifeClosed && sums[InterestReceivable] != 0 {
		r.Fatalf("closed with %d of interest in the books", sums[InterestReceivable])
	}
}

func checkRowsOf(r *rapid.T, s LifeStanding) {
	var sum money.Money
	for _, x := range s.Rows {
		for _, m := range []money.Money{x.Principal, x.Interest, x.Fees, x.Penalties, x.Paid, x.Waived, x.Outstanding} {
			if m.Negative() {
				r.Fatalf("row %d has %s: %+v", x.N, m, x)
			}
		}
		if !x.Due.Equal(money.Sum(x.Paid, x.Waived, x.Outstanding)) {
			r.Fatalf("row %d does not add up: %+v", x.N, x)
		}
		sum = sum.Add(x.Outstanding)
	}
	if !sum.Equal(s.Outstanding.Total()) || s.Outstanding.Total().Less(s.Settlement) {
		r.Fatalf("rows owe %s, the loan %s, its settlement is %s", sum, s.Outstanding.Total(), s.Settlement)
	}
}

// TestABackdatedEventEndsAsInOrder: the same events, learned in another order, end in the same state and
// in books with the same balances.
func TestABackdatedEventEndsAsInOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := drawnLife(r)
		events := drawnHistory(r, terms)
		for i := 1; i < len(events); i++ {
			events[i].On = events[0].On + calendar.Day(i)*7 // days of their own, so that their order is theirs
		}
		show := LifeEvent{Do: DoShow, On: events[len(events)-1].On + 9}
		inOrder, err := Live(terms, append(slices.Clone(events), show))
		if err != nil {
			r.Skip("refused on other days")
		}
		late := rapid.IntRange(1, max(1, len(events)-1)).Draw(r, "late")
		if late >= len(events) {
			r.Skip("nothing to learn late")
		}
		shuffled := append(slices.Delete(slices.Clone(events), late, late+1), events[late], show)
		learned, err := Live(terms, shuffled)
		if err != nil {
			r.Skip("the others cannot stand without it")
		}
		a, b := inOrder.Standings[len(events)], learned.Standings[len(events)]
		if words(a) != words(b) {
			r.Fatalf("in order\n%s\nlearned late\n%s", words(a), words(b))
		}
		sameBalances(r, inOrder, learned)
	})
}

func sameBalances(r *rapid.T, a, b Life) {
	sums := map[Account]int64{}
	for _, p := range a.Postings {
		sums[p.Account] += p.Amount.Minor()
	}
	for _, p := range b.Postings {
		sums[p.Account] -= p.Amount.Minor()
	}
	for account, sum := range sums {
		if sum != 0 {
			r.Fatalf("the balances of %s differ by %d", account, sum)
		}
	}
}

// TestAReversedEventNeverHappened: a loan with an event and its reversal stands as one without both.
func TestAReversedEventNeverHappened(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := drawnLife(r)
		events := drawnHistory(r, terms)
		if len(events) < 2 {
			r.Skip("nothing to reverse")
		}
		struck := rapid.IntRange(1, len(events)-1).Draw(r, "struck")
		today := events[len(events)-1].On + calendar.Day(rapid.IntRange(0, 60).Draw(r, "later"))
		with := append(slices.Clone(events), LifeEvent{Do: DoReverse, On: today, Event: struck})
		without := append(slices.Delete(slices.Clone(events), struck, struck+1), LifeEvent{Do: DoShow, On: today})
		a, err := Live(terms, with)
		if err != nil {
			r.Skip("what followed cannot stand without it")
		}
		b, err := Live(terms, without)
		if err != nil {
			r.Fatalf("stands when reversed, not when it never happened: %v", err)
		}
		if x, y := words(a.Standings[len(with)-1]), words(b.Standings[len(without)-1]); x != y {
			r.Fatalf("reversed\n%s\nnever happened\n%s", x, y)
		}
		sameBalances(r, a, b)
		checkBooks(r, a)
	})
}

// TestPayingTheQuoteClosesTheLoan: the settlement that is told, paid on the day, leaves nothing owed and
// nothing paid too much.
func TestPayingTheQuoteClosesTheLoan(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		terms := drawnLife(r)
		events := drawnHistory(r, terms)
		on := events[len(events)-1].On + calendar.Day(rapid.IntRange(0, 90).Draw(r, "later"))
		life, err := Live(terms, append(slices.Clone(events), LifeEvent{Do: DoShow, On: on}))
		if err != nil {
			r.Fatal(err)
		}
		quote := life.Standings[len(events)].Settlement
		if quote.IsZero() {
			r.Skip("nothing is owed")
		}
		before := life.Standings[len(events)].Credit
		life, err = Live(terms, append(slices.Clone(events), LifeEvent{Do: DoRepay, On: on, Amount: quote}))
		if err != nil {
			r.Fatal(err)
		}
		last := life.Standings[len(events)]
		if !last.Outstanding.Total().IsZero() || !last.Credit.Equal(before) {
			r.Fatalf("%s paid, %s is owed and %s too much: %+v", quote, last.Outstanding.Total(), last.Credit, last)
		}
		checkBooks(r, life)
	})
}
