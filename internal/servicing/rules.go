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
	MissingFor      time.Duration // for so long Mono must not know a mandate before it counts as cancelled
	ReadyEvery      time.Duration // between two looks at a mandate that is ready
	LookEvery       time.Duration // the first look at an outcome that is not known; doubles with each look
	LookEveryMax    time.Duration // and never grows beyond this
	PlannedFor      time.Duration // a planned debit or transfer older than this lost its job and is asked for again
	Batch           int           // rows in one sweep
	RunBatch        int           // loans found at once in a run
	Settlement      Settlement    // how we learn that collected money reached our account
	SettlementDays  int           // working days from a debit to its payout, where a rule says so; and after which it is late by one
	PayoutsEvery    time.Duration // between two looks at the provider's payouts
	Country         string        // whose holidays count for settlement
	Penalty         lending.PenaltyRule
	Losses          lending.LossRules
	WriteOffFrom    int  // days past due from which a loan can be written off
	QuoteDays       int  // a settlement quote holds so many days
	RunAhead        bool // allow a run for a day that has not come: only against a simulator
}

// Settlement says how we learn that collected money has reached our account.
type Settlement string

// The two ways. By rule is for a provider that lists no payouts: the money counts as arrived after
// SettlementDays, and a bank statement has to prove it.
const (
	ByPayouts Settlement = "payouts"
	ByRule    Settlement = "days"
)

// DefaultRules are the starting values (DOMAIN: mandates, balance inquiry; Mono: limits).
func DefaultRules() Rules {
	return Rules{
		Retry:          lending.DefaultRetryRules(),
		CeilingPercent: 115, MandateTailDays: 60, MinDaysToFirst: 3,
		Buffer: money.Kobo(1_100_00), DebitMin: money.Kobo(200_00), DebitMax: money.Kobo(25_000_000_00),
		MandateEvery: time.Minute, ReadyEvery: 24 * time.Hour, MissingFor: 24 * time.Hour,
		LookEvery: 30 * time.Second, LookEveryMax: time.Hour, PlannedFor: 2 * time.Minute,
		Batch: 200, RunBatch: 5000,
		Settlement: ByPayouts, SettlementDays: 1, PayoutsEvery: time.Hour, Country: "NG", Losses: lending.DefaultLossRules(), WriteOffFrom: 180, QuoteDays: 3,
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
