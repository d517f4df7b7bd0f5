package lending

import (
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

func benchmarkTerms(instalments int) Terms {
	return Terms{
		Principal: money.Kobo(300_000_00), AnnualRate: money.MustRate("0.36"), Method: Annuity,
		Instalments: instalments, DisbursedOn: calendar.MustParse("2026-11-20"),
	}
}

func benchmarkSchedule(b *testing.B, instalments int, make func(Terms) (Schedule, error)) {
	t := benchmarkTerms(instalments)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := make(t); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewSchedule12(b *testing.B)        { benchmarkSchedule(b, 12, NewSchedule) }
func BenchmarkNewSchedule12NoRates(b *testing.B) { benchmarkSchedule(b, 12, NewScheduleWithoutRates) }
func BenchmarkNewSchedule360(b *testing.B)       { benchmarkSchedule(b, 360, NewSchedule) }
func BenchmarkNewSchedule360NoRates(b *testing.B) {
	benchmarkSchedule(b, 360, NewScheduleWithoutRates)
}

// benchmarkLife pays a loan of so many instalments on its days; recalculated or not.
func benchmarkLife(b *testing.B, instalments int, recalculate bool) {
	t := LifeTerms{Terms: benchmarkTerms(instalments), Recalculate: recalculate}
	s, err := NewScheduleWithoutRates(t.Terms)
	if err != nil {
		b.Fatal(err)
	}
	events := []LifeEvent{{Do: DoDisburse, On: t.DisbursedOn}}
	for _, r := range s.Rows {
		events = append(events, LifeEvent{Do: DoRepay, On: r.DueOn, Amount: r.Due})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Live(t, events); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLife12(b *testing.B)             { benchmarkLife(b, 12, false) }
func BenchmarkLife12Recalculated(b *testing.B) { benchmarkLife(b, 12, true) }
func BenchmarkLife60Recalculated(b *testing.B) { benchmarkLife(b, 60, true) }

// BenchmarkReplayOfBackdatedPayment learns a payment of the first month after all others of 60 instalments.
func BenchmarkReplayOfBackdatedPayment(b *testing.B) {
	t := LifeTerms{Terms: benchmarkTerms(60)}
	s, err := NewScheduleWithoutRates(t.Terms)
	if err != nil {
		b.Fatal(err)
	}
	events := []LifeEvent{{Do: DoDisburse, On: t.DisbursedOn}}
	for _, r := range s.Rows[1:] {
		events = append(events, LifeEvent{Do: DoRepay, On: r.DueOn, Amount: r.Due})
	}
	events = append(events, LifeEvent{Do: DoRepay, On: s.Rows[0].DueOn, Amount: s.Rows[0].Due})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Live(t, events); err != nil {
			b.Fatal(err)
		}
	}
}
