package lending

import "lendwright/internal/calendar"

// DaysPastDue counts the days from the due day of the oldest unpaid instalment to a day; on the
// due day itself it is 0. A loan without arrears has 0.
func DaysPastDue(s Schedule, l Ledger, on calendar.Day) int {
	due := l.Due(s, on)
	if len(due) == 0 || !l.Started() {
		return 0
	}
	oldest := due[0].Row.DueOn
	for _, x := range due {
		oldest = min(oldest, x.Row.DueOn)
	}
	return int(on - oldest)
}

// NextDue gives the first instalment that is not paid; ok is false when all are.
func NextDue(s Schedule, l Ledger) (Instalment, bool) {
	for _, x := range l.Instalments(s) {
		if !x.Settled() {
			return x, true
		}
	}
	return Instalment{}, false
}
