package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// proveLife is how long a person has to finish.
const proveLife = 24 * time.Hour

// faceTries is how many faces may not match before a person decides.
const faceTries = 3

// proof is one verification of a person on the hosted pages.
type proof struct {
	ID         string          `json:"id"`      // of the request and the page
	Session    string          `json:"session"` // as webhooks name it
	Reference  string          `json:"reference"`
	Customer   string          `json:"customer"`
	Name       string          `json:"name"`
	Phone      string          `json:"phone"`
	Email      string          `json:"email"`
	Redirect   string          `json:"redirect"`
	Level      string          `json:"level"`
	Identities []string        `json:"identities,omitempty"`
	Accounts   bool            `json:"accounts"`
	Status     string          `json:"status"`        // pending, successful, cancelled, expired, awaiting_review, rejected
	BVN        string          `json:"bvn,omitempty"` // who it turned out to be
	Passed     bool            `json:"passed,omitempty"`
	Tries      int             `json:"tries,omitempty"` // one-time codes
	Faces      int             `json:"faces,omitempty"` // that did not match
	Once       bool            `json:"once,omitempty"`  // access for thirty days instead of for good
	Revoked    bool            `json:"revoked,omitempty"`
	Errors     []proveError    `json:"errors,omitempty"`
	Meta       json.RawMessage `json:"meta,omitempty"`
	Created    time.Time       `json:"created"`
	Done       time.Time       `json:"done,omitempty"`
}

type proveError struct {
	Timestamp int64  `json:"timestamp"` // epoch milliseconds
	Message   string `json:"message"`
}

type proofForm struct {
	Reference  string          `json:"reference"`
	Redirect   string          `json:"redirect_url"`
	Level      string          `json:"kyc_level"`
	Identities []string        `json:"identities"`
	Accounts   bool            `json:"bank_accounts"`
	Customer   party           `json:"customer"`
	Meta       json.RawMessage `json:"meta"`
}

func (f proofForm) complaints() []field {
	bad := need("reference", f.Reference, "customer.name", f.Customer.Name, "customer.phone", f.Customer.Phone)
	if !isURL(f.Redirect) {
		bad = append(bad, field{"redirect_url", "redirect_url must be a URL address"})
	}
	switch f.Level {
	case "tier_1", "tier_2", "tier_3":
	case "custom":
		if !slices.ContainsFunc(f.Identities, func(x string) bool { return strings.EqualFold(x, "bvn") || strings.EqualFold(x, "nin") }) {
			bad = append(bad, field{"identities", "identities must include bvn or nin"})
		}
	default:
		bad = append(bad, field{"kyc_level", "kyc_level must be one of tier_1, tier_2, tier_3, custom"})
	}
	return bad
}

func (s *Server) startProof(tx Tx, c call) reply {
	var f proofForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	var other string
	if tx.Get("proof_ref", f.Reference, &other) {
		return failed(c.now, 409, "Reference already exists, please use a unique reference")
	}
	p := proof{ID: "re" + capitals(12), Session: "PRV" + capitals(11), Reference: f.Reference, Customer: hashID("prove", f.Customer.Phone), Name: f.Customer.Name, Phone: f.Customer.Phone,
		Email: f.Customer.Email, Redirect: f.Redirect, Level: f.Level, Identities: f.Identities, Accounts: f.Accounts, Status: "pending", Meta: f.Meta, Created: c.now}
	if f.Customer.Identity.Number != "" {
		p.BVN = bvnOf(f.Customer.Identity.Number)
	}
	s.saveProof(tx, p)
	flags := blacklistOf(tx, p.Phone)
	s.emitProof(tx, c.now, "initiated", p, obj{"is_blacklisted": flags > 0, "blacklist_count": flags, "meta": rawOr(f.Meta)})
	later(tx, c.now.Add(proveLife), "proof_expire", p.ID)
	return ok(c.now, "Request completed successfully", obj{"id": p.ID, "customer": p.Customer, "mono_url": s.PublicURL + "/prove/" + p.ID, "reference": p.Reference,
		"redirect_url": p.Redirect, "bank_accounts": p.Accounts, "kyc_level": p.Level, "is_blacklisted": flags > 0, "live_mode": false}).costing(proofPrice(p.Level))
}

// proofPrice is ₦30, and ₦100 to ₦500 by tier.
func proofPrice(level string) int64 {
	return map[string]int64{"tier_1": 130_00, "tier_2": 230_00, "tier_3": 530_00, "custom": 230_00}[level]
}

// bvnOf finds a person by either number.
func bvnOf(number string) string {
	if p, known := personWithNIN(number); known {
		return p.BVN
	}
	p, _ := personWithBVN(number)
	return p.BVN
}

func (s *Server) saveProof(tx Tx, p proof) {
	tx.Put("proof", p.ID, p)
	tx.Put("proof_ref", p.Reference, p.ID)
}

func proofNamed(tx Tx, reference string) (proof, bool) {
	var id string
	var p proof
	return p, tx.Get("proof_ref", reference, &id) && tx.Get("proof", id, &p)
}

func (s *Server) emitProof(tx Tx, at time.Time, event string, p proof, more obj) {
	data := obj{"id": p.Session, "reference": p.Reference, "status": p.Status, "created_at": iso(p.Created), "kyc_level": p.Level, "bank_accounts": p.Accounts, "app": appID, "business": businessID}
	for k, v := range more {
		data[k] = v
	}
	s.emit(tx, at, "mono.prove.data_verification_"+event, bare, data)
}

// who is the customer of an event.
func (p proof) who() obj {
	return obj{"id": p.Customer, "name": strings.ToUpper(p.Name), "email": orNil(p.Email)}
}

func (p proof) whoWithPhone() obj {
	who := p.who()
	who["phone"] = p.Phone
	return who
}

// access is what the person granted: for good, or for thirty days.
func (p proof) access() obj {
	if p.Once {
		return obj{"start_date": iso(p.Done), "end_date": iso(p.Done.AddDate(0, 0, 30)), "type": "one-time"}
	}
	return obj{"start_date": nil, "end_date": nil, "type": "permanent"}
}

// endProof moves a proof to another state and says so.
func (s *Server) endProof(tx Tx, at time.Time, p proof, status, reason string) proof {
	p.Status, p.Done = status, at
	s.saveProof(tx, p)
	switch status {
	case "successful":
		s.emitProof(tx, at, status, p, obj{"customer": p.who(), "data_access": p.access()})
	case "awaiting_review":
		s.emitProof(tx, at, status, p, obj{"customer": p.whoWithPhone(), "data_access": p.access()})
	case "rejected":
		s.emitProof(tx, at, status, p, obj{"customer": p.whoWithPhone(), "reason": reason, "live_mode": false})
	case "cancelled":
		s.emitProof(tx, at, status, p, obj{"customer": p.who(), "reason": reason})
	case "expired":
		s.emitProof(tx, at, status, p, obj{"attempts": p.Tries, "error_logs": append([]proveError{}, p.Errors[max(0, len(p.Errors)-3):]...)})
	}
	return p
}

func (s *Server) proofExpired(tx Tx, at time.Time, id string) {
	var p proof
	if tx.Get("proof", id, &p) && p.Status == "pending" {
		s.endProof(tx, at, p, "expired", "")
	}
}

// reviewProof is the person at the lender's dashboard who decides about faces.
func (s *Server) reviewProof(tx Tx, now time.Time, reference, status string) bool {
	p, found := proofNamed(tx, reference)
	if !found || p.Status != "awaiting_review" {
		return false
	}
	s.endProof(tx, now, p, status, "The face does not match the record")
	return true
}
