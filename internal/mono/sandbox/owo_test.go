package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

const adaezePhone = "2348030001122"

// chat approves in the page that plays WhatsApp.
func (b *box) chat(asked obj) {
	b.Helper()
	b.browse(strings.TrimPrefix(text(asked, "data", "redirect_url"), b.api.URL), url.Values{"account": {adaezePays}})
}

func (b *box) owoLinked() {
	b.Helper()
	b.chat(b.call(202, "POST", "/owo/v1/beneficiaries/link", obj{"phone": adaezePhone, "fund_beneficiary": obj{"name": "Kola Credit", "nip_code": "000013", "account_number": "1014455667"}}))
}

func TestOwoOnce(t *testing.T) {
	b := newBox(t)
	for phone, want := range map[string]string{adaezePhone: "active", "2348039990001": "pending_activation", "2348000000000": "not_found"} {
		equal(t, phone, text(b.call(200, "GET", "/owo/v1/users/status?phone="+phone, nil), "data", "status"), want)
	}
	form := obj{"phone": adaezePhone, "reference": "fund00000001", "type": "onetime", "description": "Instalment", "amount": "500000", "currency": "ngn"}
	b.call(404, "POST", "/owo/v1/fund-requests", form)
	b.owoLinked()
	before := b.balance("058", "0123456701")
	b.chat(b.call(202, "POST", "/owo/v1/fund-requests", form))
	b.forward(time.Minute)
	equal(t, "events", b.names(), "owo.beneficiary.linked\nowo.fundrequest.created\nowo.fundrequest.approved\nowo.fundrequest.processing\nowo.payment.successful\nowo.fundrequest.completed")
	equal(t, "money", b.balance("058", "0123456701"), before-5_000_00)
	list := b.call(200, "GET", "/owo/v1/fund-requests?limit=1", nil)
	id := text(list, "data", 0, "id")
	equal(t, "has more", at(list, "pagination", "has_more"), any(false))
	paid := b.call(200, "GET", "/owo/v1/fund-requests/"+id+"/payments", nil)
	b.call(200, "GET", "/owo/v1/fund-requests/"+id+"/payments/"+text(paid, "data", 0, "id"), nil)
	missing := b.call(404, "GET", "/owo/v1/fund-requests/none", nil)
	equal(t, "its own error", text(missing, "status"), "error")
	if text(missing, "trace_id") == "" {
		t.Error("no trace")
	}
	bad := b.call(400, "POST", "/owo/v1/fund-requests", obj{"phone": adaezePhone, "reference": "fund00000001"})
	if len(at(bad, "errors").([]any)) < 3 {
		t.Errorf("complaints %v", bad)
	}
}

func TestOwoRecurringExpiryAndUnlink(t *testing.T) {
	b := newBox(t)
	b.owoLinked()
	b.chat(b.call(202, "POST", "/owo/v1/fund-requests", obj{"phone": adaezePhone, "reference": "fund00000002", "type": "recurring", "description": "Savings", "amount": 20000, "currency": "NGN",
		"schedule": obj{"period": "week", "interval": 1, "start_date": "2026-11-26", "end_date": "2026-12-10"}}))
	b.forward(time.Second)
	equal(t, "active", b.last().Event, "owo.fundrequest.active")
	b.forward(30 * 24 * time.Hour)
	equal(t, "three weeks", strings.Count(b.names(), "owo.payment.successful"), 3)
	b.call(202, "POST", "/owo/v1/fund-requests", obj{"phone": adaezePhone, "reference": "fund00000003", "type": "onetime", "description": "x", "amount": 20000, "currency": "NGN"})
	b.forward(49 * time.Hour)
	equal(t, "not approved in two days", b.last().Event, "owo.fundrequest.expired")
	b.call(200, "POST", "/owo/v1/beneficiaries/unlink", obj{"phone": adaezePhone})
	b.forward(time.Minute)
	equal(t, "unlinked", b.last().Event, "owo.beneficiary.unlinked")
	equal(t, "none left", len(at(b.call(200, "GET", "/owo/v1/beneficiaries?phone="+adaezePhone, nil), "data").([]any)), 0)
}
