package lending

import (
	"math/big"
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// planRow is the row from which a plan counts: that of the due day it names, or the first to come.
func (m *machine) planRow(p LifePlan) (int, error) {
	if !p.From.Known() || p.From == 0 {
		if k := m.next(m.day); k < len(m.rows) {
			return k, nil
		}
		return 0, refused("no instalment is to come")
	}
	for k := range m.rows {
		r := &m.rows[k]
		if r.due == p.From && !r.fixed && !r.gone {
			if r.due < m.day {
				return 0, refused("the instalment of %s has fallen due: restructure or reamortise the loan", p.From)
			}
			return k, nil
		}
	}
	return 0, refused("no instalment is due on %s", p.From)
}

// reschedule changes the rows from one on: their days, their number, their rate, or a grace.
func (m *machine) reschedule(p LifePlan) error {
	k, err := m.planRow(p)
	if err != nil {
		return err
	}
	if p.NewDueOn.Known() && p.NewDueOn != 0 && p.NewDueOn <= max(m.rows[k].from, m.day-1) {
		return refused("%s lies before the period that it would end", p.NewDueOn)
	}
	if p.Rate != nil {
		m.terms.AnnualRate = *p.Rate
	}
	if p.Grace > 0 {
		if err := m.untouched(k); err != nil {
			return err
		}
	}
	if err := m.addRows(p.Extra + p.Grace); err != nil {
		return err
	}
	if err := m.redate(k, p.NewDueOn); err != nil {
		return err
	}
	m.shiftGrace(k, p.Grace, false)
	if err := m.reflat(k, p.Rate != nil); err != nil {
		return err
	}
	if p.Extra == 0 && p.Rate == nil {
		return m.keepLevel(k)
	}
	if !m.declining() {
		return m.spreadFlat(k, 0, m.terms.Rounding)
	}
	return m.releveled(k)
}

// keepLevel lets a declining loan follow its new days with the instalment that it has.
func (m *machine) keepLevel(int) error {
	m.moving = m.moving || m.declining()
	return m.recompute()
}

// releveled lets a declining loan find the instalment that repays it by its last row.
func (m *machine) releveled(k int) error {
	m.moving = true
	if err := m.recompute(); err != nil {
		return err
	}
	return m.relevel(k, m.rows[k].paid[onInterest])
}

// addRows adds periods at the end.
func (m *machine) addRows(n int) error {
	if n == 0 {
		return nil
	}
	last := m.lastMoving()
	if last < 0 || m.terms.Method == Bullet {
		return refused("a loan that is repaid at once has no instalments to add")
	}
	if m.rows[last].n+n > instalmentsMax {
		return refused("a loan has at most %d instalments", instalmentsMax)
	}
	from := m.rows[last]
	for i := range n {
		due := m.terms.paidOn([]calendar.Day{m.terms.Every.Step(from.due, i+1, m.anchor(), m.terms.MonthEnd)})[0]
		if !reckonable(due) {
			return refused("the loan would end after %d", lastYear)
		}
		before := m.rows[len(m.rows)-1]
		m.rows = append(m.rows, lifeRow{n: m.lastNumber() + 1, from: before.due, due: due, level: from.level, scheduled: from.scheduled})
		m.rows[len(m.rows)-1].asked[onFee] = from.scheduled
	}
	return nil
}

// anchor is the day of the month on which the instalments of the terms fall due.
func (m *machine) anchor() int {
	if m.terms.hasFirstDue() {
		return dayOfMonth(m.terms.FirstDueOn)
	}
	return dayOfMonth(m.firstFrom())
}

// redate gives the rows from k on their days, from a new first one when there is one, and their factors.
func (m *machine) redate(k int, first calendar.Day) error {
	t := m.terms.Terms
	t.DisbursedOn, t.FirstDueOn, t.DueDates = m.rows[k].from, calendar.NoDay, nil
	moved := first.Known() && first != 0
	rows := 0
	for j := k; j < len(m.rows); j++ {
		r := &m.rows[j]
		if r.fixed {
			continue
		}
		if moved {
			r.due = t.paidOn([]calendar.Day{t.Every.Step(first, rows, dayOfMonth(first), t.MonthEnd)})[0]
		}
		if !reckonable(r.due) {
			return refused("the loan would end after %d", lastYear)
		}
		t.DueDates = append(t.DueDates, r.due)
		rows++
	}
	if len(t.DueDates) == 0 {
		return refused("no instalment is to come")
	}
	t.Grace.InterestFreePeriods = 0
	f, i, from := t.factors(t.DueDates), 0, t.DisbursedOn
	for j := k; j < len(m.rows); j++ {
		if r := &m.rows[j]; !r.fixed {
			r.from, r.factor = from, f.of(i, false)
			from, i = r.due, i+1
		}
	}
	m.sort()
	return nil
}

// untouched refuses to move what rows ask where a part of it was paid ahead.
func (m *machine) untouched(k int) error {
	for j := k; j < len(m.rows); j++ {
		if r := &m.rows[j]; !m.moving && (r.paid != claims{} || r.struck != claims{}) {
			return refused("the instalment of %s is paid in part already", r.due)
		}
	}
	return nil
}

// shiftGrace puts n periods without principal before row k: what the rows asked, they ask n later.
func (m *machine) shiftGrace(k, n int, deferred bool) {
	if n == 0 {
		return
	}
	for j := len(m.rows) - 1; j >= k; j-- {
		r := &m.rows[j]
		if r.fixed {
			continue
		}
		if j-n >= k && !m.rows[j-n].fixed {
			before := &m.rows[j-n]
			r.asked[onPrincipal], r.asked[onInterest] = before.asked[onPrincipal], before.asked[onInterest]
			r.grace, r.deferred = before.grace, before.deferred
			continue
		}
		r.grace, r.deferred = true, deferred
		r.asked[onPrincipal], r.asked[onInterest] = r.settledPrincipal(), r.paid[onInterest]+r.struck[onInterest]
		if deferred { // a holiday asks no agreed fee either: it comes with the row at the end
			fee := min(r.scheduled, r.owed()[onFee])
			r.asked[onFee], r.scheduled = r.asked[onFee]-fee, r.scheduled-fee
		}
	}
}

// reflat reckons the interest of a flat loan's rows from k on anew, after their days, number or rate
// changed.
func (m *machine) reflat(k int, all bool) error {
	if m.declining() {
		return nil
	}
	carry := int64(0)
	for j := k; j < len(m.rows); j++ {
		r := &m.rows[j]
		if r.fixed {
			continue
		}
		own := int64(0)
		for _, x := range m.disbursed {
			part, err := m.stretch(r, x.amount, max(x.on, r.from), r.due)
			if err != nil {
				return err
			}
			own += part
		}
		if r.deferred {
			carry, r.asked[onInterest] = carry+own, 0
			continue
		}
		r.asked[onInterest], carry = max(own+carry+r.carried, r.paid[onInterest]+r.struck[onInterest]), 0
	}
	return nil
}

// holiday skips periods: their rows ask nothing, the instalments come as many periods later, and the
// interest of the holiday is collected with the first of them.
func (m *machine) holiday(p LifePlan) error {
	k, err := m.planRow(p)
	if err != nil {
		return err
	}
	n := max(1, p.Periods)
	if err := m.untouched(k); err != nil {
		return err
	}
	if err := m.addRows(n); err != nil {
		return err
	}
	if err := m.redate(k, calendar.NoDay); err != nil {
		return err
	}
	m.shiftGrace(k, n, true)
	if err := m.reflat(k, true); err != nil {
		return err
	}
	return m.keepLevel(k)
}

// reamortise moves the principal that is overdue to the rows to come.
func (m *machine) reamortise() error {
	k := m.next(m.day)
	if k == len(m.rows) {
		return refused("no instalment is to come: restructure the loan")
	}
	moved := int64(0)
	for j := range k {
		r := &m.rows[j]
		o := r.owed()[onPrincipal]
		if r.due > m.day || o == 0 {
			continue
		}
		r.asked[onPrincipal] -= o
		r.fixed = true
		moved += o
	}
	if moved == 0 {
		return refused("no principal is overdue")
	}
	if !m.declining() {
		return m.spreadFlat(k, moved, Down)
	}
	for j := range k {
		m.rows[j].fixed = true
	}
	return m.releveled(k)
}

// restructure ends the schedule today and makes a new one for what is owed: the principal, and the
// overdue claims that are named. Interest of the running period is collected with the first new row.
func (m *machine) restructure(p LifePlan) error {
	if p.Rate != nil {
		m.terms.AnnualRate = *p.Rate
	}
	accrued, err := m.accruedUntil(m.day)
	if err != nil {
		return err
	}
	if c := m.collector(); c < len(m.rows) {
		accrued = max(0, accrued-m.rows[c].paid[onInterest]-m.rows[c].struck[onInterest])
	}
	owed := m.endSchedule(p.Capitalise)
	if owed <= 0 {
		return refused("no principal is owed")
	}
	return m.newSchedule(p, owed, accrued)
}

// endSchedule takes what is owed from the rows and gives it, the claims that become principal included.
func (m *machine) endSchedule(capitalise []Claim) (owed int64) {
	keep := m.rows[:0:0]
	for k := range m.rows {
		r := m.rows[k]
		o := r.owed()
		owed += o[onPrincipal]
		r.asked[onPrincipal] -= o[onPrincipal]
		if r.due > m.day {
			r.asked[onInterest] = r.paid[onInterest] + r.struck[onInterest]
			r.asked[onFee] = max(r.asked[onFee]-r.scheduled, r.paid[onFee]+r.struck[onFee])
			r.scheduled = 0
		}
		for _, c := range capitalise {
			owed += m.capitalise(&r, c)
		}
		r.fixed = true
		if r.due > m.day && r.asked.sum() > 0 { // paid ahead: it ends today
			r.due = m.day
		}
		if r.due <= m.day {
			keep = append(keep, r)
		}
	}
	m.rows = keep
	return owed
}

// capitalise makes a claim of a row principal.
func (m *machine) capitalise(r *lifeRow, c Claim) int64 {
	i := c.position()
	x := r.owed()[i]
	if i == onPrincipal || x <= 0 {
		return 0
	}
	r.struck[i] += x
	m.disbursed = append(m.disbursed, dated{m.day, x})
	m.books.accrue(m)
	m.books.post(m, "capitalisation", line{LoanPrincipal, receivables[i], x})
	return x
}

// newSchedule appends the rows of a new schedule for what is owed.
func (m *machine) newSchedule(p LifePlan, owed, accrued int64) error {
	t := m.terms.Terms
	t.Principal, t.DisbursedOn, t.FirstDueOn, t.DueDates = m.money(owed), m.day, p.NewDueOn, nil
	t.Fees, t.DownPaymentPercent, t.FixedInstalment = nil, money.Rate{}, m.money(0)
	t.Balloon, t.Grace = m.money(0), Grace{PrincipalPeriods: p.Grace}
	t.Instalments = orElse(p.Instalments, max(1, t.Instalments))
	t.Every = orElse(p.Every, t.Every)
	s, err := NewScheduleWithoutRates(t)
	if err != nil {
		return err
	}
	n := m.lastNumber()
	rows := t.lifeRows(s)
	for i := range rows {
		rows[i].n += n
	}
	rows[0].carried = accrued
	rows[0].asked[onInterest] += accrued
	m.rows = append(m.rows, rows...)
	m.terms.Every, m.terms.Grace, m.terms.Balloon, m.terms.FixedInstalment = t.Every, Grace{}, t.Balloon, t.FixedInstalment
	m.terms.FirstDueOn = rows[0].due
	if m.declining() {
		m.moving = m.terms.Recalculate
	}
	m.sort()
	return nil
}

// presentValue is what the payments to come are worth today at the annual rate of the contract, from
// the schedule as it is: the settlement under the actuarial rule.
func (m *machine) presentValue() (int64, error) {
	var future []dated
	for k := range m.rows {
		r := &m.rows[k]
		if r.due > m.day && !r.down {
			future = append(future, dated{r.due, r.asked[onPrincipal] + r.asked[onInterest]})
		}
	}
	rate, err := m.contractRate()
	if err != nil {
		return 0, err
	}
	sum := new(big.Int)
	ln := fixLn(new(big.Int).Add(fixOne, rate))
	for _, x := range future {
		n := new(big.Int).Mul(ln, big.NewInt(-int64(x.on-m.day)))
		sum.Add(sum, new(big.Int).Mul(fixExp(n.Quo(n, big.NewInt(365))), big.NewInt(x.amount)))
	}
	value, _ := HalfUp.toMultiple(sum, fixOne, 1)
	return value, nil
}

// contractRate is the effective rate at which the schedule, without fees, balances what was lent.
func (m *machine) contractRate() (*big.Int, error) {
	var flows []CashFlow
	for _, x := range m.disbursed {
		flows = append(flows, CashFlow{On: x.on, Amount: m.money(-x.amount).Decimal()})
	}
	for k := range m.rows {
		r := &m.rows[k]
		flows = append(flows, CashFlow{On: r.due, Amount: m.money(r.asked[onPrincipal] + r.asked[onInterest]).Decimal()})
	}
	slices.SortStableFunc(flows, func(a, b CashFlow) int { return int(a.On - b.On) })
	rate, err := EffectiveRate(flows)
	if err != nil {
		return nil, err
	}
	return fixOf(rate.At(12).Decimal().Rat()), nil
}
