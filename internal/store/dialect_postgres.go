package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"lendwright/internal/fault"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// poolMax bounds the connections of one process: requests, jobs and the listener together. PostgreSQL
// allows 100 in all by default, so several processes fit. pool_max_conns in the URL goes before it.
const poolMax = 20

// openPostgreSQL opens a pool; gorm and the job queue use it through database/sql.
func openPostgreSQL(ctx context.Context, c Config) (*root, gorm.Dialector, error) {
	cfg, err := pgxpool.ParseConfig(c.URL)
	if err != nil {
		// The cause may hold the password: it is not passed on.
		return nil, nil, fault.Newf(fault.Invalid, "DATABASE_URL is not an address of PostgreSQL like postgres://user:password@host/name.")
	}
	if !strings.Contains(c.URL, "pool_max_conns") {
		cfg.MaxConns = poolMax
	}
	cfg.ConnConfig.RuntimeParams["timezone"] = "UTC"
	cfg.AfterConnect = readTimesAsUTC
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, nil, fault.Because(err, fault.Unavailable, "PostgreSQL cannot be reached.")
	}
	db := stdlib.OpenDBFromPool(pool)
	r := &root{dialect: PostgreSQL, sql: db, pool: pool, close: []func() error{
		func() error { pool.Close(); return nil }, db.Close,
	}}
	if err := db.PingContext(ctx); err != nil {
		return nil, nil, errors.Join(fault.Because(err, fault.Unavailable, "PostgreSQL at %s does not answer.", cfg.ConnConfig.Host), r.shut())
	}
	return r, postgresDialector{&postgres.Dialector{Config: &postgres.Config{Conn: db}}}, nil
}

// readTimesAsUTC makes the driver give instants in UTC; it would give the machine's zone.
func readTimesAsUTC(_ context.Context, c *pgx.Conn) error {
	c.TypeMap().RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}

// postgresDialector is gorm's, with errors that keep the constraint's name.
type postgresDialector struct{ *postgres.Dialector }

// Translate classifies an error of the driver.
func (d postgresDialector) Translate(err error) error { return classify(err) }
