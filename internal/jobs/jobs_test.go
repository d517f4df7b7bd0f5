package jobs_test

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/jobs"
	"lendwright/internal/notify"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/work"
)

// seen records what handlers were called with.
type seen struct {
	mu    sync.Mutex
	calls []string
}

func (s *seen) add(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, id)
	n := 0
	for _, c := range s.calls {
		if c == id {
			n++
		}
	}
	return n
}

func (s *seen) count(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, c := range s.calls {
		if c == id {
			n++
		}
	}
	return n
}

func each(t *testing.T, f func(t *testing.T, s *store.Store)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if err := s.Migrate(t.Context(), jobs.Migrate(database(s))); err != nil {
			t.Fatal(err)
		}
		f(t, s)
	})
}

func database(s *store.Store) jobs.Database { return jobs.Database{SQL: s.SQL(), Pool: s.Pool()} }

// config is a queue's with which nothing happens by itself.
func config(s *store.Store, id string, handlers map[work.Kind]jobs.Handler) jobs.Config {
	return jobs.Config{
		Database: database(s), ID: id, Handlers: handlers, SweepEvery: time.Hour, Workers: 5,
		Collect: func(context.Context, string) error { return nil }, CollectAt: "CRON_TZ=Africa/Lagos 30 6 * * *",
		Pace: jobs.Pace{Attempts: 3, First: 10 * time.Millisecond, Longest: 50 * time.Millisecond, Timeout: 5 * time.Second, Rescue: 6 * time.Second, Keep: time.Hour},
		Log:  slog.New(slog.DiscardHandler),
	}
}

// open makes a queue, connects the store to it and starts it.
func open(t *testing.T, s *store.Store, c jobs.Config) *jobs.Queue {
	t.Helper()
	q, err := jobs.New(c)
	if err != nil {
		t.Fatal(err)
	}
	s.SetEnqueue(q.Enqueue)
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := q.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	return q
}

func eventually(t *testing.T, what string, f func() bool) {
	t.Helper()
	for began := time.Now(); time.Since(began) < 15*time.Second; time.Sleep(10 * time.Millisecond) {
		if f() {
			return
		}
	}
	t.Fatal("never: ", what)
}

func idle(t *testing.T, q *jobs.Queue) func() bool {
	return func() bool {
		n, err := q.Busy(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n == 0
	}
}

func TestWorkIsDoneWhenItsTransactionCommitsAndNotOtherwise(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var done seen
		q := open(t, s, config(s, "a", map[work.Kind]jobs.Handler{
			work.SendMessage: func(_ context.Context, id string) error { done.add(id); return nil },
		}))
		broken := errors.New("after the work was asked for")
		s.SetEnqueue(func(ctx context.Context, tx *sql.Tx, items ...work.Item) error {
			if err := q.Enqueue(ctx, tx, items...); err != nil {
				return err
			}
			return broken
		})
		if err := s.AddMessage(t.Context(), message("never")); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		s.SetEnqueue(q.Enqueue)
		if err := s.AddMessage(t.Context(), message("kept")); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the message is sent", func() bool { return done.count("kept") == 1 })
		eventually(t, "idle", idle(t, q))
		if _, err := s.Message(t.Context(), "never"); !fault.Is(err, fault.NotFound) || done.count("never") > 0 {
			t.Error("the rollback left a row or a job:", err, done.calls)
		}
		if done.count("kept") != 1 {
			t.Error("done more than once:", done.calls)
		}
	})
}

func message(id string) notify.Message {
	return notify.Message{ID: notify.MessageID(id), To: "ada@example.com", Subject: "s", Body: "b", CreatedAt: time.Now()}
}

func TestFailedWorkIsTriedAgainAndGivenUpInTheEnd(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var done, lost seen
		c := config(s, "a", map[work.Kind]jobs.Handler{
			work.DisburseLoan: func(_ context.Context, id string) error {
				if done.add(id) == 1 {
					panic("a mistake of ours")
				}
				if id == "late" && done.count(id) == 3 {
					return nil
				}
				return fault.Newf(fault.Unavailable, "The bank does not answer.")
			},
		})
		c.GaveUp = func(_ context.Context, item work.Item, _ error) { lost.add(item.ID) }
		q := open(t, s, c)
		if err := s.Enqueue(t.Context(), work.Item{Kind: work.DisburseLoan, ID: "late"}, work.Item{Kind: work.DisburseLoan, ID: "never"}); err != nil {
			t.Fatal(err)
		}
		eventually(t, "the third attempt works", func() bool { return done.count("late") == 3 })
		eventually(t, "the other is given up", func() bool { return lost.count("never") == 1 })
		eventually(t, "idle", idle(t, q))
		if lost.count("late") > 0 || done.count("never") != 3 {
			t.Error("done", done.calls, "lost", lost.calls)
		}
	})
}

