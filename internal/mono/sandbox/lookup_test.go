package sandbox

import (
	"testing"
	"time"
)

func TestConsentByBVN(t *testing.T) {
	b := newBox(t)
	started := b.call(200, "POST", "/v2/lookup/bvn/initiate", obj{"bvn": "22200000011", "scope": "identity"})
	session := text(started, "data", "session_id")
	equal(t, "hint", text(started, "data", "methods", 1, "hint"), "Sms with a verification code will be sent to phone 0803***1122")
	b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session)
	b.call(400, "POST", "/v2/lookup/bvn/verify", obj{"method": "pigeon"}, "x-session-id", session)
	b.call(400, "POST", "/v2/lookup/bvn/verify", obj{"method": "alternate_phone"}, "x-session-id", session)
	b.call(400, "POST", "/v2/lookup/bvn/verify", obj{"method": "phone"}, "x-session-id", "nobody")
	b.call(200, "POST", "/v2/lookup/bvn/verify", obj{"method": "phone"}, "x-session-id", session)
	b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "000000"}, "x-session-id", session)
	details := b.call(200, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session)
	equal(t, "name", text(details, "data", "first_name"), "Adaeze")
	equal(t, "born", text(details, "data", "dob"), "1991-03-19")
	equal(t, "watch list", at(details, "data", "watch_listed"), any(false))
	b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session) // spent
	b.call(400, "POST", "/v2/lookup/bvn/initiate", obj{"bvn": "22299999999"})
	equal(t, "field", text(b.call(400, "POST", "/v2/lookup/bvn/initiate", obj{"bvn": "12"}), "data", 0, "field"), "bvn")
}

func TestThreeWrongCodesOrTimeEndAConsent(t *testing.T) {
	b := newBox(t)
	begin := func() string {
		session := text(b.call(200, "POST", "/v2/lookup/bvn/initiate", obj{"bvn": sampleBVN, "scope": "bank_accounts"}), "data", "session_id")
		b.call(200, "POST", "/v2/lookup/bvn/verify", obj{"method": "email"}, "x-session-id", session)
		return session
	}
	session := begin()
	for range bvnTries {
		b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "111111"}, "x-session-id", session)
	}
	b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session)

	session = begin()
	b.clock = b.clock.Add(bvnCodeLife + time.Second)
	b.call(400, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session)
	b.call(200, "POST", "/v2/lookup/bvn/verify", obj{"method": "email"}, "x-session-id", session)
	accounts := b.call(200, "POST", "/v2/lookup/bvn/details", obj{"otp": "123456"}, "x-session-id", session)
	equal(t, "an array of accounts", text(accounts, "data", 0, "institution", "nip_code"), "000013")
}

func TestCreditHistory(t *testing.T) {
	b := newBox(t)
	sade := b.call(200, "POST", "/v3/lookup/credit-history/all", obj{"bvn": "22200000055"})
	equal(t, "five lenders", len(at(sade, "data", "credit_history").([]any)), 5)
	equal(t, "born", text(sade, "data", "profile", "dob"), "05-12-1990")
	first := at(sade, "data", "credit_history", 0, "history", 0)
	equal(t, "status", text(first, "loan_status"), "open")
	equal(t, "kobo", figure(first, "opening_balance"), 120_000_00)
	equal(t, "a month was missed", text(first, "repayment_schedule", 2, "status"), "failed")
	equal(t, "months to come", text(first, "repayment_schedule", 5, "status"), "pending")
	equal(t, "one bureau knows less", len(at(b.call(200, "POST", "/v3/lookup/credit-history/crc", obj{"bvn": "22200000055"}), "data", "credit_history").([]any)), 4)
	thin := b.call(200, "POST", "/v3/lookup/credit-history/all", obj{"bvn": "22200000077"})
	equal(t, "a thin file is empty, not absent", len(at(thin, "data", "credit_history").([]any)), 0)
	lost := b.call(200, "POST", "/v3/lookup/credit-history/xds", obj{"bvn": "22200000122"})
	equal(t, "written off", text(lost, "data", "credit_history", 0, "history", 0, "loan_status"), "written-off")
	b.call(400, "POST", "/v3/lookup/credit-history/firstcentral", obj{"bvn": "22200000055"})
	b.call(404, "POST", "/v3/lookup/credit-history/all", obj{"bvn": "22299999999"})
}

