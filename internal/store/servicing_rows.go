package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

type listedLoan struct {
	ID, Number, BorrowerName, Currency, State string
	Principal                                 int64
	OpenedAt                                  time.Time
}

// LoanRows lists loans for officers, newest first: those of one state, or all when state is empty.
// Days past due are as of today on the clock of this database.
func (s Servicing) LoanRows(ctx context.Context, state string, limit int) ([]servicing.LoanRow, error) {
	listed, err := s.listLoans(ctx, state, limit)
	if err != nil || len(listed) == 0 {
		return nil, err
	}
	clock, err := s.Clock(ctx)
	if err != nil {
		return nil, err
	}
	ids, rows, at := make([]string, len(listed)), make([]servicing.LoanRow, len(listed)), map[string]*servicing.LoanRow{}
	for i, l := range listed {
		rows[i] = servicing.LoanRow{
			ID: lending.LoanID(l.ID), Number: l.Number, BorrowerName: l.BorrowerName, Principal: moneyOf(l.Principal, l.Currency),
			Outstanding: moneyOf(0, l.Currency), State: lending.LoanState(l.State), NextDueOn: calendar.NoDay, OpenedAt: l.OpenedAt.UTC(),
		}
		ids[i], at[l.ID] = l.ID, &rows[i]
	}
	if err := s.addMandates(ctx, ids, at); err != nil {
		return nil, err
	}
	return rows, s.addDues(ctx, ids, at, calendar.DayOf(clock.Now(), calendar.Lagos))
}

func (s Servicing) listLoans(ctx context.Context, state string, limit int) ([]listedLoan, error) {
	q := s.q(ctx).Table("loans").Joins("LEFT JOIN users ON users.id = loans.borrower_id").
		Select("loans.id, loans.number, COALESCE(users.name, '') AS borrower_name, loans.currency, loans.state, loans.principal, loans.opened_at").
		Order("loans.opened_at DESC, loans.id DESC").Limit(limit)
	if state != "" {
		q = q.Where("loans.state = ?", state)
	}
	var listed []listedLoan
	return listed, translate(q.Find(&listed).Error, "loan")
}

// addMandates adds the state of each loan's newest mandate.
func (s Servicing) addMandates(ctx context.Context, ids []string, at map[string]*servicing.LoanRow) error {
	var rows []mandateRow
	err := s.q(ctx).Select("loan_id", "state").Where("loan_id IN ?", ids).Order("planned_at, id").Find(&rows).Error
	for _, r := range rows {
		at[r.LoanID].Mandate = lending.MandateState(r.State)
	}
	return translate(err, "mandate")
}

type balanceOf struct {
	LoanID, Account, Currency string
	Instalment                int
	Balance                   int64
}

// addDues adds what is outstanding, what is due next and for how long it has been, from entries and
// due dates.
func (s Servicing) addDues(ctx context.Context, ids []string, at map[string]*servicing.LoanRow, today calendar.Day) error {
	var balances []balanceOf
	err := s.q(ctx).Raw(`SELECT loan_id, account, currency, instalment, SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS balance
		FROM journal_lines WHERE loan_id IN ? AND account IN ('1100', '1110', '1120', '1130')
		GROUP BY loan_id, account, currency, instalment`, ids).Scan(&balances).Error
	if err != nil {
		return translate(err, "journal line")
	}
	type place struct {
		loan string
		n    int
	}
	booked := map[place]money.Money{}
	for _, b := range balances {
		amount := moneyOf(b.Balance, b.Currency)
		at[b.LoanID].Outstanding = at[b.LoanID].Outstanding.Add(amount)
		booked[place{b.LoanID, b.Instalment}] = booked[place{b.LoanID, b.Instalment}].Add(amount)
	}
	var open []instalmentRow
	err = s.q(ctx).Where("loan_id IN ? AND paid_on IS NULL", ids).Order("loan_id, n").Find(&open).Error
	for _, i := range open {
		r := at[i.LoanID]
		if r.NextDueOn.Known() || r.State.Final() {
			continue
		}
		// Principal was booked in one sum, so an instalment's own lines hold what was paid of it;
		// interest and fees are in the lines once they were booked.
		due := i.Principal + i.Interest - i.Accrued
		if !i.AccruedOn.known {
			due += i.Fees
		}
		r.NextDueOn, r.NextDue = i.DueOn.Day(), money.Of(due, r.Principal.Currency()).Add(booked[place{i.LoanID, i.N}])
		if r.State == lending.LoanActive {
			r.DaysPastDue = max(0, int(today-r.NextDueOn))
		}
	}
	return translate(err, "instalment")
}
