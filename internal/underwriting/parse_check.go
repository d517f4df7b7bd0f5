package underwriting

import (
	"fmt"

	"lendwright/internal/calendar"
)

// caseChecker collects what is wrong with the values of a case.
type caseChecker struct {
	c     Case
	wrong []Mistake
}

func (k *caseChecker) want(ok bool, expected, path string, args ...any) {
	if !ok && len(k.wrong) < mistakesMost {
		k.wrong = append(k.wrong, Mistake{Path: fmt.Sprintf(path, args...), Expected: expected})
	}
}

// checkCase says what is wrong with the values of a case whose shape is right.
func checkCase(c Case) []Mistake {
	k := &caseChecker{c: c}
	k.want(c.ID != "", "text that names the case", "$.id")
	k.want(c.AsOf != 0 && sane(c.AsOf), "a date from 1900 to 2200 as YYYY-MM-DD", "$.as_of")
	k.want(c.Currency.Known(), "an ISO 4217 code that we know, such as NGN", "$.currency")
	k.applicant()
	k.request()
	k.accounts()
	k.opinions()
	k.bureau()
	k.ownHistory()
	return k.wrong
}

const (
	wholeAmount = "a whole number of minor units, 0 or more"
	someAmount  = "a whole number of minor units above 0"
)

func amountOK(n int64) bool            { return n >= 0 && n <= amountMost }
func amountPointerOK(n *int64) bool    { return n == nil || amountOK(*n) }
func dayOK(d *calendar.Day) bool       { return d == nil || sane(*d) }
func signedPointerOK(n *int64) bool    { return n == nil || *n >= -amountMost && *n <= amountMost }
func between(n *int, low, hi int) bool { return n == nil || *n >= low && *n <= hi }

func (k *caseChecker) applicant() {
	if a := k.c.Applicant; a != nil {
		k.want(between(a.Age, 0, 149), "years from 0 to 149", "$.applicant.age")
		k.want(amountPointerOK(a.StatedMonthlyIncome), wholeAmount, "$.applicant.stated_monthly_income")
	}
}

func (k *caseChecker) request() {
	q := k.c.Request
	k.want(q.Principal > 0 && q.Principal <= amountMost, someAmount, "$.request.principal")
	switch {
	case q.TermMonths != nil && q.TermDays != nil:
		k.want(false, "either term_months or term_days, not both", "$.request.term_days")
	case q.TermMonths == nil && q.TermDays == nil:
		k.want(false, "a number of months, or term_days", "$.request.term_months")
	}
	k.want(between(q.TermMonths, 1, monthsLong), "months from 1 to 600", "$.request.term_months")
	k.want(between(q.TermDays, 1, monthsLong*31), "days from 1 to 18600", "$.request.term_days")
	k.want(amountPointerOK(q.Instalment), wholeAmount, "$.request.instalment")
	k.want(amountPointerOK(q.TotalDue), wholeAmount, "$.request.total_due")
}

func (k *caseChecker) accounts() {
	east := eastOf(k.c.Currency)
	seen, rows := map[string]bool{}, 0
	for i, a := range k.c.Accounts {
		k.want(a.ID != "", "text that names the account", "$.accounts[%d].id", i)
		k.want(a.ID == "" || !seen[a.ID], "an id that no other account has", "$.accounts[%d].id", i)
		seen[a.ID] = true
		k.want(dayOK(a.OpenedOn), "a date from 1900 to 2200", "$.accounts[%d].opened_on", i)
		k.want(signedPointerOK(a.Balance), "a whole number of minor units", "$.accounts[%d].balance", i)
		rows += len(a.Transactions)
		for j, t := range a.Transactions {
			if t.Amount >= 0 && t.Amount <= amountMost && (t.Type == credit || t.Type == debit) && signedPointerOK(t.Balance) {
				if _, ok := parseAt(t.At, east); ok {
					continue
				}
			}
			k.transaction(i, j, t)
		}
	}
	k.want(rows <= rowsMost, fmt.Sprintf("at most %d transactions in all", rowsMost), "$.accounts")
}

func (k *caseChecker) transaction(i, j int, t Transaction) {
	_, ok := parseAt(t.At, eastOf(k.c.Currency))
	k.want(ok, "a date as YYYY-MM-DD or an instant as RFC 3339", "$.accounts[%d].transactions[%d].at", i, j)
	k.want(t.Type == credit || t.Type == debit, "credit or debit", "$.accounts[%d].transactions[%d].type", i, j)
	k.want(amountOK(t.Amount), wholeAmount+"; type gives the direction", "$.accounts[%d].transactions[%d].amount", i, j)
	k.want(signedPointerOK(t.Balance), "a whole number of minor units", "$.accounts[%d].transactions[%d].balance", i, j)
}

func (k *caseChecker) opinions() {
	if in := k.c.Income; in != nil {
		k.want(amountOK(in.MonthlyAverage), wholeAmount, "$.income.monthly_average")
		for i, s := range in.Streams {
			k.want(amountOK(s.Amount), wholeAmount, "$.income.streams[%d].amount", i)
			k.want(s.LastOn == calendar.NoDay || sane(s.LastOn), "a date from 1900 to 2200", "$.income.streams[%d].last_on", i)
		}
	}
	if cw := k.c.Creditworthiness; cw != nil {
		k.want(amountOK(cw.MonthlyPayment), wholeAmount, "$.creditworthiness.monthly_payment")
		k.want(amountOK(cw.TotalDebt), wholeAmount, "$.creditworthiness.total_debt")
	}
}

func (k *caseChecker) bureau() {
	if k.c.Bureau == nil {
		return
	}
	for i, l := range k.c.Bureau.Loans {
		k.want(dayOK(l.OpenedOn), "a date from 1900 to 2200", "$.bureau.loans[%d].opened_on", i)
		k.want(dayOK(l.ClosedOn), "a date from 1900 to 2200", "$.bureau.loans[%d].closed_on", i)
		k.want(amountOK(l.Principal), wholeAmount, "$.bureau.loans[%d].principal", i)
		k.want(amountOK(l.Instalment), wholeAmount, "$.bureau.loans[%d].instalment", i)
		k.want(signedPointerOK(l.Outstanding), "a whole number of minor units", "$.bureau.loans[%d].outstanding", i)
		k.want(amountPointerOK(l.Overdue), wholeAmount, "$.bureau.loans[%d].overdue", i)
		for j, m := range l.Schedule {
			_, ok := parseMonth(m.Month)
			k.want(ok, "a month as YYYY-MM", "$.bureau.loans[%d].schedule[%d].month", i, j)
		}
	}
}

func (k *caseChecker) ownHistory() {
	for i, l := range k.c.OwnHistory {
		k.want(amountOK(l.Principal), wholeAmount, "$.own_history[%d].principal", i)
		k.want(amountOK(l.TotalDue), wholeAmount, "$.own_history[%d].total_due", i)
		k.want(l.TermDays >= 0 && l.TermDays <= monthsLong*31, "days, 0 or more", "$.own_history[%d].term_days", i)
		for _, d := range []struct {
			name string
			day  *calendar.Day
		}{{"approved_on", l.ApprovedOn}, {"first_due_on", l.FirstDueOn}, {"first_repaid_on", l.FirstRepaidOn}, {"closed_on", l.ClosedOn}} {
			k.want(dayOK(d.day), "a date from 1900 to 2200", "$.own_history[%d].%s", i, d.name)
		}
	}
}
