package jobs

import (
	"context"
	"fmt"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/work"

	"github.com/robfig/cron/v3"
)

// DaysMax bounds one journey: the sandbox's people have habits for longer, but a person waits.
const DaysMax = 366

// Clock is a clock that can be moved forward.
type Clock interface {
	Now() time.Time
	Move(ctx context.Context, to time.Time) error
}

// Simulator is the sandbox's side of the world. Tick does what is due there up to now; Pending
// counts what is due up to now and not done, like a webhook that was not delivered yet.
type Simulator interface {
	Tick(ctx context.Context, now time.Time) error
	Pending(ctx context.Context, now time.Time) (int, error)
}

// Journeys keeps journeys. StartJourney asks for work.AdvanceClock with the row, and refuses a
// second journey at a time.
type Journeys interface {
	StartJourney(ctx context.Context, j work.Journey) error
	Journey(ctx context.Context, journey string) (work.Journey, error)
	LatestJourney(ctx context.Context) (work.Journey, error)
	ReachJourney(ctx context.Context, journey string, at time.Time) error
	TroubleJourney(ctx context.Context, journey, said string) error
	EndJourney(ctx context.Context, journey string, state work.JourneyState, at time.Time) error
}

// TimeMachine moves the sandbox's clock through every moment at which something may be due: each
// repayment run's and each midnight. It exists in sandbox mode only.
type TimeMachine struct {
	Clock    Clock
	World    Simulator
	Journeys Journeys
	Busy     func(context.Context) (int, error) // work under way
	Sweep    func(context.Context) error
	Collect  func(ctx context.Context, trigger string) error
	Schedule cron.Schedule // of the repayment run
	Zone     *time.Location
}

// Start stores a journey of some days and asks for it. It gives the journey's identifier.
func (m *TimeMachine) Start(ctx context.Context, days int, by string) (string, error) {
	if days < 1 || days > DaysMax {
		return "", fault.Newf(fault.Invalid, "The clock can be moved by 1 to %d days.", DaysMax)
	}
	now := m.Clock.Now()
	j := work.Journey{
		ID: id.New[work.Journey]().String(), From: now, To: now.In(m.Zone).AddDate(0, 0, days),
		By: by, AskedAt: now,
	}
	return j.ID, m.Journeys.StartJourney(ctx, j)
}

// Latest is the newest journey; the zero Journey where there was none.
func (m *TimeMachine) Latest(ctx context.Context) (work.Journey, error) {
	return m.Journeys.LatestJourney(ctx)
}

// advanceFor is how long one job of a journey makes steps: well below the time-out of a job.
const advanceFor = 10 * time.Second

// Advance makes steps of a journey, the Handler of work.AdvanceClock. The step that a killed process
// did not note as reached is made again, which changes nothing where it was done.
func (m *TimeMachine) Advance(ctx context.Context, journey string) error {
	for began := time.Now(); time.Since(began) < advanceFor; {
		j, err := m.Journeys.Journey(ctx, journey)
		if err != nil || j.State != work.JourneyRunning {
			return err
		}
		if err := m.step(ctx, j); err != nil {
			return err
		}
	}
	return ErrMore
}

func (m *TimeMachine) step(ctx context.Context, j work.Journey) error {
	if !j.Reached.Before(j.To) {
		return m.Journeys.EndJourney(ctx, j.ID, work.JourneyArrived, m.Clock.Now())
	}
	next, run := m.next(j.Reached, j.To)
	if err := m.live(ctx, next, run); err != nil {
		err = fmt.Errorf("jobs.TimeMachine at %s: %w", next.Format(time.RFC3339), err)
		_ = m.Journeys.TroubleJourney(ctx, j.ID, fault.Said(err)) // the error itself is kept with the job
		return err
	}
	return m.Journeys.ReachJourney(ctx, j.ID, next)
}

// GiveUp ends a journey whose step failed for the last time.
func (m *TimeMachine) GiveUp(ctx context.Context, journey string) error {
	return m.Journeys.EndJourney(ctx, journey, work.JourneyStopped, m.Clock.Now())
}

// next is the first moment after an instant at which something may be due, and whether it is a repayment run's.
func (m *TimeMachine) next(after, to time.Time) (at time.Time, run bool) {
	y, mo, d := after.In(m.Zone).Date()
	at = time.Date(y, mo, d+1, 0, 0, 0, 0, m.Zone)
	if c := m.Schedule.Next(after); !c.IsZero() && !c.After(at) {
		at, run = c, true
	}
	if at.After(to) {
		return to, false
	}
	return at, run
}

// live moves the clock to a moment and lets everything happen that is due there.
func (m *TimeMachine) live(ctx context.Context, at time.Time, run bool) error {
	if err := m.Clock.Move(ctx, at); err != nil {
		return err
	}
	if err := m.settle(ctx); err != nil {
		return err
	}
	if err := m.Sweep(ctx); err != nil {
		return err
	}
	if run {
		if err := m.Collect(ctx, "time machine"); err != nil {
			return err
		}
	}
	return m.settle(ctx)
}

// How long a step waits for quiet. It is bounded: work that cannot be done now (a bank that is
// down) is not waited for, for it is due at the next step too.
const (
	settleFor   = 8 * time.Second
	settlePause = 30 * time.Millisecond
	soon        = 10 * time.Second // of the sandbox's time: what is about to happen there is not waited for but jumped to
	hop         = time.Second
)

// settle lets the sandbox act and waits until neither it nor our jobs have anything to do.
func (m *TimeMachine) settle(ctx context.Context) error {
	for began := time.Now(); time.Since(began) < settleFor; {
		if err := m.World.Tick(ctx, m.Clock.Now()); err != nil {
			return err
		}
		quiet, err := m.quiet(ctx)
		if err != nil || quiet {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(settlePause):
		}
	}
	return nil
}

// quiet reports whether there is nothing to wait for. When all waits for the sandbox's next seconds, it hops there.
func (m *TimeMachine) quiet(ctx context.Context) (bool, error) {
	now := m.Clock.Now()
	jobs, err := m.Busy(ctx)
	if err != nil {
		return false, err
	}
	due, err := m.World.Pending(ctx, now)
	if err != nil || jobs+due > 0 {
		return false, err
	}
	shortly, err := m.World.Pending(ctx, now.Add(soon))
	if err != nil || shortly == 0 {
		return err == nil, err
	}
	return false, m.Clock.Move(ctx, now.Add(hop))
}
