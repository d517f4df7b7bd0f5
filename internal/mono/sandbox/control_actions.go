package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// action is something that a person, a bank or Mono would do to a thing; it says whether it could be done.
type action func(tx Tx, c call, id string) bool

// actions are what POST /sandbox/{thing}/{id}/{action} does.
func (s *Server) actions() map[string]action {
	return map[string]action{
		"mandates approve":        s.onMandate("initiated", func(tx Tx, at time.Time, m mandate) { s.mandateApproved(tx, at, m.ID) }),
		"mandates reject":         s.onMandate("initiated", s.reject),
		"mandates ready":          s.onMandate("approved", func(tx Tx, at time.Time, m mandate) { s.mandateReady(tx, at, m.ID) }),
		"mandates expire":         s.onMandate("", func(tx Tx, at time.Time, m mandate) { s.mandateEnded(tx, at, m.ID) }),
		"mandates cancel":         s.onMandate("", func(tx Tx, at time.Time, m mandate) { s.cancel(tx, at, m, "Mandate was cancelled by the customer") }),
		"accounts available":      s.onAccount("AVAILABLE"),
		"accounts partial":        s.onAccount("PARTIAL"),
		"accounts unavailable":    s.onAccount("UNAVAILABLE"),
		"accounts failed":         s.onAccount("FAILED"),
		"accounts unlink":         s.revokedByPerson,
		"transactions dispute":    func(tx Tx, c call, id string) bool { return s.disputeReceipt(tx, c.now, id) },
		"transactions reverse":    func(tx Tx, c call, id string) bool { return s.reverseReceipt(tx, c.now, id) },
		"transactions succeed":    s.onPayment("00"),
		"transactions fail":       s.onPayment("51"),
		"transactions abandon":    s.onPayment("abandoned"),
		"transactions cancel":     s.onPayment("cancelled"),
		"proofs succeed":          s.onProof("successful"),
		"proofs cancel":           s.onProof("cancelled"),
		"proofs expire":           s.onProof("expired"),
		"proofs review":           s.onProof("awaiting_review"),
		"proofs approve":          func(tx Tx, c call, id string) bool { return s.reviewProof(tx, c.now, id, "successful") },
		"proofs reject":           func(tx Tx, c call, id string) bool { return s.reviewProof(tx, c.now, id, "rejected") },
		"watchlist change":        func(tx Tx, c call, id string) bool { return s.watchedChanges(tx, c.now, id) },
		"source-accounts disable": s.onSource("disabled"),
		"source-accounts enable":  s.onSource("enabled"),
	}
}

// act does one of the actions by name.
func (s *Server) act(tx Tx, c call) reply {
	name := c.PathValue("thing") + " " + c.PathValue("action")
	do, known := s.actions()[name]
	if !known {
		var names []string
		for n := range s.actions() {
			names = append(names, n)
		}
		slices.Sort(names)
		return reply{status: http.StatusNotFound, body: obj{"error": "unknown action", "actions": names}}
	}
	if !do(tx, c, c.PathValue("id")) {
		return reply{status: http.StatusConflict, body: obj{"error": "there is no such thing, or it is in another state"}}
	}
	return reply{status: http.StatusOK, body: obj{"done": name, "id": c.PathValue("id")}}
}

// onMandate acts on a mandate that is not final, and in the given state when one is named.
func (s *Server) onMandate(state string, do func(Tx, time.Time, mandate)) action {
	return func(tx Tx, c call, id string) bool {
		m, found := mandateNamed(tx, id)
		if !found || m.final() || (state != "" && m.Status != state) {
			return false
		}
		do(tx, c.now, m)
		return true
	}
}

func (s *Server) onAccount(status string) action {
	return func(tx Tx, c call, id string) bool {
		var a linked
		if !tx.Get("account", id, &a) || a.Unlinked {
			return false
		}
		a.Status, a.Retrieved = forcedStatus(status)
		a.Updated = c.now
		tx.Put("account", a.ID, a)
		s.emitUpdated(tx, c.now, a, obj{})
		return true
	}
}

// revokedByPerson is somebody who takes the consent back at Mono.
func (s *Server) revokedByPerson(tx Tx, c call, id string) bool {
	var a linked
	if !tx.Get("account", id, &a) || a.Unlinked {
		return false
	}
	s.unlink(tx, c.now, a)
	return true
}

