package web

import (
	"net/http"
	"slices"
	"unicode/utf8"

	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

func (s *server) showHelpForm(c *gin.Context) error {
	k, ok := helpKindOf(c.DefaultQuery("kind", string(origination.KindComplaint)))
	if !ok {
		return errNoKind
	}
	return s.helpFormPage(c, http.StatusOK, k, c.Query("about"), "", nil)
}

// complain takes a complaint or request and leads to its page.
func (s *server) complain(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	k, ok := helpKindOf(typed(c, "kind"))
	if !ok {
		return errNoKind
	}
	about, text := typed(c, "about"), typed(c, "text")
	mine, err := s.aboutWhat(c)
	if err != nil {
		return err
	}
	var wrong mistakes
	if about != "" && !slices.Contains(mine, about) {
		wrong.add("about", "Choose one of your own loans or applications.")
	}
	if n := utf8.RuneCountInString(text); n == 0 || n > origination.ComplaintMost {
		wrong.add("text", "Write in a few words what it is about.")
	}
	if len(wrong) > 0 {
		return s.helpFormPage(c, http.StatusUnprocessableEntity, k, about, text, wrong)
	}
	u, _ := userOf(c)
	complaint, err := s.Origination.Complain(c.Request.Context(), origination.Complaint{
		Borrower: borrowerOf(c), Name: u.Name, Email: u.Email, Kind: k.kind, About: about, Text: text,
	})
	if err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.helpFormPage(c, status, k, about, text, wrong)
	}
	s.notice(c, "Your message has arrived.")
	return s.seeOther(c, "%s", helpURL(complaint))
}

// aboutWhat are the numbers that a borrower's message can be about, newest first.
func (s *server) aboutWhat(c *gin.Context) ([]string, error) {
	ctx, me := c.Request.Context(), borrowerOf(c)
	loans, err := s.Servicing.Store.BorrowerLoans(ctx, me)
	if err != nil {
		return nil, err
	}
	applications, err := s.Origination.Store.BorrowerApplications(ctx, me)
	if err != nil {
		return nil, err
	}
	earlier, err := s.Origination.Store.BorrowerComplaints(ctx, me)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, l := range loans {
		all = append(all, l.Number)
	}
	for _, a := range applications {
		all = append(all, a.Number)
	}
	for _, x := range earlier {
		all = append(all, x.Number)
	}
	return all, nil
}

func (s *server) helpFormPage(c *gin.Context, status int, k helpKind, about, text string, wrong mistakes) error {
	mine, err := s.aboutWhat(c)
	if err != nil {
		return err
	}
	var pairs [][2]string
	for _, number := range mine {
		pairs = append(pairs, [2]string{number, aboutWords(number)})
	}
	f := templates.HelpForm{
		Title: k.title, Says: k.says, Kind: string(k.kind), Errors: wrong, Act: k.act,
		Text: templates.Field{Name: "text", Label: k.label, Hint: k.hint, Value: text, Error: wrong.of("text")},
	}
	if len(pairs) > 0 {
		f.About = templates.Choice{Name: "about", Label: "What is it about?", Error: wrong.of("about"), Options: options(pairs, about, "Nothing in particular")}
	}
	return s.render(c, status, templates.Page{Title: k.title, Error: len(wrong) > 0}, templates.HelpFormPage(f))
}

// aboutWords says what a number is the number of.
func aboutWords(number string) string {
	switch number[:1] {
	case "L":
		return "Loan " + number
	case "C":
		return "My message " + number
	}
	return "Application " + number
}
