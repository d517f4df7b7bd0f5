package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestAPaymentsFormSaysWhatIsWrong(t *testing.T) {
	s := newSite(t).as(efe)
	path := officerLoanURL(loanID("active")) + "/payment"
	good := url.Values{"amount": {"28,340.50"}, "value_on": {"2026-11-19"}, "reference": {"000013261119100000000000000001"}, "beyond": {"credit"}}
	for _, c := range []struct{ field, value, says string }{
		{"amount", "0", "Enter the amount that came in"},
		{"amount", "-5", "Enter the amount that came in"},
		{"value_on", "yesterday", "Enter the day on which the bank counts it"},
		{"value_on", "2026-12-01", "today or before"},
		{"reference", "", "Enter the bank&#39;s reference"},
		{"reference", strings.Repeat("9", bankReferenceMost+1), "Enter the bank&#39;s reference"},
		{"beyond", "", "Choose what happens to money"},
		{"beyond", "keep", "Choose what happens to money"},
	} {
		form := url.Values{}
		for name, v := range good {
			form[name] = v
		}
		form.Set(c.field, c.value)
		a := s.post(path, form)
		if a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, c.says) {
			t.Errorf("%s %q: %d, lacks %q", c.field, c.value, a.StatusCode, c.says)
		}
		checkPage(t, a.body)
	}
	if a := s.get(officerLoanURL(loanID("closed")) + "/payment"); a.StatusCode != http.StatusConflict {
		t.Errorf("a repaid loan takes payments: %d", a.StatusCode)
	}
}
