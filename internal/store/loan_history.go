package store

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/underwriting"
)

// OwnLoans gives a borrower's loans that were paid out, oldest first, as underwriting reads them:
// days from the schedule, and the day of the first repayment from the books.
func (s *Store) OwnLoans(ctx context.Context, borrower lending.BorrowerID) ([]underwriting.OwnLoan, error) {
	var rows []loanRow
	err := s.q(ctx).Where("borrower_id = ? AND state IN ('active', 'closed')", borrower.String()).Order("opened_at, id").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, translate(err, "loan")
	}
	first, err := s.firstRepayments(ctx, borrower)
	if err != nil {
		return nil, err
	}
	history := make([]underwriting.OwnLoan, 0, len(rows))
	for _, r := range rows {
		l, err := r.loan()
		if err != nil {
			return nil, err
		}
		history = append(history, ownLoan(l, first[r.ID]))
	}
	return history, nil
}

func ownLoan(l lending.Loan, firstRepaid calendar.Day) underwriting.OwnLoan {
	opened := calendar.DayOf(l.OpenedAt, calendar.Lagos)
	x := underwriting.OwnLoan{
		Loan: l.Number, ApprovedOn: &opened, Principal: l.Terms.Principal.Minor(), TotalDue: l.Schedule.TotalDue.Minor(),
		FirstRepaidOn: dayOrNil(firstRepaid), ClosedOn: dayOrNil(l.ClosedOn),
	}
	if len(l.Schedule.Rows) > 0 {
		x.FirstDueOn = dayOrNil(l.Schedule.Rows[0].DueOn)
		x.TermDays = int(l.Schedule.LastDueOn() - l.DisbursedOn)
	}
	return x
}

func dayOrNil(d calendar.Day) *calendar.Day {
	if d == 0 || !d.Known() {
		return nil
	}
	return &d
}

// firstRepayments gives the value day of each loan's first repayment.
func (s *Store) firstRepayments(ctx context.Context, borrower lending.BorrowerID) (map[string]calendar.Day, error) {
	var rows []struct {
		LoanID  string
		ValueOn dayColumn
	}
	err := s.q(ctx).Raw(`SELECT j.loan_id, MIN(j.value_on) AS value_on FROM journals j JOIN loans l ON l.id = j.loan_id
		WHERE l.borrower_id = ? AND j.kind = 'repayment' GROUP BY j.loan_id`, borrower.String()).Scan(&rows).Error
	days := map[string]calendar.Day{}
	for _, r := range rows {
		days[r.LoanID] = r.ValueOn.Day()
	}
	return days, translate(err, "journal")
}
