package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestACheckInAMinute(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct {
		name                     string
		amount, months, work     string
		income, repayments, says string
		status                   int
	}{
		{"it fits", "150,000", "6", "employed", "400000", "0", "₦150,000 over 6 months would fit", http.StatusOK},
		{"it does not", "150000", "6", "employed", "120000", "40000", "would not fit", http.StatusOK},
		{"more than a first loan", "300000", "6", "gig", "900000", "0", "is more than a first loan can be", http.StatusOK},
		{"nothing typed", "", "", "", "", "", "Enter an amount between", http.StatusUnprocessableEntity},
		{"huge", "150000", "6", "employed", "99999999999999999999", "0", "What reaches you", http.StatusUnprocessableEntity},
	} {
		a := s.post("/check", url.Values{"amount": {c.amount}, "months": {c.months}, "employment": {c.work}, "income": {c.income}, "repayments": {c.repayments}})
		if a.StatusCode != c.status || !strings.Contains(textOf(parsed(t, a.body)), c.says) {
			t.Errorf("%s: %d, lacks %q:\n%s", c.name, a.StatusCode, c.says, textOf(parsed(t, a.body)))
		}
		checkPage(t, a.body)
	}
}
