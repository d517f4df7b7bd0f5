package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/calendar"
	"lendwright/internal/jobs"
	"lendwright/internal/mono"
	"lendwright/internal/openbanking"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// app is the running program, wired. It is the diagram:
//
//	browser ── web ──┐                        ┌── store ── SQLite or PostgreSQL
//	Mono ─ webhooks ─┴─ desks ── openbanking ─┤
//	clock, cron ── jobs ─┘           │        └── jobs (follow-up work, in the same transaction)
//	                                 └── mono ── Mono, or the built-in sandbox
type app struct {
	cfg   Config
	log   *slog.Logger
	store *store.Store
	now   func() time.Time
	key   []byte // of the digests of BVNs

	bank        *bank // the built-in sandbox; nil with a real Mono
	Access      *access.Desk
	Origination *origination.Desk
	Servicing   *servicing.Desk
	webhooks    *openbanking.Receiver
	queue       *jobs.Queue
	machine     *jobs.TimeMachine // nil outside sandbox mode

	closers []func() error
}

// wire opens the database, brings its schema up to date and connects everything. Nothing runs by
// itself yet: serve starts the jobs, the sandbox and the web server.
func wire(ctx context.Context, cfg Config, log *slog.Logger) (_ *app, err error) {
	a := &app{cfg: cfg, log: log, now: time.Now}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if a.store, err = store.Open(ctx, store.Config{URL: cfg.DatabaseURL, Dir: cfg.DataDir}); err != nil {
		return nil, err
	}
	a.closing(a.store.Close)
	if err := migrate(ctx, a.store); err != nil {
		return nil, err
	}
	if a.key, err = a.store.Begin(ctx, cfg.mode(), cfg.bvnKey()); err != nil {
		return nil, err
	}
	if err := a.openBank(ctx); err != nil {
		return nil, err
	}
	if err := a.openDesks(); err != nil {
		return nil, err
	}
	return a, a.openQueue()
}

// Close closes what wire opened, the last first.
func (a *app) Close() error {
	var errs []error
	for _, c := range slices.Backward(a.closers) {
		errs = append(errs, c())
	}
	a.closers = nil
	return errors.Join(errs...)
}

func (a *app) closing(f func() error) { a.closers = append(a.closers, f) }

// openBank opens the built-in sandbox in sandbox mode, with a clock that it shares with us.
func (a *app) openBank(ctx context.Context) error {
	if !a.cfg.Sandbox() {
		return nil
	}
	clock, err := a.store.Clock(ctx)
	if err != nil {
		return err
	}
	a.now = clock.Now
	a.bank, err = newBank(ctx, a.cfg, a.store, clock, a.log)
	if err == nil {
		a.closing(a.bank.Close)
	}
	return err
}

// openDesks makes the desks and what they reach Mono with.
func (a *app) openDesks() error {
	policy, err := a.policy()
	if err != nil {
		return err
	}
	banks := openbanking.Adapter{Client: a.monoClient(), SourceAccount: a.cfg.MonoDisburseFrom}
	rules := servicing.DefaultRules()
	if rules.RunAhead = a.cfg.Sandbox(); rules.RunAhead {
		rules.Settlement = servicing.ByRule // the sandbox lists no payouts of debits
	}
	a.Access = &access.Desk{Store: store.Access{Store: a.store}, Now: a.now, PublicURL: a.cfg.PublicURL}
	a.Origination = &origination.Desk{
		Store: store.Origination{Store: a.store}, Bank: banks, Policy: policy, Now: a.now,
		Limits: origination.Limits{GatherFor: a.cfg.GatherFor, OfferLasts: a.cfg.OfferLasts}, BVNKey: a.key,
	}
	a.Servicing = &servicing.Desk{
		Store: store.Servicing{Store: a.store}, Bank: banks, Now: a.now, Rules: rules, PublicURL: a.cfg.PublicURL,
	}
	a.webhooks = &openbanking.Receiver{Store: a.store, Secret: a.webhookSecret(), Now: a.now}
	return nil
}

func (a *app) policy() (underwriting.Policy, error) {
	if a.cfg.PolicyFile == "" {
		return underwriting.DefaultPolicy(), nil
	}
	doc, err := os.ReadFile(a.cfg.PolicyFile)
	if err != nil {
		return underwriting.Policy{}, fmt.Errorf("POLICY_FILE: %w", err)
	}
	return underwriting.LoadPolicy(doc)
}

func (a *app) monoClient() *mono.Client {
	if a.bank != nil {
		return mono.New(mono.Config{BaseURL: a.bank.url, Keys: mono.Keys{Default: sandboxKey}})
	}
	return mono.New(mono.Config{BaseURL: a.cfg.MonoBaseURL, Keys: a.cfg.keys()})
}

func (a *app) webhookSecret() string {
	if a.cfg.MonoWebhookSecret == "" && a.bank != nil {
		return sandboxSecret
	}
	return a.cfg.MonoWebhookSecret
}

