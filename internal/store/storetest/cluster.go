package storetest

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Cluster is a private PostgreSQL: its own data folder, reached by a socket only, thrown away at the end.
type Cluster struct {
	dir   string
	alive io.Closer // its end is the cluster's end, also when we are killed
	keep  *exec.Cmd
}

// keeper runs the server until its standard input ends, then removes all traces. The kernel closes
// that pipe for a process that was killed, so nothing is ever left running.
const keeper = `"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
 -c full_page_writes=off -c max_connections=300 -c timezone=UTC >"$2/log" 2>&1 </dev/null & server=$!
read -r _
kill -QUIT $server; wait $server; cd /; rm -rf "$2"`

// StartCluster makes and starts a PostgreSQL from the binaries on this machine ($PG_BIN, PATH, or the
// usual folders), as an unprivileged account when we are root, because PostgreSQL refuses root.
func StartCluster(ctx context.Context) (*Cluster, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "lendpg")
	if err != nil {
		return nil, err
	}
	attr, err := unprivileged(dir)
	if err != nil {
		return nil, err
	}
	initdb := exec.CommandContext(ctx, filepath.Join(bin, "initdb"), "-D", filepath.Join(dir, "data"), "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
	initdb.Dir, initdb.SysProcAttr = dir, attr
	if out, err := initdb.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	keep := exec.Command("/bin/sh", "-c", keeper, "keeper", bin, dir)
	keep.Dir, keep.SysProcAttr = dir, attr
	alive, err := keep.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := keep.Start(); err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, alive: alive, keep: keep}
	return c, c.ready(ctx)
}

func (c *Cluster) ready(ctx context.Context) error {
	for ctx.Err() == nil {
		pid, _ := os.ReadFile(filepath.Join(c.dir, "data", "postmaster.pid"))
		if strings.Contains(string(pid), "ready") {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(c.dir, "log"))
	return fmt.Errorf("PostgreSQL did not start: %w: %s", ctx.Err(), log)
}

// URL is the address of its administrative database.
func (c *Cluster) URL() string {
	return "postgres://postgres@/postgres?" + url.Values{"host": {c.dir}, "sslmode": {"disable"}}.Encode()
}

// Stop ends the server and removes its data.
func (c *Cluster) Stop() error {
	if err := c.alive.Close(); err != nil {
		return err
	}
	return c.keep.Wait()
}

// binaries finds the folder with initdb and postgres, the newest version first.
func binaries() (string, error) {
	dirs := []string{os.Getenv("PG_BIN")}
	if p, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, filepath.Dir(p))
	}
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin"} {
		found, _ := filepath.Glob(pattern)
		slices.Sort(found)
		slices.Reverse(found)
		dirs = append(dirs, found...)
	}
	for _, d := range dirs {
		if d == "" {
			continue
		}
		if _, err := os.Stat(filepath.Join(d, "initdb")); err == nil {
			return d, nil
		}
	}
	return "", fmt.Errorf("no PostgreSQL on this machine: initdb is neither in PG_BIN, PATH nor the usual folders")
}

// unprivileged gives dir to the account that the server runs under: ours, or postgres or nobody when we are root.
func unprivileged(dir string) (*syscall.SysProcAttr, error) {
	attr := &syscall.SysProcAttr{Setpgid: true} // Ctrl-C reaches us, and we end the server
	if os.Geteuid() != 0 {
		return attr, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return attr, os.Chown(dir, uid, gid)
}
