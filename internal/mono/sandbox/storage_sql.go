package sandbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// sqlLock is the advisory lock under which PostgreSQL runs one Update of one sandbox at a time;
// the number has no meaning but must not be used for anything else in that database.
const sqlLock = 7_065_319_042

// NewSQLStorage keeps the records in the table mono_sandbox_records of db, which it creates. The
// dialect is "sqlite" or "postgres". A SQLite handle must have been opened with _txlock=immediate,
// else two writers meet as "database is locked".
func NewSQLStorage(db *sql.DB, dialect string) (Storage, error) {
	s := &sqlStorage{db: db, postgres: dialect == "postgres"}
	if !s.postgres && dialect != "sqlite" {
		return nil, fmt.Errorf("sandbox: unknown dialect %q", dialect)
	}
	return s, s.create(context.Background())
}

type sqlStorage struct {
	db       *sql.DB
	postgres bool
}

// create makes the table under the lock: two processes may start on an empty database at once.
func (s *sqlStorage) create(ctx context.Context) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		collate := ""
		if s.postgres {
			collate = ` COLLATE "C"` // ids sort by their bytes, as in SQLite
		}
		_, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS mono_sandbox_records (
			kind TEXT NOT NULL, id TEXT`+collate+` NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id))`)
		return err
	})
}

func (s *sqlStorage) transact(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if s.postgres {
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, int64(sqlLock)); err != nil {
			return err
		}
	}
	if err := do(tx); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *sqlStorage) Update(ctx context.Context, do func(Tx) error) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		t := &sqlTx{ctx: ctx, q: tx, postgres: s.postgres, writable: true}
		if err := do(t); err != nil {
			return err
		}
		return t.err
	})
}

// View reads statement by statement without a transaction: records are whole documents, and a
// reader that waited for the writers' lock would slow every balance down.
func (s *sqlStorage) View(ctx context.Context, do func(Tx) error) error {
	t := &sqlTx{ctx: ctx, q: s.db, postgres: s.postgres}
	if err := do(t); err != nil {
		return err
	}
	return t.err
}

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

type sqlTx struct {
	ctx      context.Context
	q        querier
	postgres bool
	writable bool
	err      error
}

func (t *sqlTx) Err() error { return t.err }

func (t *sqlTx) Get(kind, id string, into any) bool {
	if t.err != nil {
		return false
	}
	var body string
	err := t.q.QueryRowContext(t.ctx, t.sql(`SELECT body FROM mono_sandbox_records WHERE kind = ? AND id = ?`), kind, id).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return false
	}
	if err == nil {
		err = json.Unmarshal([]byte(body), into)
	}
	t.err = err
	return err == nil
}

func (t *sqlTx) Put(kind, id string, value any) {
	body, err := json.Marshal(value)
	if err != nil && t.err == nil {
		t.err = err
	}
	t.exec(`INSERT INTO mono_sandbox_records (kind, id, body) VALUES (?, ?, ?)
		ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body`, kind, id, string(body))
}

func (t *sqlTx) Delete(kind, id string) {
	t.exec(`DELETE FROM mono_sandbox_records WHERE kind = ? AND id = ?`, kind, id)
}

// List reads all rows before it calls each, because each may ask again on the same connection.
func (t *sqlTx) List(kind, prefix string, each func(string, json.RawMessage) bool) {
	if t.err != nil {
		return
	}
	rows, err := t.q.QueryContext(t.ctx, t.sql(`SELECT id, body FROM mono_sandbox_records
		WHERE kind = ? AND id >= ? AND id < ? ORDER BY id`), kind, prefix, prefix+"\x7f")
	if err != nil {
		t.err = err
		return
	}
	type record struct{ id, body string }
	var found []record
	for rows.Next() {
		var r record
		if t.err = rows.Scan(&r.id, &r.body); t.err != nil {
			break
		}
		found = append(found, r)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil && t.err == nil {
		t.err = err
	}
	for _, r := range found {
		if t.err != nil || !each(r.id, json.RawMessage(r.body)) {
			return
		}
	}
}

func (t *sqlTx) exec(query string, args ...any) {
	if t.err == nil && !t.writable {
		t.err = errors.New("sandbox: write in a view")
	}
	if t.err == nil {
		_, t.err = t.q.ExecContext(t.ctx, t.sql(query), args...)
	}
}

// sql turns the question marks into PostgreSQL's numbered parameters.
func (t *sqlTx) sql(query string) string {
	if !t.postgres {
		return query
	}
	parts := strings.Split(query, "?")
	out := parts[0]
	for i, p := range parts[1:] {
		out += fmt.Sprintf("$%d", i+1) + p
	}
	return out
}
