// Package jobs does what happens by itself, and says when: follow-up work from the desks, sweeps,
// the repayment run on its schedule, the sandbox's time machine. River keeps the queue, in the
// program's own database, so that work is asked for in the transaction of the row it follows from.
//
// Execution is at least once. A tick of a schedule is a trigger and no fact: what it starts asks
// the database what is due and not done, so a lost, late or doubled tick changes nothing.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"lendwright/internal/work"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"
)

// Database is where the queue lives: SQL over SQLite, or over PostgreSQL with its Pool, which listens
// for new jobs.
type Database struct {
	SQL  *sql.DB
	Pool *pgxpool.Pool // nil on SQLite
}

// Handler does one piece of work. It must be idempotent: it may run again after it has succeeded.
type Handler func(ctx context.Context, id string) error

// ErrMore is what a Handler returns when it did a part and wants to be called again at once. It
// keeps long work in short steps, each of which a killed process loses at most.
var ErrMore = errors.New("jobs: there is more to do")

// Config is a Queue's configuration.
type Config struct {
	Database
	ID         string // names this process: the address that it serves, which no other process can hold
	Handlers   map[work.Kind]Handler
	Sweeps     []Sweep
	SweepEvery time.Duration
	Collect    func(ctx context.Context, trigger string) error // one repayment run as of now
	CollectAt  string                                          // cron: CRON_TZ=Africa/Lagos 30 6,11,18 * * *
	GaveUp     func(ctx context.Context, item work.Item, err error)
	Pace       Pace
	Workers    int // jobs at once in this process
	Log        *slog.Logger
}

// Queue is the job queue of one process.
type Queue struct {
	Config
	client *river.Client[*sql.Tx]
}

// New makes a queue. Without Handlers it only takes work in, for other processes to do.
func New(c Config) (*Queue, error) {
	q := &Queue{Config: c}
	rc, err := q.config()
	if err != nil {
		return nil, err
	}
	switch {
	case c.Pool != nil:
		q.client, err = river.NewClient(riverdatabasesql.NewWithPgxListener(c.SQL, c.Pool), rc)
	default:
		q.client, err = river.NewClient(riversqlite.New(c.SQL), rc)
	}
	if err != nil {
		return nil, fmt.Errorf("jobs.New: %w", err)
	}
	return q, nil
}

func (q *Queue) config() (*river.Config, error) {
	rc := &river.Config{
		ID: q.ID, Logger: slog.New(warnings{q.Log.Handler()}), MaxAttempts: q.Pace.Attempts, JobTimeout: q.Pace.Timeout,
		RescueStuckJobsAfter: q.Pace.Rescue, RetryPolicy: q.Pace, FetchCooldown: fetchCooldown,
		SoftStopTimeout: q.Pace.Timeout, Test: river.TestConfig{},
	}
	if q.Handlers == nil {
		return rc, nil
	}
	if q.Pool == nil {
		rc.FetchPollInterval = lookEvery
	}
	rc.CompletedJobRetentionPeriod = q.Pace.Keep
	rc.ErrorHandler = reporter{q.Log}
	rc.Queues = map[string]river.QueueConfig{
		river.QueueDefault: {MaxWorkers: q.Workers},
		clockQueue:         {MaxWorkers: 1},
		sweepQueue:         {MaxWorkers: max(1, len(q.Sweeps))},
	}
	rc.Workers = q.workers()
	var err error
	rc.PeriodicJobs, err = q.periodic()
	return rc, err
}

// Enqueue asks for work in a transaction: it is done if and only if tx commits.
func (q *Queue) Enqueue(ctx context.Context, tx *sql.Tx, items ...work.Item) error {
	many := make([]river.InsertManyParams, 0, len(items))
	for _, i := range items {
		many = append(many, river.InsertManyParams{Args: itemArgs{Work: i.Kind, ID: i.ID}})
	}
	_, err := q.client.InsertManyFastTx(ctx, tx, many)
	return err
}

// Start begins to work, with what a dead predecessor of this process left undone.
func (q *Queue) Start(ctx context.Context) error {
	if err := q.inherit(ctx); err != nil {
		return fmt.Errorf("jobs.Start: %w", err)
	}
	return q.client.Start(ctx)
}

// Stop takes no new jobs, waits for the running ones until ctx ends, and then cancels them.
func (q *Queue) Stop(ctx context.Context) error {
	err := q.client.Stop(ctx)
	if ctx.Err() == nil {
		return err
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return q.client.StopAndCancel(last)
}

// inherit gives back to the queue the jobs that a dead predecessor was running, instead of waiting
// until River takes them for stuck. On SQLite every running job is such a one, for it serves one
// process; on PostgreSQL those under our own ID, because the address it names is ours now.
func (q *Queue) inherit(ctx context.Context) error {
	statements := []string{
		"UPDATE river_job SET state = 'available' WHERE state = 'running' AND $1 <> ''",
		"DELETE FROM river_leader WHERE $1 <> ''",
	}
	if q.Pool != nil {
		statements = []string{
			"UPDATE river_job SET state = 'available' WHERE state = 'running' AND attempted_by[array_upper(attempted_by, 1)] = $1",
			"DELETE FROM river_leader WHERE leader_id = $1",
		}
	}
	for _, s := range statements {
		if _, err := q.SQL.ExecContext(ctx, s, q.ID); err != nil {
			return err
		}
	}
	return nil
}

// Busy counts the follow-up work that is under way or soon will be; sweeps, runs and the time
// machine itself do not count, nor what has failed so often that waiting for it makes no sense.
func (q *Queue) Busy(ctx context.Context) (int, error) {
	var n int
	err := q.SQL.QueryRowContext(ctx, `SELECT COUNT(*) FROM river_job WHERE kind NOT IN ($1, $2, $3)
		AND (state IN ('available', 'running') OR (state = 'retryable' AND attempt <= $4))`,
		sweepKind, collectKind, string(work.AdvanceClock), patience).Scan(&n)
	return n, err
}

// patience is how many failures of a job the time machine waits through.
const patience = 4

// Migrate gives the step that makes the queue's tables. It takes no lock: call it under the store's.
func Migrate(d Database) func(context.Context) error {
	return func(ctx context.Context) error {
		if d.Pool != nil {
			return migrate(ctx, riverdatabasesql.New(d.SQL))
		}
		return migrate(ctx, riversqlite.New(d.SQL))
	}
}

func migrate[D riverdriver.Driver[*sql.Tx]](ctx context.Context, driver D) error {
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// reporter logs what failed. The queue keeps each error with its job too.
type reporter struct{ log *slog.Logger }

// HandleError logs a failed attempt; River tries again.
func (r reporter) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level := slog.LevelWarn
	if job.Attempt >= job.MaxAttempts {
		level = slog.LevelError
	}
	r.log.Log(ctx, level, "job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "of", job.MaxAttempts, "error", err)
	return nil
}

// HandlePanic logs a mistake of ours; River tries again.
func (r reporter) HandlePanic(ctx context.Context, job *rivertype.JobRow, panicked any, trace string) *river.ErrorHandlerResult {
	r.log.ErrorContext(ctx, "job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", panicked, "trace", trace)
	return nil
}
