package underwriting

import (
	"slices"
	"strings"
)

// Sum is one part of how a figure was made: what was added up, how much it came to, over how many
// bank rows, and the latest of them. Amount is minor units.
type Sum struct {
	What   string   `json:"what"`
	Amount int64    `json:"amount"`
	Rows   int      `json:"rows,omitempty"`
	RowIDs []string `json:"row_ids,omitempty"` // at most 20
}

// sums gives the sums behind features, so that an officer can follow a figure down to the bank rows.
var sums = map[string]func(*reading) []Sum{
	"betting_share":         (*reading).bettingSums,
	"betting_days":          (*reading).bettingSums,
	"obligations":           (*reading).debtSums,
	"obligations_to_income": func(r *reading) []Sum { return append(r.debtSums(), r.incomeSums()...) },
	"income":                (*reading).incomeSums,
	"income_months":         (*reading).monthSums,
	"income_months_missed":  (*reading).monthSums,
	"income_variation":      (*reading).monthSums,
	"income_trend":          (*reading).monthSums,
	"income_late":           (*reading).incomeSums,
	"balance_to_income":     func(r *reading) []Sum { return append(r.balanceSums(), r.incomeSums()...) },
	"usual_balance":         (*reading).balanceSums,
	"low_days":              (*reading).balanceSums,
	"lenders_30":            func(r *reading) []Sum { return r.lenderSums(30) },
	"lenders_90":            func(r *reading) []Sum { return r.lenderSums(90) },
	"lenders_newest":        func(r *reading) []Sum { return r.lenderSums(r.p.Debts.NewestDays) },
	"bureau_late_now":       (*reading).bureauSums,
	"bureau_arrears":        (*reading).bureauSums,
	"bureau_worst_12":       (*reading).bureauSums,
	"bureau_losses":         (*reading).bureauSums,
	"bureau_open_lenders":   (*reading).bureauSums,
	"failed_debits": func(r *reading) []Sum {
		return r.sumOf("Failed debits in 180 days", func(x *row) bool {
			return x.label.Group == groupDistress && x.label.Code != "overdraft" && x.label.Code != "lien" && x.day >= r.AsOf.AddDays(-180)
		})
	},
	"pass_through": func(r *reading) []Sum {
		in := r.sumOf("Came in", func(x *row) bool { return x.in && x.day >= r.recent && x.counted() })
		return append(in, r.sumOf("Went out", func(x *row) bool { return !x.in && x.day >= r.recent && x.counted() })...)
	},
	"cash_share": func(r *reading) []Sum {
		cash := r.sumOf("Taken out in cash", func(x *row) bool {
			return !x.in && x.day >= r.recent && x.counted() && x.label.Group == groupCash
		})
		return append(cash, r.sumOf("Went out", func(x *row) bool { return !x.in && x.day >= r.recent && x.counted() })...)
	},
}

// sumOf adds up the rows that belong.
func (r *reading) sumOf(what string, belongs func(*row) bool) []Sum {
	var rows []*row
	for i := range r.rows {
		if belongs(&r.rows[i]) {
			rows = append(rows, &r.rows[i])
		}
	}
	return []Sum{newSum(what, rows)}
}

func newSum(what string, rows []*row) Sum {
	return Sum{What: what, Amount: total(rows), Rows: len(rows), RowIDs: ids(lastRows(rows))}
}

func (r *reading) bettingSums() []Sum {
	bets := r.sumOf("Paid to betting firms in "+count(r.p.Reading.RecentDays)+" days", func(x *row) bool {
		return x.label.Group == groupGambling && !x.in && x.day >= r.recent && x.counted()
	})
	return append(bets, Sum{What: "Counted income over the same days", Amount: mulDiv(r.MonthlyIncome, int64(r.p.Reading.RecentDays), 30)})
}

// incomeSums has the counted streams, each a usual month after its haircut.
func (r *reading) incomeSums() (out []Sum) {
	for _, s := range r.Income {
		if s.Counted > 0 {
			out = append(out, Sum{What: s.Name + ", counted a month (" + strings.ReplaceAll(s.Kind, "_", " ") + ")", Amount: s.Counted, Rows: s.Payments, RowIDs: s.Rows})
		}
	}
	return out
}

