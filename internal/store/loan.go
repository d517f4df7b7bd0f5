package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm"
)

type loanRow struct {
	ID            string
	Number        string
	ApplicationID string
	BorrowerID    string
	Currency      string
	Principal     int64
	TotalDue      int64
	Terms         string
	Schedule      string
	State         string
	OpenedAt      time.Time
	DisbursedOn   dayColumn
	ClosedOn      dayColumn
	NextAttemptOn dayColumn
	StoppedWhy    string
	ResumedAt     *time.Time
}

func (loanRow) TableName() string { return "loans" }

type instalmentRow struct {
	LoanID    string
	N         int
	DueOn     dayColumn
	Principal int64
	Interest  int64
	Fees      int64
	AccruedOn dayColumn
	PaidOn    dayColumn

	FromOn      dayColumn
	AccruedTo   dayColumn
	Accrued     int64
	AccruedBase int64
	Earns       int64
	Earned      int64
	EarnedBase  int64
}

func (instalmentRow) TableName() string { return "instalments" }

func loanRowOf(l lending.Loan) (loanRow, error) {
	terms, err := encodeTerms(l.Terms)
	if err != nil {
		return loanRow{}, err
	}
	schedule, err := encodeSchedule(l.Schedule)
	first := calendar.DayOf(l.OpenedAt, calendar.Lagos)
	if len(l.Schedule.Rows) > 0 {
		first = l.Schedule.Rows[0].DueOn
	}
	return loanRow{
		ID: l.ID.String(), Number: l.Number, ApplicationID: l.Application, BorrowerID: l.Borrower.String(),
		Currency: string(l.Terms.Principal.Currency()), Principal: l.Terms.Principal.Minor(), TotalDue: l.Schedule.TotalDue.Minor(),
		Terms: string(terms), Schedule: string(schedule), State: string(l.State), OpenedAt: instant(l.OpenedAt),
		DisbursedOn: dayOf(l.DisbursedOn), ClosedOn: dayOf(l.ClosedOn), NextAttemptOn: dayOf(first),
		StoppedWhy: l.StoppedWhy, ResumedAt: instantOrNull(l.ResumedAt),
	}, err
}

func (r loanRow) loan() (lending.Loan, error) {
	l := lending.Loan{
		ID: lending.LoanID(r.ID), Number: r.Number, Application: r.ApplicationID, Borrower: lending.BorrowerID(r.BorrowerID),
		State: lending.LoanState(r.State), OpenedAt: r.OpenedAt.UTC(), DisbursedOn: r.DisbursedOn.Day(), ClosedOn: r.ClosedOn.Day(),
		StoppedWhy: r.StoppedWhy, ResumedAt: timeOf(r.ResumedAt),
	}
	var err error
	if l.Terms, err = decodeTerms([]byte(r.Terms)); err != nil {
		return l, err
	}
	l.Schedule, err = decodeSchedule([]byte(r.Schedule))
	return l, err
}

// OpenLoan stores a loan that was just agreed on, with its instalments, in the running transaction.
func (s *Store) OpenLoan(ctx context.Context, l lending.Loan) error {
	row, err := loanRowOf(l)
	if err != nil {
		return err
	}
	rows := instalmentRows(l)
	return s.tx(ctx, func(t *Store) error {
		if err := t.q(ctx).Create(&row).Error; err != nil {
			return translate(err, "loan")
		}
		return translate(t.q(ctx).CreateInBatches(rows, 200).Error, "instalment")
	})
}

// instalmentRows are a loan's rows before anything has accrued or was paid.
func instalmentRows(l lending.Loan) []instalmentRow {
	rows := make([]instalmentRow, 0, len(l.Schedule.Rows))
	for i, a := range lending.AccruingRows(l) {
		rows = append(rows, instalmentRow{
			LoanID: l.ID.String(), N: a.N, DueOn: dayOf(a.Due), Principal: l.Schedule.Rows[i].Principal.Minor(),
			Interest: a.Interest.Minor(), Fees: a.Fees.Minor(), FromOn: dayOf(a.From), AccruedTo: dayOf(a.To), Earns: a.Earns.Minor(),
		})
	}
	return rows
}

// Loan loads a loan.
func (s Servicing) Loan(ctx context.Context, loan lending.LoanID) (lending.Loan, error) {
	return s.loan(s.q(ctx), loan)
}

func (s Servicing) loan(q *gorm.DB, loan lending.LoanID) (lending.Loan, error) {
	var row loanRow
	if err := q.Where("id = ?", loan.String()).Take(&row).Error; err != nil {
		return lending.Loan{}, translate(err, "loan")
	}
	return row.loan()
}

