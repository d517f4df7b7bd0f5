package jobs

import (
	"time"

	"github.com/riverqueue/river/rivertype"
)

// fetchCooldown is the shortest time between two looks for jobs; River's default of 100 ms would
// make each step of a borrower's journey wait that long.
const fetchCooldown = 20 * time.Millisecond

// lookEvery is the time between two looks for jobs on SQLite, which does not tell of new ones.
const lookEvery = 100 * time.Millisecond

// Pace says how patient the queue is. It is also River's retry policy.
type Pace struct {
	Attempts int           // before a job is given up; sweeps find again what is still due
	First    time.Duration // wait after the first failure; it doubles with each
	Longest  time.Duration // wait
	Timeout  time.Duration // of one attempt: longer than any call to Mono
	Rescue   time.Duration // after which a running job is taken from a process that must be dead; above Timeout
	Keep     time.Duration // how long finished jobs stay to be looked at; business history is in our own tables
}

// Quick is the pace of sandbox mode, where a person watches.
var Quick = Pace{Attempts: 25, First: 500 * time.Millisecond, Longest: 10 * time.Second, Timeout: 45 * time.Second, Rescue: time.Minute, Keep: time.Hour}

// Steady is the pace of production: about six hours of trying.
var Steady = Pace{Attempts: 45, First: 5 * time.Second, Longest: 10 * time.Minute, Timeout: 90 * time.Second, Rescue: 3 * time.Minute, Keep: 24 * time.Hour}

// NextRetry is when a job is tried again.
func (p Pace) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(p.wait(len(job.Errors) + 1))
}

// wait is the time after the nth failure.
func (p Pace) wait(n int) time.Duration {
	w := p.First
	for range n - 1 {
		if w *= 2; w >= p.Longest {
			return p.Longest
		}
	}
	return min(w, p.Longest)
}
