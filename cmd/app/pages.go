package main

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/jobs"
	"lendwright/internal/money"
	"lendwright/internal/store"
	"lendwright/internal/underwriting"
	"lendwright/internal/web"
	"lendwright/internal/work"
	"lendwright/templates"

	"github.com/alexedwards/scs/v2"
)

// Sessions: how long somebody stays logged in without doing anything, and at most.
const (
	sessionIdle = 30 * time.Minute
	sessionLife = 12 * time.Hour
)

// jobsPath is where administrators see the queue; web has its route.
const jobsPath = "/officer/jobs"

// pages makes the web site of the app; it serves until ctx ends.
func (a *app) pages(ctx context.Context) (http.Handler, error) {
	ui, err := a.queue.UI(ctx, jobsPath)
	if err != nil {
		return nil, err
	}
	d := web.Deps{
		Origination: a.Origination, Servicing: a.Servicing, Access: a.Access, Webhooks: a.webhooks, Messages: a.store,
		Sessions: a.sessions(), Clock: a.now, JobsUI: ui, Ready: a.store.Ready, Log: a.log,
		Config: web.Config{
			PublicURL: a.cfg.PublicURL, Sandbox: a.bank != nil, Product: product(a.Origination.Policy, calendar.DayOf(a.now(), calendar.Lagos)),
			Lender: templates.Lender{
				Name: a.cfg.LenderName, Address: a.cfg.LenderAddress, Licence: a.cfg.LenderLicence,
				Email: a.cfg.LenderEmail, Phone: a.cfg.LenderPhone,
			},
			Proxies:   a.cfg.TrustedProxies,
			RunsWords: runsWords(a.cfg.RepaymentCron, a.now()),
		},
	}
	if a.bank != nil {
		d.TimeMachine = rides{a.machine}
		d.Config.BankOrigins = []string{origin(a.bank.url)}
	}
	return web.New(d)
}

// sessions keeps log-ins in our database, under a digest of the cookie's token.
func (a *app) sessions() *scs.SessionManager {
	m := scs.New()
	m.Store = store.Sessions{Store: a.store}
	m.HashTokenInStore = true
	m.IdleTimeout, m.Lifetime = sessionIdle, sessionLife
	m.Cookie.Name, m.Cookie.HttpOnly, m.Cookie.SameSite = "lendwright", true, http.SameSiteLaxMode
	m.Cookie.Secure = strings.HasPrefix(a.cfg.PublicURL, "https://")
	return m
}

// The example of the first page: a loan as people ask for it, or the nearest that the policy lends.
const (
	exampleNaira  = 150_000
	exampleMonths = 6
)

// product is what may be asked for under a policy, with an example at the dearest rate.
func product(p underwriting.Policy, today calendar.Day) web.Product {
	least, most, step := p.Amounts()
	out := web.Product{Least: least, Most: most, Months: p.Product.Tenors}
	months := slices.MinFunc(p.Product.Tenors, func(a, b int) int {
		return max(a-exampleMonths, exampleMonths-a) - max(b-exampleMonths, exampleMonths-b)
	})
	wanted := money.Kobo(exampleNaira*100).Minor() / step.Minor() * step.Minor()
	principal := money.Of(min(max(wanted, least.Minor()), most.Minor()), p.Currency)
	out.ExampleOf = p.Terms(underwriting.Offer{
		Principal: principal.Minor(), TermMonths: months, AnnualRate: p.Product.AnnualRateCap.String(), FirstDueOn: today.AddMonths(1, 0),
	}, p.Currency, today)
	return out
}

// runsWords says when repayment runs happen.
func runsWords(cron string, now time.Time) string {
	at, err := jobs.ParseSchedule(cron)
	if err != nil {
		return ""
	}
	first := calendar.DayOf(now, calendar.Lagos).AddDays(1)
	times := timesOn(at.Next, first)
	for d := range calendar.Day(7) {
		if !slices.Equal(times, timesOn(at.Next, first+d)) {
			return "By the schedule " + cron + "."
		}
	}
	if len(times) == 0 {
		return "By the schedule " + cron + "."
	}
	last := len(times) - 1
	if last == 0 {
		return fmt.Sprintf("Every day at %s.", times[0])
	}
	return fmt.Sprintf("Every day at %s and %s.", strings.Join(times[:last], ", "), times[last])
}

// timesOn are the times of a schedule on a day in Lagos; a schedule that ticks more often than hourly has too many to tell.
func timesOn(next func(time.Time) time.Time, day calendar.Day) []string {
	var out []string
	end := (day + 1).At(0, 0, calendar.Lagos)
	for t := next(day.At(0, 0, calendar.Lagos).Add(-time.Second)); !t.IsZero() && t.Before(end); t = next(t) {
		if out = append(out, t.In(calendar.Lagos).Format("15:04")); len(out) > 24 {
			return nil
		}
	}
	return out
}

// rides is the time machine in the words of the pages.
type rides struct{ machine *jobs.TimeMachine }

// Start begins a journey of some days.
func (r rides) Start(ctx context.Context, days int, by string) (string, error) {
	return r.machine.Start(ctx, days, by)
}

// Journey is the newest journey.
func (r rides) Journey(ctx context.Context) (web.Journey, error) {
	j, err := r.machine.Latest(ctx)
	return web.Journey{
		ID: j.ID, By: j.By, From: j.From, To: j.To, At: j.Reached, Steps: j.Steps,
		Finished: j.ID != "" && j.State != work.JourneyRunning, Said: j.Said,
	}, err
}
