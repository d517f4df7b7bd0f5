package sandbox

import (
	"slices"
	"time"
)

// announce sends the created event once the account is known.
func (s *Server) announce(tx Tx, at time.Time, m *mandate) {
	if m.Announced || m.Number == "" {
		return
	}
	m.Announced = true
	tx.Put("mandate", m.ID, *m)
	s.emitMandate(tx, at, *m, "events.mandates.created", "Mandate initiated, awaiting customer approval")
}

func (s *Server) mandateApproved(tx Tx, at time.Time, id string) {
	var m mandate
	if !tx.Get("mandate", id, &m) || m.final() || m.Approved {
		return
	}
	how := magicAccounts[m.Number]
	if how.rejected || takeFault(tx, "mandate_rejected", "mandate").Kind != "" {
		s.reject(tx, at, m)
		return
	}
	m.Status, m.Approved, m.Linked = "approved", true, linkAccounts(m)
	tx.Put("mandate", m.ID, m)
	for range m.Linked {
		s.bookExtra(tx, at, sweepLinked)
	}
	s.emitMandate(tx, at, m, "events.mandates.approved", "Mandate approved")
	later(tx, m.End, "mandate_end", m.ID)
	if !how.unready {
		later(tx, s.readyAt(at), "mandate_ready", m.ID)
	}
}

// reject is the bank's refusal, which is final.
func (s *Server) reject(tx Tx, at time.Time, m mandate) {
	m.Status, m.Approved, m.Ready = "rejected", false, false
	tx.Put("mandate", m.ID, m)
	s.emitMandate(tx, at, m, "events.mandates.rejected", "Mandate was rejected by Bank")
}

// readyAt is the wait after approval; where it ends on a weekend it ends on Monday at the same hour.
func (s *Server) readyAt(approved time.Time) time.Time {
	at := approved.Add(s.MandateWait)
	for s.MandateWait >= weekendFrom && (at.In(lagos).Weekday() == time.Saturday || at.In(lagos).Weekday() == time.Sunday) {
		at = at.Add(24 * time.Hour)
	}
	return at
}

func (s *Server) mandateReady(tx Tx, at time.Time, id string) {
	var m mandate
	if !tx.Get("mandate", id, &m) || m.final() || m.Ready {
		return
	}
	m.Ready = true
	for i := range m.Linked {
		m.Linked[i].Ready = true
	}
	tx.Put("mandate", m.ID, m)
	if m.Fixed != nil {
		s.nextStep(tx, m, firstStep(m, at))
	}
	s.emitMandate(tx, at, m, "events.mandates.ready", "Mandate is now ready for debiting")
}

// mandateTimedOut cancels a mandate that nobody authorised in time.
func (s *Server) mandateTimedOut(tx Tx, at time.Time, id string) {
	var m mandate
	if tx.Get("mandate", id, &m) && !m.final() && !m.Approved {
		s.cancel(tx, at, m, "Mandate was cancelled because the authorisation payment was not received in time")
	}
}

func (s *Server) mandateEnded(tx Tx, at time.Time, id string) {
	var m mandate
	if !tx.Get("mandate", id, &m) || m.final() {
		return
	}
	m.Status, m.Approved, m.Ready = "expired", false, false
	tx.Put("mandate", m.ID, m)
	s.emitMandate(tx, at, m, "events.mandates.expired", "Mandate expired")
}

func (s *Server) cancel(tx Tx, at time.Time, m mandate, why string) {
	m.Status, m.Ready = "cancelled", false
	tx.Put("mandate", m.ID, m)
	s.emitAction(tx, at, m, "cancel", why)
}

func (s *Server) emitAction(tx Tx, at time.Time, m mandate, action, message string) {
	s.emit(tx, at, "events.mandate.action."+action, full, obj{"mandate": m.ID, "status": "success", "response_code": "200", "message": message,
		"timestamps": iso(at), "documentation": "https://mono.co/docs/error-codes/200", "data": nil, "app": appID, "business": businessID})
}

// actOnMandate is pause, reinstate and cancel.
func (s *Server) actOnMandate(action string) handler {
	return func(tx Tx, c call) reply {
		m, found := mandateNamed(tx, c.PathValue("id"))
		if !found || m.Status == "cancelled" {
			return refused(c.now, 400, "50", "Mono mandate code is incorrect, invalid or does not exist")
		}
		if m.final() {
			return refused(c.now, 400, "400", "Mandate is already "+m.Status)
		}
		message := ""
		switch action {
		case "pause":
			if m.Paused {
				return refused(c.now, 400, "400", "Mandate is already paused")
			}
			m.Paused, message = true, "Mandate paused successfully"
		case "reinstate":
			if !m.Paused {
				return refused(c.now, 400, "400", "Mandate is already active")
			}
			m.Paused, message = false, "Mandate reinstated successfully"
		default:
			m.Status, m.Ready, message = "cancelled", false, "Mandate has been cancelled and deleted successfully"
		}
		tx.Put("mandate", m.ID, m)
		s.emitAction(tx, c.now, m, action, message)
		return ok(c.now, message, nil).with("status", "success").with("response_code", "200").with("documentation", "https://mono.co/docs/error-codes/200")
	}
}

// retrievedMandate is the object of retrieve and list: the bank is nested, the text is a narration.
func retrievedMandate(m mandate) obj {
	b := m.bank()
	status := m.Status
	if m.Paused && !m.final() {
		status = "paused"
	}
	data := obj{"id": m.ID, "status": status, "reference": m.Reference, "amount": m.Amount, "balance": m.ceiling() - m.Collected,
		"mandate_type": m.Type, "debit_type": m.DebitType, "account_name": m.AccountName, "account_number": m.Number, "live_mode": false,
		"approved": m.Approved, "ready_to_debit": m.Ready && !m.Paused, "nibss_code": m.Nibss,
		"institution": obj{"bank_code": b.Code, "nip_code": b.NIP, "name": b.Name}, "customer": m.Customer, "narration": m.Description,
		"redirect_url": m.Redirect, "fee_bearer": m.FeeBearer, "start_date": dayStart(m.Start), "end_date": iso(m.End), "date": iso(m.Created)}
	m.Fixed.describe(data)
	if m.Type == "sweep" {
		linked := []obj{}
		for _, l := range m.Linked {
			at, _ := bankCalled(l.NIP)
			linked = append(linked, obj{"account_name": l.Name, "account_number": l.Number, "bank": at.Name, "ready_to_debit": l.Ready})
		}
		data["linked_mandates"], data["total_linked_mandates"], data["allow_partial_sweep"] = linked, len(linked), m.Partial
	}
	return data
}

func (s *Server) getMandate(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	if !found {
		return refused(c.now, 404, "404", "Mandate not found")
	}
	return ok(c.now, "request completed successfully", retrievedMandate(m)).without("timestamp")
}

func (s *Server) listMandates(tx Tx, c call) reply {
	list := all[mandate](tx, "mandate", "")
	slices.Reverse(list)
	out := []obj{}
	for _, m := range sliceOf(list, number(c.URL.Query().Get("page"), 1), number(c.URL.Query().Get("limit"), 20)) {
		out = append(out, retrievedMandate(m))
	}
	return ok(c.now, "request completed successfully", out).without("timestamp")
}
