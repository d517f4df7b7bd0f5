package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

type journalRow struct {
	ID       string
	Event    string
	Kind     string
	LoanID   string
	ValueOn  dayColumn
	BookedAt time.Time
	BookedBy string
	Reverses *string
	PostedOn dayColumn // where the month of ValueOn was closed: the first open day; else NULL
}

func (journalRow) TableName() string { return "journals" }

type lineRow struct {
	JournalID  string
	Line       int
	LoanID     string
	Account    string
	Side       string
	Currency   string
	Amount     int64
	Instalment int
}

func (lineRow) TableName() string { return "journal_lines" }

// Post appends journals. An event that is in the books already is refused (Conflict). Each journal
// is checked before it is written and, as it was stored, before the transaction can end.
func (s Servicing) Post(ctx context.Context, journals ...lending.Journal) error {
	return s.tx(ctx, func(t *Store) error {
		closed, err := t.closedThrough(ctx)
		if err != nil {
			return err
		}
		for _, j := range journals {
			if err := t.post(ctx, j, closed); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) post(ctx context.Context, j lending.Journal, closed calendar.Day) error {
	if err := j.Balanced(); err != nil {
		return err
	}
	row := journalRow{
		ID: j.ID.String(), Event: j.Event, Kind: string(j.Kind), LoanID: j.Loan.String(), ValueOn: dayOf(j.ValueOn),
		BookedAt: instant(j.BookedAt), BookedBy: j.By,
	}
	if j.Reverses != "" {
		of := j.Reverses.String()
		row.Reverses = &of
	}
	if j.ValueOn <= closed {
		row.PostedOn = dayOf(closed + 1)
	}
	if err := s.q(ctx).Create(&row).Error; err != nil {
		return translate(err, "journal")
	}
	lines := make([]lineRow, 0, len(j.Entries))
	for i, e := range j.Entries {
		lines = append(lines, lineRow{
			JournalID: row.ID, Line: i + 1, LoanID: row.LoanID, Account: string(e.Account), Side: string(e.Side),
			Currency: string(e.Amount.Currency()), Amount: e.Amount.Minor(), Instalment: e.Instalment,
		})
	}
	if err := s.q(ctx).Create(&lines).Error; err != nil {
		return translate(err, "journal line")
	}
	return s.checkBalance(ctx, row.ID)
}

// checkBalance sums a journal as it stands in the database.
func (s *Store) checkBalance(ctx context.Context, journal string) error {
	var unbalanced []string
	err := s.q(ctx).Raw(`SELECT currency FROM journal_lines WHERE journal_id = ? GROUP BY currency
		HAVING SUM(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0`, journal).Scan(&unbalanced).Error
	if err == nil && len(unbalanced) > 0 {
		return fault.Newf(fault.Internal, "Journal %s is not balanced in the database.", journal)
	}
	return translate(err, "journal")
}

// Journals gives a loan's books, oldest first.
func (s Servicing) Journals(ctx context.Context, loan lending.LoanID) ([]lending.Journal, error) {
	var rows []journalRow
	if err := s.q(ctx).Where("loan_id = ?", loan.String()).Order("booked_at, value_on, id").Find(&rows).Error; err != nil {
		return nil, translate(err, "journal")
	}
	var lines []lineRow
	if err := s.q(ctx).Where("loan_id = ?", loan.String()).Order("journal_id, line").Find(&lines).Error; err != nil {
		return nil, translate(err, "journal line")
	}
	entries := map[string][]lending.Entry{}
	for _, l := range lines {
		entries[l.JournalID] = append(entries[l.JournalID], lending.Entry{
			Account: lending.Account(l.Account), Side: lending.Side(l.Side), Amount: moneyOf(l.Amount, l.Currency), Instalment: l.Instalment,
		})
	}
	journals := make([]lending.Journal, 0, len(rows))
	for _, r := range rows {
		j := lending.Journal{
			ID: lending.JournalID(r.ID), Event: r.Event, Kind: lending.JournalKind(r.Kind), Loan: lending.LoanID(r.LoanID),
			ValueOn: r.ValueOn.Day(), BookedAt: r.BookedAt.UTC(), By: r.BookedBy, Entries: entries[r.ID],
		}
		if r.Reverses != nil {
			j.Reverses = lending.JournalID(*r.Reverses)
		}
		journals = append(journals, j)
	}
	return journals, nil
}
