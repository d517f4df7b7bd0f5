package sandbox

import (
	"testing"
	"time"
)

func TestRetriesFollowMonosSchedule(t *testing.T) {
	b := newBox(t)
	b.answer = 503
	b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Second) // the first try of account_connected is refused
	equal(t, "nothing arrived", b.names(), "")
	waits := []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute}
	for i, w := range waits {
		equal(t, "wait", backoff(i+1), w)
	}
	equal(t, "never longer than", backoff(20), 4*time.Hour)
	b.answer = 201 // anything but 200 is a refusal
	b.forward(31 * time.Second)
	equal(t, "201 is no answer", b.names(), "")
	b.answer = 200
	b.forward(2 * time.Minute)
	first := b.last()
	b.forward(time.Hour)
	b.names()
	if first.EventID == "" {
		t.Error("no event id")
	}
	if n, _ := b.Pending(t.Context(), b.clock); n != 0 {
		t.Errorf("%d pending", n)
	}
}

func TestAfterTwoDaysMonoGivesUp(t *testing.T) {
	b := newBox(t)
	b.answer = 500
	b.linkAccount("adaeze.okonkwo", "0123456701")
	for range 30 {
		b.forward(4*time.Hour + time.Minute)
	}
	log := b.call(200, "GET", "/sandbox/webhooks", nil)
	equal(t, "state", text(log, "webhooks", 0, "done"), "given_up")
}

func TestWebhookFaultsAndReplay(t *testing.T) {
	b := newBox(t)
	b.call(201, "POST", "/sandbox/faults", obj{"kind": "webhook_lost", "endpoint": "account_connected"})
	b.call(201, "POST", "/sandbox/faults", obj{"kind": "webhook_twice", "endpoint": "account_updated"})
	b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	equal(t, "the same event id", b.events[0].EventID, b.events[1].EventID)
	equal(t, "events", b.names(), "mono.events.account_updated\nmono.events.account_updated")
	log := b.call(200, "GET", "/sandbox/webhooks", nil)
	var lost string
	for _, w := range at(log, "webhooks").([]any) {
		if text(w, "done") == "lost" {
			lost = text(w, "id")
		}
	}
	b.call(200, "POST", "/sandbox/webhooks/"+lost+"/replay", nil)
	b.forward(time.Second)
	equal(t, "replayed", b.names(), "mono.events.account_connected")
	b.call(404, "POST", "/sandbox/webhooks/none/replay", nil)

	b.call(201, "POST", "/sandbox/faults", obj{"kind": "webhook_late", "seconds": 600})
	b.linkAccount("adaeze.okonkwo", "0123456701")
	b.forward(time.Minute)
	equal(t, "updated overtakes connected", b.names(), "mono.events.account_updated")
	b.forward(10 * time.Minute)
	equal(t, "late", b.names(), "mono.events.account_connected")
}
