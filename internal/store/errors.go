package store

import (
	"context"
	"errors"
	"fmt"
	"net"

	"lendwright/internal/fault"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// classify puts gorm's name of a violated constraint before the driver's error, which stays in the chain.
func classify(err error) error {
	if named := violation(err); named != nil {
		return fmt.Errorf("%w: %w", named, err)
	}
	return err
}

func violation(err error) error {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code { // https://www.postgresql.org/docs/current/errcodes-appendix.html
		case "23505":
			return gorm.ErrDuplicatedKey
		case "23503":
			return gorm.ErrForeignKeyViolated
		case "23514":
			return gorm.ErrCheckConstraintViolated
		}
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() { // https://www.sqlite.org/rescode.html
		case sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE:
			return gorm.ErrDuplicatedKey
		case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
			return gorm.ErrForeignKeyViolated
		case sqlite3.SQLITE_CONSTRAINT_CHECK:
			return gorm.ErrCheckConstraintViolated
		}
	}
	return nil
}

// translate turns an error of the database into a fault; what names the thing in the sentence
// for the person ("loan"). A fault goes through as it is, so that it may be called twice.
func translate(err error, what string) error {
	var known *fault.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fault.Because(err, fault.NotFound, "There is no such %s.", what)
	case duplicate(err):
		return fault.Because(err, fault.Conflict, "This %s is there already.", what)
	case errors.Is(err, gorm.ErrForeignKeyViolated), errors.Is(err, gorm.ErrCheckConstraintViolated):
		return fault.Because(err, fault.Conflict, "This %s does not fit what is there; look again.", what)
	case unreachable(err):
		return fault.Because(err, fault.Unavailable, "Our database does not answer at the moment. Please try again.")
	}
	return fmt.Errorf("store: %s: %w", what, err)
}

// duplicate reports whether a unique key refused the row.
func duplicate(err error) bool {
	return errors.Is(err, gorm.ErrDuplicatedKey) || errors.Is(violation(err), gorm.ErrDuplicatedKey)
}

// unreachable reports whether the database could not do the work now, but may later.
func unreachable(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch pg.Code[:2] {
		case "08", "40", "53", "55", "57": // connection, rollback (deadlock), resources, not in the right state, operator
			return true
		}
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY {
		return true
	}
	var refused net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &refused) || pgconn.Timeout(err)
}
