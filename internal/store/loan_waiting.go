package store

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
)

// LoansWaitingPast gives loans that await their mandate and whose first due day is before a day.
func (s Servicing) LoansWaitingPast(ctx context.Context, before calendar.Day, limit int) ([]lending.LoanID, error) {
	var ids []lending.LoanID
	err := s.q(ctx).Model(&loanRow{}).
		Joins("JOIN instalments ON instalments.loan_id = loans.id AND instalments.n = 1").
		Where("loans.state = ? AND instalments.due_on < ?", string(lending.LoanAwaitingMandate), dayOf(before)).
		Order("instalments.due_on").Limit(limit).Pluck("loans.id", &ids).Error
	return ids, translate(err, "loan")
}
