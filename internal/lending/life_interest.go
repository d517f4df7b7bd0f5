package lending

import (
	"math/big"
	"slices"

	"lendwright/internal/calendar"
)

// recompute reckons the rows that follow the balance anew: interest on what is owed from day to day,
// and principal from the row's instalment. A loan whose rows stay as agreed is left alone.
func (m *machine) recompute() error {
	if !m.moving || m.written {
		return nil
	}
	carry, ahead := int64(0), int64(0)
	last := m.lastMoving()
	for k := range m.rows {
		r := &m.rows[k]
		if r.fixed {
			continue
		}
		own, err := m.rowInterest(k, r.due)
		if err != nil {
			return err
		}
		ahead = m.askPrincipal(k, own, ahead, k == last) + r.ahead
		r.asked[onInterest] = max(0, own-r.cut) + r.carried
		if r.deferred {
			carry, r.asked[onInterest] = carry+r.asked[onInterest], 0
		} else {
			r.asked[onInterest], carry = r.asked[onInterest]+carry, 0
		}
		r.asked[onInterest] = max(r.asked[onInterest], r.paid[onInterest]+r.struck[onInterest])
		m.markGone(k)
	}
	return nil
}

// lastMoving is the position of the last row that is reckoned anew.
func (m *machine) lastMoving() int {
	for k := len(m.rows) - 1; k >= 0; k-- {
		if !m.rows[k].fixed {
			return k
		}
	}
	return -1
}

// askPrincipal sets what a row repays. What was paid within the row's period counts towards its
// instalment; what was paid beyond is added. What was paid ahead lets it ask less; it gives what is left of that.
func (m *machine) askPrincipal(k int, own, ahead int64, last bool) int64 {
	r := &m.rows[k]
	left := m.left(k) - m.settledAfter(k)
	within, beyond := sumDated(r.early, r.due), sumDated(r.extra, r.due)
	share := int64(0)
	switch {
	case r.grace:
	case m.terms.Method == Annuity:
		share = max(0, r.level-own)
	case m.terms.Method == EqualPrincipal:
		share = r.level
	}
	less := min(share, ahead)
	p := max(share-less, within) + beyond
	if last {
		p = max(0, left)
	}
	r.asked[onPrincipal] = max(min(p, left), r.settledPrincipal())
	return ahead - less
}

// settledAfter is the principal of later rows that was paid ahead: the rows before cannot ask it.
func (m *machine) settledAfter(k int) (sum int64) {
	for j := k + 1; j < len(m.rows); j++ {
		sum += m.rows[j].settledPrincipal()
	}
	return sum
}

// left is the principal that the rows before k do not ask.
func (m *machine) left(k int) int64 {
	left := int64(0)
	for _, x := range m.disbursed {
		if x.on < m.rows[k].due {
			left += x.amount
		}
	}
	for j := range k {
		left -= m.rows[j].asked[onPrincipal]
	}
	return left
}

// markGone takes a row away whose debt was repaid before it falls due; it keeps charges.
func (m *machine) markGone(k int) {
	r := &m.rows[k]
	r.gone = r.due > m.day && r.asked[onPrincipal] == 0 && r.asked[onInterest] == 0 &&
		r.paid == claims{} && m.left(k) == 0 && r.asked[onFee] <= r.scheduled && r.asked[onPenalty] == 0
	if r.gone {
		r.asked[onFee] = 0
	} else if r.asked[onFee] < r.scheduled {
		r.asked[onFee] = r.scheduled
	}
}

// rowInterest is what row k bears from the start of its period until a day: each stretch of one
// balance is rounded for itself.
func (m *machine) rowInterest(k int, until calendar.Day) (int64, error) {
	r := &m.rows[k]
	days := m.breaks(k, until)
	sum := int64(0)
	for i := 0; i+1 < len(days); {
		balance, from := m.balance(k, days[i]), days[i]
		for i++; i+1 < len(days) && m.balance(k, days[i]) == balance; i++ {
		}
		part, err := m.stretch(r, balance, from, days[i])
		if err != nil {
			return 0, err
		}
		sum += part
	}
	return sum, nil
}

