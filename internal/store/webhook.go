package store

import (
	"context"
	"time"

	"lendwright/internal/work"
)

type webhookRow struct {
	ID         string
	EventKey   string
	Name       string
	Body       []byte
	ReceivedAt time.Time
	State      string
	Said       string
	FinishedAt *time.Time
}

func (webhookRow) TableName() string { return "webhooks" }

// KeepWebhook stores a verified event, once by its key, with the work of acting on it in the same
// transaction. It reports whether the event is new; a repeat changes nothing.
func (s *Store) KeepWebhook(ctx context.Context, id, key, name string, body []byte, at time.Time) (fresh bool, err error) {
	err = s.tx(ctx, func(t *Store) error {
		row := webhookRow{ID: id, EventKey: key, Name: name, Body: body, ReceivedAt: instant(at), State: "received"}
		done := t.q(ctx).Clauses(once("event_key")).Create(&row)
		if fresh = done.RowsAffected == 1; done.Error != nil || !fresh {
			return translate(done.Error, "event")
		}
		return t.Enqueue(ctx, work.Item{Kind: work.ProcessWebhook, ID: id})
	})
	return fresh && err == nil, err
}

// Webhook gives a stored event's body, and whether it was acted on already.
func (s *Store) Webhook(ctx context.Context, id string) (body []byte, finished bool, err error) {
	var row webhookRow
	err = s.q(ctx).Where("id = ?", id).Take(&row).Error
	return row.Body, row.FinishedAt != nil, translate(err, "event")
}

// FinishWebhook marks what became of an event: done, unknown, not_ours or unreadable. The first mark stays.
func (s *Store) FinishWebhook(ctx context.Context, id, state, said string, at time.Time) error {
	err := s.q(ctx).Model(&webhookRow{}).Where("id = ? AND finished_at IS NULL", id).
		Updates(map[string]any{"state": state, "said": said, "finished_at": instant(at)}).Error
	return translate(err, "event")
}

// WebhookCounts counts stored events by what became of them.
func (s *Store) WebhookCounts(ctx context.Context) (map[string]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.q(ctx).Model(&webhookRow{}).Select("state, count(*) AS n").Group("state").Scan(&rows).Error
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.State] = r.N
	}
	return counts, translate(err, "event")
}