func TestAJobOfADeadPredecessorIsDoneAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		if err := insertOnly(t, s).Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Enqueue(t.Context(), work.Item{Kind: work.SubmitDebit, ID: "d1"}); err != nil {
			t.Fatal(err)
		}
		// What a killed process leaves behind: a running job under its name, and its leadership.
		by, at := "ARRAY['127.0.0.1:8080']", "now()"
		if s.Dialect() == store.SQLite {
			by, at = "jsonb('[\"127.0.0.1:8080\"]')", "datetime('now', 'subsec')"
		}
		if _, err := s.SQL().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = "+at+", attempted_by = "+by); err != nil {
			t.Fatal(err)
		}
		var done seen
		handlers := map[work.Kind]jobs.Handler{work.SubmitDebit: func(_ context.Context, id string) error { done.add(id); return nil }}
		if s.Dialect() == store.PostgreSQL { // another process's start does not take it
			open(t, s, config(s, "127.0.0.1:9999", handlers))
			time.Sleep(300 * time.Millisecond)
			if done.count("d1") != 0 {
				t.Fatal("a job that may be running elsewhere was taken")
			}
		}
		open(t, s, config(s, "127.0.0.1:8080", handlers))
		eventually(t, "the job is done", func() bool { return done.count("d1") == 1 })
	})
}

// insertOnly connects the store to a queue that only takes work in.
func insertOnly(t *testing.T, s *store.Store) *jobs.Queue {
	t.Helper()
	q, err := jobs.New(jobs.Config{Database: database(s), ID: "in", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	s.SetEnqueue(q.Enqueue)
	return q
}

func TestLongWorkGoesOnInShortSteps(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var done seen
		q := open(t, s, config(s, "a", map[work.Kind]jobs.Handler{
			work.AdvanceClock: func(_ context.Context, id string) error {
				if done.add(id) < 5 {
					return jobs.ErrMore
				}
				return nil
			},
		}))
		began := time.Now()
		if err := s.Enqueue(t.Context(), work.Item{Kind: work.AdvanceClock, ID: "j"}); err != nil {
			t.Fatal(err)
		}
		eventually(t, "five steps, more than there are attempts", func() bool { return done.count("j") == 5 })
		t.Log("a step took", time.Since(began)/5)
		eventually(t, "idle", idle(t, q))
	})
}

func TestSweepsRunByThemselvesAndOneFailureHoldsNobodyUp(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var done seen
		c := config(s, "a", map[work.Kind]jobs.Handler{})
		c.SweepEvery = time.Second
		c.Sweeps = []jobs.Sweep{
			{Name: "broken", Do: func(context.Context) error { done.add("broken"); return errors.New("broken") }},
			{Name: "whole", Do: func(context.Context) error { done.add("whole"); return nil }},
		}
		open(t, s, c)
		eventually(t, "two passes", func() bool { return done.count("whole") >= 2 && done.count("broken") >= 2 })
	})
}

// TestASlowSweepLeavesTimeToTheOthers is the finding D1 of the review: five sweeps shared one deadline
// in turn, so that the reconciling of debits got a dead context while mandates waited for Mono.
func TestASlowSweepLeavesTimeToTheOthers(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		var done seen
		c := config(s, "a", map[work.Kind]jobs.Handler{})
		c.SweepEvery = time.Second
		c.Sweeps = []jobs.Sweep{
			{Name: "slow", Do: func(ctx context.Context) error { <-ctx.Done(); done.add("slow"); return ctx.Err() }},
			{Name: "money", Do: func(ctx context.Context) error {
				if ctx.Err() == nil {
					done.add("money")
				}
				return ctx.Err()
			}},
		}
		q := open(t, s, c)
		eventually(t, "money is swept again and again while the first pass of the slow one is under way", func() bool { return done.count("money") >= 3 })
		if done.count("slow") > 0 {
			t.Error("the slow sweep ended before its time-out of", c.Pace.Timeout)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		before := done.count("money")
		if err := q.Sweep(ctx); err == nil || done.count("money") == before {
			t.Error("in the time machine's pass the second sweep gets a dead context:", err)
		}
	})
}

func TestTwoProcessesShareTheWorkAndDoNothingTwice(t *testing.T) {
	s := storetest.New(t, storetest.PostgreSQL(t))
	if err := s.Migrate(t.Context(), jobs.Migrate(database(s))); err != nil {
		t.Fatal(err)
	}
	var done, byA, byB seen
	process := func(name string, mine *seen) *jobs.Queue {
		return open(t, s, config(s, name, map[work.Kind]jobs.Handler{work.SubmitDebit: func(_ context.Context, id string) error {
			done.add(id)
			mine.add("any")
			time.Sleep(2 * time.Millisecond)
			return nil
		}}))
	}
	a := process("a", &byA)
	process("b", &byB)
	var items []work.Item
	for i := range 200 {
		items = append(items, work.Item{Kind: work.SubmitDebit, ID: strconv.Itoa(i)})
	}
	if err := s.Enqueue(t.Context(), items...); err != nil {
		t.Fatal(err)
	}
	eventually(t, "all is done", idle(t, a))
	for _, i := range items {
		if n := done.count(i.ID); n != 1 {
			t.Errorf("%s was done %d times", i.ID, n)
		}
	}
	if byA.count("any") == 0 || byB.count("any") == 0 {
		t.Error("one did everything:", byA.count("any"), byB.count("any"))
	}
}

func TestAWrongScheduleIsRefusedInWords(t *testing.T) {
	if _, err := jobs.ParseSchedule("every morning"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
	at, err := jobs.ParseSchedule("CRON_TZ=Africa/Lagos 30 6,11,18 * * *")
	if err != nil {
		t.Fatal(err)
	}
	if next := at.Next(time.Date(2026, 11, 25, 5, 30, 0, 0, time.UTC)).UTC().Format("15:04"); next != "10:30" {
		t.Error("after 06:30 in Lagos comes 11:30 there, not", next, "UTC")
	}
}
