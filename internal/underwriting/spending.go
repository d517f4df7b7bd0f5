package underwriting

import (
	"slices"

	"lendwright/internal/calendar"
)

// yearly are costs that come in lumps: a year's sum over twelve months.
var yearly = []string{"bills.rent", "education", "insurance"}

// spend gives the monthly cost of living as seen, and what is committed. Transfers to people and
// cash are half of all spending and say nothing; they are not treated as spare money, the policy's
// norm covers them.
func (r *reading) spend() {
	last := r.window[max(0, len(r.window)-r.p.Reading.EssentialMonths):]
	if len(last) == 0 {
		return
	}
	months := int64(len(last))
	year := int64(min(12, max(1, r.Sufficiency.CompleteMonths)))
	var lumps int64
	for i := range r.rows {
		x := &r.rows[i]
		if x.in || x.paired != unpaired {
			continue
		}
		m := int(x.month)
		switch {
		case slices.Contains(yearly, x.label.Code):
			if ago := monthOf(r.AsOf) - m; ago >= 1 && int64(ago) <= year {
				lumps = add(lumps, x.amount)
			}
		case m < last[0] || m > last[len(last)-1]:
		case x.label.Group == groupEssential && !r.isBusinessCost(x):
			r.Living = add(r.Living, x.amount)
		case slices.Contains(r.p.Means.CommittedCodes, x.label.Code):
			r.Committed = add(r.Committed, x.amount)
		}
	}
	r.Living /= months
	// A lump seen in a short history is spread over the year that it is paid for.
	r.Committed = r.Committed/months + lumps/12
}

// isBusinessCost reports whether fuel is already in the haircut of a driver's or rider's income.
func (r *reading) isBusinessCost(x *row) bool {
	return x.label.Code == "fuel" && slices.Contains(r.p.Reading.FuelIsBusinessFor, r.MainIncome)
}

// livingNorm is the policy's cost of living for an income: a floor, or a share of the income, and
// never less than a regulator's table says.
func (p Policy) livingNorm(income int64) int64 {
	norm := max(p.minor(p.Means.LivingLeast), of(income, int64(p.Means.LivingShare)))
	table := p.Means.LivingTable
	for i := len(table) - 1; i >= 0; i-- {
		if from := p.minor(table[i].From); income > from || i == 0 {
			return max(norm, p.minor(table[i].Fixed)+of(income-from, int64(table[i].Share)))
		}
	}
	return norm
}

// gambling gives the debits to betting firms in the recent window, the days on which they stand, and some of the rows.
func (r *reading) gambling() (out int64, days int64, rows []string) {
	var seen []*row
	last := calendar.NoDay
	for i := range r.rows {
		x := &r.rows[i]
		if x.label.Group != groupGambling || x.in || x.day < r.recent || !x.counted() {
			continue
		}
		out = add(out, x.amount)
		if x.day != last {
			days++
			last = x.day
		}
		seen = append(seen, x)
	}
	return out, days, ids(lastRows(seen))
}

// flow sums the recent window: in, out, cash taken out, failed debits of 180 days.
func (r *reading) flow() (in, out, cash, failed int64) {
	for i := range r.rows {
		x := &r.rows[i]
		if x.label.Group == groupDistress && x.label.Code != "overdraft" && x.label.Code != "lien" && x.day >= r.AsOf.AddDays(-180) {
			failed++
		}
		if x.day < r.recent || !x.counted() {
			continue
		}
		switch {
		case x.in:
			in = add(in, x.amount)
		default:
			out = add(out, x.amount)
			if x.label.Group == groupCash {
				cash = add(cash, x.amount)
			}
		}
	}
	return in, out, cash, failed
}

// judgeSufficiency finds the best tier whose needs are all met.
func (r *reading) judgeSufficiency() {
	s := &r.Sufficiency
	own := 0
	for i := range r.rows {
		if x := &r.rows[i]; x.label.Group != groupCost && r.inWindow(x) >= 0 {
			own++
		}
	}
	if n := s.CompleteMonths; n > 0 {
		s.RowsPerMonth = own / min(n, len(r.window))
	}
	r.judgeTier()
}

// judgeTier takes the first tier whose needs the evidence meets.
func (r *reading) judgeTier() {
	s := &r.Sufficiency
	for _, t := range r.p.Sufficiency {
		s.Tier = t.Name
		if s.Days < t.Days || s.CompleteMonths < t.CompleteMonths || s.RowsPerMonth < t.RowsPerMonth {
			continue
		}
		if s.Incomes >= t.Incomes {
			return
		}
		s.OnlyIncome = true
	}
}

// tier is the policy's tier that the evidence reached.
func (r *reading) tier() Tier {
	for _, t := range r.p.Sufficiency {
		if t.Name == r.Sufficiency.Tier {
			return t
		}
	}
	return r.p.Sufficiency[len(r.p.Sufficiency)-1]
}
