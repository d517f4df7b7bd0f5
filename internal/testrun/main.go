// Command testrun starts a private PostgreSQL, runs a command with its address in TEST_DATABASE_URL,
// and throws the server away. Without PostgreSQL on the machine it runs the command all the same.
//
//	go run ./internal/testrun -- go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"

	"lendwright/internal/store/storetest"
)

func main() { os.Exit(run(os.Args[1:], os.Getenv, os.Stderr)) }

func run(args []string, getenv func(string) string, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		fmt.Fprintln(stderr, "usage: testrun -- command [arguments]")
		return 2
	}
	env, stop, err := server(getenv)
	if err != nil {
		fmt.Fprintln(stderr, "testrun:", err)
		if getenv("REQUIRE_PG") == "1" {
			return 1
		}
	}
	defer stop()
	return command(args, env, stderr)
}

// server gives the variable that names the server: the caller's own, or one that is started here.
func server(getenv func(string) string) (env []string, stop func(), err error) {
	nothing := func() {}
	if getenv("TEST_DATABASE_URL") != "" {
		return nil, nothing, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := storetest.StartCluster(ctx)
	if err != nil {
		return nil, nothing, err
	}
	return []string{"TEST_DATABASE_URL=" + c.URL()}, func() { _ = c.Stop() }, nil
}

// command runs the tests. An interrupt reaches them from the terminal; we wait for them to end.
func command(args, env []string, stderr io.Writer) int {
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, stderr
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(stderr, "testrun:", err)
		return 1
	}
	term := make(chan os.Signal, 1)
	signal.Notify(term, syscall.SIGTERM)
	go func() {
		for s := range term {
			_ = cmd.Process.Signal(s)
		}
	}()
	err := cmd.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() > 0 {
		return exit.ExitCode()
	}
	if err != nil {
		return 1
	}
	return 0
}
