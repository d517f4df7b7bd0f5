package lending

import (
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// TestTheTwinIsTheLoan: what is shown before deciding is what comes of it.
func TestTheTwinIsTheLoan(t *testing.T) {
	terms, events := lifeOf(t, "", paidOut+`,{"do":"repay","on":"2026-03-27","amount":"19701.75"}`)
	on := calendar.MustParse("2026-03-30")
	day, err := ChangeDay(terms, events, on, 5)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name    string
		event   LifeEvent
		saved   string
		earlier int
		nextDue string
	}{
		{"pay 20,000 now, lower instalments", PayNow(on, money.Kobo(20_000_00), LowerInstalments), "2966.40", 0, "2026-04-27"},
		{"pay 20,000 now, shorter term", PayNow(on, money.Kobo(20_000_00), ShortenTerm), "5110.33", 31, "2026-04-27"},
		{"skip one", SkipNext(on, 1), "-4264.91", -31, "2026-05-27"},
		{"on the fifth", day, "-1382.42", -9, "2026-05-05"},
	} {
		t.Run(c.name, func(t *testing.T) {
			twin, err := WhatIf(terms, events, c.event)
			if err != nil {
				t.Fatal(err)
			}
			if got := twin.InterestSaved.Plain(); got != c.saved || twin.DaysEarlier != c.earlier {
				t.Errorf("saves %s and ends %d days earlier, want %s and %d", got, twin.DaysEarlier, c.saved, c.earlier)
			}
			for _, r := range twin.Then.Rows {
				if r.Outstanding.Positive() {
					if r.DueOn.String() != c.nextDue {
						t.Errorf("next due on %s, want %s", r.DueOn, c.nextDue)
					}
					break
				}
			}
			life, err := Live(terms, append(events[:len(events):len(events)], c.event))
			if err != nil || words(life.Standings[len(events)]) != words(twin.Then) {
				t.Errorf("the loan became another: %v", err)
			}
		})
	}
}
