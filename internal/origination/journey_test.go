package origination_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/store/storetest"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

func TestFromAnApplicationToALoan(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.submit(ada)
		if f := w.wants(app, origination.Submitted); !strings.HasPrefix(f.Application.Number, "A-2026-") || len(f.Consents) != 3 {
			t.Errorf("number %q, %d consents", f.Application.Number, len(f.Consents))
		}
		w.link(app, "m1", "0071234598")
		f := w.wants(app, origination.Gathering)
		if !f.Application.GatherBy.Equal(monday.Add(30 * time.Minute)) {
			t.Error("the gathering closes at", f.Application.GatherBy)
		}
		w.work()
		for source, state := range map[origination.Source]origination.EvidenceState{
			origination.SourceDetails: origination.EvidenceArrived, origination.SourceTransactions: origination.EvidenceArrived,
			origination.SourceIncome: origination.EvidenceAsked, origination.SourceInsights: origination.EvidenceAsked,
			origination.SourceCreditworthiness: origination.EvidenceWaiting, origination.SourceBVN: origination.EvidenceWaiting,
			origination.SourceCreditHistory: origination.EvidenceWaiting} {
			if e := w.evidence(app, source); e.State != state {
				t.Errorf("%s is %s, want %s", source, e.State, state)
			}
		}
		w.report("m1", origination.SourceIncome)
		w.report("m1", origination.SourceInsights)
		w.confirmBVN(app)
		w.work()
		w.wants(app, origination.Gathering) // the creditworthiness is still on its way
		w.report("m1", origination.SourceCreditworthiness)
		w.work()
		f = w.wants(app, origination.Offered)
		if f.Decision == nil || len(f.Offers) != 2 || !f.Offers[0].LiveAt(w.now) || len(f.Offers[0].Schedule.Rows) != 3 {
			t.Fatalf("decision %v, offers %+v", f.Decision, f.Offers)
		}
		loan, err := w.desk.Accept(w.Context(), accept(f.Offers[0], ada))
		w.must(err)
		f = w.wants(app, origination.Accepted)
		if f.Acceptance == nil || f.Acceptance.Loan != loan || w.pending(work.OpenMandate) != 1 {
			t.Errorf("acceptance %+v, %d mandates to open", f.Acceptance, w.pending(work.OpenMandate))
		}
		if len(f.Timeline) < 6 || f.Timeline[0].Who != "You" {
			t.Errorf("timeline %+v", f.Timeline)
		}
		messages, err := w.store.MessagesTo(w.Context(), "ngozi@example.ng", 10)
		if err != nil || len(messages) != 2 {
			t.Errorf("%d messages (%v), want the offers and the agreement", len(messages), err)
		}
	})
}

func accept(o origination.Offer, by lending.BorrowerID) origination.Acceptor {
	return origination.Acceptor{Offer: o.ID, Borrower: by, TermsDigest: o.Digest, SignedName: "Ngozi Adeyemi"}
}

func TestWebhooksMayComeTwiceAndInAnyOrder(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		ref := w.ref(app)
		w.updated(ref, "m1", "0071234598", "AVAILABLE") // before account_connected
		w.connected(ref, "m1")
		w.report("m1", origination.SourceIncome) // before anybody asked
		w.updated(ref, "m1", "0071234598", "AVAILABLE")
		w.connected(ref, "m1")
		w.work()
		for range 2 {
			w.report("m1", origination.SourceInsights)
			w.work()
		}
		w.confirmBVN(app)
		w.must(w.desk.ConfirmBVN(w.Context(), app, "123456"))
		w.work()
		w.report("m1", origination.SourceCreditworthiness)
		w.report("m1", origination.SourceCreditworthiness)
		w.work()
		f := w.wants(app, origination.Offered)
		if len(f.Accounts) != 1 || f.Accounts[0].DataStatus != "AVAILABLE" || len(f.Evidence) != 9 || len(f.Offers) != 2 {
			t.Errorf("%d accounts (%+v), %d pieces, %d offers", len(f.Accounts), f.Accounts, len(f.Evidence), len(f.Offers))
		}
		for source, n := range w.bank.asked {
			if n > 1 && source != origination.SourceInsights {
				t.Errorf("%s was asked for %d times", source, n)
			}
		}
		w.must(w.desk.Decide(w.Context(), app)) // a repeat of the job
	})
}

