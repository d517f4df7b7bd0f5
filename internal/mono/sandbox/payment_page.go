package sandbox

import (
	"net/http"
	"net/url"
	"strings"
)

// openPayment finds a payment that can still be made, or the page that says why not.
func openPayment(tx Tx, c call) (payment, shown, bool) {
	var p payment
	switch {
	case !tx.Get("payment", c.PathValue("id"), &p):
		return p, message(http.StatusNotFound, "This payment does not exist", "Go back to the lender and start again."), false
	case p.Status == "processing":
		return p, message(http.StatusOK, "Your bank is at work", "The lender will hear from the bank. Go back to the lender."), false
	case p.final():
		return p, message(http.StatusGone, "This payment is "+p.Status, "There is nothing left to do. Go back to the lender."), false
	}
	return p, shown{}, true
}

func (s *Server) payPage(tx Tx, c call) shown {
	p, trouble, open := openPayment(tx, c)
	if !open {
		return trouble
	}
	return payForm(tx, p, "")
}

// payForm shows the accounts that the payment can come from: the linked one, or the customer's, or everybody's.
func payForm(tx Tx, p payment, trouble string) shown {
	var who customer
	tx.Get("customer", p.Customer, &who)
	list := accountsOfCustomer(who)
	if len(list) == 0 {
		for _, x := range allPeople {
			for _, a := range x.accounts {
				list = append(list, choice{a.number, institutionOf(a.nip).Name, a.kind, a.owner, a.nip + ":" + a.number})
			}
		}
	}
	if _, a, there := p.Payer.holder(); there {
		list = []choice{{a.number, institutionOf(a.nip).Name, a.kind, a.owner, a.nip + ":" + a.number}}
	}
	v := show("pay.html", obj{"Title": "Pay from your bank account", "Payment": p, "Accounts": list, "Trouble": trouble})
	if trouble != "" {
		v.status = http.StatusUnprocessableEntity
	}
	return v
}

func (s *Server) payNow(tx Tx, c call) shown {
	p, trouble, open := openPayment(tx, c)
	if !open {
		return trouble
	}
	nip, account, _ := strings.Cut(c.field("account"), ":")
	from := payer{nip, account}
	if _, _, there := from.holder(); !there || (p.Payer.NIP != "" && from != p.Payer) {
		return payForm(tx, p, "Choose one of the accounts.")
	}
	p = s.pay(tx, c.now, p, from)
	q := url.Values{"status": {p.Status}}
	if p.Status == "failed" {
		q.Set("reason", p.Message)
	}
	return goTo(p.returnURL(q))
}

func (s *Server) payCancelled(tx Tx, c call) shown {
	p, trouble, open := openPayment(tx, c)
	if !open {
		return trouble
	}
	s.leave(tx, c.now, p, "cancelled")
	return goTo(p.returnURL(url.Values{"status": {"failed"}, "reason": {"widget_closed"}}))
}

func (p payment) returnURL(q url.Values) string {
	if p.Redirect == "" {
		return "/pay/" + p.ID
	}
	q.Set("reference", p.Reference)
	return withQuery(p.Redirect, q)
}
