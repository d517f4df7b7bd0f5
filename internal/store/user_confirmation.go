package store

import (
	"context"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/fault"
)

type confirmationRow struct {
	Digest       string
	UserID       string
	Name         string
	Phone        string
	PasswordHash string
	CreatedAt    time.Time
	ExpiresAt    time.Time
	UsedAt       *time.Time
}

func (confirmationRow) TableName() string { return "confirmations" }

// AddConfirmation stores a one-time link.
func (s Access) AddConfirmation(ctx context.Context, c access.Confirmation) error {
	row := confirmationRow{
		Digest: c.Digest, UserID: c.User.String(), Name: c.Name, Phone: c.Phone, PasswordHash: c.PasswordHash,
		CreatedAt: instant(c.CreatedAt), ExpiresAt: instant(c.ExpiresAt), UsedAt: instantOrNull(c.UsedAt),
	}
	return translate(s.q(ctx).Create(&row).Error, "link")
}

// Confirmation loads and locks a one-time link.
func (s Access) Confirmation(ctx context.Context, digest string) (access.Confirmation, error) {
	var r confirmationRow
	err := locked(s.q(ctx)).Where("digest = ?", digest).Take(&r).Error
	return access.Confirmation{
		Digest: r.Digest, User: access.UserID(r.UserID), Name: r.Name, Phone: r.Phone, PasswordHash: r.PasswordHash,
		CreatedAt: r.CreatedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(), UsedAt: timeOf(r.UsedAt),
	}, translate(err, "link")
}

// ConfirmUser uses a link up and makes what it carries the user's. Somebody who was confirmed
// meanwhile, with another link, is left alone and it is a conflict.
func (s Access) ConfirmUser(ctx context.Context, c access.Confirmation, at time.Time) error {
	return s.tx(ctx, func(t *Store) error {
		used := t.q(ctx).Model(&confirmationRow{}).Where("digest = ? AND used_at IS NULL", c.Digest).Update("used_at", instant(at))
		if err := translate(used.Error, "link"); err != nil {
			return err
		}
		confirmed := t.q(ctx).Model(&userRow{}).Where("id = ? AND confirmed_at IS NULL", c.User.String()).
			Updates(map[string]any{"name": c.Name, "phone": c.Phone, "password_hash": c.PasswordHash, "confirmed_at": instant(at)})
		if err := translate(confirmed.Error, "login"); err != nil {
			return err
		}
		if used.RowsAffected != 1 || confirmed.RowsAffected != 1 {
			return fault.Newf(fault.Conflict, "This e-mail address was confirmed already. You can log in.")
		}
		return nil
	})
}
