package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// controlRoutes are the sandbox's own: no key, because whoever reaches the port owns the sandbox.
func (s *Server) controlRoutes() {
	s.page("GET /sandbox", s.controlPage)
	s.control("GET /sandbox/state", s.state)
	s.control("GET /sandbox/people", func(_ Tx, c call) reply { return reply{status: 200, body: peopleList()} })
	s.control("GET /sandbox/faults", func(tx Tx, c call) reply {
		return reply{status: 200, body: obj{"faults": append([]fault{}, all[fault](tx, "fault", "")...), "kinds": faultKinds}}
	})
	s.control("POST /sandbox/faults", s.addFault)
	s.control("DELETE /sandbox/faults", s.clearFaults)
	s.control("GET /sandbox/webhooks", s.webhookLog)
	s.control("GET /sandbox/ledger", s.priceLedger)
	s.control("GET /sandbox/wallet", func(tx Tx, _ call) reply { return reply{status: http.StatusOK, body: s.walletOf(tx)} })
	s.control("POST /sandbox/wallet", s.setWallet)
	s.control("GET /sandbox/chaos", func(tx Tx, _ call) reply { return reply{status: http.StatusOK, body: chaosOf(tx)} })
	s.control("POST /sandbox/chaos", s.setChaos)
	s.control("POST /sandbox/banks/{code}/down", s.switchBank(true))
	s.control("POST /sandbox/banks/{code}/up", s.switchBank(false))
	s.control("POST /sandbox/links/{id}/complete", s.completeLink)
	s.control("POST /sandbox/money", s.moveMoney)
	s.control("POST /sandbox/events", s.sendEvent)
	s.control("POST /sandbox/payouts/settle", s.settleNow)
	s.control("POST /sandbox/{thing}/{id}/{action}", s.act)
	s.control("GET /statements/{file}", s.printed)
	s.control("POST /sandbox/webhooks/{id}/replay", s.replay)
	s.control("POST /sandbox/receiver", s.setReceiver)
	s.control("GET /sandbox/clock", func(_ Tx, c call) reply { return reply{status: 200, body: obj{"now": c.now, "movable": s.Now == nil}} })
	s.mux.HandleFunc("POST /sandbox/clock", s.setClock)
}

func (s *Server) control(route string, h handler) {
	s.mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) {
		var answer reply
		_, err := s.started(r.Context())
		if err == nil {
			err = s.Storage.Update(r.Context(), func(tx Tx) error {
				c := call{Request: r, now: s.now(tx)}
				var body json.RawMessage
				if r.Method == http.MethodPost && json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit)).Decode(&body) == nil {
					c.body = body
				}
				answer = h(tx, c)
				return nil
			})
		}
		if err != nil {
			answer = s.broken(err)
		}
		answer.write(w)
	})
}

func trouble(text string) reply {
	return reply{status: http.StatusBadRequest, body: obj{"error": text}}
}

func (s *Server) addFault(tx Tx, c call) reply {
	var f fault
	if !c.decode(&f) || faultKinds[f.Kind] == "" {
		return reply{status: http.StatusBadRequest, body: obj{"error": "unknown kind", "kinds": faultKinds}}
	}
	f.ID, f.Times = objectID(c.now), max(1, f.Times)
	f.Endpoint = either(f.Endpoint, "*")
	tx.Put("fault", f.ID, f)
	return reply{status: http.StatusCreated, body: f}
}

func (s *Server) clearFaults(tx Tx, c call) reply {
	for _, f := range all[fault](tx, "fault", "") {
		tx.Delete("fault", f.ID)
	}
	return reply{status: http.StatusOK, body: obj{"faults": []fault{}}}
}

// webhookLog lists what waits and what was sent, newest first.
func (s *Server) webhookLog(tx Tx, c call) reply {
	list := append(all[delivery](tx, "sent", ""), all[delivery](tx, "delivery", "")...)
	slices.SortFunc(list, func(a, b delivery) int { return b.Made.Compare(a.Made) })
	return reply{status: http.StatusOK, body: obj{"webhooks": append([]delivery{}, list...)}}
}

// replay queues an event again, with the body and event_id that it had.
func (s *Server) replay(tx Tx, c call) reply {
	var d delivery
	if !tx.Get("sent", c.PathValue("id"), &d) && !tx.Get("delivery", c.PathValue("id"), &d) {
		return reply{status: http.StatusNotFound, body: obj{"error": "no such webhook"}}
	}
	d.ID, d.Due, d.Made, d.Tries, d.Done, d.Answer, d.Trouble = deliveryID(c.now), c.now, c.now, 0, "", 0, ""
	tx.Put("delivery", d.ID, d)
	return reply{status: http.StatusOK, body: d}
}

