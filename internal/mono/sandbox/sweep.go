package sandbox

import "time"

// collectParts ends a debit of a partial sweep: it takes what each account gives, one event each,
// and one event for the whole.
func (s *Server) collectParts(tx Tx, at time.Time, m mandate, d debit) {
	for _, p := range s.payers(m, d.Reference) {
		part := min(d.Amount-d.Collected, s.fundsOf(tx, p, at)/100*100)
		if part < leastAmount || bankIsDown(tx, p.NIP) {
			continue
		}
		p.take(tx, at, part, d.Narration, d.Reference)
		d.Collected, d.Payer = d.Collected+part, p
		hit := debitEvent(m, d)
		hit["amount"], hit["collected_amount"], hit["status"], hit["response_code"] = part, part, "successful", "00"
		s.emit(tx, at, "events.mandates.debit_attempt.successful", full, hit)
	}
	d.Pending, d.Updated = d.Amount-d.Collected, at
	switch {
	case d.Collected == 0:
		s.failDebit(tx, at, m, d, "51")
		return
	case d.Pending == 0:
		d.Status, d.Code, d.Message = "successful", "00", codeWords["00"]
	default:
		d.Status, d.Code, d.Message = partialDebit, "00", "Account partially debited"
	}
	d.Fee = debitFee(d.Collected)
	m.Collected += d.Collected
	tx.Put("mandate", m.ID, m)
	s.saveDebit(tx, d)
	s.received(tx, at, receiptOf(m, d, d.Collected))
	s.emitDebit(tx, at, m, d)
}

// partialDebit is the status of a sweep that collected a part.
const partialDebit = "partial-debit-successful"

// togglePartial turns the partial sweep of a mandate on and off. Mono's page is not public: a body
// may say which, and without one it is the other.
func (s *Server) togglePartial(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	if !found {
		return refused(c.now, 404, "404", "Mandate not found")
	}
	if m.Type != "sweep" || m.DebitType != "variable" {
		return refused(c.now, 400, "400", "Partial sweep is only available on variable sweep mandates")
	}
	var f struct {
		Allow   *bool `json:"allow_partial_sweep"`
		Enabled *bool `json:"enabled"`
	}
	c.decode(&f)
	m.Partial = !m.Partial
	for _, asked := range []*bool{f.Allow, f.Enabled} {
		if asked != nil {
			m.Partial = *asked
		}
	}
	tx.Put("mandate", m.ID, m)
	return ok(c.now, "Partial sweep updated successfully", obj{"id": m.ID, "allow_partial_sweep": m.Partial})
}
