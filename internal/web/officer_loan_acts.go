package web

import (
	"context"
	"net/http"

	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// loanAct is something an officer can do to a loan: offered while it makes sense, asked about on a
// page of its own, and then done by servicing, which refuses what has become wrong meanwhile.
type loanAct struct {
	path, act   string // below the loan's address; the button's words
	title, says string
	reason      string // the label of the reason, where the desk keeps one
	done        string
	grave       bool
	offered     func(servicing.LoanFile) bool
	do          func(ctx context.Context, d *servicing.Desk, loan lending.LoanID, officer, why string) error
}

// loanActs are the officer's acts in the order in which the page offers them.
var loanActs = []loanAct{
	{
		path: "/payout/retry", act: "Make the transfer again", title: "Make the transfer again?",
		says: "The bank refused the transfer. Mend the cause first. It is made again under a new reference, after the mandate and the account's owner were checked once more.",
		done: "The transfer is being made again.",
		offered: func(f servicing.LoanFile) bool {
			return f.Loan.State == lending.LoanDisbursing && f.Disbursement != nil && f.Disbursement.State == servicing.DisbursementFailed
		},
		do: func(ctx context.Context, d *servicing.Desk, loan lending.LoanID, officer, _ string) error {
			return d.RetryDisbursement(ctx, loan, officer)
		},
	},
	{
		path: "/debits/resume", act: "Let debits go on", title: "Let automatic debits go on?",
		says:    "The next run looks at the account again. Failures before now no longer count towards stopping.",
		done:    "Automatic debits go on from today.",
		offered: func(f servicing.LoanFile) bool { return f.Loan.State == lending.LoanActive && f.Loan.StoppedWhy != "" },
		do: func(ctx context.Context, d *servicing.Desk, loan lending.LoanID, officer, _ string) error {
			return d.ResumeDebits(ctx, loan, officer)
		},
	},
	{
		path: "/debits/stop", act: "Stop debits", title: "Stop automatic debits?",
		says:   "From now on nothing of this loan is debited until an officer lets it go on. A debit that is already at the bank cannot be called back. What is owed stays.",
		reason: "Why the debits rest", done: "Automatic debits rest.", grave: true,
		offered: func(f servicing.LoanFile) bool { return f.Loan.State == lending.LoanActive && f.Loan.StoppedWhy == "" },
		do: func(ctx context.Context, d *servicing.Desk, loan lending.LoanID, officer, why string) error {
			return d.StopDebits(ctx, loan, officer, why)
		},
	},
}

func officerLoanURL(loan lending.LoanID) string { return "/officer/loans/" + loan.String() }

// offeredActs are the acts that a loan's page offers now.
func offeredActs(f servicing.LoanFile) []templates.ActLink {
	var all []templates.ActLink
	if takesPayments(f.Loan) {
		all = append(all, templates.ActLink{Text: "Record a payment", URL: officerLoanURL(f.Loan.ID) + "/payment"})
	}
	for _, a := range loanActs {
		if a.offered(f) {
			all = append(all, templates.ActLink{Text: a.act, URL: officerLoanURL(f.Loan.ID) + a.path, Grave: a.grave})
		}
	}
	return all
}

// loanActRoutes give each act its question and its deed.
func (s *server) loanActRoutes(r *gin.RouterGroup) {
	r.GET("/loans/:id/payment", s.handle(s.showPayment))
	r.POST("/loans/:id/payment", s.handle(s.recordPayment))
	for _, a := range loanActs {
		r.GET("/loans/:id"+a.path, s.handle(func(c *gin.Context) error {
			f, err := s.officerLoanFile(c)
			if err != nil {
				return err
			}
			return s.askLoanAct(c, http.StatusOK, a, f, nil)
		}))
		r.POST("/loans/:id"+a.path, s.handle(func(c *gin.Context) error { return s.doLoanAct(c, a) }))
	}
}

func (s *server) officerLoanFile(c *gin.Context) (servicing.LoanFile, error) {
	loan, err := id.Parse[lending.Loan](c.Param("id"))
	if err != nil {
		return servicing.LoanFile{}, err
	}
	return s.Servicing.Store.LoanFile(c.Request.Context(), loan, s.day())
}

func (s *server) askLoanAct(c *gin.Context, status int, a loanAct, f servicing.LoanFile, wrong mistakes) error {
	at := officerLoanURL(f.Loan.ID)
	view := templates.Confirmation{
		Title: a.title, Says: a.says, Act: a.act, Action: at + a.path, Back: at, Grave: a.grave, Errors: wrong,
		Facts: []templates.Fact{
			{Name: "Loan", Value: f.Loan.Number + ", " + f.BorrowerName},
			{Name: "Outstanding today", Value: naira(f.Outstanding.Total)},
		},
	}
	if a.reason != "" {
		view.Reason = &templates.Field{Name: "reason", Label: a.reason, Hint: "The borrower reads it on their page.", Value: typed(c, "reason"), Error: wrong.of("reason"), MaxLength: "500"}
	}
	return s.render(c, status, templates.Page{Title: a.title, Officer: true, Error: len(wrong) > 0}, templates.ConfirmPage(view))
}

func (s *server) doLoanAct(c *gin.Context, a loanAct) error {
	if err := readForm(c); err != nil {
		return err
	}
	f, err := s.officerLoanFile(c)
	if err != nil {
		return err
	}
	why := typed(c, "reason")
	var wrong mistakes
	if a.reason != "" && why == "" {
		wrong.add("reason", "Write why, in words that the borrower may read.")
		return s.askLoanAct(c, http.StatusUnprocessableEntity, a, f, wrong)
	}
	u, _ := userOf(c)
	if err := a.do(c.Request.Context(), s.Servicing, f.Loan.ID, u.Name, why); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.askLoanAct(c, status, a, f, wrong)
	}
	s.notice(c, a.done)
	return s.seeOther(c, "%s", officerLoanURL(f.Loan.ID))
}
