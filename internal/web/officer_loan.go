package web

import (
	"net/http"
	"strconv"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showOfficerLoan shows one loan with schedule, debits and ledger to staff.
func (s *server) showOfficerLoan(c *gin.Context) error {
	f, err := s.officerLoanFile(c)
	if err != nil {
		return err
	}
	if app, err := id.Parse[origination.Application](f.Loan.Application); err == nil {
		if err := s.noteRead(c, app, "Your loan "+f.Loan.Number+" and its payments", "To look after your loan"); err != nil {
			return err
		}
	}
	page := templates.OfficerLoanPage{
		Number: f.Loan.Number, Name: f.BorrowerName, Strip: officerLoanStrip(f, s.day()),
		Figures: []templates.Figure{
			{Label: "Lent", Value: naira(f.Loan.Terms.Principal), Change: "on " + dayShort(f.Loan.DisbursedOn)},
			{Label: "Outstanding today", Value: naira(f.Outstanding.Total), Change: "principal " + naira(f.Outstanding.Principal)},
			{Label: "Repaid", Value: naira(f.Outstanding.Repaid)},
			{Label: "Days late", Value: strconv.Itoa(f.DaysPastDue)},
		},
		Acts:     offeredActs(f),
		Schedule: s.loanSchedule(f),
		Debits:   debitsTable("Debits", f.Debits),
		Ledger:   ledgerTable(f.Ledger),
		Mandate:  mandateFacts(f.Mandate),
		Payout:   payoutFacts(f.Disbursement),
		Timeline: loanMoments(f.Timeline),

		ApplicationURL: "/officer/applications/" + f.Loan.Application,
	}
	return s.render(c, http.StatusOK, templates.Page{Title: f.Loan.Number + " " + f.BorrowerName, Officer: true}, templates.OfficerLoan(page))
}

func officerLoanStrip(f servicing.LoanFile, today calendar.Day) templates.Strip {
	switch f.Loan.State {
	case lending.LoanAwaitingMandate:
		if f.Mandate != nil && f.Mandate.State == lending.MandateApproved {
			return templates.Strip{Who: "The bank", Says: "makes the mandate ready to debit, about a day after it was approved.", Tone: "indigo"}
		}
		return templates.Strip{Who: f.BorrowerName, Says: "authorises the mandate. Nothing is paid out before it is ready.", Tone: "marigold"}
	case lending.LoanDisbursing:
		if f.Disbursement != nil && f.Disbursement.State == servicing.DisbursementFailed {
			return templates.Strip{Who: "You", Says: "mend what made the bank refuse the transfer, and have it made again.", When: sentence(f.Disbursement.Said), Tone: "clay"}
		}
		return templates.Strip{Who: "We", Says: "pay out: the transfer is on its way.", Tone: "indigo"}
	case lending.LoanActive:
		if f.Loan.StoppedWhy != "" {
			return templates.Strip{Who: "You", Says: "decide whether debits go on: they rest.", When: sentence(f.Loan.StoppedWhy), Tone: "clay"}
		}
		if f.DaysPastDue > 0 {
			return templates.Strip{Who: f.BorrowerName, Says: "is " + daysWords(f.DaysPastDue) + " late.", Tone: "clay"}
		}
		return templates.Strip{Who: f.BorrowerName, Says: "repays as agreed.", Tone: "leaf"}
	case lending.LoanWrittenOff:
		return templates.Strip{Who: "We", Says: "recover what we can: the loan was written off, the claim goes on.", Tone: "clay"}
	case lending.LoanClosed:
		return templates.Strip{Who: "Nobody", Says: "Repaid in full on " + dayWords(f.Loan.ClosedOn, today) + ".", Tone: "leaf"}
	}
	return templates.Strip{Who: "Nobody", Says: "This loan was never paid out."}
}

func debitsTable(caption string, debits []lending.Debit) templates.Table {
	t := templates.Table{
		Caption: caption,
		Columns: []templates.Column{{Text: "Day"}, {Text: "Instalment", Number: true}, {Text: "Attempt", Number: true}, {Text: "Amount", Number: true}, {Text: "Outcome"}, {Text: "Reference", Wide: true}},
		Empty:   templates.Nothing{Title: "No debits yet", Text: "A repayment run plans a debit when an instalment is due."},
	}
	for _, d := range debits {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: dayShort(d.On)}, {Text: strconv.Itoa(d.Instalment)}, {Text: strconv.Itoa(d.Attempt)}, {Text: naira(d.Amount)},
			{Tag: debitTag(d), Under: d.Said}, {Text: d.Reference, Under: d.BankReference},
		})
	}
	return t
}

// debitTag is a debit's state with the bank's code where it gave one.
func debitTag(d lending.Debit) templates.Tag {
	tag, known := debitTags[d.State]
	if !known {
		tag.Text = string(d.State)
	}
	if d.Reversed() {
		return templates.Tag{Text: "taken back by the bank", Tone: "marigold"}
	}
	if d.State == lending.DebitFailed && d.ResponseCode != "" {
		tag.Text += ", code " + d.ResponseCode
	}
	return tag
}

func ledgerTable(lines []servicing.LedgerLine) templates.Table {
	t := templates.Table{
		Caption: "Ledger",
		Columns: []templates.Column{{Text: "Value date"}, {Text: "Event"}, {Text: "Account"}, {Text: "Debit", Number: true}, {Text: "Credit", Number: true}},
		Empty:   templates.Nothing{Title: "No entries yet", Text: "The first entry is made when the loan is paid out."},
	}
	for _, l := range lines {
		row := []templates.Cell{{Text: dayShort(l.ValueOn)}, {Text: l.Event}, {Text: l.Account}, {}, {}}
		if !l.Debit.IsZero() {
			row[3].Text = naira(l.Debit)
		}
		if !l.Credit.IsZero() {
			row[4].Text = naira(l.Credit)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func mandateFacts(m *lending.Mandate) []templates.Fact {
	if m == nil {
		return nil
	}
	return []templates.Fact{
		{Name: "State", Value: string(m.State)},
		{Name: "Account", Value: account(m.Bank, m.AccountNumber)},
		{Name: "Owner", Value: m.AccountName},
		{Name: "At most", Value: naira(m.Ceiling)},
		{Name: "Taken so far", Value: naira(m.Collected)},
		{Name: "Until", Value: dayShort(m.EndsOn)},
		{Name: "Reference", Value: m.Reference},
		{Name: "Mono's", Value: m.MonoID},
	}
}

func payoutFacts(d *servicing.Disbursement) []templates.Fact {
	if d == nil {
		return nil
	}
	return []templates.Fact{
		{Name: "State", Value: d.State},
		{Name: "Amount", Value: naira(d.Amount)},
		{Name: "To", Value: account(d.AccountName, d.AccountNumber)},
		{Name: "Reference", Value: d.Reference},
		{Name: "Said", Value: d.Said},
	}
}
