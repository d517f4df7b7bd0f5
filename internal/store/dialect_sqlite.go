package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"

	"lendwright/internal/fault"

	"gorm.io/gorm"
	"gorm.io/gorm/callbacks"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
	"gorm.io/gorm/migrator"
	"gorm.io/gorm/schema"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// sqliteOptions: transactions take the write lock when they begin, because a deferred one that
// starts to write later fails at once when another writes; commits reach the disk (FULL); times
// are stored as UTC text that sorts.
const sqliteOptions = "?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)" +
	"&_pragma=synchronous(FULL)&_txlock=immediate&_time_format=sqlite&_timezone=UTC"

// openSQLite opens app.db in the data folder. One process owns the folder: SQLite here serves one.
func openSQLite(ctx context.Context, c Config) (*root, gorm.Dialector, error) {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, nil, fault.Because(err, fault.Invalid, "The data folder %s cannot be made.", c.Dir)
	}
	lock, err := lockDir(c.Dir)
	if err != nil {
		return nil, nil, err
	}
	r := &root{dialect: SQLite, dir: c.Dir, close: []func() error{lock.Close}}
	db, err := openFile(filepath.Join(c.Dir, "app.db"))
	if err != nil {
		return nil, nil, errors.Join(err, r.shut())
	}
	// One connection: waiting in Go's pool is fair, and a query outside of the running
	// transaction by mistake becomes a timeout in the tests instead of a silent fault.
	db.SetMaxOpenConns(1)
	r.sql, r.close = db, append(r.close, db.Close)
	if err := checkPragmas(ctx, db); err != nil {
		return nil, nil, errors.Join(err, r.shut())
	}
	return r, sqliteDialector{db}, nil
}

// openFile opens a database file that only our account can read, and makes it when it is not there.
func openFile(path string) (*sql.DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.Because(err, fault.Invalid, "The database file %s cannot be opened.", path)
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	file := url.URL{Path: path}
	return sql.Open("sqlite", "file:"+file.EscapedPath()+sqliteOptions)
}

// SideFile opens another SQLite database in the data folder that this store has locked, with the
// same options; it is the caller's to close. On PostgreSQL there is no folder.
func (s *Store) SideFile(name string) (*sql.DB, error) {
	if s.root.dialect != SQLite {
		return nil, errors.New("store: there is no data folder beside PostgreSQL")
	}
	db, err := openFile(filepath.Join(s.root.dir, name))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// lockDir holds the folder until the file is closed, which the kernel does for a dead process.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "app.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.Because(err, fault.Invalid, "The data folder %s cannot be written.", dir)
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = fault.Newf(fault.Conflict, "Another Lendwright uses the data folder %s. Stop it, give this one its own DATA_DIR, or use PostgreSQL (DATABASE_URL) for several processes.", dir)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// checkPragmas makes sure that the driver took the options: it ignores what it does not know.
func checkPragmas(ctx context.Context, db *sql.DB) error {
	for pragma, want := range map[string]string{"journal_mode": "wal", "busy_timeout": "10000", "foreign_keys": "1", "synchronous": "2"} {
		var got string
		if err := db.QueryRowContext(ctx, "PRAGMA "+pragma).Scan(&got); err != nil {
			return fault.Because(err, fault.Unavailable, "The database file cannot be opened.")
		}
		if got != want {
			return fmt.Errorf("store: PRAGMA %s is %s, not %s", pragma, got, want)
		}
	}
	return nil
}

// sqliteDialector lets gorm speak SQLite. It has no migrator worth the name: goose owns the schema.
type sqliteDialector struct{ conn gorm.ConnPool }

func (d sqliteDialector) Name() string { return SQLite }

func (d sqliteDialector) Initialize(db *gorm.DB) error {
	db.ConnPool = d.conn
	callbacks.RegisterDefaultCallbacks(db, &callbacks.Config{
		CreateClauses: []string{"INSERT", "VALUES", "ON CONFLICT", "RETURNING"},
		UpdateClauses: []string{"UPDATE", "SET", "FROM", "WHERE", "RETURNING"},
		DeleteClauses: []string{"DELETE", "FROM", "WHERE", "RETURNING"},
	})
	db.ClauseBuilders["FOR"] = func(clause.Clause, clause.Builder) {} // SQLite has one writer and no row locks
	db.ClauseBuilders["LIMIT"] = limitClause
	return nil
}

func limitClause(c clause.Clause, b clause.Builder) {
	l, ok := c.Expression.(clause.Limit)
	if !ok {
		return
	}
	n := -1
	if l.Limit != nil && *l.Limit >= 0 {
		n = *l.Limit
	}
	if n >= 0 || l.Offset > 0 {
		_, _ = b.WriteString("LIMIT " + strconv.Itoa(n))
	}
	if l.Offset > 0 {
		_, _ = b.WriteString(" OFFSET " + strconv.Itoa(l.Offset))
	}
}

func (d sqliteDialector) Migrator(db *gorm.DB) gorm.Migrator {
	return migrator.Migrator{Config: migrator.Config{DB: db, Dialector: d}}
}

func (d sqliteDialector) DataTypeOf(f *schema.Field) string { return string(f.DataType) }

func (d sqliteDialector) DefaultValueOf(f *schema.Field) clause.Expression {
	if f.AutoIncrement {
		return clause.Expr{SQL: "NULL"}
	}
	return clause.Expr{SQL: "DEFAULT"}
}

func (d sqliteDialector) BindVarTo(w clause.Writer, _ *gorm.Statement, _ any) { _ = w.WriteByte('?') }

func (d sqliteDialector) QuoteTo(w clause.Writer, s string) {
	_ = w.WriteByte('`')
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '`':
			_, _ = w.WriteString("``")
		case '.':
			_, _ = w.WriteString("`.`")
		default:
			_ = w.WriteByte(s[i])
		}
	}
	_ = w.WriteByte('`')
}

func (d sqliteDialector) Explain(s string, v ...any) string {
	return logger.ExplainSQL(s, nil, `"`, v...)
}

func (d sqliteDialector) SavePoint(tx *gorm.DB, n string) error {
	return tx.Exec("SAVEPOINT " + n).Error
}

func (d sqliteDialector) RollbackTo(tx *gorm.DB, n string) error {
	return tx.Exec("ROLLBACK TO SAVEPOINT " + n).Error
}

func (d sqliteDialector) Translate(err error) error { return classify(err) }
