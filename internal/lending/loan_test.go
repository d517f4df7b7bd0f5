package lending

import (
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 25, 11, 0, 0, 0, time.UTC)

// golden is the loan of the handbook: ₦100,000 at 5 % a month over six months, annuity.
func golden() Loan {
	rows := [][3]int64{ // interest, principal, balance
		{5_000_00, 14_701_75, 85_298_25},
		{4_264_91, 15_436_84, 69_861_41},
		{3_493_07, 16_208_68, 53_652_73},
		{2_682_64, 17_019_11, 36_633_62},
		{1_831_68, 17_870_07, 18_763_55},
		{938_18, 18_763_55, 0},
	}
	s := Schedule{Instalment: money.Kobo(19_701_75), TotalInterest: money.Kobo(18_210_48), TotalDue: money.Kobo(118_210_48), NetDisbursed: money.Kobo(100_000_00)}
	for i, r := range rows {
		s.Rows = append(s.Rows, Row{
			N: i + 1, DueOn: calendar.Date(2026, 2, 27).AddMonths(i+1, 27), Principal: money.Kobo(r[1]),
			Interest: money.Kobo(r[0]), Due: money.Kobo(r[0] + r[1]), Balance: money.Kobo(r[2]),
		})
	}
	l, err := Open("loan-1", "L-2026-000001", "a", "b", Terms{Principal: money.Kobo(100_000_00), DisbursedOn: calendar.Date(2026, 2, 27)}, s, noon)
	if err != nil {
		panic(err)
	}
	return l
}

func TestLoanVerbsRefuse(t *testing.T) {
	day := calendar.Date(2026, 11, 25)
	verbs := map[string]func(Loan) (Loan, error){
		"disburse": Loan.Disburse,
		"activate": func(l Loan) (Loan, error) { return l.Activate(day) },
		"close":    func(l Loan) (Loan, error) { return l.Close(money.Kobo(0), day) },
		"cancel":   Loan.Cancel,
	}
	allowed := map[LoanState]map[string]LoanState{
		LoanAwaitingMandate: {"disburse": LoanDisbursing, "cancel": LoanCancelled},
		LoanDisbursing:      {"activate": LoanActive, "cancel": LoanCancelled},
		LoanActive:          {"close": LoanClosed},
		LoanClosed:          {},
		LoanCancelled:       {},
	}
	for from, to := range allowed {
		for name, verb := range verbs {
			next, err := verb(Loan{State: from})
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

func TestALoanThatOwesIsNotClosed(t *testing.T) {
	if _, err := (Loan{State: LoanActive}).Close(money.Kobo(1), 0); !fault.Is(err, fault.Conflict) {
		t.Error("closed while a kobo is owed:", err)
	}
}

func TestAScheduleThatDoesNotRepayIsRefused(t *testing.T) {
	g := golden()
	g.Schedule.Rows = g.Schedule.Rows[:5]
	if _, err := Open("x", "", "", "", g.Terms, g.Schedule, noon); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestMandateFollowsReportsForwardOnly(t *testing.T) {
	for _, x := range []struct {
		why          string
		from, report MandateState
		want         MandateState
	}{
		{"authorised", MandateInitiated, MandateApproved, MandateApproved},
		{"ready", MandateApproved, MandateReady, MandateReady},
		{"the approval was lost", MandateInitiated, MandateReady, MandateReady},
		{"a late approval changes nothing", MandateReady, MandateApproved, MandateReady},
		{"a late creation changes nothing", MandateReady, MandateInitiated, MandateReady},
		{"paused", MandateReady, MandatePaused, MandatePaused},
		{"reinstated", MandatePaused, MandateReady, MandateReady},
		{"not authorised in time", MandateInitiated, MandateCancelled, MandateCancelled},
		{"refused by the bank", MandateApproved, MandateRejected, MandateRejected},
		{"its last day passed", MandateReady, MandateExpired, MandateExpired},
		{"ready never revives a cancelled one", MandateCancelled, MandateReady, MandateCancelled},
		{"approved never revives a rejected one", MandateRejected, MandateApproved, MandateRejected},
		{"nor does a reinstatement", MandateExpired, MandateReady, MandateExpired},
		{"planned is not ready by report alone", MandatePlanned, MandateReady, MandatePlanned},
		{"a word that we do not know", MandateReady, "suspended-ish", MandateReady},
	} {
		got, changed := Mandate{State: x.from}.Follow(x.report, noon)
		if got.State != x.want || changed != (x.from != x.want) {
			t.Errorf("%s: %s on %s gives %s (changed %v)", x.why, x.from, x.report, got.State, changed)
		}
	}
}

func TestMandateCoversWithinStateDaysAndCeiling(t *testing.T) {
	m := Mandate{State: MandateReady, Ceiling: money.Kobo(1000), Collected: money.Kobo(400), StartsOn: 100, EndsOn: 200}
	for _, x := range []struct {
		why    string
		m      Mandate
		amount int64
		on     calendar.Day
		ok     bool
	}{
		{"within", m, 600, 100, true},
		{"a kobo above the ceiling (K7)", m, 601, 100, false},
		{"before its first day", m, 1, 99, false},
		{"after its last day", m, 1, 201, false},
		{"on its last day", m, 1, 200, true},
		{"paused", Mandate{State: MandatePaused, Ceiling: money.Kobo(1000), StartsOn: 100, EndsOn: 200}, 1, 100, false},
	} {
		if err := x.m.Covers(money.Kobo(x.amount), x.on); (err == nil) != x.ok {
			t.Errorf("%s: %v", x.why, err)
		}
	}
}

// A mandate under any sequence of reports never leaves a final state.
func TestFinalMandatesStayFinal(t *testing.T) {
	states := []MandateState{MandateInitiated, MandateApproved, MandateReady, MandatePaused, MandateRejected, MandateCancelled, MandateExpired}
	rapid.Check(t, func(t *rapid.T) {
		m := Mandate{State: MandateInitiated}
		for _, s := range rapid.SliceOfN(rapid.SampledFrom(states), 1, 30).Draw(t, "reports") {
			next, _ := m.Follow(s, noon)
			if m.State.Final() && next.State != m.State {
				t.Fatalf("%s became %s", m.State, next.State)
			}
			m = next
		}
	})
}
