package servicing_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/work"

	"github.com/google/go-cmp/cmp"
)

var (
	equalMoney = cmp.Comparer(func(a, b money.Money) bool { return a.Equal(b) })
	equalRates = cmp.Comparer(func(a, b money.Rate) bool { return a.Equal(b) })
)

func (w *world) want(l lending.Loan, states string) {
	w.Helper()
	if got := strings.TrimSpace(w.states(l)); got != states {
		w.Fatalf("debits are %q, want %q", got, states)
	}
	w.sound(l)
}

func TestALookIsNotAnAttempt(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.balance = 100
		if run := w.collect(); run.NotCovered != 1 || run.Failed != 0 || w.bank.calls["debit"] != 0 {
			w.Fatalf("%+v", run)
		}
		w.collect() // at once: no second look
		if w.bank.calls["look"] != 1 {
			w.Fatal("looked", w.bank.calls["look"], "times")
		}
		w.at = w.at.Add(5 * time.Hour)
		w.bank.balance = 100_000_00
		w.collect()
		w.want(l, "not_covered#1.1 settled#1.1")
	})
}

func TestTwoFailuresForWantOfFundsRestUntilTheNextDueDay(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.codes = []string{"51", "51"}
		w.collect()
		w.to(due(l) + 3)
		w.collect() // not yet
		w.want(l, "failed#1.1")
		w.to(due(l) + 4)
		w.collect()
		for day := range 10 {
			w.to(due(l).AddDays(5 + day))
			w.collect()
		}
		w.want(l, "failed#1.1 failed#1.2")
		if f := w.file(l); f.DaysPastDue != 14 || f.Instalments[0].State != "overdue" || f.Instalments[0].Attempts != 2 {
			w.Fatalf("%+v", f.Instalments[0])
		}
		w.bank.balance = 200_000_00
		second := l.Schedule.Rows[1]
		w.to(second.DueOn)
		run := w.collect()
		if want := l.Schedule.Rows[0].Due.Add(second.Due); !run.Collected.Equal(want) {
			w.Fatal("collected", run.Collected, "want both instalments:", want)
		}
		w.want(l, "failed#1.1 failed#1.2 settled#1.3")
		if f := w.file(l); f.DaysPastDue != 0 || f.Instalments[1].State != "paid" {
			w.Fatalf("%+v", f.Instalments[1])
		}
	})
}

func TestARefusalThatAPersonHasToSeeStopsDebits(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.codes = []string{"06"}
		w.collect()
		w.to(due(l) + 20)
		if run := w.collect(); run.Due != 0 {
			w.Fatalf("%+v", run)
		}
		w.ok(w.desk.ResumeDebits(w.ctx, l.ID, "Officer Ngozi"))
		w.collect()
		w.want(l, "failed#1.1 settled#1.2")
	})
}

func TestUnknownIsLookedUpAndNeverSentAgain(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.lost = 1 // taken, and the answer is lost
		if run := w.collect(); run.Unknown != 1 || run.Settled != 0 {
			w.Fatalf("%+v", run)
		}
		w.at = w.at.Add(10 * time.Second)
		w.collect()
		w.ok(w.desk.Reconcile(w.ctx)) // the look is not due yet
		w.want(l, "unknown#1.1")
		w.at = w.at.Add(time.Minute)
		w.ok(w.desk.Reconcile(w.ctx))
		w.want(l, "settled#1.1")
		if w.bank.calls["debit"] != 1 {
			w.Fatal("sent", w.bank.calls["debit"], "times")
		}
	})
}

func TestADebitThatNeverArrivedIsSentAgainUnderItsReference(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.dropped = 1
		w.collect()
		for range 2 {
			w.at = w.at.Add(10 * time.Minute)
			w.ok(w.desk.Reconcile(w.ctx))
		}
		w.want(l, "unknown#1.1") // two looks in twenty minutes are too few
		w.at = w.at.Add(30 * time.Minute)
		w.ok(w.desk.Reconcile(w.ctx))
		w.want(l, "not_sent#1.1")
		w.at = w.at.Add(5 * time.Hour)
		w.collect()
		w.want(l, "not_sent#1.1 settled#1.1")
		if d := w.debits(l); d[0].Reference != d[1].Reference {
			w.Error("one attempt under two references")
		}
	})
}

