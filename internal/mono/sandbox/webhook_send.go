package sandbox

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// lease is how long a process may take over one delivery before another takes it up. It is on the
// machine's clock, because it guards against a process that died, and not against the calendar.
const lease = 20 * time.Second

// receiver is where events go: of one product's app, as at Mono, or of all that have none of their own.
type receiver struct {
	URL     string `json:"url"`
	Secret  string `json:"secret"`
	Product string `json:"product,omitempty"`
}

func (s *Server) receiver(tx Tx) receiver {
	r := receiver{URL: s.WebhookURL, Secret: s.WebhookSecret}
	tx.Get("setting", "receiver", &r)
	return r
}

// receiverOf is where an event goes: to the app of its product, when that has an address.
func (s *Server) receiverOf(tx Tx, event string) receiver {
	var r receiver
	if tx.Get("receiver", productOf(event), &r) {
		return r
	}
	return s.receiver(tx)
}

// productsByEvent tells by the beginning of its name which app an event belongs to; the first that fits.
var productsByEvent = []struct{ begins, product string }{
	{"mono.events.watchlist.", "lookup"}, {"mono.prove.", "prove"}, {"owo.", "owo"}, {"event.disburse", "disburse"},
	{"events.mandate", "payments"}, {"direct_debit.", "payments"}, {"mono.transaction.", "payments"}, {"mono.", "connect"},
}

func productOf(event string) string {
	for _, p := range productsByEvent {
		if strings.HasPrefix(event, p.begins) {
			return p.product
		}
	}
	return ""
}

// deliverDue sends what is due one after the other and says how many left the queue or moved on.
func (s *Server) deliverDue(ctx context.Context, now time.Time) (int, error) {
	var waiting []delivery
	err := s.Storage.View(ctx, func(tx Tx) error { waiting = deliveriesBy(tx, now); return nil })
	if err != nil {
		return 0, err
	}
	n := 0
	for _, d := range waiting {
		sent, err := s.deliver(ctx, d.ID, now)
		if err != nil {
			return n, err
		}
		n += sent
	}
	return n, nil
}

// deliver claims one delivery, sends it outside of any transaction, and writes down the answer. A
// crash between sending and writing sends it again: at least once, as Mono promises.
func (s *Server) deliver(ctx context.Context, id string, now time.Time) (int, error) {
	var d delivery
	var to receiver
	claimed := false
	err := s.Storage.Update(ctx, func(tx Tx) error {
		if !tx.Get("delivery", id, &d) || d.Due.After(now) || time.Now().Before(d.LeaseUntil) {
			return nil
		}
		claimed, to = true, s.receiverOf(tx, d.Event)
		d.LeaseUntil = time.Now().Add(lease)
		tx.Put("delivery", id, d)
		return nil
	})
	if err != nil || !claimed {
		return 0, err
	}
	status, trouble := s.post(ctx, receiver{URL: to.URL, Secret: either(d.Secret, to.Secret)}, d.Body)
	d.LeaseUntil = time.Time{}
	d.Tries++
	d.Answer, d.Trouble = status, trouble
	// The answer is written even when the process is being stopped: what was sent was sent.
	return 1, s.Storage.Update(context.WithoutCancel(ctx), func(tx Tx) error {
		d.settle(tx, to, now)
		return nil
	})
}

// settle decides what becomes of a delivery after a try: only an answer of exactly 200 ends it well.
func (d *delivery) settle(tx Tx, to receiver, now time.Time) {
	switch {
	case to.URL == "":
		d.Done = "no_receiver"
	case d.Answer == http.StatusOK:
		d.Done = "delivered"
	case d.Tries >= retryTries || now.Sub(d.Made) >= retryWindow:
		d.Done = "given_up"
	default:
		d.Due = now.Add(backoff(d.Tries))
		tx.Put("delivery", d.ID, *d)
		return
	}
	tx.Delete("delivery", d.ID)
	tx.Put("sent", d.ID, *d)
}

// Events that were sent are kept for the log and for replays: for three days on the sandbox's
// clock, and at most so many.
const (
	sentLife = 72 * time.Hour
	sentMost = 2_000
)

// pruneSent forgets old events that were sent. It looks once in a hundred deliveries.
func (s *Server) pruneSent(ctx context.Context, now time.Time, delivered int) error {
	before := s.delivered
	if s.delivered += delivered; before/100 == s.delivered/100 {
		return nil
	}
	return s.Storage.Update(ctx, func(tx Tx) error {
		limit := now.Add(-sentLife).UTC().Format("20060102T150405")
		for _, id := range idsOf(tx, "sent") {
			if id >= limit {
				break
			}
			tx.Delete("sent", id)
		}
		prune(tx, "sent", sentMost)
		return nil
	})
}

func (s *Server) post(ctx context.Context, to receiver, body []byte) (status int, trouble string) {
	if to.URL == "" {
		return 0, "no webhook URL is set"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, bytes.NewReader(body))
	if err != nil {
		return 0, err.Error()
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("mono-webhook-secret", to.Secret)
	resp, err := s.HTTP.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // so that the connection can be used again
	return resp.StatusCode, ""
}
