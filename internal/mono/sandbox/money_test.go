package sandbox

import (
	"testing"

	"pgregory.net/rapid"
)

// TestAPayoutConserves holds for any day: what was collected is what is paid, kept, shared and returned.
func TestAPayoutConserves(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := New(Config{Seed: 1})
		now, collected, returned := wednesday, int64(0), int64(0)
		err := s.Storage.Update(t.Context(), func(tx Tx) error {
			tx.Put("sub_account", "sub", subAccount{ID: "sub", NIP: "000014", Number: "1014455667"})
			for i := range rapid.IntRange(1, 12).Draw(r, "receipts") {
				x := receipt{Reference: "ref" + text10(int64(i)), Amount: rapid.Int64Range(leastAmount, mostDebit).Draw(r, "amount"), Payer: payer{"000013", "5555555555"}}
				x.Fee = debitFee(x.Amount)
				if rapid.Bool().Draw(r, "split") {
					x.Split = &splitForm{Type: "percentage", FeeBearer: "business", Parts: []splitPart{{Account: "sub", Value: amount(rapid.IntRange(1, 99).Draw(r, "percent"))}}}
				}
				s.received(tx, now, x)
				collected += x.Amount
				if rapid.IntRange(0, 4).Draw(r, "refund") == 0 {
					s.giveBack(tx, now, x, "REFUND")
					returned += x.Amount
				}
			}
			p := s.payoutOf(tx, ymd(now))
			equal(t, "collected", p.Amount, collected)
			equal(t, "returned", p.Returned, returned)
			equal(t, "the whole", p.net()+p.Fee+p.Returned+p.Shared, collected)
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}

// TestASplitNeverExceedsTheWhole holds for percentages, caps and fixed sums that passed validation.
func TestASplitNeverExceedsTheWhole(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		total := rapid.Int64Range(leastAmount, mostDebit).Draw(r, "total")
		f := splitForm{Type: "percentage", FeeBearer: "business"}
		left := 100
		for left > 1 && rapid.Bool().Draw(r, "more") {
			part := rapid.IntRange(1, min(99, left)).Draw(r, "part")
			left -= part
			f.Parts = append(f.Parts, splitPart{Account: "sub", Value: amount(part), Max: kobo(rapid.Int64Range(0, total).Draw(r, "max"))})
		}
		var sum int64
		for _, p := range f.Parts {
			share := f.share(p, total)
			if share < 0 || (p.Max > 0 && share > int64(p.Max)) {
				r.Fatalf("share %d of %d", share, total)
			}
			sum += share
		}
		if sum > total {
			r.Fatalf("%d shared of %d", sum, total)
		}
	})
}

// TestAFixedScheduleMovesForward holds for every frequency: later debits fall on later days, and months keep their day or end with theirs.
func TestAFixedScheduleMovesForward(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		first := wednesday.AddDate(0, 0, rapid.IntRange(1, 800).Draw(r, "first"))
		terms := fixedTerms{Frequency: rapid.SampledFrom([]string{"daily", "weekly", "monthly", "yearly", "days", "weeks", "months"}).Draw(r, "frequency"),
			Interval: rapid.IntRange(1, 12).Draw(r, "interval"), First: dayOf(first)}
		for n := range 24 {
			here, next := terms.at(n), terms.at(n+1)
			if !next.After(here) {
				r.Fatalf("%s after %s", next, here)
			}
			if terms.Frequency == "monthly" && here.Day() != terms.First.Day() && here.AddDate(0, 0, 1).Day() != 1 {
				r.Fatalf("%s is neither the day of %s nor the end of its month", here, terms.First)
			}
		}
	})
}
