package store

import (
	"context"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
)

// ChangeSchedule replaces a locked loan's schedule from its running row on: rows that are not in the
// new one are gone, and their shares of the upfront fee go to the last that is left. The running row
// keeps what has accrued and accrues the rest from a day on. The version is kept with its reason.
func (s Servicing) ChangeSchedule(ctx context.Context, loan lending.LoanID, c servicing.ScheduleChange) error {
	text, err := encodeSchedule(c.Schedule)
	if err != nil {
		return err
	}
	return s.tx(ctx, func(t *Store) error {
		err := t.q(ctx).Exec(`INSERT INTO schedule_versions (loan_id, version, schedule, why, made_by, made_at)
			SELECT id, (SELECT COUNT(*) + 1 FROM schedule_versions v WHERE v.loan_id = loans.id), schedule, ?, ?, `+t.instantParameter()+`
			FROM loans WHERE id = ?`, c.Why, c.By, instant(c.At), loan.String()).Error
		if err != nil {
			return translate(err, "schedule")
		}
		if err := changed(t.q(ctx).Model(&loanRow{}).Where("id = ?", loan.String()).
			Updates(map[string]any{"schedule": string(text), "total_due": c.Schedule.TotalDue.Minor()}), "loan"); err != nil {
			return err
		}
		return t.changeInstalments(ctx, loan, c)
	})
}

func (s *Store) changeInstalments(ctx context.Context, loan lending.LoanID, c servicing.ScheduleChange) error {
	of := func() *gorm.DB { return s.q(ctx).Model(&instalmentRow{}).Where("loan_id = ?", loan.String()) }
	last := 0
	for _, r := range c.Schedule.Rows {
		last = max(last, r.N)
		if r.N < c.Running {
			continue
		}
		set := map[string]any{"due_on": dayOf(r.DueOn), "principal": r.Principal.Minor(), "interest": r.Interest.Minor(), "fees": r.Fees.Minor()}
		if r.N == c.Running {
			set["from_on"], set["accrued_to"] = dayOf(min(c.From, r.DueOn-1)), dayOf(c.From)
			set["accrued_base"], set["earned_base"] = gorm.Expr("accrued"), gorm.Expr("earned")
		}
		if err := changed(of().Where("n = ?", r.N).Updates(set), "instalment"); err != nil {
			return err
		}
	}
	var gone int64
	if err := of().Where("n > ?", last).Select("COALESCE(SUM(earns), 0)").Scan(&gone).Error; err != nil {
		return translate(err, "instalment")
	}
	if err := of().Where("n = ?", last).Update("earns", gorm.Expr("earns + ?", gone)).Error; err != nil {
		return translate(err, "instalment")
	}
	return translate(of().Where("n > ?", last).Delete(&instalmentRow{}).Error, "instalment")
}
