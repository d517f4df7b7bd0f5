package sandbox

import (
	"net/http"
	"strings"
	"time"
)

// owoBeneficiaryRecord is a permission, given in WhatsApp, to ask a person for money that goes to
// one account.
type owoBeneficiaryRecord struct {
	ID      string    `json:"id"`
	Phone   string    `json:"phone"`
	Name    string    `json:"name"`
	To      payer     `json:"to"`
	Payer   payer     `json:"payer"`
	Created time.Time `json:"created"`
	Gone    bool      `json:"gone,omitempty"`
}

// owoLinking waits for the person in WhatsApp: to link a beneficiary, to approve a request, or both.
type owoLinking struct {
	ID          string   `json:"id"`
	Phone       string   `json:"phone"`
	Beneficiary *owoForm `json:"beneficiary,omitempty"`
	Request     string   `json:"request,omitempty"`
	Done        bool     `json:"done,omitempty"`
}

type owoForm struct {
	Name   string `json:"name"`
	NIP    string `json:"nip_code"`
	Number string `json:"account_number"`
}

func owoError(now time.Time, status int, message string, fields ...field) reply {
	body := obj{"status": "error", "message": message, "trace_id": uuid(), "timestamp": iso(now)}
	if fields != nil {
		body["errors"] = fields
	}
	return reply{status: status, body: body}
}

// owoPerson finds who has a phone number in the form 2348030001122.
func owoPerson(phone string) (Person, bool) {
	local := "0" + strings.TrimPrefix(strings.TrimPrefix(phone, "+"), "234")
	return personWith(func(p Person) bool { return p.country == "" && p.Phone == local })
}

// owoStatus is active for the people, pending for the test users, and not_found for everybody else.
func owoStatus(phone string) string {
	p, known := owoPerson(phone)
	switch {
	case !known:
		return "not_found"
	case strings.HasPrefix(p.Login, "user_"):
		return "pending_activation"
	}
	return "active"
}

func (s *Server) owoUser(_ Tx, c call) reply {
	phone := c.URL.Query().Get("phone")
	if len(strings.TrimPrefix(phone, "+")) != 13 {
		return owoError(c.now, 400, "Invalid payload", field{"phone", "phone must be in the form 2348030001122"})
	}
	status := owoStatus(phone)
	return ok(c.now, "Request completed successfully", obj{"exists": status != "not_found", "status": status})
}

func (s *Server) owoLink(tx Tx, c call) reply {
	var f struct {
		Phone       string          `json:"phone"`
		BVN         string          `json:"bvn"`
		Beneficiary owoForm         `json:"fund_beneficiary"`
		Request     *owoRequestForm `json:"fund_request"`
	}
	if !c.decode(&f) {
		return owoError(c.now, 400, "Invalid payload")
	}
	bad := f.Beneficiary.complaints()
	if _, known := owoPerson(f.Phone); !known && f.BVN == "" {
		bad = append(bad, field{"bvn", "bvn is required for a new user"})
	}
	if f.Phone == "" {
		bad = append(bad, field{"phone", "phone is required"})
	}
	if f.Request != nil {
		f.Request.Phone = f.Phone
		bad = append(bad, f.Request.complaints(tx)...)
	}
	if bad != nil {
		return owoError(c.now, 400, "Invalid payload", bad...)
	}
	w := owoLinking{ID: lower(16), Phone: f.Phone, Beneficiary: &f.Beneficiary}
	if f.Request != nil {
		w.Request = s.newOwoRequest(tx, c.now, *f.Request, "").ID
	}
	return s.owoRedirect(tx, c.now, w)
}

// owoRedirect answers 202: the rest happens in WhatsApp, which a page plays.
func (s *Server) owoRedirect(tx Tx, now time.Time, w owoLinking) reply {
	tx.Put("owo_linking", w.ID, w)
	return ok(now, "Request completed successfully", obj{"redirect_url": s.PublicURL + "/owo/" + w.ID}).code(http.StatusAccepted)
}

