package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestWalletAndLedger(t *testing.T) {
	b := newBox(t, func(c *Config) { c.Ledger = true })
	id := b.linkFor("user_single", "")
	b.forward(time.Minute)
	b.call(200, "GET", "/v2/accounts/"+id+"/balance", nil)
	b.call(200, "GET", "/v2/accounts/"+id+"/transactions", nil)
	b.call(200, "GET", "/v2/accounts/"+id+"/transactions?narration=nothingatall", nil) // an empty page is free
	b.call(400, "POST", "/v2/lookup/bvn/initiate", obj{"bvn": "22200009999"})          // a wrong BVN is not
	ledger := b.call(200, "GET", "/sandbox/ledger", nil)
	// link 80, balance 200, one page 150, BVN 45, and 7.5 % on each
	equal(t, "spent", figure(ledger, "wallet", "spent"), 475_00+6_00+15_00+11_25+3_37)

	b.call(200, "POST", "/sandbox/wallet", obj{"balance": 300_00})
	b.call(200, "GET", "/v2/accounts/"+id+"/balance", nil)
	short := b.call(402, "GET", "/v2/accounts/"+id+"/balance", nil)
	equal(t, "message", text(short, "message"), "Insufficient funds, minimum wallet balance of ₦215 is required")
	equal(t, "left", figure(b.call(200, "GET", "/sandbox/wallet", nil), "balance"), 85_00)
	short = b.call(402, "POST", "/v3/lookup/credit-history/all", obj{"bvn": "22200000011"})
	equal(t, "Mono's own figure", text(short, "message"), "Insufficient funds, minimum wallet balance of ₦538 is required")
	b.call(200, "POST", "/sandbox/wallet", obj{"enforced": false})
	b.call(200, "POST", "/v3/lookup/credit-history/all", obj{"bvn": "22200000011"})
}

func TestWeatherComesFromTheSeed(t *testing.T) {
	weather := func(seed int64) string {
		b := newBox(t, func(c *Config) { c.Seed = seed })
		b.call(200, "POST", "/sandbox/chaos", obj{"webhook_lost": 30, "webhook_twice": 30})
		for range 12 {
			b.call(200, "POST", "/sandbox/events", obj{"event": "mono.events.webhook_test"})
		}
		b.forward(time.Minute)
		return text10(int64(len(b.events)))
	}
	one, again := weather(7), weather(7)
	equal(t, "the same seed", one, again)
	if one == "12" && weather(8) == "12" {
		t.Error("no weather")
	}
	b := newBox(t)
	b.call(400, "POST", "/sandbox/chaos", obj{"webhook_eaten": 3})
}

func TestSpoiledEvents(t *testing.T) {
	b := newBox(t)
	send := func(kind string) event {
		b.call(201, "POST", "/sandbox/faults", obj{"kind": kind})
		b.call(200, "POST", "/sandbox/events", obj{"event": "mono.events.webhook_test", "data": obj{"n": 1}})
		b.forward(time.Second)
		return b.last()
	}
	equal(t, "secret", send("webhook_secret").secret, "not-the-secret")
	equal(t, "no id", send("webhook_no_id").EventID, "")
	equal(t, "wrapped", text(send("webhook_wrapped").Data, "event"), "mono.events.webhook_test")
	equal(t, "unknown", send("webhook_unknown").Event, "mono.events.something_new")
	b.names()
	b.call(201, "POST", "/sandbox/faults", obj{"kind": "webhook_swapped"})
	b.call(200, "POST", "/sandbox/events", obj{"event": "first"})
	b.call(200, "POST", "/sandbox/events", obj{"event": "second"})
	b.forward(2 * time.Second)
	equal(t, "out of order", b.names(), "second\nfirst")
}

func TestBankDown(t *testing.T) {
	b := newBox(t)
	b.call(200, "POST", "/sandbox/banks/058/down", nil)
	id := b.linkFor("adaeze.okonkwo", "")
	b.forward(time.Minute)
	equal(t, "fetch", text(b.call(200, "GET", "/v2/accounts/"+id, nil), "data", "meta", "data_status"), "UNAVAILABLE")
	mandate := text(b.mandateFor(200, "adaeze.okonkwo", nil), "data", "id")
	b.forward(25 * time.Hour)
	b.call(503, "GET", "/v3/payments/mandates/"+mandate+"/balance-inquiry?amount=20000", nil)
	equal(t, "debit", text(b.debitOf(400, mandate, 1_000_00), "response_code"), "91")
	b.call(200, "POST", "/sandbox/banks/058/up", nil)
	b.debitOf(200, mandate, 1_000_00)
	b.call(404, "POST", "/sandbox/banks/nowhere/down", nil)
}