// openQueue makes the job queue, gives it the desks' handlers, and the store the queue.
func (a *app) openQueue() error {
	server, err := jobs.ParseServer(a.cfg.SMTPURL)
	if err != nil {
		return err
	}
	mailer := jobs.Mailer{Outbox: a.store, Now: a.now, From: a.cfg.MailFrom, Server: server}
	pace := jobs.Steady
	if a.bank != nil {
		pace = jobs.Quick
		if err := a.openTimeMachine(); err != nil {
			return err
		}
	}
	a.queue, err = jobs.New(jobs.Config{
		Database: jobs.Database{SQL: a.store.SQL(), Pool: a.store.Pool()},
		ID:       processID(a.cfg.Addr), Handlers: a.handlers(mailer), Sweeps: a.sweeps(mailer), SweepEvery: a.cfg.SweepEvery,
		Collect: a.collect, CollectAt: a.cfg.RepaymentCron, GaveUp: a.gaveUp, Pace: pace, Workers: a.cfg.Workers, Log: a.log,
	})
	if err != nil {
		return err
	}
	a.store.SetEnqueue(a.queue.Enqueue)
	return nil
}

// processID names this process by the address it serves, which no other process on the machine can hold.
func processID(addr string) string {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	return host + "/" + addr
}

func (a *app) openTimeMachine() error {
	at, err := jobs.ParseSchedule(a.cfg.RepaymentCron)
	if err != nil {
		return err
	}
	a.machine = &jobs.TimeMachine{
		Clock: a.bank.clock, World: a.bank.server, Journeys: a.store, Schedule: at, Zone: calendar.Lagos, Collect: a.collect,
		Busy:  func(ctx context.Context) (int, error) { return a.queue.Busy(ctx) },
		Sweep: func(ctx context.Context) error { return a.queue.Sweep(ctx) },
	}
	return nil
}

// handlers says who does which work. Each is idempotent: it may run again after it has succeeded.
func (a *app) handlers(mailer jobs.Mailer) map[work.Kind]jobs.Handler {
	events := &openbanking.Dispatcher{Store: a.store, Origination: a.Origination, Servicing: a.Servicing, Now: a.now}
	all := map[work.Kind]jobs.Handler{
		work.ProcessWebhook:    events.Process,
		work.ExchangeLinkCode:  of(a.Origination.ExchangeCode),
		work.GatherEvidence:    of(a.Origination.Gather),
		work.DecideApplication: of(a.Origination.Decide),
		work.OpenMandate:       of(a.Servicing.OpenMandate),
		work.CancelMandate:     of(a.Servicing.CancelMandate),
		work.DisburseLoan:      of(a.Servicing.Disburse),
		work.SubmitDebit:       of(a.Servicing.SubmitDebit),
		work.CheckDebit:        of(a.Servicing.CheckDebit),
		work.SendMessage:       mailer.Send,
	}
	if a.machine != nil {
		all[work.AdvanceClock] = a.machine.Advance
	}
	return all
}

// of makes a handler of a desk's verb on a typed identifier.
func of[ID ~string](do func(context.Context, ID) error) jobs.Handler {
	return func(ctx context.Context, id string) error { return do(ctx, ID(id)) }
}

// sweeps find what is due and not done, whatever was lost.
func (a *app) sweeps(mailer jobs.Mailer) []jobs.Sweep {
	return []jobs.Sweep{
		{Name: "close overdue applications and offers", Do: a.Origination.CloseOverdue},
		{Name: "check mandates", Do: a.Servicing.CheckMandates},
		{Name: "lapse loans that wait too long", Do: a.Servicing.LapseLoans},
		{Name: "check disbursements", Do: a.Servicing.CheckDisbursements},
		{Name: "reconcile debits", Do: a.Servicing.Reconcile},
		{Name: "end the day in the books", Do: a.Servicing.EndToday},
		{Name: "settle collections", Do: a.Servicing.SettleCollections},
		{Name: "check the books", Do: a.Servicing.CheckNightly},
		{Name: "send letters that were given up", Do: mailer.SendUnsent},
		{Name: "forget expired sessions", Do: store.Sessions{Store: a.store}.DeleteExpired},
	}
}

// collect makes one repayment run as of today by our clock.
func (a *app) collect(ctx context.Context, trigger string) error {
	_, err := a.Servicing.CollectDue(ctx, calendar.DayOf(a.now(), calendar.Lagos), trigger)
	return err
}

// gaveUp is told of work that failed for the last time. The sweeps find again what is still due; a
// journey of the time machine has no sweep and is ended.
func (a *app) gaveUp(ctx context.Context, item work.Item, cause error) {
	a.log.Error("work was given up", "kind", item.Kind, "id", item.ID, "error", cause)
	if item.Kind == work.AdvanceClock && a.machine != nil {
		if err := a.machine.GiveUp(ctx, item.ID); err != nil {
			a.log.Error("the journey could not be ended", "id", item.ID, "error", err)
		}
	}
}

// origin is the scheme and host of an address.
func origin(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
