package origination_test

import (
	"strings"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
)

func TestAConsentTakenBackEndsAnOpenApplication(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.submit(ada)
		w.link(app, "m1", "0071234598")
		w.refused(w.desk.WithdrawConsent(w.Context(), app, someone(), origination.ConsentBankData), fault.NotFound)
		w.refused(w.desk.WithdrawConsent(w.Context(), app, ada, "marketing"), fault.NotFound)
		for range 2 { // a repeat is harmless
			w.must(w.desk.WithdrawConsent(w.Context(), app, ada, origination.ConsentCreditBureau))
		}
		w.work()
		f := w.wants(app, origination.Withdrawn)
		if w.bank.asked[origination.SourceTransactions] != 0 {
			t.Error("the bank was asked after the consent had been taken back")
		}
		said := 0
		for _, e := range f.Timeline {
			if strings.Contains(e.What, "took back the consent to read your credit history") {
				said++
			}
		}
		if said != 1 {
			t.Errorf("the timeline says it %d times", said)
		}
		given, err := w.desk.Store.BorrowerConsents(w.Context(), ada)
		w.must(err)
		for _, c := range given {
			if gone := !c.WithdrawnAt.IsZero(); gone != (c.Purpose == origination.ConsentCreditBureau) {
				t.Errorf("%s withdrawn %v", c.Purpose, c.WithdrawnAt)
			}
		}
		if len(given) != 3 || given[0].Number != f.Application.Number {
			t.Errorf("consents %+v", given)
		}
	})
}

func TestAConsentTakenBackLeavesALoanStanding(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.offered(ada)
		_, err := w.desk.Accept(w.Context(), accept(w.file(app).Offers[0], ada))
		w.must(err)
		w.must(w.desk.WithdrawConsent(w.Context(), app, ada, origination.ConsentBankData))
		w.wants(app, origination.Accepted)
	})
}

func TestWhoLookedIsKeptOnceADay(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.submit(ada)
		look := origination.Read{Application: app, ByID: "o1", By: "Efe", What: "application and statement", Why: "to decide"}
		w.must(w.desk.NoteRead(w.Context(), look))
		w.now = w.now.Add(time.Hour)
		w.must(w.desk.NoteRead(w.Context(), look))
		w.now = w.now.AddDate(0, 0, 1)
		w.must(w.desk.NoteRead(w.Context(), look))
		reads, err := w.desk.Store.BorrowerReads(w.Context(), ada, 10)
		w.must(err)
		if len(reads) != 2 || !reads[1].At.Equal(monday) || reads[0].By != "Efe" {
			t.Errorf("reads %+v", reads)
		}
		other, err := w.desk.Store.BorrowerReads(w.Context(), someone(), 10)
		if w.must(err); len(other) != 0 {
			t.Errorf("somebody else's reads %+v", other)
		}
		for _, change := range []string{"UPDATE data_reads SET why = 'x'", "DELETE FROM data_reads"} {
			if _, err := w.store.SQL().ExecContext(w.Context(), change); err == nil {
				t.Errorf("%q was done", change)
			}
		}
	})
}
