package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// locked adds FOR UPDATE: the rows stay ours until the transaction ends. PostgreSQL loses updates
// silently without it; SQLite, which has one writer, leaves it out.
func locked(q *gorm.DB) *gorm.DB {
	return q.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate})
}
