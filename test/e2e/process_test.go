//go:build e2e

package e2e

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "lendwright-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "lendwright")
	cmd := exec.Command("go", "build", "-tags=nomsgpack", "-o", binary, "lendwright/cmd/app")
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// process is one running Lendwright: the real binary with its own ports.
type process struct {
	t       testing.TB
	env     []string
	base    string // http address of the portal
	sandbox string // http address of its Mono sandbox
	cmd     *exec.Cmd
	log     *tail
	exited  chan struct{}
}

// home is where a process keeps its data: the embedded database's folder, or a PostgreSQL database.
type home struct {
	name string
	env  []string
}

// homes gives a fresh place for data on each database. PostgreSQL is left out, loudly, where there is none.
func homes(t *testing.T) []home {
	t.Helper()
	all := []home{{"embedded", []string{"DATA_DIR=" + t.TempDir()}}}
	if admin := os.Getenv("TEST_DATABASE_URL"); admin != "" {
		return append(all, home{"postgres", []string{"DATABASE_URL=" + freshDatabase(t, admin), "DATA_DIR=" + t.TempDir()}})
	}
	if os.Getenv("REQUIRE_PG") != "" {
		t.Fatal("REQUIRE_PG is set and TEST_DATABASE_URL is not")
	}
	t.Log("NO POSTGRESQL: the journey runs on the embedded database only; `make journey` starts one")
	return all
}

// freshDatabase makes an empty database beside the one that admin names and gives its address.
func freshDatabase(t testing.TB, admin string) string {
	t.Helper()
	db, err := sql.Open("pgx", admin)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("e2e_%d", time.Now().UnixNano())
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		db, err := sql.Open("pgx", admin)
		if err == nil {
			_, _ = db.Exec("DROP DATABASE " + name + " WITH (FORCE)")
			_ = db.Close()
		}
	})
	u, err := url.Parse(admin)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// start runs the program on free ports and waits until it is ready. It is killed when the test ends.
func start(t testing.TB, h home, extra ...string) *process {
	t.Helper()
	web, bank := freePort(t), freePort(t)
	p := &process{
		t: t, base: "http://" + web, sandbox: "http://" + bank,
		env: append(append([]string{"ADDR=" + web, "SANDBOX_ADDR=" + bank}, h.env...), extra...),
	}
	p.run()
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("the program said last:\n%s", p.log.text())
		}
	})
	return p
}

// run starts the binary with the process's own ports, again after a kill.
func (p *process) run() {
	p.t.Helper()
	p.cmd = exec.Command(binary)
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}, p.env...)
	out, err := p.cmd.StderrPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd.Stdout = p.cmd.Stderr
	if p.log == nil {
		p.log = &tail{}
	}
	p.cmd.Stdout = p.log
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.exited = make(chan struct{})
	cmd, exited := p.cmd, p.exited
	go func() {
		p.log.copy(out)
		_ = cmd.Wait()
		close(exited)
	}()
	p.ready()
}

func (p *process) ready() {
	p.t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		select {
		case <-p.exited:
			p.t.Fatalf("the program ended before it was ready:\n%s", p.log.text())
		default:
		}
		if r, err := http.Get(p.base + "/readyz"); err == nil {
			_ = r.Body.Close()
			if r.StatusCode == http.StatusOK {
				return
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	p.t.Fatalf("the program was not ready in a minute:\n%s", p.log.text())
}

// kill ends the process at once, as a power cut would.
func (p *process) kill() {
	if p.cmd == nil || p.cmd.Process == nil {
		return
	}
	_ = p.cmd.Process.Kill()
	<-p.exited
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// tail keeps the last lines that a process wrote.
type tail struct {
	mu    sync.Mutex
	lines []string
}

// Write takes whole or broken lines of standard output.
func (l *tail) Write(b []byte) (int, error) {
	l.add(strings.Split(strings.TrimRight(string(b), "\n"), "\n")...)
	return len(b), nil
}

func (l *tail) copy(r io.Reader) {
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		l.add(s.Text())
	}
}

func (l *tail) add(lines ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, lines...)
	if len(l.lines) > 60 {
		l.lines = l.lines[len(l.lines)-60:]
	}
}

func (l *tail) text() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Join(l.lines, "\n")
}

// within gives a context that ends with the test or after d.
func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}
