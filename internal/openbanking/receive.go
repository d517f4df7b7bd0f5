package openbanking

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/mono"
)

// Inbox keeps verified events; *store.Store is one.
type Inbox interface {
	// KeepWebhook stores an event once by its key, with the work of acting on it in the same transaction.
	KeepWebhook(ctx context.Context, id, key, name string, body []byte, at time.Time) (fresh bool, err error)
	// Webhook gives a stored event's body, and whether it was acted on already.
	Webhook(ctx context.Context, id string) (body []byte, finished bool, err error)
	// FinishWebhook marks what became of an event.
	FinishWebhook(ctx context.Context, id, state, said string, at time.Time) error
}

// Receiver takes Mono's webhooks: it verifies and stores, and nothing else happens in the request.
type Receiver struct {
	Store  Inbox
	Secret string // Mono's webhook secret, which each event carries
	Now    func() time.Time

	refused, repeated atomic.Int64
}

// Webhook is one stored event of Mono's.
type Webhook struct{}

// Receive stores an event whose secret is right; a repeat changes nothing. A wrong secret is
// NotAllowed and leaves no trace but the counter. A body that is no event is stored all the same, for an
// operator: refusing it would only make Mono send it again.
func (r *Receiver) Receive(ctx context.Context, header http.Header, body []byte) error {
	if !mono.CheckSecret(header, r.Secret) {
		r.refused.Add(1)
		return fault.Newf(fault.NotAllowed, "The webhook secret is not right.")
	}
	event, err := mono.ParseWebhook(body)
	if err != nil && event == nil {
		return fault.Because(err, fault.Invalid, "This is no event.")
	}
	now := r.Now()
	fresh, err := r.Store.KeepWebhook(ctx, id.New[Webhook]().String(), keyOf(event, now), event.Name(), body, now)
	if err == nil && !fresh {
		r.repeated.Add(1)
	}
	return err
}

// Refused counts the webhooks with a wrong secret since the process started.
func (r *Receiver) Refused() int64 { return r.refused.Load() }

// Repeated counts the webhooks that had come before.
func (r *Receiver) Repeated() int64 { return r.repeated.Load() }

// byDigest begins the keys of events that carry no id of their own.
const byDigest = "sha256:"

// keyOf tells one event from another. Some events carry no id and are told apart by their bytes;
// an analysis that is asked for again later may say the same bytes again, so those keys hold for a day.
// Acting twice on one event is harmless; missing one is not.
func keyOf(event mono.Event, at time.Time) string {
	key := event.Key()
	if strings.HasPrefix(key, byDigest) {
		key += "@" + dayIn(at).String()
	}
	return event.Name() + "|" + key
}
