package origination

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lendwright/internal/fault"

	"pgregory.net/rapid"
)

var everyState = []State{Submitted, Gathering, Referred, Offered, Accepted, Declined, Lapsed, Withdrawn}

// TestWhatMayHappenToAnApplication is the machine as a table: what stands here may happen, all else is refused.
func TestWhatMayHappenToAnApplication(t *testing.T) {
	table := map[State]map[verb]State{
		Submitted: {verbLink: Gathering, verbConfirmBVN: Submitted, verbLapse: Lapsed, verbWithdraw: Withdrawn},
		Gathering: {verbLink: Gathering, verbConfirmBVN: Gathering, verbOffer: Offered, verbRefer: Referred, verbDecline: Declined, verbWithdraw: Withdrawn},
		Referred:  {verbApprove: Offered, verbTurnDown: Declined, verbWithdraw: Withdrawn},
		Offered:   {verbAccept: Accepted, verbLapse: Lapsed, verbWithdraw: Withdrawn},
		Accepted:  {}, Declined: {}, Lapsed: {}, Withdrawn: {},
	}
	now := time.Date(2026, 11, 25, 9, 0, 0, 0, time.UTC)
	for _, from := range everyState {
		for v := range moves {
			t.Run(fmt.Sprintf("%s/%s", from, v), func(t *testing.T) {
				got, err := Application{State: from}.do(v, now)
				want, may := table[from][v]
				switch {
				case may && (err != nil || got.State != want || !got.ChangedAt.Equal(now)):
					t.Errorf("got %s, %v; want %s", got.State, err, want)
				case !may && (!fault.Is(err, fault.Conflict) || got.State != from):
					t.Errorf("got %s, %v; want a refusal", got.State, err)
				}
			})
		}
	}
}

// TestABVNIsErasedWhenNobodyNeedsIt is the finding E8 of the review: numbers lay in clear for ever.
func TestABVNIsErasedWhenNobodyNeedsIt(t *testing.T) {
	for _, row := range []struct {
		name  string
		from  State
		v     verb
		last4 string
		want  BVN
	}{
		{"declined", Gathering, verbDecline, "5430", "*******5430"},
		{"turned down", Referred, verbTurnDown, "5430", "*******5430"},
		{"lapsed", Offered, verbLapse, "5430", "*******5430"},
		{"withdrawn", Gathering, verbWithdraw, "5430", "*******5430"},
		{"withdrawn before it was proven", Submitted, verbWithdraw, "", ""},
		{"accepted: mandates need it", Offered, verbAccept, "5430", "22198765430"},
		{"offered", Gathering, verbOffer, "5430", "22198765430"},
	} {
		a := Application{State: row.from, BVN: "22198765430", BVNLast4: row.last4, BVNSession: "s"}
		got, err := a.do(row.v, time.Time{})
		if err != nil || got.BVN != row.want || got.BVNLast4 != row.last4 || got.State.Final() && got.State != Accepted && got.BVNSession != "" {
			t.Errorf("%s: %q, session %q, %v", row.name, string(got.BVN), got.BVNSession, err)
		}
	}
}

func TestAFinalStateIsFinal(t *testing.T) {
	verbs := make([]verb, 0, len(moves))
	for v := range moves {
		verbs = append(verbs, v)
	}
	rapid.Check(t, func(t *rapid.T) {
		a := Application{State: Submitted}
		for _, v := range rapid.SliceOfN(rapid.SampledFrom(verbs), 1, 30).Draw(t, "verbs") {
			next, err := a.do(v, time.Time{})
			if a.State.Final() && err == nil {
				t.Fatalf("%s came back by %q", a.State, v)
			}
			if err == nil && next.State == Accepted && a.State != Offered {
				t.Fatalf("accepted out of %s", a.State)
			}
			a = next
		}
	})
}

func TestABVNIsNeverPrinted(t *testing.T) {
	b, err := ParseBVN(" 2219 8765-430 ")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := b.MarshalText()
	for _, printed := range []string{b.String(), fmt.Sprint(b), fmt.Sprintf("%v %+v %#v %s %q %x", b, b, b, b, b, b), string(text), fmt.Sprintf("%+v", Application{BVN: b})} {
		if strings.Contains(printed, "22198765430") || strings.Contains(printed, "3232313938") {
			t.Errorf("the number stands in %q", printed)
		}
	}
	if b.Number() != "22198765430" || b.Last4() != "5430" || b.String() != "*******5430" {
		t.Error(b.Number(), b.Last4(), b.String())
	}
	for _, wrong := range []string{"", "123", "2219876543a", "221987654301"} {
		if _, err := ParseBVN(wrong); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q was taken: %v", wrong, err)
		}
	}
}
