// Package notify has the messages that we send to people. Every one is kept, and shown to the
// person in the portal; in development the outbox page shows them instead of a mail server.
package notify

import (
	"time"

	"lendwright/internal/id"
)

// MessageID identifies a message.
type MessageID = id.Of[Message]

// Message is one e-mail. Written at CreatedAt; SentAt is zero until a mail server took it.
type Message struct {
	ID        MessageID
	To        string // address
	Subject   string
	Body      string // plain text
	About     string // what it concerns: an application's, loan's or user's id
	CreatedAt time.Time
	SentAt    time.Time
}
