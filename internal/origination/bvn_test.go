package origination_test

import (
	"strings"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
)

func TestAWrongCodeMayBeTriedAgain(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		w.refused(w.desk.ConfirmBVN(w.Context(), app, "1"), fault.Conflict)
		_, err := w.desk.StartBVN(w.Context(), app, "123")
		w.refused(err, fault.Invalid)
		methods, err := w.desk.StartBVN(w.Context(), app, "22198765430")
		if err != nil || len(methods) != 1 || len(w.file(app).Application.BVNMethods) != 1 {
			t.Fatal(methods, err)
		}
		_, err = w.desk.SendBVNCode(w.Context(), app, "pigeon")
		w.refused(err, fault.Invalid)
		hint, err := w.desk.SendBVNCode(w.Context(), app, "phone")
		if err != nil || hint != "0803***2233" {
			t.Error(hint, err)
		}
		w.bank.wrong = fault.Newf(fault.Invalid, "The code was not accepted. 2 tries left.")
		err = w.desk.ConfirmBVN(w.Context(), app, "000000")
		if !fault.Is(err, fault.Invalid) || fault.Said(err) != "The code was not accepted. 2 tries left." {
			t.Error(err)
		}
		w.must(w.desk.ConfirmBVN(w.Context(), app, "123456"))
		if a := w.file(app).Application; a.BVNLast4 != "5430" || a.BVNSession != "" || a.BVNMethod != "phone" {
			t.Errorf("last four %q, session %q, method %q", a.BVNLast4, a.BVNSession, a.BVNMethod)
		}
		_, err = w.desk.StartBVN(w.Context(), app, "22198765431")
		w.refused(err, fault.Conflict)
		if e := w.evidence(app, origination.SourceBVN); e.State != origination.EvidenceArrived || e.Digest == "" {
			t.Error("the record is", e.State)
		}
	})
}

func TestASessionThatIsOverStartsAgain(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		_, err := w.desk.StartBVN(w.Context(), app, "22198765430")
		w.must(err)
		w.bank.wrong = fault.Newf(fault.Conflict, "The session is over.")
		w.refused(w.desk.ConfirmBVN(w.Context(), app, "123456"), fault.Conflict)
		if a := w.file(app).Application; a.BVNSession != "" {
			t.Error("the dead session is kept")
		}
		w.confirmBVN(app)
	})
}

func TestTheBVNCheckIsStartedAFewTimesOnly(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		for i := range 6 {
			_, err := w.desk.StartBVN(w.Context(), app, "22198765430")
			if want := i >= 5; fault.Is(err, fault.Conflict) != want {
				t.Errorf("start %d: %v", i+1, err)
			}
		}
	})
}

func TestABVNConfirmedBeforeTheAccountIsLinked(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		w.confirmBVN(app)
		w.link(app, "m1", "0071234598")
		w.work()
		w.report("m1", origination.SourceIncome)
		w.report("m1", origination.SourceInsights)
		w.report("m1", origination.SourceCreditworthiness)
		w.work()
		w.wants(app, origination.Offered)
	})
}

// TestAnErasedBVNIsGoneFromTheDatabase reads the table itself.
func TestAnErasedBVNIsGoneFromTheDatabase(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		app := w.offered(ada)
		in := func() (bvn string) {
			w.must(w.store.SQL().QueryRowContext(w.Context(), "SELECT bvn FROM applications WHERE id = $1", app.String()).Scan(&bvn))
			return bvn
		}
		whole := w.bvns[ada]
		if in() != whole {
			t.Fatal("before:", in())
		}
		w.must(w.desk.Withdraw(w.Context(), app, ada))
		if got := in(); got != "*******"+whole[7:] {
			t.Error("after:", got)
		}
		if a := w.file(app).Application; a.BVNLast4 != whole[7:] {
			t.Error("what people see is gone too:", a.BVNLast4)
		}
	})
}

// TestAnAnnouncementThatOvertakesTheReplyComesAgain: the record is fetched only after our question was kept.
func TestAnAnnouncementThatOvertakesTheReplyComesAgain(t *testing.T) {
	each(t, func(w *world) {
		app := w.submit(someone())
		w.link(app, "m1", "0071234598")
		income := w.evidence(app, origination.SourceIncome)
		_, err := w.store.SQL().ExecContext(w.Context(), "UPDATE evidence SET state = 'asking', asked_at = $1 WHERE id = $2", w.now, income.ID.String())
		w.must(err) // the process is in the middle of the call
		announced := origination.Report{MonoID: "m1", Source: origination.SourceIncome}
		w.refused(w.desk.EvidenceReported(w.Context(), announced), fault.Unavailable)
		_, err = w.store.SQL().ExecContext(w.Context(), "UPDATE evidence SET state = 'asked' WHERE id = $1", income.ID.String())
		w.must(err)
		w.must(w.desk.EvidenceReported(w.Context(), announced))
		w.work()
		if e := w.evidence(app, origination.SourceIncome); e.State != origination.EvidenceArrived {
			t.Error("the income is", e.State)
		}
	})
}

// TestABVNIsErasedSomeTimeAfterTheLoan: until then a debit that is taken back may make a new mandate necessary.
func TestABVNIsErasedSomeTimeAfterTheLoan(t *testing.T) {
	each(t, func(w *world) {
		apps := map[string]origination.ApplicationID{}
		for _, end := range []string{"closed", "cancelled", "active"} {
			app := w.offered(someone())
			loan, err := w.acceptFirst(app)
			w.must(err)
			apps[end] = app
			_, err = w.store.SQL().ExecContext(w.Context(), map[string]string{
				"closed":    "UPDATE loans SET state = 'closed', disbursed_on = '2026-11-25', closed_on = '2026-12-01' WHERE id = $1",
				"cancelled": "UPDATE loans SET state = 'cancelled' WHERE id = $1",
				"active":    "UPDATE loans SET state = 'active', disbursed_on = '2026-11-25' WHERE id = $1",
			}[end], loan.String())
			w.must(err)
		}
		wants := func(when string, erased map[string]bool) {
			t.Helper()
			w.must(w.desk.CloseOverdue(w.Context()))
			for end, app := range apps {
				if got := strings.HasPrefix(w.file(app).Application.BVN.Number(), "*"); got != erased[end] {
					t.Errorf("%s, the loan %s: erased %t", when, end, got)
				}
			}
		}
		w.now = monday.AddDate(0, 0, 60)
		wants("after two months", nil)
		w.now = monday.AddDate(0, 0, 120)
		wants("after four months", map[string]bool{"closed": true, "cancelled": true})
	})
}
