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

// linePage is how many loans are read at once.
const linePage = 2000

// BookLines gives each loan that was paid out by a day as it stood then, in order of the ids. The
// figures are sums of entries that count from the day or before and were known at an instant (zero:
// now); the due days are those of the schedule as it is now.
func (s Servicing) BookLines(ctx context.Context, on calendar.Day, known time.Time, each func(servicing.BookLine) error) error {
	for after := ""; ; {
		page, err := s.bookPage(ctx, on, known, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, x := range page {
			if err := each(x); err != nil {
				return err
			}
		}
		after = page[len(page)-1].Loan.String()
	}
}

type bookLoan struct {
	ID, Number, BorrowerID, Currency, State string
	Principal                               int64
	DisbursedOn, ClosedOn, WrittenOff       dayColumn
}

func (s Servicing) bookPage(ctx context.Context, on calendar.Day, known time.Time, after string) ([]servicing.BookLine, error) {
	var loans []bookLoan
	err := s.q(ctx).Table("loans AS l").Joins("LEFT JOIN write_offs AS w ON w.loan_id = l.id").
		Select("l.id, l.number, l.borrower_id, l.currency, l.state, l.principal, l.disbursed_on, l.closed_on, w.approved_on AS written_off").
		Where("l.disbursed_on <= ? AND l.id > ?", dayOf(on), after).Order("l.id").Limit(linePage).Find(&loans).Error
	if err != nil || len(loans) == 0 {
		return nil, translate(err, "loan")
	}
	lines, at := make([]servicing.BookLine, len(loans)), make(map[string]int, len(loans))
	for i, l := range loans {
		none := moneyOf(0, l.Currency)
		lines[i] = servicing.BookLine{
			Loan: lending.LoanID(l.ID), Number: l.Number, Borrower: lending.BorrowerID(l.BorrowerID), DisbursedOn: l.DisbursedOn.Day(),
			ClosedOn: by(l.ClosedOn, on), WrittenOff: by(l.WrittenOff, on), LastDueOn: calendar.NoDay, FirstDueOn: calendar.NoDay,
			OldestDue: calendar.NoDay, LastPaidOn: calendar.NoDay, Lent: moneyOf(l.Principal, l.Currency),
			Principal: none, Interest: none, Fees: none, Penalties: none, Overdue: none, Allowance: none,
		}
		at[l.ID] = i
	}
	span := [2]string{loans[0].ID, loans[len(loans)-1].ID}
	held, err := s.bookBalances(ctx, on, known, span, lines, at)
	if err != nil {
		return nil, err
	}
	return lines, s.bookDues(ctx, on, span, lines, at, held)
}

// by is a day when it had come by another; else NoDay.
func by(d dayColumn, on calendar.Day) calendar.Day {
	if d.Day() > on {
		return calendar.NoDay
	}
	return d.Day()
}

type bookPlace struct {
	loan string
	n    int
}

// bookBalances adds the balances of each loan and gives, by instalment, what the entries hold of it.
func (s Servicing) bookBalances(ctx context.Context, on calendar.Day, known time.Time, span [2]string, lines []servicing.BookLine, at map[string]int) (map[bookPlace]int64, error) {
	then := func(q *gorm.DB) *gorm.DB {
		q = q.Where("j.value_on <= ? AND j.loan_id BETWEEN ? AND ?", dayOf(on), span[0], span[1])
		if !known.IsZero() {
			q = q.Where("j.booked_at <= ?", instant(known))
		}
		return q
	}
	var balances []balanceOf
	err := then(s.q(ctx).Table("journal_lines AS x").Joins("JOIN journals AS j ON j.id = x.journal_id").
		Select("x.loan_id, x.account, x.currency, x.instalment, SUM(CASE x.side WHEN 'debit' THEN x.amount ELSE -x.amount END) AS balance").
		Where("x.account IN ('1100', '1110', '1120', '1130', '1190')").Group("x.loan_id, x.account, x.currency, x.instalment")).Find(&balances).Error
	if err != nil {
		return nil, translate(err, "journal line")
	}
	held := map[bookPlace]int64{}
	for _, b := range balances {
		i, ours := at[b.LoanID]
		if !ours {
			continue
		}
		addBalance(&lines[i], lending.Account(b.Account), moneyOf(b.Balance, b.Currency))
		if a := lending.Account(b.Account); a != lending.PenaltiesReceivable && a != lending.LossAllowance {
			held[bookPlace{b.LoanID, b.Instalment}] += b.Balance
		}
	}
	var paid []struct {
		LoanID string
		Last   dayColumn
	}
	err = then(s.q(ctx).Table("journals AS j").Select("j.loan_id, MAX(j.value_on) AS last").
		Where("j.kind = ?", string(lending.Repayment)).Group("j.loan_id")).Find(&paid).Error
	for _, p := range paid {
		if i, ours := at[p.LoanID]; ours {
			lines[i].LastPaidOn = p.Last.Day()
		}
	}
	return held, translate(err, "journal")
}

func addBalance(x *servicing.BookLine, a lending.Account, m money.Money) {
	switch a {
	case lending.LoanPrincipal:
		x.Principal = x.Principal.Add(m)
	case lending.InterestReceivable:
		x.Interest = x.Interest.Add(m)
	case lending.FeesReceivable:
		x.Fees = x.Fees.Add(m)
	case lending.PenaltiesReceivable:
		x.Penalties = x.Penalties.Add(m)
	case lending.LossAllowance:
		x.Allowance = x.Allowance.Sub(m)
	}
}

// bookDues adds due days, and what fell due before the day and is unpaid: a penalty alone never makes
// a loan late. Interest of a row that is due is in the books, and its principal was booked in one sum.
func (s Servicing) bookDues(ctx context.Context, on calendar.Day, span [2]string, lines []servicing.BookLine, at map[string]int, held map[bookPlace]int64) error {
	var rows []instalmentRow
	err := s.q(ctx).Select("loan_id", "n", "due_on", "principal").Where("loan_id BETWEEN ? AND ?", span[0], span[1]).Order("loan_id, n").Find(&rows).Error
	for _, r := range rows {
		i, ours := at[r.LoanID]
		if !ours {
			continue
		}
		x, due := &lines[i], r.DueOn.Day()
		if !x.FirstDueOn.Known() {
			x.FirstDueOn = due
		}
		x.LastDueOn = max(x.LastDueOn, due)
		owed := r.Principal + held[bookPlace{r.LoanID, r.N}]
		if due > on || owed <= 0 || x.ClosedOn.Known() || x.WrittenOff.Known() {
			continue
		}
		if due < on {
			x.Overdue = x.Overdue.Add(money.Of(owed, x.Lent.Currency()))
		}
		if !x.OldestDue.Known() {
			x.OldestDue, x.DaysPastDue = due, int(on-due)
		}
	}
	return translate(err, "instalment")
}
