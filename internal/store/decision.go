package store

import (
	"context"
	"encoding/json"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

type decisionRow struct {
	ID            string
	ApplicationID string
	Outcome       string
	Decision      string
	ScoreParts    string
	CaseText      []byte
	At            time.Time
}

func (decisionRow) TableName() string { return "decisions" }

// AddDecision stores the engine's decision; the database refuses a second one.
func (s Origination) AddDecision(ctx context.Context, d origination.DecisionRecord) error {
	decision, err := json.Marshal(d.Decision)
	if err != nil {
		return err
	}
	parts, err := json.Marshal(d.ScoreParts)
	if err != nil {
		return err
	}
	row := decisionRow{d.ID.String(), d.Application.String(), string(d.Decision.Outcome), string(decision), string(parts), d.Case, instant(d.At)}
	return translate(s.q(ctx).Create(&row).Error, "decision")
}

// decision loads an application's decision, or nil where there is none yet.
func (s Origination) decision(ctx context.Context, app origination.ApplicationID) (*origination.DecisionRecord, error) {
	var row decisionRow
	if err := s.q(ctx).Where("application_id = ?", app.String()).Take(&row).Error; err != nil {
		return nil, translate(absent(err), "decision")
	}
	d := origination.DecisionRecord{ID: origination.DecisionID(row.ID), Application: app, Case: row.CaseText, At: row.At.UTC()}
	if err := json.Unmarshal([]byte(row.Decision), &d.Decision); err != nil {
		return nil, err
	}
	if err := json.Unmarshal([]byte(row.ScoreParts), &d.ScoreParts); err != nil {
		return nil, err
	}
	d.Decision.Score.Parts = d.ScoreParts
	return &d, nil
}

type verdictRow struct {
	ApplicationID string
	ByID          string
	ByName        string
	Approve       bool
	Reason        string
	At            time.Time
}

func (verdictRow) TableName() string { return "verdicts" }

// AddVerdict stores an officer's word; the database refuses a second one.
func (s Origination) AddVerdict(ctx context.Context, v origination.Verdict) error {
	row := verdictRow{v.Application.String(), v.By, v.ByName, v.Approve, v.Reason, instant(v.At)}
	return translate(s.q(ctx).Create(&row).Error, "verdict")
}

func (s Origination) verdict(ctx context.Context, app origination.ApplicationID) (*origination.Verdict, error) {
	var row verdictRow
	if err := s.q(ctx).Where("application_id = ?", app.String()).Take(&row).Error; err != nil {
		return nil, translate(absent(err), "verdict")
	}
	return &origination.Verdict{Application: app, By: row.ByID, ByName: row.ByName, Approve: row.Approve, Reason: row.Reason, At: row.At.UTC()}, nil
}

type acceptanceRow struct {
	ApplicationID string
	OfferID       string
	BorrowerID    string
	LoanID        string
	TermsDigest   string
	TextVersion   string
	SignedName    string
	At            time.Time
}

func (acceptanceRow) TableName() string { return "acceptances" }

// AddAcceptance stores the borrower's act; the database refuses a second one of an application.
func (s Origination) AddAcceptance(ctx context.Context, a origination.Acceptance) error {
	row := acceptanceRow{a.Application.String(), a.Offer.String(), a.Borrower.String(), a.Loan.String(), a.TermsDigest, a.TextVersion, a.SignedName, instant(a.At)}
	err := s.q(ctx).Create(&row).Error
	if duplicate(err) {
		return fault.Because(err, fault.Conflict, "An offer of this application was accepted already.")
	}
	return translate(err, "acceptance")
}

// Acceptance loads an application's acceptance.
func (s Origination) Acceptance(ctx context.Context, app origination.ApplicationID) (origination.Acceptance, error) {
	var row acceptanceRow
	err := s.q(ctx).Where("application_id = ?", app.String()).Take(&row).Error
	return origination.Acceptance{Offer: origination.OfferID(row.OfferID), Application: app, Borrower: lending.BorrowerID(row.BorrowerID),
		Loan: lending.LoanID(row.LoanID), TermsDigest: row.TermsDigest, TextVersion: row.TextVersion, SignedName: row.SignedName,
		At: row.At.UTC()}, translate(err, "acceptance")
}
