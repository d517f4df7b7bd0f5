package web

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"lendwright/internal/origination"
)

func newRecorder(h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

func TestTheAgreementIsAPDFWithTheSameBytesEachTime(t *testing.T) {
	s := newSite(t).as(ada)
	path := loanURL(loanID("active")) + "/agreement.pdf"
	one, two := s.get(path), s.get(path)
	if one.StatusCode != http.StatusOK || !strings.HasPrefix(one.body, "%PDF-") || one.Header.Get("Content-Type") != "application/pdf" {
		t.Fatalf("status %d, %s", one.StatusCode, one.Header.Get("Content-Type"))
	}
	if !bytes.Equal([]byte(one.body), []byte(two.body)) {
		t.Error("two downloads differ")
	}
	if !strings.Contains(one.Header.Get("Content-Disposition"), "agreement-L-2026-000123.pdf") {
		t.Error(one.Header.Get("Content-Disposition"))
	}
}

func TestTheAgreementNamesTheWholeCost(t *testing.T) {
	s := newSite(t).as(ada)
	text := textOf(parsed(t, s.get(offerURL+"/accept").body))
	sch := scheduleFor(t, termsOf(150_000, 6))
	for _, words := range []string{ada.Name, naira(sch.NetDisbursed), naira(sch.TotalDue), naira(sch.TotalInterest.Add(sch.TotalFees)), percent(sch.APR), "Sunday 27 December 2026"} {
		if !strings.Contains(text, words) {
			t.Errorf("the agreement lacks %q", words)
		}
	}
}

func TestTheAgreementStaysAsItWasSignedWhenTheScheduleChanges(t *testing.T) {
	d, _, _, _ := deps(t)
	files := d.Servicing.Store.(*loans).files
	for i := range files {
		if files[i].Loan.ID == loanID("active") {
			files[i].Loan.Schedule = scheduleFor(t, termsOf(90_000, 3)) // as after a part was paid early
		}
	}
	text := textOf(parsed(t, siteOf(t, d).as(ada).get(loanURL(loanID("active"))+"/agreement").body))
	signed := offersOf(t, appID(origination.Accepted))[0].Schedule
	for _, want := range []string{naira(signed.TotalDue), "6 payments of " + naira(signed.Rows[0].Due)} {
		if !strings.Contains(text, want) {
			t.Errorf("the signed agreement lacks %q", want)
		}
	}
}
