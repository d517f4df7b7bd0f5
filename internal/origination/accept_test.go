package origination_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

func TestWhatAnAcceptRefuses(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		f := w.wants(w.offered(ada), origination.Offered)
		good := accept(f.Offers[0], ada)
		rows := []struct {
			name   string
			change func(*origination.Acceptor)
			kind   fault.Kind
		}{
			{"somebody else's offer", func(a *origination.Acceptor) { a.Borrower = someone() }, fault.NotFound},
			{"no such offer", func(a *origination.Acceptor) { a.Offer = "none" }, fault.NotFound},
			{"no name typed", func(a *origination.Acceptor) { a.SignedName = "  " }, fault.Invalid},
			{"other terms on the screen", func(a *origination.Acceptor) { a.TermsDigest = f.Offers[1].Digest }, fault.Conflict},
		}
		for _, r := range rows {
			a := good
			r.change(&a)
			_, err := w.desk.Accept(w.Context(), a)
			if !fault.Is(err, r.kind) {
				t.Errorf("%s: %v", r.name, err)
			}
		}
		w.wants(f.Application.ID, origination.Offered)
		first, err := w.desk.Accept(w.Context(), good)
		w.must(err)
		again, err := w.desk.Accept(w.Context(), good)
		if err != nil || again != first {
			t.Errorf("the second accept gives %s (%v), not %s", again, err, first)
		}
		_, err = w.desk.Accept(w.Context(), accept(f.Offers[1], ada))
		w.refused(err, fault.Conflict)
	})
}

func TestManyAcceptsAtOnceMakeOneLoan(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		f := w.wants(w.offered(ada), origination.Offered)
		loans := make([]lending.LoanID, 8)
		var group sync.WaitGroup
		for i := range loans {
			group.Go(func() {
				loan, err := w.desk.Accept(w.Context(), accept(f.Offers[i%2], ada))
				if err != nil && !fault.Is(err, fault.Conflict) {
					t.Error(err)
				}
				loans[i] = loan
			})
		}
		group.Wait()
		made := map[lending.LoanID]bool{}
		for _, l := range loans {
			if l != "" {
				made[l] = true
			}
		}
		var stored int
		w.must(w.store.SQL().QueryRowContext(w.Context(), "SELECT count(*) FROM loans").Scan(&stored))
		if len(made) != 1 || stored != 1 || w.pending(work.OpenMandate) != 1 {
			t.Errorf("%d loans told, %d stored, %d mandates to open", len(made), stored, w.pending(work.OpenMandate))
		}
	})
}

func TestNumbersAreGivenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		numbers := make([]string, 20)
		var group sync.WaitGroup
		for i := range numbers {
			group.Go(func() {
				n, err := s.NextNumber(t.Context(), "A", monday)
				if err != nil {
					t.Error(err)
				}
				numbers[i] = n
			})
		}
		group.Wait()
		seen := map[string]bool{}
		for _, n := range numbers {
			if seen[n] {
				t.Error("twice:", n)
			}
			seen[n] = true
		}
		if !seen["A-2026-000001"] || !seen["A-2026-000020"] {
			t.Error(numbers)
		}
		if n, err := s.NextNumber(t.Context(), "L", monday.AddDate(1, 0, 0)); n != "L-2027-000001" || err != nil {
			t.Error(n, err)
		}
	})
}

func TestAnOfficersVerdict(t *testing.T) {
	each(t, func(w *world) {
		w.outcome = underwriting.Refer
		ada := someone()
		yes, no := w.offered(ada), w.offered(someone())
		verdict := func(app origination.ApplicationID, approve bool) origination.Verdict {
			return origination.Verdict{Application: app, By: "o1", ByName: "Bola Officer", Approve: approve, Reason: "I called the employer."}
		}
		f := w.wants(yes, origination.Referred)
		_, err := w.desk.Accept(w.Context(), accept(f.Offers[0], ada))
		w.refused(err, fault.Conflict)
		silent := verdict(yes, true)
		silent.Reason = " "
		w.refused(w.desk.Review(w.Context(), silent), fault.Invalid)
		own := verdict(yes, true)
		own.By = ada.String()
		w.refused(w.desk.Review(w.Context(), own), fault.NotAllowed)
		rows, err := w.desk.Store.Queue(w.Context(), origination.Referred, 10)
		if err != nil || len(rows) != 2 || rows[0].ID != yes || rows[0].Band != "B" || len(rows[0].Reasons) != 1 {
			t.Errorf("queue %+v, %v", rows, err)
		}

		w.now = w.now.Add(time.Hour)
		w.must(w.desk.Review(w.Context(), verdict(yes, true)))
		w.refused(w.desk.Review(w.Context(), verdict(yes, false)), fault.Conflict)
		f = w.wants(yes, origination.Offered)
		if f.Verdict == nil || f.Decision.Decision.Outcome != underwriting.Refer {
			t.Errorf("verdict %v beside the decision %v", f.Verdict, f.Decision)
		}
		_, err = w.desk.Accept(w.Context(), accept(f.Offers[1], ada))
		w.must(err)

		w.must(w.desk.Review(w.Context(), verdict(no, false)))
		w.wants(no, origination.Declined)
		counts, err := w.desk.Store.QueueCounts(w.Context())
		if err != nil || counts[origination.Accepted] != 1 || counts[origination.Declined] != 1 {
			t.Error(counts, err)
		}
	})
}

func TestADeclineGivesTheReasons(t *testing.T) {
	each(t, func(w *world) {
		w.outcome = underwriting.Decline
		w.wants(w.offered(someone()), origination.Declined)
		messages, err := w.store.Messages(w.Context(), 1)
		if err != nil || len(messages) != 1 || !strings.Contains(messages[0].Body, "The instalment would be too large.") {
			t.Errorf("%+v, %v", messages, err)
		}
	})
}