func TestDisputeAndReversal(t *testing.T) {
	b := newBox(t)
	mandate := text(b.mandateFor(200, "adaeze.okonkwo", nil), "data", "id")
	b.forward(25 * time.Hour)
	ref := text(b.debitOf(200, mandate, 1_000_00), "data", "reference_number")
	before := b.balance("058", "0123456701")
	b.forward(time.Second)
	b.names()
	b.call(200, "POST", "/sandbox/transactions/"+ref+"/dispute", nil)
	b.call(200, "POST", "/sandbox/transactions/"+ref+"/reverse", nil)
	b.call(409, "POST", "/sandbox/transactions/"+ref+"/reverse", nil)
	b.forward(time.Second)
	last := b.last()
	equal(t, "events", b.names(), "wrapped mono.transaction.dispute_initiated\nwrapped mono.transaction.reversal_completed")
	equal(t, "amount as text", text(last.Data, "data", "amount"), "100000")
	equal(t, "money is back", b.balance("058", "0123456701"), before+1_000_00)
	equal(t, "marked", at(b.call(200, "GET", "/v3/payments/mandates/"+mandate+"/debits/"+ref, nil), "data", "refunded"), any(true))
}

func TestActionsSayWhatThereIs(t *testing.T) {
	b := newBox(t)
	unknown := b.call(404, "POST", "/sandbox/mandates/x/fly", nil)
	if len(at(unknown, "actions").([]any)) < 20 {
		t.Error("actions are not listed")
	}
	b.call(409, "POST", "/sandbox/mandates/x/approve", nil)
	before := b.balance("058", "0123456701")
	moved := b.call(200, "POST", "/sandbox/money", obj{"bank_code": "058", "account_number": "0123456701", "amount": -100_00})
	equal(t, "money moved", figure(moved, "balance"), before-100_00)
}

func TestOldEventsAreForgotten(t *testing.T) {
	b := newBox(t)
	for range 120 {
		b.call(200, "POST", "/sandbox/events", obj{"event": "old"})
	}
	b.forward(time.Second)
	b.forward(5 * 24 * time.Hour)
	for range 120 {
		b.call(200, "POST", "/sandbox/events", obj{"event": "new"})
	}
	b.forward(time.Second)
	log := b.call(200, "GET", "/sandbox/webhooks", nil)
	if list := at(log, "webhooks").([]any); len(list) != 120 || strings.Contains(text(list[119], "event"), "old") {
		t.Errorf("%d events kept", len(list))
	}
}

func TestOtherCountries(t *testing.T) {
	b := newBox(t)
	for login, currency := range map[string]string{"kwame.mensah": "GHS", "abena.owusu": "GHS", "wanjiru.kamau": "KES", "otieno.odhiambo": "KES", "thandi.nkosi": "ZAR", "sipho.dlamini": "ZAR"} {
		id := b.linkFor(login, "")
		b.forward(time.Minute)
		got := b.call(200, "GET", "/v2/accounts/"+id, nil)
		equal(t, login, text(got, "data", "account", "currency"), currency)
		equal(t, "no BVN", at(got, "data", "account", "bvn"), any(nil))
		if rows := figure(b.call(200, "GET", "/v2/accounts/"+id+"/transactions", nil), "meta", "total"); rows < 100 {
			t.Errorf("%s has %d rows", login, rows)
		}
		if least := figure(got, "data", "account", "balance"); least <= 0 {
			t.Errorf("%s holds %d", login, least)
		}
		b.call(200, "GET", "/v2/accounts/"+id+"/income", nil)
		b.forward(time.Minute)
		equal(t, login+" income", text(b.last().Data, "income_streams", 0, "currency"), currency)
	}
	list := b.call(200, "GET", "/v3/institutions?country=ke", nil)
	equal(t, "Kenya", len(at(list, "data").([]any)), 3)
	equal(t, "key of Ghana", text(b.call(200, "GET", "/v3/institutions", nil, "mono-sec-key", "test_sk_gh_1"), "data", 0, "country"), "gh")
}

func TestEachProductHasItsReceiver(t *testing.T) {
	for event, want := range map[string]string{"mono.events.account_updated": "connect", "mono.accounts.jobs.update": "connect", "mono.events.watchlist.match_found": "lookup",
		"mono.prove.data_verification_expired": "prove", "events.mandates.ready": "payments", "events.mandate.action.cancel": "payments", "direct_debit.settlement_successful": "payments",
		"mono.transaction.dispute_initiated": "payments", "event.disbursement.completed": "disburse", "event.disburse.account.enabled": "disburse", "owo.payment.failed": "owo"} {
		equal(t, event, productOf(event), want)
	}
	b := newBox(t)
	b.call(200, "POST", "/sandbox/receiver", obj{"url": b.lender.URL + "/lookup", "secret": "of-lookup", "product": "lookup"})
	b.call(400, "POST", "/sandbox/receiver", obj{"url": b.lender.URL, "product": "cards"})
	b.call(200, "POST", "/v3/lookup/watchlist", obj{"type": "individual", "name": "A B"})
	b.forward(time.Second)
	equal(t, "its own secret", b.last().secret, "of-lookup")
	b.linkFor("user_single", "")
	b.forward(time.Second)
	equal(t, "everybody else's", b.last().secret, "s3cret")
}
