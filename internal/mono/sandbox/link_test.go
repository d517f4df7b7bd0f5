package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestLinkingAnAccount(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")

	details := b.call(200, "GET", "/v2/accounts/"+id, nil)
	equal(t, "status before the data", text(details, "data", "meta", "data_status"), "PROCESSING")
	equal(t, "rows before the data", figure(b.call(200, "GET", "/v2/accounts/"+id+"/transactions", nil), "meta", "total"), 0)

	b.forward(time.Minute)
	connected, updated := b.events[0], b.events[1]
	equal(t, "events", b.names(), "mono.events.account_connected\nmono.events.account_updated")
	equal(t, "secret", connected.secret, "s3cret")
	equal(t, "ref", text(connected.Data, "meta", "ref"), "app-adaeze.okonkwo")
	equal(t, "own meta is merged", text(updated.Data, "meta", "case"), "77")
	equal(t, "account", text(updated.Data, "account", "_id"), id)
	equal(t, "camel case in events", text(updated.Data, "account", "institution", "bankCode"), "058")
	equal(t, "four digits of the BVN", text(updated.Data, "account", "bvn"), "0011")
	if connected.EventID == updated.EventID || len(connected.EventID) < 30 || connected.Timestamp == "" {
		t.Errorf("event ids %q and %q", connected.EventID, updated.EventID)
	}

	details = b.call(200, "GET", "/v2/accounts/"+id, nil)
	equal(t, "status", text(details, "data", "meta", "data_status"), "AVAILABLE")
	equal(t, "snake case in replies", text(details, "data", "account", "institution", "bank_code"), "058")
	equal(t, "name", text(details, "data", "account", "name"), "ADAEZE NGOZI OKONKWO")
	identity := b.call(200, "GET", "/v2/accounts/"+id+"/identity", nil)
	equal(t, "full BVN", text(identity, "data", "bvn"), "22200000011")
	balance := b.call(200, "GET", "/v2/accounts/"+id+"/balance", nil)
	equal(t, "balance agrees", figure(balance, "data", "balance"), figure(details, "data", "account", "balance"))
	equal(t, "accounts", text(b.call(200, "GET", "/v2/accounts", nil), "data", 0, "bvn"), "22200000011")
}

func TestACodeIsGoodOnceAndForTenMinutes(t *testing.T) {
	b := newBox(t)
	b.linkAccount("adaeze.okonkwo", "0123456701")
	equal(t, "message", text(b.call(400, "POST", "/v2/accounts/auth", obj{"code": "code_nobody"}), "message"), "Invalid authorization code")
	b.Storage.Update(t.Context(), func(tx Tx) error {
		tx.Put("code", "code_old", authCode{Account: "x", Until: b.clock.Add(codeLife)})
		return nil
	})
	b.clock = b.clock.Add(codeLife + time.Second)
	b.call(400, "POST", "/v2/accounts/auth", obj{"code": "code_old"})
}

func TestTheHostedPagesSayWhatIsWrong(t *testing.T) {
	b := newBox(t)
	made := b.call(200, "POST", "/v2/accounts/initiate", obj{"customer": obj{"name": "Ada", "email": "ada@example.ng"}, "scope": "auth", "redirect_url": "https://lender.example.ng/back"})
	link := text(made, "data", "mono_url")
	gtb, zenithBank := link+"/bank/5f2d08be60b92e2888287702", link+"/bank/5f2d08c060b92e288828770b"

	_, page := b.browse(link, nil)
	for _, want := range []string{"SANDBOX", "Adaeze Ngozi Okonkwo", "GTBank", "Steady salary"} {
		if !strings.Contains(page, want) {
			t.Errorf("the first page does not say %q", want)
		}
	}
	resp, page := b.browse(gtb, url.Values{"username": {"adaeze.okonkwo"}, "password": {"wrong"}})
	if resp.StatusCode != 422 || !strings.Contains(page, "not right") || strings.Contains(page, "wrong\"") {
		t.Errorf("wrong password: %d", resp.StatusCode)
	}
	if _, page = b.browse(zenithBank, url.Values{"username": {"adaeze.okonkwo"}, "password": {"123456"}}); !strings.Contains(page, "no account at Zenith") {
		t.Error("wrong bank is not said")
	}
	b.browse(gtb, url.Values{"username": {"adaeze.okonkwo"}, "password": {"123456"}})
	if resp, page = b.browse(link+"/accounts", url.Values{"account": {"0123456701"}}); resp.StatusCode != 422 || !strings.Contains(page, "Tick the box") {
		t.Error("linked without consent")
	}
	resp, _ = b.browse(link+"/cancel", url.Values{})
	equal(t, "after cancelling", resp.Header.Get("Location"), "https://lender.example.ng/back?status=cancelled")
	resp, _ = b.browse(link, nil)
	equal(t, "a used link", resp.StatusCode, 410)
	resp, _ = b.browse("/link/NOBODY", nil)
	equal(t, "no such link", resp.StatusCode, 404)
}

