package underwriting

import (
	"cmp"
	"slices"

	"lendwright/internal/calendar"
)

// findDebts sums what is owed a month per lender: the larger of what the statement and the bureau
// show for that lender, and not the larger of the two sums.
func (r *reading) findDebts() {
	debts := r.credit.openByLender(*r.p)
	for _, l := range r.lenders() {
		d := r.judgeLender(l)
		j := slices.IndexFunc(debts, func(o Debt) bool { return o.Lender == d.Lender })
		if j < 0 {
			debts = append(debts, d)
			continue
		}
		d.Bureau, d.OpenLines = debts[j].Bureau, debts[j].OpenLines
		debts[j] = d
	}
	for i := range debts {
		debts[i].Monthly = max(debts[i].Statement, debts[i].Bureau)
		if debts[i].Considered == "" {
			debts[i].Considered = "reported by the bureau"
		}
		r.Obligations = add(r.Obligations, debts[i].Monthly)
	}
	slices.SortFunc(debts, func(a, b Debt) int {
		return cmp.Or(cmp.Compare(b.Monthly, a.Monthly), cmp.Compare(a.Lender, b.Lender))
	})
	r.Debts = debts
}

// lenderNotNamed is the lender of rows that name a loan and nobody who gave it.
const lenderNotNamed = "LENDER NOT NAMED"

// lenderRows is a lender's rows in order of time.
type lenderRows struct {
	name     string
	in, out  []*row
	loanWord bool
}

func (r *reading) lenders() []*lenderRows {
	known := map[string]*lenderRows{}
	var all []*lenderRows
	for i := range r.rows {
		x := &r.rows[i]
		if x.label.Group != groupDebt || !x.counted() {
			continue
		}
		name := x.label.lender
		if name == "" {
			name = lenderNotNamed
		}
		l := known[name]
		if l == nil {
			l = &lenderRows{name: name}
			known[name], all = l, append(all, l)
		}
		l.loanWord = l.loanWord || x.label.LoanWord
		if x.in {
			l.in = append(l.in, x)
		} else {
			l.out = append(l.out, x)
		}
	}
	return all
}

// isLoan decides whether a lender's rows are a loan. A lender's name alone is not: many of them also
// keep wallets and savings. A loan word, or money in before money out, or payments in two months is.
func (l *lenderRows) isLoan(wallet bool) (bool, string) {
	switch {
	case l.loanWord:
		return true, "a loan is named"
	case wallet && len(l.in) > 0 && len(l.out) > 0 && l.out[0].day < l.in[0].day:
		return false, "paid in before anything was lent: savings or a wallet"
	case len(l.in) > 0:
		return true, "lent, then repaid"
	case monthOf(l.out[0].day) != monthOf(l.out[len(l.out)-1].day):
		return true, "paid in several months"
	}
	return false, "one payment to a lender: not known what for"
}

// judgeLender gives a lender's monthly repayment as the statement shows it.
func (r *reading) judgeLender(l *lenderRows) Debt {
	d := Debt{Lender: l.name, LastIn: calendar.NoDay, LastOut: calendar.NoDay, Borrowed: total(l.in), Repaid: total(l.out)}
	d.Rows = ids(lastRows(append(slices.Clone(l.in), l.out...)))
	if len(l.in) > 0 {
		d.LastIn = l.in[len(l.in)-1].day
	}
	if len(l.out) > 0 {
		d.LastOut = l.out[len(l.out)-1].day
	}
	d.Loan, d.Considered = l.isLoan(narrations().words.wallet[l.name])
	if !d.Loan {
		return d
	}
	rules := r.p.Debts
	switch {
	case d.LastOut.Known() && int(r.AsOf-d.LastOut) <= rules.QuietDays:
		window := min(rules.WindowDays, max(1, int(r.AsOf-r.From)))
		months := int64(max(1, (window+15)/30))
		d.Statement = total(since(l.out, r.AsOf.AddDays(-rules.WindowDays))) / months
	case d.LastIn.Known() && int(r.AsOf-d.LastIn) <= rules.NewLoanDays:
		fresh := total(since(l.in, r.AsOf.AddDays(-rules.NewLoanDays)))
		d.Statement = of(fresh, int64(rules.NewLoanCost)) / int64(max(1, rules.NewLoanMonths))
		d.Considered = "lent lately, nothing repaid yet"
	default:
		d.Considered = "no payment for a while: taken as ended"
	}
	return d
}

func since(rows []*row, from calendar.Day) []*row {
	for i, x := range rows {
		if x.day >= from {
			return rows[i:]
		}
	}
	return nil
}

func total(rows []*row) int64 {
	var s int64
	for _, x := range rows {
		s = add(s, x.amount)
	}
	return s
}

// lendersSince counts the lenders that lent since a day.
func (r *reading) lendersSince(from calendar.Day) (n int64, rows []string) {
	for _, d := range r.Debts {
		if d.LastIn.Known() && d.LastIn >= from && (d.Loan || d.Repaid == 0) {
			n++
			rows = append(rows, d.Rows...)
		}
	}
	return n, rows[:min(len(rows), rowsShown)]
}

// cycles counts how often money was borrowed again within the policy's days after a repayment.
func (r *reading) cycles(from calendar.Day) (n int64) {
	last := calendar.NoDay
	for i := range r.rows {
		x := &r.rows[i]
		if x.label.Group != groupDebt || x.day < from || !x.counted() {
			continue
		}
		if !x.in {
			last = x.day
		} else if last.Known() && int(x.day-last) <= r.p.Debts.CycleDays {
			n++
			last = calendar.NoDay
		}
	}
	return n
}
