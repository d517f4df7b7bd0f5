package lending

import (
	"testing"

	"lendwright/internal/fault"
)

// FuzzDecodeTerms: whatever the input, it is a schedule whose last balance is nothing, or refused as invalid.
func FuzzDecodeTerms(f *testing.F) {
	f.Add([]byte(sixMonths + `}`))
	f.Add([]byte(sixMonths + `,"every":{"count":2,"unit":"week"},"due_dates":null,"round_to":"1.00","balloon":"5.00","grace":{"interest_periods":2}}`))
	f.Add([]byte(sixMonths + `,"day_count":"actual/actual","interest_per":"day","fees":[{"name":"a","kind":"capitalised","amount":"5.00"}]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		terms, err := DecodeTerms(in)
		var s Schedule
		if err == nil {
			s, err = NewSchedule(terms)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
		if err == nil && !s.Rows[len(s.Rows)-1].Balance.IsZero() {
			t.Fatalf("%s is left", s.Rows[len(s.Rows)-1].Balance)
		}
	})
}

// FuzzDecodeRateQuestion: whatever the input, it has a rate or is refused as invalid.
func FuzzDecodeRateQuestion(f *testing.F) {
	f.Add([]byte(`{"basis":"actuarial","flows":[{"on":"2026-01-10","amount":"-5000.00"},{"on":"2026-02-10","amount":"460.00","count":12,"every":{"count":1,"unit":"month"}}]}`))
	f.Add([]byte(`{"basis":"effective","flows":[{"t":"0","amount":"-100"},{"t":"3/365+1/12","amount":"60","count":2,"step":"1/12"}]}`))
	f.Add([]byte(`{"basis":"actuarial","unit_periods_per_year":26,"flows":[{"units":0,"amount":"-99"},{"units":1,"fraction":"5/14","amount":"50","count":2}]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		question, err := DecodeRateQuestion(in)
		if err == nil {
			var rate AnnualRate
			if rate, err = question.Answer(); err == nil {
				EncodeAnnualRate(rate)
			}
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}