func (f owoForm) complaints() []field {
	var bad []field
	if len(f.Name) < 2 || len(f.Name) > 100 {
		bad = append(bad, field{"fund_beneficiary.name", "name must be 2 to 100 characters"})
	}
	if _, known := bankCalled(f.NIP); !known || len(f.NIP) != 6 {
		bad = append(bad, field{"fund_beneficiary.nip_code", "nip_code must be a known bank"})
	}
	if !isDigits(f.Number, 10) {
		bad = append(bad, field{"fund_beneficiary.account_number", "account_number must be 10 digits"})
	}
	return bad
}

// owoBeneficiaryOf finds the newest permission of a phone.
func owoBeneficiaryOf(tx Tx, phone string) (found owoBeneficiaryRecord, known bool) {
	for _, b := range all[owoBeneficiaryRecord](tx, "owo_beneficiary", "") {
		if b.Phone == phone && !b.Gone {
			found, known = b, true
		}
	}
	return found, known
}

func (b owoBeneficiaryRecord) describe() obj {
	return obj{"id": b.ID, "phone": b.Phone, "name": b.Name, "nickname": b.Name, "account_number": b.To.Number, "bank_code": b.To.NIP}
}

func (s *Server) owoUnlink(tx Tx, c call) reply {
	var f struct {
		ID          string `json:"id"`
		Beneficiary string `json:"beneficiary"`
		Phone       string `json:"phone"`
	}
	c.decode(&f)
	b, known := owoBeneficiaryOf(tx, f.Phone)
	if id := either(f.ID, f.Beneficiary); id != "" {
		known = tx.Get("owo_beneficiary", id, &b) && !b.Gone
	}
	if !known {
		return owoError(c.now, 404, "Beneficiary not found")
	}
	b.Gone = true
	tx.Put("owo_beneficiary", b.ID, b)
	for _, r := range all[owoRequestRecord](tx, "owo_request", "") {
		if r.Beneficiary == b.ID && !r.over() {
			r.Status = "cancelled"
			tx.Put("owo_request", r.ID, r)
		}
	}
	s.emitOwo(tx, c.now, "beneficiary.unlinked", obj{"id": b.ID, "phone": b.Phone})
	return ok(c.now, "Request completed successfully", nil)
}

func (s *Server) emitOwo(tx Tx, at time.Time, event string, data obj) {
	data["app"], data["business"] = appID, businessID
	s.emit(tx, at, "owo."+event, full, data)
}

func (s *Server) owoBeneficiaries(tx Tx, c call) reply {
	phone, list := c.URL.Query().Get("phone"), []obj{}
	for _, b := range all[owoBeneficiaryRecord](tx, "owo_beneficiary", "") {
		if !b.Gone && (phone == "" || phone == b.Phone) {
			list = append(list, b.describe())
		}
	}
	return owoList(c, list)
}

func (s *Server) owoBeneficiary(tx Tx, c call) reply {
	var b owoBeneficiaryRecord
	if !tx.Get("owo_beneficiary", c.PathValue("id"), &b) || b.Gone {
		return owoError(c.now, 404, "Beneficiary not found")
	}
	return ok(c.now, "Request completed successfully", b.describe())
}

// owoList pages by offset, or by page where a client sends one.
func owoList(c call, list []obj) reply {
	limit := min(number(c.URL.Query().Get("limit"), 15), 100)
	offset := number(c.URL.Query().Get("offset"), 0)
	if page := number(c.URL.Query().Get("page"), 0); page > 1 {
		offset = (page - 1) * limit
	}
	offset = min(offset, len(list))
	end := min(offset+limit, len(list))
	return ok(c.now, "Request completed successfully", list[offset:end]).
		with("pagination", obj{"offset": offset, "limit": limit, "has_more": end < len(list)})
}
