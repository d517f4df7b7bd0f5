package lending

import (
	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Twin is a loan beside itself as it would be after one more event, reckoned by the same engine: what a
// borrower sees before deciding.
type Twin struct {
	Now, Then     LifeStanding
	InterestSaved money.Money // below zero: it costs more
	DaysEarlier   int         // by which the last instalment comes sooner; below zero: later
}

// WhatIf lets one more event happen to a copy of a loan. What the loan's state refuses is refused as
// Live does; the loan itself is left as it was.
func WhatIf(t LifeTerms, events []LifeEvent, change LifeEvent) (Twin, error) {
	past := events[:len(events):len(events)]
	now, err := Live(t, append(past, LifeEvent{Do: DoShow, On: change.On}))
	if err != nil {
		return Twin{}, err
	}
	then, err := Live(t, append(past, change))
	if err != nil {
		return Twin{}, err
	}
	a, b := now.Standings[len(events)], then.Standings[len(events)]
	return Twin{
		Now: a, Then: b, InterestSaved: a.interest().Sub(b.interest()), DaysEarlier: int(a.ends() - b.ends()),
	}, nil
}

// interest is all the interest that a loan asks.
func (s LifeStanding) interest() money.Money {
	var sum money.Money
	for _, r := range s.Rows {
		sum = sum.Add(r.Interest)
	}
	return sum
}

// ends is the due day of the last row that asks something.
func (s LifeStanding) ends() calendar.Day {
	last := s.AsOf
	for _, r := range s.Rows {
		if r.Outstanding.Positive() {
			last = max(last, r.DueOn)
		}
	}
	return last
}

// PayNow is the question "and if I pay this today?".
func PayNow(on calendar.Day, amount money.Money, mode Prepayment) LifeEvent {
	return LifeEvent{Do: DoRepay, On: on, Amount: amount, Prepayment: mode, Plan: LifePlan{From: calendar.NoDay, NewDueOn: calendar.NoDay}}
}

// SkipNext is the question "and if I skip the next ones?".
func SkipNext(on calendar.Day, periods int) LifeEvent {
	return LifeEvent{Do: DoHoliday, On: on, Plan: LifePlan{From: calendar.NoDay, NewDueOn: calendar.NoDay, Periods: periods}}
}

// ChangeDay is the question "and if I pay on another day of the month?": the next instalment moves to
// the first such day after its own period began, not before today, and the others follow. It is refused
// when the loan has no instalment to come or does not run by the month.
func ChangeDay(t LifeTerms, events []LifeEvent, on calendar.Day, dayOfMonth int) (LifeEvent, error) {
	if t.withDefaults().Every.months() == 0 {
		return LifeEvent{}, refused("only a loan that runs by the month has a day of the month")
	}
	if dayOfMonth < 1 || dayOfMonth > 31 {
		return LifeEvent{}, refuse("$.day", "a day of the month from 1 to 31")
	}
	now, err := Live(t, append(events[:len(events):len(events)], LifeEvent{Do: DoShow, On: on}))
	if err != nil {
		return LifeEvent{}, err
	}
	for _, r := range now.Standings[len(events)].Rows {
		if r.DueOn > on && r.N > 0 && r.Outstanding.Positive() {
			day := calendar.DueOn(max(on+1, r.DueOn-15), dayOfMonth)
			return LifeEvent{Do: DoReschedule, On: on, Plan: LifePlan{From: r.DueOn, NewDueOn: day}}, nil
		}
	}
	return LifeEvent{}, refused("no instalment is to come")
}
