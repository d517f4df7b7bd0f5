package sandbox

import (
	"encoding/json"
	"time"
)

// Mono's published schedule for direct debit, used here for every product: the first retry after
// 30 seconds, then twice as long each time up to 4 hours, 25 attempts, and 48 hours in all.
const (
	retryFirst  = 30 * time.Second
	retryMost   = 4 * time.Hour
	retryTries  = 25
	retryWindow = 48 * time.Hour
)

// delivery is one webhook on its way; its body, and so its event_id, is the same on every try.
type delivery struct {
	ID         string          `json:"id"`
	Event      string          `json:"event"`
	Body       json.RawMessage `json:"body"`
	Made       time.Time       `json:"made"`
	Due        time.Time       `json:"due"`
	Tries      int             `json:"tries"`
	Answer     int             `json:"answer,omitempty"`
	Trouble    string          `json:"trouble,omitempty"`
	Done       string          `json:"done,omitempty"`        // delivered, given_up, lost, no_receiver
	LeaseUntil time.Time       `json:"lease_until,omitempty"` // on the machine's clock: a process is sending it
}

// shape says which of Mono's envelopes an event travels in.
type shape int

const (
	full    shape = iota // event, event_id, timestamp, data
	bare                 // event, data: income, creditworthiness, enrichment, disburse
	wrapped              // the same inside one more data
)

// obj is a JSON object in the making.
type obj = map[string]any

// emit queues an event. Faults may lose it, delay it or double it.
func (s *Server) emit(tx Tx, at time.Time, event string, how shape, data obj) {
	body := obj{"event": event, "data": data}
	switch how {
	case full:
		body["event_id"], body["timestamp"] = letters(38), iso(at)
	case wrapped:
		body = obj{"data": body}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		raw = []byte(`{}`)
	}
	d := delivery{ID: deliveryID(at), Event: event, Body: raw, Made: at, Due: at.Add(s.WebhookWait)}
	switch f := takeFault(tx, "webhook_", "webhook", event); f.Kind {
	case "webhook_lost":
		d.Done = "lost"
		tx.Put("sent", d.ID, d)
		return
	case "webhook_late":
		d.Due = d.Due.Add(f.delay(time.Minute))
	case "webhook_twice":
		again := d
		again.ID = deliveryID(at)
		tx.Put("delivery", again.ID, again)
	}
	tx.Put("delivery", d.ID, d)
}

func deliveryID(at time.Time) string {
	return at.UTC().Format("20060102T150405.000") + "-" + objectID(at)
}

// backoff is the wait after the given number of tries.
func backoff(tries int) time.Duration {
	wait := retryFirst
	for range tries - 1 {
		if wait = wait * 2; wait >= retryMost {
			return retryMost
		}
	}
	return wait
}

// deliveriesBy lists what is to be sent by now, in the order in which it was made.
func deliveriesBy(tx Tx, now time.Time) []delivery {
	var found []delivery
	for _, d := range all[delivery](tx, "delivery", "") {
		if !d.Due.After(now) {
			found = append(found, d)
		}
	}
	return found
}
