package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type accruingRow struct {
	LoanID      string
	N           int
	Currency    string
	FromOn      dayColumn
	DueOn       dayColumn
	AccruedTo   dayColumn
	Interest    int64
	Accrued     int64
	AccruedBase int64
	Fees        int64
	Earns       int64
	Earned      int64
	EarnedBase  int64
}

func (r accruingRow) accruing() lending.Accruing {
	return lending.Accruing{
		Loan: lending.LoanID(r.LoanID), N: r.N, From: r.FromOn.Day(), Due: r.DueOn.Day(), To: r.AccruedTo.Day(),
		Interest: moneyOf(r.Interest, r.Currency), Accrued: moneyOf(r.Accrued, r.Currency), Base: moneyOf(r.AccruedBase, r.Currency),
		Fees: moneyOf(r.Fees, r.Currency), Earns: moneyOf(r.Earns, r.Currency), Earned: moneyOf(r.Earned, r.Currency),
		EarnedBase: moneyOf(r.EarnedBase, r.Currency),
	}
}

// toAccrue are the rows of active loans that are not in the books through a day.
func (s *Store) toAccrue(ctx context.Context, on calendar.Day) *gorm.DB {
	return s.q(ctx).Table("instalments AS i").Joins("JOIN loans AS l ON l.id = i.loan_id").
		Select("i.loan_id, i.n, l.currency, i.from_on, i.due_on, i.accrued_to, i.interest, i.accrued, i.accrued_base, i.fees, i.earns, i.earned, i.earned_base").
		Where("i.accrued_on IS NULL AND i.accrued_to < ? AND l.state = 'active'", dayOf(on)).
		Order("i.accrued_to, i.loan_id, i.n")
}

// Accrue brings the next rows after a mark into the books through a day, and gives the mark of the
// last one; done counts them. Loans that somebody else holds at this moment are left to them. What
// was done is written with the entries in one transaction, so that a killed process loses one batch
// and nothing is booked twice.
func (s Servicing) Accrue(ctx context.Context, on calendar.Day, at time.Time, after servicing.AccrualMark, limit int) (mark servicing.AccrualMark, done int, err error) {
	mark = after
	err = s.tx(ctx, func(t *Store) error {
		q := t.toAccrue(ctx, on).Limit(limit)
		if t.root.dialect == PostgreSQL { // SQLite has one writer
			q = q.Clauses(clause.Locking{Strength: "NO KEY UPDATE", Options: "SKIP LOCKED"})
		}
		if after.Loan != "" {
			q = q.Where("(i.accrued_to, i.loan_id, i.n) > (?, ?, ?)", dayOf(after.To), after.Loan.String(), after.N)
		}
		var rows []accruingRow
		if err := q.Find(&rows).Error; err != nil {
			return translate(err, "instalment")
		}
		if done = len(rows); done == 0 {
			return nil
		}
		last := rows[done-1]
		mark = servicing.AccrualMark{To: last.AccruedTo.Day(), Loan: lending.LoanID(last.LoanID), N: last.N}
		return t.accrueRows(ctx, rows, on, at)
	})
	return mark, done, err
}

// AccrueLoan brings one loan, which the caller has locked, into the books through a day.
func (s Servicing) AccrueLoan(ctx context.Context, loan lending.LoanID, on calendar.Day, at time.Time) error {
	return s.tx(ctx, func(t *Store) error {
		var rows []accruingRow
		if err := t.toAccrue(ctx, on).Where("i.loan_id = ?", loan.String()).Find(&rows).Error; err != nil {
			return translate(err, "instalment")
		}
		return t.accrueRows(ctx, rows, on, at)
	})
}

type accruedRow struct {
	LoanID    string  `json:"loan_id"`
	N         int     `json:"n"`
	AccruedTo string  `json:"accrued_to"`
	Accrued   int64   `json:"accrued"`
	Earned    int64   `json:"earned"`
	AccruedOn *string `json:"accrued_on"`
}

func (s *Store) accrueRows(ctx context.Context, rows []accruingRow, on calendar.Day, at time.Time) error {
	if len(rows) == 0 {
		return nil
	}
	stamp := func(day calendar.Day) lending.Stamp {
		return lending.Stamp{ID: id.New[lending.Journal](), ValueOn: day, BookedAt: at, By: "system"}
	}
	journals, after := make([]lending.Journal, 0, len(rows)), make([]accruedRow, 0, len(rows))
	for _, r := range rows {
		booked, a, err := r.accruing().Through(on, stamp)
		if err != nil {
			return err
		}
		journals = append(journals, booked...)
		x := accruedRow{LoanID: r.LoanID, N: r.N, AccruedTo: a.To.String(), Accrued: a.Accrued.Minor(), Earned: a.Earned.Minor()}
		if a.Done() {
			due := a.Due.String()
			x.AccruedOn = &due
		}
		after = append(after, x)
	}
	if err := s.postMany(ctx, journals, at); err != nil {
		return err
	}
	return translate(s.insertMany(ctx, `UPDATE instalments SET accrued_to = x.accrued_to, accrued = x.accrued, earned = x.earned, accrued_on = x.accrued_on
		FROM `+s.recordset(column{"loan_id", "text"}, column{"n", "bigint"}, column{"accrued_to", "date"},
		column{"accrued", "bigint"}, column{"earned", "bigint"}, column{"accrued_on", "date"})+`
		WHERE instalments.loan_id = x.loan_id AND instalments.n = x.n`, after), "instalment")
}
