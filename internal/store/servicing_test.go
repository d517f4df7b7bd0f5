package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/internal/store"
	"lendwright/internal/store/storetest"
)

// lent opens a loan of ₦90,000 in three instalments and pays it out in the books.
func lent(t *testing.T, s *store.Store, at time.Time, borrower lending.BorrowerID) lending.Loan {
	t.Helper()
	terms := lending.Terms{Principal: money.Kobo(90_000_00), AnnualRate: money.MustRate("0.36"), Method: lending.Annuity,
		Instalments: 3, DisbursedOn: calendar.DayOf(at, calendar.Lagos), FirstDueOn: calendar.NoDay}
	schedule, err := lending.NewSchedule(terms)
	must(t, err)
	loan := id.New[lending.Loan]()
	l, err := lending.Open(loan, "L-"+loan.Short(), loan.String(), borrower, terms, schedule, at)
	must(t, err)
	must(t, s.OpenLoan(t.Context(), l))
	desk := store.Servicing{Store: s}
	for _, verb := range []func(lending.Loan) (lending.Loan, error){
		lending.Loan.Disburse, func(l lending.Loan) (lending.Loan, error) { return l.Activate(terms.DisbursedOn) },
	} {
		l, err = desk.UpdateLoan(t.Context(), l.ID, verb)
		must(t, err)
	}
	j, err := lending.BookDisbursementConfirmed(l, "ref", stampAt(at, terms.DisbursedOn))
	must(t, err)
	j.Event += loan.String()
	must(t, desk.Post(t.Context(), j))
	return l
}

func stampAt(at time.Time, on calendar.Day) lending.Stamp {
	return lending.Stamp{ID: id.New[lending.Journal](), ValueOn: on, BookedAt: at, By: "test"}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mandateOf(l lending.Loan, n int) lending.Mandate {
	return lending.Mandate{ID: id.New[lending.Mandate](), Loan: l.ID, Reference: lending.MandateReference(l.ID, n), State: lending.MandatePlanned,
		Ceiling: money.Kobo(100_000_00), StartsOn: l.Terms.DisbursedOn, EndsOn: l.Schedule.LastDueOn(), PlannedAt: l.OpenedAt}
}

func TestTheBooksAreAppendOnlyAndBalanced(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l := lent(t, s, noon, "b")
		for _, change := range []string{
			"UPDATE journal_lines SET amount = amount + 1", "DELETE FROM journal_lines",
			"UPDATE journals SET kind = 'x'", "DELETE FROM journals",
		} {
			if _, err := s.SQL().ExecContext(t.Context(), change); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", change, err)
			}
		}
		desk := store.Servicing{Store: s}
		again, err := lending.BookDisbursementConfirmed(l, "ref", stampAt(noon, 0))
		must(t, err)
		again.Event += l.ID.String()
		if err := desk.Post(t.Context(), again); !fault.Is(err, fault.Conflict) {
			t.Error("an event was booked twice:", err)
		}
		lame := again
		lame.ID, lame.Event, lame.Entries = id.New[lending.Journal](), "lame", again.Entries[:1]
		if err := desk.Post(t.Context(), lame); !fault.Is(err, fault.Invalid) {
			t.Error("half a journal was booked:", err)
		}
	})
}

// PostgreSQL itself refuses an unbalanced journal, whoever writes it, when the transaction ends.
func TestPostgreSQLRefusesUnbalancedJournals(t *testing.T) {
	s := storetest.New(t, storetest.PostgreSQL(t))
	l := lent(t, s, noon, "b")
	_, err := s.SQL().ExecContext(t.Context(), `WITH j AS (INSERT INTO journals (id, event, kind, loan_id, value_on, booked_at, booked_by)
		VALUES ('j', 'e', 'repayment', $1, '2026-12-01', now(), 'x') RETURNING id)
		INSERT INTO journal_lines (journal_id, line, loan_id, account, side, currency, amount, instalment)
		SELECT id, 1, $1, '1100', 'debit', 'NGN', 5, 0 FROM j`, l.ID.String())
	if err == nil || !strings.Contains(err.Error(), "not balanced") {
		t.Error(err)
	}
}

func TestWhatMustNotBeTwiceIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, desk := t.Context(), store.Servicing{Store: s}
		l := lent(t, s, noon, "b")
		m := mandateOf(l, 1)
		must(t, desk.AddMandate(ctx, m))
		if err := desk.AddMandate(ctx, mandateOf(l, 2)); !fault.Is(err, fault.Conflict) {
			t.Error("two live mandates on a loan:", err)
		}
		plan := func(instalment, attempt int) lending.Debit {
			d, err := lending.PlanDebit(id.New[lending.Debit](), l, m, instalment, attempt, money.Kobo(100), 0, noon)
			must(t, err)
			return d
		}
		first := plan(1, 1)
		must(t, desk.AddDebit(ctx, first, ""))
		if err := desk.AddDebit(ctx, plan(2, 1), ""); !fault.Is(err, fault.Conflict) {
			t.Error("two debits in flight (K1):", err)
		}
		end(ctx, t, desk, first.ID, func(d lending.Debit) (lending.Debit, error) { return d.NotCovered("", noon) })
		second := plan(1, 1) // a look leaves the attempt free
		must(t, desk.AddDebit(ctx, second, ""))
		end(ctx, t, desk, second.ID, func(d lending.Debit) (lending.Debit, error) { return d.Submit(noon, noon) })
		end(ctx, t, desk, second.ID, func(d lending.Debit) (lending.Debit, error) { return d.Fail(lending.BankWord{}, noon) })
		third := plan(1, 1)
		must(t, desk.AddDebit(ctx, third, ""))
		_, err := desk.UpdateDebit(ctx, third.ID, func(d lending.Debit) (lending.Debit, error) { return d.Submit(noon, noon) })
		if !fault.Is(err, fault.Conflict) {
			t.Error("one attempt was submitted twice (K2):", err)
		}
		x := servicing.Disbursement{Loan: l.ID, Attempt: 1, Reference: "r1", Amount: money.Kobo(1), State: servicing.DisbursementPlanned, PlannedAt: noon}
		must(t, desk.AddDisbursement(ctx, x))
		x.Reference = "r2"
		if err := desk.AddDisbursement(ctx, x); !fault.Is(err, fault.Conflict) {
			t.Error("two transfers of a loan:", err)
		}
	})
}

func end(ctx context.Context, t *testing.T, s store.Servicing, d lending.DebitID, verb func(lending.Debit) (lending.Debit, error)) {
	t.Helper()
	_, err := s.UpdateDebit(ctx, d, verb)
	must(t, err)
}

func TestOfficersListAndOwnHistory(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, desk := t.Context(), store.Servicing{Store: s}
		longAgo := time.Now().UTC().AddDate(0, 0, -45)
		old := lent(t, s, longAgo, "b")
		fresh := lent(t, s, time.Now().UTC(), "c")
		rows, err := desk.LoanRows(ctx, "active", 10)
		must(t, err)
		if len(rows) != 2 || rows[0].ID != fresh.ID || rows[1].ID != old.ID {
			t.Fatalf("%+v", rows)
		}
		first := old.Schedule.Rows[0]
		late := int(calendar.DayOf(time.Now(), calendar.Lagos) - first.DueOn)
		if r := rows[1]; r.DaysPastDue != late || !r.NextDue.Equal(first.Due) || !r.Outstanding.Equal(old.Terms.Principal) {
			t.Errorf("%+v, want %d days late and %s due", r, late, first.Due)
		}
		if none, err := desk.LoanRows(ctx, "closed", 10); err != nil || len(none) != 0 {
			t.Error(none, err)
		}

		must(t, desk.AccrueLoan(ctx, old.ID, first.DueOn, noon))
		books, err := desk.Journals(ctx, old.ID)
		must(t, err)
		a := lending.Allocate(money.Kobo(500), lending.LedgerOf(books).Due(old.Schedule, first.DueOn))
		paid, err := lending.BookRepayment(old, "d", a, stampAt(noon, first.DueOn+2))
		must(t, err)
		must(t, desk.Post(ctx, paid))
		rows, err = desk.LoanRows(ctx, "", 10)
		must(t, err)
		if want := first.Due.Sub(money.Kobo(500)); !rows[1].NextDue.Equal(want) {
			t.Error("after a part payment", rows[1].NextDue, "want", want)
		}

		history, err := s.OwnLoans(ctx, "b")
		must(t, err)
		if len(history) != 1 || *history[0].FirstRepaidOn != first.DueOn+2 || history[0].ClosedOn != nil || *history[0].FirstDueOn != first.DueOn {
			t.Errorf("%+v", history)
		}
	})
}

// A run's questions are answered from the indexes of what is open, not from the whole book.
func TestARunReadsOnlyWhatIsOpen(t *testing.T) {
	s := storetest.New(t, storetest.SQLite(t))
	rows, err := s.SQL().QueryContext(t.Context(), `EXPLAIN QUERY PLAN SELECT DISTINCT i.loan_id FROM instalments i JOIN loans l ON l.id = i.loan_id
		WHERE i.paid_on IS NULL AND i.due_on <= '2026-12-01' AND i.loan_id > '' AND l.state = 'active' ORDER BY i.loan_id LIMIT 200`)
	must(t, err)
	defer rows.Close()
	plan := ""
	for rows.Next() {
		var a, b, c int
		var detail string
		must(t, rows.Scan(&a, &b, &c, &detail))
		plan += detail + "\n"
	}
	if strings.Contains(plan, "SCAN i") && !strings.Contains(plan, "instalments_to_pay") {
		t.Error(plan)
	}
}
