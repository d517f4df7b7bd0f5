package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showOffers compares the offers that can be accepted now.
func (s *server) showOffers(c *gin.Context) error {
	f, err := s.file(c)
	if err != nil {
		return err
	}
	live := s.liveOffers(f)
	if len(live) == 0 {
		return fault.Newf(fault.Conflict, "There is no offer to choose from on application %s now.", f.Application.Number)
	}
	a := f.Application
	view := templates.Offers{
		URL: applicationURL(a.ID), Lapses: s.lapsesWords(live),
		Asked: "You asked for " + naira(a.Principal) + " over " + monthsWords(a.TermMonths) + ".",
	}
	notes := offerNotes(a, live)
	for i, o := range live {
		card := s.offerView(o)
		card.Note = notes[i]
		if o.Terms.Principal.Equal(live[0].Terms.Principal) || len(live) <= offersAtOnce {
			view.Cards = append(view.Cards, card)
		} else {
			view.Others = append(view.Others, card)
		}
	}
	if d := f.Decision; d != nil {
		for _, r := range d.Decision.Reasons {
			if r.Effect == "lower_offer" || r.Effect == "price" {
				view.Less = r.Text
				break
			}
		}
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Your offers", Wide: true}, templates.OffersPage(view))
}

// offersAtOnce is how many offers are compared at once; of more, those of the best offer's amount come first.
const offersAtOnce = 4

func (s *server) offerView(o origination.Offer) templates.OfferView {
	sch := o.Schedule
	return templates.OfferView{
		URL: "/offers/" + o.ID.String(), Receive: naira(sch.NetDisbursed), Principal: naira(o.Terms.Principal),
		Months: monthsWords(o.Terms.Instalments), Instalment: naira(sch.Instalment), Total: naira(sch.TotalDue),
		CostTotal: naira(sch.TotalInterest.Add(sch.TotalFees)), APR: percent(sch.APR), Fee: naira(sch.TotalFees),
		FirstDue: firstDue(o, s), Lapses: timeWords(o.LapsesAt),
	}
}

func firstDue(o origination.Offer, s *server) string {
	if len(o.Schedule.Rows) == 0 {
		return "–"
	}
	return dayWords(o.Schedule.Rows[0].DueOn, s.day())
}

// offerNotes says what is special about each offer: as asked, costs least, smallest payments.
func offerNotes(a origination.Application, offers []origination.Offer) []string {
	notes := make([]string, len(offers))
	least, smallest := 0, 0
	for i, o := range offers {
		if o.Schedule.TotalDue.Sub(o.Schedule.NetDisbursed).Less(offers[least].Schedule.TotalDue.Sub(offers[least].Schedule.NetDisbursed)) {
			least = i
		}
		if o.Schedule.Instalment.Less(offers[smallest].Schedule.Instalment) {
			smallest = i
		}
	}
	if len(offers) > 1 {
		notes[least], notes[smallest] = "Costs least", "Smallest payments"
		if least == smallest {
			notes[least] = "Costs least, smallest payments"
		}
	}
	for i, o := range offers {
		if o.Terms.Principal.Equal(a.Principal) && o.Terms.Instalments == a.TermMonths {
			notes[i] = "As you asked"
		}
	}
	return notes
}
