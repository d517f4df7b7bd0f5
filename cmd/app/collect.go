package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/servicing"
)

// CollectCmd is the command collect: one repayment run, as the scheduler would do it.
type CollectCmd struct {
	On string `help:"The day as of which instalments are due, YYYY-MM-DD; today in Lagos when it is left out." placeholder:"DATE"`
}

// collectSummary is the JSON that the command prints. Collected is a decimal in the currency's major unit.
type collectSummary struct {
	Run        string       `json:"run"`
	On         calendar.Day `json:"on"`
	Trigger    string       `json:"trigger"`
	StartedAt  time.Time    `json:"started_at"`
	FinishedAt time.Time    `json:"finished_at"`
	Due        int          `json:"due"`         // loans with something due and not done
	Planned    int          `json:"planned"`     // debits planned
	NotCovered int          `json:"not_covered"` // looked at: too little money, nothing sent
	Submitted  int          `json:"submitted"`   // sent, no outcome yet
	Settled    int          `json:"settled"`
	Failed     int          `json:"failed"`
	Unknown    int          `json:"unknown"` // sent, the outcome is being looked up
	Collected  string       `json:"collected"`
	Currency   string       `json:"currency"`
}

// Run makes the run and sends its debits before it ends. A second run of the same day finds nothing
// to do. What went wrong with single loans is on standard error, with exit code 1 after the summary.
func (c *CollectCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	on := calendar.NoDay
	if c.On != "" {
		day, err := calendar.Parse(c.On)
		if err != nil {
			return &exitError{exitWrong, []string{"--on: expected a date like 2026-12-01, not " + c.On}}
		}
		on = day
	}
	cfg, err := config(getenv)
	if err != nil {
		return err
	}
	if cfg.PublicURL == "" {
		cfg.PublicURL = "http://" + cfg.Addr
	}
	cfg.PublicURL = strings.TrimSuffix(cfg.PublicURL, "/")
	a, err := wire(ctx, cfg, logger(std, cfg))
	if err != nil {
		return err
	}
	defer a.Close()
	if !on.Known() {
		on = calendar.DayOf(a.now(), calendar.Lagos)
	}
	run, err := a.Servicing.CollectDue(ctx, on, servicing.TriggerCommand)
	if run.ID == "" {
		if fault.Is(err, fault.Invalid) {
			return &exitError{exitWrong, []string{"--on: " + fault.Said(err)}}
		}
		return err
	}
	if err := errors.Join(printRun(std.Out, run), err); err != nil {
		return &exitError{exitFailed, strings.Split(err.Error(), "\n")}
	}
	return nil
}

func printRun(out io.Writer, r servicing.Run) error {
	return json.NewEncoder(out).Encode(collectSummary{
		Run: r.ID.String(), On: r.On, Trigger: r.Trigger, StartedAt: r.StartedAt, FinishedAt: r.FinishedAt,
		Due: r.Due, Planned: r.Planned, NotCovered: r.NotCovered, Submitted: r.Submitted, Settled: r.Settled,
		Failed: r.Failed, Unknown: r.Unknown, Collected: r.Collected.Plain(), Currency: string(r.Collected.Currency()),
	})
}
