package store

import (
	"context"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"

	"gorm.io/gorm/clause"
)

// DebitsToPayOut gives settled debits after one, in order of their ids, whose money was taken before an
// instant and has neither reached our account nor was taken back.
func (s Servicing) DebitsToPayOut(ctx context.Context, before time.Time, after lending.DebitID, limit int) ([]lending.Debit, error) {
	var rows []debitRow
	err := s.q(ctx).Where("state = 'settled' AND paid_out_on IS NULL AND reversed_on IS NULL AND finished_at < ? AND id > ?",
		instant(before), after.String()).Order("id").Limit(limit).Find(&rows).Error
	return debitsOf(rows), translate(err, "debit")
}

type payoutRow struct {
	MonoID               string
	OnDay                dayColumn
	Currency             string
	Amount, Fee, Settled int64
	Matched              int
	ReadAt               time.Time
}

func (payoutRow) TableName() string { return "payouts" }

// PayoutRead reports whether a payout was matched before.
func (s Servicing) PayoutRead(ctx context.Context, monoID string) (bool, error) {
	var n int64
	err := s.q(ctx).Model(&payoutRow{}).Where("mono_id = ?", monoID).Count(&n).Error
	return n > 0, translate(err, "payout")
}

// AddPayout notes that a payout was matched; a second note changes nothing.
func (s Servicing) AddPayout(ctx context.Context, p servicing.Payout, matched int, at time.Time) error {
	row := payoutRow{MonoID: p.MonoID, OnDay: dayOf(p.On), Currency: string(p.Amount.Currency()), Amount: p.Amount.Minor(),
		Fee: p.Fee.Minor(), Settled: p.Settled.Minor(), Matched: matched, ReadAt: instant(at)}
	return translate(s.q(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error, "payout")
}

type breakRow struct {
	ID         string
	Kind       string
	About      string
	LoanID     *string
	Currency   string
	Amount     int64
	Said       string
	FoundAt    time.Time
	ResolvedAt *time.Time
	ResolvedBy string
	Resolution string
}

func (breakRow) TableName() string { return "breaks" }

// AddBreak notes a difference; one that is known already changes nothing.
func (s Servicing) AddBreak(ctx context.Context, b servicing.Break) error {
	currency := b.Amount.Currency()
	if currency == "" {
		currency = money.NGN
	}
	row := breakRow{ID: b.ID.String(), Kind: string(b.Kind), About: b.About, Currency: string(currency),
		Amount: b.Amount.Minor(), Said: b.Said, FoundAt: instant(b.FoundAt)}
	if b.Loan != "" {
		of := b.Loan.String()
		row.LoanID = &of
	}
	return translate(s.q(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&row).Error, "difference")
}

// Breaks gives differences, newest first: those that are open, or all.
func (s Servicing) Breaks(ctx context.Context, open bool, limit int) ([]servicing.Break, error) {
	q := s.q(ctx).Order("found_at DESC, id DESC").Limit(limit)
	if open {
		q = q.Where("resolved_at IS NULL")
	}
	var rows []breakRow
	err := q.Find(&rows).Error
	found := make([]servicing.Break, 0, len(rows))
	for _, r := range rows {
		b := servicing.Break{ID: id.Of[servicing.Break](r.ID), Kind: servicing.BreakKind(r.Kind), About: r.About,
			Amount: moneyOf(r.Amount, r.Currency), Said: r.Said, FoundAt: r.FoundAt.UTC(), ResolvedAt: timeOf(r.ResolvedAt),
			ResolvedBy: r.ResolvedBy, Resolution: r.Resolution}
		if r.LoanID != nil {
			b.Loan = lending.LoanID(*r.LoanID)
		}
		found = append(found, b)
	}
	return found, translate(err, "difference")
}

// ResolveBreak closes a difference; one that is closed refuses (Conflict).
func (s Servicing) ResolveBreak(ctx context.Context, b servicing.BreakID, officer, how string, at time.Time) error {
	q := s.q(ctx).Model(&breakRow{}).Where("id = ? AND resolved_at IS NULL", b.String()).
		Updates(map[string]any{"resolved_at": instant(at), "resolved_by": officer, "resolution": how})
	if q.Error == nil && q.RowsAffected == 0 {
		return fault.Newf(fault.Conflict, "This item is closed already.")
	}
	return translate(q.Error, "difference")
}
