package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"

	"gorm.io/gorm"
)

// becauseOpen is the refusal of a second open application. A duplicate number cannot come from
// outside, so the one other unique key is not told apart.
func becauseOpen(err error) error {
	return fault.Because(err, fault.Conflict, "You have an application open already. Finish or withdraw it before you apply again.")
}

// File is everything about one application, for the borrower's and the officer's page.
func (s Origination) File(ctx context.Context, app origination.ApplicationID) (f origination.File, err error) {
	if f.Application, err = s.Application(ctx, app); err != nil {
		return f, err
	}
	parts := []func() error{
		func() (err error) { f.Consents, err = s.consents(ctx, app); return err },
		func() (err error) { f.Links, err = s.links(ctx, app); return err },
		func() (err error) { f.Accounts, err = s.Accounts(ctx, app); return err },
		func() (err error) { f.Evidence, err = s.EvidenceOf(ctx, app); return err },
		func() (err error) { f.Decision, err = s.decision(ctx, app); return err },
		func() (err error) { f.Verdict, err = s.verdict(ctx, app); return err },
		func() (err error) { f.Offers, err = s.Offers(ctx, app); return err },
		func() (err error) { f.Timeline, err = s.Events(ctx, app.String()); return err },
		func() error {
			x, err := s.Acceptance(ctx, app)
			if err == nil {
				f.Acceptance = &x
			}
			return absent(err)
		},
	}
	for _, read := range parts {
		if err := read(); err != nil {
			return f, err
		}
	}
	return f, nil
}

// absent forgives that a row is not there.
func absent(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil
	}
	return err
}

func (s Origination) consents(ctx context.Context, app origination.ApplicationID) ([]origination.Consent, error) {
	var rows []consentRow
	err := s.q(ctx).Where("application_id = ?", app.String()).Order("purpose").Find(&rows).Error
	var out []origination.Consent
	for _, r := range rows {
		out = append(out, origination.Consent{Purpose: r.Purpose, TextVersion: r.TextVersion, At: r.At.UTC()})
	}
	return out, translate(err, "consent")
}

// BorrowerApplications gives a borrower's applications, newest first.
func (s Origination) BorrowerApplications(ctx context.Context, borrower lending.BorrowerID) ([]origination.Application, error) {
	var rows []applicationRow
	err := s.q(ctx).Where("borrower_id = ?", borrower.String()).Order("submitted_at DESC, id DESC").Find(&rows).Error
	var out []origination.Application
	for _, r := range rows {
		out = append(out, r.application())
	}
	return out, translate(err, "application")
}

type queueRow struct {
	ID          string
	Number      string
	Name        string
	Currency    string
	Principal   int64
	TermMonths  int
	Purpose     string
	State       string
	SubmittedAt time.Time
	ChangedAt   time.Time
	Decision    *string
}

// Queue lists applications of a state, or of every state when it is empty. What waits for an
// officer comes oldest first, the rest newest first.
func (s Origination) Queue(ctx context.Context, state origination.State, limit int) ([]origination.QueueRow, error) {
	q := s.q(ctx).Table("applications a").Joins("LEFT JOIN decisions d ON d.application_id = a.id").
		Select("a.id, a.number, a.name, a.currency, a.principal, a.term_months, a.purpose, a.state, a.submitted_at, a.changed_at, d.decision")
	if state != "" {
		q = q.Where("a.state = ?", string(state))
	}
	order := "a.changed_at DESC, a.id DESC"
	if state == origination.Referred {
		order = "a.changed_at, a.id"
	}
	var rows []queueRow
	if err := q.Order(order).Limit(limit).Scan(&rows).Error; err != nil {
		return nil, translate(err, "application")
	}
	out := make([]origination.QueueRow, 0, len(rows))
	for _, r := range rows {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

func (r queueRow) line() (origination.QueueRow, error) {
	q := origination.QueueRow{
		ID: origination.ApplicationID(r.ID), Number: r.Number, Name: r.Name, Principal: moneyOf(r.Principal, r.Currency),
		TermMonths: r.TermMonths, Purpose: r.Purpose, State: origination.State(r.State),
		SubmittedAt: r.SubmittedAt.UTC(), ChangedAt: r.ChangedAt.UTC(),
	}
	if r.Decision == nil {
		return q, nil
	}
	var d underwriting.Decision
	if err := json.Unmarshal([]byte(*r.Decision), &d); err != nil {
		return q, err
	}
	q.Band = d.Score.Band
	for _, reason := range d.Reasons {
		q.Reasons = append(q.Reasons, reason.Text)
	}
	return q, nil
}

// QueueCounts counts applications by state; a state without any is not in the map.
func (s Origination) QueueCounts(ctx context.Context) (map[origination.State]int, error) {
	var rows []struct {
		State string
		N     int
	}
	err := s.q(ctx).Model(&applicationRow{}).Select("state, count(*) AS n").Group("state").Scan(&rows).Error
	counts := map[origination.State]int{}
	for _, r := range rows {
		counts[origination.State(r.State)] = r.N
	}
	return counts, translate(err, "application")
}
