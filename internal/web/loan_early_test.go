package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lendwright/internal/lending"
)

func TestAPartPaidEarlyIsComputedAndChangesNothing(t *testing.T) {
	s := newSite(t).as(ada)
	path := loanURL(loanID("active")) + "/early"
	for _, c := range []struct {
		name, amount, beyond, says string
		status                     int
	}{
		{"smaller payments", "30,000", "lower", "₦30,000 paid today saves", http.StatusOK},
		{"done sooner", "30000", "shorten", "Last payment then", http.StatusOK},
		{"all of it", "200000", "lower", "is repaid with it", http.StatusOK},
		{"nothing", "", "lower", "Enter the amount that you could pay", http.StatusUnprocessableEntity},
		{"no choice", "30000", "", "Choose what the part should do", http.StatusUnprocessableEntity},
	} {
		a := s.post(path, url.Values{"amount": {c.amount}, "beyond": {c.beyond}})
		if a.StatusCode != c.status || !strings.Contains(textOf(parsed(t, a.body)), c.says) {
			t.Errorf("%s: %d, lacks %q:\n%s", c.name, a.StatusCode, c.says, textOf(parsed(t, a.body)))
		}
		checkPage(t, a.body)
	}
	if a := s.get(loanURL(loanID("closed")) + "/early"); a.StatusCode != http.StatusConflict {
		t.Errorf("a repaid loan: %d", a.StatusCode)
	}
	if a := newSite(t).as(bola).get(path); a.StatusCode != http.StatusNotFound {
		t.Errorf("somebody else's loan: %d", a.StatusCode)
	}
}

func TestTheQuoteIsWhatTheBooksSay(t *testing.T) {
	s := newSite(t).as(ada)
	f := loanIn(t, "active", lending.LoanActive, lending.MandateReady, 2)
	left := f.Loan.Terms.Principal.Sub(f.Loan.Schedule.Rows[0].Principal).Sub(f.Loan.Schedule.Rows[1].Principal)
	text := textOf(parsed(t, s.get(loanURL(loanID("active"))+"/early").body))
	for _, want := range []string{"Settles your loan today " + naira(left), "You save " + naira(leftToPay(f).Sub(left))} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q:\n%s", want, text)
		}
	}
}

func TestTheDaysOfCoolingOffEnd(t *testing.T) {
	s := newSite(t).as(ada) // loans of these tests were signed today, a Friday
	if !strings.Contains(s.get(loanURL(loanID("disbursing"))).body, "until the end of Wednesday 25 November") {
		t.Error("the page does not say until when one may go back on the loan")
	}
	if strings.Contains(s.get(loanURL(loanID("closed"))).body, "go back on this loan") {
		t.Error("a repaid loan cannot be gone back on")
	}
}
