package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type mandateRow struct {
	ID            string
	LoanID        string
	BorrowerID    string
	Reference     string
	MonoID        string
	State         string
	Currency      string
	Ceiling       int64
	Collected     int64
	StartsOn      dayColumn
	EndsOn        dayColumn
	AuthoriseURL  string
	Bank          string
	BankCode      string
	AccountNumber string
	AccountName   string
	PlannedAt     time.Time
	ApprovedAt    *time.Time
	ReadyAt       *time.Time
	CheckedAt     time.Time
	MissingSince  *time.Time
}

func (mandateRow) TableName() string { return "mandates" }

func (r mandateRow) mandate() lending.Mandate {
	return lending.Mandate{
		ID: lending.MandateID(r.ID), Loan: lending.LoanID(r.LoanID), Reference: r.Reference, MonoID: r.MonoID,
		State: lending.MandateState(r.State), Ceiling: moneyOf(r.Ceiling, r.Currency), Collected: moneyOf(r.Collected, r.Currency),
		StartsOn: r.StartsOn.Day(), EndsOn: r.EndsOn.Day(), AuthoriseURL: r.AuthoriseURL, Bank: r.Bank, BankCode: r.BankCode,
		AccountNumber: r.AccountNumber, AccountName: r.AccountName, PlannedAt: r.PlannedAt.UTC(),
		ApprovedAt: timeOf(r.ApprovedAt), ReadyAt: timeOf(r.ReadyAt), MissingSince: timeOf(r.MissingSince),
	}
}

// AddMandate stores a planned mandate. A loan that has a live one refuses (Conflict).
func (s Servicing) AddMandate(ctx context.Context, m lending.Mandate) error {
	return s.tx(ctx, func(t *Store) error {
		l, err := Servicing{t}.Loan(ctx, m.Loan)
		if err != nil {
			return err
		}
		row := mandateRow{
			ID: m.ID.String(), LoanID: m.Loan.String(), BorrowerID: l.Borrower.String(), Reference: m.Reference, MonoID: m.MonoID,
			State: string(m.State), Currency: string(m.Ceiling.Currency()), Ceiling: m.Ceiling.Minor(), Collected: m.Collected.Minor(),
			StartsOn: dayOf(m.StartsOn), EndsOn: dayOf(m.EndsOn), AuthoriseURL: m.AuthoriseURL, Bank: m.Bank, BankCode: m.BankCode,
			AccountNumber: m.AccountNumber, AccountName: m.AccountName, PlannedAt: instant(m.PlannedAt),
			ApprovedAt: instantOrNull(m.ApprovedAt), ReadyAt: instantOrNull(m.ReadyAt), CheckedAt: instant(m.PlannedAt),
		}
		return translate(t.q(ctx).Create(&row).Error, "mandate")
	})
}

// Mandate loads a mandate.
func (s Servicing) Mandate(ctx context.Context, mandate lending.MandateID) (lending.Mandate, error) {
	return takeMandate(s.q(ctx).Where("id = ?", mandate.String()))
}

func takeMandate(q *gorm.DB) (lending.Mandate, error) {
	var row mandateRow
	err := q.Take(&row).Error
	return row.mandate(), translate(err, "mandate")
}

// UpdateMandate loads and locks a mandate and writes what change makes of it.
func (s Servicing) UpdateMandate(ctx context.Context, mandate lending.MandateID, change func(lending.Mandate) (lending.Mandate, error)) (after lending.Mandate, err error) {
	err = s.tx(ctx, func(t *Store) error {
		before, err := takeMandate(locked(t.q(ctx)).Where("id = ?", mandate.String()))
		if err != nil {
			return err
		}
		if after, err = change(before); err != nil {
			return err
		}
		return changed(t.q(ctx).Model(&mandateRow{}).Where("id = ? AND state = ?", mandate.String(), string(before.State)).
			Updates(map[string]any{
				"state": string(after.State), "mono_id": after.MonoID, "collected": after.Collected.Minor(),
				"authorise_url": after.AuthoriseURL, "bank": after.Bank, "bank_code": after.BankCode,
				"account_number": after.AccountNumber, "account_name": after.AccountName,
				"approved_at": instantOrNull(after.ApprovedAt), "ready_at": instantOrNull(after.ReadyAt),
				"missing_since": instantOrNull(after.MissingSince),
			}), "mandate")
	})
	return after, err
}

// LoanMandates gives a loan's mandates, newest first.
func (s Servicing) LoanMandates(ctx context.Context, loan lending.LoanID) ([]lending.Mandate, error) {
	var rows []mandateRow
	err := s.q(ctx).Where("loan_id = ?", loan.String()).Order("planned_at DESC, id DESC").Find(&rows).Error
	mandates := make([]lending.Mandate, 0, len(rows))
	for _, r := range rows {
		mandates = append(mandates, r.mandate())
	}
	return mandates, translate(err, "mandate")
}

// MandateByReference finds a mandate by our reference or by Mono's id, whichever the report has.
func (s Servicing) MandateByReference(ctx context.Context, reference, monoID string) (lending.Mandate, error) {
	if reference != "" {
		return takeMandate(s.q(ctx).Where("reference = ?", reference))
	}
	return takeMandate(s.q(ctx).Where("mono_id = ? AND mono_id <> ''", monoID))
}

// LatestMandateStart is the latest first day of a borrower's mandates, or NoDay.
func (s Servicing) LatestMandateStart(ctx context.Context, borrower lending.BorrowerID) (calendar.Day, error) {
	var rows []mandateRow
	err := s.q(ctx).Select("starts_on").Where("borrower_id = ?", borrower.String()).Order("starts_on DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return calendar.NoDay, translate(err, "mandate")
	}
	return rows[0].StartsOn.Day(), nil
}

// MandatesToCheck gives mandates that wait for somebody and were last looked at before waiting, and
// ready or paused ones before ready, and notes that they are looked at now. What another process
// takes at the same moment is left to it.
func (s Servicing) MandatesToCheck(ctx context.Context, waiting, ready, now time.Time, limit int) ([]lending.MandateID, error) {
	var ids []lending.MandateID
	err := s.tx(ctx, func(t *Store) error {
		q := t.q(ctx).Model(&mandateRow{}).Clauses(clause.Locking{Strength: "UPDATE", Options: "SKIP LOCKED"}).
			Where("(state IN ('planned', 'initiated', 'approved') AND checked_at < ?) OR (state IN ('ready', 'paused') AND checked_at < ?)",
				instant(waiting), instant(ready)).Order("checked_at").Limit(limit)
		if err := q.Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
			return translate(err, "mandate")
		}
		return translate(t.q(ctx).Model(&mandateRow{}).Where("id IN ?", ids).Update("checked_at", instant(now)).Error, "mandate")
	})
	return ids, err
}

type customerRow struct{ BorrowerID, MonoID string }

func (customerRow) TableName() string { return "mono_customers" }

// Customer is Mono's identifier of a borrower; empty when there is none yet.
func (s Servicing) Customer(ctx context.Context, borrower lending.BorrowerID) (string, error) {
	var rows []customerRow
	err := s.q(ctx).Where("borrower_id = ?", borrower.String()).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", translate(err, "customer")
	}
	return rows[0].MonoID, nil
}

// SaveCustomer keeps Mono's identifier of a borrower; the first one stays.
func (s Servicing) SaveCustomer(ctx context.Context, borrower lending.BorrowerID, monoID string) error {
	row := customerRow{borrower.String(), monoID}
	return translate(s.q(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error, "customer")
}
