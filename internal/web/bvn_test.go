package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
)

// nibss is a bank that knows one BVN and one code; what else it is asked panics.
type nibss struct {
	origination.Bank
	sent string
}

func (n *nibss) StartBVN(context.Context, origination.BVN) (string, []origination.BVNMethod, error) {
	return "session", []origination.BVNMethod{{Method: "phone", Hint: "Sms will be sent to 0803***1122"}, {Method: "email", Hint: "a***@example.ng"}}, nil
}

func (n *nibss) SendBVNCode(_ context.Context, _, method string) error {
	n.sent = method
	return nil
}

func (n *nibss) ConfirmBVN(context.Context, string, string) ([]byte, error) {
	return nil, fault.Newf(fault.Invalid, "The code was not accepted.")
}

func (s *applications) Application(_ context.Context, app origination.ApplicationID) (origination.Application, error) {
	f, err := s.File(context.Background(), app)
	return f.Application, err
}

func (s *applications) UpdateApplication(_ context.Context, app origination.ApplicationID, change func(origination.Application) (origination.Application, error)) error {
	for i := range s.files {
		if s.files[i].Application.ID == app {
			next, err := change(s.files[i].Application)
			if err == nil {
				s.files[i].Application = next
			}
			return err
		}
	}
	return fault.Newf(fault.NotFound, "There is no such application.")
}

func (s *applications) Atomically(_ context.Context, f func(origination.Store) error) error {
	return f(s)
}

func (s *applications) EvidenceOf(_ context.Context, app origination.ApplicationID) ([]origination.Evidence, error) {
	f, err := s.File(context.Background(), app)
	return f.Evidence, err
}

func TestTheThreePagesOfTheBVN(t *testing.T) {
	d, _, _, _ := deps(t)
	bank := &nibss{}
	d.Origination.Bank = bank
	s := siteOf(t, d).as(ada)
	at := applicationURL(appID(origination.Gathering)) + "/bvn"

	if a := s.get(at + "/method"); a.Header.Get("Location") != at {
		t.Errorf("without a BVN the ways lead to %q", a.Header.Get("Location"))
	}
	if a := s.post(at, url.Values{"bvn": {"222 0000 0011"}}); a.Header.Get("Location") != at+"/method" {
		t.Fatalf("%d to %q\n%s", a.StatusCode, a.Header.Get("Location"), a.body)
	}
	a := s.get(at + "/method")
	checkPage(t, a.body)
	if !strings.Contains(a.body, "0803***1122") || strings.Contains(a.body, "will be sent") {
		t.Error("the ways do not say where the code goes")
	}
	a = s.post(at+"/method", url.Values{"method": {"pigeon"}})
	if a.StatusCode != http.StatusUnprocessableEntity || bank.sent != "" {
		t.Errorf("a way that was not offered: %d", a.StatusCode)
	}
	checkPage(t, a.body)
	if a := s.post(at+"/method", url.Values{"method": {"phone"}}); a.Header.Get("Location") != at+"/code" || bank.sent != "phone" {
		t.Fatalf("%d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	a = s.get(at + "/code")
	checkPage(t, a.body)
	if !strings.Contains(a.body, "0803***1122") {
		t.Error("the page does not say where the code went")
	}
	if a := s.get(strings.TrimSuffix(at, "/bvn")); !strings.Contains(a.body, `href="`+at+`/code"`) {
		t.Error("the application does not lead to the code that is awaited")
	}
	a = s.post(at+"/code", url.Values{"code": {"000000"}})
	if a.StatusCode != http.StatusUnprocessableEntity || !strings.Contains(a.body, "was not accepted") || !strings.Contains(a.body, `value="000000"`) {
		t.Errorf("a wrong code: %d\n%s", a.StatusCode, a.body)
	}
}
