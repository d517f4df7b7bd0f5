package sandbox

import (
	"encoding/json"
	"time"
)

// initiatePayment is the one endpoint for a single payment and for a hosted mandate.
func (s *Server) initiatePayment(tx Tx, c call) reply {
	var kind struct {
		Type string `json:"type"`
	}
	c.decode(&kind)
	switch kind.Type {
	case "onetime-debit":
		return s.initiateOnce(tx, c)
	case "recurring-debit":
		return s.initiateMandate(tx, c)
	}
	return invalid(c.now, field{"type", "type must be one of onetime-debit, recurring-debit"})
}

func (s *Server) initiateMandate(tx Tx, c call) reply {
	var f mandateForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if f.Redirect != "" && !isURL(f.Redirect) {
		return invalid(c.now, field{"redirect_url", "redirect_url must be a URL address"})
	}
	m, refusal, fine := s.newMandate(tx, c, f)
	if !fine {
		return refusal
	}
	m.Hosted = true
	if f.Number != "" {
		if trouble := s.holdAccount(tx, &m, f.Bank, f.Number); trouble != "" {
			return refused(c.now, 400, "400", trouble)
		}
	}
	s.saveMandate(tx, m)
	later(tx, c.now.Add(s.AuthoriseWait), "mandate_timeout", m.ID)
	answer := s.initiatedMandate(c, m)
	if m.Type == "sweep" {
		return answer.costing(500_00)
	}
	return answer
}

func (s *Server) initiatedMandate(c call, m mandate) reply {
	return ok(c.now, "Payment Initiated Successfully", obj{
		"mono_url": s.PublicURL + "/authorise/" + m.Code, "mandate_id": m.ID, "type": "recurring-debit", "method": "mandate",
		"mandate_type": m.Type, "amount": m.Amount, "description": m.Description, "reference": m.Reference, "customer": m.Customer,
		"redirect_url": m.Redirect, "created_at": iso(c.now), "updated_at": iso(c.now),
		"start_date": ymd(m.Start), "end_date": ymd(m.End), "meta": rawOr(m.Meta)})
}

// createMandate is the way with one's own pages. With a test key the mandate approves itself.
func (s *Server) createMandate(tx Tx, c call) reply {
	var f mandateForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if f.MandateType == "sweep" || f.MandateType == "gsm" {
		return refused(c.now, 400, "400", "Sweep mandates can only be created with payments/initiate")
	}
	m, refusal, fine := s.newMandate(tx, c, f)
	if !fine {
		return refusal
	}
	if f.Account != "" {
		var a linked
		if !tx.Get("account", f.Account, &a) || a.Unlinked {
			return refused(c.now, 400, "400", "Linked account does not exist")
		}
		f.Bank, f.Number = a.NIP, a.Number
	}
	if f.Number == "" {
		return invalid(c.now, field{"account_number", "account_number is required"})
	}
	if trouble := s.holdAccount(tx, &m, f.Bank, f.Number); trouble != "" {
		return refused(c.now, 400, "400", trouble)
	}
	how := magicAccounts[m.Number]
	if f.Verification == "otp_verification" || how.otp || takeFault(tx, "mandate_otp", "mandate").Kind != "" {
		return s.otpCreated(tx, c, m)
	}
	m.Announced = true
	s.saveMandate(tx, m)
	s.emitMandate(tx, c.now, m, "events.mandates.created", "Mandate initiated, awaiting customer approval")
	later(tx, c.now.Add(s.AuthoriseWait), "mandate_timeout", m.ID)
	if m.Verification == selfie {
		return ok(c.now, "Mandate created successfully", s.createdMandate(m)).without("timestamp").costing(150_00)
	}
	if !how.silent {
		later(tx, c.now.Add(s.ApprovalWait), "mandate_approve", m.ID)
	}
	return ok(c.now, "Please proceed to authorise this mandate by making a payment of N50.00 into any of the account details", s.createdMandate(m)).without("timestamp")
}

func (s *Server) createdMandate(m mandate) obj {
	data := mandateBody(m)
	data["meta"] = rawOr(m.Meta)
	data["verification_method"] = m.Verification
	m.Fixed.describe(data)
	if m.Verification == selfie {
		data["mono_url"] = s.PublicURL + "/authorise/" + m.Code
	} else {
		data["transfer_destinations"] = transferDestinations
	}
	return data
}

// transferDestinations are where the ₦50 go; the numbers are numbers, as in Mono's newest example.
var transferDestinations = []obj{
	{"bank_name": "Fidelity", "account_number": 9020011122, "icon": "https://mono.co/icons/fidelity.png", "primary_color": "#081A6F"},
	{"bank_name": "Paystack Titan", "account_number": 9880033344, "icon": "https://mono.co/icons/titan.png", "primary_color": "#09A5DB"},
	{"bank_name": "Parallex Bank", "account_number": 6007055566, "icon": "https://mono.co/icons/parallex.png", "primary_color": "#0056ba"},
}

// mandateBody is the object of create replies and of lifecycle events: the bank lies flat.
func mandateBody(m mandate) obj {
	b := m.bank()
	return obj{"id": m.ID, "status": m.Status, "mandate_type": m.Type, "debit_type": m.DebitType, "ready_to_debit": m.Ready,
		"nibss_code": m.Nibss, "approved": m.Approved, "reference": m.Reference, "account_name": m.AccountName,
		"account_number": m.Number, "bank": b.Name, "bank_code": b.Code, "customer": m.Customer, "description": m.Description,
		"live_mode": false, "start_date": dayStart(m.Start), "end_date": iso(m.End), "date": iso(m.Created), "amount": m.Amount, "fee_bearer": m.FeeBearer}
}

// dayStart writes a start date as Mono does: midnight with a Z, though the day is Lagos's.
func dayStart(t time.Time) string { return ymd(t) + "T00:00:00.000Z" }

func rawOr(raw json.RawMessage) any {
	if raw == nil {
		return obj{}
	}
	return raw
}

func (s *Server) emitMandate(tx Tx, at time.Time, m mandate, event, message string) {
	data := mandateBody(m)
	data["message"], data["app"], data["business"], data["verification_method"] = message, appID, businessID, m.Verification
	data["meta"] = rawOr(m.Meta)
	m.Fixed.describe(data)
	s.emit(tx, at, event, full, data)
}
