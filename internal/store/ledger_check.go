package store

import (
	"context"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/servicing"
)

// exampleMax is how many examples a check names.
const exampleMax = 5

// bookChecks are the checks of the books, each a query for what is wrong; :yesterday stands for the day before.
// The entries are the truth: whatever else is stored is held against their sums.
var bookChecks = []struct{ name, wrong string }{
	{"a journal whose sides differ", `SELECT journal_id AS about FROM journal_lines GROUP BY journal_id, currency
		HAVING SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0`},
	{"a journal with less than two lines", `SELECT j.id AS about FROM journals j
		WHERE (SELECT COUNT(*) FROM journal_lines l WHERE l.journal_id = j.id) < 2`},
	{"a loan whose receivables are below zero", `SELECT loan_id || ' ' || account AS about FROM journal_lines WHERE account IN ('1100', '1110', '1120', '1130')
		GROUP BY loan_id, account HAVING SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) < 0`},
	{"a loan that has ended and still owes", `SELECT l.number AS about FROM loans l JOIN journal_lines x ON x.loan_id = l.id
		WHERE l.state IN ('closed', 'cancelled', 'written_off') AND x.account IN ('1100', '1110', '1120', '1130')
		GROUP BY l.id, l.number HAVING SUM(CASE x.side WHEN 'debit' THEN x.amount ELSE -x.amount END) <> 0`},
	{"a loan that was paid out without a journal", `SELECT l.number AS about FROM loans l WHERE l.disbursed_on IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM journals j WHERE j.loan_id = l.id AND j.kind IN ('disbursement', 'import'))`},
	{"a loan whose instalments do not repay what it owes", `SELECT l.number AS about FROM loans l
		WHERE l.state = 'active' AND (SELECT SUM(i.principal) FROM instalments i WHERE i.loan_id = l.id) <>
		(SELECT SUM(x.amount) FROM journal_lines x JOIN journals j ON j.id = x.journal_id
			WHERE x.loan_id = l.id AND x.account = '1100' AND x.side = 'debit' AND j.kind IN ('disbursement', 'import'))`},
	{"interest that differs from the entries", `SELECT i.loan_id || ' ' || i.n AS about FROM instalments i
		LEFT JOIN (SELECT x.loan_id, x.instalment, SUM(CASE x.side WHEN 'debit' THEN x.amount ELSE -x.amount END) AS booked
			FROM journal_lines x JOIN journals j ON j.id = x.journal_id
			WHERE x.account = '1110' AND j.kind IN ('interest accrual', 'import') GROUP BY x.loan_id, x.instalment) b
			ON b.loan_id = i.loan_id AND b.instalment = i.n
		WHERE i.accrued <> COALESCE(b.booked, 0)`},
	{"an instalment in the books that is not wholly in them", `SELECT i.loan_id || ' ' || i.n AS about FROM instalments i JOIN loans l ON l.id = i.loan_id
		WHERE l.state = 'active' AND i.accrued_on IS NOT NULL AND i.paid_on IS NULL AND i.accrued <> i.interest`},
	{"an active loan whose books end before yesterday", `SELECT l.number AS about FROM instalments i JOIN loans l ON l.id = i.loan_id
		WHERE i.accrued_on IS NULL AND i.accrued_to < :yesterday AND i.from_on < :yesterday AND l.state = 'active'`},
	{"an instalment noted as paid that is owed, or owed that is paid", `SELECT i.loan_id || ' ' || i.n AS about FROM instalments i JOIN loans l ON l.id = i.loan_id
		LEFT JOIN (SELECT loan_id, instalment, SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS balance FROM journal_lines
			WHERE account IN ('1100', '1110', '1120', '1130') AND instalment > 0 GROUP BY loan_id, instalment) b
			ON b.loan_id = i.loan_id AND b.instalment = i.n
		WHERE l.state = 'active' AND i.due_on <= :yesterday AND i.accrued_on IS NOT NULL
		AND (i.paid_on IS NULL) <> (i.principal + COALESCE(b.balance, 0) <> 0)`},
	{"a successful debit without a journal", `SELECT d.reference AS about FROM debits d WHERE d.state = 'settled'
		AND NOT EXISTS (SELECT 1 FROM journals j WHERE j.event = 'repayment:' || d.id)`},
	{"a journal of a debit that is not successful", `SELECT d.reference AS about FROM debits d JOIN journals j ON j.event = 'repayment:' || d.id WHERE d.state <> 'settled'`},
	{"a debit that was reversed and whose journal was not, or the other way round", `SELECT d.reference AS about FROM debits d
		JOIN journals j ON j.event = 'repayment:' || d.id LEFT JOIN journals r ON r.reverses = j.id
		WHERE (d.reversed_on IS NULL) <> (r.id IS NULL)`},
	{"collections in transit that differ from the debits that are", `SELECT d.currency AS about FROM (
			SELECT currency, SUM(CASE WHEN taken > 0 THEN taken ELSE amount END) AS waiting FROM debits WHERE state = 'settled' AND paid_out_on IS NULL AND reversed_on IS NULL GROUP BY currency) d
		LEFT JOIN (SELECT currency, SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) AS booked FROM journal_lines WHERE account = '1030' GROUP BY currency) b
			ON b.currency = d.currency
		WHERE d.waiting <> COALESCE(b.booked, 0) AND NOT EXISTS (SELECT 1 FROM debits WHERE reversed_on IS NOT NULL)`},
	{"a mandate that counts another sum than was collected", `SELECT m.reference AS about FROM mandates m
		LEFT JOIN (SELECT mandate_id, SUM(CASE WHEN taken > 0 THEN taken ELSE amount END) AS kept FROM debits WHERE state = 'settled' AND reversed_on IS NULL GROUP BY mandate_id) d ON d.mandate_id = m.id
		WHERE m.collected <> COALESCE(d.kept, 0)`},
	{"a mandate under which more was collected than it allows", `SELECT reference AS about FROM mandates WHERE collected > ceiling`},
	{"a mandate that lives on after its loan", `SELECT m.reference AS about FROM mandates m JOIN loans l ON l.id = m.loan_id
		WHERE l.state IN ('closed', 'cancelled') AND m.state NOT IN ('rejected', 'cancelled', 'expired') AND l.closed_on < :yesterday`},
	{"a borrower's credit below zero", `SELECT l.number AS about FROM loans l JOIN journal_lines x ON x.loan_id = l.id WHERE x.account = '2010'
		GROUP BY l.id, l.number HAVING SUM(CASE x.side WHEN 'debit' THEN x.amount ELSE -x.amount END) > 0`},
}

// BookChecks holds the books against themselves and against debits, mandates and instalments.
func (s Servicing) BookChecks(ctx context.Context, on calendar.Day) ([]servicing.BookCheck, error) {
	checks := make([]servicing.BookCheck, 0, len(bookChecks))
	yesterday := "'" + (on - 1).String() + "'"
	for _, c := range bookChecks {
		wrong := strings.ReplaceAll(c.wrong, ":yesterday", yesterday)
		x := servicing.BookCheck{Name: c.name}
		if err := s.q(ctx).Raw("SELECT COUNT(*) FROM (" + wrong + ") AS w").Scan(&x.Found).Error; err != nil {
			return nil, translate(err, c.name)
		}
		if x.Found > 0 {
			if err := s.q(ctx).Raw("SELECT about FROM ("+wrong+") AS w ORDER BY about LIMIT ?", exampleMax).Scan(&x.Examples).Error; err != nil {
				return nil, translate(err, c.name)
			}
		}
		checks = append(checks, x)
	}
	return checks, nil
}
