package mono

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// SecretHeader carries the webhook secret itself. The body is not signed: treat an event as a hint
// and read the object again before money depends on it.
const SecretHeader = "mono-webhook-secret"

// CheckSecret compares the header with the secret in constant time. An empty secret matches nothing.
func CheckSecret(header http.Header, secret string) bool {
	if secret == "" {
		return false
	}
	said := sha256.Sum256([]byte(header.Get(SecretHeader))) // equal lengths, so that the length does not show
	want := sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(said[:], want[:]) == 1
}

// Event is a webhook of Mono's. Switch on its type.
type Event interface {
	// Name is the event's current name, whatever spelling it came with.
	Name() string
	// Key is the same for every delivery of an event: its event_id, or else a digest of the body. Scope it by app.
	Key() string
}

// EventHeader is what every event has.
type EventHeader struct {
	Event    string  // current name
	ID       string  // event_id, stable over repeats; empty on older events, watchlist, Prove and Disburse
	At       Instant // when Mono sent it first; zero when not said
	App      string
	Business string
	Raw      json.RawMessage // the body
}

// Name is the event's current name.
func (h EventHeader) Name() string { return h.Event }

// Key is event_id, or else "sha256:" and a digest of the body.
func (h EventHeader) Key() string {
	if h.ID != "" {
		return h.ID
	}
	digest := sha256.Sum256(h.Raw)
	return "sha256:" + hex.EncodeToString(digest[:])
}

// UnknownEvent is an event that this package has no type for: keep it, answer 200, tell an operator.
type UnknownEvent struct {
	EventHeader
	Data json.RawMessage
}

// eventEnvelope is the outer object of a webhook, with and without one level of nesting.
type eventEnvelope struct {
	Event     string          `json:"event"`
	ID        Code            `json:"event_id"`
	Timestamp json.RawMessage `json:"timestamp"`
	App       Ref             `json:"app"`
	Business  Ref             `json:"business"`
	Data      json.RawMessage `json:"data"`
}

// ParseWebhook reads any webhook into its type. An event that is not known is an [UnknownEvent] and no error. A body
// that is no event, or a known event that cannot be read, is an UnreadableError that comes with an
// UnknownEvent, so that its key and body can be kept. Answer exactly 200 in every case.
func ParseWebhook(body []byte) (Event, error) {
	e, err := openEvent(body)
	h := EventHeader{Event: currentName(e.Event), ID: string(e.ID), App: e.App.ID, Business: e.Business.ID, Raw: body}
	unknown := UnknownEvent{EventHeader: h, Data: e.Data}
	if err != nil {
		return unknown, err
	}
	_ = json.Unmarshal(e.Timestamp, &h.At) // an odd time is no reason to lose an event
	h.fromData(e.Data)
	unknown.EventHeader = h
	read, known := eventTypes[h.Event]
	if !known {
		return unknown, nil
	}
	event, err := read(h, e.Data)
	if err != nil {
		return unknown, err
	}
	return event, nil
}

func openEvent(body []byte) (eventEnvelope, error) {
	var outer eventEnvelope
	if json.Unmarshal(body, &outer) != nil {
		return outer, &UnreadableError{Operation: "webhook", Why: "not a JSON object of an event"}
	}
	if outer.Event != "" {
		return outer, nil
	}
	var inner eventEnvelope
	if json.Unmarshal(outer.Data, &inner) != nil || inner.Event == "" {
		return outer, &UnreadableError{Operation: "webhook", Field: "event", Why: "missing"}
	}
	inner.ID = or(inner.ID, outer.ID)
	inner.App, inner.Business = or(inner.App, outer.App), or(inner.Business, outer.Business)
	if len(inner.Timestamp) == 0 {
		inner.Timestamp = outer.Timestamp
	}
	return inner, nil
}

// fromData takes app and business from inside data, where most products put them.
func (h *EventHeader) fromData(data json.RawMessage) {
	var inside struct {
		App      Ref `json:"app"`
		Business Ref `json:"business"`
	}
	if json.Unmarshal(data, &inside) == nil {
		h.App, h.Business = or(h.App, inside.App.ID), or(h.Business, inside.Business.ID)
	}
}

// legacyNames are spellings that Mono used before, or uses on one page and not on another.
var legacyNames = map[string]string{
	"mono.accounts.account_updated":    "mono.events.account_updated",
	"mono.events.unlinked":             "mono.events.account_unlinked",
	"mono.events.account_reauthorised": "mono.events.account_reauthorized",
	"events.mandates.debit.success":    "events.mandates.debit.successful",
	"events.mandate.action.cancelled":  "events.mandate.action.cancel",
	"direct_debit.payment_canceled":    "direct_debit.payment_cancelled",
	"mono.prove.verification.rejected": "mono.prove.data_verification_rejected",
	"verification.rejected":            "mono.prove.data_verification_rejected",
}

// currentName trims what old sandboxes and stray spaces add, and replaces names that have changed.
func currentName(name string) string {
	name = strings.ReplaceAll(strings.TrimSpace(name), "sandbox_", "")
	name = strings.ReplaceAll(name, " ", "")
	if now, old := legacyNames[name]; old {
		return now
	}
	return name
}

// reader makes the typed event of a name.
type reader func(EventHeader, json.RawMessage) (Event, error)

// eventTypes is the list of all events that have a type.
var eventTypes = joined(connectEvents, mandateEvents, paymentEvents, disburseEvents, lookupEvents, owoEvents)

// EventNames lists the current names of all events that have a type, in order.
func EventNames() []string { return slices.Sorted(maps.Keys(eventTypes)) }

func joined(lists ...map[string]reader) map[string]reader {
	all := map[string]reader{}
	for _, list := range lists {
		for name, read := range list {
			all[name] = read
		}
	}
	return all
}

// event decodes data into T, loosened, and gives it to build with the header.
func event[T any](build func(EventHeader, T) (Event, error), aliases ...string) reader {
	return func(h EventHeader, data json.RawMessage) (Event, error) {
		loose, err := loosen(data, aliases...)
		if err != nil {
			return nil, &UnreadableError{Operation: h.Event, Field: "data", Why: "not JSON"}
		}
		var of T
		if err := decode(h.Event, "data", loose, &of); err != nil {
			return nil, err
		}
		return build(h, of)
	}
}

// need is the error of an event without the member that says what it is about.
func need(event, field, value string) error {
	if value == "" {
		return &UnreadableError{Operation: event, Field: field, Why: "missing"}
	}
	return nil
}
