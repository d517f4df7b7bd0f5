package store

import (
	"context"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
)

type disbursementRow struct {
	LoanID        string
	Attempt       int
	Reference     string
	MonoID        string
	Currency      string
	Amount        int64
	AccountNumber string
	BankCode      string
	AccountName   string
	State         string
	PlannedAt     time.Time
	SubmittedAt   *time.Time
	FinishedAt    *time.Time
	Said          string
	Looks         int
	LookAt        *time.Time
}

func (disbursementRow) TableName() string { return "disbursements" }

func disbursementRowOf(x servicing.Disbursement) disbursementRow {
	return disbursementRow{
		LoanID: x.Loan.String(), Attempt: x.Attempt, Reference: x.Reference, MonoID: x.MonoID,
		Currency: string(x.Amount.Currency()), Amount: x.Amount.Minor(), AccountNumber: x.AccountNumber,
		BankCode: x.BankCode, AccountName: x.AccountName, State: x.State, PlannedAt: instant(x.PlannedAt),
		SubmittedAt: instantOrNull(x.SubmittedAt), FinishedAt: instantOrNull(x.FinishedAt), Said: x.Said,
		Looks: x.Looks, LookAt: instantOrNull(x.LookAt),
	}
}

func (r disbursementRow) disbursement() servicing.Disbursement {
	return servicing.Disbursement{
		Loan: lending.LoanID(r.LoanID), Attempt: r.Attempt, Reference: r.Reference, MonoID: r.MonoID,
		Amount: moneyOf(r.Amount, r.Currency), AccountNumber: r.AccountNumber, BankCode: r.BankCode, AccountName: r.AccountName,
		State: r.State, PlannedAt: r.PlannedAt.UTC(), SubmittedAt: timeOf(r.SubmittedAt), FinishedAt: timeOf(r.FinishedAt),
		Said: r.Said, Looks: r.Looks, LookAt: timeOf(r.LookAt),
	}
}

// AddDisbursement stores a loan's one transfer; a second one is refused (Conflict).
func (s Servicing) AddDisbursement(ctx context.Context, x servicing.Disbursement) error {
	row := disbursementRowOf(x)
	return translate(s.q(ctx).Create(&row).Error, "transfer")
}

// Disbursement loads a loan's transfer.
func (s Servicing) Disbursement(ctx context.Context, loan lending.LoanID) (servicing.Disbursement, error) {
	return takeDisbursement(s.q(ctx).Where("loan_id = ?", loan.String()))
}

// DisbursementByReference finds the transfer that a report names.
func (s Servicing) DisbursementByReference(ctx context.Context, reference string) (servicing.Disbursement, error) {
	return takeDisbursement(s.q(ctx).Where("reference = ?", reference))
}

func takeDisbursement(q *gorm.DB) (servicing.Disbursement, error) {
	var row disbursementRow
	err := q.Take(&row).Error
	return row.disbursement(), translate(err, "transfer")
}

// UpdateDisbursement loads and locks a loan's transfer and writes what change makes of it.
func (s Servicing) UpdateDisbursement(ctx context.Context, loan lending.LoanID, change func(servicing.Disbursement) (servicing.Disbursement, error)) (after servicing.Disbursement, err error) {
	err = s.tx(ctx, func(t *Store) error {
		before, err := takeDisbursement(locked(t.q(ctx)).Where("loan_id = ?", loan.String()))
		if err != nil {
			return err
		}
		if after, err = change(before); err != nil {
			return err
		}
		row := disbursementRowOf(after)
		return changed(t.q(ctx).Model(&disbursementRow{}).Where("loan_id = ? AND state = ?", loan.String(), before.State).
			Select("attempt", "reference", "mono_id", "state", "planned_at", "submitted_at", "finished_at", "said", "looks", "look_at").
			Updates(row), "transfer")
	})
	return after, err
}

// DisbursementsToCheck gives loans whose transfer was planned before an instant and not made, or
// whose outcome is due to be looked up.
func (s Servicing) DisbursementsToCheck(ctx context.Context, planned, now time.Time, limit int) ([]lending.LoanID, error) {
	var ids []lending.LoanID
	err := s.q(ctx).Model(&disbursementRow{}).
		Where("(state = 'planned' AND planned_at < ?) OR (state IN ('submitted', 'unknown') AND look_at <= ?)", instant(planned), instant(now)).
		Order("planned_at").Limit(limit).Pluck("loan_id", &ids).Error
	return ids, translate(err, "transfer")
}