// TestAnyOrderEndsAlike deals the same messages, each twice, in many orders, with work done in between or not.
func TestAnyOrderEndsAlike(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w := newWorld(t, storetest.New(t, storetest.SQLite(t)))
			chance := rand.New(rand.NewPCG(seed, 1))
			app := w.submit(someone())
			ref := w.ref(app)
			messages := []func(){
				func() { w.connected(ref, "m1") }, func() { w.updated(ref, "m1", "0071234598", "AVAILABLE") },
				func() { w.report("m1", origination.SourceIncome) }, func() { w.report("m1", origination.SourceInsights) },
				func() { w.report("m1", origination.SourceCreditworthiness) },
			}
			messages[chance.IntN(2)]() // an account's reports come after its link
			deal := append(append([]func(){func() { w.confirmBVN(app) }}, messages...), messages...)
			chance.Shuffle(len(deal), func(i, j int) { deal[i], deal[j] = deal[j], deal[i] })
			for _, message := range deal {
				if message(); chance.IntN(3) == 0 {
					w.work()
				}
			}
			w.work()
			w.now = w.now.Add(3 * time.Minute) // an announcement that came too early is looked for
			w.must(w.desk.CloseOverdue(w.Context()))
			w.work()
			if f := w.wants(app, origination.Offered); len(f.Accounts) != 1 || len(f.Evidence) != 9 || f.Decision == nil {
				t.Errorf("%d accounts, %d pieces", len(f.Accounts), len(f.Evidence))
			}
		})
	}
}

func TestOneOpenApplicationForEachBorrower(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.submit(ada)
		_, err := w.desk.Submit(w.Context(), ada, submission())
		w.refused(err, fault.Conflict)
		w.submit(someone())
		w.refused(w.desk.Withdraw(w.Context(), app, someone()), fault.NotFound)
		w.must(w.desk.Withdraw(w.Context(), app, ada))
		w.must(w.desk.Withdraw(w.Context(), app, ada))
		w.submit(ada)
		apps, err := w.desk.Store.BorrowerApplications(w.Context(), ada)
		if err != nil || len(apps) != 2 || apps[1].State != origination.Withdrawn {
			t.Errorf("%+v, %v", apps, err)
		}
	})
}

func TestAFormWithoutAConsentIsRefused(t *testing.T) {
	each(t, func(w *world) {
		s := submission()
		s.Consents = s.Consents[1:]
		_, err := w.desk.Submit(w.Context(), someone(), s)
		w.refused(err, fault.Invalid)
	})
}

func TestTheCodeOfTheRedirectReplacesALostWebhook(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		ref := w.ref(app)
		w.bank.codes["code_1"] = "m1"
		w.bank.account = origination.AccountReport{Institution: "GTBank", BankCode: "058", Number: "0071234598", DataStatus: "AVAILABLE"}
		w.must(w.desk.LinkReturned(w.Context(), app, ref, "code_1"))
		w.work()
		w.wants(app, origination.Gathering)
		w.now = w.now.Add(3 * time.Minute) // account_updated is lost too: we look ourselves
		w.must(w.desk.CloseOverdue(w.Context()))
		w.work()
		if e := w.evidence(app, origination.SourceTransactions); e.State != origination.EvidenceArrived {
			t.Error("the transactions are", e.State)
		}
		other := w.submit(someone())
		w.refused(w.desk.LinkReturned(w.Context(), other, ref, "code_2"), fault.NotFound)
	})
}

