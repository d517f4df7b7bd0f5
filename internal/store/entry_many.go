package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// column is a column of rows that are handed to the database as one JSON text: SQL knows no other
// way to take many rows that both databases share, and it needs one parameter instead of thousands.
type column struct{ name, kind string }

// recordset is a FROM item that reads a JSON array of objects, its one parameter, as rows named x.
func (s *Store) recordset(columns ...column) string {
	parts := make([]string, 0, len(columns))
	if s.root.dialect == PostgreSQL {
		for _, c := range columns {
			parts = append(parts, c.name+" "+c.kind)
		}
		return "json_to_recordset(CAST(CAST(? AS text) AS json)) AS x(" + strings.Join(parts, ", ") + ")"
	}
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf("json_extract(value, '$.%s') AS %s", c.name, c.name))
	}
	return "(SELECT " + strings.Join(parts, ", ") + " FROM json_each(?)) AS x"
}

type manyJournal struct {
	ID      string  `json:"id"`
	Event   string  `json:"event"`
	Kind    string  `json:"kind"`
	LoanID  string  `json:"loan_id"`
	ValueOn string  `json:"value_on"`
	Posted  *string `json:"posted_on"`
	By      string  `json:"booked_by"`
}

type manyLine struct {
	JournalID  string `json:"journal_id"`
	Line       int    `json:"line"`
	LoanID     string `json:"loan_id"`
	Account    string `json:"account"`
	Side       string `json:"side"`
	Currency   string `json:"currency"`
	Amount     int64  `json:"amount"`
	Instalment int    `json:"instalment"`
}

// postMany appends many journals in three statements, whatever their number. All of them are booked
// at one time. Each is checked before it is written and, as stored, before the transaction can end.
func (s *Store) postMany(ctx context.Context, journals []lending.Journal, at time.Time) error {
	if len(journals) == 0 {
		return nil
	}
	closed, err := s.closedThrough(ctx)
	if err != nil {
		return err
	}
	heads, lines := make([]manyJournal, 0, len(journals)), make([]manyLine, 0, 4*len(journals))
	for _, j := range journals {
		if err := j.Balanced(); err != nil {
			return err
		}
		head := manyJournal{ID: j.ID.String(), Event: j.Event, Kind: string(j.Kind), LoanID: j.Loan.String(), ValueOn: j.ValueOn.String(), By: j.By}
		if j.ValueOn <= closed {
			open := (closed + 1).String()
			head.Posted = &open
		}
		heads = append(heads, head)
		for i, e := range j.Entries {
			lines = append(lines, manyLine{
				JournalID: head.ID, Line: i + 1, LoanID: head.LoanID, Account: string(e.Account), Side: string(e.Side),
				Currency: string(e.Amount.Currency()), Amount: e.Amount.Minor(), Instalment: e.Instalment,
			})
		}
	}
	err = s.insertMany(ctx, `INSERT INTO journals (id, event, kind, loan_id, value_on, posted_on, booked_by, booked_at)
		SELECT id, event, kind, loan_id, value_on, posted_on, booked_by, `+s.instantParameter()+` FROM `+s.recordset(
		column{"id", "text"}, column{"event", "text"}, column{"kind", "text"}, column{"loan_id", "text"},
		column{"value_on", "date"}, column{"posted_on", "date"}, column{"booked_by", "text"}), heads, instant(at))
	if err != nil {
		return translate(err, "journal")
	}
	err = s.insertMany(ctx, `INSERT INTO journal_lines (journal_id, line, loan_id, account, side, currency, amount, instalment)
		SELECT journal_id, line, loan_id, account, side, currency, amount, instalment FROM `+s.recordset(
		column{"journal_id", "text"}, column{"line", "bigint"}, column{"loan_id", "text"}, column{"account", "text"},
		column{"side", "text"}, column{"currency", "text"}, column{"amount", "bigint"}, column{"instalment", "bigint"}), lines)
	if err != nil || s.root.dialect == PostgreSQL { // where a deferred constraint checks each journal
		return translate(err, "journal line")
	}
	return s.checkBalances(ctx, heads)
}

// instantParameter is a parameter for a time in a SELECT list, where PostgreSQL cannot guess its type.
func (s *Store) instantParameter() string {
	if s.root.dialect == PostgreSQL {
		return "CAST(? AS timestamptz)"
	}
	return "?"
}

// insertMany runs a statement whose last parameter is rows as JSON.
func (s *Store) insertMany(ctx context.Context, statement string, rows any, before ...any) error {
	text, err := json.Marshal(rows)
	if err != nil {
		return err
	}
	return s.q(ctx).Exec(statement, append(before, string(text))...).Error
}

// checkBalances sums journals as they stand in the database.
func (s *Store) checkBalances(ctx context.Context, heads []manyJournal) error {
	text, err := json.Marshal(heads)
	if err != nil {
		return err
	}
	var unbalanced []string
	err = s.q(ctx).Raw(`SELECT l.journal_id FROM `+s.recordset(column{"id", "text"})+` JOIN journal_lines l ON l.journal_id = x.id
		GROUP BY l.journal_id, l.currency HAVING SUM(CASE l.side WHEN 'debit' THEN l.amount ELSE -l.amount END) <> 0`, string(text)).Scan(&unbalanced).Error
	if err == nil && len(unbalanced) > 0 {
		return fault.Newf(fault.Internal, "Journal %s is not balanced in the database.", unbalanced[0])
	}
	return translate(err, "journal")
}

// closedThrough is the last day of the newest closed month, or NoDay.
func (s *Store) closedThrough(ctx context.Context) (calendar.Day, error) {
	var day dayColumn
	err := s.q(ctx).Raw("SELECT MAX(last_day) FROM closed_months").Row().Scan(&day)
	return day.Day(), translate(err, "month")
}
