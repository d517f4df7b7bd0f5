package work

import "time"

// JourneyState says how far a journey of the time machine has come.
type JourneyState string

// The states of a journey.
const (
	JourneyRunning JourneyState = "running" // the job that moves the clock: go on
	JourneyArrived JourneyState = "arrived" // final
	JourneyStopped JourneyState = "stopped" // final: a step failed too often; Said says why
)

// Journey is one ride of the time machine: the sandbox's clock goes From one instant To a later
// one, through every moment at which something may be due. Everything up to Reached has happened.
type Journey struct {
	ID         string
	From       time.Time
	To         time.Time
	Reached    time.Time
	State      JourneyState
	Steps      int
	By         string // who asked
	Said       string // what stopped it, or the last trouble
	AskedAt    time.Time
	FinishedAt time.Time
}
