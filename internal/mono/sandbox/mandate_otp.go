package sandbox

import "time"

// otpLife is how long the code of a mandate can be used.
const otpLife = time.Minute

// otpMandate is a mandate that waits for a code: the customer has one elsewhere in Mono's network.
type otpMandate struct {
	Session string    `json:"session"`
	Mandate mandate   `json:"mandate"`
	Sent    time.Time `json:"sent,omitempty"`
	Wrong   int       `json:"wrong"`
	Spent   bool      `json:"spent"`
}

// otpCreated answers with the ways to receive the code; there is no mandate yet.
func (s *Server) otpCreated(tx Tx, c call, m mandate) reply {
	var who customer
	tx.Get("customer", m.Customer, &who)
	w := otpMandate{Session: "s_" + letters(12), Mandate: m}
	tx.Put("otp_mandate", w.Session, w)
	tx.Put("mandate_ref", m.Reference, m.ID)
	data := mandateBody(m)
	for _, key := range []string{"id", "ready_to_debit", "nibss_code", "approved", "bank_code", "fee_bearer"} {
		delete(data, key)
	}
	data["otp_destinations"] = obj{"session": w.Session, "methods": []obj{
		{"type": "phone_number", "value": masked(who.Phone)}, {"type": "email", "value": masked(who.Email)}}}
	return ok(c.now, "Please choose where the one-time password should be sent", data).without("timestamp")
}

// masked shows the ends of an address.
func masked(text string) string {
	if len(text) < 8 {
		return "****"
	}
	return text[:4] + "****" + text[len(text)-3:]
}

// verifyOTP is both steps: it sends the code, and it takes the code.
func (s *Server) verifyOTP(tx Tx, c call) reply {
	var f struct {
		Session string `json:"session"`
		Method  string `json:"method"`
		OTP     string `json:"otp"`
	}
	var w otpMandate
	c.decode(&f)
	switch {
	case !tx.Get("otp_mandate", f.Session, &w) || w.Spent || w.Wrong >= bvnTries:
		return refused(c.now, 400, "400", "Invalid session")
	case f.OTP != "":
		return s.otpGiven(tx, c, w, f.OTP)
	case f.Method != "phone_number" && f.Method != "email":
		return invalid(c.now, field{"method", "method must be one of phone_number, email"})
	}
	var who customer
	tx.Get("customer", w.Mandate.Customer, &who)
	w.Sent = c.now
	tx.Put("otp_mandate", w.Session, w)
	to := map[string]string{"phone_number": who.Phone, "email": who.Email}[f.Method]
	return ok(c.now, "OTP sent successfully", obj{f.Method: masked(to), "action": "Enter the one-time password that was sent", "session": w.Session})
}

// otpGiven approves the mandate and makes it ready at once when the code is right.
func (s *Server) otpGiven(tx Tx, c call, w otpMandate, code string) reply {
	switch {
	case w.Sent.IsZero():
		return refused(c.now, 400, "400", "Choose where the one-time password should be sent first")
	case c.now.After(w.Sent.Add(otpLife)):
		return refused(c.now, 400, "400", "OTP has expired")
	case code != testCode:
		w.Wrong++
		tx.Put("otp_mandate", w.Session, w)
		return refused(c.now, 400, "400", "Invalid OTP")
	}
	w.Spent = true
	tx.Put("otp_mandate", w.Session, w)
	m := w.Mandate
	m.Status, m.Approved, m.Ready, m.Announced = "approved", true, true, true
	s.saveMandate(tx, m)
	s.emitMandate(tx, c.now, m, "events.mandates.approved", "Mandate approved")
	s.emitMandate(tx, c.now, m, "events.mandates.ready", "Mandate is now ready for debiting")
	later(tx, m.End, "mandate_end", m.ID)
	if m.Fixed != nil {
		s.nextStep(tx, m, firstStep(m, c.now))
	}
	return ok(c.now, "Mandate approved successfully", mandateBody(m)).without("timestamp")
}
