package sandbox

import (
	"strings"
	"time"
)

// Limits of a BVN session. Mono prints none of them; these are the sandbox's.
const (
	bvnSessionLife = 15 * time.Minute
	bvnCodeLife    = 5 * time.Minute
	bvnTries       = 3
	bvnCode        = "123456"
)

// bvnSession is the consent of one person under way.
type bvnSession struct {
	ID    string    `json:"id"`
	BVN   string    `json:"bvn"`
	Scope string    `json:"scope"`
	Until time.Time `json:"until"`
	Sent  time.Time `json:"sent"` // zero before a code was sent
	Wrong int       `json:"wrong"`
	Spent bool      `json:"spent"`
}

func (s *Server) bvnInitiate(tx Tx, c call) reply {
	var in struct {
		BVN   string `json:"bvn"`
		Scope string `json:"scope"`
	}
	scope := ""
	if c.decode(&in) {
		scope = strings.ToLower(in.Scope)
	}
	if len(in.BVN) != 11 || strings.Trim(in.BVN, "0123456789") != "" {
		return invalid(c.now, field{"bvn", "bvn must be 11 digits"})
	}
	if scope == "" {
		scope = "identity"
	}
	if scope != "identity" && scope != "bank_accounts" {
		return invalid(c.now, field{"scope", "scope must be one of identity, bank_accounts"})
	}
	if refusal, magic := magicLookup(c.now, in.BVN); magic {
		return refusal
	}
	p, known := personWithBVN(in.BVN)
	if !known {
		return failed(c.now, 400, "Invalid BVN")
	}
	b := bvnSession{ID: uuid(), BVN: p.BVN, Scope: scope, Until: c.now.Add(bvnSessionLife)}
	tx.Put("bvn", b.ID, b)
	return ok(c.now, "BVN Lookup successfully initiated.", obj{"session_id": b.ID, "methods": []obj{
		{"method": "email", "hint": "An email with a verification code will be sent to " + p.Email[:3] + "***" + p.Email[strings.Index(p.Email, "@")-2:]},
		{"method": "phone", "hint": "Sms with a verification code will be sent to phone " + p.Phone[:4] + "***" + p.Phone[7:]},
		{"method": "alternate_phone", "hint": "Sms with a verification code will be sent to your alternate phone number"},
	}}).without("timestamp")
}

// bvnSessionOf finds the live session that the header names.
func bvnSessionOf(tx Tx, c call) (bvnSession, reply, bool) {
	var b bvnSession
	if !tx.Get("bvn", c.Header.Get("x-session-id"), &b) {
		return b, failed(c.now, 400, "Invalid session, please initiate the lookup again"), false
	}
	if b.Spent || b.Wrong >= bvnTries || c.now.After(b.Until) {
		return b, failed(c.now, 400, "Session has expired, please initiate the lookup again"), false
	}
	return b, reply{}, true
}

func (s *Server) bvnVerify(tx Tx, c call) reply {
	b, refusal, live := bvnSessionOf(tx, c)
	if !live {
		return refusal
	}
	var in struct {
		Method string `json:"method"`
		Phone  string `json:"phone_number"`
	}
	c.decode(&in)
	p, _ := personWithBVN(b.BVN)
	to, offered := map[string]string{"email": p.Email, "phone": p.Phone, "alternate_phone": in.Phone}[in.Method]
	if !offered {
		return invalid(c.now, field{"method", "method must be one of email, phone, alternate_phone"})
	}
	if to == "" {
		return invalid(c.now, field{"phone_number", "phone_number is required with alternate_phone"})
	}
	b.Sent = c.now
	tx.Put("bvn", b.ID, b)
	return ok(c.now, "Please enter the OTP that was sent to "+to, nil)
}

func (s *Server) bvnDetails(tx Tx, c call) reply {
	b, refusal, live := bvnSessionOf(tx, c)
	if !live {
		return refusal
	}
	if b.Sent.IsZero() {
		return failed(c.now, 400, "Please verify with one of the methods first")
	}
	if c.now.After(b.Sent.Add(bvnCodeLife)) {
		return failed(c.now, 400, "OTP has expired")
	}
	var in struct {
		OTP string `json:"otp"`
	}
	c.decode(&in)
	if in.OTP != bvnCode {
		b.Wrong++
		tx.Put("bvn", b.ID, b)
		return failed(c.now, 400, "Invalid OTP")
	}
	b.Spent = true
	tx.Put("bvn", b.ID, b)
	p, _ := personWithBVN(b.BVN)
	if b.Scope == "bank_accounts" {
		return ok(c.now, "BVN bank accounts successfully fetched.", bvnAccounts(p))
	}
	return ok(c.now, "BVN details successfully fetched.", bvnIdentity(p))
}

func bvnIdentity(p Person) obj {
	return obj{
		"first_name": p.First, "last_name": p.Last, "middle_name": p.Middle, "dob": p.Born,
		"phone_number": p.Phone, "phone_number_2": nil, "email": p.Email, "gender": p.Gender,
		"state_of_origin": p.State + " State", "bvn": p.BVN, "nin": p.NIN, "nationality": "Nigeria",
		"address": strings.ToUpper(p.Address), "registration_date": "2015-06-02", "lga_of_origin": p.LGA,
		"lga_of_Residence": p.LGA, "marital_status": "single", "watch_listed": false, "photoId": photo,
	}
}

func bvnAccounts(p Person) []obj {
	out := []obj{}
	for _, a := range p.accounts {
		if a.ownerBVN != p.BVN {
			continue
		}
		b, _ := bankCalled(a.nip)
		out = append(out, obj{"account_name": p.Name(), "account_number": a.number, "account_type": "SAVINGS", "account_designation": "INDIVIDUAL",
			"institution": obj{"name": b.Name, "branch": "4600001", "bank_code": b.Code, "nip_code": b.NIP}})
	}
	return out
}

// photo is the smallest picture that decodes: a grey dot.
const photo = "R0lGODlhAQABAIAAAMLCwgAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=="
