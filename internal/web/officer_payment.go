package web

import (
	"context"
	"net/http"
	"unicode/utf8"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// bankReferenceMost is the longest reference of a bank in characters; NIP's session ids have 30.
const bankReferenceMost = 60

// paidBeyond are what happens to money that is more than what is due: the borrower's choice.
var paidBeyond = []templates.Option{
	{Value: string(lending.BeyondCredit), Text: "Keep it as the borrower's credit", Hint: "When they did not say."},
	{Value: string(lending.BeyondLower), Text: "Smaller payments, the same last day"},
	{Value: string(lending.BeyondShorten), Text: "The same payments, done sooner"},
	{Value: string(lending.BeyondSettle), Text: "Settle the loan", Hint: "Refused when it is too little."},
}

// paymentForm is the form as it was typed.
type paymentForm struct{ Amount, ValueOn, Reference, Beyond string }

// takesPayments reports whether money can be recorded on a loan.
func takesPayments(l lending.Loan) bool {
	return l.State == lending.LoanActive || l.State == lending.LoanWrittenOff
}

// showPayment asks for what the bank statement says of a payment.
func (s *server) showPayment(c *gin.Context) error {
	return s.paymentPage(c, http.StatusOK, paymentForm{ValueOn: s.day().String(), Beyond: string(lending.BeyondCredit)}, nil)
}

// recordPayment books a payment of a running loan, or a recovery on one that was written off.
func (s *server) recordPayment(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, err := s.officerLoanFile(c)
	if err != nil {
		return err
	}
	typedIn := paymentForm{typed(c, "amount"), typed(c, "value_on"), typed(c, "reference"), typed(c, "beyond")}
	form, wrong := typedIn.parse(f.Loan)
	if len(wrong) > 0 {
		return s.paymentPage(c, http.StatusUnprocessableEntity, typedIn, wrong)
	}
	u, _ := userOf(c)
	if err := s.bookPayment(c.Request.Context(), f.Loan, form, u.Name); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.paymentPage(c, status, typedIn, wrong)
	}
	s.notice(c, naira(form.Amount)+" is recorded.")
	return s.seeOther(c, "%s", officerLoanURL(f.Loan.ID))
}

func (s *server) bookPayment(ctx context.Context, l lending.Loan, form servicing.PaymentForm, officer string) error {
	book := s.Servicing.RecordPayment
	if l.State == lending.LoanWrittenOff {
		book = s.Servicing.RecordRecovery
	}
	_, err := book(ctx, form, officer)
	return err
}

// parse turns what was typed into a payment, or says everything that is wrong with it.
func (f paymentForm) parse(l lending.Loan) (servicing.PaymentForm, mistakes) {
	var wrong mistakes
	out := servicing.PaymentForm{Loan: l.ID, Reference: f.Reference, Beyond: lending.Beyond(f.Beyond)}
	var err error
	if out.Amount, err = money.Parse(f.Amount, l.Terms.Principal.Currency()); err != nil || !out.Amount.Positive() {
		wrong.add("amount", "Enter the amount that came in, like 28340 or 28,340.50.")
	}
	if out.ValueOn, err = calendar.Parse(f.ValueOn); err != nil {
		wrong.add("value_on", "Enter the day on which the bank counts it, as year, month and day.")
	}
	if n := utf8.RuneCountInString(f.Reference); n == 0 || n > bankReferenceMost {
		wrong.add("reference", "Enter the bank's reference of the payment as the statement has it.")
	}
	if l.State == lending.LoanActive && !offered(paidBeyond, f.Beyond) {
		wrong.add("beyond", "Choose what happens to money that is more than what is due.")
	}
	return out, wrong
}

func offered(all []templates.Option, value string) bool {
	for _, o := range all {
		if o.Value == value {
			return true
		}
	}
	return false
}

func (s *server) paymentPage(c *gin.Context, status int, f paymentForm, wrong mistakes) error {
	x, err := s.officerLoanFile(c)
	if err != nil {
		return err
	}
	if !takesPayments(x.Loan) {
		return fault.Newf(fault.Conflict, "Loan %s is %s: no payment belongs to it.", x.Loan.Number, x.Loan.State)
	}
	at := officerLoanURL(x.Loan.ID)
	p := templates.PaymentPage{
		Back: at, BackWords: x.Loan.Number + " " + x.BorrowerName, Action: at + "/payment", Errors: wrong,
		Facts: []templates.Fact{
			{Name: "Outstanding today", Value: naira(x.Outstanding.Total)},
			{Name: "Repaid so far", Value: naira(x.Outstanding.Repaid)},
		},
		Amount:    templates.Field{Name: "amount", Label: "Amount", Value: f.Amount, Error: wrong.of("amount")},
		ValueOn:   templates.Field{Name: "value_on", Label: "Value day at the bank", Type: "date", Short: true, Value: f.ValueOn, Error: wrong.of("value_on")},
		Reference: templates.Field{Name: "reference", Label: "The bank's reference", Value: f.Reference, Error: wrong.of("reference"), MaxLength: "60"},
	}
	if x.Loan.State == lending.LoanActive {
		p.Beyond = templates.Choice{Name: "beyond", Label: "What is more than what is due", Error: wrong.of("beyond"), Options: chosen(paidBeyond, f.Beyond)}
		q, err := s.Servicing.Quote(c.Request.Context(), x.Loan.ID)
		if err != nil {
			return err
		}
		p.Facts = append(p.Facts, templates.Fact{Name: "Settles the loan today", Value: naira(q.Total)})
	}
	return s.render(c, status, templates.Page{Title: "Record a payment", Officer: true, Error: len(wrong) > 0}, templates.RecordPaymentPage(p))
}
