package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"
)

// TrialBalance sums each account over what was posted through a day, as it was known at an instant;
// the zero instant means now.
func (s Servicing) TrialBalance(ctx context.Context, on calendar.Day, known time.Time) ([]servicing.AccountTotal, error) {
	var rows []struct {
		Account, Currency string
		Debits, Credits   int64
	}
	q := s.q(ctx).Table("journal_lines AS l").Joins("JOIN journals AS j ON j.id = l.journal_id").
		Select(`l.account, l.currency, SUM(CASE l.side WHEN 'debit' THEN l.amount ELSE 0 END) AS debits,
			SUM(CASE l.side WHEN 'credit' THEN l.amount ELSE 0 END) AS credits`).
		Where("COALESCE(j.posted_on, j.value_on) <= ?", dayOf(on)).Group("l.account, l.currency").Order("l.currency, l.account")
	if !known.IsZero() {
		q = q.Where("j.booked_at <= ?", instant(known))
	}
	err := q.Find(&rows).Error
	totals := make([]servicing.AccountTotal, 0, len(rows))
	for _, r := range rows {
		totals = append(totals, servicing.AccountTotal{Account: lending.Account(r.Account),
			Debits: moneyOf(r.Debits, r.Currency), Credits: moneyOf(r.Credits, r.Currency)})
	}
	return totals, translate(err, "journal line")
}

// FirstJournalOn is the day of the first journal, or NoDay.
func (s Servicing) FirstJournalOn(ctx context.Context) (calendar.Day, error) {
	var day dayColumn
	err := s.q(ctx).Raw("SELECT MIN(COALESCE(posted_on, value_on)) FROM journals").Row().Scan(&day)
	return day.Day(), translate(err, "journal")
}

type closedRow struct {
	LastDay  dayColumn
	ClosedAt time.Time
	ClosedBy string
}

func (closedRow) TableName() string { return "closed_months" }

// ClosedMonths gives the months whose books are closed, newest first.
func (s Servicing) ClosedMonths(ctx context.Context) ([]servicing.ClosedMonth, error) {
	var rows []closedRow
	err := s.q(ctx).Order("last_day DESC").Find(&rows).Error
	months := make([]servicing.ClosedMonth, 0, len(rows))
	for _, r := range rows {
		months = append(months, servicing.ClosedMonth{Last: r.LastDay.Day(), ClosedBy: r.ClosedBy, ClosedAt: r.ClosedAt.UTC()})
	}
	return months, translate(err, "month")
}

// CloseMonth locks the books through a month's last day and keeps its balances. It waits for journals
// that are being written and holds new ones back until it is done.
func (s Servicing) CloseMonth(ctx context.Context, last calendar.Day, officer string, at time.Time) error {
	return s.tx(ctx, func(t *Store) error {
		if t.root.dialect == PostgreSQL { // SQLite has one writer
			if err := t.q(ctx).Exec("LOCK TABLE journals IN SHARE ROW EXCLUSIVE MODE").Error; err != nil {
				return translate(err, "month")
			}
		}
		if err := t.q(ctx).Create(&closedRow{LastDay: dayOf(last), ClosedAt: instant(at), ClosedBy: officer}).Error; err != nil {
			return translate(err, "closing")
		}
		totals, err := Servicing{t}.TrialBalance(ctx, last, time.Time{})
		if err != nil {
			return err
		}
		for _, x := range totals {
			err := t.q(ctx).Exec("INSERT INTO month_balances (last_day, account, currency, debits, credits) VALUES (?, ?, ?, ?, ?)",
				dayOf(last), string(x.Account), string(x.Debits.Currency()), x.Debits.Minor(), x.Credits.Minor()).Error
			if err != nil {
				return translate(err, "balance")
			}
		}
		return nil
	})
}

// allowBatch is how many allowances are booked in one transaction.
const allowBatch = 5000

// Allow books what allowances change, in batches; a loan and day that were booked are left as they are.
func (s Servicing) Allow(ctx context.Context, changes []lending.Journal, at time.Time) error {
	for len(changes) > 0 {
		n := min(allowBatch, len(changes))
		if err := s.tx(ctx, func(t *Store) error { return t.postMany(ctx, changes[:n], at) }); err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}
