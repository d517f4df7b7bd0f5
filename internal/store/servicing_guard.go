package store

import (
	"database/sql"
	"errors"

	"lendwright/internal/fault"

	"gorm.io/gorm"
)

// changed is the guard of a write: exactly one row was to change, else somebody was faster.
func changed(q *gorm.DB, what string) error {
	if q.Error == nil && q.RowsAffected != 1 {
		return fault.Newf(fault.Conflict, "The %s was changed by somebody else; look again.", what)
	}
	return translate(q.Error, what)
}

// noRow gives database/sql's word for nothing found the name that translate knows.
func noRow(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return gorm.ErrRecordNotFound
	}
	return err
}
