package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"lendwright/internal/mono/sandbox"
)

// SandboxCmd is the command sandbox: the Mono simulator alone, for any client of Mono's API. Its
// clock is the machine's until POST /sandbox/clock moves it forward.
type SandboxCmd struct {
	Addr        string        `default:"127.0.0.1:9090" help:"Address to listen on; port 0 takes any free one."`
	PublicURL   string        `name:"public-url" help:"Where browsers reach it, when not at the address it listens on."`
	Webhook     string        `help:"URL that receives the events; empty keeps them in the log at /sandbox."`
	Secret      string        `default:"sandbox-webhook-secret" help:"Secret in the header mono-webhook-secret."`
	Seed        int64         `default:"1" help:"Chooses what the people's accounts show."`
	MandateWait time.Duration `name:"mandate-wait" default:"24h" help:"From approval of a mandate to ready; waits of 12h and more skip weekends."`
	Wallet      int64         `help:"Naira in the prepaid wallet; 0 is a wallet that is never empty."`
	Data        string        `help:"SQLite file that keeps everything; empty forgets it at the end."`
}

// Run serves the simulator until it is interrupted.
func (c *SandboxCmd) Run(ctx context.Context, std *Std) error {
	storage, closing, err := c.storage()
	if err != nil {
		return fmt.Errorf("--data: %w", err)
	}
	defer closing()
	l, err := listen(ctx, "--addr", c.Addr)
	if err != nil {
		return err
	}
	url := c.PublicURL
	if url == "" {
		url = "http://" + reachable(l.Addr())
	}
	box := sandbox.New(sandbox.Config{
		Storage: storage, PublicURL: url, WebhookURL: c.Webhook, WebhookSecret: c.Secret, Seed: c.Seed, MandateWait: c.MandateWait,
		Ledger: true, WalletKobo: c.Wallet * 100,
		Log: slog.New(slog.NewTextHandler(std.Err, nil)),
	})
	server := &http.Server{Handler: box.Handler(), ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() {
		ending, stop := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer stop()
		_ = server.Shutdown(ending) // what does not end in time is cut off by the end of the program
	})
	go box.Run(ctx)
	c.greet(std, url)
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (c *SandboxCmd) greet(std *Std, url string) {
	fmt.Fprintf(std.Out, "\n  Mono sandbox at %s (any key that begins test_sk_)\n  State, events and faults at %s/sandbox\n\n", url, url)
	for _, p := range sandbox.People() {
		fmt.Fprintf(std.Out, "  %-16s %-22s %s\n", p.Login, p.Persona, p.Outcome)
	}
	fmt.Fprintln(std.Out)
}

// storage is memory, or a SQLite file.
func (c *SandboxCmd) storage() (sandbox.Storage, func(), error) {
	if c.Data == "" {
		return sandbox.NewMemoryStorage(), func() {}, nil
	}
	db, err := sql.Open("sqlite", "file:"+c.Data+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		return nil, nil, err
	}
	db.SetMaxOpenConns(1)
	storage, err := sandbox.NewSQLStorage(db, "sqlite")
	return storage, func() { _ = db.Close() }, err
}