func TestNamesAndBanks(t *testing.T) {
	b := newBox(t)
	who := b.call(200, "POST", "/v3/lookup/account-number", obj{"nip_code": "000013", "account_number": "0123456701"})
	equal(t, "owner", text(who, "data", "name"), "ADAEZE NGOZI OKONKWO")
	equal(t, "bank code is the NIP code", text(who, "data", "bank", "code"), "000013")
	b.call(404, "POST", "/v3/lookup/account-number", obj{"nip_code": "000013", "account_number": "0000000000"})
	b.call(400, "POST", "/v3/lookup/account-number", obj{"nip_code": "000013", "account_number": "12"})
	list := b.call(200, "GET", "/v3/banks/list", nil)
	equal(t, "NIBSS has no debits", at(list, "data", "banks", 0, "direct_debit"), any(false))
	if at(b.call(200, "GET", "/v3/lookup/banks", nil), "data", "banks", 0, "direct_debit") != nil {
		t.Error("the lookup list says nothing of debits")
	}
	one := b.call(200, "GET", "/v3/institutions?scope=financial_data&bank_code=058", nil)
	equal(t, "institution", text(one, "data", 0, "_id"), "5f2d08be60b92e2888287702")
	equal(t, "form", text(one, "data", 0, "auth_methods", 0, "ui", "form", 1, "contentType"), "password")
}

func TestCustomers(t *testing.T) {
	b := newBox(t)
	form := obj{"email": "ngozi@example.ng", "first_name": "Ngozi", "last_name": "Adeyemi", "address": "14 Bode Close", "phone": "08031112233", "identity": obj{"type": "BVN", "number": "22198765430"}}
	made := b.call(201, "POST", "/v2/customers", form)
	id := text(made, "data", "id")
	equal(t, "bvn", text(made, "data", "bvn"), "22198765430")
	if _, has := made["timestamp"]; has {
		t.Error("customer replies carry no timestamp")
	}
	form["email"] = "other@example.ng"
	equal(t, "same names", text(b.call(400, "POST", "/v2/customers", form), "message"), "Customer already exists with similar credentials (email or names supplied)")
	equal(t, "retrieved", text(b.call(200, "GET", "/v2/customers/"+id, nil), "data", "name"), "Ngozi Adeyemi")
	equal(t, "patch answers nothing", at(b.call(200, "PATCH", "/v2/customers/"+id, obj{"phone": "08000000000"}), "data"), any(nil))
	equal(t, "patched", text(b.call(200, "GET", "/v2/customers/"+id, nil), "data", "phone"), "08000000000")
	equal(t, "found by e-mail", text(b.call(200, "GET", "/v2/customers?email=NGOZI@example.ng", nil), "data", 0, "id"), id)
	b.call(400, "POST", "/v2/customers", obj{"email": "x@example.ng"})
	equal(t, "unknown", text(b.call(400, "GET", "/v2/customers/nobody", nil), "message"), "Invalid Customer Id, could not fetch customer")
	for i := range 7 {
		name := string(rune('A' + i))
		b.call(201, "POST", "/v2/customers", obj{"email": name + "@x.ng", "first_name": name, "last_name": "B" + name, "address": "1", "phone": "1", "identity": obj{"type": "bvn", "number": "1"}})
	}
	list := b.call(200, "GET", "/v2/customers?page=2", nil)
	equal(t, "eight on two pages", figure(list, "meta", "pages"), 2)
	equal(t, "three on the second", len(at(list, "data").([]any)), 3)
	b.call(200, "DELETE", "/v2/customers/"+id, nil)
	b.call(400, "GET", "/v2/customers/"+id, nil)
}