func (s *Server) setReceiver(tx Tx, c call) reply {
	var to receiver
	if !c.decode(&to) || !isURL(to.URL) {
		return trouble("url must be an address")
	}
	if to.Product != "" && productNames[to.Product] == "" {
		return trouble("product must be one of connect, lookup, prove, payments, disburse, owo")
	}
	if to.Product != "" {
		tx.Put("receiver", to.Product, to)
	} else {
		tx.Put("setting", "receiver", to)
	}
	return reply{status: http.StatusOK, body: obj{"url": to.URL, "product": to.Product}}
}

// setClock moves the sandbox's own clock: {"to": instant} or {"advance": "24h"}, and does what fell due.
func (s *Server) setClock(w http.ResponseWriter, r *http.Request) {
	var in struct {
		To      time.Time `json:"to"`
		Advance string    `json:"advance"`
	}
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit)).Decode(&in); err != nil {
		trouble("body must be {\"to\": instant} or {\"advance\": \"24h\"}").write(w)
		return
	}
	if in.Advance != "" {
		by, err := time.ParseDuration(in.Advance)
		if err != nil {
			trouble(err.Error()).write(w)
			return
		}
		s.Storage.View(r.Context(), func(tx Tx) error { in.To = s.now(tx).Add(by); return nil })
	}
	err := s.moveClock(r.Context(), in.To)
	if err == nil {
		err = s.tickNow(r.Context())
	}
	if err != nil {
		reply{status: http.StatusConflict, body: obj{"error": err.Error()}}.write(w)
		return
	}
	reply{status: http.StatusOK, body: obj{"now": in.To}}.write(w)
}

func (s *Server) state(tx Tx, c call) reply {
	return reply{status: http.StatusOK, body: obj{
		"now": c.now, "started": s.start, "seed": s.Seed, "webhook_url": s.receiver(tx).URL,
		"accounts": append([]linked{}, all[linked](tx, "account", "")...), "mandates": append([]mandate{}, all[mandate](tx, "mandate", "")...),
		"debits": append([]debit{}, all[debit](tx, "debit", "")...), "disbursements": append([]disbursement{}, all[disbursement](tx, "disbursement", "")...),
		"due": append([]due{}, all[due](tx, "due", "")...), "waiting_webhooks": len(all[delivery](tx, "delivery", ""))}}
}

func peopleList() []obj {
	var out []obj
	for _, p := range everybody {
		var accounts []obj
		for _, a := range p.accounts {
			i, code := institutionOf(a.nip), institutionOf(a.nip).Code
			if b, known := bankCalled(a.nip); known {
				code = b.Code
			}
			accounts = append(accounts, obj{"bank": i.Name, "bank_code": orNil(code), "nip_code": i.nipCode(), "account_number": a.number,
				"type": a.kind, "owner": a.owner, "currency": a.currency()})
		}
		papers := obj{}
		if p.BVN != "" {
			papers = obj{"nin": p.NIN, "license_number": p.Licence(), "passport_number": p.Passport(), "tin": p.TIN(), "meter_number": p.Meter(), "disco_code": p.Disco(), "address": p.Address}
		}
		out = append(out, obj{"papers": papers, "login": p.Login, "password": p.Password, "name": p.Name(), "persona": p.Persona, "blurb": p.Blurb, "outcome": p.Outcome,
			"country": either(p.country, "ng"), "bvn": orNil(p.BVN), "born": p.Born, "phone": p.Phone, "email": p.Email, "employer": p.Employer, "accounts": accounts})
	}
	return out
}

func (s *Server) controlPage(tx Tx, c call) shown {
	list := append(all[delivery](tx, "sent", ""), all[delivery](tx, "delivery", "")...)
	slices.SortFunc(list, func(a, b delivery) int { return b.Made.Compare(a.Made) })
	mandates := all[mandate](tx, "mandate", "")
	slices.Reverse(mandates)
	return show("control.html", obj{"Title": "Mono sandbox", "Wide": true, "Now": c.now, "People": slices.Concat(allPeople, abroad), "Webhooks": list[:min(50, len(list))],
		"Mandates": mandates[:min(20, len(mandates))], "Faults": all[fault](tx, "fault", ""), "Kinds": faultKinds, "Receiver": s.receiver(tx).URL})
}
