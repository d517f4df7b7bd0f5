package sandbox

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func (b *box) debit(want int, mandate, ref string, kobo int64) obj {
	b.Helper()
	return b.call(want, "POST", "/v3/payments/mandates/"+mandate+"/debit", obj{"amount": kobo, "reference": ref, "narration": "LN-0042 repayment", "meta": obj{"loan": "7"}})
}

func (b *box) balance(nip, number string) (kobo int64) {
	_, a, _ := accountNumbered(nip, number)
	b.started(b.Context())
	b.Storage.View(b.Context(), func(tx Tx) error { kobo = b.balanceOf(tx, a, b.clock); return nil })
	return kobo
}

func TestADebitMovesTheMoneyOnce(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate01")
	before := b.balance("058", "0123456701")
	done := b.debit(200, id, "rp20261126a01", 40_000_00)
	equal(t, "code", text(done, "response_code"), "00")
	equal(t, "status", text(done, "data", "status"), "successful")
	equal(t, "fee", figure(done, "data", "fee"), 400_00)
	equal(t, "reference", text(done, "data", "reference_number"), "rp20261126a01")
	equal(t, "balance", b.balance("058", "0123456701"), before-40_000_00)
	equal(t, "code", text(b.debit(400, id, "rp20261126a01", 40_000_00), "response_code"), "94")
	equal(t, "balance after the repeat", b.balance("058", "0123456701"), before-40_000_00)
	equal(t, "left of the mandate", figure(b.call(200, "GET", "/v3/payments/mandates/"+id, nil), "data", "balance"), 260_000_00)
	b.forward(time.Second)
	e := b.last()
	equal(t, "event", b.names(), "events.mandates.debit.successful")
	equal(t, "reference in the event", text(e.Data, "reference_number"), "rp20261126a01")
	for _, path := range []string{"/debits/rp20261126a01", "/debit/rp20261126a01"} {
		equal(t, path, text(b.call(200, "GET", "/v3/payments/mandates/"+id+path, nil), "data", "status"), "successful")
	}
	equal(t, "listed", len(at(b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits", nil), "data").([]any)), 1)
	equal(t, "verified", text(b.call(200, "GET", "/v2/payments/verify/rp20261126a01", nil), "data", "status"), "successful")
	b.call(404, "GET", "/v2/payments/verify/rp00000000", nil)
	b.call(404, "GET", "/v3/payments/mandates/"+id+"/debits/rp00000000", nil)
}

func TestAShortAccountFailsWith51AndLocksAfterFive(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("zainab.musa", "232", "0076543207", "ln0042mandate02")
	equal(t, "has funds", at(b.call(200, "GET", "/v3/payments/mandates/"+id+"/balance-inquiry?amount=29000000", nil), "data", "has_sufficient_balance"), any(false))
	for i := range shortTries {
		equal(t, "code", text(b.debit(400, id, fmt.Sprintf("rp20261126b0%d", i), 290_000_00), "response_code"), "51")
	}
	locked := b.debit(429, id, "rp20261126b06", 290_000_00)
	if !strings.Contains(text(locked, "message"), "for this mandate") || !strings.HasSuffix(text(locked, "message"), "2026-11-27") {
		t.Errorf("message %q", text(locked, "message"))
	}
	b.call(404, "GET", "/v3/payments/mandates/"+id+"/debits/rp20261126b06", nil)
	b.forward(24 * time.Hour)
	equal(t, "the next day", text(b.debit(400, id, "rp20261127b01", 290_000_00), "response_code"), "51")
	equal(t, "nothing was collected", figure(b.call(200, "GET", "/v3/payments/mandates/"+id, nil), "data", "balance"), 300_000_00)
}

func TestMagicAmountsAndFaults(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate03")
	for amount, code := range map[int64]string{200_05: "05", 200_91: "91", 200_96: "96"} {
		equal(t, code, text(b.debit(400, id, fmt.Sprintf("rp20261126c%s", code), amount), "response_code"), code)
	}
	b.names()
	pending := b.debit(200, id, "rp20261126c01", 200_01)
	equal(t, "the envelope says successful", text(pending, "status"), "successful")
	equal(t, "the data do not", text(pending, "data", "status"), "processing")
	b.call(404, "GET", "/v2/payments/verify/rp20261126c01", nil)
	b.forward(time.Minute)
	if names := b.names(); !strings.HasSuffix(names, "events.mandates.debit.processing\nevents.mandates.debit.successful") {
		t.Errorf("events %s", names)
	}
	b.debit(200, id, "rp20261126c09", 200_09)
	b.forward(time.Minute)
	equal(t, "ends in failure", text(b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits/rp20261126c09", nil), "data", "response_code"), "96")

	b.call(201, "POST", "/sandbox/faults", obj{"kind": "debit_code", "code": "91", "person": "adaeze.okonkwo"})
	equal(t, "asked for", text(b.debit(400, id, "rp20261126c10", 5_000_00), "response_code"), "91")
	equal(t, "once", text(b.debit(200, id, "rp20261126c11", 5_000_00), "response_code"), "00")
}

func TestALostAnswerLeavesADebitThatCanBeFound(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate04")
	b.call(201, "POST", "/sandbox/faults", obj{"endpoint": "POST /v3/payments/mandates/{id}/debit", "kind": "drop_after_effect"})
	before := b.balance("058", "0123456701")
	req, _ := http.NewRequest("POST", b.api.URL+"/v3/payments/mandates/"+id+"/debit", strings.NewReader(`{"amount":"3000000","reference":"rp20261126d01","narration":"x"}`))
	req.Header.Set("mono-sec-key", "test_sk_x")
	if resp, err := http.DefaultClient.Do(req); err == nil {
		t.Fatalf("an answer came: %d", resp.StatusCode)
	}
	equal(t, "the money moved", b.balance("058", "0123456701"), before-30_000_00)
	equal(t, "and can be looked up", text(b.call(200, "GET", "/v3/payments/mandates/"+id+"/debits/rp20261126d01", nil), "data", "status"), "successful")
}

func TestWhatDebitsRefuse(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("adaeze.okonkwo", "058", "0123456701", "ln0042mandate05")
	b.debit(400, id, "short", 5_000_00)
	b.debit(400, id, "rp20261126e01", 100)
	equal(t, "above the mandate", text(b.debit(400, id, "rp20261126e02", 300_001_00), "message"), "Amount is above the remaining balance of the mandate")
	b.debit(404, "mmc_nobody", "rp20261126e03", 5_000_00)
	b.call(404, "GET", "/v3/payments/mandates/"+id+"/debits/rp20261126e02", nil)
	equal(t, "a refused reference is free", text(b.debit(200, id, "rp20261126e02", 5_000_00), "response_code"), "00")
}

// TestMusaIsShortOnDebitDay plays the person who pays later: with a loan in his account the
// standing order takes what comes in, and every third day some comes back.
func TestMusaIsShortOnDebitDay(t *testing.T) {
	b := newBox(t)
	id := b.readyMandate("musa.danjuma", "221", "0045671211", "ln0042mandate06")
	b.disburse(200, "221", "0045671211", 150_000_00, "dsb20261126musa")
	b.forward(time.Minute)
	b.forward(31*24*time.Hour + 2*time.Hour) // 27 December, the day after the salary's, about noon
	day := b.clock.In(lagos)
	if day.Day()%3 == 0 {
		b.forward(-24 * time.Hour)
	}
	equal(t, "the first attempt", text(b.debit(400, id, "rp20261227m01", 40_000_00), "response_code"), "51")
	for b.clock.In(lagos).Day()%3 != 0 {
		b.forward(24 * time.Hour)
	}
	equal(t, "a later one", text(b.debit(200, id, "rp20261228m02", 40_000_00), "response_code"), "00")
}
