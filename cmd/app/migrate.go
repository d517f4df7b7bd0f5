package main

import (
	"context"
	"fmt"

	"lendwright/internal/jobs"
	"lendwright/internal/store"
)

// MigrateCmd is the command migrate.
type MigrateCmd struct {
	Up     MigrateUpCmd     `cmd:"" help:"Bring the schema up to date."`
	Status MigrateStatusCmd `cmd:"" help:"List the steps and whether each was made."`
}

// MigrateUpCmd is the command migrate up.
type MigrateUpCmd struct{}

// MigrateStatusCmd is the command migrate status.
type MigrateStatusCmd struct{}

// Run brings the schema of the configured database up to date. Any number of processes may do so at once.
func (*MigrateUpCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withStore(ctx, getenv, func(s *store.Store) error {
		if err := migrate(ctx, s); err != nil {
			return err
		}
		fmt.Fprintln(std.Err, "The schema is up to date.")
		return nil
	})
}

// Run lists the steps of the schema; it ends with exit code 1 when one is missing.
func (*MigrateStatusCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withStore(ctx, getenv, func(s *store.Store) error {
		steps, err := s.Migrations(ctx)
		if err != nil {
			return err
		}
		missing := 0
		for _, m := range steps {
			state := "applied"
			if !m.Applied {
				state = "missing"
				missing++
			}
			fmt.Fprintf(std.Out, "%s  %s\n", state, m.Name)
		}
		if missing > 0 {
			return &exitError{exitFailed, []string{fmt.Sprintf("%d steps are missing: run app migrate up", missing)}}
		}
		return nil
	})
}

// withStore opens the configured database for f.
func withStore(ctx context.Context, getenv Getenv, f func(*store.Store) error) error {
	cfg, err := config(getenv)
	if err != nil {
		return err
	}
	s, err := store.Open(ctx, store.Config{URL: cfg.DatabaseURL, Dir: cfg.DataDir})
	if err != nil {
		return err
	}
	defer s.Close()
	return f(s)
}

// migrate brings our schema and the job queue's up to date under one lock.
func migrate(ctx context.Context, s *store.Store) error {
	return s.Migrate(ctx, jobs.Migrate(jobs.Database{SQL: s.SQL(), Pool: s.Pool()}))
}