func TestTwoBorrowersMayNotLinkOneAccount(t *testing.T) {
	each(t, func(w *world) {
		w.link(w.submit(someone()), "m1", "0071234598")
		thief := w.submit(someone())
		w.link(thief, "m2", "0071234598")
		w.work()
		f := w.wants(thief, origination.Gathering)
		if f.Accounts[0].Refused == "" {
			t.Error("the account is used")
		}
		last := f.Timeline[len(f.Timeline)-1]
		if !strings.Contains(last.What, "another customer") {
			t.Errorf("the timeline ends with %q", last.What)
		}
		w.link(thief, "m3", "0079999999")
		w.work()
		if e := w.evidence(thief, origination.SourceIncome); len(w.file(thief).Accounts) != 2 || e.State == origination.EvidenceWaiting {
			t.Error("the other account is not used:", e.State)
		}
	})
}

var errDown = fault.Newf(fault.Unavailable, "Mono does not answer at the moment.")

func lost() error {
	return fault.Because(errors.Join(origination.ErrOutcomeUnknown, errors.New("time-out")), fault.Unavailable, "Lost.")
}

// TestTroubleOfTheBank: each row is a source's troubles, how often it was asked, and how it ended.
func TestTroubleOfTheBank(t *testing.T) {
	down := func(n int) (all []error) {
		for range n {
			all = append(all, errDown)
		}
		return all
	}
	rows := []struct {
		name    string
		source  origination.Source
		trouble []error
		asked   int
		ends    origination.EvidenceState
	}{
		{"down twice, then there", origination.SourceTransactions, down(2), 3, origination.EvidenceArrived},
		{"not ready at first", origination.SourceStatement, []error{errors.Join(origination.ErrNotReady, errDown)}, 2, origination.EvidenceArrived},
		{"refused", origination.SourceIdentity, []error{fault.Newf(fault.NotFound, "No owner.")}, 1, origination.EvidenceMissing},
		{"down for good", origination.SourceDetails, down(100), 12, origination.EvidenceMissing},
		{"too many calls before it was put", origination.SourceIncome, down(3), 4, origination.EvidenceAsked},
		{"the reply to a billed question was lost", origination.SourceIncome, []error{lost()}, 1, origination.EvidenceAsked},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			each(t, func(w *world) {
				w.bank.trouble[r.source] = r.trouble
				app := w.submit(someone())
				w.link(app, "m1", "0071234598")
				w.work()
				e := w.evidence(app, r.source)
				if e.State != r.ends || w.bank.asked[r.source] != r.asked {
					t.Errorf("%s after %d questions (%s), want %s after %d", e.State, w.bank.asked[r.source], e.Why, r.ends, r.asked)
				}
				if e.State == origination.EvidenceMissing && e.Why == "" {
					t.Error("nobody says why it is missing")
				}
			})
		})
	}
}

func TestALostIncomeWebhookIsRecoveredWithoutPayingTwice(t *testing.T) {
	each(t, func(w *world) {
		w.bank.trouble[origination.SourceIncome] = []error{lost()}
		app := w.submit(someone())
		w.link(app, "m1", "0071234598")
		w.work()
		w.now = w.now.Add(3 * time.Minute)
		w.must(w.desk.CloseOverdue(w.Context()))
		w.work()
		for _, s := range []origination.Source{origination.SourceIncome, origination.SourceInsights} {
			if e := w.evidence(app, s); e.State != origination.EvidenceArrived {
				t.Errorf("%s is %s", s, e.State)
			}
		}
		if n := w.bank.asked[origination.SourceIncome]; n != 1 {
			t.Errorf("the income was paid for %d times", n)
		}
	})
}

