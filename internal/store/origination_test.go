package store_test

import (
	"sync"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"

	"github.com/google/go-cmp/cmp"
)

// application is one of a borrower, with every field set.
func application(borrower lending.BorrowerID, number string) origination.Application {
	return origination.Application{ID: id.New[origination.Application](), Number: number, Borrower: borrower, Name: "Ọlá Ñgọzi", Email: "ola@example.ng", Phone: "0803",
		BornOn: calendar.MustParse("1991-03-19"), Employment: "gig", Employer: "Bolt", StatedIncome: money.Kobo(1), Principal: money.Kobo(10_000_000), TermMonths: 6,
		Purpose: "rent", State: origination.Submitted, SubmittedAt: noon, ChangedAt: noon}
}

func TestAnApplicationComesBackAsItWentIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := store.Origination{Store: s}
		a := application("b1", "A-1")
		if err := o.AddApplication(t.Context(), a, []origination.Consent{{Purpose: "bank_data", TextVersion: "3", At: noon}}); err != nil {
			t.Fatal(err)
		}
		a.State, a.GatherBy, a.BVN, a.BVNSession, a.BVNMethod = origination.Gathering, noon.AddDate(0, 0, 1), "22198765430", "s1", "phone"
		a.BVNMethods, a.BVNStarts, a.BVNLast4 = []origination.BVNMethod{{Method: "phone", Hint: "0803***"}}, 2, "5430"
		if err := o.UpdateApplication(t.Context(), a.ID, func(origination.Application) (origination.Application, error) { return a, nil }); err != nil {
			t.Fatal(err)
		}
		got, err := o.Application(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.BVN.Number() != "22198765430" {
			t.Error("the BVN is lost")
		}
		if diff := cmp.Diff(a, got, cmp.AllowUnexported(money.Money{})); diff != "" {
			t.Error(diff)
		}
		if _, err := o.Application(t.Context(), "none"); !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
	})
}

func TestOneOpenApplicationAlsoWhenBothComeAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := store.Origination{Store: s}
		errs := make([]error, 6)
		var group sync.WaitGroup
		for i := range errs {
			group.Go(func() { errs[i] = o.AddApplication(t.Context(), application("b1", "A-"+string(rune('1'+i))), nil) })
		}
		group.Wait()
		kept := 0
		for _, err := range errs {
			if err == nil {
				kept++
			} else if !fault.Is(err, fault.Conflict) {
				t.Error(err)
			}
		}
		if kept != 1 {
			t.Errorf("%d applications are open", kept)
		}
	})
}

func TestABankAccountHasOneOwner(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := store.Origination{Store: s}
		owners := make([]lending.BorrowerID, 6)
		var group sync.WaitGroup
		for i := range owners {
			group.Go(func() {
				owner, err := o.ClaimAccount(t.Context(), "058", "0123456789", lending.BorrowerID(rune('a'+i)), noon)
				if err != nil {
					t.Error(err)
				}
				owners[i] = owner
			})
		}
		group.Wait()
		for _, owner := range owners {
			if owner != owners[0] || owner == "" {
				t.Errorf("owners %v", owners)
			}
		}
	})
}

func TestAnOffersContractComesBackToTheKobo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := store.Origination{Store: s}
		a := application("b1", "A-1")
		if err := o.AddApplication(t.Context(), a, nil); err != nil {
			t.Fatal(err)
		}
		policy := underwriting.DefaultPolicy()
		terms := policy.Terms(underwriting.Offer{Principal: 12_345_678, TermMonths: 7, AnnualRate: "0.48", FirstDueOn: calendar.MustParse("2026-12-28")}, money.NGN, calendar.MustParse("2026-11-25"))
		schedule, err := lending.NewSchedule(terms)
		if err != nil {
			t.Fatal(err)
		}
		want := origination.Offer{ID: "o1", Application: a.ID, Position: 1, Terms: terms, Schedule: schedule, Digest: origination.TermsDigest(terms, schedule)}
		if err := o.AddOffers(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		got, err := o.Offer(t.Context(), "o1")
		if err != nil {
			t.Fatal(err)
		}
		if origination.TermsDigest(got.Terms, got.Schedule) != want.Digest {
			t.Error("the terms changed in the database")
		}
		again, err := lending.NewSchedule(got.Terms)
		if err != nil || origination.TermsDigest(got.Terms, again) != want.Digest {
			t.Error("the stored terms give another schedule:", err)
		}
		if n, err := o.OpenOffers(t.Context(), a.ID, noon); n != 1 || err != nil {
			t.Error(n, err)
		}
		got, err = o.Offer(t.Context(), "o1")
		if err != nil || !got.Open || !got.LapsesAt.Equal(noon) || got.LiveAt(noon) {
			t.Error(got.Open, got.LapsesAt, err)
		}
	})
}

func TestAWebhookIsKeptOnceWithItsWork(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		fresh := make([]bool, 6)
		var group sync.WaitGroup
		for i := range fresh {
			group.Go(func() {
				var err error
				if fresh[i], err = s.KeepWebhook(t.Context(), "w"+string(rune('0'+i)), "key", "name", []byte("{}"), noon); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		n := 0
		for _, f := range fresh {
			if f {
				n++
			}
		}
		items := storetest.Work(t, s)
		if n != 1 || len(items) != 1 || items[0].Kind != work.ProcessWebhook {
			t.Errorf("%d are new, work %v", n, items)
		}
		if err := s.FinishWebhook(t.Context(), items[0].ID, "done", "", noon); err != nil {
			t.Fatal(err)
		}
		if err := s.FinishWebhook(t.Context(), items[0].ID, "unknown", "", noon); err != nil {
			t.Fatal(err)
		}
		if _, finished, err := s.Webhook(t.Context(), items[0].ID); !finished || err != nil {
			t.Error(finished, err)
		}
		if counts, err := s.WebhookCounts(t.Context()); err != nil || counts["done"] != 1 {
			t.Error(counts, err)
		}
	})
}

func TestWhatWasWrittenIsNeverChanged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		o := store.Origination{Store: s}
		a := application("b1", "A-1")
		if err := o.AddApplication(t.Context(), a, []origination.Consent{{Purpose: "identity", TextVersion: "1"}}); err != nil {
			t.Fatal(err)
		}
		decision := origination.DecisionRecord{ID: "d1", Application: a.ID, Decision: underwriting.Decision{Outcome: underwriting.Refer}, Case: []byte("{}"), At: noon}
		if err := o.AddDecision(t.Context(), decision); err != nil {
			t.Fatal(err)
		}
		decision.ID = "d2"
		if err := o.AddDecision(t.Context(), decision); !fault.Is(err, fault.Conflict) {
			t.Error("a second decision:", err)
		}
		if err := s.AddEvent(t.Context(), a.ID.String(), noon, "You", "applied"); err != nil {
			t.Fatal(err)
		}
		for _, change := range []string{"UPDATE decisions SET outcome = 'approve'", "DELETE FROM consents", "UPDATE timeline SET what = 'x'", "DELETE FROM timeline"} {
			if _, err := s.SQL().ExecContext(t.Context(), change); err == nil {
				t.Errorf("%q was done", change)
			}
		}
	})
}
