package sandbox

import (
	"fmt"
	"strings"
	"time"
)

// fixedTerms is the schedule of a mandate that Mono debits by itself.
type fixedTerms struct {
	Frequency string    `json:"frequency"`
	Interval  int       `json:"interval"`
	Retries   int       `json:"retries"` // on one day
	Grace     int       `json:"grace"`   // days
	First     time.Time `json:"first"`
	FirstSum  int64     `json:"first_sum"`
	Minimum   int64     `json:"minimum"` // tried when the whole amount is not there
}

// Hours of the schedule, which Mono does not publish: from nine in the morning in Lagos, every two hours.
const (
	fixedHour  = 9 * time.Hour
	fixedRetry = 2 * time.Hour
)

var frequencies = map[string]bool{"daily": true, "weekly": true, "monthly": true, "yearly": true, "days": true, "weeks": true, "months": true}

func (f *mandateForm) fixed(start time.Time) (terms *fixedTerms, bad []field) {
	complain := func(name, message string) { bad = append(bad, field{name, message}) }
	t := fixedTerms{Frequency: strings.ToLower(f.Frequency), Interval: max(1, int(f.Interval)), Retries: int(f.Retries), Grace: int(f.Grace), FirstSum: int64(f.FirstSum), Minimum: int64(f.Minimum)}
	first, isDay := parseDay(f.First)
	t.First = first
	custom := t.Frequency == "days" || t.Frequency == "weeks" || t.Frequency == "months"
	switch {
	case !frequencies[t.Frequency]:
		complain("frequency", "frequency must be one of daily, weekly, monthly, yearly, days, weeks, months")
	case custom && f.Interval < 1:
		complain("interval", "interval is required with a custom frequency")
	}
	if t.Retries < 1 || t.Retries > 6 {
		complain("retrial_frequency", "retrial_frequency must be between 1 and 6")
	}
	if !isDay || !first.After(start) {
		complain("initial_debit_date", "initial_debit_date must be after start_date")
	}
	if t.Grace < 1 || t.Grace > 10 {
		complain("grace_period", "grace_period must be between 1 and 10")
	}
	if t.Minimum < leastAmount || f.Minimum > f.Amount {
		complain("minimum_due", "minimum_due must be at least 20000 and at most the amount")
	}
	return &t, bad
}

// at gives the day of the nth debit, from zero. Months keep the day of the first, or end with theirs.
func (t fixedTerms) at(n int) time.Time {
	step := n * t.Interval
	switch t.Frequency {
	case "daily":
		return t.First.AddDate(0, 0, n)
	case "weekly":
		return t.First.AddDate(0, 0, 7*n)
	case "days":
		return t.First.AddDate(0, 0, step)
	case "weeks":
		return t.First.AddDate(0, 0, 7*step)
	case "yearly":
		return monthsLater(t.First, 12*n)
	case "monthly":
		return monthsLater(t.First, n)
	}
	return monthsLater(t.First, step)
}

func monthsLater(day time.Time, n int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(n), 1, 0, 0, 0, 0, lagos)
	last := first.AddDate(0, 1, -1).Day()
	return time.Date(first.Year(), first.Month(), min(day.Day(), last), 0, 0, 0, 0, lagos)
}

// sum is what the nth debit asks for.
func (m mandate) sum(n int) int64 {
	if n == 0 && m.Fixed.FirstSum > 0 {
		return m.Fixed.FirstSum
	}
	return m.Amount
}

// ceiling is what may be collected in all: the amount of a variable mandate, the sum of the schedule of a fixed one.
func (m mandate) ceiling() int64 {
	if m.Fixed == nil {
		return m.Amount
	}
	var total int64
	for n := 0; !m.Fixed.at(n).After(m.End); n++ {
		total += m.sum(n)
	}
	return total
}

// firstStep is the first date of the schedule that has not passed when the mandate becomes ready.
func firstStep(m mandate, ready time.Time) fixedStep {
	n := 0
	for m.Fixed.at(n).Before(dayOf(ready)) {
		n++
	}
	return fixedStep{n: n}
}

// fixedStep is one try of the schedule: of the nth debit, on a day of its grace, how often that day.
type fixedStep struct{ n, day, try int }

func (x fixedStep) of(mandate string) string {
	return fmt.Sprintf("%s %d %d %d", mandate, x.n, x.day, x.try)
}

// nextStep plans a try, unless the mandate ends before.
func (s *Server) nextStep(tx Tx, m mandate, x fixedStep) {
	at := m.Fixed.at(x.n).AddDate(0, 0, x.day).Add(fixedHour + time.Duration(x.try)*fixedRetry)
	if !m.final() && !at.After(m.End) {
		later(tx, at, "fixed_debit", x.of(m.ID))
	}
}

// fixedDebit makes one try. A success, or a minimum that was paid, ends this date of the schedule;
// so does the end of its grace. What is missing then is not carried on.
func (s *Server) fixedDebit(tx Tx, at time.Time, of string) {
	var id string
	var x fixedStep
	if n, _ := fmt.Sscanf(of, "%s %d %d %d", &id, &x.n, &x.day, &x.try); n != 4 {
		return
	}
	m, found := mandateNamed(tx, id)
	if !found || m.final() || m.Fixed == nil {
		return
	}
	done := m.Ready && !m.Paused && s.fixedTry(tx, at, m, m.sum(x.n))
	last := x.try >= m.Fixed.Retries
	if !done && last && m.Ready && !m.Paused && m.Fixed.Minimum < m.sum(x.n) {
		m, _ = mandateNamed(tx, id)
		done = s.fixedTry(tx, at, m, m.Fixed.Minimum)
	}
	m, _ = mandateNamed(tx, id)
	switch {
	case done || (last && x.day >= m.Fixed.Grace):
		s.nextStep(tx, m, fixedStep{n: x.n + 1})
	case last:
		s.nextStep(tx, m, fixedStep{x.n, x.day + 1, 0})
	default:
		s.nextStep(tx, m, fixedStep{x.n, x.day, x.try + 1})
	}
}

// fixedTry debits once, with a reference of Mono's own, and says whether money came.
func (s *Server) fixedTry(tx Tx, at time.Time, m mandate, amount int64) bool {
	if _, locked := lockedUntil(tx, m, at); locked {
		return false
	}
	d := debit{Mandate: m.ID, Reference: "fx" + letters(18), Amount: amount, Type: "fixed-debit", Narration: m.Description, FeeBearer: m.FeeBearer, Date: at, Updated: at, Session: sessionID(at)}
	tx.Put("debit_ref", d.Reference, m.ID)
	s.askBank(tx, at, m, d)
	tx.Get("debit", m.ID+"/"+d.Reference, &d)
	return d.Status != "failed"
}

// describe adds the schedule to an object of the mandate.
func (t *fixedTerms) describe(to obj) {
	if t == nil {
		return
	}
	to["frequency"], to["interval"], to["retrial_frequency"], to["grace_period"] = t.Frequency, t.Interval, t.Retries, t.Grace
	to["initial_debit_date"], to["minimum_due"] = dayStart(t.First), t.Minimum
	if t.FirstSum > 0 {
		to["initial_debit_amount"] = t.FirstSum
	}
}
