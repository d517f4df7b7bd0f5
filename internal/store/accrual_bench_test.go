package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// many makes copies of a loan with its instalments and its journal of disbursement, set-based.
func many(t *testing.T, s *store.Store, l lending.Loan, n int) {
	t.Helper()
	for _, statement := range []string{
		`INSERT INTO loans SELECT l.id || '-' || g, l.number || '-' || g, l.application_id || '-' || g, l.borrower_id, l.currency, l.principal, l.total_due,
			l.terms, l.schedule, l.state, l.opened_at, l.disbursed_on, l.closed_on, l.next_attempt_on, l.stopped_why, l.resumed_at
			FROM loans l, generate_series(1, $2::bigint) g WHERE l.id = $1`,
		`INSERT INTO instalments SELECT (jsonb_populate_record(i, jsonb_build_object('loan_id', i.loan_id || '-' || g))).*
			FROM instalments i, generate_series(1, $2::bigint) g WHERE i.loan_id = $1`,
		`INSERT INTO journals SELECT (jsonb_populate_record(j, jsonb_build_object('id', j.id || '-' || g, 'event', j.event || '-' || g, 'loan_id', j.loan_id || '-' || g))).*
			FROM journals j, generate_series(1, $2::bigint) g WHERE j.loan_id = $1`,
		`INSERT INTO journal_lines SELECT (jsonb_populate_record(x, jsonb_build_object('journal_id', x.journal_id || '-' || g, 'loan_id', x.loan_id || '-' || g))).*
			FROM journal_lines x, generate_series(1, $2::bigint) g WHERE x.loan_id = $1`,
	} {
		if _, err := s.SQL().ExecContext(t.Context(), statement, l.ID.String(), n); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.SQL().ExecContext(t.Context(), "ANALYZE"); err != nil {
		t.Fatal(err)
	}
}

var tps = regexp.MustCompile(`tps = ([\d.]+)`)

// pgbench measures the same server in the same run, so that our figures can be read on any machine.
func pgbench(t *testing.T, url string) string {
	t.Helper()
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/pgbench")
	if len(found) == 0 {
		return "not installed"
	}
	if out, err := exec.CommandContext(t.Context(), found[0], "-i", "-q", "-s", "10", url).CombinedOutput(); err != nil {
		return string(out)
	}
	out, _ := exec.CommandContext(t.Context(), found[0], "-c", "4", "-j", "2", "-T", "10", url).CombinedOutput()
	return string(tps.Find(out))
}

// TestEndOfDayAtScale is a measurement: LEDGER_LOANS says of how many loans. The days' ends over a
// book, a day that is done already, the checks that rebuild every balance from its entries, and the
// book as of a day. docs/performance.md has figures.
func TestEndOfDayAtScale(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("LEDGER_LOANS"))
	if n == 0 {
		t.Skip("set LEDGER_LOANS to the number of loans")
	}
	database := storetest.PostgreSQL(t)
	s := storetest.New(t, database)
	l := lent(t, s, noon, "b")
	many(t, s, l, n)
	desk := &servicing.Desk{Store: store.Servicing{Store: s}, Now: func() time.Time { return noon }}
	first := l.Terms.DisbursedOn
	measure := func(what string, each int, do func() error) {
		t.Helper()
		began := time.Now()
		must(t, do())
		took := time.Since(began)
		t.Logf("%-34s %9s %9.0f a second", what, took.Round(time.Millisecond), float64(each)/took.Seconds())
	}
	t.Logf("%d active loans; pgbench -c 4 -s 10: %s", n+1, pgbench(t, database.URL))
	measure("a day's end, loans", n+1, func() error { return desk.EndDay(t.Context(), first+1) })
	measure("the next day's end, loans", n+1, func() error { return desk.EndDay(t.Context(), first+2) })
	measure("the same day again", 1, func() error { return desk.EndDay(t.Context(), first+2) })
	measure("all checks of the books, loans", n+1, func() error {
		checks, err := desk.Store.BookChecks(t.Context(), first+3)
		for _, c := range checks {
			if c.Found > 0 {
				t.Errorf("%s: %d %v", c.Name, c.Found, c.Examples)
			}
		}
		return err
	})
	measure("the book as of a day, loans", n+1, func() error {
		books, err := desk.Portfolios(t.Context(), first+2, time.Time{})
		if err == nil && books[0].Loans != n+1 {
			t.Errorf("%d loans", books[0].Loans)
		}
		return err
	})
	measure("trial balance", 1, func() error {
		_, err := desk.Store.TrialBalance(t.Context(), first+2, time.Time{})
		return err
	})
}
