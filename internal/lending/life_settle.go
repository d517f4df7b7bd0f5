package lending

import (
	"math/big"

	"lendwright/internal/calendar"
)

// quote is what repays the loan today: what is due, the principal that is not, the interest until
// today and what the terms want of the later, and charges. Agreed fees of later rows are not asked.
func (m *machine) quote() (q claims, err error) {
	if !m.started || m.written {
		return q, nil
	}
	running, err := m.runningInterest()
	if err != nil {
		return q, err
	}
	q[onInterest] = running
	for k := range m.rows {
		r := &m.rows[k]
		o := r.owed()
		q[onPrincipal] += o[onPrincipal]
		q[onPenalty] += o[onPenalty]
		if r.due > m.day {
			o[onInterest], o[onFee] = 0, max(0, r.asked[onFee]-r.scheduled-r.paid[onFee]-r.struck[onFee])
		}
		q[onInterest] += o[onInterest]
		q[onFee] += o[onFee]
	}
	return q, nil
}

// runningInterest is what a settlement today asks of the interest of rows that are not yet due.
func (m *machine) runningInterest() (int64, error) {
	c := m.collector()
	if c == len(m.rows) {
		return 0, nil
	}
	r := &m.rows[c]
	accrued, err := m.accruedUntil(m.day)
	if err != nil {
		return 0, err
	}
	later, err := m.laterInterest(accrued)
	if err != nil {
		return 0, err
	}
	dealt := r.paid[onInterest] + r.struck[onInterest]
	if m.terms.EarlyEnd != "" && m.terms.EarlyEnd != SettleAccrued {
		dealt = m.dealtLater()
	}
	return min(max(0, accrued+later-dealt), m.owedLater()), nil
}

// owedLater is the interest that rows to come ask.
func (m *machine) owedLater() (sum int64) {
	for k := range m.rows {
		if r := &m.rows[k]; r.due > m.day {
			sum += r.owed()[onInterest]
		}
	}
	return sum
}

// dealtLater is the interest of rows to come that was paid or struck.
func (m *machine) dealtLater() (sum int64) {
	for k := range m.rows {
		if r := &m.rows[k]; r.due > m.day {
			sum += r.paid[onInterest] + r.struck[onInterest]
		}
	}
	return sum
}

// collector is the row with which the interest of today is collected.
func (m *machine) collector() int {
	for k := range m.rows {
		r := &m.rows[k]
		if r.due > m.day && !r.deferred && !r.down && !r.gone && r.factor.n != nil {
			return k
		}
	}
	return len(m.rows)
}

// accruedUntil is the interest until a day that no row has asked yet: of the running period and of
// periods whose interest is deferred.
func (m *machine) accruedUntil(on calendar.Day) (sum int64, err error) {
	for k := range m.rows {
		r := &m.rows[k]
		if r.fixed || r.gone {
			continue
		}
		if r.due <= on && !r.deferred {
			sum = 0
			continue
		}
		if r.from >= on {
			break
		}
		own, err := m.ownInterest(k, on)
		if err != nil {
			return 0, err
		}
		sum += max(0, own-r.cut) + r.carried
	}
	return sum, nil
}

// ownInterest is what row k's period bears until a day.
func (m *machine) ownInterest(k int, until calendar.Day) (int64, error) {
	if m.declining() {
		return m.rowInterest(k, until)
	}
	r := &m.rows[k]
	if !r.deferred && (k == 0 || !m.rows[k-1].deferred) {
		whole, elapsed := int64(r.due-r.from), int64(min(until, r.due)-r.from)
		n := new(big.Int).Mul(big.NewInt(r.asked[onInterest]-r.carried), big.NewInt(elapsed))
		x, _ := m.terms.Rounding.toMultiple(n, big.NewInt(max(1, whole)), 1)
		return x, nil
	}
	sum := int64(0)
	for _, x := range m.disbursed {
		part, err := m.stretch(r, x.amount, max(x.on, r.from), min(until, r.due))
		if err != nil {
			return 0, err
		}
		sum += part
	}
	return sum, nil
}

