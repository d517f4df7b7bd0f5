package servicing

import (
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// Rules are the desk's limits; all of them are configuration per country and product.
type Rules struct {
	Retry           lending.RetryRules
	CeilingPercent  int64         // a mandate's ceiling as a percent of everything that the contract asks for
	MandateTailDays int           // a mandate ends so many days after the last due day
	MinDaysToFirst  int           // a loan is not paid out later than so many days before its first due day
	Buffer          money.Money   // must be in the account beside the amount, so that a debit never empties it
	DebitMin        money.Money   // Mono's smallest debit
	DebitMax        money.Money   // Mono's largest debit of a personal account
	MandateEvery    time.Duration // between two looks at a mandate that waits for somebody
	ReadyEvery      time.Duration // between two looks at a mandate that is ready
	LookEvery       time.Duration // the first look at an outcome that is not known; doubles with each look
	LookEveryMax    time.Duration // and never grows beyond this
	PlannedFor      time.Duration // a planned debit or transfer older than this lost its job and is asked for again
	Batch           int           // rows in one sweep
	RunBatch        int           // loans found at once in a run
	RunAhead        bool          // allow a run for a day that has not come: only against a simulator
}

// DefaultRules are the starting values (DOMAIN: mandates, balance inquiry; Mono: limits).
func DefaultRules() Rules {
	return Rules{
		Retry:          lending.DefaultRetryRules(),
		CeilingPercent: 115, MandateTailDays: 60, MinDaysToFirst: 3,
		Buffer: money.Kobo(1_100_00), DebitMin: money.Kobo(200_00), DebitMax: money.Kobo(25_000_000_00),
		MandateEvery: time.Minute, ReadyEvery: 24 * time.Hour,
		LookEvery: 30 * time.Second, LookEveryMax: time.Hour, PlannedFor: 2 * time.Minute,
		Batch: 200, RunBatch: 5000,
	}
}

// lookAfter is the wait before the next look, after so many looks.
func (r Rules) lookAfter(looks int) time.Duration {
	wait := r.LookEvery
	for range looks {
		if wait *= 2; wait >= r.LookEveryMax {
			return r.LookEveryMax
		}
	}
	return wait
}
