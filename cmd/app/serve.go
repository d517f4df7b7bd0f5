package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"text/tabwriter"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/calendar"
	"lendwright/internal/mono/sandbox"
)

// ServeCmd is the command serve, and the program without a command.
type ServeCmd struct{}

// The time-outs of the web server. No page takes longer than a question to Mono with its retries.
const (
	headerTimeout = 10 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 90 * time.Second
	idleTimeout   = 2 * time.Minute
	stopTimeout   = 20 * time.Second // for requests and jobs under way when the program is asked to stop
)

// Run serves until it is told to stop, then finishes what is under way.
func (*ServeCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	cfg, err := config(getenv)
	if err != nil {
		return err
	}
	log := logger(std, cfg)
	front, err := listen(ctx, "ADDR", cfg.Addr)
	if err != nil {
		return err
	}
	defer front.Close()
	cfg.Addr = front.Addr().String() // the real port, where any was asked for
	if cfg.PublicURL == "" {
		cfg.PublicURL = "http://" + reachable(front.Addr())
	}
	cfg.PublicURL = strings.TrimSuffix(cfg.PublicURL, "/")
	log.Info("starting", "config", cfg)
	a, err := wire(ctx, cfg, log)
	if err != nil {
		return err
	}
	return errors.Join(a.serve(ctx, front, std), a.Close())
}

func logger(std *Std, cfg Config) *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(cfg.LogLevel)) // checked in config
	return slog.New(slog.NewTextHandler(std.Err, &slog.HandlerOptions{Level: level}))
}

// serve runs the jobs, the sandbox and the web server until ctx ends.
func (a *app) serve(ctx context.Context, front net.Listener, std *Std) error {
	running, stop := context.WithCancel(context.WithoutCancel(ctx)) // work under way outlives the wish to stop
	defer stop()
	if a.bank != nil {
		if err := a.Access.EnsureStaff(ctx, access.DemoStaff...); err != nil {
			return err
		}
	}
	pages, err := a.pages(running)
	if err != nil {
		return err
	}
	if err := a.queue.Start(running); err != nil {
		return err
	}
	if a.bank != nil {
		go a.bank.server.Run(running)
	}
	server := &http.Server{
		Handler: pages, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		ErrorLog: slog.NewLogLogger(a.log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(front) }()
	a.greet(std)
	select {
	case err = <-failed:
	case <-ctx.Done():
		a.log.Info("stopping: finishing what is under way")
	}
	return errors.Join(err, a.stop(server))
}

// stop takes no new requests and jobs and waits for those under way.
func (a *app) stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), stopTimeout)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	return errors.Join(err, a.queue.Stop(ctx))
}

// greet says where everything is.
func (a *app) greet(std *Std) {
	fmt.Fprintf(std.Out, "\nLendwright is ready at %s\n", a.cfg.PublicURL)
	if a.bank == nil {
		return
	}
	fmt.Fprintf(std.Out, "\n  Sandbox mode: play money, and a clock that staff can move.\n")
	fmt.Fprintf(std.Out, "  Borrowers     sign up at %s/signup; their messages are at %s/dev/outbox\n", a.cfg.PublicURL, a.cfg.PublicURL)
	for _, s := range access.DemoStaff {
		fmt.Fprintf(std.Out, "  %-13s %s  password %s\n", s.Role, s.Email, s.Password)
	}
	fmt.Fprintf(std.Out, "  Mono sandbox  %s\n\n  People to link (login / password at any bank of theirs):\n", a.bank.url)
	table := tabwriter.NewWriter(std.Out, 0, 0, 2, ' ', 0)
	for _, p := range sandbox.People() {
		fmt.Fprintf(table, "    %s / %s\t%s %s\t%s\tBVN %s\tborn %s\n", p.Login, p.Password, p.First, p.Last, p.Persona, p.BVN, p.Born)
	}
	_ = table.Flush()
	if ahead := a.bank.clock.Ahead(); ahead > time.Minute {
		fmt.Fprintf(std.Out, "\n  The sandbox's clock is ahead: it is %s there.\n", a.now().In(calendar.Lagos).Format("Monday 2 January 2006, 15:04"))
	}
	fmt.Fprintln(std.Out)
}
