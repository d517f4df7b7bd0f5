package sandbox

import (
	"testing"
	"time"
)

// partner begins a session at GTBank.
func (b *box) partner() string {
	b.Helper()
	made := b.call(200, "POST", "/v2/connect/session", obj{"institution": "5f2d08be60b92e2888287702", "auth_method": "mobile_banking", "scope": "financial_data",
		"customer": obj{"name": "Ngozi Adeyemi", "email": letters(6) + "@example.ng"}})
	equal(b.T, "form", text(made, "data", "ui", "form", 1, "name"), "password")
	return text(made, "data", "session", "id")
}

func (b *box) partnerStep(want int, step, session string, body obj) obj {
	b.Helper()
	return b.call(want, "POST", "/v2/connect/"+step, body, "x-session-id", session)
}

func TestPartnersLogIns(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		login, password string
		status          int
		code            int64
	}{
		{"user_good", "123456", 200, 99},
		{"adaeze.okonkwo", "123456", 200, 99},
		{"user_multi", "123456", 200, 101},
		{"user_otp", "123456", 200, 102},
		{"user_bad", "123456", 400, 400},
		{"user_good", "wrong", 400, 400},
	} {
		got := b.partnerStep(c.status, "login", b.partner(), obj{"username": c.login, "password": c.password})
		equal(t, c.login, figure(got, "responseCode"), c.code)
	}
	b.forward(time.Minute)
	if b.last().Event != "mono.events.account_updated" {
		t.Error("no data followed")
	}
}

func TestPartnersAskForMore(t *testing.T) {
	b := newBox(t)
	session := b.partner()
	several := b.partnerStep(200, "login", session, obj{"username": "user_multi", "password": "123456"})
	chosen := text(several, "data", "accounts", 1, "accountNumber")
	done := b.partnerStep(200, "commit", session, obj{"accountNumber": chosen})
	id := text(b.call(200, "POST", "/v2/accounts/auth", obj{"code": text(done, "data", "code")}), "data", "id")
	equal(t, "the chosen one", text(b.call(200, "GET", "/v2/accounts/"+id, nil), "data", "account", "account_number"), chosen)
	b.partnerStep(400, "commit", session, obj{"accountNumber": chosen}) // spent

	session = b.partner()
	asked := b.partnerStep(200, "login", session, obj{"username": "user_otp", "password": "123456"})
	equal(t, "form", text(asked, "data", "userInput", "form", 0, "name"), "otp")
	wrong := b.partnerStep(400, "commit", session, obj{"otp": "1"})
	equal(t, "message", text(wrong, "message"), "Invalid OTP Sent")
	equal(t, "code", figure(b.partnerStep(200, "commit", session, obj{"otp": "123456"}), "responseCode"), 99)

	session = b.partner()
	b.forward(16 * time.Minute)
	b.partnerStep(400, "login", session, obj{"username": "user_good", "password": "123456"})
	credentials := b.call(200, "GET", "/v2/connect/sandbox", nil, "x-session-id", b.partner())
	equal(t, "credentials", text(credentials, "data", "credentials", 0, "values", "username"), "user_good")
}

func TestPartnersSignInAgain(t *testing.T) {
	b := newBox(t)
	id := b.linkFor("user_single", "")
	b.forward(time.Minute)
	b.names()
	again := b.call(200, "POST", "/v2/connect/reauth/session", obj{"account": id})
	equal(t, "code in data", figure(again, "data", "responseCode"), 99)
	b.forward(time.Minute)
	equal(t, "events", b.names(), "mono.events.account_reauthorized\nmono.events.account_updated")
	id = b.linkFor("user_otp", "")
	asked := b.call(200, "POST", "/v2/connect/reauth/session", obj{"account": id})
	session := text(asked, "data", "session", "id")
	equal(t, "code first", figure(b.partnerStep(200, "reauth/login", session, obj{"username": "user_otp", "password": "123456"}), "responseCode"), 102)
	equal(t, "then done", figure(b.partnerStep(200, "reauth/commit", session, obj{"otp": "123456"}), "data", "responseCode"), 99)
	b.call(404, "POST", "/v2/connect/reauth/session", obj{"account": "nobody"})
}
