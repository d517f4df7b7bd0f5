package store

import (
	"context"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
)

// BorrowerConsents gives every consent of a borrower, newest application first.
func (s Origination) BorrowerConsents(ctx context.Context, borrower lending.BorrowerID) ([]origination.GivenConsent, error) {
	var rows []struct {
		ApplicationID string
		Number        string
		Purpose       string
		TextVersion   string
		At            time.Time
		WithdrawnAt   *time.Time
	}
	err := s.q(ctx).Table("consents c").Joins("JOIN applications a ON a.id = c.application_id").
		Joins("LEFT JOIN consent_withdrawals w ON w.application_id = c.application_id AND w.purpose = c.purpose").
		Where("a.borrower_id = ?", borrower.String()).Order("a.submitted_at DESC, c.purpose").
		Select("c.application_id, a.number, c.purpose, c.text_version, c.at, w.at AS withdrawn_at").Find(&rows).Error
	var out []origination.GivenConsent
	for _, r := range rows {
		out = append(out, origination.GivenConsent{
			Application: origination.ApplicationID(r.ApplicationID), Number: r.Number,
			Consent:     origination.Consent{Purpose: r.Purpose, TextVersion: r.TextVersion, At: r.At.UTC()},
			WithdrawnAt: timeOf(r.WithdrawnAt),
		})
	}
	return out, translate(err, "consent")
}

type consentWithdrawalRow struct {
	ApplicationID string
	Purpose       string
	At            time.Time
}

func (consentWithdrawalRow) TableName() string { return "consent_withdrawals" }

// WithdrawConsent records that a consent was taken back; false when it was before.
func (s Origination) WithdrawConsent(ctx context.Context, app origination.ApplicationID, purpose string, at time.Time) (fresh bool, err error) {
	err = s.tx(ctx, func(t *Store) error {
		var given int64
		if err := t.q(ctx).Model(&consentRow{}).Where("application_id = ? AND purpose = ?", app.String(), purpose).Count(&given).Error; err != nil {
			return translate(err, "consent")
		}
		if given == 0 {
			return fault.Newf(fault.NotFound, "You did not give this consent.")
		}
		row := consentWithdrawalRow{app.String(), purpose, instant(at)}
		done := t.q(ctx).Clauses(once("application_id", "purpose")).Create(&row)
		fresh = done.RowsAffected == 1
		return translate(done.Error, "consent")
	})
	return fresh, err
}

type dataReadRow struct {
	ApplicationID string
	ByID          string
	What          string
	OnDay         dayColumn
	At            time.Time
	ByName        string
	Why           string
}

func (dataReadRow) TableName() string { return "data_reads" }

// AddRead records a look at a borrower's data, once a day for each person and thing.
func (s Origination) AddRead(ctx context.Context, r origination.Read) error {
	row := dataReadRow{r.Application.String(), r.ByID, r.What, dayOf(r.On), instant(r.At), r.By, r.Why}
	err := s.q(ctx).Clauses(once("application_id", "by_id", "what", "on_day")).Create(&row).Error
	return translate(err, "record of a look")
}

// BorrowerReads gives the looks at a borrower's data, newest first.
func (s Origination) BorrowerReads(ctx context.Context, borrower lending.BorrowerID, limit int) ([]origination.Read, error) {
	var rows []dataReadRow
	err := s.q(ctx).Table("data_reads r").Joins("JOIN applications a ON a.id = r.application_id").
		Where("a.borrower_id = ?", borrower.String()).Order("r.at DESC, r.what").Limit(limit).Select("r.*").Find(&rows).Error
	var out []origination.Read
	for _, r := range rows {
		out = append(out, origination.Read{Application: origination.ApplicationID(r.ApplicationID), ByID: r.ByID, By: r.ByName,
			What: r.What, Why: r.Why, On: r.OnDay.Day(), At: r.At.UTC()})
	}
	return out, translate(err, "record of a look")
}
