package web

import (
	"fmt"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/templates"
)

// loanStrip says who acts next on a loan.
func (s *server) loanStrip(f servicing.LoanFile) templates.Strip {
	switch f.Loan.State {
	case lending.LoanAwaitingMandate:
		return s.mandateStrip(f.Mandate)
	case lending.LoanDisbursing:
		return disbursingStrip(f)
	case lending.LoanActive:
		return s.activeStrip(f)
	case lending.LoanClosed:
		return templates.Strip{Who: "We", Says: "Your loan is repaid. The permission to debit is ended.", When: "Closed on " + dayWords(f.Loan.ClosedOn, s.day()) + ".", Tone: "leaf"}
	case lending.LoanWrittenOff:
		return templates.Strip{Who: "You", Says: "This loan is far past its days, and " + naira(f.Outstanding.Total) + " is still owed.", When: "Please write to " + s.Config.Lender.Email + ", so that we find a way.", Tone: "clay"}
	case lending.LoanCancelled:
		return templates.Strip{Who: "We", Says: "This loan was never paid out. You owe nothing."}
	}
	return templates.Strip{Who: "We", Says: "We look at where your loan is."}
}

// mandateStrip says who acts next on the permission to debit.
func (s *server) mandateStrip(m *lending.Mandate) templates.Strip {
	if m == nil {
		return templates.Strip{Who: "We", Says: "We prepare the permission to debit at your bank.", When: "It takes a few seconds.", Tone: "indigo"}
	}
	switch m.State {
	case lending.MandatePlanned:
		return templates.Strip{Who: "We", Says: "We prepare the permission to debit at your bank.", When: "It takes a few seconds.", Tone: "indigo"}
	case lending.MandateInitiated:
		return templates.Strip{Who: "You", Says: "Let your bank confirm that we may debit the instalments.", When: "We pay out when your bank has confirmed.", Tone: "leaf"}
	case lending.MandateApproved:
		return templates.Strip{Who: "Your bank", Says: "You confirmed. Your bank makes the permission ready.", When: "Usually within a day, since " + timeWords(m.ApprovedAt) + ". We pay out then and write to you.", Tone: "indigo"}
	case lending.MandateReady:
		return templates.Strip{Who: "We", Says: "Your bank is ready. We pay out now.", Tone: "indigo"}
	case lending.MandatePaused:
		return templates.Strip{Who: "We", Says: "The permission rests. A person looks at it.", Tone: "marigold"}
	}
	return templates.Strip{Who: "You", Says: "The permission was not given, so nothing was paid out and you owe nothing.", When: "Ask your bank again whenever you like. It costs nothing.", Tone: "marigold"}
}

func disbursingStrip(f servicing.LoanFile) templates.Strip {
	strip := templates.Strip{Who: "We", Says: "Your money is on its way: " + naira(f.Loan.Schedule.NetDisbursed) + ".", When: "Mostly within minutes. We write to you when it is there.", Tone: "indigo"}
	if d := f.Disbursement; d != nil {
		to := account("account", d.AccountNumber)
		strip.Says = "Your money is on its way: " + naira(d.Amount) + " to your " + to + "."
		switch string(d.State) {
		case "unknown":
			strip.Who, strip.When, strip.Tone = "Your bank", "The transfer was sent and your bank has not said yet that it is there. We ask until it does; it is never sent twice.", "marigold"
		case "failed":
			strip.Says, strip.When, strip.Tone = "The transfer did not go through.", "A person looks at it and writes to you. You owe nothing for what you have not received.", "marigold"
		}
	}
	return strip
}

func (s *server) activeStrip(f servicing.LoanFile) templates.Strip {
	next, ok := nextInstalment(f)
	if !ok {
		return templates.Strip{Who: "We", Says: "Everything is paid. We close your loan.", Tone: "leaf"}
	}
	owed, today := naira(outstandingOf(next)), s.day()
	for _, d := range f.Debits {
		if d.State == lending.DebitSubmitted || d.State == lending.DebitUnknown {
			return templates.Strip{Who: "Your bank", Says: "A payment of " + naira(d.Amount) + " is on its way from your account.", When: "We wait for your bank's word and send no second one meanwhile.", Tone: "indigo"}
		}
	}
	if f.Loan.StoppedWhy != "" {
		return templates.Strip{Who: "You", Says: "We stopped trying your account: " + owed + " is still to be paid.", When: sentence(f.Loan.StoppedWhy) + " Please write to " + s.Config.Lender.Email + ", so that we find a way.", Tone: "clay"}
	}
	if next.Row.DueOn < today {
		strip := templates.Strip{Who: "You", Says: fmt.Sprintf("%s was due on %s. Keep it in your account, please.", owed, dayWords(next.Row.DueOn, today)), Tone: "clay"}
		if next.NextAttempt.Known() && next.NextAttempt != 0 {
			strip.When = "We look again on " + dayWords(next.NextAttempt, today) + ". There is no late fee."
		}
		return strip
	}
	return templates.Strip{Who: "You", Says: fmt.Sprintf("Have %s in your account on %s.", owed, dayWords(next.Row.DueOn, today)), When: "We collect it that day; there is nothing to press.", Tone: dueTone(next.Row.DueOn, today)}
}

