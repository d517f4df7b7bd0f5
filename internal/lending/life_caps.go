package lending

import (
	"math"
	"math/big"

	"lendwright/internal/calendar"
)

// duplum counts what was added to a debt in default: under the in duplum rule never more than the
// principal that was owed when the default began. It begins anew after the arrears are paid (South
// Africa, National Credit Act s. 103(5); Kenya, Banking Act s. 44A).
type duplum struct {
	running bool
	owed    int64 // principal when the default began
	added   int64 // interest, fees and penalties since
}

// watchDefault notes that a default begins or was cured.
func (m *machine) watchDefault() {
	late := m.oldestOverdue() < m.day
	switch {
	case late && !m.duplum.running:
		m.duplum = duplum{running: true, owed: m.total()[onPrincipal]}
	case !late:
		m.duplum = duplum{}
	}
}

// oldestOverdue is the due day of the oldest row in arrears; the far future when there is none.
func (m *machine) oldestOverdue() calendar.Day {
	for k := range m.rows {
		r := &m.rows[k]
		if r.due <= m.day && r.overdue() > m.terms.Tolerance.Minor() {
			return r.due
		}
	}
	return math.MaxInt32
}

// room is how much may yet be added to the debt under the caps.
func (m *machine) room() int64 {
	room := int64(math.MaxInt64)
	if m.terms.InDuplum && m.duplum.running {
		room = max(0, m.duplum.owed-m.duplum.added)
	}
	if !m.terms.CostCap.IsZero() {
		n, d := ratio(m.terms.CostCap)
		most := Down.quotient(n.Mul(n, big.NewInt(m.lent)), d)
		if !most.IsInt64() {
			return room
		}
		room = min(room, max(0, most.Int64()-m.added()))
	}
	return room
}

// added is what has been asked so far beyond the principal: of rows not yet due only what was charged.
func (m *machine) added() (sum int64) {
	for k := range m.rows {
		r := &m.rows[k]
		sum += r.asked[onPenalty] + r.asked[onFee]
		if r.due > m.day {
			sum -= min(r.scheduled, r.asked[onFee])
		} else {
			sum += r.asked[onInterest]
		}
	}
	return sum
}

// cutInterest takes from the rows that fall due today the interest and agreed fees that a cap forbids.
func (m *machine) cutInterest(d calendar.Day) {
	if !m.terms.InDuplum && m.terms.CostCap.IsZero() {
		return
	}
	for k := range m.rows {
		r := &m.rows[k]
		if r.due != d || r.gone {
			continue
		}
		more := r.asked[onInterest] + min(r.scheduled, r.asked[onFee])
		if m.duplum.running {
			m.duplum.added += more
		}
		over := m.overCap(more)
		interest := min(over, max(0, r.asked[onInterest]-r.paid[onInterest]-r.struck[onInterest]))
		fees := min(over-interest, r.scheduled, max(0, r.owed()[onFee]))
		r.cut += interest
		r.asked[onInterest] -= interest
		r.asked[onFee] -= fees
		r.scheduled -= fees
		if m.duplum.running {
			m.duplum.added -= interest + fees
		}
	}
}

// overCap is how much of what just fell due lies beyond the caps.
func (m *machine) overCap(more int64) int64 {
	over := int64(0)
	if m.terms.InDuplum && m.duplum.running {
		over = max(over, m.duplum.added-m.duplum.owed)
	}
	if !m.terms.CostCap.IsZero() {
		n, d := ratio(m.terms.CostCap)
		if most := Down.quotient(n.Mul(n, big.NewInt(m.lent)), d); most.IsInt64() {
			over = max(over, m.added()-most.Int64())
		}
	}
	return min(over, more)
}
