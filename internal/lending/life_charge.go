package lending

import (
	"slices"

	"lendwright/internal/calendar"
)

// charge adds a fee or a penalty to the row in whose period its day lies; after the last row it gets
// a row of its own.
func (m *machine) charge(e LifeEvent) error {
	amount := e.Amount.Minor()
	if room := m.room(); amount > room {
		return refused("%s is more than the %s that may yet be added under the cap", e.Amount, m.money(room))
	}
	on := m.day
	if e.DueOn.Known() && e.DueOn != 0 {
		on = e.DueOn
	}
	r := &m.rows[m.rowOf(on)]
	r.asked[e.Claim.position()] += amount
	r.gone = false
	if m.duplum.running {
		m.duplum.added += amount
	}
	m.books.accrue(m)
	return m.payCredit()
}

// rowOf is the row in whose period a day lies, made when there is none.
func (m *machine) rowOf(on calendar.Day) int {
	last := 0
	for k := range m.rows {
		r := &m.rows[k]
		if !r.down && !r.gone && r.due >= on {
			return k
		}
		if !r.gone {
			last = k
		}
	}
	m.rows = append(m.rows, lifeRow{n: m.lastNumber() + 1, from: m.rows[last].due, due: on, fixed: true})
	m.sort()
	return slices.IndexFunc(m.rows, func(r lifeRow) bool { return r.due == on && r.fixed && !r.down })
}

// lastNumber is the number of the last row.
func (m *machine) lastNumber() (n int) {
	for k := range m.rows {
		if !m.rows[k].gone {
			n = max(n, m.rows[k].n)
		}
	}
	return n
}

// waive forgives a claim, the oldest first; of interest only what has fallen due.
func (m *machine) waive(e LifeEvent) error {
	c := e.Claim.position()
	open := int64(0)
	for k := range m.rows {
		open += m.waivable(k, c)
	}
	amount := e.Amount.Minor()
	if amount == 0 {
		amount = open
	}
	if open == 0 || amount > open {
		return refused("%s cannot be waived: the %s owed is %s", m.money(amount), e.Claim, m.money(open))
	}
	left := amount
	for k := range m.rows {
		x := min(left, m.waivable(k, c))
		m.rows[k].struck[c] += x
		left -= x
		if c == onPrincipal && x > 0 {
			m.repaid = append(m.repaid, dated{m.day, x})
		}
	}
	m.books.waive(m, c, amount)
	return nil
}

// waivable is what may be forgiven of a claim on row k.
func (m *machine) waivable(k, c int) int64 {
	r := &m.rows[k]
	if c == onInterest && r.due > m.day {
		return 0
	}
	return r.owed()[c]
}

// chargeback takes a part of a repayment back: what was paid too much first, then what that payment
// paid, in the order of allocation. The row in whose period today lies asks it again. A payment that is
// not named gives back principal.
func (m *machine) chargeback(e LifeEvent) error {
	amount, split, err := e.Amount.Minor(), claims{onPrincipal: m.allPaid()}, error(nil)
	if e.Of != nil {
		split = m.splits[*e.Of]
	}
	x := min(amount, m.credit)
	m.credit -= x
	rest := amount - x
	if rest > split.sum() {
		return refused("%s cannot be charged back: %s was paid", m.money(amount), m.money(split.sum()+x))
	}
	lines := []line{{BorrowerCreditBalances, BankOperating, x}}
	if rest > 0 {
		if m.moving {
			return refused("a part cannot be charged back where interest follows the balance: reverse the repayment")
		}
		lines, err = append(lines, m.reopen(split, rest)...), nil
	}
	m.books.post(m, "chargeback", lines...)
	return err
}

// reopen lets the running row ask again what a payment had paid, and gives the lines for the books.
func (m *machine) reopen(split claims, rest int64) (lines []line) {
	r := &m.rows[m.rowOf(m.day)]
	m.books.accrue(m)
	for _, c := range m.order(m.terms.Allocation) {
		i := c.position()
		x := min(rest, split[i])
		rest -= x
		r.asked[i] += x
		lines = append(lines, line{receivables[i], BankOperating, x})
		switch {
		case i == onPrincipal && x > 0:
			m.disbursed = append(m.disbursed, dated{m.day, x})
		case i == onInterest && r.due > m.day:
			r.carried += x // it is owed at once
		}
		if i != onPrincipal {
			m.books.accrued[i] += x
		}
	}
	return lines
}

func (m *machine) allPaid() (sum int64) {
	for k := range m.rows {
		sum += m.rows[k].paid.sum()
	}
	return sum
}
