package sandbox

import (
	"net/http"
	"net/url"
)

// openMandate finds a mandate that still waits for its authorisation, or the page that says why not.
func openMandate(tx Tx, c call) (mandate, shown, bool) {
	var id string
	var m mandate
	switch {
	case !tx.Get("mandate_code", c.PathValue("code"), &id) || !tx.Get("mandate", id, &m):
		return m, message(http.StatusNotFound, "This mandate does not exist", "Go back to the lender and start again."), false
	case m.final():
		return m, message(http.StatusGone, "This mandate is "+m.Status, "Nothing more can be done here. Go back to the lender."), false
	case m.Approved:
		return m, message(http.StatusOK, "This mandate is approved", "There is nothing left to do. Go back to the lender."), false
	}
	return m, shown{}, true
}

func (s *Server) authorisePage(tx Tx, c call) shown {
	m, trouble, open := openMandate(tx, c)
	if !open {
		return trouble
	}
	s.announce(tx, c.now, &m)
	return s.mandatePage(tx, m, "")
}

func (s *Server) mandatePage(tx Tx, m mandate, trouble string) shown {
	var who customer
	tx.Get("customer", m.Customer, &who)
	var destinations []obj
	for _, d := range transferDestinations {
		destinations = append(destinations, obj{"Bank": d["bank_name"], "Number": d["account_number"]})
	}
	v := show("authorise.html", obj{"Title": "Let a lender debit your account", "Mandate": m, "Bank": m.bank(), "Customer": who, "Trouble": trouble,
		"Accounts": accountsOfCustomer(who), "Destinations": destinations, "Banks": banks})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

// accountsOfCustomer lists the sandbox's accounts that are the customer's own by BVN or e-mail.
func accountsOfCustomer(who customer) []choice {
	var list []choice
	for _, p := range allPeople {
		for _, a := range p.accounts {
			b, _ := bankCalled(a.nip)
			if b.DirectDebit && ((who.BVN != "" && a.ownerBVN == who.BVN) || (p.Email == who.Email && a.ownerBVN == p.BVN)) {
				list = append(list, choice{a.number, institutionOf(a.nip).Name, a.kind, a.owner, a.nip + ":" + a.number})
			}
		}
	}
	return list
}

func (s *Server) authoriseAccount(tx Tx, c call) shown {
	m, trouble, open := openMandate(tx, c)
	if !open {
		return trouble
	}
	code, number := c.field("bank"), c.field("account_number")
	if picked := c.field("account"); len(picked) > 7 && picked != "other" {
		code, number = picked[:6], picked[7:]
	}
	if message := s.holdAccount(tx, &m, code, number); message != "" {
		return s.mandatePage(tx, m, message+".")
	}
	s.saveMandate(tx, m)
	s.announce(tx, c.now, &m)
	return goTo("/authorise/" + m.Code)
}

// authoriseSent plays the ₦50 transfer from the account; the approval follows as at the bank.
func (s *Server) authoriseSent(tx Tx, c call) shown {
	m, trouble, open := openMandate(tx, c)
	if !open {
		return trouble
	}
	if m.Number == "" {
		return s.mandatePage(tx, m, "Choose the account first.")
	}
	s.announce(tx, c.now, &m)
	if p, a, there := accountNumbered(m.NIP, m.Number); there && p.Login != "" {
		addEffect(tx, a, effect{At: c.now, Amount: 50_00, Narration: a.style.sent("NIBSS MANDATE ACTIVATION", "FIDELITY", m.Reference), Reference: m.Reference})
	}
	if !magicAccounts[m.Number].silent {
		later(tx, c.now.Add(s.ApprovalWait), "mandate_approve", m.ID)
	}
	return goTo(s.mandateReturn(m, url.Values{"status": {"successful"}}))
}

// authoriseFace plays the selfie: a match approves at once, another face does not.
func (s *Server) authoriseFace(tx Tx, c call) shown {
	m, trouble, open := openMandate(tx, c)
	if !open {
		return trouble
	}
	if m.Verification != selfie {
		return goTo("/authorise/" + m.Code)
	}
	if c.field("face") != "own" {
		return s.mandatePage(tx, m, "Your face does not match the photo of your BVN. Try again in better light.")
	}
	m.Selfie = true
	tx.Put("mandate", m.ID, m)
	s.announce(tx, c.now, &m)
	s.mandateApproved(tx, c.now, m.ID)
	return goTo(s.mandateReturn(m, url.Values{"status": {"successful"}}))
}

func (s *Server) authoriseDeclined(tx Tx, c call) shown {
	m, trouble, open := openMandate(tx, c)
	if !open {
		return trouble
	}
	s.cancel(tx, c.now, m, "Mandate was cancelled by the customer")
	return goTo(s.mandateReturn(m, url.Values{"status": {"failed"}, "reason": {"widget_closed"}}))
}

// mandateReturn is where the browser goes: the lender's address, or a page that says it is done.
func (s *Server) mandateReturn(m mandate, q url.Values) string {
	if m.Redirect == "" {
		return "/authorise/" + m.Code
	}
	q.Set("reference", m.Reference)
	return withQuery(m.Redirect, q)
}
