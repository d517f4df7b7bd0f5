package sandbox

import (
	"net/http"
	"strings"
)

// openOwo finds a conversation that waits for the person, or the page that says why not.
func openOwo(tx Tx, c call) (owoLinking, shown, bool) {
	var w owoLinking
	if !tx.Get("owo_linking", c.PathValue("id"), &w) {
		return w, message(http.StatusNotFound, "This conversation does not exist", "Go back and start again."), false
	}
	if w.Done {
		return w, message(http.StatusGone, "This is done", "There is nothing left to do here."), false
	}
	return w, shown{}, true
}

func (s *Server) owoPage(tx Tx, c call) shown {
	w, trouble, open := openOwo(tx, c)
	if !open {
		return trouble
	}
	return owoChat(tx, w, "")
}

// owoChat shows what is asked for and the accounts that can pay.
func owoChat(tx Tx, w owoLinking, trouble string) shown {
	var r owoRequestRecord
	tx.Get("owo_request", w.Request, &r)
	people := allPeople
	if p, known := owoPerson(w.Phone); known {
		people = []Person{p}
	}
	var list []choice
	for _, p := range people {
		for _, a := range p.accounts {
			if _, known := bankCalled(a.nip); known {
				list = append(list, choice{a.number, institutionOf(a.nip).Name, a.kind, a.owner, a.nip + ":" + a.number})
			}
		}
	}
	v := show("owo.html", obj{"Title": "WhatsApp payment", "Linking": w, "Request": r, "Accounts": list, "Trouble": trouble})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

// owoApproved links the beneficiary when one is asked for, then approves the request if there is one.
func (s *Server) owoApproved(tx Tx, c call) shown {
	w, trouble, open := openOwo(tx, c)
	if !open {
		return trouble
	}
	nip, account, _ := strings.Cut(c.field("account"), ":")
	from := payer{nip, account}
	if _, _, there := from.holder(); !there && w.Beneficiary != nil {
		return owoChat(tx, w, "Choose one of the accounts.")
	}
	w.Done = true
	tx.Put("owo_linking", w.ID, w)
	beneficiary := ""
	if f := w.Beneficiary; f != nil {
		b := owoBeneficiaryRecord{ID: "bene_" + objectID(c.now), Phone: w.Phone, Name: f.Name, To: payer{f.NIP, f.Number}, Payer: from, Created: c.now}
		tx.Put("owo_beneficiary", b.ID, b)
		s.emitOwo(tx, c.now, "beneficiary.linked", b.describe())
		beneficiary = b.ID
	}
	var r owoRequestRecord
	if tx.Get("owo_request", w.Request, &r) && r.Status == "created" {
		r.Beneficiary = either(beneficiary, r.Beneficiary)
		s.owoMove(tx, c.now, &r, "approved")
		s.owoMove(tx, c.now, &r, "processing")
		if r.Schedule != nil {
			s.owoMove(tx, c.now, &r, "active")
		}
		s.planOwo(tx, c.now, &r, 0)
	}
	return message(http.StatusOK, "Done", "You can close this page.")
}

// owoDeclined tells nobody: Mono has no event for it.
func (s *Server) owoDeclined(tx Tx, c call) shown {
	w, trouble, open := openOwo(tx, c)
	if !open {
		return trouble
	}
	w.Done = true
	tx.Put("owo_linking", w.ID, w)
	var r owoRequestRecord
	if tx.Get("owo_request", w.Request, &r) && r.Status == "created" {
		r.Status = "declined"
		tx.Put("owo_request", r.ID, r)
	}
	return message(http.StatusOK, "Declined", "You can close this page.")
}
