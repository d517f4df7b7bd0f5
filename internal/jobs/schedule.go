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

// Sweep looks for what is due and not done, and does it or asks for it.
type Sweep struct {
	Name string
	Do   func(context.Context) error
}

const (
	sweepKind   = "sweep"
	collectKind = "loans.collect"
)

// sweepArgs is one pass of all sweeps.
type sweepArgs struct{}

// Kind names the job.
func (sweepArgs) Kind() string { return sweepKind }

// collectArgs is one repayment run.
type collectArgs struct{}

// Kind names the job.
func (collectArgs) Kind() string { return collectKind }

// unfinished makes a job unique among those that are not done: a pass that takes longer than the
// time between two ticks is not overtaken by the next.
var unfinished = river.UniqueOpts{ByState: []rivertype.JobState{
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
	sweep := func() (river.JobArgs, *river.InsertOpts) {
		return sweepArgs{}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: unfinished} // the next pass is the retry
	}
	collect := func() (river.JobArgs, *river.InsertOpts) {
		return collectArgs{}, &river.InsertOpts{UniqueOpts: unfinished}
	}
	return []*river.PeriodicJob{
		river.NewPeriodicJob(river.PeriodicInterval(q.SweepEvery), sweep, &river.PeriodicJobOpts{ID: sweepKind, RunOnStart: true}),
		river.NewPeriodicJob(at, collect, &river.PeriodicJobOpts{ID: collectKind}),
	}, nil
}

// Sweep makes one pass. One that fails does not keep the others from their turn.
func (q *Queue) Sweep(ctx context.Context) error {
	var errs []error
	for _, s := range q.Sweeps {
		if err := s.Do(ctx); err != nil {
			errs = append(errs, fmt.Errorf("sweep %s: %w", s.Name, err))
		}
	}
	return errors.Join(errs...)
}

type sweepWorker struct {
	river.WorkerDefaults[sweepArgs]
	q *Queue
}

// Work makes one pass of the sweeps.
func (w *sweepWorker) Work(ctx context.Context, _ *river.Job[sweepArgs]) error { return w.q.Sweep(ctx) }

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
