package web

import (
	"fmt"
	"net/http"

	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showLanding says what this is and what an example costs, before anybody gives a name.
func (s *server) showLanding(c *gin.Context) error {
	p := s.Config.Product
	view := templates.Landing{Most: naira(p.Most), Months: monthsRange(p.Months), Apply: "/signup"}
	if u, known := userOf(c); known && !u.Role.Staff() {
		view.Apply = "/apply"
	}
	if len(p.Example.Rows) > 0 {
		view.Example = costOf(p.Example, s.day())
		view.Example.FirstDue = ""
		view.ExampleSays = fmt.Sprintf("%s over %s. Your own offer depends on your statement; every offer shows its cost like this.",
			naira(p.ExampleOf.Principal), monthsWords(p.ExampleOf.Instalments))
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Loans with the whole cost shown"}, templates.LandingPage(view))
}

// monthsRange is "1 to 6 months".
func monthsRange(months []int) string {
	least, most := months[0], months[0]
	for _, m := range months {
		least, most = min(least, m), max(most, m)
	}
	if least == most {
		return monthsWords(most)
	}
	return fmt.Sprintf("%d to %s", least, monthsWords(most))
}
