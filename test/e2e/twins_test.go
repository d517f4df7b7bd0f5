//go:build e2e

package e2e

import (
	"os"
	"sync"
	"testing"
	"time"
)

// TestTwoProcesses starts two programs at the same moment on one empty PostgreSQL, lets borrowers
// use both, kills one in a repayment run, and holds the books against the bank.
func TestTwoProcesses(t *testing.T) {
	admin := os.Getenv("TEST_DATABASE_URL")
	if admin == "" {
		if os.Getenv("REQUIRE_PG") != "" {
			t.Fatal("REQUIRE_PG is set and TEST_DATABASE_URL is not")
		}
		t.Skip("NO POSTGRESQL: two processes need one; `make journey` starts one")
	}
	url := freshDatabase(t, admin)
	var p, q *process
	var both sync.WaitGroup
	both.Go(func() { p = start(t, home{"first", []string{"DATABASE_URL=" + url, "DATA_DIR=" + t.TempDir()}}) })
	both.Go(func() { q = start(t, home{"second", []string{"DATABASE_URL=" + url, "DATA_DIR=" + t.TempDir()}}) })
	both.Wait()
	if t.Failed() {
		return
	}
	loans := borrowAll(t, p, q, good)
	desk := newPlain(t)
	logInStaff(t, q, desk)
	move(t, q, desk, "A day on")
	move(t, q, desk, "A week on")
	fault(t, q, "POST /v3/payments/mandates/{id}/debit", "slow", 20, 1)
	desk.Open(q.base + "/officer/clock")
	desk.Press("A month on")
	awaitDebitUnderWay(t, q, desk)
	p.kill()
	heal(t, q)
	desk.Open(q.base + "/officer/clock")
	awaits(t, desk, 5*time.Minute, "A day on")
	booksEqualBank(t, q, desk, loans)
	for range 3 {
		move(t, q, desk, "A month on")
	}
	settled(t, q, desk, loans)
	booksEqualBank(t, q, desk, loans)
}
