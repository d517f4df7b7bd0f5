package sandbox

import (
	"strconv"
	"time"
)

func accountDetailsOf(m mandate) obj {
	b := m.bank()
	return obj{"bank_code": b.Code, "account_name": m.AccountName, "account_number": m.Number, "bank_name": b.Name}
}

// debitReply is the data of the debit call.
func debitReply(m mandate, d debit) obj {
	data := obj{"success": d.Status == "successful", "status": d.Status, "event": d.Status, "amount": d.Amount, "mandate": m.ID,
		"reference_number": d.Reference, "date": iso(d.Date), "live_mode": false, "fee": d.Fee, "fee_bearer": d.FeeBearer,
		"narration": d.Narration, "account_details": accountDetailsOf(m)}
	if d.Status == "successful" {
		data["session_id"], data["meta"] = d.Session, rawOr(d.Meta)
		data["beneficiary"] = settlementWallet()
	}
	return data
}

func settlementWallet() obj {
	return obj{"bank_code": "000", "account_name": "Mono", "account_number": "P000001", "bank_name": "MONO SETTLEMENT WALLET"}
}

// emitDebit sends the event of the debit's state.
func (s *Server) emitDebit(tx Tx, at time.Time, m mandate, d debit) {
	data := obj{"status": d.Status, "message": d.Message, "response_code": d.Code, "amount": d.Amount, "mandate": m.ID,
		"reference_number": d.Reference, "customer": m.Customer, "account_details": accountDetailsOf(m), "beneficiary": settlementWallet(),
		"date": iso(d.Date), "live_mode": false, "app": appID, "fee_bearer": d.FeeBearer, "business": businessID}
	switch d.Status {
	case "processing":
		data["event"], data["response_code"] = "processing", "99"
	case "successful":
		data["success"], data["fee"], data["narration"], data["session_id"], data["meta"] = true, d.Fee, d.Narration, d.Session, rawOr(d.Meta)
	case "failed":
		data["success"] = false
	}
	s.emit(tx, at, "events.mandates.debit."+d.Status, full, data)
}

// retrievedDebit is the object of retrieve and list.
func retrievedDebit(d debit) obj {
	return obj{"amount": d.Amount, "currency": "NGN", "type": "variable-debit", "status": d.Status, "channel": "mandate", "mandate": d.Mandate,
		"reference": d.Reference, "narration": d.Narration, "live_mode": false, "app": appID, "refunded": false, "date": iso(d.Date),
		"beneficiary": obj{}, "fee": d.Fee, "fee_bearer": d.FeeBearer, "response_code": d.Code, "message": d.Message}
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
	return ok(c.now, "Sufficient balance available", data)
}

// verifyPayment knows only payments that are final; for all others it says that there is none.
func (s *Server) verifyPayment(tx Tx, c call) reply {
	var id string
	var d debit
	var m mandate
	ref := c.PathValue("reference")
	if !tx.Get("debit_ref", ref, &id) || !tx.Get("debit", id+"/"+ref, &d) || !tx.Get("mandate", id, &m) || d.Status == "processing" {
		return failed(c.now, 404, "Invalid reference, payment not found")
	}
	b := m.bank()
	return ok(c.now, "Payment retrieved successfully", obj{"id": hashID(d.Mandate, d.Reference), "meta": rawOr(d.Meta), "instruments": []string{},
		"channel": "mandate", "fee": d.Fee, "feeBearer": d.FeeBearer, "type": "variable-debit", "status": d.Status, "amount": d.Amount,
		"currency": "NGN", "description": d.Narration, "reference": d.Reference, "liveMode": false,
		"account": obj{"name": m.AccountName, "accountNumber": m.Number, "currency": "NGN", "type": "mandate_account",
			"institution": obj{"name": b.Name, "bankCode": b.Code, "type": "PERSONAL_BANKING"}},
		"customer": m.Customer, "refunded": false, "created_at": iso(d.Date), "updated_at": iso(d.Updated),
		"device_fingerprint": nil, "ip_address": nil, "flag_rule_names": []string{}, "flag_reasons": []string{}, "held_settlement": false})
}
