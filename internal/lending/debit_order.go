package lending

import (
	"slices"
	"time"
)

// newestFirst orders debits by the time they were planned, newest first, without changing the argument.
func newestFirst(debits []Debit) []Debit {
	sorted := slices.Clone(debits)
	slices.SortFunc(sorted, func(a, b Debit) int {
		if c := b.PlannedAt.Compare(a.PlannedAt); c != 0 {
			return c
		}
		return b.Attempt - a.Attempt
	})
	return sorted
}

// DebitInFlight finds the debit of a loan that may still take money, if there is one.
func DebitInFlight(debits []Debit) (Debit, bool) {
	for _, d := range debits {
		if d.State.InFlight() {
			return d, true
		}
	}
	return Debit{}, false
}

// LastTouched is when a loan was last looked at or debited; zero when never.
func LastTouched(debits []Debit) time.Time {
	var last time.Time
	for _, d := range debits {
		for _, t := range []time.Time{d.PlannedAt, d.SubmittedAt, d.FinishedAt} {
			if t.After(last) {
				last = t
			}
		}
	}
	return last
}
