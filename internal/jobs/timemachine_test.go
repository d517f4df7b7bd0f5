package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/jobs"
	"lendwright/internal/store"
	"lendwright/internal/work"

	"github.com/google/go-cmp/cmp"
)

// world is a sandbox in which a webhook is due two seconds after each tick of a new day.
type world struct {
	mu      sync.Mutex
	due     []time.Time
	day     calendar.Day
	settled int
}

func (w *world) Tick(_ context.Context, now time.Time) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if d := calendar.DayOf(now, calendar.Lagos); d != w.day {
		w.day = d
		w.due = append(w.due, now.Add(2*time.Second))
	}
	for len(w.due) > 0 && !w.due[0].After(now) {
		w.due = w.due[1:]
		w.settled++
	}
	return nil
}

func (w *world) Pending(_ context.Context, now time.Time) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, d := range w.due {
		if !d.After(now) {
			n++
		}
	}
	return n, nil
}

// ride is a time machine over a store, with a record of its repayment runs.
type ride struct {
	*jobs.TimeMachine
	q     *jobs.Queue
	mu    sync.Mutex
	runs  []string
	fails int // how many runs fail first
}

func newRide(t *testing.T, s *store.Store) *ride {
	t.Helper()
	clock, err := s.Clock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	at, err := jobs.ParseSchedule("CRON_TZ=Africa/Lagos 30 6,18 * * *")
	if err != nil {
		t.Fatal(err)
	}
	r := &ride{}
	r.TimeMachine = &jobs.TimeMachine{
		Clock: clock, World: &world{}, Journeys: s, Schedule: at, Zone: calendar.Lagos,
		Busy:  func(ctx context.Context) (int, error) { return r.q.Busy(ctx) },
		Sweep: func(context.Context) error { return nil },
		Collect: func(_ context.Context, trigger string) error {
			r.mu.Lock()
			defer r.mu.Unlock()
			if r.fails > 0 {
				r.fails--
				return errors.New("killed")
			}
			r.runs = append(r.runs, clock.Now().In(calendar.Lagos).Format("2006-01-02 15")+" "+trigger)
			return nil
		},
	}
	c := config(s, "a", map[work.Kind]jobs.Handler{work.AdvanceClock: r.Advance})
	c.GaveUp = func(ctx context.Context, i work.Item, _ error) { _ = r.GiveUp(ctx, i.ID) }
	r.q = open(t, s, c)
	return r
}

func (r *ride) latest(t *testing.T) work.Journey {
	t.Helper()
	j, err := r.Latest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func TestTheTimeMachineStopsAtEveryRunOnTheWay(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		r := newRide(t, s)
		if j := r.latest(t); j.ID != "" {
			t.Errorf("a journey before the first: %+v", j)
		}
		r.fails = 1 // one step is interrupted and made again
		began := r.Clock.Now()
		id, err := r.Start(t.Context(), 3, "Ngozi Officer")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Start(t.Context(), 1, "Another"); !fault.Is(err, fault.Conflict) {
			t.Error("a second journey at a time:", err)
		}
		eventually(t, "it arrives", func() bool { return r.latest(t).State == work.JourneyArrived })
		j := r.latest(t)
		if j.ID != id || j.By != "Ngozi Officer" || j.Steps < 9 || !j.Reached.Equal(j.To) || j.Said != "" {
			t.Errorf("%+v", j)
		}
		if gone := r.Clock.Now().Sub(began); gone < 72*time.Hour || gone > 72*time.Hour+time.Minute {
			t.Error("the clock went", gone)
		}
		if diff := cmp.Diff(runsBetween(began, j.To), r.runs); diff != "" {
			t.Error("runs:", diff)
		}
		if n := r.World.(*world).settled; n < 4 {
			t.Errorf("the sandbox's webhooks were waited for on %d days", n)
		}
	})
}

// runsBetween is each half past six between two instants.
func runsBetween(from, to time.Time) []string {
	var out []string
	for d := calendar.DayOf(from, calendar.Lagos); d <= calendar.DayOf(to, calendar.Lagos); d++ {
		for _, hour := range []int{6, 18} {
			if at := d.At(hour, 30, calendar.Lagos); at.After(from) && !at.After(to) {
				out = append(out, fmt.Sprintf("%s %02d time machine", d, hour))
			}
		}
	}
	return out
}

func TestAJourneyWhoseStepNeverWorksIsStopped(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		r := newRide(t, s)
		r.fails = 1000
		if _, err := r.Start(t.Context(), 2, "x"); err != nil {
			t.Fatal(err)
		}
		eventually(t, "it is stopped", func() bool { return r.latest(t).State == work.JourneyStopped })
		if j := r.latest(t); j.Said == "" || j.FinishedAt.IsZero() {
			t.Errorf("%+v", j)
		}
		r.fails = 0
		if _, err := r.Start(t.Context(), 1, "x"); err != nil {
			t.Error("the next one:", err)
		}
		eventually(t, "the next arrives", func() bool { return r.latest(t).State == work.JourneyArrived })
	})
}

func TestTheLengthOfAJourneyIsBounded(t *testing.T) {
	for _, days := range []int{-1, 0, jobs.DaysMax + 1} {
		if _, err := (&jobs.TimeMachine{}).Start(t.Context(), days, "x"); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d days: %v", days, err)
		}
	}
}