// breaks are the days of row k's period on which its balance may change, its ends included.
func (m *machine) breaks(k int, until calendar.Day) []calendar.Day {
	r := &m.rows[k]
	until = min(until, r.due)
	days := []calendar.Day{r.from, until}
	note := func(d calendar.Day) {
		if d > r.from && d < until {
			days = append(days, d)
		}
	}
	lists := [][]dated{m.disbursed, r.early, r.extra}
	if m.terms.Recalculate {
		lists = append(lists, m.repaid)
		note(m.day)
	}
	for _, list := range lists {
		for _, x := range list {
			note(x.on)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// balance is the principal on which row k bears interest on a day. With recalculation it is what was
// really owed, up to today; from today on, and always without, it is what is planned: each row
// paid on its day, and what was paid early.
func (m *machine) balance(k int, on calendar.Day) int64 {
	balance := sumDated(m.disbursed, on)
	if m.terms.Recalculate && on < m.day {
		return balance - sumDated(m.repaid, on)
	}
	for j := range k {
		if m.rows[j].due <= on {
			balance -= m.rows[j].asked[onPrincipal]
		}
	}
	return balance - sumDated(m.rows[k].early, on) - sumDated(m.rows[k].extra, on)
}

// stretch is the interest of a balance between two days of a row's period, rounded.
func (m *machine) stretch(r *lifeRow, balance int64, from, to calendar.Day) (int64, error) {
	if balance <= 0 {
		return 0, nil
	}
	a, b := m.grown(r, from), m.grown(r, to)
	n := new(big.Int).Sub(new(big.Int).Mul(b.n, a.d), new(big.Int).Mul(a.n, b.d))
	d := new(big.Int).Mul(a.d, b.d)
	if n.Sign() <= 0 {
		return 0, nil
	}
	x, ok := m.terms.Rounding.toMultiple(n.Mul(n, big.NewInt(balance)), d, m.terms.RoundTo.Minor())
	if !ok || x > amountMax {
		return 0, refused("the interest of instalment %d is beyond what we reckon with", r.n)
	}
	return x, nil
}

// grown is the interest that one unit bears from the start of the row's period to a day: the row's
// factor by the days under the day count, so that the whole period bears exactly the factor.
func (m *machine) grown(r *lifeRow, on calendar.Day) rational {
	if on <= r.from {
		return rational{new(big.Int), big.NewInt(1)}
	}
	if on >= r.due {
		return r.factor
	}
	n, _ := m.terms.DayCount.YearFraction(r.from, on)
	whole, _ := m.terms.DayCount.YearFraction(r.from, r.due)
	if whole <= 0 || m.terms.PartPeriods == PartByCalendar && m.terms.InterestPer != PerDay {
		n, whole = int64(on-r.from), int64(r.due-r.from)
	}
	return rational{
		new(big.Int).Mul(r.factor.n, big.NewInt(min(n, whole))),
		new(big.Int).Mul(r.factor.d, big.NewInt(whole)),
	}
}

// relevel finds the instalment that repays what is left with the rows from k on. own is row k's
// interest and less what of it is paid already.
func (m *machine) relevel(k int, paid int64) error {
	if k >= len(m.rows) || m.terms.Method == InterestOnly || m.terms.Method == Bullet {
		return nil
	}
	if m.terms.Weights != nil {
		return refused("stepped instalments are not found anew: prepay with shorten_term or reduce_next")
	}
	own, err := m.rowInterest(k, m.rows[k].due)
	if err != nil {
		return err
	}
	left := m.left(k) - sumDated(m.rows[k].early, m.rows[k].due) - sumDated(m.rows[k].extra, m.rows[k].due)
	n, d := m.levelOf(k, left, own-paid)
	step := m.terms.InstalmentRoundTo.Minor()
	if m.terms.Method == EqualPrincipal {
		step = m.terms.RoundTo.Minor()
	}
	level, ok := m.terms.Rounding.toMultiple(n, d, step)
	if !ok || level > amountMax {
		return refused("no instalment repays the rest of the loan")
	}
	for j := k; j < len(m.rows); j++ {
		if !m.rows[j].fixed {
			m.rows[j].level = level
		}
	}
	if m.terms.Method == Annuity {
		m.rows[k].level += paid
	}
	return nil
}

// levelOf is the exact instalment L of (left + own)·G − balloon = L·Σ G, where G is the growth from a
// row to the last: with one rate i it is the annuity's formula.
func (m *machine) levelOf(k int, left, own int64) (n, d *big.Int) {
	balloon := m.terms.Balloon.Minor()
	if m.terms.Method == EqualPrincipal {
		rows := int64(0)
		for j := k; j < len(m.rows); j++ {
			if !m.rows[j].fixed && !m.rows[j].grace {
				rows++
			}
		}
		return big.NewInt(left - balloon), big.NewInt(max(1, rows))
	}
	growth, sum, scale := big.NewInt(1), new(big.Int), big.NewInt(1)
	for j := len(m.rows) - 1; j >= k; j-- {
		r := &m.rows[j]
		if r.fixed || r.grace && j > k {
			continue
		}
		if !r.grace {
			sum.Add(sum, growth)
		}
		if j > k {
			f := m.levelFactor(r)
			growth.Mul(growth, new(big.Int).Add(f.d, f.n))
			sum.Mul(sum, f.d)
			scale.Mul(scale, f.d)
		}
	}
	if sum.Sign() == 0 {
		sum.SetInt64(1)
	}
	if m.rows[k].grace {
		own = 0
	}
	n = growth.Mul(growth, big.NewInt(left+own))
	return n.Sub(n, scale.Mul(scale, big.NewInt(balloon))), sum
}

// levelFactor is the interest of a row's period for finding the level instalment.
func (m *machine) levelFactor(r *lifeRow) rational {
	if m.terms.LevelBy != LevelByFirst {
		return r.factor
	}
	for k := range m.rows {
		if !m.rows[k].fixed {
			return m.rows[k].factor
		}
	}
	return r.factor
}
