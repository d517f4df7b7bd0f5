package lending

import (
	"math/big"

	"lendwright/internal/calendar"
)

// disburse pays money out. The first makes the schedule, from its own day; a later one, within the
// principal that was agreed, is spread over the rows that are not yet due.
func (m *machine) disburse(e LifeEvent) error {
	amount := e.Amount.Minor()
	if amount == 0 {
		amount = m.terms.Principal.Minor() - m.lent
	}
	if amount <= 0 || m.lent+amount > m.terms.Principal.Minor() {
		return refused("%s would be disbursed of a principal of %s", m.money(m.lent+amount), m.terms.Principal)
	}
	if m.started {
		return m.disburseMore(amount)
	}
	t := m.terms.Terms
	t.Principal, t.DisbursedOn = m.money(amount), e.On
	s, err := NewScheduleWithoutRates(t)
	if err != nil {
		return err
	}
	m.started, m.lent, m.day = true, amount, e.On
	fees := t.feeSums()
	m.disbursed = append(m.disbursed, dated{e.On, amount + fees.capitalised.Minor()})
	m.rows = t.lifeRows(s)
	m.moving = m.terms.Recalculate && m.declining()
	m.books.disbursed(m, amount, fees, s.LastDueOn())
	return nil
}

// lifeRows are a schedule's rows as the beginning of a life.
func (t Terms) lifeRows(s Schedule) []lifeRow {
	days := t.dueDates()
	f := t.factors(days)
	rows := make([]lifeRow, 0, len(s.Rows))
	from := t.DisbursedOn
	for _, x := range s.Rows {
		r := lifeRow{n: x.N, from: from, due: x.DueOn, scheduled: x.Fees.Minor()}
		r.asked = claims{onFee: x.Fees.Minor(), onInterest: x.Interest.Minor(), onPrincipal: x.Principal.Minor()}
		if x.N == 0 {
			r.down, r.fixed = true, true
			r.factor = rational{new(big.Int), big.NewInt(1)}
		} else {
			r.factor = f.of(x.N-1, t.Method == Bullet)
			r.grace = x.N <= t.Grace.PrincipalPeriods
			r.deferred = x.N <= t.Grace.InterestPeriods
			r.level = s.Instalment.Minor()
			if t.Weights != nil {
				r.level = x.Principal.Minor() + x.Interest.Minor()
			}
			if t.Method == EqualPrincipal {
				r.level = s.shareAfter(t.Grace.PrincipalPeriods)
			}
			from = x.DueOn
		}
		rows = append(rows, r)
	}
	return t.unusedRows(rows, f, days, s.Instalment.Minor())
}

// shareAfter is the principal of the first row after so many periods of grace.
func (s Schedule) shareAfter(grace int) int64 {
	for _, r := range s.Rows {
		if r.N == grace+1 {
			return r.Principal.Minor()
		}
	}
	return 0
}

// unusedRows adds the due dates that a fixed instalment does not need, for tranches that may need them.
func (t Terms) unusedRows(rows []lifeRow, f factors, days []calendar.Day, level int64) []lifeRow {
	if t.Method == Bullet {
		return rows
	}
	for k := rows[len(rows)-1].n; k < len(days); k++ {
		rows = append(rows, lifeRow{
			n: k + 1, from: rows[len(rows)-1].due, due: days[k], level: level, factor: f.of(k, false), gone: true,
			scheduled: rows[len(rows)-1].scheduled,
		})
	}
	return rows
}

// of is the factor of one period, or of all of them.
func (f factors) of(k int, all bool) rational {
	n := new(big.Int).Set(f.part[k])
	if all {
		for _, p := range f.part[1:] {
			n.Add(n, p)
		}
	}
	return rational{n, f.whole}
}

// disburseMore adds a tranche, its down payment on the same day.
func (m *machine) disburseMore(amount int64) error {
	for k := range m.rows {
		m.rows[k].gone = m.rows[k].gone && m.rows[k].fixed
	}
	k := m.next(m.day)
	if k == len(m.rows) {
		return refused("the last instalment was due on %s: nothing is left to repay it with", m.rows[len(m.rows)-1].due)
	}
	for _, f := range m.terms.Fees {
		if f.Kind != PerInstalment {
			return refused("fees that are taken at the start are reckoned on one disbursement, not several")
		}
	}
	m.lent += amount
	m.disbursed = append(m.disbursed, dated{m.day, amount})
	t := m.terms.Terms
	t.Principal = m.money(amount)
	down := t.share(t.DownPaymentPercent).Minor()
	if down > 0 {
		m.rows = append(m.rows, lifeRow{
			from: m.day, due: m.day, down: true, fixed: true, asked: claims{onPrincipal: down},
			factor: rational{new(big.Int), big.NewInt(1)},
		})
		m.sort()
		k = m.next(m.day)
	}
	m.books.tranche(m, amount)
	if err := m.respread(k, amount-down, amount); err != nil {
		return err
	}
	return m.payCredit()
}

// respread lets the rows from k on repay more: the declining methods by a new instalment, unless
// it is fixed; flat by equal parts.
func (m *machine) respread(k int, more, bearing int64) error {
	if m.declining() {
		m.moving = true
		if m.terms.FixedInstalment.Positive() {
			return m.recompute()
		}
		if err := m.recompute(); err != nil {
			return err
		}
		return m.relevel(k, m.rows[k].paid[onInterest])
	}
	if err := m.addFlatInterest(k, bearing); err != nil {
		return err
	}
	return m.spreadFlat(k, more, m.terms.Rounding)
}

// spreadFlat shares the principal of the rows from k on, and more, equally; the last takes the rest.
func (m *machine) spreadFlat(k int, more int64, rounding Rounding) error {
	open := m.openRows(k)
	if len(open) == 0 {
		return refused("no instalment is left")
	}
	total := more
	for _, j := range open {
		total += m.rows[j].asked[onPrincipal]
	}
	share, ok := rounding.toMultiple(big.NewInt(total), big.NewInt(int64(len(open))), m.terms.InstalmentRoundTo.Minor())
	if !ok {
		return refused("the rest of the loan is beyond what we reckon with")
	}
	for i, j := range open {
		r := &m.rows[j]
		p := min(share, total)
		if i == len(open)-1 {
			p = total
		}
		r.asked[onPrincipal] = max(p, r.settledPrincipal())
		total -= r.asked[onPrincipal]
	}
	if total != 0 {
		return refused("rows that were paid ahead already hold more than their share")
	}
	return nil
}

// openRows are the rows from k on that are reckoned and may ask principal.
func (m *machine) openRows(k int) (open []int) {
	for j := k; j < len(m.rows); j++ {
		if !m.rows[j].fixed && !m.rows[j].grace && !m.rows[j].gone {
			open = append(open, j)
		}
	}
	return open
}

// addFlatInterest adds the interest of money that is lent from today on to the rows from k on.
func (m *machine) addFlatInterest(k int, amount int64) error {
	for j := k; j < len(m.rows); j++ {
		if m.rows[j].fixed {
			continue
		}
		x, err := m.stretch(&m.rows[j], amount, max(m.day, m.rows[j].from), m.rows[j].due)
		if err != nil {
			return err
		}
		m.rows[j].asked[onInterest] += x
	}
	return nil
}

// firstFrom is the day on which the loan began.
func (m *machine) firstFrom() calendar.Day { return m.disbursed[0].on }
