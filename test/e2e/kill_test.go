//go:build e2e

package e2e

import (
	"strings"
	"testing"
	"time"
)

// good are people whom the policy lends to, with what each asks for.
var good = []wish{
	{login: "adaeze.okonkwo", employment: "employed", amount: "150000", months: "2", income: "420000", purpose: "school_fees"},
	{login: "hauwa.ibrahim", employment: "self_employed", amount: "60000", months: "2", income: "300000", purpose: "business"},
	{login: "emeka.nwosu", employment: "retired", amount: "40000", months: "2", income: "158000", purpose: "medical"},
	{login: "musa.danjuma", employment: "employed", amount: "90000", months: "2", income: "360000", purpose: "transport"},
}

// TestKilledInARun kills the real process (SIGKILL) again and again while a repayment run is under
// way at a slow bank, and starts it again. In the end every loan is repaid, the bank took exactly
// what the books say, and each loan was paid out once.
func TestKilledInARun(t *testing.T) {
	for _, h := range homes(t) {
		t.Run(h.name, func(t *testing.T) {
			p := start(t, h)
			loans := borrowAll(t, p, p, good)
			desk := newPlain(t)
			logInStaff(t, p, desk)
			move(t, p, desk, "A day on")
			move(t, p, desk, "A week on")

			// The answers of the bank take their time, and two of them are lost after the money was taken.
			fault(t, p, "POST /v3/payments/mandates/{id}/debit", "slow", 40, 1)
			fault(t, p, "POST /v3/payments/mandates/{id}/debit", "drop_after_effect", 2, 0)
			desk.Open(p.base + "/officer/clock")
			desk.Press("A month on")
			for _, pause := range []time.Duration{700, 1600, 400, 2500, 1100} {
				awaitDebitUnderWay(t, p, desk)
				time.Sleep(pause * time.Millisecond)
				p.kill()
				p.run()
			}
			heal(t, p)
			desk.Open(p.base + "/officer/clock")
			awaits(t, desk, 4*time.Minute, "A day on")
			booksEqualBank(t, p, desk, loans)
			for range 3 {
				move(t, p, desk, "A month on")
			}
			settled(t, p, desk, loans)
			taken := booksEqualBank(t, p, desk, loans)
			t.Logf("%d loans repaid, %s taken, five kills", len(loans), taken)
		})
	}
}

// borrowAll takes several people to an authorised mandate, each in a browser of their own, in turn
// at one process and the other.
func borrowAll(t *testing.T, p, other *process, wishes []wish) []string {
	t.Helper()
	var loans []string
	for i, w := range wishes {
		at := p
		if i%2 == 1 {
			at = other
		}
		loans = append(loans, borrow(t, at, newPlain(t), person(t, w.login), w))
	}
	return loans
}

// awaitDebitUnderWay waits until a debit is at the bank, or the journey is over.
func awaitDebitUnderWay(t *testing.T, p *process, desk visitor) {
	t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		desk.Open(p.base + "/officer/clock")
		if contains(desk.Text(), "A day on") {
			return // arrived: nothing more is under way
		}
		desk.Open(p.base + "/officer/runs")
		if contains(desk.Text(), "No runs here yet") {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		desk.Follow("/officer/runs/")
		if contains(desk.Text(), "at your bank") || contains(desk.Text(), "about to be sent") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatal("no debit got under way in a minute")
}

// settled fails unless every loan is closed.
func settled(t *testing.T, p *process, desk visitor, loans []string) {
	t.Helper()
	for _, loan := range loans {
		desk.Open(p.base + "/officer/loans/" + loan[strings.LastIndex(loan, "/")+1:])
		sees(t, desk, "Repaid in full")
	}
}
