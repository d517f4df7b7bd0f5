package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"

	"gorm.io/gorm/clause"
)

// BureauSubject reads who a loan is reported on.
func (s Servicing) BureauSubject(ctx context.Context, loan lending.LoanID) (servicing.BureauSubject, error) {
	p, err := s.Payer(ctx, loan)
	if err != nil {
		return servicing.BureauSubject{}, err
	}
	var born dayColumn
	err = s.q(ctx).Raw("SELECT a.born_on FROM loans l JOIN applications a ON a.id = l.application_id WHERE l.id = ?", loan.String()).Row().Scan(&born)
	return servicing.BureauSubject{Name: p.Name, BVN: p.BVN, BornOn: born.Day(), Phone: p.Phone, Email: p.Email}, translate(noRow(err), "application")
}

type bureauRow struct {
	LastDay dayColumn
	LoanID  string
	Digest  string
	MadeAt  time.Time
}

func (bureauRow) TableName() string { return "bureau_lines" }

// BureauSubmitted is the digest of what was last submitted of a loan for a month; empty when nothing was.
func (s Servicing) BureauSubmitted(ctx context.Context, last calendar.Day, loan lending.LoanID) (string, error) {
	var rows []bureauRow
	err := s.q(ctx).Where("last_day = ? AND loan_id = ?", dayOf(last), loan.String()).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", translate(err, "line")
	}
	return rows[0].Digest, nil
}

// KeepBureau remembers what was submitted for a month; the newest counts.
func (s Servicing) KeepBureau(ctx context.Context, last calendar.Day, lines []servicing.BureauKept, at time.Time) error {
	rows := make([]bureauRow, 0, len(lines))
	for _, l := range lines {
		rows = append(rows, bureauRow{LastDay: dayOf(last), LoanID: l.Loan.String(), Digest: l.Digest, MadeAt: instant(at)})
	}
	if len(rows) == 0 {
		return nil
	}
	newest := clause.OnConflict{Columns: []clause.Column{{Name: "last_day"}, {Name: "loan_id"}}, DoUpdates: clause.AssignmentColumns([]string{"digest", "made_at"})}
	return translate(s.q(ctx).Clauses(newest).CreateInBatches(rows, 500).Error, "line")
}
