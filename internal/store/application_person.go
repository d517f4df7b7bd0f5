package store

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/origination"

	"gorm.io/gorm"
)

type bvnOwnerRow struct {
	Digest     string
	BorrowerID string
	At         time.Time
}

func (bvnOwnerRow) TableName() string { return "bvn_owners" }

// ofPerson keeps the rows of a borrower and of every other log-in that proved the same BVN.
func ofPerson(q *gorm.DB, column string, borrower lending.BorrowerID) *gorm.DB {
	return q.Where("("+column+" = ? OR "+column+` IN (SELECT o.borrower_id FROM bvn_owners o
		JOIN bvn_owners mine ON mine.digest = o.digest WHERE mine.borrower_id = ?))`, borrower.String(), borrower.String())
}

// ClaimBVN notes that a borrower proved the BVN with a digest. A repeat changes nothing.
func (s Origination) ClaimBVN(ctx context.Context, digest string, borrower lending.BorrowerID, at time.Time) error {
	row := bvnOwnerRow{digest, borrower.String(), instant(at)}
	return translate(s.q(ctx).Clauses(once("digest", "borrower_id")).Create(&row).Error, "BVN")
}

// BVNDoubtful reports whether a borrower's BVN was proven under another log-in too, or the borrower
// proved two.
func (s Origination) BVNDoubtful(ctx context.Context, borrower lending.BorrowerID) (bool, error) {
	var n int64
	err := s.q(ctx).Raw(`SELECT COUNT(*) FROM bvn_owners WHERE borrower_id = ? OR digest IN (SELECT digest FROM bvn_owners WHERE borrower_id = ?)`,
		borrower.String(), borrower.String()).Scan(&n).Error
	return n > 1, translate(err, "BVN")
}

// LockPerson takes the person's turn for the rest of the transaction: that of the log-in and of
// every one that proved the same BVN, always in one order.
func (s Origination) LockPerson(ctx context.Context, borrower lending.BorrowerID) error {
	var users []userRow
	if err := locked(s.q(ctx)).Where("id = ?", borrower.String()).Find(&users).Error; err != nil {
		return translate(err, "login")
	}
	var owners []bvnOwnerRow
	err := locked(s.q(ctx)).Where("digest IN (SELECT digest FROM bvn_owners WHERE borrower_id = ?)", borrower.String()).
		Order("digest, borrower_id").Find(&owners).Error
	return translate(err, "BVN")
}

// WaitingLoan gives the number of a loan of the person's that is not paid out yet; empty where there is none.
func (s Origination) WaitingLoan(ctx context.Context, borrower lending.BorrowerID) (string, error) {
	var numbers []string
	err := ofPerson(s.q(ctx).Model(&loanRow{}), "borrower_id", borrower).
		Where("state IN ('awaiting_mandate', 'disbursing')").Order("opened_at, id").Limit(1).Pluck("number", &numbers).Error
	if err != nil || len(numbers) == 0 {
		return "", translate(err, "loan")
	}
	return numbers[0], nil
}

// BVNsUnneeded gives accepted applications that still hold a BVN although their loan was closed before
// a day, or was agreed on before it and cancelled.
func (s Origination) BVNsUnneeded(ctx context.Context, before calendar.Day, limit int) ([]origination.ApplicationID, error) {
	var ids []origination.ApplicationID
	err := s.q(ctx).Table("applications a").Joins("JOIN loans l ON l.application_id = a.id").
		Where("a.state = 'accepted' AND a.bvn <> '' AND a.bvn NOT LIKE '*%'").
		Where("(l.state = 'closed' AND l.closed_on < ?) OR (l.state = 'cancelled' AND l.opened_at < ?)", dayOf(before), instant(before.At(0, 0, calendar.Lagos))).
		Order("a.id").Limit(limit).Pluck("a.id", &ids).Error
	return ids, translate(err, "application")
}

var _ origination.People = Origination{}
