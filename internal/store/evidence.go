package store

import (
	"context"
	"time"

	"lendwright/internal/origination"
)

type evidenceRow struct {
	ID            string
	ApplicationID string
	AccountID     string
	Source        string
	State         string
	Attempts      int
	AskedAt       *time.Time
	Doubtful      bool
	CheckedAt     *time.Time
	ArrivedAt     *time.Time
	JobRef        string
	Why           string
	Raw           []byte
	Digest        string
}

func (evidenceRow) TableName() string { return "evidence" }

// evidenceHead is every column but raw, which may be large and is read only for a decision.
const evidenceHead = "id, application_id, account_id, source, state, attempts, asked_at, doubtful, checked_at, arrived_at, job_ref, why, digest"

func evidenceRowOf(e origination.Evidence) evidenceRow {
	return evidenceRow{ID: e.ID.String(), ApplicationID: e.Application.String(), AccountID: e.Account.String(), Source: string(e.Source),
		State: string(e.State), Attempts: e.Attempts, AskedAt: instantOrNull(e.AskedAt), Doubtful: e.Doubtful,
		CheckedAt: instantOrNull(e.CheckedAt), ArrivedAt: instantOrNull(e.ArrivedAt), JobRef: e.JobRef, Why: e.Why, Raw: e.Raw, Digest: e.Digest}
}

func (r evidenceRow) evidence() origination.Evidence {
	return origination.Evidence{ID: origination.EvidenceID(r.ID), Application: origination.ApplicationID(r.ApplicationID),
		Account: origination.AccountID(r.AccountID), Source: origination.Source(r.Source), State: origination.EvidenceState(r.State),
		Attempts: r.Attempts, AskedAt: timeOf(r.AskedAt), Doubtful: r.Doubtful, CheckedAt: timeOf(r.CheckedAt),
		ArrivedAt: timeOf(r.ArrivedAt), JobRef: r.JobRef, Why: r.Why, Raw: r.Raw, Digest: r.Digest}
}

// AddEvidence stores pieces unless the application has one of the same account and source.
func (s Origination) AddEvidence(ctx context.Context, pieces ...origination.Evidence) error {
	if len(pieces) == 0 {
		return nil
	}
	var rows []evidenceRow
	for _, e := range pieces {
		rows = append(rows, evidenceRowOf(e))
	}
	err := s.q(ctx).Clauses(once("application_id", "account_id", "source")).Create(&rows).Error
	return translate(err, "evidence")
}

// Evidence loads one piece without Raw.
func (s Origination) Evidence(ctx context.Context, piece origination.EvidenceID) (origination.Evidence, error) {
	var row evidenceRow
	err := s.q(ctx).Select(evidenceHead).Where("id = ?", piece.String()).Take(&row).Error
	return row.evidence(), translate(err, "evidence")
}

// EvidenceOf lists an application's pieces without Raw.
func (s Origination) EvidenceOf(ctx context.Context, app origination.ApplicationID) ([]origination.Evidence, error) {
	return s.evidence(ctx, app, evidenceHead)
}

// EvidenceRaw lists an application's pieces with Raw.
func (s Origination) EvidenceRaw(ctx context.Context, app origination.ApplicationID) ([]origination.Evidence, error) {
	return s.evidence(ctx, app, evidenceHead+", raw")
}

func (s Origination) evidence(ctx context.Context, app origination.ApplicationID, columns string) ([]origination.Evidence, error) {
	var rows []evidenceRow
	err := s.q(ctx).Select(columns).Where("application_id = ?", app.String()).Order("id").Find(&rows).Error
	var out []origination.Evidence
	for _, r := range rows {
		out = append(out, r.evidence())
	}
	return out, translate(err, "evidence")
}

// UpdateEvidence loads a piece without Raw and locks it, lets change say what comes next, and
// writes it; Raw is written when change set it.
func (s Origination) UpdateEvidence(ctx context.Context, piece origination.EvidenceID, change func(origination.Evidence) (origination.Evidence, error)) error {
	return s.tx(ctx, func(t *Store) error {
		var row evidenceRow
		if err := locked(t.q(ctx)).Select(evidenceHead).Where("id = ?", piece.String()).Take(&row).Error; err != nil {
			return translate(err, "evidence")
		}
		next, err := change(row.evidence())
		if err != nil {
			return err
		}
		row = evidenceRowOf(next)
		columns := []any{"attempts", "asked_at", "doubtful", "checked_at", "arrived_at", "job_ref", "why", "digest"}
		if row.Raw != nil {
			columns = append(columns, "raw")
		}
		err = t.q(ctx).Model(&evidenceRow{}).Where("id = ?", row.ID).Select("state", columns...).Updates(&row).Error
		return translate(err, "evidence")
	})
}

// EvidenceSilentSince gives pieces of a source, of open gatherings, that were asked for and not looked at since an instant.
func (s Origination) EvidenceSilentSince(ctx context.Context, source origination.Source, at time.Time, limit int) ([]origination.EvidenceID, error) {
	var ids []origination.EvidenceID
	err := s.q(ctx).Table("evidence e").Joins("JOIN applications a ON a.id = e.application_id").
		Where("e.source = ? AND e.state = 'asked' AND a.state = 'gathering' AND e.checked_at < ?", string(source), instant(at)).
		Order("e.checked_at, e.id").Limit(limit).Pluck("e.id", &ids).Error
	return ids, translate(err, "evidence")
}