// The order was on its way all the time: it settles after we gave up on it.
func TestMoneyThatWasTakenAfterAllIsBooked(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.dropped = 1
		w.collect()
		for range 3 {
			w.at = w.at.Add(20 * time.Minute)
			w.ok(w.desk.Reconcile(w.ctx))
		}
		d := w.debits(l)[0]
		w.bank.Debit(w.ctx, servicing.DebitRequest{MandateID: w.mandate(l).MonoID, Reference: d.Reference, Amount: d.Amount})
		w.ok(w.desk.DebitReported(w.ctx, servicing.DebitReport{Reference: d.Reference, Outcome: servicing.OutcomeSettled}))
		w.want(l, "settled#1.1")
		w.at = w.at.Add(5 * time.Hour)
		if run := w.collect(); run.Planned != 0 {
			w.Fatalf("%+v", run)
		}
	})
}

func TestReportsOnDebitsAreHintsAndRepeatsHarmless(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.pending = true
		w.collect()
		d := w.debits(l)[0]
		forged := servicing.DebitReport{Reference: d.Reference, Outcome: servicing.OutcomeSettled, Code: "00"}
		w.ok(w.desk.DebitReported(w.ctx, forged))
		w.want(l, "unknown#1.1")
		w.bank.pending = false
		for range 3 {
			w.ok(w.desk.DebitReported(w.ctx, forged))
		}
		w.ok(w.desk.DebitReported(w.ctx, servicing.DebitReport{Reference: d.Reference, Outcome: servicing.OutcomeFailed}))
		w.ok(w.desk.DebitReported(w.ctx, servicing.DebitReport{Reference: "not ours"}))
		w.want(l, "settled#1.1")
	})
}

// A process was killed between the commit and the call, or after the call and before the outcome.
func TestAKilledSubmissionIsLookedUp(t *testing.T) {
	for _, x := range []struct {
		why   string
		taken bool
		want  string
	}{
		{"killed before the call", false, "unknown#1.1"},
		{"killed after the call", true, "settled#1.1"},
	} {
		t.Run(x.why, func(t *testing.T) {
			each(t, func(w *world) {
				l := w.active()
				w.to(due(l))
				_, err := w.desk.CollectDue(w.ctx, due(l), "schedule")
				w.ok(err)
				d := w.debits(l)[0]
				if w.wanted(work.SubmitDebit) != 1 || d.State != lending.DebitPlanned {
					w.Fatal(d.State)
				}
				_, err = w.desk.Store.UpdateDebit(w.ctx, d.ID, func(d lending.Debit) (lending.Debit, error) { return d.Submit(w.at, w.at) })
				w.ok(err)
				if x.taken {
					w.bank.Debit(w.ctx, servicing.DebitRequest{MandateID: w.mandate(l).MonoID, Reference: d.Reference, Amount: d.Amount})
				}
				calls := w.bank.calls["debit"]
				w.ok(w.desk.SubmitDebit(w.ctx, d.ID)) // the job runs again
				w.want(l, x.want)
				if w.bank.calls["debit"] != calls {
					w.Error("the debit was sent again")
				}
			})
		})
	}
}

func TestABankThatIsDownChangesNothing(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		_, err := w.desk.CollectDue(w.ctx, due(l), "schedule")
		w.ok(err)
		w.bank.down = true
		d := w.debits(l)[0]
		if err := w.desk.SubmitDebit(w.ctx, d.ID); !fault.Is(err, fault.Unavailable) {
			w.Fatal(err)
		}
		w.want(l, "planned#1.1")
		w.bank.down = false
		w.at = w.at.Add(time.Hour) // the job was lost; the sweep finds the debit
		w.ok(w.desk.Reconcile(w.ctx))
		w.want(l, "settled#1.1")
	})
}

