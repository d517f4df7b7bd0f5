package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// errForeign is the same for what does not exist and what is somebody else's.
var errForeign = fault.Newf(fault.NotFound, "There is nothing of yours at this address.")

// file loads the application of the address, if it is the borrower's own.
func (s *server) file(c *gin.Context) (origination.File, error) {
	app, err := id.Parse[origination.Application](c.Param("id"))
	if err != nil {
		return origination.File{}, err
	}
	f, err := s.Origination.Store.File(c.Request.Context(), app)
	if err != nil {
		return origination.File{}, err
	}
	if f.Application.Borrower != borrowerOf(c) {
		return origination.File{}, errForeign
	}
	return f, nil
}

// showApplication shows who acts next, the act, and what is known so far.
func (s *server) showApplication(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	page := templates.Page{Title: "Application " + f.Application.Number}
	view := s.applicationView(f)
	if view.Live {
		page.Refresh = "4"
	}
	return s.render(c, http.StatusOK, page, templates.ApplicationPage(view))
}

// showProgress is the part of the page that changes while we gather.
func (s *server) showProgress(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	return s.fragment(c, progressState(f), templates.ProgressPart(s.progress(f)))
}

// progressState names what decides which acts the page offers: when it changes, the page is another.
func progressState(f origination.File) string {
	state := string(f.Application.State)
	if bvnWanted(f) {
		state += "+bvn"
	}
	if len(usable(f)) == 0 {
		state += "+nobank"
	}
	return state
}

func (s *server) applicationView(f origination.File) templates.ApplicationView {
	a := f.Application
	v := templates.ApplicationView{
		URL: applicationURL(a.ID), Number: a.Number, State: progressState(f),
		Title:    naira(a.Principal) + " over " + monthsWords(a.TermMonths),
		Steps:    applicationSteps(f),
		Progress: s.progress(f),
		Live:     a.State == origination.Gathering || (a.State == origination.Submitted && len(f.Links) > 0),
		Facts:    requestFacts(a, s.day()),
		Accounts: accountFacts(f.Accounts),
		Withdraw: a.State == origination.Submitted || a.State == origination.Gathering || a.State == origination.Referred || a.State == origination.Offered,
		Timeline: moments(f.Timeline),
	}
	if bvnWanted(f) {
		v.BVN = bvnURL(a)
	}
	switch a.State {
	case origination.Submitted:
		v.LinkBank = "Link my bank account"
		if len(f.Links) > 0 {
			v.LinkBank = "Link my bank account again"
		}
	case origination.Gathering:
		v.LinkBank, v.LinkMore = "Link another bank", !silent(f)
	case origination.Offered:
		v.Offers = len(s.liveOffers(f))
	case origination.Accepted:
		if f.Acceptance != nil {
			v.LoanURL = loanURL(f.Acceptance.Loan)
		}
	case origination.Declined:
		v.Declined = s.declined(f)
	}
	return v
}

func applicationURL(app origination.ApplicationID) string { return "/applications/" + app.String() }

// liveOffers are those that can be accepted now.
func (s *server) liveOffers(f origination.File) []origination.Offer {
	var live []origination.Offer
	for _, o := range f.Offers {
		if o.LiveAt(s.Clock()) {
			live = append(live, o)
		}
	}
	return live
}
