//go:build e2e

package e2e

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"lendwright/internal/mono/sandbox"
)

// TestJourney is the whole path of one loan in a real browser, on both databases: sign-up, consent,
// application, bank, BVN, offers, agreement, mandate, payout, debits by the scheduled job, closing;
// an officer watches and moves the clock.
func TestJourney(t *testing.T) {
	for _, h := range homes(t) {
		t.Run(h.name, func(t *testing.T) {
			p := start(t, h)
			prefix := ""
			if h.name == "embedded" {
				prefix = "phone-"
			}
			phone := newBrowser(t, 360, 740, prefix)
			desk := newBrowser(t, 1280, 900, strings.Replace(prefix, "phone", "desk", 1))
			who := person(t, "adaeze.okonkwo")
			journey(t, p, phone, desk, who, wish{employment: "employed", amount: "150000", months: "3", income: "420000", purpose: "school_fees"})
		})
	}
}

// journey takes one person from the first page to the repaid loan.
func journey(t *testing.T, p *process, phone, desk visitor, who sandbox.Person, w wish) {
	loan := borrow(t, p, phone, who, w)
	logInStaff(t, p, desk)
	desk.Open(p.base + "/officer?state=accepted")
	sees(t, desk, who.First)
	desk.Shot("01-queue")
	desk.Follow("A-20")
	sees(t, desk, "The engine says")
	desk.Shot("02-case")
	desk.Top("case")

	move(t, p, desk, "A day on")
	move(t, p, desk, "A week on")
	phone.Open(loan)
	awaits(t, phone, 30*time.Second, "Have ₦")
	phone.Shot("22-loan")
	phone.Top("loan")
	for range 4 {
		move(t, p, desk, "A month on")
	}
	phone.Open(loan)
	awaits(t, phone, 30*time.Second, "Your loan is repaid")
	phone.Shot("23-repaid")
	desk.Open(p.base + "/officer/loans?state=closed")
	desk.Shot("05-loans")
	desk.Follow("L-20")
	sees(t, desk, "Repaid in full")
	sees(t, desk, "cancelled")
	desk.Shot("06-loan")
	desk.Open(p.base + "/officer/runs")
	sees(t, desk, "time machine")
	desk.Shot("07-runs")
}

// borrow goes from the first page to an authorised mandate and gives the loan's address.
func borrow(t *testing.T, p *process, v visitor, who sandbox.Person, w wish) string {
	t.Helper()
	signUp(t, p, v, who)
	apply(t, p, v, who, w)
	link(t, v, who)
	confirmBVN(t, v, who)
	awaits(t, v, 90*time.Second, "See my offers")
	v.Shot("13-decided")
	v.Follow("See my offers")
	v.Shot("14-offers")
	v.Top("offers")
	v.Follow("See this offer in full")
	v.Shot("15-offer")
	v.Follow("Read the agreement")
	v.Fill("signed_name", who.First+" "+who.Last)
	v.Shot("16-agreement")
	v.Press("Accept ₦")
	loan := strings.TrimSuffix(v.URL(), "/mandate")
	if !strings.Contains(loan, "/loans/") {
		t.Fatalf("accepting led to %s: %s", loan, short(v.Text()))
	}
	agreementKept(t, v, loan)
	authorise(t, v, loan)
	return loan
}

// agreementKept downloads the agreement twice: a PDF, and the same bytes both times.
func agreementKept(t *testing.T, v visitor, loan string) {
	t.Helper()
	p, ok := v.(*plain)
	if !ok {
		return // a browser shows it in a viewer of its own
	}
	first, again := p.bytes(loan+"/agreement.pdf"), p.bytes(loan+"/agreement.pdf")
	if !bytes.HasPrefix(first, []byte("%PDF-")) || !bytes.Equal(first, again) {
		t.Errorf("the agreement is no PDF, or not the same twice: %d and %d bytes", len(first), len(again))
	}
	if keep := os.Getenv("KEEP_AGREEMENT"); keep != "" {
		_ = os.WriteFile(keep, first, 0o600)
	}
}
