package servicing_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"

	"github.com/xuri/excelize/v2"
)

func TestAMonthIsClosedInOrderAndTakesNoMore(t *testing.T) {
	each(t, func(w *world) {
		l := w.active() // 24 November 2026
		november, december := calendar.Date(2026, 11, 30), calendar.Date(2026, 12, 31)
		if err := w.desk.CloseMonth(w.ctx, november, ngozi); !fault.Is(err, fault.Conflict) {
			w.Error("a month that is not over is closed:", err)
		}
		w.to(calendar.Date(2027, 1, 2))
		if err := w.desk.CloseMonth(w.ctx, december, ngozi); !fault.Is(err, fault.Conflict) {
			w.Error("out of order:", err)
		}
		if err := w.desk.CloseMonth(w.ctx, november-1, ngozi); !fault.Is(err, fault.Invalid) {
			w.Error("a day in a month:", err)
		}
		w.ok(w.desk.EndToday(w.ctx))
		w.ok(w.desk.CloseMonth(w.ctx, november, ngozi))
		if err := w.desk.CloseMonth(w.ctx, november, ngozi); !fault.Is(err, fault.Conflict) {
			w.Error("closed twice:", err)
		}
		before, err := w.desk.Store.TrialBalance(w.ctx, november, time.Time{})
		w.ok(err)
		_, err = w.desk.RecordPayment(w.ctx, servicing.PaymentForm{Loan: l.ID, Amount: money.Kobo(100_00), ValueOn: november - 2, Reference: "late"}, ngozi)
		w.ok(err)
		after, err := w.desk.Store.TrialBalance(w.ctx, november, time.Time{})
		w.ok(err)
		if !sameTotals(before, after) {
			w.Errorf("a closed month has changed: %v, %v", before, after)
		}
		if n := w.count("SELECT COUNT(*) FROM journals WHERE value_on = '2026-11-28' AND posted_on = '2026-12-01' AND kind = 'repayment'"); n != 1 {
			w.Error("the late payment is posted on the first open day with its value day:", n)
		}
		if n := w.count("SELECT COUNT(*) FROM month_balances WHERE last_day = '2026-11-30'"); n < 4 {
			w.Error(n, "balances were kept")
		}
		if _, err := w.s.SQL().ExecContext(w.ctx, "INSERT INTO journals (id, event, kind, loan_id, value_on, booked_at, booked_by) VALUES ('j', 'e', 'repayment', '"+l.ID.String()+"', '2026-11-15', '2027-01-02', 'x')"); err == nil {
			w.Error("the database takes a journal into a closed month")
		}
		w.ok(w.desk.CloseMonth(w.ctx, december, ngozi))
		sum := int64(0)
		for _, x := range after {
			sum += x.Balance().Minor()
		}
		if sum != 0 {
			w.Error("the trial balance sums to", sum)
		}
	})
}

func sameTotals(a, b []servicing.AccountTotal) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Account != b[i].Account || !a[i].Debits.Equal(b[i].Debits) || !a[i].Credits.Equal(b[i].Credits) {
			return false
		}
	}
	return true
}

// One loan is repaid in time, one is late: as of any day, also a past one.
func TestArrearsAsOfAnyPastDay(t *testing.T) {
	each(t, func(w *world) {
		good, bad := w.active(), w.active()
		w.ok(w.desk.StopDebits(w.ctx, bad.ID, ngozi, "he is ill"))
		w.bank.balance = 1_000_000_00
		first := due(bad)
		w.to(due(good))
		w.collect()
		w.to(first + 40)
		w.ok(w.desk.EndToday(w.ctx))
		for _, x := range []struct {
			on     calendar.Day
			bucket lending.Bucket
			par30  int
			stage2 int
		}{
			{first, lending.Current, 0, 0}, {first + 7, lending.Late1to7, 0, 0}, {first + 30, lending.Late16to30, 0, 1}, {first + 31, lending.Late31to60, 1, 1},
		} {
			books, err := w.desk.Portfolios(w.ctx, x.on, time.Time{})
			w.ok(err)
			p := books[0]
			late := 0
			for _, b := range p.Buckets[1:] {
				late += b.Loans
			}
			if p.Loans != 2 || (x.bucket != lending.Current && (p.Buckets[x.bucket].Loans < 1 || late < 1)) || (x.bucket == lending.Current && late != 0) {
				w.Errorf("%s: %+v", x.on, p.Buckets)
			}
			if p.AtRisk[2].Loans != x.par30 && x.on < due(good)+31 {
				w.Errorf("%s: PAR 30 counts %d", x.on, p.AtRisk[2].Loans)
			}
			if p.Stages[1].Loans != x.stage2 || p.Stages[1].Expected.Positive() != (x.stage2 > 0) {
				w.Errorf("%s: %+v", x.on, p.Stages)
			}
		}
		rolls, err := w.desk.RollRates(w.ctx, first+7, first+31)
		w.ok(err)
		if r := rolls[lending.Late1to7]; !r.To[lending.Late31to60].Equal(bad.Terms.Principal) {
			w.Errorf("%+v", r)
		}
		w.to(first + 100)
		w.ok(w.desk.EndToday(w.ctx))
		v, err := w.desk.Vintages(w.ctx, 5)
		w.ok(err)
		if len(v) != 5 || v[len(v)-1].Loans != 0 {
			w.Errorf("%+v", v)
		}
		for _, c := range v {
			if c.Loans == 2 && (c.Ever[0].String() != "0" || c.Ever[len(c.Ever)-1].IsZero()) {
				w.Errorf("%+v", c)
			}
		}
	})
}

func TestTheBureauFileAndItsCorrections(t *testing.T) {
	each(t, func(w *world) {
		l := w.active()
		w.to(calendar.Date(2026, 12, 3))
		w.ok(w.desk.EndToday(w.ctx))
		last := calendar.Date(2026, 11, 30)
		r, err := w.desk.BureauMonth(w.ctx, last, false)
		w.ok(err)
		if len(r.Lines) != 1 || len(r.Wrong) != 0 || r.Lines[0][0] != l.Number || r.Lines[0][2] != "22299988877" || r.Lines[0][16] != "Performing" {
			w.Fatalf("%+v", r)
		}
		var text, book bytes.Buffer
		w.ok(r.WriteCSV(&text))
		w.ok(r.WriteXLSX(&book))
		if lines := strings.Count(text.String(), "\n"); lines != 2 {
			w.Error(lines, "lines of CSV")
		}
		f, err := excelize.OpenReader(&book)
		w.ok(err)
		rows, err := f.GetRows(f.GetSheetName(0))
		w.ok(err)
		if len(rows) != 2 || rows[1][2] != "22299988877" {
			w.Errorf("%v", rows)
		}
		if again, err := w.desk.BureauMonth(w.ctx, last, true); err != nil || len(again.Lines) != 0 {
			w.Error("a correction of nothing:", again.Lines, err)
		}
		w.exec("UPDATE applications SET phone = '08099999999' WHERE id = '" + l.Application + "'")
		if again, err := w.desk.BureauMonth(w.ctx, last, true); err != nil || len(again.Lines) != 1 {
			w.Error("the mended phone is not corrected:", again.Lines, err)
		}
		w.exec("UPDATE applications SET name = '' WHERE id = '" + l.Application + "'")
		if again, err := w.desk.BureauMonth(w.ctx, last, true); err != nil || len(again.Lines) != 0 || len(again.Wrong) != 1 {
			w.Error("a line without a name:", again, err)
		}
	})
}
