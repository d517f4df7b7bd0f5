package store

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/access"

	"gorm.io/gorm"
)

type failuresRow struct {
	Email       string
	Failures    int
	LastAt      time.Time
	LockedUntil time.Time
}

func (failuresRow) TableName() string { return "login_failures" }

func (r failuresRow) failures() access.Failures {
	return access.Failures{Email: r.Email, Count: r.Failures, LastAt: r.LastAt.UTC(), LockedUntil: r.LockedUntil.UTC()}
}

func failuresRowOf(f access.Failures) failuresRow {
	return failuresRow{Email: f.Email, Failures: f.Count, LastAt: instant(f.LastAt), LockedUntil: instant(f.LockedUntil)}
}

// UpdateFailures locks the failed log-ins for an address and stores what change makes of them.
func (s Access) UpdateFailures(ctx context.Context, email string, change func(access.Failures) (access.Failures, error)) error {
	return s.tx(ctx, func(t *Store) error {
		for {
			done, err := t.changeFailures(ctx, email, change)
			if err != nil || done {
				return err
			}
		}
	})
}

// changeFailures inserts the first failure of an address before it locks anything, for there is
// nothing to lock yet. It is not done when the row went away between the two.
func (s *Store) changeFailures(ctx context.Context, email string, change func(access.Failures) (access.Failures, error)) (bool, error) {
	first, err := change(access.Failures{Email: email})
	if err != nil {
		return false, err
	}
	row := failuresRowOf(first)
	inserted := s.q(ctx).Clauses(once("email")).Create(&row)
	if inserted.Error != nil || inserted.RowsAffected == 1 {
		return true, translate(inserted.Error, "login")
	}
	var was failuresRow
	err = locked(s.q(ctx)).Where("email = ?", email).Take(&was).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return false, nil
	}
	if err != nil {
		return false, translate(err, "login")
	}
	next, err := change(was.failures())
	if err != nil {
		return false, err
	}
	row = failuresRowOf(next)
	err = s.q(ctx).Model(&failuresRow{}).Where("email = ?", email).Select("failures", "last_at", "locked_until").Updates(&row).Error
	return true, translate(err, "login")
}

// ClearFailures forgets the failed log-ins for an address.
func (s Access) ClearFailures(ctx context.Context, email string) error {
	return translate(s.q(ctx).Where("email = ?", email).Delete(&failuresRow{}).Error, "login")
}
