package store

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/access"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type failuresRow struct {
	Email       string
	Failures    int
	LastAt      time.Time
	LockedUntil time.Time
}

func (failuresRow) TableName() string { return "login_failures" }

// Failures loads and locks the failed log-ins for an address; none is no error.
func (s Access) Failures(ctx context.Context, email string) (access.Failures, error) {
	var r failuresRow
	err := locked(s.q(ctx)).Where("email = ?", email).Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return access.Failures{Email: email}, nil
	}
	return access.Failures{Email: email, Count: r.Failures, LastAt: r.LastAt.UTC(), LockedUntil: r.LockedUntil.UTC()}, translate(err, "login")
}

// PutFailures stores the failed log-ins for an address. When two first failures meet, the higher count stays.
func (s Access) PutFailures(ctx context.Context, f access.Failures) error {
	row := failuresRow{Email: f.Email, Failures: f.Count, LastAt: instant(f.LastAt), LockedUntil: instant(f.LockedUntil)}
	err := s.q(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "email"}},
		DoUpdates: clause.AssignmentColumns([]string{"failures", "last_at", "locked_until"}),
	}).Create(&row).Error
	return translate(err, "login")
}

// ClearFailures forgets the failed log-ins for an address.
func (s Access) ClearFailures(ctx context.Context, email string) error {
	return translate(s.q(ctx).Where("email = ?", email).Delete(&failuresRow{}).Error, "login")
}
