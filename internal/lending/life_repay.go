package lending

// defaultOrder is the order within an instalment: penalty, fee, interest, principal.
var defaultOrder = []Claim{ClaimPenalty, ClaimFee, ClaimInterest, ClaimPrincipal}

// repay takes a payment. What repays the whole loan today does so, and the interest of the days to
// come is not asked; else it pays what is due, then what is not yet, and the rest is the borrower's.
func (m *machine) repay(amount int64, asked Prepayment) error {
	quote, err := m.quote()
	if err != nil {
		return err
	}
	if q := quote.sum(); q > 0 && amount >= q && (q < m.total().sum() || m.rewrites(asked)) {
		m.endEarly(quote)
		asked = NextInstalment
	}
	return m.pay(BankOperating, amount, asked)
}

// rewrites reports whether a payment may change what later rows ask.
func (m *machine) rewrites(asked Prepayment) bool {
	switch m.prepayment(asked) {
	case NextInstalment, LastInstalment, SpreadEvenly:
		return m.moving
	}
	return true
}

// pay divides money over the rows. It comes from the bank, or from what the borrower paid too much.
func (m *machine) pay(source Account, amount int64, asked Prepayment) error {
	p := payment{machine: m, left: amount}
	p.rows(m.dueRows(), m.order(m.terms.Allocation))
	mode := m.prepayment(asked)
	future := m.futureRows()
	switch mode {
	case LowerInstalments, ShortenTerm, ReduceNext:
		if err := m.prepay(&p, mode); err != nil {
			return err
		}
	case LastInstalment:
		for i := len(future) - 1; i >= 0; i-- {
			p.row(future[i], m.inAdvance())
		}
	case SpreadEvenly:
		p.evenly(future, m.inAdvance())
	default:
		for _, k := range future {
			p.row(k, m.inAdvance())
		}
	}
	m.credit += p.left
	m.splits[m.event] = m.splits[m.event].plus(p.paid)
	m.books.repayment(m, source, p.paid, p.left)
	return nil
}

// payCredit lets what the borrower paid too much pay what has arisen since.
func (m *machine) payCredit() error {
	amount := m.credit
	if amount == 0 {
		return nil
	}
	if err := m.recompute(); err != nil {
		return err
	}
	m.credit = 0
	return m.pay(BorrowerCreditBalances, amount, NextInstalment)
}

func (m *machine) order(list []Claim) []Claim {
	if len(list) == 0 {
		return defaultOrder
	}
	return list
}

// inAdvance is the order for what is not yet due. Interest that follows the balance is not there
// before its day: there the principal comes first.
func (m *machine) inAdvance() []Claim {
	if len(m.terms.InAdvance) > 0 {
		return m.terms.InAdvance
	}
	return m.order(m.terms.Allocation)
}

// dueRows are the rows that fell due and owe something, the oldest first.
func (m *machine) dueRows() (due []int) {
	for k := range m.rows {
		if m.rows[k].due <= m.day && m.rows[k].owed().sum() > 0 {
			due = append(due, k)
		}
	}
	return due
}

// futureRows are the rows that are not yet due and owe something.
func (m *machine) futureRows() (future []int) {
	for k := range m.rows {
		if m.rows[k].due > m.day && m.rows[k].owed().sum() > 0 {
			future = append(future, k)
		}
	}
	return future
}

// payment is money that is being divided.
type payment struct {
	machine *machine
	left    int64
	paid    claims
}

// rows pays rows that are due: one after the other, or claim by claim over all.
func (p *payment) rows(rows []int, order []Claim) {
	if p.machine.terms.Across != AcrossClaims {
		for _, k := range rows {
			p.row(k, order)
		}
		return
	}
	for _, c := range order {
		for _, k := range rows {
			p.row(k, []Claim{c})
		}
	}
}

// row pays one row in the order of the claims.
func (p *payment) row(k int, order []Claim) {
	for _, c := range order {
		p.claim(k, c.position(), p.left)
	}
}