func TestALockedAccountWaitsForItsDay(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(due(l))
		w.bank.lockedFor = 2
		w.collect()
		w.to(due(l) + 1)
		w.collect()
		w.want(l, "not_sent#1.1")
		w.to(due(l) + 2)
		w.collect()
		w.want(l, "not_sent#1.1 settled#1.1")
	})
}

// What was allowed when the debit was planned is asked again when it is sent (K6, K7).
func TestASubmissionIsCheckedAgain(t *testing.T) {
	for why, spoil := range map[string]func(w *world, l lending.Loan){
		"an officer stopped debits": func(w *world, l lending.Loan) {
			w.ok(w.desk.StopDebits(w.ctx, l.ID, "Officer Ngozi", "hardship"))
		},
		"the mandate was paused": func(w *world, l lending.Loan) {
			_, err := w.desk.Store.UpdateMandate(w.ctx, w.mandate(l).ID, lending.Mandate.Pause)
			w.ok(err)
		},
		"the ceiling is used up": func(w *world, l lending.Loan) {
			w.exec("UPDATE mandates SET ceiling = 1 WHERE loan_id = $1", l.ID.String())
		},
		"the borrower paid otherwise": func(w *world, l lending.Loan) { w.payOtherwise(l, 1_000_00) },
	} {
		t.Run(why, func(t *testing.T) {
			each(t, func(w *world) {
				l := w.active()
				w.to(due(l))
				_, err := w.desk.CollectDue(w.ctx, due(l), "schedule")
				w.ok(err)
				spoil(w, l)
				w.ok(w.desk.SubmitDebit(w.ctx, w.debits(l)[0].ID))
				if got := strings.TrimSpace(w.states(l)); got != "not_sent#1.1" || w.bank.calls["debit"] != 0 {
					w.Fatal(got)
				}
			})
		})
	}
}

// payOtherwise books a payment that did not come by a debit.
func (w *world) payOtherwise(l lending.Loan, kobo int64) {
	w.Helper()
	journals, err := w.desk.Store.Journals(w.ctx, l.ID)
	w.ok(err)
	a := lending.Allocate(money.Kobo(kobo), lending.LedgerOf(journals).Due(l.Schedule, due(l)))
	j, err := lending.BookRepayment(l, "by-transfer", a, lending.Stamp{ID: id.New[lending.Journal](), ValueOn: due(l), BookedAt: w.at, By: "test"})
	w.ok(err)
	w.ok(w.desk.Store.Post(w.ctx, j))
}

func TestNobodyIsDebitedBeforeTheDay(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		if _, err := w.desk.CollectDue(w.ctx, due(l), servicing.TriggerCommand); !fault.Is(err, fault.Invalid) {
			w.Fatal(err)
		}
		w.desk.Rules = servicing.DefaultRules()
		w.desk.Rules.RunAhead = true
		run, err := w.desk.CollectDue(w.ctx, due(l), servicing.TriggerCommand)
		if err != nil || run.Settled != 1 {
			w.Fatalf("%+v %v", run, err)
		}
	})
}

// Two processes make a run at the same moment on one PostgreSQL: every loan is debited once.
func TestTwoDesksAtOnceDebitOnce(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.PostgreSQL(t)))
	var loans []lending.Loan
	for range 12 {
		w.at = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		loans = append(loans, w.active())
	}
	w.bank.balance = 10_000_000_00
	w.to(due(loans[0]))
	var all sync.WaitGroup
	for range 2 {
		desk := *w.desk
		desk.Store = store.Servicing{Store: w.s}
		for range 2 {
			all.Go(func() {
				if _, err := desk.CollectDue(w.ctx, due(loans[0]), servicing.TriggerCommand); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	for _, l := range loans {
		w.want(l, "settled#1.1")
	}
	if w.bank.calls["debit"] != len(loans) {
		t.Error(w.bank.calls["debit"], "debits of", len(loans))
	}
	runs, err := w.desk.Store.Runs(w.ctx, true, 10)
	w.ok(err)
	settled := 0
	for _, r := range runs {
		settled += r.Settled
	}
	if settled != len(loans) {
		t.Error("runs count", settled)
	}
}
