package lending

import (
	"math/big"

	"lendwright/internal/calendar"
)

// lateCount is what one row gathered under one late rule: money times days overdue, and what was
// asked for it.
type lateCount struct {
	moneyDays *big.Int
	charged   int64
	asked     bool  // a fee that is asked once was asked
	base      int64 // what was overdue when it fell due: the cap is a percent of it
}

// lateRules are the terms' rules for what is paid late; nil where there is none.
func (m *machine) lateRules() [2]*LateFee {
	return [2]*LateFee{m.terms.LateFee, m.terms.PenaltyInterest}
}

// lateBase is the part of what a row owes that a late rule counts.
func (r *lifeRow) lateBase(b LateBase) int64 {
	o := r.owed()
	switch b {
	case LateOnPrincipal:
		return o[onPrincipal]
	case LateOnAll:
		return o[onPrincipal] + o[onInterest] + o[onFee]
	}
	return o[onPrincipal] + o[onInterest]
}

// countLate adds the days until d to the overdue rows, on what they owe now.
func (m *machine) countLate(d calendar.Day) {
	for i, rule := range m.lateRules() {
		if rule == nil {
			continue
		}
		for k := range m.rows {
			r := &m.rows[k]
			from, to := max(m.day, r.due), d
			if rule.UntilDays > 0 {
				to = min(to, r.due+calendar.Day(rule.UntilDays))
			}
			if to <= from {
				continue
			}
			r.late[i].add(r.lateBase(rule.Base), int64(to-from))
		}
	}
}

func (c *lateCount) add(base, days int64) {
	if c.moneyDays == nil {
		c.moneyDays, c.base = new(big.Int), base
	}
	c.base = max(c.base, base)
	c.moneyDays.Add(c.moneyDays, new(big.Int).Mul(big.NewInt(base), big.NewInt(days)))
}

// penalise asks the penalties that arose until today, within the caps.
func (m *machine) penalise() error {
	for i, rule := range m.lateRules() {
		if rule == nil {
			continue
		}
		for k := range m.rows {
			r := &m.rows[k]
			if r.late[i].moneyDays == nil || int(m.day-r.due) <= rule.GraceDays {
				continue
			}
			target, ok := m.latePenalty(r, i, rule)
			if !ok {
				return refused("the penalty of instalment %d is beyond what we reckon with", r.n)
			}
			more := min(max(0, target-r.late[i].charged), m.room())
			r.late[i].charged += more
			r.asked[onPenalty] += more
			m.duplum.added += more
		}
	}
	return nil
}

// latePenalty is what a row was to be asked under a rule until today.
func (m *machine) latePenalty(r *lifeRow, i int, rule *LateFee) (int64, bool) {
	c := &r.late[i]
	per := map[LatePer]int64{LateDay: 1, LateMonth: 30, LateYear: 365}[rule.Per]
	n, d := ratio(rule.Percent)
	switch {
	case per == 0 && c.asked:
		return c.charged, true
	case per == 0 && r.lateBase(rule.Base) <= m.terms.Tolerance.Minor():
		return 0, true
	case per == 0:
		c.asked = true
		n.Mul(n, big.NewInt(r.lateBase(rule.Base)))
	default:
		days := new(big.Int).Set(c.moneyDays)
		if rule.CountBoth {
			days.Add(days, big.NewInt(r.lateBase(rule.Base)))
		}
		n.Mul(n, days)
		d.Mul(d, big.NewInt(per))
	}
	x, ok := m.terms.Rounding.toMultiple(n, d, 1)
	x += rule.Amount.Minor()
	if !ok || x > amountMax {
		return 0, false
	}
	if !rule.CapPercent.IsZero() {
		n, d := ratio(rule.CapPercent)
		most, ok := m.terms.Rounding.toMultiple(n.Mul(n, big.NewInt(c.base)), d, 1)
		if !ok {
			return 0, false
		}
		x = min(x, most)
	}
	if rule.CapAmount.Positive() {
		x = min(x, rule.CapAmount.Minor())
	}
	return x, true
}
