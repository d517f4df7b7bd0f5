package web

import (
	"maps"
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
	notes := map[origination.OfferID]string{}
	for _, amount := range byAmount(live) {
		maps.Copy(notes, offerNotes(a, amount))
	}
	for _, o := range live {
		card := s.offerView(o)
		card.Note = notes[o.ID]
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

// byAmount puts offers of one amount together.
func byAmount(offers []origination.Offer) map[int64][]origination.Offer {
	all := map[int64][]origination.Offer{}
	for _, o := range offers {
		all[o.Terms.Principal.Minor()] = append(all[o.Terms.Principal.Minor()], o)
	}
	return all
}

// offerNotes says what is special about each offer among those of its amount: as asked, costs least, smallest payments.
func offerNotes(a origination.Application, offers []origination.Offer) map[origination.OfferID]string {
	notes := map[origination.OfferID]string{}
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
		notes[offers[least].ID], notes[offers[smallest].ID] = "Costs least", "Smallest payments"
	}
	for _, o := range offers {
		if o.Terms.Principal.Equal(a.Principal) && o.Terms.Instalments == a.TermMonths {
			notes[o.ID] = "As you asked"
		}
	}
	return notes
}
