package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// program runs the program in this process.
type program struct {
	t        *testing.T
	out, err *words
	code     chan int
	stop     context.CancelFunc
	env      []string
}

// words is a writer that can be read while it is written.
type words struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write takes output.
func (w *words) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(b)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// start runs a command; env holds pairs of names and values.
func start(t *testing.T, env []string, args ...string) *program {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p := &program{t: t, out: &words{}, err: &words{}, code: make(chan int, 1), stop: stop, env: env}
	go func() { p.code <- run(ctx, args, environment(env...), strings.NewReader(""), p.out, p.err) }()
	t.Cleanup(stop)
	return p
}

// ends waits for the exit code.
func (p *program) ends(want int) {
	p.t.Helper()
	select {
	case got := <-p.code:
		if got != want {
			p.t.Fatalf("exit code %d, want %d\n%s%s", got, want, p.out, p.err)
		}
	case <-time.After(60 * time.Second):
		p.t.Fatalf("the program does not end\n%s", p.err)
	}
}

var readyAt = regexp.MustCompile(`ready at (\S+)`)

// ready waits until the program serves and gives its address.
func (p *program) ready() string {
	p.t.Helper()
	for began := time.Now(); time.Since(began) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
		if m := readyAt.FindStringSubmatch(p.out.String()); m != nil {
			return m[1]
		}
		select {
		case code := <-p.code:
			p.t.Fatalf("ended with %d: %s", code, p.err)
		default:
		}
	}
	p.t.Fatalf("not ready: %s", p.err)
	return ""
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// homes gives a place for data on each database.
func homes(t *testing.T, f func(t *testing.T, env []string)) {
	t.Run(store.SQLite, func(t *testing.T) { f(t, []string{"DATA_DIR", t.TempDir()}) })
	t.Run(store.PostgreSQL, func(t *testing.T) {
		f(t, []string{"DATABASE_URL", storetest.EmptyPostgreSQL(t).URL, "DATA_DIR", t.TempDir()})
	})
}

// anyPort lets a program listen where nobody does.
var anyPort = []string{"ADDR", "127.0.0.1:0", "SANDBOX_ADDR", "127.0.0.1:0", "LOG_LEVEL", "warn"}

func TestTheProgramServesAndStopsAndServesAgain(t *testing.T) {
	homes(t, func(t *testing.T, home []string) {
		for range 2 {
			p := start(t, append(home, anyPort...))
			url := p.ready()
			for _, page := range []string{"/readyz", "/healthz", "/", "/signup", "/login", "/dev/outbox"} {
				if status, _ := get(t, url+page); status != http.StatusOK {
					t.Errorf("%s: %d", page, status)
				}
			}
			for _, want := range []string{"officer@lendwright.example", "Mono sandbox", "/dev/outbox"} {
				if !strings.Contains(p.out.String(), want) {
					t.Errorf("it does not say %q:\n%s", want, p.out)
				}
			}
			p.stop()
			p.ends(0)
			if said := p.err.String(); said != "" {
				t.Error("it complains:", said)
			}
		}
	})
}

func TestTwoProcessesStartAtOnceOnOneEmptyPostgreSQL(t *testing.T) {
	home := append([]string{"DATABASE_URL", storetest.EmptyPostgreSQL(t).URL}, anyPort...)
	a, b := start(t, home), start(t, home)
	if one, two := a.ready(), b.ready(); one == two {
		t.Error("both at", one)
	}
	a.stop()
	b.stop()
	a.ends(0)
	b.ends(0)
	if said := a.err.String() + b.err.String(); said != "" {
		t.Error(said)
	}
}

func TestASecondProcessOnTheDataFolderIsRefused(t *testing.T) {
	home := append([]string{"DATA_DIR", t.TempDir()}, anyPort...)
	start(t, home).ready()
	second := start(t, home)
	second.ends(exitFailed)
	if !strings.Contains(second.err.String(), "Another Lendwright uses the data folder") {
		t.Error(second.err)
	}
}

func TestATakenPortIsSaidInWords(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, variable := range []string{"ADDR", "SANDBOX_ADDR"} {
		p := start(t, append([]string{variable, l.Addr().String(), "DATA_DIR", t.TempDir()}, anyPort...))
		p.ends(exitFailed)
		if want := fmt.Sprintf("another program listens on %s", l.Addr()); !strings.Contains(p.err.String(), want) || !strings.Contains(p.err.String(), variable) {
			t.Error(p.err)
		}
	}
}

func TestTheSchemaIsBroughtUpToDateByHand(t *testing.T) {
	homes(t, func(t *testing.T, home []string) {
		before := start(t, home, "migrate", "status")
		before.ends(exitFailed)
		if strings.Contains(before.out.String(), "applied") || !strings.Contains(before.out.String(), "missing  0001_people.sql") {
			t.Error(before.out)
		}
		start(t, home, "migrate", "up").ends(0)
		after := start(t, home, "migrate", "status")
		after.ends(0)
		if strings.Contains(after.out.String(), "missing") {
			t.Error(after.out)
		}
	})
}

func TestWrongInputEndsWithTwo(t *testing.T) {
	for _, row := range []struct {
		env, args []string
		says      string
	}{
		{nil, []string{"fly"}, "unexpected argument fly"},
		{nil, []string{"serve", "--fast"}, "unknown flag --fast"},
		{[]string{"WORKERS", "many"}, nil, "WORKERS: expected a whole number"},
		{[]string{"DATABASE_URL", "postgres://%zz", "DATA_DIR", "/nowhere"}, []string{"migrate", "up"}, "DATABASE_URL: expected an address like postgres"},
	} {
		p := start(t, row.env, row.args...)
		p.ends(exitWrong)
		if !strings.Contains(p.err.String(), row.says) || p.out.String() != "" {
			t.Errorf("%v: %s%s", row.args, p.out, p.err)
		}
	}
}

func TestHelpNamesEveryCommand(t *testing.T) {
	p := start(t, nil, "--help")
	p.ends(0)
	for _, command := range []string{"serve", "migrate up", "migrate status", "collect", "staff add", "sandbox", "decide", "schedule", "apr"} {
		if !strings.Contains(p.out.String(), command) {
			t.Errorf("no %s in\n%s", command, p.out)
		}
	}
}
