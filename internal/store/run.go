package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
)

type runRow struct {
	ID         string
	OnDay      dayColumn
	StartedBy  string
	StartedAt  time.Time
	FinishedAt *time.Time
	Due        int
	Currency   string
}

func (runRow) TableName() string { return "collection_runs" }

func (r runRow) run() servicing.Run {
	return servicing.Run{
		ID: servicing.RunID(r.ID), On: r.OnDay.Day(), Trigger: r.StartedBy, StartedAt: r.StartedAt.UTC(),
		FinishedAt: timeOf(r.FinishedAt), Due: r.Due, Collected: moneyOf(0, r.Currency),
	}
}

// AddRun stores a run that begins.
func (s Servicing) AddRun(ctx context.Context, r servicing.Run) error {
	row := runRow{ID: r.ID.String(), OnDay: dayOf(r.On), StartedBy: r.Trigger, StartedAt: instant(r.StartedAt), Currency: string(money.NGN)}
	return translate(s.q(ctx).Create(&row).Error, "run")
}

// CountRun adds loans that were found due and, when at is not zero, ends the run.
func (s Servicing) CountRun(ctx context.Context, run servicing.RunID, due int, at time.Time) error {
	set := map[string]any{"due": gorm.Expr("due + ?", due)}
	if !at.IsZero() {
		set["finished_at"] = instant(at)
	}
	return changed(s.q(ctx).Model(&runRow{}).Where("id = ?", run.String()).Updates(set), "run")
}

// Runs gives the newest runs with their counts: those that found something due or go on, or every one.
func (s Servicing) Runs(ctx context.Context, every bool, limit int) ([]servicing.Run, error) {
	var rows []runRow
	q := s.q(ctx)
	if !every {
		q = q.Where("due > 0 OR finished_at IS NULL")
	}
	if err := q.Order("started_at DESC, id DESC").Limit(limit).Find(&rows).Error; err != nil {
		return nil, translate(err, "run")
	}
	return s.counted(ctx, rows)
}

// Run gives one run with its debits, newest first.
func (s Servicing) Run(ctx context.Context, run servicing.RunID) (servicing.Run, []lending.Debit, error) {
	var row runRow
	if err := s.q(ctx).Where("id = ?", run.String()).Take(&row).Error; err != nil {
		return servicing.Run{}, nil, translate(err, "run")
	}
	runs, err := s.counted(ctx, []runRow{row})
	if err != nil {
		return servicing.Run{}, nil, err
	}
	var debits []debitRow
	err = s.q(ctx).Where("run_id = ?", run.String()).Order("planned_at DESC, id DESC").Find(&debits).Error
	return runs[0], debitsOf(debits), translate(err, "debit")
}

// counted adds to runs what became of their debits.
func (s Servicing) counted(ctx context.Context, rows []runRow) ([]servicing.Run, error) {
	runs := make([]servicing.Run, 0, len(rows))
	ids, at := make([]string, 0, len(rows)), map[string]int{}
	for i, r := range rows {
		runs, ids, at[r.ID] = append(runs, r.run()), append(ids, r.ID), i
	}
	if len(ids) == 0 {
		return runs, nil
	}
	var counts []struct {
		RunID, State, Currency string
		Number                 int
		Amount                 int64
	}
	err := s.q(ctx).Raw(`SELECT run_id, state, currency, COUNT(*) AS number, SUM(CASE WHEN taken > 0 THEN taken ELSE amount END) AS amount FROM debits
		WHERE run_id IN ? GROUP BY run_id, state, currency`, ids).Scan(&counts).Error
	for _, c := range counts {
		count(&runs[at[c.RunID]], lending.DebitState(c.State), c.Number, moneyOf(c.Amount, c.Currency))
	}
	return runs, translate(err, "debit")
}

func count(r *servicing.Run, state lending.DebitState, n int, amount money.Money) {
	r.Planned += n
	switch state {
	case lending.DebitNotCovered:
		r.NotCovered += n
	case lending.DebitSubmitted:
		r.Submitted += n
	case lending.DebitUnknown:
		r.Unknown += n
	case lending.DebitFailed, lending.DebitNotSent:
		r.Failed += n
	case lending.DebitSettled:
		r.Settled += n
		r.Collected = r.Collected.Add(amount)
	}
}

// DueLoans gives active loans after one, in order of their ids, with an unpaid instalment due by a
// day, whose next attempt may be made and that have no debit in flight.
func (s Servicing) DueLoans(ctx context.Context, on calendar.Day, after lending.LoanID, limit int) ([]servicing.DueLoan, error) {
	var ids []lending.LoanID
	err := s.q(ctx).Raw(`SELECT DISTINCT i.loan_id FROM instalments i JOIN loans l ON l.id = i.loan_id
		WHERE i.paid_on IS NULL AND i.due_on <= ? AND i.loan_id > ?
		AND l.state = 'active' AND l.stopped_why = '' AND l.next_attempt_on <= ?
		AND NOT EXISTS (SELECT 1 FROM debits d WHERE d.loan_id = i.loan_id AND d.state IN ('planned', 'submitted', 'unknown'))
		ORDER BY i.loan_id LIMIT ?`, dayOf(on), after.String(), dayOf(on), limit).Scan(&ids).Error
	due := make([]servicing.DueLoan, 0, len(ids))
	for _, loan := range ids {
		due = append(due, servicing.DueLoan{Loan: loan})
	}
	return due, translate(err, "instalment")
}

// OverdueLoans gives active loans after one, in order of their ids, with an unpaid instalment that was due before a day.
func (s Servicing) OverdueLoans(ctx context.Context, on calendar.Day, after lending.LoanID, limit int) ([]lending.LoanID, error) {
	var ids []lending.LoanID
	err := s.q(ctx).Raw(`SELECT DISTINCT i.loan_id FROM instalments i JOIN loans l ON l.id = i.loan_id
		WHERE i.paid_on IS NULL AND i.due_on < ? AND i.loan_id > ? AND l.state = 'active' ORDER BY i.loan_id LIMIT ?`,
		dayOf(on), after.String(), limit).Scan(&ids).Error
	return ids, translate(err, "instalment")
}