// UpdateLoan loads and locks a loan and writes what change makes of it: its state, days and rest.
func (s Servicing) UpdateLoan(ctx context.Context, loan lending.LoanID, change func(lending.Loan) (lending.Loan, error)) (after lending.Loan, err error) {
	err = s.tx(ctx, func(t *Store) error {
		before, err := Servicing{t}.loan(locked(t.q(ctx)), loan)
		if err != nil {
			return err
		}
		if after, err = change(before); err != nil {
			return err
		}
		if after.State == before.State && after.StoppedWhy == before.StoppedWhy && after.ResumedAt.Equal(before.ResumedAt) {
			return nil // taken for its lock alone
		}
		if err := changed(t.q(ctx).Model(&loanRow{}).Where("id = ? AND state = ?", loan.String(), string(before.State)).
			Updates(map[string]any{
				"state": string(after.State), "disbursed_on": dayOf(after.DisbursedOn), "closed_on": dayOf(after.ClosedOn),
				"stopped_why": after.StoppedWhy, "resumed_at": instantOrNull(after.ResumedAt),
			}), "loan"); err != nil {
			return err
		}
		return Servicing{t}.instalmentsFollow(ctx, before, after)
	})
	return after, err
}

// instalmentsFollow does to the instalments what a loan's change of state means for them: the first
// begins to accrue on the day on which the money was there, and of a loan that has ended nothing more
// has to be looked for.
func (s Servicing) instalmentsFollow(ctx context.Context, before, after lending.Loan) error {
	if after.DisbursedOn != before.DisbursedOn && after.DisbursedOn.Known() {
		for _, a := range lending.AccruingRows(after) {
			if a.N != 1 {
				continue
			}
			q := s.q(ctx).Model(&instalmentRow{}).Where("loan_id = ? AND n = 1 AND accrued = 0", after.ID.String())
			if err := q.Updates(map[string]any{"from_on": dayOf(a.From), "accrued_to": dayOf(a.From)}).Error; err != nil {
				return translate(err, "instalment")
			}
		}
	}
	if !after.State.Ended() || before.State.Ended() {
		return nil
	}
	on := max(after.ClosedOn, calendar.DayOf(after.OpenedAt, calendar.Lagos))
	return translate(s.q(ctx).Exec(`UPDATE instalments SET accrued_on = COALESCE(accrued_on, ?), paid_on = COALESCE(paid_on, ?)
		WHERE loan_id = ? AND (accrued_on IS NULL OR paid_on IS NULL)`, dayOf(on), dayOf(on), after.ID.String()).Error, "instalment")
}

// BorrowerLoans gives a borrower's loans, newest first.
func (s Servicing) BorrowerLoans(ctx context.Context, borrower lending.BorrowerID) ([]lending.Loan, error) {
	var rows []loanRow
	if err := s.q(ctx).Where("borrower_id = ?", borrower.String()).Order("opened_at DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, translate(err, "loan")
	}
	loans := make([]lending.Loan, 0, len(rows))
	for _, r := range rows {
		l, err := r.loan()
		if err != nil {
			return nil, err
		}
		loans = append(loans, l)
	}
	return loans, nil
}

// MarkPaid notes that nothing is owed on an instalment, and so nothing has to be accrued; the first
// note stays.
func (s Servicing) MarkPaid(ctx context.Context, loan lending.LoanID, n int, on calendar.Day) error {
	q := s.q(ctx).Model(&instalmentRow{}).Where("loan_id = ? AND n = ? AND paid_on IS NULL", loan.String(), n)
	return translate(q.Updates(map[string]any{
		"paid_on": dayOf(on), "accrued_on": gorm.Expr("COALESCE(accrued_on, ?)", dayOf(on)),
	}).Error, "instalment")
}

// Reopen takes the note back that nothing is owed on instalments.
func (s Servicing) Reopen(ctx context.Context, loan lending.LoanID, instalments []int) error {
	q := s.q(ctx).Model(&instalmentRow{}).Where("loan_id = ? AND n IN ?", loan.String(), instalments)
	return translate(q.Update("paid_on", nil).Error, "instalment")
}

// NextAttempt notes from which day on a run looks at the loan again.
func (s Servicing) NextAttempt(ctx context.Context, loan lending.LoanID, on calendar.Day) error {
	q := s.q(ctx).Model(&loanRow{}).Where("id = ?", loan.String())
	return changed(q.Update("next_attempt_on", dayOf(on)), "loan")
}

// Payer reads the borrower's application and the account of it that is to be mandated: the first
// linked one that was not refused and whose bank answers.
func (s Servicing) Payer(ctx context.Context, loan lending.LoanID) (servicing.Payer, error) {
	var p servicing.Payer
	err := s.q(ctx).Raw(`SELECT a.name, a.email, a.phone, a.bvn FROM loans l JOIN applications a ON a.id = l.application_id
		WHERE l.id = ?`, loan.String()).Row().Scan(&p.Name, &p.Email, &p.Phone, &p.BVN)
	if err != nil {
		return p, translate(noRow(err), "application")
	}
	var account struct{ Institution, BankCode, Number, Name string }
	q := s.q(ctx).Raw(`SELECT k.institution, k.bank_code, k.number, k.name FROM loans l
		JOIN linked_accounts k ON k.application_id = l.application_id
		WHERE l.id = ? AND k.refused = ''
		ORDER BY CASE WHEN k.data_status IN ('AVAILABLE', 'PARTIAL') THEN 0 ELSE 1 END, k.linked_at, k.id LIMIT 1`, loan.String()).Scan(&account)
	p.Bank, p.BankCode, p.AccountNumber, p.AccountName = account.Institution, account.BankCode, account.Number, account.Name
	return p, translate(q.Error, "account")
}
