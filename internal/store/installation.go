package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"lendwright/internal/fault"
)

// The modes in which a database is begun. What one wrote means nothing in another: its loans, accounts
// and mandates are known to another Mono, or to none.
const (
	ModeSandbox = "sandbox" // the built-in sandbox: play money, staff whose passwords are public
	ModeTest    = "test"    // Mono's test keys
	ModeLive    = "live"    // Mono's live keys
)

type installationRow struct {
	ID         int64
	Mode       string
	SandboxKey string
	KeyCheck   string
	BegunAt    time.Time
}

func (installationRow) TableName() string { return "installation" }

// Begin writes down, at a database's first start, the mode and a check value of the key, and refuses
// another mode or another key from then on, as fault.Conflict. Without a key, in sandbox mode only, the
// database makes one and keeps it: there it protects play data, and every process needs the same. It
// gives the key to use.
func (s *Store) Begin(ctx context.Context, mode string, key []byte) (used []byte, err error) {
	err = s.tx(ctx, func(t *Store) error {
		fresh := installationRow{ID: 1, Mode: mode, BegunAt: instant(time.Now())}
		if err := t.q(ctx).Clauses(once("id")).Create(&fresh).Error; err != nil {
			return translate(err, "installation")
		}
		var row installationRow
		if err := locked(t.q(ctx)).Where("id = 1").Take(&row).Error; err != nil {
			return translate(err, "installation")
		}
		if row.Mode != mode {
			return fault.Newf(fault.Conflict, "this database was begun in %s mode and this program runs in %s mode: give it a database of its own (DATABASE_URL or DATA_DIR), or the keys of %s mode", row.Mode, mode, row.Mode)
		}
		used, err = t.keepKey(ctx, row, key)
		return err
	})
	return used, err
}

// keepKey holds the configured key against the one that the database was begun with, or makes the sandbox's.
func (s *Store) keepKey(ctx context.Context, row installationRow, key []byte) ([]byte, error) {
	if len(key) == 0 && row.Mode != ModeSandbox {
		return nil, fault.Newf(fault.Conflict, "BVN_KEY is missing: this database is in %s mode", row.Mode)
	}
	if len(key) == 0 && row.SandboxKey != "" {
		return hex.DecodeString(row.SandboxKey)
	}
	if len(key) == 0 && row.KeyCheck == "" {
		key = make([]byte, sha256.Size)
		_, _ = rand.Read(key) // never fails
		row.SandboxKey = hex.EncodeToString(key)
	}
	switch {
	case row.KeyCheck == "":
		row.KeyCheck = checkValue(key)
		err := s.q(ctx).Model(&installationRow{}).Where("id = 1").Select("sandbox_key", "key_check").Updates(&row).Error
		return key, translate(err, "installation")
	case row.KeyCheck != checkValue(key):
		return nil, fault.Newf(fault.Conflict, "BVN_KEY is not the key that this database was begun with: with another one nobody would be known again")
	}
	return key, nil
}

// checkValue tells a key from another without telling it.
func checkValue(key []byte) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("lendwright: which key is this"))
	return hex.EncodeToString(mac.Sum(nil)[:8])
}
