package web

import (
	"net/http"
	"strconv"

	"lendwright/internal/calendar"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

func (s *server) showApply(c *gin.Context) error {
	u, _ := userOf(c)
	return s.applyPage(c, http.StatusOK, applicationForm{Phone: u.Phone, Amount: c.Query("amount"), Months: c.Query("months")}, nil)
}

// apply checks the form and hands the application to the desk.
func (s *server) apply(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	u, _ := userOf(c)
	f := applicationFormOf(c)
	submission, wrong := f.parse(s.Config.Product, s.day())
	if len(wrong) > 0 {
		return s.applyPage(c, http.StatusUnprocessableEntity, f, wrong)
	}
	submission.Name, submission.Email = u.Name, u.Email
	for i := range submission.Consents {
		submission.Consents[i].At = s.Clock()
	}
	app, err := s.Origination.Submit(c.Request.Context(), borrowerOf(c), submission)
	if err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.applyPage(c, status, f, wrong)
	}
	return s.seeOther(c, "/applications/%s", app)
}

func (s *server) applyPage(c *gin.Context, status int, f applicationForm, wrong mistakes) error {
	page := templates.Page{Title: "Apply for a loan", Error: len(wrong) > 0}
	return s.render(c, status, page, templates.ApplyPage(f.view(s.Config, wrong)))
}

// view is the form with what was typed and what is wrong.
func (f applicationForm) view(cfg Config, wrong mistakes) templates.Apply {
	p := cfg.Product
	v := templates.Apply{
		Errors:     wrong,
		Amount:     templates.Field{Name: "amount", Label: "How much do you need?", Hint: "Between " + naira(p.Least) + " and " + naira(p.Most) + ".", Value: f.Amount, Error: wrong.of("amount")},
		Months:     templates.Choice{Name: "months", Label: "For how long?", Hint: "A shorter loan costs less; a longer one has smaller payments.", Row: true, Error: wrong.of("months"), Options: monthOptions(p.Months, f.Months)},
		Purpose:    templates.Choice{Name: "purpose", Label: "What is it for?", Error: wrong.of("purpose"), Options: options(purposes, f.Purpose, "Choose one")},
		BornOn:     templates.Field{Name: "born_on", Label: "Date of birth", Type: "date", Autocomplete: "bday", Short: true, Value: f.BornOn, Error: wrong.of("born_on")},
		Employment: templates.Choice{Name: "employment", Label: "How do you earn your living?", Error: wrong.of("employment"), Options: options(employments, f.Employment, "")},
		Employer:   templates.Field{Name: "employer", Label: "Employer or business", Optional: true, Autocomplete: "organization", Value: f.Employer, Error: wrong.of("employer")},
		Income:     templates.Field{Name: "income", Label: "What reaches you in a usual month?", Hint: "After tax, from all work together.", Value: f.Income, Error: wrong.of("income")},
		Phone:      templates.Field{Name: "phone", Label: "Mobile number", Type: "tel", InputMode: "tel", Autocomplete: "tel", Short: true, Value: f.Phone, Error: wrong.of("phone")},
	}
	for _, box := range consents(cfg.Lender.Name) {
		name := box.Name
		box.Name = consentField(name)
		box.Agreed, box.Error = f.Consents[name] != "", wrong.of(box.Name)
		v.Consents = append(v.Consents, box)
	}
	return v
}

func monthOptions(months []int, chosen string) []templates.Option {
	var all []templates.Option
	for _, m := range months {
		text := strconv.Itoa(m)
		all = append(all, templates.Option{Value: text, Text: monthsWords(m), Chosen: text == chosen})
	}
	return all
}

// options makes answers of pairs; with a first text, an empty answer stands before them.
func options(pairs [][2]string, chosen, first string) []templates.Option {
	var all []templates.Option
	if first != "" {
		all = append(all, templates.Option{Text: first, Chosen: chosen == ""})
	}
	for _, p := range pairs {
		all = append(all, templates.Option{Value: p[0], Text: p[1], Chosen: p[0] == chosen})
	}
	return all
}

// age is the whole years from a birthday to a day.
func age(born, on calendar.Day) int {
	by, bm, bd := born.Date()
	y, m, d := on.Date()
	if m < bm || (m == bm && d < bd) {
		return y - by - 1
	}
	return y - by
}