func TestAChosenBankSkipsTheList(t *testing.T) {
	b := newBox(t)
	made := b.call(200, "POST", "/v2/accounts/initiate", obj{"customer": obj{"name": "Hauwa Ibrahim", "email": "h@example.ng"}, "scope": "auth", "redirect_url": "https://l.example/x",
		"institution": obj{"id": "5f2d08c060b92e288828770b", "auth_method": "mobile_banking", "account_number": "2087654303"}, "check_account_match": true})
	equal(t, "institution", text(made, "data", "institution"), "5f2d08c060b92e288828770b")
	resp, _ := b.browse(text(made, "data", "mono_url"), nil)
	if !strings.HasSuffix(resp.Request.URL.Path, "/bank/5f2d08c060b92e288828770b") {
		t.Errorf("landed on %s", resp.Request.URL)
	}
	link := text(made, "data", "mono_url")
	b.browse(link+"/bank/5f2d08c060b92e288828770b", url.Values{"username": {"hauwa.ibrahim"}, "password": {"123456"}})
	b.browse(link+"/accounts", url.Values{"account": {"2087654303"}, "consent": {"yes"}})
	b.forward(time.Minute)
	equal(t, "account match", at(b.last().Data, "account", "account_match"), any(true))
}

func TestReauthorisationKeepsTheAccount(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	b.names()
	made := b.call(200, "POST", "/v2/accounts/initiate", obj{"account": id, "scope": "reauth", "redirect_url": "https://l.example/x", "meta": obj{"ref": "again"}})
	equal(t, "account", text(made, "data", "account"), id)
	resp, _ := b.browse(text(made, "data", "mono_url")+"/bank/5f2d08be60b92e2888287702", url.Values{"username": {"adaeze.okonkwo"}, "password": {"123456"}})
	if !strings.Contains(resp.Header.Get("Location"), "status=linked") {
		t.Errorf("went to %q", resp.Header.Get("Location"))
	}
	b.forward(time.Minute)
	equal(t, "events", b.names(), "mono.events.account_reauthorized\nmono.events.account_updated")
	b.call(404, "POST", "/v2/accounts/initiate", obj{"account": "nobody", "scope": "reauth", "redirect_url": "https://l.example/x"})
}

func TestABankThatIsDown(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("ifeanyi.okafor", "6012345610")
	b.forward(time.Minute)
	equal(t, "status in the event", text(b.last().Data, "meta", "data_status"), "UNAVAILABLE")
	equal(t, "rows", figure(b.call(200, "GET", "/v2/accounts/"+id+"/transactions", nil), "meta", "total"), 0)
	equal(t, "balance", figure(b.call(200, "GET", "/v2/accounts/"+id+"/balance", nil), "data", "balance"), 0)
	equal(t, "identity", at(b.call(200, "GET", "/v2/accounts/"+id+"/identity", nil), "data"), any(nil))
}

func TestAnAccountOfSomebodyElse(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("folake.ade", "0745612309")
	b.forward(time.Minute)
	identity := b.call(200, "GET", "/v2/accounts/"+id+"/identity", nil)
	equal(t, "owner", text(identity, "data", "full_name"), "ROTIMI JAMES COKER")
	equal(t, "owner's BVN", text(identity, "data", "bvn"), "22200000990")
	equal(t, "no birthday of hers", at(identity, "data", "dob"), any(nil))
}

func TestUnlinking(t *testing.T) {
	b := newBox(t)
	id := b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	b.call(200, "POST", "/v2/accounts/"+id+"/unlink", obj{})
	b.forward(time.Second)
	equal(t, "event", b.last().Event, "mono.events.account_unlinked")
	gone := b.call(404, "GET", "/v2/accounts/"+id, nil)
	equal(t, "status", text(gone, "status"), "resource_not_found")
	b.call(404, "POST", "/v2/accounts/"+id+"/unlink", obj{})
}

func TestWhatInitiateRefuses(t *testing.T) {
	b := newBox(t)
	good := obj{"name": "Ada", "email": "a@example.ng"}
	for name, c := range map[string]struct {
		body  obj
		field string
	}{
		"no scope":            {obj{"customer": good, "redirect_url": "https://x.example"}, "scope"},
		"no customer":         {obj{"scope": "auth", "redirect_url": "https://x.example"}, "customer.name"},
		"redirect is no URL":  {obj{"customer": good, "scope": "auth", "redirect_url": "back"}, "redirect_url"},
		"unknown institution": {obj{"customer": good, "scope": "auth", "redirect_url": "https://x.example", "institution": obj{"id": "none"}}, "institution.id"},
	} {
		answer := b.call(400, "POST", "/v2/accounts/initiate", c.body)
		equal(t, name, text(answer, "data", 0, "field"), c.field)
		equal(t, name, text(answer, "message"), "Validation error")
	}
}
