package store

import (
	"context"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

type complaintRow struct {
	ID             string
	Number         string
	BorrowerID     string
	Name           string
	Email          string
	Kind           string
	About          string
	Text           string
	State          string
	MadeAt         time.Time
	AcknowledgeBy  time.Time
	ResolveBy      time.Time
	AcknowledgedAt *time.Time
	ResolvedAt     *time.Time
	HandledBy      string
	Answer         string
}

func (complaintRow) TableName() string { return "complaints" }

func complaintRowOf(c origination.Complaint) complaintRow {
	return complaintRow{
		ID: c.ID.String(), Number: c.Number, BorrowerID: c.Borrower.String(), Name: c.Name, Email: c.Email, Kind: string(c.Kind),
		About: c.About, Text: c.Text, State: string(c.State), MadeAt: instant(c.MadeAt), AcknowledgeBy: instant(c.AcknowledgeBy),
		ResolveBy: instant(c.ResolveBy), AcknowledgedAt: instantOrNull(c.AcknowledgedAt), ResolvedAt: instantOrNull(c.ResolvedAt),
		HandledBy: c.HandledBy, Answer: c.Answer,
	}
}

func (r complaintRow) complaint() origination.Complaint {
	return origination.Complaint{
		ID: origination.ComplaintID(r.ID), Number: r.Number, Borrower: lending.BorrowerID(r.BorrowerID), Name: r.Name, Email: r.Email,
		Kind: origination.ComplaintKind(r.Kind), About: r.About, Text: r.Text, State: origination.ComplaintState(r.State),
		MadeAt: r.MadeAt.UTC(), AcknowledgeBy: r.AcknowledgeBy.UTC(), ResolveBy: r.ResolveBy.UTC(),
		AcknowledgedAt: timeOf(r.AcknowledgedAt), ResolvedAt: timeOf(r.ResolvedAt), HandledBy: r.HandledBy, Answer: r.Answer,
	}
}

// AddComplaint stores a complaint. Of a request, it gives the open one of the same kind about the
// same thing instead, so that a second press makes no second one.
func (s Origination) AddComplaint(ctx context.Context, c origination.Complaint) (complaint origination.ComplaintID, err error) {
	row := complaintRowOf(c)
	err = s.tx(ctx, func(t *Store) error {
		done := t.q(ctx).Clauses(once()).Create(&row)
		if done.Error != nil || done.RowsAffected == 1 {
			complaint = c.ID
			return translate(done.Error, "message")
		}
		var there complaintRow
		err := t.q(ctx).Where("borrower_id = ? AND kind = ? AND about = ? AND state <> 'resolved'", row.BorrowerID, row.Kind, row.About).Take(&there).Error
		complaint = origination.ComplaintID(there.ID)
		return translate(err, "message")
	})
	return complaint, err
}

// Complaint loads a complaint.
func (s Origination) Complaint(ctx context.Context, complaint origination.ComplaintID) (origination.Complaint, error) {
	var row complaintRow
	err := s.q(ctx).Where("id = ?", complaint.String()).Take(&row).Error
	return row.complaint(), translate(err, "message")
}

// UpdateComplaint loads and locks, lets change say what comes next, and writes what may change.
func (s Origination) UpdateComplaint(ctx context.Context, complaint origination.ComplaintID, change func(origination.Complaint) (origination.Complaint, error)) error {
	return s.tx(ctx, func(t *Store) error {
		var row complaintRow
		if err := locked(t.q(ctx)).Where("id = ?", complaint.String()).Take(&row).Error; err != nil {
			return translate(err, "message")
		}
		next, err := change(row.complaint())
		if err != nil {
			return err
		}
		row = complaintRowOf(next)
		err = t.q(ctx).Model(&complaintRow{}).Where("id = ?", row.ID).
			Select("state", "acknowledged_at", "resolved_at", "handled_by", "answer").Updates(&row).Error
		return translate(err, "message")
	})
}

// BorrowerComplaints gives a borrower's complaints, newest first.
func (s Origination) BorrowerComplaints(ctx context.Context, borrower lending.BorrowerID) ([]origination.Complaint, error) {
	return s.complaints(ctx, complaintsShown, "made_at DESC, id", "borrower_id = ?", borrower.String())
}

// complaintsShown is how many of a borrower's complaints are listed; more than anybody has.
const complaintsShown = 200

// OpenComplaints gives those that wait for us, the next clock first.
func (s Origination) OpenComplaints(ctx context.Context, limit int) ([]origination.Complaint, error) {
	return s.complaints(ctx, limit, "CASE state WHEN 'open' THEN acknowledge_by ELSE resolve_by END, id", "state <> 'resolved'")
}

// ClosedComplaints gives the answered ones, newest first.
func (s Origination) ClosedComplaints(ctx context.Context, limit int) ([]origination.Complaint, error) {
	return s.complaints(ctx, limit, "resolved_at DESC, id", "state = 'resolved'")
}

func (s Origination) complaints(ctx context.Context, limit int, order, where string, args ...any) ([]origination.Complaint, error) {
	var rows []complaintRow
	err := s.q(ctx).Where(where, args...).Order(order).Limit(limit).Find(&rows).Error
	var out []origination.Complaint
	for _, r := range rows {
		out = append(out, r.complaint())
	}
	return out, translate(err, "message")
}
