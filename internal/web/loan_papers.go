package web

import (
	"strconv"

	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// downloadStatement gives the loan's statement as of today as a PDF. It is free, as often as wanted
// (CBN Guide to Charges 2020: the monthly one must be).
func (s *server) downloadStatement(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	payments, err := s.Servicing.Store.LoanPayments(c.Request.Context(), f.Loan.ID)
	if err != nil {
		return err
	}
	return s.sendPDF(c, "statement-"+f.Loan.Number, s.statement(f, payments))
}

// downloadClosureLetter gives the discharge of a loan that is repaid (CBN Guide to Charges 2020: free).
func (s *server) downloadClosureLetter(c *gin.Context) error {
	f, err := s.loanFile(c)
	if err != nil {
		return err
	}
	if f.Loan.State != lending.LoanClosed {
		return fault.Newf(fault.NotFound, "The closure letter is there when the loan is repaid.")
	}
	return s.sendPDF(c, "closure-letter-"+f.Loan.Number, s.closureLetter(f))
}

// statement is what was lent, what was paid when, and what is left.
func (s *server) statement(f servicing.LoanFile, payments []servicing.Payment) paper {
	tables := []templates.Table{statementSchedule(f), statementDebits(f)}
	if len(payments) > 0 {
		tables = append(tables, transfers(payments))
	}
	return paper{
		Title: "Statement of loan " + f.Loan.Number, Lender: s.Config.Lender,
		Made: "As of " + s.day().Words() + ", for " + f.BorrowerName + ".",
		Facts: append(s.loanFacts(f),
			templates.Fact{Name: "Paid so far", Value: naira(f.Outstanding.Repaid)},
			templates.Fact{Name: "Left to pay", Value: naira(leftToPay(f))}),
		Tables: tables,
		Close: []string{
			"Rate, fees and dates are those of the signed agreement. There is no late fee.",
			"If something here is wrong, tell us under Help in the portal, or at " + s.Config.Lender.Email + ". A person answers within 48 hours.",
		},
	}
}

func statementSchedule(f servicing.LoanFile) templates.Table {
	t := templates.Table{Caption: "Payments by the schedule", Columns: []templates.Column{{Text: "Due"}, {Text: "To pay", Number: true}, {Text: "Paid", Number: true}, {Text: "Left", Number: true}, {Text: "State", Number: true}}}
	due, paid := money.Kobo(0), money.Kobo(0)
	for _, i := range f.Instalments {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: strconv.Itoa(i.Row.N) + ". " + dayShort(i.Row.DueOn)}, {Text: naira(i.Row.Due)}, {Text: naira(i.Paid)}, {Text: naira(outstandingOf(i))}, {Tag: instalmentTag(i)},
		})
		due, paid = due.Add(i.Row.Due), paid.Add(i.Paid)
	}
	t.Total = []templates.Cell{{Text: "Total"}, {Text: naira(due)}, {Text: naira(paid)}, {Text: naira(leftToPay(f))}, {}}
	return t
}

// transferNames are the ways in which money moved beside the debits.
var transferNames = map[servicing.PaymentKind]string{
	servicing.PaymentTransfer: "received", servicing.PaymentCredit: "from your credit",
	servicing.PaymentRefund: "paid back to you", servicing.PaymentRecovery: "received",
}

// transfers are the payments that a person recorded, oldest first.
func transfers(payments []servicing.Payment) templates.Table {
	t := templates.Table{Caption: "Transfers", Columns: []templates.Column{{Text: "Day and reference"}, {Text: "Amount", Number: true}, {Text: "Outcome", Number: true}}}
	for i := len(payments) - 1; i >= 0; i-- {
		p := payments[i]
		outcome := templates.Tag{Text: transferNames[p.Kind], Tone: "leaf"}
		if !p.ReversedAt.IsZero() {
			outcome = templates.Tag{Text: "taken back", Tone: "marigold"}
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: dayShort(p.ValueOn) + "  " + p.Reference}, {Text: naira(p.Amount)}, {Tag: outcome}})
	}
	return t
}

// statementDebits are the debits that reached the bank, oldest first.
func statementDebits(f servicing.LoanFile) templates.Table {
	t := templates.Table{Caption: "Debits of your account", Columns: []templates.Column{{Text: "Day and reference"}, {Text: "Amount", Number: true}, {Text: "Outcome", Number: true}}}
	for i := len(f.Debits) - 1; i >= 0; i-- {
		d := f.Debits[i]
		if !d.State.Attempted() {
			continue
		}
		t.Rows = append(t.Rows, []templates.Cell{{Text: dayShort(d.On) + "  " + d.Reference}, {Text: naira(d.Amount)}, {Tag: debitTags[d.State]}})
	}
	return t
}

// closureLetter says that nothing is owed any more, and what follows from it.
func (s *server) closureLetter(f servicing.LoanFile) paper {
	return paper{
		Title: "Closure of loan " + f.Loan.Number, Lender: s.Config.Lender,
		Made: "Made on " + s.day().Words() + ".",
		Open: []string{
			f.BorrowerName + " has repaid this loan in full on " + f.Loan.ClosedOn.Words() + " and owes nothing on it. This letter is the discharge; please keep it.",
		},
		Facts: []templates.Fact{
			{Name: "Lent", Value: naira(f.Loan.Terms.Principal)},
			{Name: "Received", Value: naira(f.Loan.Schedule.NetDisbursed)},
			{Name: "Repaid in all", Value: naira(f.Outstanding.Repaid)},
			{Name: "Paid out", Value: f.Loan.DisbursedOn.Words()},
			{Name: "Repaid", Value: f.Loan.ClosedOn.Words()},
		},
		Close: []string{
			"We have ended the permission to debit your account. Should your bank still show it, tell us and we see to it.",
			"We report the loan to the credit bureaus as repaid. If a bureau shows something else, tell us: we have it mended.",
			"This letter costs nothing.",
		},
	}
}
