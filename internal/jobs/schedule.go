package jobs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lendwright/internal/fault"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/robfig/cron/v3"
)

// Sweep looks for what is due and not done, and does it or asks for it. Each is a job of its own with
// a time-out of its own: one that waits for Mono takes no time from those that do not.
type Sweep struct {
	Name string // no two sweeps share one
	Do   func(context.Context) error
}

const (
	sweepKind   = "sweep"
	collectKind = "loans.collect"
)

// sweepQueue is the queue of sweeps, with room for all at once: they neither wait behind the work
// under way nor keep it waiting.
const sweepQueue = "sweeps"

// sweepArgs is one pass of one sweep.
type sweepArgs struct {
	Name string `json:"name"`
}

// Kind names the job.
func (sweepArgs) Kind() string { return sweepKind }

// collectArgs is one repayment run.
type collectArgs struct{}

// Kind names the job.
func (collectArgs) Kind() string { return collectKind }

// unfinished makes a job with its arguments unique among those that are not done: a pass that takes
// longer than the time between two ticks is not overtaken by the next.
var unfinished = river.UniqueOpts{ByArgs: true, ByState: []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRetryable,
	rivertype.JobStateRunning, rivertype.JobStateScheduled,
}}

// ParseSchedule reads a cron line with five fields and, before it, CRON_TZ=… for its time zone.
func ParseSchedule(line string) (cron.Schedule, error) {
	s, err := cron.ParseStandard(line)
	if err != nil {
		return nil, fault.Because(err, fault.Invalid, "%q is no schedule like CRON_TZ=Africa/Lagos 30 6,11,18 * * *.", line)
	}
	return s, nil
}

// periodic are the jobs that the one process which River elected inserts.
func (q *Queue) periodic() ([]*river.PeriodicJob, error) {
	at, err := ParseSchedule(q.CollectAt)
	if err != nil {
		return nil, err
	}
	collect := func() (river.JobArgs, *river.InsertOpts) {
		return collectArgs{}, &river.InsertOpts{UniqueOpts: unfinished}
	}
	all := []*river.PeriodicJob{river.NewPeriodicJob(at, collect, &river.PeriodicJobOpts{ID: collectKind})}
	for i, s := range q.Sweeps {
		pass := func() (river.JobArgs, *river.InsertOpts) {
			return sweepArgs{s.Name}, &river.InsertOpts{Queue: sweepQueue, MaxAttempts: 1, UniqueOpts: unfinished} // the next pass is the retry
		}
		all = append(all, river.NewPeriodicJob(river.PeriodicInterval(q.SweepEvery), pass,
			&river.PeriodicJobOpts{ID: fmt.Sprintf("%s.%d", sweepKind, i), RunOnStart: true}))
	}
	return all, nil
}

// Sweep makes one pass of each sweep in turn. One that fails does not keep the others from their
// turn, nor does a slow one: of the time that ctx has left each gets its even share.
func (q *Queue) Sweep(ctx context.Context) error {
	var errs []error
	for i, s := range q.Sweeps {
		errs = append(errs, s.within(ctx, len(q.Sweeps)-i))
	}
	return errors.Join(errs...)
}

// within makes one pass in one of the parts of the time that ctx has left.
func (s Sweep) within(ctx context.Context, parts int) error {
	if end, bounded := ctx.Deadline(); bounded {
		share, cancel := context.WithTimeout(ctx, time.Until(end)/time.Duration(parts))
		defer cancel()
		ctx = share
	}
	if err := s.Do(ctx); err != nil {
		return fmt.Errorf("sweep %s: %w", s.Name, err)
	}
	return nil
}

type sweepWorker struct {
	river.WorkerDefaults[sweepArgs]
	q *Queue
}

// Work makes one pass of one sweep. A name that this version does not know is one of another's.
func (w *sweepWorker) Work(ctx context.Context, job *river.Job[sweepArgs]) error {
	for _, s := range w.q.Sweeps {
		if s.Name == job.Args.Name {
			return s.within(ctx, 1)
		}
	}
	return nil
}

type collectWorker struct {
	river.WorkerDefaults[collectArgs]
	collect func(ctx context.Context, trigger string) error
}

// Timeout is longer than other jobs': a run goes through all loans that are due.
func (w *collectWorker) Timeout(*river.Job[collectArgs]) time.Duration { return 15 * time.Minute }

// Work makes one repayment run as of now.
func (w *collectWorker) Work(ctx context.Context, _ *river.Job[collectArgs]) error {
	return w.collect(ctx, "schedule")
}