// monthSums has the counted income of each month of the window.
func (r *reading) monthSums() (out []Sum) {
	for i, m := range r.countedMonths() {
		out = append(out, Sum{What: "Income in " + monthName(r.window[i]), Amount: m})
	}
	return out
}

// debtSums has what is repaid a month, lender by lender.
func (r *reading) debtSums() (out []Sum) {
	for _, d := range r.Debts {
		if d.Monthly > 0 {
			out = append(out, Sum{What: d.Lender + ", a month (" + d.Considered + ")", Amount: d.Monthly, Rows: len(d.Rows), RowIDs: d.Rows})
		}
	}
	return out
}

// lenderSums has what each lender lent since some days ago.
func (r *reading) lenderSums(days int) (out []Sum) {
	from := r.AsOf.AddDays(-days)
	for _, d := range r.Debts {
		if d.LastIn.Known() && d.LastIn >= from && (d.Loan || d.Repaid == 0) {
			out = append(out, r.sumOf(d.Lender+" lent in "+count(days)+" days", func(x *row) bool {
				return x.in && x.day >= from && x.label.Group == groupDebt && (x.label.lender == d.Lender || x.label.lender == "" && d.Lender == lenderNotNamed)
			})...)
		}
	}
	return out
}

// balanceSums has the usual balance and the emptiest days of the recent window.
func (r *reading) balanceSums() []Sum {
	low := r.p.minor(r.p.Reading.LowBalance)
	days, b := 0, r.recentBalances()
	for _, x := range b {
		if x < low {
			days++
		}
	}
	return []Sum{{What: "Usual end-of-day balance over " + count(len(b)) + " days", Amount: median(b)}, {What: "Days that ended below it", Amount: low, Rows: days}}
}

// bureauSums has the lines of the credit report that are late, were late, or were written off.
func (r *reading) bureauSums() (out []Sum) {
	for i := range r.credit.lines {
		x := &r.credit.lines[i]
		said := ""
		switch {
		case x.loss:
			said = "written off"
		case x.now > 0:
			said = count(x.now) + " days late now"
		case x.worst > 0:
			said = "was " + count(x.worst) + " days late"
		case x.open:
			said = "open"
		default:
			continue
		}
		amount := x.owed()
		if x.Overdue != nil && x.now > 0 {
			amount = *x.Overdue
		}
		out = append(out, Sum{What: x.Institution + ", " + said, Amount: amount})
	}
	return out
}

// explain puts under a finding that speaks against lending the sums and rows that made its figures.
func (r *reading) explain(f *Finding, features []string) {
	for _, name := range features {
		if make := sums[name]; make != nil {
			for _, s := range make(r) {
				if !slices.ContainsFunc(f.Sums, func(o Sum) bool { return o.What == s.What }) {
					f.Sums = append(f.Sums, s)
				}
			}
		}
		if rows := registry[name].rows; rows != nil && len(f.Rows) == 0 {
			f.Rows = rows(r)
		}
	}
	for _, s := range f.Sums {
		if len(f.Rows) == 0 {
			f.Rows = s.RowIDs
		}
	}
}

// scoreFindings says, for each reason that the score gave, what lost the points.
func (r *reading) scoreFindings(told []Reason, score Score) (out []Finding) {
	for _, p := range score.Parts {
		if p.Points >= p.Most || !p.known || !slices.ContainsFunc(told, func(x Reason) bool { return x.Code == p.reason }) {
			continue
		}
		f := Finding{Rule: "SCO-" + p.feature, Reason: p.reason, Against: true, Effect: string(EffectNone),
			Said:    p.Characteristic + ": " + p.Value + ", " + count(p.Points) + " of at most " + count(p.Most) + " points.",
			Figures: map[string]string{p.feature: p.Value, "points": count(p.Points), "most": count(p.Most)}}
		r.explain(&f, []string{p.feature})
		out = append(out, f)
	}
	return out
}
