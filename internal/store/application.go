package store

import (
	"context"
	"encoding/json"
	"reflect"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/origination"

	"gorm.io/gorm/clause"
)

type applicationRow struct {
	ID           string `gorm:"primaryKey"`
	Number       string
	BorrowerID   string
	Name         string
	Email        string
	Phone        string
	BornOn       dayColumn
	Employment   string
	Employer     string
	Currency     string
	StatedIncome int64
	Principal    int64
	TermMonths   int
	Purpose      string
	State        string
	SubmittedAt  time.Time
	GatherBy     *time.Time
	BVN          string `gorm:"column:bvn"`
	BVNSession   string `gorm:"column:bvn_session"`
	BVNMethods   string `gorm:"column:bvn_methods"`
	BVNMethod    string `gorm:"column:bvn_method"`
	BVNStarts    int    `gorm:"column:bvn_starts"`
	BVNLast4     string `gorm:"column:bvn_last4"`
	ChangedAt    time.Time
}

func (applicationRow) TableName() string { return "applications" }

func applicationRowOf(a origination.Application) applicationRow {
	methods, _ := json.Marshal(a.BVNMethods) // two texts each: nothing that could fail
	return applicationRow{
		ID: a.ID.String(), Number: a.Number, BorrowerID: a.Borrower.String(), Name: a.Name, Email: a.Email, Phone: a.Phone,
		BornOn: dayOf(a.BornOn), Employment: a.Employment, Employer: a.Employer, Currency: string(a.Principal.Currency()),
		StatedIncome: a.StatedIncome.Minor(), Principal: a.Principal.Minor(), TermMonths: a.TermMonths, Purpose: a.Purpose,
		State: string(a.State), SubmittedAt: instant(a.SubmittedAt), GatherBy: instantOrNull(a.GatherBy),
		BVN: a.BVN.Number(), BVNSession: a.BVNSession, BVNMethods: string(methods), BVNMethod: a.BVNMethod, BVNStarts: a.BVNStarts, BVNLast4: a.BVNLast4,
		ChangedAt: instant(a.ChangedAt),
	}
}

func (r applicationRow) application() origination.Application {
	var methods []origination.BVNMethod
	_ = json.Unmarshal([]byte(r.BVNMethods), &methods) // unreadable: none, and the borrower starts again
	return origination.Application{
		ID: origination.ApplicationID(r.ID), Number: r.Number, Borrower: lending.BorrowerID(r.BorrowerID),
		Name: r.Name, Email: r.Email, Phone: r.Phone, BornOn: r.BornOn.Day(), Employment: r.Employment, Employer: r.Employer,
		StatedIncome: moneyOf(r.StatedIncome, r.Currency), Principal: moneyOf(r.Principal, r.Currency),
		TermMonths: r.TermMonths, Purpose: r.Purpose, State: origination.State(r.State),
		SubmittedAt: r.SubmittedAt.UTC(), GatherBy: timeOf(r.GatherBy), BVN: origination.BVN(r.BVN), BVNSession: r.BVNSession,
		BVNMethods: methods, BVNMethod: r.BVNMethod, BVNStarts: r.BVNStarts, BVNLast4: r.BVNLast4, ChangedAt: r.ChangedAt.UTC(),
	}
}

type consentRow struct {
	ApplicationID string
	Purpose       string
	TextVersion   string
	At            time.Time
}

func (consentRow) TableName() string { return "consents" }

// AddApplication stores an application with its consents. The database refuses a second open one
// of a borrower; the Conflict says so in words.
func (s Origination) AddApplication(ctx context.Context, a origination.Application, consents []origination.Consent) error {
	return s.tx(ctx, func(t *Store) error {
		row := applicationRowOf(a)
		if err := t.q(ctx).Create(&row).Error; duplicate(err) {
			return becauseOpen(err)
		} else if err != nil {
			return translate(err, "application")
		}
		var rows []consentRow
		for _, c := range consents {
			at := c.At
			if at.IsZero() {
				at = a.SubmittedAt
			}
			rows = append(rows, consentRow{row.ID, c.Purpose, c.TextVersion, instant(at)})
		}
		if len(rows) == 0 {
			return nil
		}
		return translate(t.q(ctx).Create(&rows).Error, "consent")
	})
}

// Application loads an application.
func (s Origination) Application(ctx context.Context, app origination.ApplicationID) (origination.Application, error) {
	var row applicationRow
	err := s.q(ctx).Where("id = ?", app.String()).Take(&row).Error
	return row.application(), translate(err, "application")
}

// UpdateApplication loads and locks, lets change say what comes next, and writes what may change.
func (s Origination) UpdateApplication(ctx context.Context, app origination.ApplicationID, change func(origination.Application) (origination.Application, error)) error {
	return s.tx(ctx, func(t *Store) error {
		var row applicationRow
		if err := locked(t.q(ctx)).Where("id = ?", app.String()).Take(&row).Error; err != nil {
			return translate(err, "application")
		}
		was := row.application()
		next, err := change(was)
		if err != nil || reflect.DeepEqual(next, was) {
			return err
		}
		row = applicationRowOf(next)
		err = t.q(ctx).Model(&applicationRow{}).Where("id = ?", row.ID).
			Select("state", "gather_by", "bvn", "bvn_session", "bvn_methods", "bvn_method", "bvn_starts", "bvn_last4", "changed_at").
			Updates(&row).Error
		return translate(err, "application")
	})
}

// GatheringPast gives applications whose gathering should have closed by an instant.
func (s Origination) GatheringPast(ctx context.Context, at time.Time, limit int) ([]origination.ApplicationID, error) {
	return s.applicationIDs(ctx, limit, "state = 'gathering' AND gather_by <= ?", instant(at))
}

// SubmittedBefore gives applications that still wait for an account and were submitted before an instant.
func (s Origination) SubmittedBefore(ctx context.Context, at time.Time, limit int) ([]origination.ApplicationID, error) {
	return s.applicationIDs(ctx, limit, "state = 'submitted' AND submitted_at < ?", instant(at))
}

// OffersPast gives applications in state offered none of whose offers is live at an instant.
func (s Origination) OffersPast(ctx context.Context, at time.Time, limit int) ([]origination.ApplicationID, error) {
	return s.applicationIDs(ctx, limit, "state = 'offered' AND NOT EXISTS (SELECT 1 FROM offers o WHERE o.application_id = applications.id AND o.open = ? AND o.lapses_at > ?)", true, instant(at))
}

func (s Origination) applicationIDs(ctx context.Context, limit int, where string, args ...any) ([]origination.ApplicationID, error) {
	var ids []origination.ApplicationID
	err := s.q(ctx).Model(&applicationRow{}).Where(where, args...).Order("changed_at, id").Limit(limit).Pluck("id", &ids).Error
	return ids, translate(err, "application")
}

// once makes an insert that leaves a row that is there already as it is.
func once(columns ...string) clause.OnConflict {
	c := clause.OnConflict{DoNothing: true}
	for _, name := range columns {
		c.Columns = append(c.Columns, clause.Column{Name: name})
	}
	return c
}
