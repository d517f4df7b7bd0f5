package sandbox

import (
	"encoding/json"
	"slices"
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
	Secret     string          `json:"secret,omitempty"` // instead of the receiver's
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
	bare                 // event, data: income, creditworthiness, enrichment, disburse, Prove
	wrapped              // the same inside one more data
	inner                // event, event_id, data inside one more data: disputes and reversals
	outside              // event, data, and app and business beside them: watchlist
)

// obj is a JSON object in the making.
type obj = map[string]any

func (how shape) envelope(at time.Time, event string, data obj) obj {
	body := obj{"event": event, "data": data}
	switch how {
	case full:
		body["event_id"], body["timestamp"] = letters(38), iso(at)
	case wrapped:
		return obj{"data": body}
	case inner:
		body["event_id"] = letters(38)
		return obj{"data": body}
	case outside:
		body["app"], body["business"] = appID, businessID
	}
	return body
}

// emit queues an event. Faults and the weather may lose it, delay it, double it or spoil it.
func (s *Server) emit(tx Tx, at time.Time, event string, how shape, data obj) {
	f := takeFault(tx, "webhook_", "webhook", event)
	if f.Kind == "" {
		f = s.rolled(tx, chaosOf(tx), isWebhookFault)
	}
	raw, err := json.Marshal(spoiled(f.Kind, how.envelope(at, event, data)))
	if err != nil {
		raw = []byte(`{}`)
	}
	d := delivery{ID: deliveryID(at), Event: event, Body: raw, Made: at, Due: at.Add(s.WebhookWait)}
	s.releaseHeld(tx, d.Due)
	s.queue(tx, d, f)
}

// spoiled gives the body as a fault wants it.
func spoiled(kind string, body obj) obj {
	switch kind {
	case "webhook_no_id":
		delete(body, "event_id")
		delete(body, "timestamp")
	case "webhook_wrapped":
		return obj{"data": body}
	case "webhook_unknown":
		body["event"] = "mono.events.something_new"
	}
	return body
}

func (s *Server) queue(tx Tx, d delivery, f fault) {
	switch f.Kind {
	case "webhook_lost":
		d.Done = "lost"
		tx.Put("sent", d.ID, d)
		return
	case "webhook_late":
		d.Due = d.Due.Add(f.delay(time.Minute))
	case "webhook_twice":
		again := d
		again.ID = deliveryID(d.Made)
		tx.Put("delivery", again.ID, again)
	case "webhook_secret":
		d.Secret = "not-the-secret"
	case "webhook_swapped":
		d.Due = d.Due.Add(f.delay(time.Minute)) // unless another event comes first
		tx.Put("setting", "held", d.ID)
	}
	tx.Put("delivery", d.ID, d)
}

// releaseHeld lets an event go that waited for the next one: right behind it.
func (s *Server) releaseHeld(tx Tx, due time.Time) {
	var id string
	var d delivery
	if !tx.Get("setting", "held", &id) {
		return
	}
	tx.Delete("setting", "held")
	if tx.Get("delivery", id, &d) {
		d.Due = due.Add(time.Millisecond)
		tx.Put("delivery", d.ID, d)
	}
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

// deliveriesBy lists what is to be sent by now, in the order in which it is due.
func deliveriesBy(tx Tx, now time.Time) []delivery {
	var found []delivery
	for _, d := range all[delivery](tx, "delivery", "") {
		if !d.Due.After(now) {
			found = append(found, d)
		}
	}
	slices.SortStableFunc(found, func(a, b delivery) int { return a.Due.Compare(b.Due) })
	return found
}
