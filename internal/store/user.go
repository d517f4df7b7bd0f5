package store

import (
	"context"
	"time"

	"lendwright/internal/access"

	"gorm.io/gorm/clause"
)

// Access is the store in the words of package access.
type Access struct{ *Store }

// Atomically runs f in one transaction.
func (s Access) Atomically(ctx context.Context, f func(access.Store) error) error {
	return s.tx(ctx, func(t *Store) error { return f(Access{t}) })
}

type userRow struct {
	ID           string
	Email        string
	Name         string
	Phone        string
	PasswordHash string
	Role         string
	CreatedAt    time.Time
	ConfirmedAt  *time.Time
	SessionEpoch int
}

func (userRow) TableName() string { return "users" }

func (r userRow) user() access.User {
	return access.User{
		ID: access.UserID(r.ID), Email: r.Email, Name: r.Name, Phone: r.Phone, PasswordHash: r.PasswordHash,
		Role: access.Role(r.Role), CreatedAt: r.CreatedAt.UTC(), ConfirmedAt: timeOf(r.ConfirmedAt), Epoch: r.SessionEpoch,
	}
}

// AddUser stores a person unless the address is taken. It does not fail then, because a failed
// statement would poison PostgreSQL's transaction.
func (s Access) AddUser(ctx context.Context, u access.User) (bool, error) {
	row := userRow{
		ID: u.ID.String(), Email: u.Email, Name: u.Name, Phone: u.Phone, PasswordHash: u.PasswordHash,
		Role: string(u.Role), CreatedAt: instant(u.CreatedAt), ConfirmedAt: instantOrNull(u.ConfirmedAt),
	}
	done := s.q(ctx).Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "email"}}, DoNothing: true}).Create(&row)
	return done.RowsAffected == 1, translate(done.Error, "login")
}

// User loads a person.
func (s Access) User(ctx context.Context, user access.UserID) (access.User, error) {
	var row userRow
	err := s.q(ctx).Where("id = ?", user.String()).Take(&row).Error
	return row.user(), translate(err, "login")
}

// UserByEmail loads the person with an address.
func (s Access) UserByEmail(ctx context.Context, email string) (access.User, error) {
	var row userRow
	err := s.q(ctx).Where("email = ?", email).Take(&row).Error
	return row.user(), translate(err, "login")
}

// LockUser loads the person with an address, who is ours until the transaction ends.
func (s Access) LockUser(ctx context.Context, email string) (access.User, error) {
	var row userRow
	err := locked(s.q(ctx)).Where("email = ?", email).Take(&row).Error
	return row.user(), translate(err, "login")
}
