// Package servicing is the desk that takes a loan from mandate to settlement: disburse, collect, reconcile.
//
// Every verb has the same shape: the store loads and locks, package lending says what comes next,
// the store writes, and the follow-up work is asked for, in one transaction. A call to the bank is
// never inside one: the intent is committed first, then the call is made, then the outcome is committed.
package servicing

import (
	"time"

	"lendwright/internal/calendar"
)

// Desk takes loans from mandate to settlement.
type Desk struct {
	Store Store
	Bank  Bank
	Now   func() time.Time
	Rules Rules // the zero value means DefaultRules
	// PublicURL is the address of the web application, for links in messages and Mono's way back.
	PublicURL string

	checkedOn int64 // atomic: the day on which this process last checked the books, or began to look
	payoutsAt int64 // atomic: when this process last asked for payouts, in microseconds of Unix time
}

// today is the day in Lagos at the desk's clock.
func (d *Desk) today() calendar.Day { return calendar.DayOf(d.Now(), calendar.Lagos) }

// rules are the desk's rules, or the default ones.
func (d *Desk) rules() Rules {
	if d.Rules.CeilingPercent == 0 {
		return DefaultRules()
	}
	return d.Rules
}
