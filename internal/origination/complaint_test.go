package origination_test

import (
	"strings"
	"testing"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
)

func TestAComplaintHasItsClock(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		draft := origination.Complaint{Borrower: ada, Name: "Ada", Email: "ada@example.ng", Kind: origination.KindComplaint, About: "L-2026-000001", Text: " You took it twice. "}
		complaint, err := w.desk.Complain(w.Context(), draft)
		w.must(err)
		c, err := w.desk.Store.Complaint(w.Context(), complaint)
		w.must(err)
		if c.State != origination.ComplaintOpen || c.Text != "You took it twice." || !strings.HasPrefix(c.Number, "C-2026-") ||
			!c.AcknowledgeBy.Equal(monday.Add(24*time.Hour)) || !c.ResolveBy.Equal(monday.Add(48*time.Hour)) {
			t.Errorf("%+v", c)
		}
		for _, at := range []struct {
			hours int
			late  bool
		}{{23, false}, {25, true}} {
			if c.Late(monday.Add(time.Duration(at.hours)*time.Hour)) != at.late {
				t.Errorf("after %d hours late is %v", at.hours, !at.late)
			}
		}
		w.must(w.desk.Acknowledge(w.Context(), complaint, "Efe"))
		w.must(w.desk.Acknowledge(w.Context(), complaint, "Somebody else")) // stays Efe's
		w.refused(w.desk.Resolve(w.Context(), complaint, "Efe", "  "), fault.Invalid)
		w.must(w.desk.Resolve(w.Context(), complaint, "Efe", "We gave it back."))
		w.refused(w.desk.Resolve(w.Context(), complaint, "Efe", "Once more."), fault.Conflict)
		c, err = w.desk.Store.Complaint(w.Context(), complaint)
		w.must(err)
		if c.State != origination.ComplaintResolved || c.HandledBy != "Efe" || c.Answer != "We gave it back." || c.Late(monday.AddDate(1, 0, 0)) {
			t.Errorf("%+v", c)
		}
		mail, err := w.store.MessagesTo(w.Context(), "ada@example.ng", 10)
		w.must(err)
		if len(mail) != 3 || !strings.Contains(mail[0].Body, "We gave it back.") {
			t.Errorf("%d messages: %+v", len(mail), mail)
		}
	})
}

func TestARequestIsMadeOnceAndAComplaintAsOftenAsWanted(t *testing.T) {
	each(t, func(w *world) {
		ada := someone()
		ask := func(kind origination.ComplaintKind) origination.ComplaintID {
			c, err := w.desk.Complain(w.Context(), origination.Complaint{Borrower: ada, Name: "Ada", Email: "a@example.ng", Kind: kind, About: "A-1", Text: "Please look again."})
			w.must(err)
			return c
		}
		first := ask(origination.KindReview)
		if ask(origination.KindReview) != first {
			t.Error("a second press made a second request")
		}
		w.must(w.desk.Resolve(w.Context(), first, "Efe", "We looked: it stays."))
		if ask(origination.KindReview) == first {
			t.Error("a new request was lost in one that is answered")
		}
		ask(origination.KindComplaint)
		ask(origination.KindComplaint)
		mine, err := w.desk.Store.BorrowerComplaints(w.Context(), ada)
		w.must(err)
		open, err := w.desk.Store.OpenComplaints(w.Context(), 10)
		w.must(err)
		closed, err := w.desk.Store.ClosedComplaints(w.Context(), 10)
		w.must(err)
		if len(mine) != 4 || len(open) != 3 || len(closed) != 1 {
			t.Errorf("%d of mine, %d open, %d closed", len(mine), len(open), len(closed))
		}
		if _, err := w.desk.Complain(w.Context(), origination.Complaint{Borrower: ada, Kind: origination.KindComplaint, Text: strings.Repeat("x", origination.ComplaintMost+1)}); !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	})
}
