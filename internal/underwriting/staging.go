package underwriting

import (
	"cmp"
	"slices"

	"lendwright/internal/calendar"
)

// staging holds the signals that a statement was made to look good, with the rows behind each. They
// send a case to a person; alone they never decline.
type staging struct {
	trips, fresh, dressing, noCharges signal
	interrupted                       signal
	late                              int64
}

// signal is how often something was seen, and where.
type signal struct {
	n    int64
	rows []string
}

func (r *reading) findStaging() staging {
	var s staging
	for i := range r.Income {
		x := &r.Income[i]
		if x.trips > 1 {
			s.trips.n += int64(x.trips)
			s.trips.rows = append(s.trips.rows, x.Rows...)
		}
		if x.Kind != kindTransfer && r.freshSalary(x) {
			s.fresh.n++
			s.fresh.rows = append(s.fresh.rows, x.Rows...)
		}
		if late := r.daysLate(x); late > 0 {
			s.late = max(s.late, late)
			s.interrupted.n, s.interrupted.rows = 1, x.Rows
		}
	}
	s.dressing = r.windowDressing()
	s.noCharges = r.noCharges()
	return s
}

// daysLate is how many days a regular income that counted is overdue beyond what the policy bears.
func (r *reading) daysLate(s *Stream) int64 {
	if s.Counted == 0 || !s.regular || s.Frequency != "monthly" || s.Kind != kindSalary && s.Kind != kindPension || !s.Next.Known() {
		return 0
	}
	late := int64(r.AsOf - s.Next)
	if late <= int64(r.p.Income.LateDays) {
		return 0
	}
	return late
}

// freshSalary is a stream called salary that began only lately, from a person, in round amounts.
func (r *reading) freshSalary(s *Stream) bool {
	if !r.fresh(s) || s.Points == 0 && s.Kind == kindOther || s.Monthly == 0 && s.Payments < 2 {
		return false
	}
	round := r.p.minor(r.p.Reading.Fraud.RoundTo)
	for i := range r.rows {
		x := &r.rows[i]
		if slices.Contains(s.Rows, x.id) && (x.label.Org || round > 0 && x.amount%round != 0) {
			return false
		}
	}
	return true
}

// returned is how much of a payer's money goes back to the payer, or came from there, within the policy's days.
func (r *reading) returned(g *payerGroup) int64 {
	var total int64
	for _, t := range r.tripsOf(g) {
		total = add(total, t)
	}
	return total
}

// roundTrips counts the credits of a payer that go back and forth: at least the policy's share of
// the credit is paid to the same name a few days before or after. Small payers are not looked at.
func (r *reading) roundTrips(g *payerGroup) int {
	rules := r.p.Reading.Fraud
	n := 0
	for i, back := range r.tripsOf(g) {
		amount := g.rows[i].amount
		if amount >= r.p.minor(rules.TripLeast) && share(min(back, amount), max(back, amount)) >= int64(rules.TripShare) {
			n++
		}
	}
	return n
}

// tripsOf gives for each credit of a payer what went to the same name within the policy's days.
func (r *reading) tripsOf(g *payerGroup) []int64 {
	if g.trips != nil || len(g.rows) == 0 {
		return g.trips
	}
	g.trips = make([]int64, len(g.rows))
	if len(g.key) < 2 {
		return g.trips
	}
	debits := r.debitsTo(g.key)
	upTo := make([]int64, len(debits)+1) // sums of the debits before a place
	for i, d := range debits {
		upTo[i+1] = add(upTo[i], d.amount)
	}
	place := func(day calendar.Day) int {
		n, _ := slices.BinarySearchFunc(debits, day, func(d *row, day calendar.Day) int { return cmp.Compare(d.day, day) })
		return n
	}
	days := r.p.Reading.Fraud.TripDays
	for i, x := range g.rows {
		g.trips[i] = upTo[place(x.day.AddDays(days+1))] - upTo[place(x.day.AddDays(-days))]
	}
	return g.trips
}

// debitsTo gives the debits that name the same counterparty, in order of time.
func (r *reading) debitsTo(key []string) []*row {
	if r.outsByWord == nil {
		r.outsByWord = map[string][]*row{}
		for i := range r.rows {
			if x := &r.rows[i]; !x.in && x.paired != ownTransfer {
				for _, w := range x.label.key {
					r.outsByWord[w] = append(r.outsByWord[w], x)
				}
			}
		}
	}
	var out []*row
	for i, w := range key {
		for _, x := range r.outsByWord[w] {
			before := slices.ContainsFunc(key[:i], func(w string) bool { return slices.Contains(x.label.key, w) })
			if !before && shared(x.label.key, key) >= 2 { // taken under the first of the words that it has
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *row) int { return cmp.Compare(a.at, b.at) })
	return out
}

// windowDressing is a balance lifted far above its usual level just before the application, by one credit.
func (r *reading) windowDressing() signal {
	rules := r.p.Reading.Fraud
	balances := r.recentBalances()
	if len(balances) < r.p.Reading.RecentDays/2 || rules.DressingDays < 1 {
		return signal{}
	}
	usual := median(balances[:max(1, len(balances)-rules.DressingDays)])
	now := balances[len(balances)-1]
	if now <= 0 || now <= of(max(usual, r.p.minor(r.p.Reading.LowBalance)), int64(rules.DressingTimes)) {
		return signal{}
	}
	from := r.AsOf.AddDays(-rules.DressingDays)
	for i := range r.rows {
		x := &r.rows[i]
		if x.in && x.day >= from && x.counted() && kindOf[x.label.Code] == "" && share(x.amount, now-usual) >= int64(rules.DressingCredit) && !r.countedRow(x) {
			return signal{1, ids([]*row{x})}
		}
	}
	return signal{}
}

// countedRow reports whether a row belongs to an income that counts: pay lifts a balance honestly.
func (r *reading) countedRow(x *row) bool {
	return slices.ContainsFunc(r.Income, func(s Stream) bool { return s.Counted > 0 && slices.Contains(s.Rows, x.id) && x.id != "" })
}

// noCharges is a busy account without a single bank charge: the hardest thing for a forger to remember.
func (r *reading) noCharges() signal {
	rules := r.p.Reading.Fraud
	from, n := r.AsOf.AddDays(-rules.ChargesDays), 0
	for i := range r.rows {
		if x := &r.rows[i]; x.day >= from {
			if x.label.Group == groupCost {
				return signal{}
			}
			n++
		}
	}
	if n < rules.ChargesRows || rules.ChargesRows == 0 {
		return signal{}
	}
	return signal{n: 1}
}
