package store

import (
	"context"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
)

type debitRow struct {
	ID            string
	LoanID        string
	MandateID     string
	RunID         *string
	Instalment    int
	Attempt       int
	Currency      string
	Amount        int64
	Fee           int64
	Reference     string
	State         string
	OnDay         dayColumn
	PlannedAt     time.Time
	SubmittedAt   *time.Time
	FinishedAt    *time.Time
	ResponseCode  string
	BankReference string
	Said          string
	Looks         int
	LookAt        *time.Time
	Taken         int64
	PaidOutOn     dayColumn
	PayoutID      string
	DisputedAt    *time.Time
	ReversedOn    dayColumn
}

func (debitRow) TableName() string { return "debits" }

func debitRowOf(d lending.Debit) debitRow {
	return debitRow{
		ID: d.ID.String(), LoanID: d.Loan.String(), MandateID: d.Mandate.String(), Instalment: d.Instalment, Attempt: d.Attempt,
		Currency: string(d.Amount.Currency()), Amount: d.Amount.Minor(), Fee: d.Fee.Minor(), Reference: d.Reference,
		State: string(d.State), OnDay: dayOf(d.On), PlannedAt: instant(d.PlannedAt), SubmittedAt: instantOrNull(d.SubmittedAt),
		FinishedAt: instantOrNull(d.FinishedAt), ResponseCode: d.ResponseCode, BankReference: d.BankReference, Said: d.Said,
		Looks: d.Looks, LookAt: instantOrNull(d.LookAt), Taken: d.Taken.Minor(), PaidOutOn: dayOf(d.PaidOutOn), PayoutID: d.Payout,
		DisputedAt: instantOrNull(d.DisputedAt), ReversedOn: dayOf(d.ReversedOn),
	}
}

func (r debitRow) debit() lending.Debit {
	d := lending.Debit{
		ID: lending.DebitID(r.ID), Loan: lending.LoanID(r.LoanID), Mandate: lending.MandateID(r.MandateID),
		Instalment: r.Instalment, Attempt: r.Attempt, Amount: moneyOf(r.Amount, r.Currency), Fee: moneyOf(r.Fee, r.Currency),
		Reference: r.Reference, State: lending.DebitState(r.State), On: r.OnDay.Day(), PlannedAt: r.PlannedAt.UTC(),
		SubmittedAt: timeOf(r.SubmittedAt), FinishedAt: timeOf(r.FinishedAt), ResponseCode: r.ResponseCode,
		BankReference: r.BankReference, Said: r.Said, Looks: r.Looks, LookAt: timeOf(r.LookAt),
		PaidOutOn: r.PaidOutOn.Day(), Payout: r.PayoutID, DisputedAt: timeOf(r.DisputedAt), ReversedOn: r.ReversedOn.Day(),
	}
	if r.Taken > 0 {
		d.Taken = moneyOf(r.Taken, r.Currency)
	}
	return d
}

func debitsOf(rows []debitRow) []lending.Debit {
	debits := make([]lending.Debit, 0, len(rows))
	for _, r := range rows {
		debits = append(debits, r.debit())
	}
	return debits
}

// AddDebit stores a planned debit of a run. A loan with one in flight refuses (Conflict).
func (s Servicing) AddDebit(ctx context.Context, d lending.Debit, run servicing.RunID) error {
	row := debitRowOf(d)
	if run != "" {
		of := run.String()
		row.RunID = &of
	}
	return translate(s.q(ctx).Create(&row).Error, "debit")
}

// Debit loads a debit.
func (s Servicing) Debit(ctx context.Context, debit lending.DebitID) (lending.Debit, error) {
	return takeDebit(s.q(ctx).Where("id = ?", debit.String()))
}

func takeDebit(q *gorm.DB) (lending.Debit, error) {
	var row debitRow
	err := q.Take(&row).Error
	return row.debit(), translate(err, "debit")
}

// UpdateDebit loads and locks a debit and writes what change makes of it. What identifies a debit,
// its amount among it, is never written again.
func (s Servicing) UpdateDebit(ctx context.Context, debit lending.DebitID, change func(lending.Debit) (lending.Debit, error)) (after lending.Debit, err error) {
	err = s.tx(ctx, func(t *Store) error {
		before, err := takeDebit(locked(t.q(ctx)).Where("id = ?", debit.String()))
		if err != nil {
			return err
		}
		if after, err = change(before); err != nil {
			return err
		}
		row := debitRowOf(after)
		return changed(t.q(ctx).Model(&debitRow{}).Where("id = ? AND state = ?", debit.String(), string(before.State)).
			Select("fee", "state", "submitted_at", "finished_at", "response_code", "bank_reference", "said", "looks", "look_at",
				"taken", "paid_out_on", "payout_id", "disputed_at", "reversed_on").
			Updates(row), "debit")
	})
	return after, err
}

// LoanDebits gives a loan's debits, newest first.
func (s Servicing) LoanDebits(ctx context.Context, loan lending.LoanID) ([]lending.Debit, error) {
	var rows []debitRow
	err := s.q(ctx).Where("loan_id = ?", loan.String()).Order("planned_at DESC, id DESC").Find(&rows).Error
	return debitsOf(rows), translate(err, "debit")
}

// DebitByReference finds the debit that a bank's report means: of those that share a reference the
// one that was sent and is open, else the newest that was ever sent, else the newest.
func (s Servicing) DebitByReference(ctx context.Context, reference string) (lending.Debit, error) {
	return takeDebit(s.q(ctx).Where("reference = ?", reference).
		Order("CASE WHEN state IN ('submitted', 'unknown') THEN 0 WHEN submitted_at IS NOT NULL THEN 1 ELSE 2 END, planned_at DESC, id DESC"))
}

// DebitsToCheck gives debits that were planned before an instant and not sent, or whose outcome is
// due to be looked up.
func (s Servicing) DebitsToCheck(ctx context.Context, planned, now time.Time, limit int) ([]lending.Debit, error) {
	var rows []debitRow
	err := s.q(ctx).
		Where("(state = 'planned' AND planned_at < ?) OR (state IN ('submitted', 'unknown') AND look_at <= ?)", instant(planned), instant(now)).
		Order("COALESCE(look_at, planned_at)").Limit(limit).Find(&rows).Error
	return debitsOf(rows), translate(err, "debit")
}
