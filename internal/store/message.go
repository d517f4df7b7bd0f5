package store

import (
	"context"
	"time"

	"lendwright/internal/id"
	"lendwright/internal/notify"
	"lendwright/internal/work"
)

type messageRow struct {
	ID        string
	Recipient string
	Subject   string
	Body      string
	About     string
	CreatedAt time.Time
	SentAt    *time.Time
}

func (messageRow) TableName() string { return "messages" }

func (r messageRow) message() notify.Message {
	return notify.Message{
		ID: notify.MessageID(r.ID), To: r.Recipient, Subject: r.Subject, Body: r.Body,
		About: r.About, CreatedAt: r.CreatedAt.UTC(), SentAt: timeOf(r.SentAt),
	}
}

// AddMessage keeps a message and asks for it to be sent, in the running transaction. A message
// without an identifier gets one.
func (s *Store) AddMessage(ctx context.Context, m notify.Message) error {
	if m.ID == "" {
		m.ID = id.New[notify.Message]()
	}
	return s.tx(ctx, func(t *Store) error {
		row := messageRow{
			ID: m.ID.String(), Recipient: m.To, Subject: m.Subject, Body: m.Body,
			About: m.About, CreatedAt: instant(m.CreatedAt), SentAt: instantOrNull(m.SentAt),
		}
		if err := t.q(ctx).Create(&row).Error; err != nil {
			return translate(err, "message")
		}
		return t.Enqueue(ctx, work.Item{Kind: work.SendMessage, ID: row.ID})
	})
}

// Messages lists the newest messages to anybody: the outbox page in development.
func (s *Store) Messages(ctx context.Context, limit int) ([]notify.Message, error) {
	var rows []messageRow
	err := s.q(ctx).Order("created_at DESC, id DESC").Limit(limit).Find(&rows).Error
	return messages(rows), translate(err, "message")
}

// MessagesTo lists the newest messages to one address.
func (s *Store) MessagesTo(ctx context.Context, address string, limit int) ([]notify.Message, error) {
	var rows []messageRow
	err := s.q(ctx).Where("recipient = ?", address).Order("created_at DESC, id DESC").Limit(limit).Find(&rows).Error
	return messages(rows), translate(err, "message")
}

// Message loads one message.
func (s *Store) Message(ctx context.Context, m notify.MessageID) (notify.Message, error) {
	var row messageRow
	err := s.q(ctx).Where("id = ?", m.String()).Take(&row).Error
	return row.message(), translate(err, "message")
}

// MarkSent notes when a mail server took a message; the first note stays.
func (s *Store) MarkSent(ctx context.Context, m notify.MessageID, at time.Time) error {
	err := s.q(ctx).Model(&messageRow{}).Where("id = ? AND sent_at IS NULL", m.String()).Update("sent_at", instant(at)).Error
	return translate(err, "message")
}

// WrittenSince reports whether a message of a subject to an address is younger than an instant.
func (s *Store) WrittenSince(ctx context.Context, to, subject string, since time.Time) (bool, error) {
	var n int64
	err := s.q(ctx).Model(&messageRow{}).Where("recipient = ? AND subject = ? AND created_at > ?", to, subject, instant(since)).Count(&n).Error
	return n > 0, translate(err, "message")
}

// UnsentMessages gives messages written between two instants that no mail server took, oldest first.
func (s *Store) UnsentMessages(ctx context.Context, from, to time.Time, limit int) ([]notify.MessageID, error) {
	var ids []notify.MessageID
	err := s.q(ctx).Model(&messageRow{}).Where("sent_at IS NULL AND created_at >= ? AND created_at < ?", instant(from), instant(to)).
		Order("created_at, id").Limit(limit).Pluck("id", &ids).Error
	return ids, translate(err, "message")
}

func messages(rows []messageRow) []notify.Message {
	out := make([]notify.Message, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.message())
	}
	return out
}
