package servicing_test

import (
	"sync"
	"testing"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

func (w *world) ledger(l lending.Loan) lending.Ledger {
	w.Helper()
	journals, err := w.desk.Store.Journals(w.ctx, l.ID)
	w.ok(err)
	return lending.LedgerOf(journals)
}

func (w *world) count(sql string) int {
	w.Helper()
	var n int
	w.ok(w.s.SQL().QueryRowContext(w.ctx, sql).Scan(&n))
	return n
}

func TestTheDaysEndIsBookedOnceAndMadeUpFor(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		row := l.Schedule.Rows[0]
		began := w.loan(l).DisbursedOn
		w.ok(w.desk.EndToday(w.ctx))
		if n := w.count("SELECT COUNT(*) FROM journals WHERE kind = 'interest accrual'"); n != 0 {
			w.Fatal(n, "journals on the day of the transfer")
		}
		w.to(began + 10) // ten ticks were missed
		for range 2 {
			w.ok(w.desk.EndToday(w.ctx))
		}
		a := lending.AccruingRows(w.loan(l))[0]
		if n := w.count("SELECT COUNT(*) FROM journals WHERE kind = 'interest accrual'"); n != 10 {
			w.Fatal(n, "journals for ten days")
		}
		if got := w.ledger(l).Balance(lending.InterestReceivable); !got.Equal(a.AccruedThrough(began + 10)) {
			w.Error("in the books", got, "the formula says", a.AccruedThrough(began+10))
		}
		w.to(row.DueOn + 3)
		w.ok(w.desk.EndToday(w.ctx))
		x := w.ledger(l).Instalments(l.Schedule)
		if !x[0].Accrued || !x[0].Owed.Interest.Equal(row.Interest) || !x[0].Owed.Total().Equal(row.Due) {
			w.Errorf("%+v", x[0])
		}
		if x[1].Accrued || !x[1].Owed.Total().Equal(l.Schedule.Rows[1].Due) {
			w.Errorf("the next one owes what was signed: %+v", x[1])
		}
		w.sound(l)
	})
}

func TestALoanThatHasEndedAccruesNoMore(t *testing.T) {
	each(t, func(w *world) {
		l := w.accept()
		_, err := w.desk.Store.UpdateLoan(w.ctx, l.ID, lending.Loan.Cancel)
		w.ok(err)
		if n := w.count("SELECT COUNT(*) FROM instalments WHERE accrued_on IS NULL OR paid_on IS NULL"); n != 0 {
			w.Error(n, "instalments are still looked at")
		}
	})
}

// Several processes end the same day at once: each row is booked once.
func TestProcessesShareADaysEnd(t *testing.T) {
	w := newWorld(t, storetest.New(t, storetest.PostgreSQL(t)))
	for range 6 {
		w.active()
	}
	w.at = w.at.Add(20 * 24 * time.Hour)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			desk := servicing.Desk{Store: store.Servicing{Store: w.s}, Bank: w.bank, Now: w.desk.Now, Rules: servicing.DefaultRules()}
			desk.Rules.RunBatch = 1
			if err := desk.EndToday(w.ctx); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	w.ok(w.desk.EndToday(w.ctx)) // what was held by another at the time
	if n := w.count("SELECT COUNT(*) FROM instalments WHERE accrued_on IS NULL AND accrued_to < '" + dayAt(w.at).String() + "' AND from_on < '" + dayAt(w.at).String() + "'"); n != 0 {
		t.Error(n, "rows are behind")
	}
	if n := w.count("SELECT COUNT(*) - COUNT(DISTINCT event) FROM journals"); n != 0 {
		t.Error(n, "events twice")
	}
}
