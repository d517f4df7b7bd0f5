package lending

import (
	"time"

	"lendwright/internal/calendar"
)

// RetryRules say when a debit is tried again. All of them are configuration per country and product.
type RetryRules struct {
	NoFundsMax    int                // consecutive failures for want of funds, then debits rest until the next due day
	AttemptsMax   int                // attempts on one instalment since its last due day, of any outcome
	TechnicalMax  int                // technical failures on one day, then the next day
	DaysAfter     map[DebitClass]int // days from a failure of the class to the next attempt
	LookGap       time.Duration      // at least between two looks or attempts on one loan
	NotFoundLooks int                // looks that must find nothing before a debit counts as not sent
	NotFoundAfter time.Duration      // and the time since it was submitted
}

// DefaultRetryRules are the starting values: two failures for want of funds (after 12 CFR 1041.8),
// the next payday for most people within four days, five days where the bank does not know the mandate yet.
func DefaultRetryRules() RetryRules {
	return RetryRules{
		NoFundsMax: 2, AttemptsMax: 10, TechnicalMax: 3,
		DaysAfter:     map[DebitClass]int{ClassNoFunds: 4, ClassLimit: 1, ClassTechnical: 0, ClassNotYet: 5},
		LookGap:       4 * time.Hour,
		NotFoundLooks: 3, NotFoundAfter: 30 * time.Minute,
	}
}

// Standing is what a loan's debits so far mean for the next one.
type Standing struct {
	Attempt int          // number of the next attempt on the instalment
	NextOn  calendar.Day // not before this day; NoDay: not before an officer lets it go on
	Why     string       // why it waits; empty when it does not
}

// Standing reads the debits of a loan (in any order) for its first unpaid instalment. dues are the
// due days of the unpaid instalments in order. Failures before the newest due day that has come, or
// before an officer's resumption, no longer count against a new attempt, but keep their numbers.
func (r RetryRules) Standing(debits []Debit, instalment int, dues []calendar.Day, on calendar.Day, resumedAt time.Time) Standing {
	newest, next := calendar.NoDay, calendar.NoDay
	for _, d := range dues {
		if d <= on {
			newest = max(newest, d)
		} else if !next.Known() {
			next = d
		}
	}
	s := Standing{Attempt: 1, NextOn: newest}
	var failures []Debit
	unsent := 0 // orders that went to Mono and were not taken: each counts as an attempt on the instalment
	for _, d := range newestFirst(debits) {
		if d.Instalment == instalment && d.State.Attempted() {
			s.Attempt = max(s.Attempt, d.Attempt+1)
		}
		if d.State == DebitFailed && d.On >= newest && d.PlannedAt.After(resumedAt) {
			failures = append(failures, d)
		}
		if d.State == DebitNotSent && !d.SubmittedAt.IsZero() && d.On >= newest && d.PlannedAt.After(resumedAt) {
			unsent++
		}
	}
	if len(failures)+unsent >= r.AttemptsMax {
		s.NextOn, s.Why = next, "Every attempt on this instalment is used up."
		return s
	}
	if len(failures) > 0 {
		s.NextOn, s.Why = r.after(failures, next)
	}
	return s
}

// after says when the next attempt may be, given the failures that count, newest first.
func (r RetryRules) after(failures []Debit, nextDue calendar.Day) (calendar.Day, string) {
	last := failures[0]
	class := ClassOfDebit(last.ResponseCode, last.Said)
	switch {
	case class.Stops():
		return calendar.NoDay, "The bank refused in a way that a person has to look at."
	case noFundsInARow(failures) >= r.NoFundsMax:
		return nextDue, "There was too little money twice: we do not try again before the next due day unless you ask us to."
	case class == ClassTechnical && sameDay(failures) >= r.TechnicalMax:
		return last.On.AddDays(1), "The bank could not be reached several times today."
	}
	days, planned := r.DaysAfter[class]
	if !planned { // a class without a plan is one that a person has to look at
		return calendar.NoDay, "The bank refused in a way that a person has to look at."
	}
	return last.On.AddDays(days), waitWords[class]
}

var waitWords = map[DebitClass]string{
	ClassNoFunds:   "There was too little money in the account.",
	ClassLimit:     "The account's limit for the day was reached.",
	ClassTechnical: "The bank could not be reached.",
	ClassNotYet:    "The bank does not know the mandate yet.",
}

func noFundsInARow(failures []Debit) int {
	n := 0
	for _, d := range failures {
		switch ClassOfDebit(d.ResponseCode, d.Said) {
		case ClassNoFunds:
			n++
		case ClassTechnical: // neither counts nor breaks the row
		default:
			return n
		}
	}
	return n
}

func sameDay(failures []Debit) int {
	n := 0
	for _, d := range failures {
		if d.On == failures[0].On && ClassOfDebit(d.ResponseCode, d.Said) == ClassTechnical {
			n++
		}
	}
	return n
}
