package store

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/underwriting"
)

// OwnLoans gives a person's loans, oldest first, as underwriting reads them: days from the schedule,
// and the day of the first repayment from the books. A loan that waits for its mandate or its pay-out
// is one of them, for it will be owed; so are those under another log-in with the same proven BVN.
func (s *Store) OwnLoans(ctx context.Context, borrower lending.BorrowerID) ([]underwriting.OwnLoan, error) {
	var rows []loanRow
	err := ofPerson(s.q(ctx), "borrower_id", borrower).Where("state <> 'cancelled'").Order("opened_at, id").Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, translate(err, "loan")
	}
	first, err := s.firstRepayments(ctx, rows)
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
		from := l.DisbursedOn
		if !from.Known() || from == 0 {
			from = opened // not paid out yet
		}
		x.TermDays = int(l.Schedule.LastDueOn() - from)
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
func (s *Store) firstRepayments(ctx context.Context, loans []loanRow) (map[string]calendar.Day, error) {
	ids := make([]string, 0, len(loans))
	for _, l := range loans {
		ids = append(ids, l.ID)
	}
	var rows []struct {
		LoanID  string
		ValueOn dayColumn
	}
	err := s.q(ctx).Raw(`SELECT loan_id, MIN(value_on) AS value_on FROM journals
		WHERE loan_id IN ? AND kind = 'repayment' GROUP BY loan_id`, ids).Scan(&rows).Error
	days := map[string]calendar.Day{}
	for _, r := range rows {
		days[r.LoanID] = r.ValueOn.Day()
	}
	return days, translate(err, "journal")
}
