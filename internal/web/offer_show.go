package web

import (
	"net/http"

	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// offer loads the offer of the address with its application, if it is the borrower's own.
func (s *server) offer(c *gin.Context) (origination.Offer, origination.File, error) {
	offer, err := id.Parse[origination.Offer](c.Param("id"))
	if err != nil {
		return origination.Offer{}, origination.File{}, err
	}
	ctx := c.Request.Context()
	o, err := s.Origination.Store.Offer(ctx, offer)
	if err != nil {
		return o, origination.File{}, err
	}
	f, err := s.Origination.Store.File(ctx, o.Application)
	if err != nil {
		return o, f, err
	}
	if f.Application.Borrower != borrowerOf(c) || !shown(f, o) {
		return o, f, errForeign
	}
	return o, f, nil
}

// shown reports whether the borrower may see an offer: those of a referred case are not theirs before an officer said so.
func shown(f origination.File, o origination.Offer) bool {
	return o.Open || f.Application.State != origination.Referred
}

// showOffer shows one offer with its whole schedule.
func (s *server) showOffer(c *gin.Context) error {
	o, f, err := s.offer(c)
	if err != nil {
		return err
	}
	live := o.LiveAt(s.Clock()) && f.Application.State == origination.Offered
	view := templates.OfferPageView{
		Title: naira(o.Terms.Principal) + " over " + monthsWords(o.Terms.Instalments), Live: live,
		AcceptURL: "/offers/" + o.ID.String() + "/accept", AllURL: applicationURL(o.Application) + "/offers",
		Cost: costOf(o.Schedule, s.day()), Schedule: scheduleOf(o.Schedule, "When you pay what"),
		Late: lateWords, Explained: aprWords, Lapses: "Open until " + timeWords(o.LapsesAt) + ".",
	}
	if !live {
		view.Lapses = "It was open until " + timeWords(o.LapsesAt) + "."
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Offer: " + view.Title}, templates.OfferPage(view))
}
