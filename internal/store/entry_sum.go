package store

import (
	"context"

	"lendwright/internal/lending"
)

// Ledger is the ledger of a loan's journals, summed by the database: with a journal for each day a
// year's books are hundreds of lines, and a run needs a dozen sums of them.
func (s Servicing) Ledger(ctx context.Context, loan lending.LoanID) (lending.Ledger, error) {
	var rows []struct {
		Account, Kind, Currency string
		Instalment              int
		Balance                 int64
	}
	err := s.q(ctx).Raw(`SELECT x.account, x.instalment, x.currency, COALESCE(o.kind, j.kind) AS kind,
			SUM(CASE x.side WHEN 'debit' THEN x.amount ELSE -x.amount END) AS balance
		FROM journal_lines x JOIN journals j ON j.id = x.journal_id LEFT JOIN journals o ON o.id = j.reverses
		WHERE x.loan_id = ? GROUP BY x.account, x.instalment, x.currency, COALESCE(o.kind, j.kind)`, loan.String()).Scan(&rows).Error
	sums := make([]lending.LedgerSum, 0, len(rows))
	for _, r := range rows {
		sums = append(sums, lending.LedgerSum{Account: lending.Account(r.Account), Instalment: r.Instalment,
			Kind: lending.JournalKind(r.Kind), Balance: moneyOf(r.Balance, r.Currency)})
	}
	return lending.LedgerOfSums(sums), translate(err, "journal line")
}
