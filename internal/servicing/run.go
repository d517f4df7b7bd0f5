package servicing

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// RunID identifies a repayment run.
type RunID = id.Of[Run]

// Run is one repayment run: what was due as of a day and not yet done. Its counts of debits are
// read from the debits themselves and so are live while jobs still work on them.
type Run struct {
	ID         RunID
	On         calendar.Day
	Trigger    string // "schedule", "time machine", "command", "officer"
	StartedAt  time.Time
	FinishedAt time.Time
	Due        int // loans with something due
	Planned    int // debits planned
	NotCovered int
	Submitted  int // sent, and the outcome has not come
	Settled    int
	Failed     int // refused by the bank, or withdrawn before it was sent
	Unknown    int
	Collected  money.Money
}

// TriggerCommand is the trigger of app collect: its debits are sent before the run ends, so that
// the summary is complete.
const TriggerCommand = "command"

// DueLoan is a loan that a run has to look at.
type DueLoan struct {
	Loan lending.LoanID
}
