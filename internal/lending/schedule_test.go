package lending

import (
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

func terms(principal, rate string, method Method, n int) Terms {
	p, err := money.Parse(principal, money.NGN)
	if err != nil {
		panic(err)
	}
	return Terms{
		Principal: p, AnnualRate: money.MustRate(rate), Method: method, Instalments: n,
		DisbursedOn: calendar.MustParse("2026-01-10"),
	}
}

func TestScratch(t *testing.T) {
	for _, m := range methods {
		s, err := NewSchedule(terms("100000", "0.60", m, 6))
		t.Log(m, err, s.Instalment, s.TotalInterest, s.APR, s.EffectiveRate)
		for _, r := range s.Rows {
			t.Log(r.N, r.DueOn, r.Days, r.Principal.Plain(), r.Interest.Plain(), r.Due.Plain(), r.Balance.Plain())
		}
	}
}

func BenchmarkNewSchedule12(b *testing.B) {
	x := terms("300000", "0.36", Annuity, 12)
	b.Run("rates", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := NewSchedule(x); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("rows", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := NewScheduleWithoutRates(x); err != nil {
				b.Fatal(err)
			}
		}
	})
}