// onPayment ends a single payment without its page: with a response code, or left.
func (s *Server) onPayment(how string) action {
	return func(tx Tx, c call, reference string) bool {
		var id string
		var p payment
		if !tx.Get("payment_ref", reference, &id) || !tx.Get("payment", id, &p) || p.final() {
			return false
		}
		if how == "abandoned" || how == "cancelled" {
			s.leave(tx, c.now, p, how)
			return true
		}
		if p.Payer.NIP == "" {
			p.Payer = payer{allPeople[0].accounts[0].nip, allPeople[0].accounts[0].number}
		}
		p.Fee = debitFee(p.Amount)
		s.endPayment(tx, c.now, p, how)
		return true
	}
}

func (s *Server) onProof(status string) action {
	return func(tx Tx, c call, reference string) bool {
		p, found := proofNamed(tx, reference)
		if !found || p.Status != "pending" {
			return false
		}
		p.BVN = either(p.BVN, allPeople[0].BVN)
		s.endProof(tx, c.now, p, status, "Cancelled by the customer")
		return true
	}
}

func (s *Server) onSource(status string) action {
	return func(tx Tx, c call, id string) bool {
		x, found := sourceCalled(tx, id)
		if !found || x.Status == status {
			return false
		}
		x.Status = status
		tx.Put("source", x.ID, x)
		s.emitSource(tx, c.now, x)
		return true
	}
}

// completeLink links an account without a browser: {"login", "account_number"}.
func (s *Server) completeLink(tx Tx, c call) reply {
	var in struct {
		Login  string `json:"login"`
		Number string `json:"account_number"`
	}
	var l link
	c.decode(&in)
	p, known := personCalled(in.Login)
	if !known || !tx.Get("link", c.PathValue("id"), &l) || l.Done != "" {
		return reply{status: http.StatusConflict, body: obj{"error": "no such person, or no such link, or it was used"}}
	}
	l.Login = p.Login
	for _, a := range p.accounts {
		i := institutionOf(a.nip)
		if (in.Number != "" && in.Number != a.number) || (l.Institution != "" && in.Number == "" && in.Login != goodLogin && l.Institution != i.ID) {
			continue
		}
		l.Institution, l.Method = i.ID, either(l.Method, i.Methods[0])
		if l.Scope == "reauth" {
			return reply{status: http.StatusOK, body: obj{"redirect": s.finishReauth(tx, c.now, l)}}
		}
		return reply{status: http.StatusOK, body: obj{"redirect": s.finishLink(tx, c.now, l, a)}}
	}
	return reply{status: http.StatusConflict, body: obj{"error": "the person has no such account"}}
}

// moveMoney puts kobo into an account, or takes them out: {"bank_code", "account_number", "amount"}.
func (s *Server) moveMoney(tx Tx, c call) reply {
	var in struct {
		Bank      string `json:"bank_code"`
		Number    string `json:"account_number"`
		Amount    kobo   `json:"amount"`
		Narration string `json:"narration"`
	}
	c.decode(&in)
	_, a, there := accountNumbered(in.Bank, in.Number)
	if !there || in.Amount == 0 {
		return trouble(`body must be {"bank_code", "account_number", "amount": kobo}, of an account of the sandbox`)
	}
	e := effect{At: c.now, Credit: in.Amount > 0, Amount: max(int64(in.Amount), -int64(in.Amount)), Narration: either(in.Narration, "SANDBOX CONTROL")}
	addEffect(tx, a, e)
	return reply{status: http.StatusOK, body: obj{"balance": s.balanceOf(tx, a, c.now)}}
}

var shapeNames = map[string]shape{"": full, "full": full, "bare": bare, "wrapped": wrapped, "inner": inner, "outside": outside}

// sendEvent sends any event: {"event", "data", "shape"}; the shape is full unless another is named.
func (s *Server) sendEvent(tx Tx, c call) reply {
	in := struct {
		Event string `json:"event"`
		Shape string `json:"shape"`
		Data  obj    `json:"data"`
	}{Event: "mono.events.webhook_test", Data: obj{}}
	fine := c.decode(&in)
	how, known := shapeNames[strings.ToLower(in.Shape)]
	if !fine || !known {
		return trouble(`body must be {"event", "data", "shape": full, bare, wrapped, inner or outside}`)
	}
	s.emit(tx, c.now, in.Event, how, in.Data)
	return reply{status: http.StatusOK, body: obj{"event": in.Event}}
}

// settleNow pays out every day that waits, without its evening.
func (s *Server) settleNow(tx Tx, c call) reply {
	n := 0
	for _, p := range all[payout](tx, "payout", "") {
		if p.Status == "pending" {
			s.payOut(tx, c.now, p.Day)
			n++
		}
	}
	return reply{status: http.StatusOK, body: obj{"settled": n}}
}
