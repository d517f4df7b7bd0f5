package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
	"lendwright/internal/origination"
)

// wholeForm is an application form without mistakes.
func wholeForm() url.Values {
	v := url.Values{
		"amount": {"150,000"}, "months": {"6"}, "purpose": {"school_fees"}, "born_on": {"1994-03-27"},
		"employment": {"employed"}, "employer": {"Acme Ltd"}, "income": {"250000"}, "phone": {"0803 123 4567"},
	}
	for _, box := range consents("") {
		v.Set(consentField(box.Name), box.Version)
	}
	return v
}

func with(name, value string) url.Values { v := wholeForm(); v.Set(name, value); return v }

func TestApplicationFormSaysWhatToDo(t *testing.T) {
	for _, c := range []struct {
		name  string
		form  url.Values
		field string
		says  string
	}{
		{"amount in words", with("amount", "plenty"), "amount", "Enter an amount between ₦10,000 and ₦300,000."},
		{"amount above the most", with("amount", "300,000.01"), "amount", "Enter an amount between ₦10,000 and ₦300,000."},
		{"amount with three digits after the point", with("amount", "15000.001"), "amount", "Enter an amount"},
		{"negative amount", with("amount", "-20000"), "amount", "Enter an amount"},
		{"no length", with("months", ""), "months", "Choose for how long"},
		{"a length that we do not offer", with("months", "48"), "months", "Choose for how long"},
		{"no purpose", with("purpose", ""), "purpose", "Choose what the loan is for."},
		{"a purpose of somebody's own", with("purpose", "<script>"), "purpose", "Choose what the loan is for."},
		{"birthday in words", with("born_on", "March"), "born_on", "Enter your date of birth"},
		{"eighteen tomorrow", with("born_on", "2008-11-21"), "born_on", "18 or older"},
		{"born in 1900", with("born_on", "1900-01-01"), "born_on", "year of your birth"},
		{"no work said", with("employment", ""), "employment", "Choose how you earn"},
		{"income in words", with("income", "enough"), "income", "Enter what reaches you"},
		{"a landline", with("phone", "01 270 0000"), "phone", "Nigerian mobile number"},
		{"one consent not ticked", with("consent_identity", ""), "consent_identity", "Tick this box"},
		{"consent to an older text", with("consent_bank_data", "NG-2019-1"), "consent_bank_data", "Tick this box"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSite(t).as(ada)
			a := s.post("/apply", c.form)
			if a.StatusCode != http.StatusUnprocessableEntity {
				t.Fatalf("status %d", a.StatusCode)
			}
			checkPage(t, a.body)
			doc := parsed(t, a.body)
			if e := element(doc, c.field+"-error"); e == nil || !strings.Contains(textOf(e), c.says) {
				t.Errorf("the field does not say %q", c.says)
			}
			if !strings.Contains(a.body, `href="#`+c.field+`"`) {
				t.Error("the summary does not link to the field")
			}
			if !strings.Contains(a.body, "<title>Error: ") {
				t.Error("the title does not begin with Error:")
			}
			nothingLost(t, a.body, c.form)
		})
	}
}

// nothingLost checks that each value that was typed stands in the form again.
func nothingLost(t *testing.T, body string, form url.Values) {
	t.Helper()
	doc := parsed(t, body)
	for _, name := range []string{"amount", "born_on", "employer", "income", "phone"} {
		if got := attr(element(doc, name), "value"); got != form.Get(name) {
			t.Errorf("%s: typed %q, kept %q", name, form.Get(name), got)
		}
	}
	for _, box := range consents("") {
		name := consentField(box.Name)
		if form.Get(name) == "" {
			continue
		}
		if e := element(doc, name); e == nil || !hasAttr(e, "checked") {
			t.Errorf("%s is not ticked any more", name)
		}
	}
}

func TestEighteenTodayMayApply(t *testing.T) {
	f := applicationForm{Amount: "10000", Months: "1", Purpose: "rent", BornOn: "2008-11-20", Employment: "gig", Income: "₦80,000.50", Phone: "+2348031234567",
		Consents: map[string]string{"bank_data": consentVersion, "identity": consentVersion, "credit_bureau": consentVersion}}
	p := Product{Least: money.Kobo(10_000_00), Most: money.Kobo(300_000_00), Months: []int{1}}
	s, wrong := f.parse(p, calendar.Date(2026, 11, 20))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	if s.Principal.Minor() != 10_000_00 || s.StatedIncome.Minor() != 80_000_50 || s.Phone != "08031234567" || len(s.Consents) != 3 {
		t.Errorf("%+v", s)
	}
}

func TestNoConsentIsTickedBeforehand(t *testing.T) {
	doc := parsed(t, newSite(t).as(ada).get("/apply").body)
	for _, box := range consents("") {
		if e := element(doc, consentField(box.Name)); e == nil || hasAttr(e, "checked") {
			t.Errorf("%s is missing or ticked", box.Name)
		}
	}
}

func TestSignUpKeepsWhatWasTyped(t *testing.T) {
	s := newSite(t)
	a := s.post("/signup", url.Values{"name": {"Ada"}, "email": {"not an address"}, "phone": {"123"}, "password": {"short"}})
	if a.StatusCode != http.StatusUnprocessableEntity || len(s.people.asked) != 0 {
		t.Fatalf("status %d, %d asked", a.StatusCode, len(s.people.asked))
	}
	checkPage(t, a.body)
	doc := parsed(t, a.body)
	for name, want := range map[string]string{"name": "Ada", "email": "not an address", "phone": "123"} {
		if got := attr(element(doc, name), "value"); got != want {
			t.Errorf("%s kept %q", name, got)
		}
	}
	s.people.err = fault.Newf(fault.Unavailable, "The post office sleeps.")
	a = s.post("/signup", url.Values{"name": {"Ada"}, "email": {"ada@example.com"}, "phone": {"08031234567"}, "password": {"three words here"}})
	if a.StatusCode != http.StatusServiceUnavailable || !strings.Contains(a.body, "The post office sleeps.") {
		t.Errorf("status %d", a.StatusCode)
	}
	s.people.err = nil
	a = s.post("/signup", url.Values{"name": {"Ada"}, "email": {"Ada@Example.com"}, "phone": {"08031234567"}, "password": {"three words here"}})
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/signup/sent" {
		t.Errorf("status %d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	if got := s.people.asked[len(s.people.asked)-1]; got.Email != "ada@example.com" || got.Phone != "08031234567" {
		t.Errorf("asked for %+v", got)
	}
}

func TestSigningNeedsTheNameOfTheAgreement(t *testing.T) {
	s := newSite(t).as(ada)
	a := s.post(offerURL+"/acceptance", url.Values{"digest": {"x"}, "signed_name": {"Somebody Else"}})
	if a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, "Type your name as it stands") {
		t.Fatalf("status %d", a.StatusCode)
	}
	checkPage(t, a.body)
	if got := attr(element(parsed(t, a.body), "signed_name"), "value"); got != "Somebody Else" {
		t.Errorf("kept %q", got)
	}
}

func TestBVNIsCheckedBeforeAnybodyIsAsked(t *testing.T) {
	s := newSite(t).as(ada)
	a := s.post(applicationURL(appID(origination.Gathering))+"/bvn", url.Values{"bvn": {"123 456"}})
	if a.StatusCode != http.StatusUnprocessableEntity || attr(element(parsed(t, a.body), "bvn"), "value") != "123 456" {
		t.Errorf("status %d", a.StatusCode)
	}
	checkPage(t, a.body)
}
