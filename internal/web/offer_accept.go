package web

import (
	"net/http"

	"lendwright/internal/fault"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showAccept shows the agreement in full and asks for the typed name.
func (s *server) showAccept(c *gin.Context) error {
	o, f, err := s.offer(c)
	if err != nil {
		return err
	}
	if !o.LiveAt(s.Clock()) || f.Application.State != origination.Offered {
		return s.seeOther(c, "/offers/%s", o.ID)
	}
	return s.acceptPage(c, http.StatusOK, o, f, "", nil)
}

// accept makes the contract. The digest is of the terms that were on the screen: the desk refuses others.
func (s *server) accept(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	o, f, err := s.offer(c)
	if err != nil {
		return err
	}
	name := typed(c, "signed_name")
	var wrong mistakes
	if !sameName(name, f.Application.Name) {
		wrong.add("signed_name", "Type your name as it stands in the agreement: "+f.Application.Name+".")
		return s.acceptPage(c, http.StatusUnprocessableEntity, o, f, name, wrong)
	}
	loan, err := s.Origination.Accept(c.Request.Context(), origination.Acceptor{
		Offer: o.ID, Borrower: borrowerOf(c), TermsDigest: typed(c, "digest"), SignedName: name,
	})
	switch fault.KindOf(err) {
	case fault.Invalid:
		wrong.add("signed_name", fault.Said(err))
		return s.acceptPage(c, http.StatusUnprocessableEntity, o, f, name, wrong)
	}
	if err != nil {
		return err
	}
	s.notice(c, "You accepted. Your agreement is kept with your loan, as a page and as a PDF.")
	return s.seeOther(c, "%s/mandate", loanURL(loan))
}

func (s *server) acceptPage(c *gin.Context, status int, o origination.Offer, f origination.File, name string, wrong mistakes) error {
	view := templates.Accept{
		Errors: wrong, Action: "/offers/" + o.ID.String() + "/acceptance", Back: "/offers/" + o.ID.String(), Digest: o.Digest,
		Agreement: s.agreementBefore(o, f), Cost: costOf(o.Schedule, s.day()), Button: "Accept " + naira(o.Terms.Principal),
		Name: templates.Field{
			Name: "signed_name", Label: "Type your name to sign", Hint: "As it stands in the agreement: " + f.Application.Name + ".",
			Autocomplete: "name", Value: name, Error: wrong.of("signed_name"),
		},
		CoolingOff: "By pressing the button you enter into this agreement. Your bank then asks you to confirm the debits; we pay out after that. " +
			"Until the money is paid out you can step back free of charge: just do not confirm at your bank.",
	}
	return s.render(c, status, templates.Page{Title: "Read, then sign", Error: len(wrong) > 0}, templates.AcceptPage(view))
}
