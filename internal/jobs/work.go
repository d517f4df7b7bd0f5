package jobs

import (
	"context"
	"errors"
	"maps"
	"slices"

	"lendwright/internal/work"

	"github.com/riverqueue/river"
)

// clockQueue is the queue of the time machine, so that it never waits behind the work it waits for.
const clockQueue = "clock"

// itemArgs is a work.Item as a job. Its kind in the queue is the work's.
type itemArgs struct {
	Work work.Kind `json:"work"`
	ID   string    `json:"id"`
}

// Kind is the job's kind: the work's name.
func (a itemArgs) Kind() string { return string(a.Work) }

// InsertOpts puts the time machine into its own queue.
func (a itemArgs) InsertOpts() river.InsertOpts {
	if a.Work == work.AdvanceClock {
		return river.InsertOpts{Queue: clockQueue}
	}
	return river.InsertOpts{}
}

// itemWorker does one kind of work with its handler.
type itemWorker struct {
	river.WorkerDefaults[itemArgs]
	do     Handler
	gaveUp func(context.Context, work.Item, error)
}

// Work does one item. River calls it, catches panics, and tries again after an error.
func (w itemWorker) Work(ctx context.Context, job *river.Job[itemArgs]) error {
	err := w.do(ctx, job.Args.ID)
	if errors.Is(err, ErrMore) {
		return river.JobSnooze(0)
	}
	if err != nil && job.Attempt >= job.MaxAttempts && w.gaveUp != nil {
		w.gaveUp(context.WithoutCancel(ctx), work.Item{Kind: job.Args.Work, ID: job.Args.ID}, err)
	}
	return err
}

// workers registers a worker for each kind of work, and those of the schedule.
func (q *Queue) workers() *river.Workers {
	all := river.NewWorkers()
	for _, kind := range slices.Sorted(maps.Keys(q.Handlers)) {
		river.AddWorkerArgs(all, itemArgs{Work: kind}, itemWorker{do: q.Handlers[kind], gaveUp: q.GaveUp})
	}
	river.AddWorker(all, &sweepWorker{q: q})
	river.AddWorker(all, &collectWorker{collect: q.Collect})
	return all
}
