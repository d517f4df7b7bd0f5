package origination_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

// paidOut makes every loan that waits an active one, as servicing does.
func (w *world) paidOut() {
	w.Helper()
	_, err := w.store.SQL().ExecContext(w.Context(), "UPDATE loans SET state = 'active', disbursed_on = '2026-11-25' WHERE state = 'awaiting_mandate'")
	w.must(err)
}

func (w *world) acceptFirst(app origination.ApplicationID) (lending.LoanID, error) {
	w.Helper()
	f := w.wants(app, origination.Offered)
	return w.desk.Accept(w.Context(), accept(f.Offers[0], f.Application.Borrower))
}

// TestALoanThatWaitsIsOwed is the finding A9 of the review: accepting one loan, applying again at
// once and authorising all of their mandates in one day paid each of them out.
func TestALoanThatWaitsIsOwed(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		_, err := w.acceptFirst(w.offered(ada))
		w.must(err)
		known, err := w.desk.Store.OwnLoans(w.Context(), ada)
		if err != nil || len(known) != 1 || known[0].ClosedOn != nil || known[0].FirstDueOn == nil || known[0].TermDays < 28 || known[0].Principal != 10_000_000 {
			t.Errorf("own loans %+v, %v", known, err)
		}
		_, err = w.desk.Submit(w.Context(), ada, submission())
		if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Said(err), "is not paid out yet") {
			t.Error("applying beside a loan that waits:", err)
		}
		w.paidOut()
		w.offered(ada)
	})
}

// TestOffersDoNotOutliveWhatTheyWereMadeOn: the limits of a decision hold for the loans it knew.
func TestOffersDoNotOutliveWhatTheyWereMadeOn(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		_, err := w.acceptFirst(w.offered(ada))
		w.must(err)
		w.paidOut()
		same := w.offered(ada) // on the day of the first loan, which the engine leaves out
		_, err = w.acceptFirst(same)
		if !fault.Is(err, fault.Conflict) || !strings.Contains(fault.Said(err), "after these offers were made") {
			t.Error("beside a loan of the same day:", err)
		}
		w.must(w.desk.Withdraw(w.Context(), same, ada))
		w.now = w.now.Add(24 * time.Hour)
		_, err = w.acceptFirst(w.offered(ada)) // the engine knew the loan and allowed another
		w.must(err)
	})
}

// TestOnePersonIsOneBorrower is the other half of A9: a second e-mail address and a second account
// under the same proven BVN began with a clean sheet.
func TestOnePersonIsOneBorrower(t *testing.T) {
	each(t, func(w *world) {
		one, two := someone(), someone()
		w.bvns[one], w.bvns[two] = "22155555550", "22155555550"
		_, err := w.acceptFirst(w.offered(one))
		w.must(err)
		w.paidOut()
		w.now = w.now.Add(24 * time.Hour)
		app := w.offered(two)
		known, err := w.desk.Store.OwnLoans(w.Context(), two)
		if err != nil || len(known) != 1 {
			t.Errorf("own loans %+v, %v", known, err)
		}
		f := w.wants(app, origination.Referred)
		if !strings.Contains(timelineOf(f), "under another log-in") {
			t.Error("the officer is not told:", timelineOf(f))
		}
		var digest string
		w.must(w.store.SQL().QueryRowContext(w.Context(), "SELECT DISTINCT digest FROM bvn_owners").Scan(&digest))
		if strings.Contains(digest, "22155555550") || digest == origination.BVNDigest([]byte("another key"), "22155555550") {
			t.Error("the digest does not hide the number:", digest)
		}
	})
}

func timelineOf(f origination.File) string {
	var all []string
	for _, e := range f.Timeline {
		all = append(all, e.Who+" "+e.What)
	}
	return strings.Join(all, "\n")
}

func TestTwoBVNsUnderOneLogInGoToAnOfficer(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		w.must(w.desk.Withdraw(w.Context(), w.offered(ada), ada))
		w.bvns[ada] = "22155555551"
		w.wants(w.offered(ada), origination.Referred)
	})
}

// TestOnePersonAcceptsOnceAtATime: two log-ins of one person press the button at once.
func TestOnePersonAcceptsOnceAtATime(t *testing.T) {
	each(t, func(w *world) {
		one, two := someone(), someone()
		apps := []origination.ApplicationID{w.offered(one), w.offered(two)}
		_, err := w.store.SQL().ExecContext(w.Context(), "UPDATE bvn_owners SET digest = (SELECT MIN(digest) FROM bvn_owners)")
		w.must(err) // found out after both had offers
		var won, lost int
		var mu sync.Mutex
		var both sync.WaitGroup
		for _, app := range apps {
			f := w.wants(app, origination.Offered)
			both.Go(func() {
				_, err := w.desk.Accept(w.Context(), accept(f.Offers[0], f.Application.Borrower))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
				case fault.Is(err, fault.Conflict):
					lost++
				default:
					t.Error(err)
				}
			})
		}
		both.Wait()
		if won != 1 || lost != 1 {
			t.Errorf("%d loans for one person, %d refusals", won, lost)
		}
	})
}
