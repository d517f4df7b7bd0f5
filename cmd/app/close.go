package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
)

// CloseCmd is the command close: the ends of days and months, and the books as a whole.
type CloseCmd struct {
	Day       CloseDayCmd       `cmd:"" help:"Bring the books of every active loan through a day."`
	Month     CloseMonthCmd     `cmd:"" help:"Close the books of a month that is over."`
	Check     CloseCheckCmd     `cmd:"" help:"Hold the books against themselves; exit code 1 when something is wrong."`
	Balance   CloseBalanceCmd   `cmd:"" help:"Print the trial balance as of a day."`
	Portfolio ClosePortfolioCmd `cmd:"" help:"Print arrears, portfolio at risk and expected losses as of a day."`
	Bureau    CloseBureauCmd    `cmd:"" help:"Write the monthly file for the credit bureaux."`
}

// onDay is a day that a command is about.
type onDay struct {
	On string `help:"The day, YYYY-MM-DD; today in Lagos when it is left out." placeholder:"DATE"`
}

func (o onDay) day(a *app) (calendar.Day, error) {
	if o.On == "" {
		return calendar.DayOf(a.now(), calendar.Lagos), nil
	}
	day, err := calendar.Parse(o.On)
	if err != nil {
		return day, &exitError{exitWrong, []string{"--on: expected a date like 2026-12-01, not " + o.On}}
	}
	return day, nil
}

// withApp wires the program for one command.
func withApp(ctx context.Context, std *Std, getenv Getenv, f func(*app) error) error {
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
	return f(a)
}

// CloseDayCmd is the command close day.
type CloseDayCmd struct{ onDay }

// Run brings the books through the day; done again it changes nothing.
func (c *CloseDayCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withApp(ctx, std, getenv, func(a *app) error {
		on, err := c.day(a)
		if err != nil {
			return err
		}
		return a.Servicing.EndDay(ctx, on)
	})
}

// CloseMonthCmd is the command close month.
type CloseMonthCmd struct {
	Month string `arg:"" help:"The month, YYYY-MM."`
	By    string `help:"Who closes it; the login name by default." placeholder:"NAME"`
}

// Run closes the month's books.
func (c *CloseMonthCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	first, err := calendar.Parse(c.Month + "-01")
	if err != nil {
		return &exitError{exitWrong, []string{"month: expected a month like 2026-11, not " + c.Month}}
	}
	by := c.By
	if by == "" {
		by = os.Getenv("USER")
	}
	if by == "" {
		return &exitError{exitWrong, []string{"--by: say who closes the month"}}
	}
	return withApp(ctx, std, getenv, func(a *app) error {
		return a.Servicing.CloseMonth(ctx, first.AddMonths(1, 1)-1, by)
	})
}

// CloseCheckCmd is the command close check.
type CloseCheckCmd struct{}

// Run prints each check with what it found.
func (*CloseCheckCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withApp(ctx, std, getenv, func(a *app) error {
		checks, err := a.Servicing.CheckBooks(ctx)
		if err != nil {
			return err
		}
		wrong := 0
		for _, c := range checks {
			if c.Found == 0 {
				fmt.Fprintf(std.Out, "none   %s\n", c.Name)
				continue
			}
			wrong++
			fmt.Fprintf(std.Out, "%5d  %s: %s\n", c.Found, c.Name, strings.Join(c.Examples, ", "))
		}
		if wrong > 0 {
			return &exitError{exitFailed, []string{fmt.Sprintf("%d checks found something", wrong)}}
		}
		return nil
	})
}

// CloseBalanceCmd is the command close balance.
type CloseBalanceCmd struct {
	onDay
	Known string `help:"As it was known at this instant, RFC 3339; now when it is left out." placeholder:"TIME"`
}

type balanceLine struct {
	Account  lending.Account `json:"account"`
	Name     string          `json:"name"`
	Currency money.Currency  `json:"currency"`
	Debits   string          `json:"debits"`
	Credits  string          `json:"credits"`
	Balance  string          `json:"balance"`
}

// Run prints a line of JSON for each account.
func (c *CloseBalanceCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	var known time.Time
	if c.Known != "" {
		t, err := time.Parse(time.RFC3339, c.Known)
		if err != nil {
			return &exitError{exitWrong, []string{"--known: expected a time like 2026-12-01T08:00:00+01:00, not " + c.Known}}
		}
		known = t
	}
	return withApp(ctx, std, getenv, func(a *app) error {
		on, err := c.day(a)
		if err != nil {
			return err
		}
		totals, err := a.Servicing.Store.TrialBalance(ctx, on, known)
		if err != nil {
			return err
		}
		out := json.NewEncoder(std.Out)
		for _, x := range totals {
			_, name, _ := strings.Cut(x.Account.String(), " ")
			line := balanceLine{x.Account, name, x.Debits.Currency(), x.Debits.Plain(), x.Credits.Plain(), x.Balance().Plain()}
			if err := out.Encode(line); err != nil {
				return err
			}
		}
		return nil
	})
}

// ClosePortfolioCmd is the command close portfolio.
type ClosePortfolioCmd struct{ onDay }

type portfolioLine struct {
	On        calendar.Day      `json:"on"`
	Currency  money.Currency    `json:"currency"`
	Loans     int               `json:"loans"`
	Principal string            `json:"principal"`
	Overdue   string            `json:"overdue"`
	Buckets   map[string]string `json:"buckets"` // principal by days past due
	AtRisk    map[string]string `json:"at_risk"` // share of principal by days
	Stages    map[string]string `json:"stages"`  // expected loss by stage
}

// Run prints a line of JSON for each currency.
func (c *ClosePortfolioCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withApp(ctx, std, getenv, func(a *app) error {
		on, err := c.day(a)
		if err != nil {
			return err
		}
		books, err := a.Servicing.Portfolios(ctx, on, time.Time{})
		if err != nil {
			return err
		}
		out := json.NewEncoder(std.Out)
		for _, p := range books {
			if err := out.Encode(portfolioOf(p)); err != nil {
				return err
			}
		}
		return nil
	})
}

func portfolioOf(p servicing.Portfolio) portfolioLine {
	line := portfolioLine{On: p.On, Currency: p.Currency, Loans: p.Loans, Principal: p.Principal.Plain(), Overdue: p.Overdue.Plain(),
		Buckets: map[string]string{}, AtRisk: map[string]string{}, Stages: map[string]string{}}
	for _, b := range p.Buckets {
		line.Buckets[b.Bucket.String()] = b.Principal.Plain()
	}
	for _, r := range p.AtRisk {
		line.AtRisk[fmt.Sprint(r.Days)] = r.Share().String()
	}
	for _, s := range p.Stages {
		line.Stages[fmt.Sprint(s.Stage)] = s.Expected.Plain()
	}
	return line
}
