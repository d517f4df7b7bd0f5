package sandbox

import (
	"strconv"
	"time"
)

func accountDetailsOf(m mandate) obj {
	b := m.bank()
	return obj{"bank_code": b.Code, "account_name": m.AccountName, "account_number": m.Number, "bank_name": b.Name}
}

// payerDetails is the account that paid, which in a sweep need not be the primary one.
func payerDetails(m mandate, d debit) obj {
	details := accountDetailsOf(m)
	if b, known := bankCalled(d.Payer.NIP); known && d.Payer != m.primary() {
		details["bank_code"], details["bank_name"], details["account_number"] = b.Code, b.Name, d.Payer.Number
	}
	return details
}

// debitReply is the data of the debit call.
func debitReply(m mandate, d debit) obj {
	data := obj{"success": d.Status == "successful", "status": d.Status, "event": d.Status, "amount": d.Amount, "mandate": m.ID,
		"reference_number": d.Reference, "date": iso(d.Date), "live_mode": false, "fee": d.Fee, "fee_bearer": d.FeeBearer,
		"narration": d.Narration, "account_details": payerDetails(m, d)}
	if d.Split != nil {
		data["split"] = d.Split
	}
	if d.Status == "successful" {
		data["session_id"], data["meta"] = d.Session, rawOr(d.Meta)
		data["beneficiary"] = d.paidTo()
	}
	return data
}

// paidTo is where the money went: Mono's wallet until the payout, or the account that the debit named.
func (d debit) paidTo() obj {
	if d.To == nil {
		return settlementWallet()
	}
	b, _ := bankCalled(d.To.NIP)
	_, a, _ := d.To.holder()
	return obj{"bank_code": b.Code, "account_name": either(a.owner, "SANDBOX LENDER LTD"), "account_number": d.To.Number, "bank_name": b.Name}
}

func settlementWallet() obj {
	return obj{"bank_code": "000", "account_name": "Mono", "account_number": "P000001", "bank_name": "MONO SETTLEMENT WALLET"}
}

// debitEvent is what the events of a debit have in common.
func debitEvent(m mandate, d debit) obj {
	return obj{"status": d.Status, "message": d.Message, "response_code": d.Code, "amount": d.Amount, "mandate": m.ID,
		"reference_number": d.Reference, "customer": m.Customer, "account_details": payerDetails(m, d), "beneficiary": d.paidTo(),
		"date": iso(d.Date), "live_mode": false, "app": appID, "fee_bearer": d.FeeBearer, "business": businessID}
}

// emitDebit sends the event of the debit's state.
func (s *Server) emitDebit(tx Tx, at time.Time, m mandate, d debit) {
	data := debitEvent(m, d)
	name := "events.mandates.debit." + d.Status
	switch d.Status {
	case "processing":
		data["event"], data["response_code"] = "processing", "99"
	case "successful", partialDebit:
		data["success"], data["fee"], data["narration"], data["session_id"], data["meta"] = true, d.Fee, d.Narration, d.Session, rawOr(d.Meta)
		if d.Split != nil {
			data["split"] = d.Split
		}
	case "failed":
		data["success"] = false
	}
	if d.Status == partialDebit {
		name = "events.mandates.debit.partial_debit_successful"
	}
	d.addParts(data)
	s.emit(tx, at, name, full, data)
}

// addParts adds the two amounts of a partial sweep.
func (d debit) addParts(data obj) {
	if d.Collected > 0 {
		data["collected_amount"], data["pending_amount"] = d.Collected, d.Pending
	}
}

// kind is the type of the debit in Mono's words.
func (d debit) kind() string { return either(d.Type, "variable-debit") }

// retrievedDebit is the object of retrieve and list.
func retrievedDebit(d debit) obj {
	data := obj{"amount": d.Amount, "currency": "NGN", "type": d.kind(), "status": d.Status, "channel": "mandate", "mandate": d.Mandate,
		"reference": d.Reference, "narration": d.Narration, "live_mode": false, "app": appID, "refunded": d.Refunded, "date": iso(d.Date),
		"beneficiary": obj{}, "fee": d.Fee, "fee_bearer": d.FeeBearer, "response_code": d.Code, "message": d.Message}
	d.addParts(data)
	return data
}

func (s *Server) getDebit(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	if !found {
		return refused(c.now, 404, "404", "Mandate not found")
	}
	var d debit
	if !tx.Get("debit", m.ID+"/"+c.PathValue("reference"), &d) {
		return refused(c.now, 404, "404", "Debit not found")
	}
	return ok(c.now, "request completed successfully", retrievedDebit(d)).without("timestamp")
}

func (s *Server) listDebits(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	if !found {
		return refused(c.now, 404, "404", "Mandate not found")
	}
	out := []obj{}
	for _, d := range sliceOf(debitsOf(tx, m.ID), number(c.URL.Query().Get("page"), 1), number(c.URL.Query().Get("limit"), 20)) {
		out = append(out, retrievedDebit(d))
	}
	return ok(c.now, "request completed successfully", out).without("timestamp")
}

// leastSeen is the balance under which the bank reports nothing: ₦1,000.
const leastSeen = 1_000_00

func (s *Server) balanceInquiry(tx Tx, c call) reply {
	m, found := mandateNamed(tx, c.PathValue("id"))
	switch {
	case !found:
		return refused(c.now, 404, "404", "Mandate not found")
	case m.final() || m.Paused || !m.Ready:
		return refused(c.now, 400, "400", "Mandate is not ready for balance inquiry")
	}
	if bankIsDown(tx, m.NIP) {
		return refused(c.now, 503, "91", codeWords["91"])
	}
	funds := s.funds(tx, m, c.now)
	data := obj{"id": m.ID, "account_details": accountDetailsOf(m)}
	if text := c.URL.Query().Get("amount"); text != "" {
		amount, err := strconv.ParseInt(text, 10, 64)
		if err != nil || amount <= 0 {
			return invalid(c.now, field{"amount", "amount must be a positive number"})
		}
		data["has_sufficient_balance"] = funds >= amount && funds >= leastSeen
		return ok(c.now, "Successfully enquired balance.", data)
	}
	if funds < leastSeen {
		funds = 0
	}
	data["account_balance"] = float64(funds)
	return ok(c.now, "Sufficient balance available", data).costing(50_00)
}