// laterInterest is what the terms ask of the interest that is not yet earned when a loan ends early.
func (m *machine) laterInterest(accrued int64) (int64, error) {
	if m.terms.EarlyEnd == SettleAccrued || m.terms.EarlyEnd == "" {
		return 0, nil
	}
	all, future, rows, whole := int64(0), int64(0), int64(0), int64(0)
	for k := range m.rows {
		r := &m.rows[k]
		if r.down || r.factor.n == nil {
			continue
		}
		rows++
		all += r.asked[onInterest]
		if r.due > m.day {
			future += r.asked[onInterest]
		}
		if r.from >= m.day {
			whole++
		}
	}
	switch m.terms.EarlyEnd {
	case SettleFull:
		return max(0, future-accrued), nil
	case SettleRuleOf78:
		n := new(big.Int).Mul(big.NewInt(all), big.NewInt(whole*(whole+1)))
		rebate, _ := Down.toMultiple(n, big.NewInt(rows*(rows+1)), 1)
		return max(0, future-rebate-accrued), nil
	}
	value, err := m.presentValue()
	if err != nil {
		return 0, err
	}
	owed := int64(0)
	for k := range m.rows {
		if r := &m.rows[k]; r.due > m.day {
			owed += r.asked[onPrincipal]
		}
	}
	return max(0, value-owed-accrued), nil
}

// endEarly takes away what a settlement does not ask, so that paying the quote leaves nothing.
func (m *machine) endEarly(quote claims) {
	c, due := m.collector(), int64(0)
	for k := range m.rows {
		r := &m.rows[k]
		if r.due <= m.day {
			due += r.owed()[onInterest]
			continue
		}
		if k != c {
			r.asked[onInterest] = r.paid[onInterest] + r.struck[onInterest]
		}
		r.asked[onFee] = max(r.asked[onFee]-r.scheduled, r.paid[onFee]+r.struck[onFee])
		r.scheduled = 0
	}
	if c < len(m.rows) {
		r := &m.rows[c]
		r.asked[onInterest] = r.paid[onInterest] + r.struck[onInterest] + quote[onInterest] - due
	}
	for k := range m.rows {
		m.rows[k].fixed = true
	}
}

// settle repays the whole loan today, at its quote or with the amount given, which must be enough.
func (m *machine) settle(e LifeEvent) error {
	q, err := m.quote()
	if err != nil {
		return err
	}
	amount := e.Amount.Minor()
	if q.sum() == 0 {
		return refused("nothing is owed")
	}
	if amount == 0 {
		amount = q.sum()
	}
	if amount < q.sum() {
		return refused("%s does not settle the loan: on %s it takes %s", m.money(amount), m.day, m.money(q.sum()))
	}
	return m.repay(amount, "")
}

// writeOff takes the loan off the books: what it owes today, and nothing of the days to come. The
// claim stays, and what is recovered of it is income.
func (m *machine) writeOff() error {
	q, err := m.quote()
	if err != nil {
		return err
	}
	if q.sum() == 0 {
		return refused("nothing is owed")
	}
	m.endEarly(q)
	m.books.accrue(m)
	m.strikeAll()
	m.claim, m.written = q.sum(), true
	m.books.writeOff(m, q)
	return nil
}

// strikeAll strikes all that the rows owe.
func (m *machine) strikeAll() {
	for k := range m.rows {
		r := &m.rows[k]
		o := r.owed()
		r.struck = r.struck.plus(o)
		if o[onPrincipal] > 0 {
			m.repaid = append(m.repaid, dated{m.day, o[onPrincipal]})
		}
	}
}

// recover takes money on a loan that was written off.
func (m *machine) recover(amount int64) error {
	if amount > m.claim {
		return refused("%s is more than the %s that were written off", m.money(amount), m.money(m.claim))
	}
	m.claim -= amount
	m.books.post(m, "recovery", line{BankOperating, recoveryIncome, amount})
	return nil
}

// refund gives back what the borrower paid too much.
func (m *machine) refund(amount int64) error {
	if amount == 0 {
		amount = m.credit
	}
	if amount == 0 || amount > m.credit {
		return refused("%s cannot be refunded: %s was paid too much", m.money(amount), m.money(m.credit))
	}
	m.credit -= amount
	m.books.post(m, "refund", line{BorrowerCreditBalances, BankOperating, amount})
	return nil
}
