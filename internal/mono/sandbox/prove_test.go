package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// proof begins a verification and gives its page.
func (b *box) proof(ref string) string {
	b.Helper()
	made := b.call(200, "POST", "/v1/prove/initiate", obj{"reference": ref, "redirect_url": "https://lender.example.ng/kyc", "kyc_level": "tier_1", "bank_accounts": true,
		"customer": obj{"name": "Adaeze Okonkwo", "phone": "08030001122"}, "meta": obj{"ref": "x"}})
	return strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL)
}

// prove takes Adaeze through the pages up to the face.
func (b *box) prove(page string) {
	b.Helper()
	b.browse(page+"/identity", url.Values{"number": {"22200000011"}})
	b.browse(page+"/code", url.Values{"code": {"123456"}})
}

func TestProveSucceeds(t *testing.T) {
	b := newBox(t)
	page := b.proof("kyc-000001")
	b.call(404, "GET", "/v1/prove/customers/kyc-000001", nil)
	b.prove(page)
	resp, _ := b.browse(page+"/face", url.Values{"face": {"own"}})
	back, _ := resp.Location()
	equal(t, "back", back.Query().Get("status"), "successful")
	b.forward(time.Second)
	equal(t, "events", b.names(), "mono.prove.data_verification_initiated\nmono.prove.data_verification_successful")
	who := b.call(200, "GET", "/v1/prove/customers/kyc-000001", nil)
	equal(t, "identity", text(who, "data", "identities", 1, "number"), "22200000011")
	equal(t, "account", text(who, "data", "accounts", 0, "account_number"), "0123456701")
	equal(t, "listed", figure(b.call(200, "GET", "/v1/prove/customers?limit=10", nil), "meta", "total"), 1)
	b.call(409, "POST", "/v1/prove/initiate", obj{"reference": "kyc-000001", "redirect_url": "https://l.ng", "kyc_level": "tier_1", "customer": obj{"name": "A", "phone": "1"}})

	b.call(200, "POST", "/v1/prove/customers/blacklist", obj{"reference": "kyc-000001", "reason": "fraud", "code": 104})
	b.proof("kyc-000002")
	b.forward(time.Second)
	equal(t, "flag is seen next time", at(b.last().Data, "is_blacklisted"), any(true))
	b.call(200, "POST", "/v1/prove/customers/whitelist", obj{"reference": "kyc-000001"})
	b.call(400, "POST", "/v1/prove/customers/blacklist", obj{"reference": "kyc-000001", "reason": "fraud", "code": "999"})
	b.call(200, "DELETE", "/v1/prove/customers/kyc-000001", nil)
	b.call(404, "GET", "/v1/prove/customers/kyc-000001", nil)
}

func TestProveEndsOtherwise(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		name string
		play func(page, ref string)
		want string
	}{
		{"cancelled", func(page, _ string) { b.browse(page+"/cancel", url.Values{}) }, "cancelled"},
		{"nobody came for a day", func(page, _ string) {
			b.browse(page+"/identity", url.Values{"number": {"1"}})
			b.forward(25 * time.Hour)
		}, "expired"},
		{"three other faces", func(page, _ string) {
			b.prove(page)
			for range faceTries {
				b.browse(page+"/face", url.Values{"face": {"other"}})
			}
		}, "awaiting_review"},
		{"and a person rejects", func(page, ref string) {
			b.call(200, "POST", "/sandbox/proofs/"+ref+"/review", nil)
			b.call(200, "POST", "/sandbox/proofs/"+ref+"/reject", nil)
		}, "rejected"},
	} {
		ref := "kyc-" + letters(8)
		c.play(b.proof(ref), ref)
		b.forward(time.Minute)
		equal(t, c.name, b.last().Event, "mono.prove.data_verification_"+c.want)
		b.call(404, "GET", "/v1/prove/customers/"+ref, nil)
	}
}

func TestProveValidation(t *testing.T) {
	b := newBox(t)
	bad := b.call(400, "POST", "/v1/prove/initiate", obj{"kyc_level": "custom", "identities": []string{"passport"}})
	equal(t, "complaints", len(at(bad, "data").([]any)), 5)
	b.call(200, "POST", "/v1/prove/initiate", obj{"reference": "r1", "redirect_url": "https://l.ng/x", "kyc_level": "custom", "identities": []string{"BVN", "address"}, "customer": obj{"name": "A B", "phone": "08030001122"}})
}
