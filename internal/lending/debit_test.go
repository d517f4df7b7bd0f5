package lending

import (
	"regexp"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

func TestDebitVerbsRefuse(t *testing.T) {
	word := BankWord{Code: "00"}
	verbs := map[string]func(Debit) (Debit, error){
		"submit":      func(d Debit) (Debit, error) { return d.Submit(noon, noon) },
		"not covered": func(d Debit) (Debit, error) { return d.NotCovered("", noon) },
		"not sent":    func(d Debit) (Debit, error) { return d.NotSent("", noon) },
		"settle":      func(d Debit) (Debit, error) { return d.Settle(word, noon) },
		"fail":        func(d Debit) (Debit, error) { return d.Fail(word, noon) },
		"unknown":     func(d Debit) (Debit, error) { return d.MarkUnknown(word, noon) },
	}
	allowed := map[DebitState]map[string]DebitState{
		DebitPlanned:    {"submit": DebitSubmitted, "not covered": DebitNotCovered, "not sent": DebitNotSent},
		DebitSubmitted:  {"settle": DebitSettled, "fail": DebitFailed, "unknown": DebitUnknown, "not sent": DebitNotSent},
		DebitUnknown:    {"settle": DebitSettled, "fail": DebitFailed, "unknown": DebitUnknown, "not sent": DebitNotSent},
		DebitNotSent:    {"settle": DebitSettled}, // money that was taken is never denied
		DebitNotCovered: {},
		DebitSettled:    {},
		DebitFailed:     {},
	}
	for from, to := range allowed {
		for name, verb := range verbs {
			next, err := verb(Debit{State: from})
			want, ok := to[name]
			if ok && (err != nil || next.State != want) {
				t.Errorf("%s from %s: %s, %v", name, from, next.State, err)
			}
			if !ok && (!fault.Is(err, fault.Conflict) || next.State != from) {
				t.Errorf("%s from %s is to be refused: %s, %v", name, from, next.State, err)
			}
		}
	}
}

func TestOnlyActiveLoansAreDebited(t *testing.T) {
	for _, state := range []LoanState{LoanAwaitingMandate, LoanDisbursing, LoanClosed, LoanCancelled} {
		if _, err := PlanDebit("d", Loan{State: state}, Mandate{}, 1, 1, money.Kobo(1), 0, noon); !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestReferencesFitMonoAndFollowFromTheAttempt(t *testing.T) {
	form := regexp.MustCompile(`^[a-z0-9]{24}$`)
	seen := map[string]bool{}
	for _, ref := range []string{
		DebitReference("l", 1, 1), DebitReference("l", 1, 2), DebitReference("l", 11, 1), DebitReference("l1", 1, 1),
		MandateReference("l", 1), DisbursementReference("l", 1),
	} {
		if !form.MatchString(ref) || seen[ref] {
			t.Errorf("%q is not a fresh reference of 24 letters and digits", ref)
		}
		seen[ref] = true
	}
	if !seen[DebitReference("l", 1, 1)] {
		t.Error("one attempt has two names")
	}
}

func TestClassesOfRefusals(t *testing.T) {
	for _, x := range []struct {
		code, said string
		want       DebitClass
	}{
		{"00", "", ClassSuccess},
		{"51", "", ClassNoFunds}, {"", "Insufficient funds", ClassNoFunds},
		{"01", "", ClassUnknown}, {"09", "", ClassUnknown}, {"26", "", ClassUnknown}, {"68", "", ClassUnknown},
		{"94", "", ClassUnknown}, {"97", "", ClassUnknown}, {"99", "", ClassUnknown}, {"m01", "", ClassUnknown},
		{"91", "", ClassTechnical}, {"92", "", ClassTechnical}, {"96", "", ClassTechnical},
		{"61", "", ClassLimit}, {"65", "", ClassLimit}, {"05", "", ClassNotYet}, {"25", "", ClassNotYet},
		{"06", "", ClassAccount}, {"07", "", ClassAccount}, {"08", "", ClassName}, {"57", "", ClassPermission},
		{"34", "", ClassFraud}, {"13", "", ClassOurMistake},
		{"", "something else", ClassUnclear}, {"ZZ", "", ClassUnclear},
	} {
		if got := ClassOfDebit(x.code, x.said); got != x.want {
			t.Errorf("%s %q is %s, not %s", x.code, x.said, got, x.want)
		}
	}
}

func failed(attempt int, on calendar.Day, code string) Debit {
	at := on.Time().Add(time.Duration(6+attempt) * time.Hour)
	return Debit{Instalment: 1, Attempt: attempt, State: DebitFailed, On: on, ResponseCode: code, PlannedAt: at, FinishedAt: at}
}

func TestWhenADebitIsTriedAgain(t *testing.T) {
	r := DefaultRetryRules()
	const due, next = calendar.Day(1000), calendar.Day(1030)
	none := calendar.NoDay
	for _, x := range []struct {
		why     string
		debits  []Debit
		dues    []calendar.Day
		on      calendar.Day
		attempt int
		nextOn  calendar.Day
	}{
		{"never tried: on the due day", nil, []calendar.Day{due, next}, due, 1, due},
		{"no funds once: after some days", []Debit{failed(1, due, "51")}, []calendar.Day{due, next}, due, 2, due + 4},
		{"no funds twice: the next due day", []Debit{failed(1, due, "51"), failed(2, due+4, "51")}, []calendar.Day{due, next}, due + 5, 3, next},
		{"no funds twice on the last instalment: an officer", []Debit{failed(1, due, "51"), failed(2, due+4, "51")}, []calendar.Day{due}, due + 5, 3, none},
		{"a technical failure between does not break the row", []Debit{failed(1, due, "51"), failed(2, due+4, "91"), failed(3, due+4, "51")}, []calendar.Day{due, next}, due + 5, 4, next},
		{"the next due day came: forgiven, the number goes on", []Debit{failed(1, due, "51"), failed(2, due+4, "51")}, []calendar.Day{due, next}, next, 3, next},
		{"bank down: the same day again", []Debit{failed(1, due, "91")}, []calendar.Day{due, next}, due, 2, due},
		{"bank down three times on a day: tomorrow", []Debit{failed(1, due, "91"), failed(2, due, "96"), failed(3, due, "91")}, []calendar.Day{due, next}, due, 4, due + 1},
		{"limit: another day", []Debit{failed(1, due, "61")}, []calendar.Day{due, next}, due, 2, due + 1},
		{"mandate not known yet: five days", []Debit{failed(1, due, "05")}, []calendar.Day{due, next}, due, 2, due + 5},
		{"dormant account: an officer", []Debit{failed(1, due, "06")}, []calendar.Day{due, next}, due, 2, none},
		{"refused without a reason: an officer", []Debit{failed(1, due, "")}, []calendar.Day{due, next}, due, 2, none},
		{"a look is not an attempt", []Debit{{Instalment: 1, Attempt: 1, State: DebitNotCovered, On: due}}, []calendar.Day{due, next}, due, 1, due},
		{"what was never sent leaves its number free", []Debit{{Instalment: 1, Attempt: 1, State: DebitNotSent, On: due}}, []calendar.Day{due, next}, due, 1, due},
	} {
		got := r.Standing(x.debits, 1, x.dues, x.on, time.Time{})
		if got.Attempt != x.attempt || got.NextOn != x.nextOn {
			t.Errorf("%s: attempt %d on %d, want %d on %d", x.why, got.Attempt, got.NextOn, x.attempt, x.nextOn)
		}
	}
}

func TestAnOfficersResumptionForgives(t *testing.T) {
	debits := []Debit{failed(1, 1000, "51"), failed(2, 1004, "51")}
	got := DefaultRetryRules().Standing(debits, 1, []calendar.Day{1000}, 1005, calendar.Day(1005).Time())
	if got.Attempt != 3 || got.NextOn != 1000 {
		t.Errorf("%+v", got)
	}
}

// Whatever happens to a debit, it ends once, and only money that the bank says it took is settled.
func TestADebitEndsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, settled := Debit{State: DebitPlanned}, 0
		for _, verb := range rapid.SliceOfN(rapid.IntRange(0, 6), 1, 40).Draw(t, "verbs") {
			before := d
			next, err := []func() (Debit, error){
				func() (Debit, error) { return d.Submit(noon, noon) },
				func() (Debit, error) { return d.NotCovered("", noon) },
				func() (Debit, error) { return d.NotSent("", noon) },
				func() (Debit, error) { return d.Settle(BankWord{}, noon) },
				func() (Debit, error) { return d.Fail(BankWord{}, noon) },
				func() (Debit, error) { return d.MarkUnknown(BankWord{}, noon) },
				func() (Debit, error) { return d.Looked(noon) },
			}[verb]()
			if err != nil {
				continue
			}
			if next.State == DebitSettled {
				settled++
			}
			if before.State == DebitSettled || before.State == DebitFailed || before.State == DebitNotCovered {
				t.Fatalf("%s became %s", before.State, next.State)
			}
			d = next
		}
		if settled > 1 {
			t.Fatal("settled twice")
		}
	})
}
