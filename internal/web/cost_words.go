package web

import (
	"fmt"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/templates"
)

// costOf is what a schedule comes to for the borrower.
func costOf(sch lending.Schedule, today calendar.Day) templates.Cost {
	c := templates.Cost{
		Receive:     naira(sch.NetDisbursed),
		PayBack:     naira(sch.TotalDue),
		PayBackNote: paymentsWords(sch),
		ItCosts:     naira(sch.TotalInterest.Add(sch.TotalFees)),
		APR:         percent(sch.APR),
		APRNote:     "Everything you must pay, as a rate for a year on what you still owe.",
		Fee:         naira(sch.TotalFees),
	}
	if sch.TotalFees.Positive() {
		c.FeeNote = "Already in the cost above."
	} else {
		c.FeeNote = "There is no fee."
	}
	if len(sch.Rows) > 0 {
		c.FirstDue = dayWords(sch.Rows[0].DueOn, today)
	}
	return c
}

// paymentsWords is "6 payments of ₦28,340, the last ₦28,339.98".
func paymentsWords(sch lending.Schedule) string {
	n := len(sch.Rows)
	if n == 0 {
		return ""
	}
	last := sch.Rows[n-1].Due
	if n == 1 {
		return "In one payment on " + dayShort(sch.Rows[0].DueOn) + "."
	}
	if last.Equal(sch.Rows[0].Due) {
		return fmt.Sprintf("%d payments of %s, one a month.", n, naira(last))
	}
	return fmt.Sprintf("%d payments of %s, the last %s.", n, naira(sch.Rows[0].Due), naira(last))
}

// scheduleOf is the schedule as a table, before anything is paid.
func scheduleOf(sch lending.Schedule, caption string) templates.ScheduleView {
	v := templates.ScheduleView{Caption: caption}
	var principal, interest, fees, due money.Money
	for _, r := range sch.Rows {
		v.Rows = append(v.Rows, templates.ScheduleRow{
			DueOn: dayShort(r.DueOn), Principal: naira(r.Principal), Interest: naira(r.Interest), Fees: naira(r.Fees),
			Due: naira(r.Due), Balance: naira(r.Balance),
		})
		principal, interest, fees, due = principal.Add(r.Principal), interest.Add(r.Interest), fees.Add(r.Fees), due.Add(r.Due)
	}
	v.Fees = fees.Positive()
	v.Total = templates.ScheduleRow{Principal: naira(principal), Interest: naira(interest), Fees: naira(fees), Due: naira(due)}
	return v
}

// lateWords is what happens when a payment is late. It is the agreement's word too.
var lateWords = []string{
	"There is no late fee and no extra interest: you owe what the schedule says, no more.",
	"We look at the balance before each debit and do not try an account that holds too little, so that your bank does not charge you.",
	"When attempts fail, we stop and write to you. Tell us early if a payment will be hard: we would rather move it than miss it.",
}

// aprWords explains the rate.
const aprWords = "The APR is the yearly rate at which your payments, each counted back to the day you receive the money, are worth exactly what you receive. " +
	"It holds interest and every compulsory fee. It is computed by the actuarial method (Regulation Z, Appendix J) from the schedule above, so it can be checked."