// claim pays up to an amount of one claim of a row, and gives what was paid.
func (p *payment) claim(k, c int, most int64) int64 {
	r := &p.machine.rows[k]
	x := min(p.left, most, max(0, r.owed()[c]))
	if x <= 0 {
		return 0
	}
	r.paid[c] += x
	p.paid[c] += x
	p.left -= x
	if c == onPrincipal {
		p.machine.repaid = append(p.machine.repaid, dated{p.machine.day, x})
	}
	return x
}

// evenly pays rows the same, the earlier ones the odd kobo; what one does not need goes to the others.
func (p *payment) evenly(rows []int, order []Claim) {
	for p.left > 0 {
		var open []int
		for _, k := range rows {
			if p.machine.rows[k].owed().sum() > 0 {
				open = append(open, k)
			}
		}
		if len(open) == 0 {
			return
		}
		part, odd := p.left/int64(len(open)), p.left%int64(len(open))
		for i, k := range open {
			share := payment{machine: p.machine, left: part}
			if int64(i) < odd {
				share.left++
			}
			share.row(k, order)
			p.paid = p.paid.plus(share.paid)
			p.left -= share.paid.sum()
		}
	}
}

// prepay lowers the balance by what is left of a payment: after the charges of the running row, and
// without recalculation after the interest until today.
func (m *machine) prepay(p *payment, mode Prepayment) error {
	k := m.running()
	if p.left == 0 || k == len(m.rows) {
		return nil
	}
	m.moving = true
	r := &m.rows[k]
	p.claim(k, onPenalty, p.left)
	if r.owed()[onFee] > r.scheduled {
		p.claim(k, onFee, r.owed()[onFee]-r.scheduled)
	}
	if !m.terms.Recalculate && r.due > m.day {
		until, err := m.rowInterest(k, m.day)
		if err != nil {
			return err
		}
		x := p.claim(k, onInterest, until+r.carried-r.paid[onInterest])
		if mode != LowerInstalments && m.terms.Method == Annuity {
			r.level += x // the instalment of the day itself stays what it is
		}
	}
	x := min(p.left, m.rest())
	if x > 0 {
		m.lower(p, k, x)
		if mode == ReduceNext {
			r.ahead += x
		}
	}
	if err := m.recompute(); err != nil {
		return err
	}
	for _, j := range m.futureRows() { // nothing but interest and fees can be left
		p.row(j, m.inAdvance())
	}
	return m.relevelAfter(k, mode)
}

// lower pays principal ahead, on row k.
func (m *machine) lower(p *payment, k int, x int64) {
	r := &m.rows[k]
	if m.terms.Recalculate && r.due > m.day {
		r.early = append(r.early, dated{m.day, x})
	} else {
		r.extra = append(r.extra, dated{m.day, x})
	}
	r.paid[onPrincipal] += x
	r.asked[onPrincipal] = max(r.asked[onPrincipal], r.settledPrincipal())
	p.paid[onPrincipal] += x
	p.left -= x
	m.repaid = append(m.repaid, dated{m.day, x})
}

// relevelAfter finds the new instalment after a prepayment on row k.
func (m *machine) relevelAfter(k int, mode Prepayment) error {
	r := &m.rows[k]
	if mode == ShortenTerm || mode == ReduceNext {
		return nil
	}
	if r.due <= m.day || len(r.early) > 0 {
		if len(r.early) > 0 && r.asked[onPrincipal]+r.asked[onInterest] <= r.level {
			return nil
		}
		if k = m.next(r.due); k == len(m.rows) {
			return nil
		}
		return m.relevel(k, 0)
	}
	return m.relevel(k, r.paid[onInterest])
}

// running is the row in whose period today lies: the first that is due today or later.
func (m *machine) running() int {
	return m.next(m.day - 1)
}

// rest is the principal that is still to be repaid.
func (m *machine) rest() int64 {
	return sumDated(m.disbursed, m.day) - sumDated(m.repaid, m.day)
}
