package origination

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/notify"
)

// writeComplaint puts a message about a complaint into the outbox.
func (d *Desk) writeComplaint(ctx context.Context, t Store, c Complaint, subject, body string) error {
	return t.AddMessage(ctx, notify.Message{
		ID: id.New[notify.Message](), To: c.Email, Subject: subject, Body: "Dear " + c.Name + ",\n\n" + body + "\n",
		About: c.ID.String(), CreatedAt: d.Now(),
	})
}

// lagosWords is an instant for people where we lend: "Friday 4 December, 14:05".
func lagosWords(t time.Time) string { return t.In(calendar.Lagos).Format("Monday 2 January, 15:04") }
