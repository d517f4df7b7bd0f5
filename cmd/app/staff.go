package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"lendwright/internal/access"
	"lendwright/internal/fault"
	"lendwright/internal/store"
)

// StaffCmd is the command staff: the logins of the lender's people, which no page makes.
type StaffCmd struct {
	Add    StaffAddCmd    `cmd:"" help:"Make a login for an officer or an administrator."`
	Logout StaffLogoutCmd `cmd:"" help:"Log a person out everywhere, borrowers too."`
}

// StaffAddCmd is the command staff add.
type StaffAddCmd struct {
	Email         string `required:"" help:"Address to log in with."`
	Name          string `required:"" help:"Name as colleagues and the log of looks at data show it."`
	Role          string `required:"" enum:"officer,administrator" help:"officer or administrator."`
	PasswordStdin bool   `name:"password-stdin" help:"Read the password from standard input instead of making one."`
}

// StaffLogoutCmd is the command staff logout.
type StaffLogoutCmd struct {
	Email string `required:"" help:"Address of the person."`
}

// staffMade is the JSON that staff add prints. Password stands there when the program made it, this once.
type staffMade struct {
	User     string `json:"user"`
	Email    string `json:"email"`
	Role     string `json:"role"`
	Password string `json:"password,omitempty"`
}

// Run makes the login in the configured database, whose schema it brings up to date.
func (c *StaffAddCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	s := access.Staff{Name: c.Name, Email: c.Email, Role: access.Role(c.Role)}
	made := ""
	if c.PasswordStdin {
		line, err := firstLine(std.In)
		if err != nil {
			return &exitError{exitWrong, []string{"standard input: expected a password on one line"}}
		}
		s.Password = line
	} else {
		made = rand.Text() // 26 characters, 128 bits
		s.Password = made
	}
	return withDoor(ctx, getenv, func(d *access.Desk) error {
		u, err := d.AddStaff(ctx, s)
		if fault.Is(err, fault.Invalid) {
			return wrong(err)
		}
		if err != nil {
			return failed(err)
		}
		return json.NewEncoder(std.Out).Encode(staffMade{User: u.ID.String(), Email: u.Email, Role: string(u.Role), Password: made})
	})
}

// firstLine reads one line without its end.
func firstLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(in, inputMax)).ReadString('\n')
	if err == io.EOF && line != "" {
		err = nil
	}
	return strings.TrimRight(line, "\r\n"), err
}

// Run ends every session of the person.
func (c *StaffLogoutCmd) Run(ctx context.Context, std *Std, getenv Getenv) error {
	return withDoor(ctx, getenv, func(d *access.Desk) error {
		u, err := d.Store.UserByEmail(ctx, strings.ToLower(strings.TrimSpace(c.Email)))
		if err == nil {
			err = d.EndSessions(ctx, u.ID)
		}
		if err != nil {
			return failed(err)
		}
		fmt.Fprintln(std.Err, u.Email, "is logged out everywhere.")
		return nil
	})
}

// withDoor opens the desk of logins on the configured database, in the mode that it was begun in.
func withDoor(ctx context.Context, getenv Getenv, f func(*access.Desk) error) error {
	cfg, err := config(getenv)
	if err != nil {
		return err
	}
	return withStore(ctx, getenv, func(s *store.Store) error {
		if err := migrate(ctx, s); err != nil {
			return err
		}
		if _, err := s.Begin(ctx, cfg.mode(), cfg.bvnKey()); err != nil {
			return failed(err)
		}
		return f(&access.Desk{Store: store.Access{Store: s}, Now: time.Now})
	})
}