// dueSoonDays is when a payment begins to be marked as due soon.
const dueSoonDays = 3

func dueTone(due, today calendar.Day) string {
	if int(due-today) <= dueSoonDays {
		return "marigold"
	}
	return "leaf"
}

// nextInstalment is the oldest one that is not paid.
func nextInstalment(f servicing.LoanFile) (servicing.InstalmentLine, bool) {
	for _, i := range f.Instalments {
		if i.State != "paid" {
			return i, true
		}
	}
	return servicing.InstalmentLine{}, false
}

// outstandingOf is what is still to be paid of an instalment: the schedule's amount less what was paid,
// for interest of a period that is not over is not in the ledger yet.
func outstandingOf(i servicing.InstalmentLine) money.Money { return i.Row.Due.Sub(i.Paid) }

func leftToPay(f servicing.LoanFile) money.Money {
	left := money.Kobo(0)
	for _, i := range f.Instalments {
		left = left.Add(outstandingOf(i))
	}
	return left
}

// loanSchedule is the schedule with what was paid and the next payment marked.
func (s *server) loanSchedule(f servicing.LoanFile) templates.ScheduleView {
	v := scheduleOf(f.Loan.Schedule, "Your payments")
	v.Paid = true
	next, any := nextInstalment(f)
	paid := money.Kobo(0)
	for i, line := range f.Instalments {
		if i >= len(v.Rows) {
			break
		}
		paid = paid.Add(line.Paid)
		v.Rows[i].Paid, v.Rows[i].State, v.Rows[i].Tag = naira(line.Paid), line.State, instalmentTag(line)
		v.Rows[i].Next = any && line.Row.N == next.Row.N && f.Loan.State != lending.LoanCancelled
	}
	v.Total.Paid = naira(paid)
	return v
}

func instalmentTag(i servicing.InstalmentLine) templates.Tag {
	switch i.State {
	case "paid":
		return templates.Tag{Text: "paid", Tone: "leaf"}
	case "due":
		return templates.Tag{Text: "due today", Tone: "marigold"}
	case "overdue":
		return templates.Tag{Text: "overdue", Tone: "clay"}
	}
	return templates.Tag{Text: "to come"}
}

// debitTags are the states of a debit in words.
var debitTags = map[lending.DebitState]templates.Tag{
	lending.DebitPlanned:    {Text: "about to be sent", Tone: "indigo"},
	lending.DebitNotCovered: {Text: "not tried", Tone: "marigold"},
	lending.DebitSubmitted:  {Text: "at your bank", Tone: "indigo"},
	lending.DebitUnknown:    {Text: "we ask your bank", Tone: "marigold"},
	lending.DebitSettled:    {Text: "paid", Tone: "leaf"},
	lending.DebitFailed:     {Text: "not taken", Tone: "clay"},
	lending.DebitNotSent:    {Text: "never sent"},
}

// attempts are the debits, visible to whom they debit.
func attempts(debits []lending.Debit) templates.Table {
	t := templates.Table{Caption: "Debits of your account", Columns: []templates.Column{{Text: "Day"}, {Text: "Amount", Number: true}, {Text: "Outcome"}}}
	for _, d := range debits {
		tag, known := debitTags[d.State]
		if !known {
			tag = templates.Tag{Text: string(d.State)}
		}
		if d.Reversed() {
			tag = templates.Tag{Text: "taken back by your bank", Tone: "marigold"}
		}
		why := d.Said
		if d.State == lending.DebitSettled {
			why = ""
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: dayShort(d.On)}, {Text: naira(d.Amount)}, {Tag: tag, Under: why}})
	}
	return t
}

// loanFacts are the contract's figures and the account that it uses.
func (s *server) loanFacts(f servicing.LoanFile) []templates.Fact {
	facts := []templates.Fact{
		{Name: "Loan number", Value: f.Loan.Number},
		{Name: "You received", Value: naira(f.Loan.Schedule.NetDisbursed)},
		{Name: "You pay back in all", Value: naira(f.Loan.Schedule.TotalDue)},
		{Name: "APR", Value: percent(f.Loan.Schedule.APR)},
	}
	if f.Loan.DisbursedOn.Known() && f.Loan.DisbursedOn != 0 {
		facts = append(facts, templates.Fact{Name: "Paid out", Value: dayWords(f.Loan.DisbursedOn, s.day())})
	} else {
		facts[1].Name = "You receive"
	}
	if m := f.Mandate; m != nil && m.AccountNumber != "" {
		facts = append(facts, templates.Fact{Name: "Account", Value: account(m.Bank, m.AccountNumber) + ", " + m.AccountName})
	}
	return facts
}

func loanMoments(events []servicing.Event) []templates.Moment {
	var all []templates.Moment
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		all = append(all, templates.Moment{When: momentWords(e.At), DateTime: e.At.Format(time.RFC3339), Who: e.Who, What: e.What})
	}
	return all
}
