package lending

import (
	"slices"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// machine is a loan in the middle of its life. Events are applied to it in the order of their days.
type machine struct {
	terms     LifeTerms
	rows      []lifeRow // by due day
	day       calendar.Day
	started   bool
	cancelled bool
	moving    bool    // the rows follow the balance and are reckoned anew
	disbursed []dated // money lent, and claims that became principal
	repaid    []dated // principal that was paid or struck
	lent      int64   // what was disbursed, without claims that became principal
	credit    int64   // what the borrower paid too much
	claim     int64   // written off, less recovered
	written   bool
	books     lifeBooks
	duplum    duplum
	splits    map[int]claims // what each payment paid
	event     int            // the event that is being applied
}

// newMachine is a loan before its first event.
func newMachine(t LifeTerms) *machine {
	t.Terms = t.Terms.withDefaults()
	return &machine{terms: t, day: calendar.NoDay, splits: map[int]claims{}, books: lifeBooks{currency: t.Principal.Currency()}}
}

// refused says why the loan's state does not allow something.
func refused(format string, args ...any) error { return fault.Newf(fault.Conflict, format, args...) }

// apply lets an event happen. The error of an event that the loan's state refuses is a fault.Conflict.
func (m *machine) apply(i int, e LifeEvent) error {
	m.event = i
	if err := m.allows(e); err != nil {
		return err
	}
	if err := m.advance(e.On); err != nil {
		return err
	}
	if err := m.do(e); err != nil {
		return err
	}
	if err := m.recompute(); err != nil {
		return err
	}
	m.watchDefault()
	m.books.accrue(m)
	return nil
}

// allows holds the verbs against the state: what must have happened before, and what must not.
func (m *machine) allows(e LifeEvent) error {
	switch {
	case m.cancelled:
		return refused("the loan was cancelled")
	case e.Do == DoShow:
		return nil
	case !m.started && e.Do != DoDisburse && e.Do != DoCancel:
		return refused("the loan was not disbursed yet")
	case m.total().sum() == 0 && changesPlan(e.Do):
		return refused("nothing is owed")
	case m.started && e.Do == DoCancel:
		return refused("the loan was disbursed: it can be settled, not cancelled")
	case m.written && e.Do != DoRecover && e.Do != DoRefund:
		return refused("the loan was written off: only recover and refund are left")
	case !m.written && e.Do == DoRecover:
		return refused("the loan was not written off: use repay")
	}
	return nil
}

// changesPlan reports whether a verb writes the rows to come anew.
func changesPlan(v Verb) bool {
	return v == DoReschedule || v == DoRestructure || v == DoHoliday || v == DoReamortise
}

// do is the event itself, on the day up to which the loan was reckoned.
func (m *machine) do(e LifeEvent) error {
	switch e.Do {
	case DoDisburse:
		return m.disburse(e)
	case DoRepay:
		return m.repay(e.Amount.Minor(), e.Prepayment)
	case DoCharge:
		return m.charge(e)
	case DoWaive:
		return m.waive(e)
	case DoReschedule:
		return m.reschedule(e.Plan)
	case DoRestructure:
		return m.restructure(e.Plan)
	case DoHoliday:
		return m.holiday(e.Plan)
	case DoReamortise:
		return m.reamortise()
	case DoSettle:
		return m.settle(e)
	case DoWriteOff:
		return m.writeOff()
	case DoRecover:
		return m.recover(e.Amount.Minor())
	case DoRefund:
		return m.refund(e.Amount.Minor())
	case DoChargeback:
		return m.chargeback(e)
	case DoCancel:
		m.cancelled = true
	}
	return nil
}

// advance lets time pass up to a day: rows fall due, interest accrues, penalties arise. It stops at
// each day on which one of them does, so that they count from their own day.
func (m *machine) advance(to calendar.Day) error {
	if !m.started || m.written {
		m.day = max(m.day, to)
		return nil
	}
	for _, d := range m.stops(to) {
		if err := m.tick(d); err != nil {
			return err
		}
	}
	return nil
}

// stops are the days until to on which something happens by itself, and to.
func (m *machine) stops(to calendar.Day) []calendar.Day {
	var days []calendar.Day
	note := func(d calendar.Day) {
		if d > m.day && d < to {
			days = append(days, d)
		}
	}
	for i := range m.rows {
		due := m.rows[i].due
		note(due)
		if m.terms.InDuplum {
			note(due + 1)
		}
		for _, rule := range m.lateRules() {
			if rule != nil {
				note(due + calendar.Day(rule.GraceDays) + 1)
			}
		}
	}
	if to > m.day {
		days = append(days, to)
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// tick lets time pass to one of the stops.
func (m *machine) tick(d calendar.Day) error {
	m.countLate(d)
	m.day = d
	if err := m.recompute(); err != nil {
		return err
	}
	m.watchDefault()
	m.cutInterest(d)
	if err := m.penalise(); err != nil {
		return err
	}
	m.books.accrue(m)
	return nil
}

// declining reports whether interest is reckoned on what is left of the principal.
func (m *machine) declining() bool { return m.terms.Method != Flat }

// prepayment is the rule of the terms for what is not yet due.
func (m *machine) prepayment(asked Prepayment) Prepayment {
	p := orElse(asked, m.terms.Prepayment)
	if p == "" && m.terms.Recalculate {
		p = LowerInstalments
	}
	if p == "" || !m.declining() && (p == LowerInstalments || p == ShortenTerm || p == ReduceNext) {
		return NextInstalment // flat: paying early saves no interest, so it pays the next rows
	}
	return p
}

// sorted puts the rows in the order of their due days; down payments stand before others of a day.
func (m *machine) sort() {
	slices.SortStableFunc(m.rows, func(a, b lifeRow) int {
		if a.due != b.due {
			return int(a.due) - int(b.due)
		}
		return a.n - b.n
	})
}

// next is the position of the first row after a day; len(rows) when there is none.
func (m *machine) next(after calendar.Day) int {
	for k := range m.rows {
		if m.rows[k].due > after && !m.rows[k].fixed && !m.rows[k].gone {
			return k
		}
	}
	return len(m.rows)
}

// total is what the rows owe, by claim.
func (m *machine) total() (sum claims) {
	for k := range m.rows {
		sum = sum.plus(m.rows[k].owed())
	}
	return sum
}

// money is an amount of the loan's currency.
func (m *machine) money(minor int64) money.Money {
	return money.Of(minor, m.terms.Principal.Currency())
}
