package store

import (
	"context"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Sessions keeps browser sessions for the session manager (it is an scs.CtxStore). Expiry is by the
// real clock: the sandbox's, which jumps, would log everybody out.
type Sessions struct{ *Store }

// sessionWait bounds the calls that come without a context.
const sessionWait = 10 * time.Second

type sessionRow struct {
	Token  string
	Data   []byte
	Expiry time.Time
}

func (sessionRow) TableName() string { return "sessions" }

// FindCtx loads a session that has not expired.
func (s Sessions) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	var row sessionRow
	err := s.q(ctx).Where("token = ? AND expiry > ?", token, instant(time.Now())).Take(&row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	return row.Data, err == nil, translate(err, "session")
}

// CommitCtx stores a session, new or changed.
func (s Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	row := sessionRow{Token: token, Data: data, Expiry: instant(expiry)}
	err := s.q(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "token"}},
		DoUpdates: clause.AssignmentColumns([]string{"data", "expiry"}),
	}).Create(&row).Error
	return translate(err, "session")
}

// DeleteCtx ends a session.
func (s Sessions) DeleteCtx(ctx context.Context, token string) error {
	return translate(s.q(ctx).Where("token = ?", token).Delete(&sessionRow{}).Error, "session")
}

// DeleteExpired removes sessions that nobody can use any more.
func (s Sessions) DeleteExpired(ctx context.Context) error {
	return translate(s.q(ctx).Where("expiry <= ?", instant(time.Now())).Delete(&sessionRow{}).Error, "session")
}

// Find is FindCtx without a context.
func (s Sessions) Find(token string) ([]byte, bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), sessionWait)
	defer cancel()
	return s.FindCtx(ctx, token)
}

// Commit is CommitCtx without a context.
func (s Sessions) Commit(token string, data []byte, expiry time.Time) error {
	ctx, cancel := context.WithTimeout(context.Background(), sessionWait)
	defer cancel()
	return s.CommitCtx(ctx, token, data, expiry)
}

// Delete is DeleteCtx without a context.
func (s Sessions) Delete(token string) error {
	ctx, cancel := context.WithTimeout(context.Background(), sessionWait)
	defer cancel()
	return s.DeleteCtx(ctx, token)
}
