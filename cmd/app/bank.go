package main

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"lendwright/internal/mono/sandbox"
	"lendwright/internal/store"
)

// What the program and its own sandbox know of each other. Money there is play money.
const (
	sandboxKey     = "test_sk_lendwright"
	sandboxSecret  = "sandbox-webhook-secret"
	sandboxDefault = "127.0.0.1:9090"
)

// bank is the built-in sandbox of Mono on a listener of its own. Processes on one PostgreSQL each
// serve the same sandbox: its records are in that database.
type bank struct {
	server *sandbox.Server
	clock  *store.Clock
	url    string
	listen net.Listener
	http   *http.Server
	db     *sql.DB // of its own on SQLite, else nil
}

func newBank(ctx context.Context, cfg Config, s *store.Store, clock *store.Clock, log *slog.Logger) (_ *bank, err error) {
	b := &bank{clock: clock}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	storage, err := b.storage(s)
	if err != nil {
		return nil, err
	}
	if b.listen, err = listenSandbox(ctx, cfg.SandboxAddr); err != nil {
		return nil, err
	}
	b.url = "http://" + reachable(b.listen.Addr())
	secret := cfg.MonoWebhookSecret
	if secret == "" {
		secret = sandboxSecret
	}
	b.server = sandbox.New(sandbox.Config{
		Storage: storage, Now: clock.Now, PublicURL: b.url, Seed: cfg.SandboxSeed, MandateWait: cfg.SandboxMandateWait,
		WebhookURL: cfg.PublicURL + "/webhooks/mono", WebhookSecret: secret, Log: log,
	})
	b.http = &http.Server{Handler: b.server.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = b.http.Serve(b.listen) }() // ends when Close closes it
	return b, nil
}

// Close stops serving and closes the sandbox's own database.
func (b *bank) Close() error {
	var errs []error
	if b.http != nil {
		errs = append(errs, b.http.Close())
	} else if b.listen != nil {
		errs = append(errs, b.listen.Close())
	}
	if b.db != nil {
		errs = append(errs, b.db.Close())
	}
	return errors.Join(errs...)
}

// storage is PostgreSQL beside our tables, or a SQLite file beside ours, whose folder is locked already.
func (b *bank) storage(s *store.Store) (sandbox.Storage, error) {
	if s.Dialect() == store.PostgreSQL {
		return sandbox.NewSQLStorage(s.SQL(), store.PostgreSQL)
	}
	db, err := s.SideFile("sandbox.db")
	if err != nil {
		return nil, err
	}
	b.db = db
	return sandbox.NewSQLStorage(db, store.SQLite)
}

// listenSandbox takes the address that was asked for, or else the default, or else any free port: a
// second process on the machine needs no configuration for it.
func listenSandbox(ctx context.Context, addr string) (net.Listener, error) {
	if addr != "" {
		return listen(ctx, "SANDBOX_ADDR", addr)
	}
	if l, err := listen(ctx, "SANDBOX_ADDR", sandboxDefault); err == nil {
		return l, nil
	}
	return listen(ctx, "SANDBOX_ADDR", "127.0.0.1:0")
}
