package sandbox

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// payOnce makes a single payment on the hosted page and gives the query of the way back.
func (b *box) payOnce(amount int64, ref, account string, more obj) url.Values {
	b.Helper()
	form := obj{"amount": amount, "type": "onetime-debit", "description": "Instalment 3", "reference": ref, "redirect_url": "https://lender.example.ng/paid",
		"customer": obj{"name": "Adaeze Okonkwo", "email": "adaeze.okonkwo@example.ng"}}
	for k, v := range more {
		form[k] = v
	}
	made := b.call(200, "POST", "/v2/payments/initiate", form)
	resp, _ := b.browse(strings.TrimPrefix(text(made, "data", "mono_url"), b.api.URL), url.Values{"account": {account}})
	back, err := resp.Location()
	if err != nil {
		b.Fatalf("payment page answered %d", resp.StatusCode)
	}
	return back.Query()
}

const adaezePays = "000013:0123456701"

func TestSinglePaymentSucceeds(t *testing.T) {
	b := newBox(t)
	before := b.balance("058", "0123456701")
	back := b.payOnce(12_500_00, "ln0042i3a7c91e", adaezePays, nil)
	equal(t, "status", back.Get("status"), "successful")
	equal(t, "reference", back.Get("reference"), "ln0042i3a7c91e")
	b.forward(time.Second)
	b.mu.Lock()
	object := b.events[1].Data["object"]
	b.mu.Unlock()
	equal(t, "events in order", b.names(), "mono.events.account_connected\ndirect_debit.payment_successful")
	equal(t, "amount", figure(object, "amount"), 12_500_00)
	equal(t, "the money moved", b.balance("058", "0123456701"), before-12_500_00)
	verified := b.call(200, "GET", "/v2/payments/verify/ln0042i3a7c91e", nil)
	equal(t, "type", text(verified, "data", "type"), "onetime-debit")
	equal(t, "account", text(verified, "data", "account", "account_number"), "0123456701")
	listed := b.call(200, "GET", "/v2/payments/transactions?status=successful&page=1", nil)
	equal(t, "listed", text(listed, "data", "payments", 0, "reference"), "ln0042i3a7c91e")
	equal(t, "paging", figure(listed, "meta", "paging", "total"), 1)
	again := b.call(400, "POST", "/v2/payments/initiate", obj{"amount": 20000, "type": "onetime-debit", "description": "x", "reference": "ln0042i3a7c91e", "customer": obj{"name": "A B", "email": "a@b.ng"}})
	equal(t, "reference once", text(again, "message"), "Invalid reference, please retry with a unique reference")
}

func TestSinglePaymentsThatDoNotSucceed(t *testing.T) {
	b := newBox(t)
	for _, c := range []struct {
		name   string
		amount int64
		status string
		after  string
	}{
		{"bank says insufficient funds", 200_51, "failed", "failed"},
		{"more than the account holds", 90_000_000_00, "failed", "failed"},
		{"bank is at work, then pays", 200_01, "processing", "successful"},
		{"bank is at work, then fails", 200_09, "processing", "failed"},
	} {
		ref := strings.ToLower(letters(12))
		equal(t, c.name, b.payOnce(c.amount, ref, adaezePays, nil).Get("status"), c.status)
		if c.status == "processing" {
			b.call(404, "GET", "/v2/payments/verify/"+ref, nil)
		}
		b.forward(time.Minute)
		equal(t, c.name, text(b.call(200, "GET", "/v2/payments/verify/"+ref, nil), "data", "status"), c.after)
		equal(t, c.name+" event", b.last().Event, "direct_debit.payment_"+c.after)
	}
	made := b.call(200, "POST", "/v2/payments/initiate", obj{"amount": "20000", "type": "onetime-debit", "method": "transfer", "description": "x", "reference": "left000001", "customer": obj{"name": "A B", "email": "a@b.ng"}, "meta": nil})
	equal(t, "string amounts are numbers", figure(made, "data", "amount"), 20000)
	b.forward(2 * time.Hour)
	equal(t, "abandoned", b.last().Event, "direct_debit.payment_abandoned")
	b.call(404, "GET", "/v2/payments/verify/left000001", nil)
	bad := b.call(400, "POST", "/v2/payments/initiate", obj{"amount": 19999, "type": "onetime-debit", "reference": "short", "redirect_url": "nowhere"})
	if len(at(bad, "data").([]any)) != 6 {
		t.Errorf("complaints %v", bad)
	}
}

func TestSplitPayoutAndRefund(t *testing.T) {
	b := newBox(t)
	sub := text(b.call(200, "POST", "/v2/payments/payout/sub-account", obj{"nip_code": "000014", "account_number": "1014455667"}), "data", "id")
	split := obj{"type": "percentage", "fee_bearer": "sub_accounts", "distribution": []obj{{"account": sub, "value": 10, "max": 3_000_00}}}
	b.payOnce(50_000_00, "split00001", adaezePays, obj{"split": split})
	b.payOnce(10_000_00, "refund0001", adaezePays, nil)
	before := b.balance("058", "0123456701")
	back := b.call(200, "POST", "/v2/payments/refund", obj{"reference": "refund0001"})
	equal(t, "refunded", figure(back, "data", "refunded_amount"), 10_000_00)
	equal(t, "money is back", b.balance("058", "0123456701"), before+10_000_00)
	equal(t, "once", text(b.call(400, "POST", "/v2/payments/refund", obj{"reference": "refund0001"}), "message"), "payment has already been refunded.")
	b.call(404, "POST", "/v2/payments/refund", obj{"reference": "nobody0001"})
	pending := b.call(200, "GET", "/v2/payments/payouts?status=pending", nil)
	equal(t, "pending", figure(pending, "data", "payouts", 0, "amount"), 60_000_00)
	b.forward(time.Minute)
	b.names()
	b.forward(34*time.Hour + time.Minute) // Thursday at seven in the evening
	equal(t, "events", b.names(), "direct_debit.split_settlement_successful\ndirect_debit.settlement_successful")
	settled := b.call(200, "GET", "/v2/payments/payouts?status=settled", nil)
	fees := debitFee(50_000_00) + debitFee(10_000_00)
	equal(t, "settled", figure(settled, "data", "payouts", 0, "settled_amount"), 60_000_00-10_000_00-fees-3_000_00)
	list := b.call(200, "GET", "/v2/payments/payout/"+text(settled, "data", "payouts", 0, "id")+"/transactions", nil)
	equal(t, "expands to payments", figure(list, "meta", "paging", "total"), 2)
	b.call(400, "GET", "/v2/payments/payout/none/transactions", nil)
	b.call(400, "POST", "/v2/payments/initiate", obj{"amount": 20000, "type": "onetime-debit", "description": "x", "reference": "split00002", "customer": obj{"name": "A B", "email": "a@b.ng"},
		"split": obj{"type": "fixed", "fee_bearer": "business", "distribution": []obj{{"account": sub, "value": 20001}}}})
}
