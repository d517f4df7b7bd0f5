package store

import (
	"context"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/fault"

	"gorm.io/gorm"
)

type resetRow struct {
	Digest    string
	UserID    string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
}

func (resetRow) TableName() string { return "password_resets" }

// AddReset stores a link with which a password is chosen anew.
func (s Access) AddReset(ctx context.Context, r access.Reset) error {
	row := resetRow{r.Digest, r.User.String(), instant(r.CreatedAt), instant(r.ExpiresAt), instantOrNull(r.UsedAt)}
	return translate(s.q(ctx).Create(&row).Error, "link")
}

// Reset loads and locks such a link.
func (s Access) Reset(ctx context.Context, digest string) (access.Reset, error) {
	var r resetRow
	err := locked(s.q(ctx)).Where("digest = ?", digest).Take(&r).Error
	return access.Reset{Digest: r.Digest, User: access.UserID(r.UserID), CreatedAt: r.CreatedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(),
		UsedAt: timeOf(r.UsedAt)}, translate(err, "link")
}

// UseReset uses a link up, and with it the user's others; it is a Conflict when it was used meanwhile.
func (s Access) UseReset(ctx context.Context, r access.Reset, at time.Time) error {
	return s.tx(ctx, func(t *Store) error {
		used := t.q(ctx).Model(&resetRow{}).Where("digest = ? AND used_at IS NULL", r.Digest).Update("used_at", instant(at))
		if used.Error == nil && used.RowsAffected != 1 {
			return fault.Newf(fault.Conflict, "This link was used already. Ask for another one.")
		}
		if used.Error != nil {
			return translate(used.Error, "link")
		}
		others := t.q(ctx).Model(&resetRow{}).Where("user_id = ? AND used_at IS NULL", r.User.String()).Update("used_at", instant(at))
		return translate(others.Error, "link")
	})
}

// SetPassword stores a new password's hash.
func (s Access) SetPassword(ctx context.Context, user access.UserID, phc string) error {
	return translate(s.q(ctx).Model(&userRow{}).Where("id = ?", user.String()).Update("password_hash", phc).Error, "login")
}

// EndSessions puts a new epoch: sessions that were begun before are over.
func (s Access) EndSessions(ctx context.Context, user access.UserID) error {
	err := s.q(ctx).Model(&userRow{}).Where("id = ?", user.String()).Update("session_epoch", gorm.Expr("session_epoch + 1")).Error
	return translate(err, "login")
}
