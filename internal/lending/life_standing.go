package lending

import (
	"math"

	"lendwright/internal/calendar"
)

// standing is the loan as it is on the day up to which it was reckoned.
func (m *machine) standing(on calendar.Day) (LifeStanding, error) {
	q, err := m.quote()
	if err != nil {
		return LifeStanding{}, err
	}
	s := LifeStanding{
		On: on, AsOf: m.day, State: m.state(), DaysPastDue: m.daysPastDue(),
		Settlement: m.money(q.sum()), Credit: m.money(m.credit), WrittenOff: m.money(m.claim),
		ValidUntil: m.day + calendar.Day(m.terms.ValidDays),
	}
	for k := range m.rows {
		if !m.rows[k].gone {
			s.Rows = append(s.Rows, m.rows[k].shown(m.terms.Principal.Currency()))
		}
	}
	t := m.total()
	s.Outstanding = m.parts(t)
	return s, nil
}

// parts is an amount by what it is for, as money.
func (m *machine) parts(c claims) Parts {
	return Parts{
		Principal: m.money(c[onPrincipal]), Interest: m.money(c[onInterest]),
		Fees: m.money(c[onFee]), Penalties: m.money(c[onPenalty]),
	}
}

// state says where the loan stands (DOMAIN: events and states).
func (m *machine) state() LifeState {
	switch late := m.daysPastDue(); {
	case m.cancelled:
		return LifeCancelled
	case !m.started:
		return LifeReady
	case m.written && m.claim == 0:
		return LifeRecovered
	case m.written:
		return LifeWrittenOff
	case m.total().sum() == 0 && m.credit > 0:
		return LifeOverpaid
	case m.total().sum() == 0:
		return LifeClosed
	case late >= defaultDays:
		return LifeDefaulted
	case late > 0:
		return LifeInArrears
	}
	return LifeActive
}

// daysPastDue counts from the due day of the oldest row in arrears, which is day 0 unless the terms
// count it.
func (m *machine) daysPastDue() int {
	oldest := m.oldestOverdue()
	if !m.started || oldest == math.MaxInt32 {
		return 0
	}
	days := int(m.day - oldest)
	if m.terms.CountDueDay {
		days++
	}
	return days
}