func TestALostReplyIsAskedForAgainOnlyAfterALongSilence(t *testing.T) {
	each(t, func(w *world) {
		w.bank.trouble[origination.SourceIncome] = []error{lost()}
		w.bank.silent[origination.SourceIncome] = true
		app := w.submit(someone())
		w.link(app, "m1", "0071234598")
		for _, want := range []int{1, 1, 2, 2, 2, 2} {
			w.work()
			if n := w.bank.asked[origination.SourceIncome]; n != want {
				t.Errorf("at %s it was asked %d times, want %d", w.now.Sub(monday), n, want)
			}
			w.now = w.now.Add(3*time.Minute + time.Second)
			w.must(w.desk.CloseOverdue(w.Context()))
		}
	})
}

func TestTheDeadlinePassesWhatThereIsToAnOfficer(t *testing.T) {
	each(t, func(w *world) {
		w.outcome = underwriting.Refer
		app := w.submit(someone())
		w.link(app, "m1", "0071234598")
		w.work()
		w.must(w.desk.CloseOverdue(w.Context()))
		w.wants(app, origination.Gathering)
		w.now = w.now.Add(31 * time.Minute)
		w.must(w.desk.CloseOverdue(w.Context()))
		w.must(w.desk.CloseOverdue(w.Context()))
		w.work()
		f := w.wants(app, origination.Referred)
		if len(f.Offers) != 2 || f.Offers[0].LiveAt(w.now) {
			t.Error("the offers of a referred case are there and closed, not", f.Offers)
		}
		if e := w.evidence(app, origination.SourceBVN); e.Why != "The BVN was not confirmed in time." {
			t.Errorf("it says %q", e.Why)
		}
		_, err := w.desk.OpenLink(w.Context(), app, "https://x")
		w.refused(err, fault.Conflict)
	})
}

func TestABankThatIsDownNeverMakesADecline(t *testing.T) {
	each(t, func(w *world) {
		w.outcome = underwriting.Decline
		app := w.submit(someone())
		ref := w.ref(app)
		w.connected(ref, "m1")
		w.updated(ref, "m1", "0071234598", "UNAVAILABLE")
		w.work()
		w.wants(app, origination.Gathering) // another account may be linked
		if e := w.evidence(app, origination.SourceTransactions); e.State != origination.EvidenceMissing || e.Why == "" {
			t.Errorf("the transactions are %s: %q", e.State, e.Why)
		}
		w.now = w.now.Add(31 * time.Minute)
		w.must(w.desk.CloseOverdue(w.Context()))
		w.work()
		w.wants(app, origination.Referred)
	})
}

func TestAnEngineThatFailsBlocksNobodyForEver(t *testing.T) {
	each(t, func(w *world) {
		w.desk.Policy = underwriting.Policy{} // makes no terms: the decision fails each time
		app := w.offered(someone())
		w.wants(app, origination.Gathering)
		w.now = w.now.Add(31 * time.Minute)
		for range 8 {
			w.must(w.desk.CloseOverdue(w.Context()))
			if n := w.pending(work.DecideApplication); n > 1 {
				t.Fatalf("%d jobs pile up", n)
			}
			w.work()
			w.now = w.now.Add(3 * time.Minute)
		}
		if f := w.wants(app, origination.Referred); f.Decision != nil {
			t.Error("a decision out of nothing")
		}
	})
}

func TestAnApplicationThatWasLeftAloneLapses(t *testing.T) {
	each(t, func(w *world) {
		app, ada := w.submit(someone()), someone()
		offers := w.offered(ada)
		w.now = w.now.Add(8 * 24 * time.Hour)
		w.must(w.desk.CloseOverdue(w.Context()))
		f := w.wants(offers, origination.Lapsed)
		_, err := w.desk.Accept(w.Context(), accept(f.Offers[0], ada))
		w.refused(err, fault.Conflict)
		w.wants(app, origination.Submitted)
		w.now = w.now.Add(30 * 24 * time.Hour)
		w.must(w.desk.CloseOverdue(w.Context()))
		w.wants(app, origination.Lapsed)
	})
}
