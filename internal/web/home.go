package web

import (
	"net/http"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/origination"
	"lendwright/internal/servicing"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showHome shows what is next and everything of the borrower's.
func (s *server) showHome(c *gin.Context) error {
	ctx, me := c.Request.Context(), borrowerOf(c)
	u, _ := userOf(c)
	loans, err := s.Servicing.Store.BorrowerLoans(ctx, me)
	if err != nil {
		return err
	}
	applications, err := s.Origination.Store.BorrowerApplications(ctx, me)
	if err != nil {
		return err
	}
	view := templates.Home{Greeting: "Hello, " + firstName(u.Name), MayApply: mayApply(applications, loans)}
	for _, l := range loans {
		view.Loans = append(view.Loans, loanItem(l, s.day()))
	}
	for _, a := range applications {
		if a.State != origination.Accepted {
			view.Applications = append(view.Applications, applicationItem(a, s.day()))
		}
	}
	if err := s.whatIsNext(c, &view, applications, loans); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "My loans"}, templates.HomePage(view))
}

// whatIsNext says the one next act: of an open application first, then of a running loan.
func (s *server) whatIsNext(c *gin.Context, view *templates.Home, applications []origination.Application, loans []lending.Loan) error {
	ctx := c.Request.Context()
	for _, a := range applications {
		if !openState(a.State) {
			continue
		}
		f, err := s.Origination.Store.File(ctx, a.ID)
		if err != nil {
			return err
		}
		view.Strip, view.Act, view.ActURL = s.strip(f), "Go on with my application", applicationURL(a.ID)
		return nil
	}
	for _, l := range loans {
		if l.State == lending.LoanClosed || l.State == lending.LoanCancelled {
			continue
		}
		f, err := s.Servicing.Store.LoanFile(ctx, l.ID, s.day())
		if err != nil {
			return err
		}
		view.Strip, view.Act, view.ActURL = s.loanStrip(f), "Go to my loan", loanURL(l.ID)
		if needsBank(f) {
			view.Act, view.ActURL = "Let my bank confirm", loanURL(l.ID)+"/mandate"
		}
		return nil
	}
	return nil
}

func needsBank(f servicing.LoanFile) bool {
	return f.Mandate != nil && f.Mandate.State == lending.MandateInitiated
}

// openState reports whether somebody still has to act on an application.
func openState(s origination.State) bool {
	return s == origination.Submitted || s == origination.Gathering || s == origination.Referred || s == origination.Offered
}

// mayApply is false while an application or a loan is open: one at a time.
func mayApply(applications []origination.Application, loans []lending.Loan) bool {
	for _, a := range applications {
		if openState(a.State) {
			return false
		}
	}
	for _, l := range loans {
		if l.State != lending.LoanClosed && l.State != lending.LoanCancelled {
			return false
		}
	}
	return true
}

// applicationTags are an application's states in a word or two, as its borrower sees them.
var applicationTags = map[origination.State]templates.Tag{
	origination.Submitted: {Text: "link your bank", Tone: "marigold"},
	origination.Gathering: {Text: "we are looking", Tone: "indigo"},
	origination.Referred:  {Text: "a person looks at it", Tone: "indigo"},
	origination.Offered:   {Text: "offers for you", Tone: "leaf"},
	origination.Accepted:  {Text: "accepted", Tone: "leaf"},
	origination.Declined:  {Text: "we can't lend now", Tone: "clay"},
	origination.Lapsed:    {Text: "ran out"},
	origination.Withdrawn: {Text: "withdrawn"},
}

func applicationItem(a origination.Application, today calendar.Day) templates.HomeItem {
	return templates.HomeItem{
		URL: applicationURL(a.ID), Name: naira(a.Principal) + " over " + monthsWords(a.TermMonths), Tag: applicationTags[a.State],
		Under: words(purposes, a.Purpose) + ", sent " + dayWords(calendar.DayOf(a.SubmittedAt, calendar.Lagos), today) + " (" + a.Number + ")",
	}
}

// loanTags are a loan's states in a word or two.
var loanTags = map[lending.LoanState]templates.Tag{
	lending.LoanAwaitingMandate: {Text: "bank to confirm", Tone: "marigold"},
	lending.LoanDisbursing:      {Text: "being paid out", Tone: "indigo"},
	lending.LoanActive:          {Text: "running", Tone: "leaf"},
	lending.LoanClosed:          {Text: "repaid", Tone: "leaf"},
	lending.LoanWrittenOff:      {Text: "far past its days", Tone: "clay"},
	lending.LoanCancelled:       {Text: "never paid out"},
}

func loanItem(l lending.Loan, today calendar.Day) templates.HomeItem {
	under := "Loan " + l.Number
	if n := len(l.Schedule.Rows); n > 0 {
		under += ", last payment " + dayWords(l.Schedule.Rows[n-1].DueOn, today)
	}
	return templates.HomeItem{URL: loanURL(l.ID), Name: naira(l.Terms.Principal) + " over " + monthsWords(l.Terms.Instalments), Tag: loanTags[l.State], Under: under}
}
