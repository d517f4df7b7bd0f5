package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lendwright/internal/origination"
)

func TestTheDownloadHasEverythingAndIsOnesOwn(t *testing.T) {
	a := newSite(t).as(ada).get("/data/export.json")
	if a.StatusCode != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", a.StatusCode, a.Header)
	}
	var x exported
	if err := json.Unmarshal([]byte(a.body), &x); err != nil {
		t.Fatal(err)
	}
	if x.Person.Email != ada.Email || len(x.Applications) != len(number) || len(x.Loans) != 10 || len(x.Consents) != 3 || len(x.Complaints) != 3 || len(x.Messages) != 1 || len(x.Looks) == 0 {
		t.Errorf("%d applications, %d loans, %d consents, %d complaints, %d messages, %d looks", len(x.Applications), len(x.Loans), len(x.Consents), len(x.Complaints), len(x.Messages), len(x.Looks))
	}
	var theirs exported
	if err := json.Unmarshal([]byte(newSite(t).as(bola).get("/data/export.json").body), &theirs); err != nil {
		t.Fatal(err)
	}
	if len(theirs.Applications)+len(theirs.Loans)+len(theirs.Complaints)+len(theirs.Consents) != 0 {
		t.Error("Bola got what is Ada's")
	}
}

func TestWhoOpensACaseStandsInTheLog(t *testing.T) {
	s := newSite(t).as(efe)
	s.get("/officer/applications/" + appID(origination.Referred).String())
	s.get(officerLoanURL(loanID("active")))
	s.post("/logout", nil)
	text := textOf(parsed(t, s.as(ada).get("/data").body))
	for _, want := range []string{"Efe Okoro, a person here", "To decide on your application", "Your loan L-2026-000123 and its payments", "Our program, through Mono"} {
		if !strings.Contains(text, want) {
			t.Errorf("the log lacks %q", want)
		}
	}
}

func TestAnothersConsentAndMessageAreNotFound(t *testing.T) {
	s := newSite(t).as(bola)
	for _, path := range []string{"/data/consents/" + appID(origination.Referred).String() + "/bank_data", helpURL(complaintsOf()[0].ID), "/help/new?kind=refund"} {
		if a := s.get(path); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, a.StatusCode)
		}
	}
}

func TestAMessageSaysWhatIsWrongWithIt(t *testing.T) {
	s := newSite(t).as(ada)
	for _, c := range []struct {
		name, about, text, says string
	}{
		{"empty", "", " ", "Write in a few words"},
		{"somebody else's", "L-2026-999999", "Give it back.", "Choose one of your own"},
	} {
		a := s.post("/help", url.Values{"kind": {"complaint"}, "about": {c.about}, "text": {c.text}})
		if a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, c.says) {
			t.Errorf("%s: %d, lacks %q", c.name, a.StatusCode, c.says)
		}
		checkPage(t, a.body)
	}
}
