// Command app is Lendwright: the web application with its jobs and, without a Mono key, a sandbox
// of Mono; and a tool for the engine behind it. See README.md for the commands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"lendwright/internal/fault"

	"github.com/alecthomas/kong"
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// Getenv reads a variable of the environment; tests give their own.
type Getenv func(string) string

// exited carries the code with which kong ends the program (after --help).
type exited int

// run does one command and gives its exit code: 0 done, 1 the work failed, 2 the input or the flags are wrong.
func run(ctx context.Context, args []string, getenv Getenv, stdin io.Reader, stdout, stderr io.Writer) (code int) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case exited:
			code = int(e)
		default:
			panic(e)
		}
	}()
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once

	var commands cli
	parser, err := kong.New(&commands, kong.Name("app"), kong.Description("Lendwright, a lending decision engine."),
		kong.Writers(stdout, stderr), kong.Exit(func(c int) { panic(exited(c)) }),
		kong.Bind(&Std{In: stdin, Out: stdout, Err: stderr}, getenv), kong.BindTo(ctx, (*context.Context)(nil)))
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintln(stderr, "app:", err)
		return exitWrong
	}
	return report(command.Run(), stderr)
}

// report writes what ended a command and gives its exit code.
func report(err error, stderr io.Writer) int {
	var e *exitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &e):
		for _, line := range e.lines {
			fmt.Fprintln(stderr, line)
		}
		return e.code
	}
	fmt.Fprintln(stderr, "app:", err)
	if fault.Is(err, fault.Invalid) {
		return exitWrong
	}
	return exitFailed
}
