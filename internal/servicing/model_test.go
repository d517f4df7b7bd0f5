package servicing_test

import (
	"flag"
	"testing"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"

	"pgregory.net/rapid"
)

// Random sequences of time, runs, sweeps, kills, officers and faults of the bank. After each step the
// books are sound; in the end everything is repaid and the bank took exactly what the contract asks for.
func TestAnySequenceRepaysOnceAndNothingTwice(t *testing.T) {
	if err := flag.Set("rapid.checks", "40"); err != nil {
		t.Fatal(err)
	}
	t.Run(store.SQLite, func(t *testing.T) {
		rapid.Check(t, func(r *rapid.T) { play(newWorld(t, storetest.New(t, storetest.SQLite(t))), r, 40) })
	})
	if err := flag.Set("rapid.checks", "5"); err != nil {
		t.Fatal(err)
	}
	t.Run(store.PostgreSQL, func(t *testing.T) {
		rapid.Check(t, func(r *rapid.T) { play(newWorld(t, storetest.New(t, storetest.PostgreSQL(t))), r, 40) })
	})
}

func play(w *world, r *rapid.T, steps int) {
	w.rules(func(r *servicing.Rules) { r.Settlement = servicing.ByRule })
	l := w.active()
	w.to(due(l))
	for range rapid.IntRange(1, steps).Draw(r, "steps") {
		acts[rapid.SampledFrom(actNames).Draw(r, "act")](w, l, r)
		w.sound(l)
	}
	w.recover(l)
	if got := w.loan(l); got.State != lending.LoanClosed {
		r.Fatalf("the loan is %s: %s", got.State, w.states(l))
	}
	w.to(dayAt(w.at) + 5)
	w.ok(w.desk.SettleCollections(w.ctx))
	if got := w.balance(l, lending.CollectionsInTransit); got != 0 {
		r.Fatalf("1030 holds %d in the end", got)
	}
	if w.bank.taken != l.Schedule.TotalDue.Minor() {
		r.Fatalf("the bank took %d of %d: %s", w.bank.taken, l.Schedule.TotalDue.Minor(), w.states(l))
	}
}

// recover lets the world be well again until the loan is repaid.
func (w *world) recover(l lending.Loan) {
	w.bank.pending, w.bank.down, w.bank.lost, w.bank.dropped, w.bank.lockedFor, w.bank.codes = false, false, 0, 0, 0, nil
	w.bank.balance = 10_000_000_00
	for range 60 {
		for range 6 {
			w.at = w.at.Add(4 * time.Hour)
			w.ok(w.desk.Reconcile(w.ctx))
		}
		x := w.loan(l)
		if x.State == lending.LoanClosed {
			return
		}
		if x.StoppedWhy != "" {
			w.ok(w.desk.ResumeDebits(w.ctx, l.ID, "Officer Ngozi"))
		}
		w.collect()
		w.sound(l)
		if _, flying := lending.DebitInFlight(w.debits(l)); !flying {
			w.at = w.at.Add(7 * 24 * time.Hour)
		}
	}
}

var actNames = []string{"wait", "wait long", "run", "run", "run by jobs", "sweep", "sweep", "rich", "poor", "lose", "drop", "refuse", "hang", "outage", "webhook", "kill", "resume", "end day", "pay out", "take back"}

// acts is what can happen. Errors of an outage are as they are in life: the next sweep goes on.
var acts = map[string]func(w *world, l lending.Loan, r *rapid.T){
	"wait": func(w *world, _ lending.Loan, r *rapid.T) {
		w.at = w.at.Add(time.Duration(rapid.IntRange(1, 300).Draw(r, "minutes")) * time.Minute)
	},
	"wait long": func(w *world, _ lending.Loan, r *rapid.T) {
		w.at = w.at.Add(time.Duration(rapid.IntRange(1, 15).Draw(r, "days")) * 24 * time.Hour)
	},
	"run": func(w *world, _ lending.Loan, _ *rapid.T) {
		_, _ = w.desk.CollectDue(w.ctx, dayAt(w.at), servicing.TriggerCommand)
	},
	"run by jobs": func(w *world, l lending.Loan, _ *rapid.T) {
		_, _ = w.desk.CollectDue(w.ctx, dayAt(w.at), "schedule")
		if d, flying := lending.DebitInFlight(w.debits(l)); flying {
			_ = w.desk.SubmitDebit(w.ctx, d.ID)
		}
	},
	"sweep":  func(w *world, _ lending.Loan, _ *rapid.T) { _ = w.desk.Reconcile(w.ctx) },
	"rich":   func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.balance = 10_000_000_00 },
	"poor":   func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.balance = 100 },
	"lose":   func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.lost = 1 },
	"drop":   func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.dropped = 1 },
	"hang":   func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.pending = !w.bank.pending },
	"outage": func(w *world, _ lending.Loan, _ *rapid.T) { w.bank.down = !w.bank.down },
	"refuse": func(w *world, _ lending.Loan, r *rapid.T) {
		w.bank.codes = []string{rapid.SampledFrom([]string{"51", "91", "61", "05", "06", "ZZ"}).Draw(r, "code")}
	},
	"webhook": func(w *world, l lending.Loan, r *rapid.T) {
		debits := w.debits(l)
		if len(debits) == 0 {
			return
		}
		d := debits[rapid.IntRange(0, len(debits)-1).Draw(r, "which")]
		said := rapid.SampledFrom([]servicing.Outcome{servicing.OutcomeSettled, servicing.OutcomeFailed, servicing.OutcomeUnknown}).Draw(r, "said")
		_ = w.desk.DebitReported(w.ctx, servicing.DebitReport{Reference: d.Reference, Outcome: said})
	},
	"kill": func(w *world, l lending.Loan, _ *rapid.T) { // between the commit and the call
		_, _ = w.desk.CollectDue(w.ctx, dayAt(w.at), "schedule")
		if d, flying := lending.DebitInFlight(w.debits(l)); flying && d.State == lending.DebitPlanned {
			_, err := w.desk.Store.UpdateDebit(w.ctx, d.ID, func(d lending.Debit) (lending.Debit, error) { return d.Submit(w.at, w.at) })
			w.ok(err)
		}
	},
	"end day": func(w *world, _ lending.Loan, _ *rapid.T) { w.ok(w.desk.EndToday(w.ctx)) },
	"pay out": func(w *world, _ lending.Loan, _ *rapid.T) { w.ok(w.desk.SettleCollections(w.ctx)) },
	"take back": func(w *world, l lending.Loan, r *rapid.T) { // the payer's bank, at any time, said once or twice
		for _, d := range w.debits(l) {
			if !d.Kept() {
				continue
			}
			w.bank.taken -= d.Collected().Minor()
			w.bank.balance += d.Collected().Minor()
			for range rapid.IntRange(1, 2).Draw(r, "said") {
				w.ok(w.desk.DebitReversed(w.ctx, servicing.ReversalReport{Reference: d.Reference}))
			}
			return
		}
	},
	"resume": func(w *world, l lending.Loan, _ *rapid.T) { _ = w.desk.ResumeDebits(w.ctx, l.ID, "Officer Ngozi") },
}
