package sandbox

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// owoApproval is how long a person may take to approve a request.
const owoApproval = 48 * time.Hour

// owoRequestRecord asks a person for money, once or again and again.
type owoRequestRecord struct {
	ID          string       `json:"id"`
	Reference   string       `json:"reference"`
	Phone       string       `json:"phone"`
	Type        string       `json:"type"` // onetime, recurring
	Beneficiary string       `json:"beneficiary"`
	Description string       `json:"description"`
	Amount      int64        `json:"amount"`
	Currency    string       `json:"currency"`
	Schedule    *owoSchedule `json:"schedule,omitempty"`
	Status      string       `json:"status"` // created, approved, processing, active, completed, expired, declined, cancelled
	Created     time.Time    `json:"created"`
	Payments    []owoPaid    `json:"payments,omitempty"`
}

func (r owoRequestRecord) over() bool {
	return slices.Contains([]string{"completed", "expired", "declined", "cancelled"}, r.Status)
}

type owoSchedule struct {
	Period   string `json:"period"` // day, week, month, year
	Interval kobo   `json:"interval"`
	Start    string `json:"start_date"`
	End      string `json:"end_date,omitempty"`
}

// owoPaid is one payment of a request.
type owoPaid struct {
	ID        string    `json:"id"`
	Reference string    `json:"reference"`
	Status    string    `json:"status"`
	Message   string    `json:"message,omitempty"`
	At        time.Time `json:"at"`
	Session   string    `json:"session"`
}

type owoRequestForm struct {
	Phone       string       `json:"phone"`
	Reference   string       `json:"reference"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	Amount      kobo         `json:"amount"`
	Currency    string       `json:"currency"`
	Schedule    *owoSchedule `json:"schedule"`
}

var owoReference = regexp.MustCompile(`^[A-Za-z0-9-]{8,32}$`)

func (f owoRequestForm) complaints(tx Tx) []field {
	bad := need("phone", f.Phone, "description", f.Description)
	var other string
	switch {
	case !owoReference.MatchString(f.Reference):
		bad = append(bad, field{"reference", "reference must be 8 to 32 alphanumeric characters"})
	case tx.Get("owo_ref", f.Reference, &other):
		bad = append(bad, field{"reference", "reference already exists"})
	}
	if f.Amount < leastAmount {
		bad = append(bad, field{"amount", "amount must not be less than 20000"})
	}
	if f.Currency != "" && !strings.EqualFold(f.Currency, "NGN") {
		bad = append(bad, field{"currency", "currency must be NGN"})
	}
	switch {
	case f.Type != "onetime" && f.Type != "recurring":
		bad = append(bad, field{"type", "type must be one of onetime, recurring"})
	case f.Type == "recurring" && f.Schedule == nil:
		bad = append(bad, field{"schedule", "schedule is required"})
	case f.Type == "recurring":
		if _, isDay := parseDay(f.Schedule.Start); !isDay || !slices.Contains([]string{"day", "week", "month", "year"}, f.Schedule.Period) || f.Schedule.Interval < 1 {
			bad = append(bad, field{"schedule", "schedule must have a period, an interval and a start_date"})
		}
	}
	return bad
}

func (s *Server) owoRequest(tx Tx, c call) reply {
	var f owoRequestForm
	if !c.decode(&f) {
		return owoError(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(tx); bad != nil {
		return owoError(c.now, 400, "Invalid payload", bad...)
	}
	b, known := owoBeneficiaryOf(tx, f.Phone)
	if !known {
		return owoError(c.now, 404, "Beneficiary not found")
	}
	r := s.newOwoRequest(tx, c.now, f, b.ID)
	return s.owoRedirect(tx, c.now, owoLinking{ID: lower(16), Phone: f.Phone, Request: r.ID})
}

func (s *Server) newOwoRequest(tx Tx, now time.Time, f owoRequestForm, beneficiary string) owoRequestRecord {
	r := owoRequestRecord{ID: "fr_" + letters(14), Reference: f.Reference, Phone: f.Phone, Type: f.Type, Beneficiary: beneficiary, Description: f.Description,
		Amount: int64(f.Amount), Currency: "NGN", Schedule: f.Schedule, Status: "created", Created: now}
	tx.Put("owo_request", r.ID, r)
	tx.Put("owo_ref", r.Reference, r.ID)
	s.emitOwo(tx, now, "fundrequest.created", r.describe())
	later(tx, now.Add(owoApproval), "owo_expire", r.ID)
	return r
}

func (r owoRequestRecord) describe() obj {
	data := obj{"id": r.ID, "reference": r.Reference, "phone": r.Phone, "type": r.Type, "beneficiary": r.Beneficiary, "description": r.Description, "amount": r.Amount,
		"currency": r.Currency, "status": r.Status}
	if r.Schedule != nil {
		data["schedule"] = r.Schedule
	}
	return data
}

// owoMove changes the state of a request and says so.
func (s *Server) owoMove(tx Tx, at time.Time, r *owoRequestRecord, status string) {
	r.Status = status
	tx.Put("owo_request", r.ID, *r)
	s.emitOwo(tx, at, "fundrequest."+status, obj{"id": r.ID, "message": "Fund request " + status, "status": status})
}

func (s *Server) owoExpired(tx Tx, at time.Time, id string) {
	var r owoRequestRecord
	if tx.Get("owo_request", id, &r) && r.Status == "created" {
		s.owoMove(tx, at, &r, "expired")
	}
}

// at is when the nth payment of a schedule falls due.
func (o owoSchedule) at(n int) time.Time {
	first, _ := parseDay(o.Start)
	step := n * int(o.Interval)
	switch o.Period {
	case "day":
		return first.AddDate(0, 0, step).Add(fixedHour)
	case "week":
		return first.AddDate(0, 0, 7*step).Add(fixedHour)
	case "year":
		step *= 12
	}
	return monthsLater(first, step).Add(fixedHour)
}

// planOwo plans the nth payment, or ends a request whose schedule is over.
func (s *Server) planOwo(tx Tx, now time.Time, r *owoRequestRecord, n int) {
	due := now.Add(s.DebitWait)
	if r.Schedule != nil {
		due = r.Schedule.at(n)
		if end, set := parseDay(r.Schedule.End); set && due.After(end.Add(24*time.Hour)) {
			s.owoMove(tx, now, r, "completed")
			return
		}
		if due.Before(now) {
			due = now.Add(s.DebitWait)
		}
	}
	later(tx, due, "owo_pay", fmt.Sprintf("%s %d", r.ID, n))
}

// owoPay takes one payment, straight to the beneficiary.
func (s *Server) owoPay(tx Tx, at time.Time, of string) {
	var id string
	var n int
	var r owoRequestRecord
	var b owoBeneficiaryRecord
	fmt.Sscanf(of, "%s %d", &id, &n)
	if !tx.Get("owo_request", id, &r) || r.over() || !tx.Get("owo_beneficiary", r.Beneficiary, &b) || b.Gone {
		return
	}
	p := owoPaid{ID: "pay_" + letters(14), Reference: r.Reference, Status: "successful", At: at, Session: sessionID(at)}
	if r.Schedule != nil {
		p.Reference = fmt.Sprintf("%s-%d", r.Reference, n+1)
	}
	if how := magicAmounts[r.Amount]; (how.code != "" && how.code != "00" && !how.processing) || s.fundsOf(tx, b.Payer, at) < r.Amount {
		p.Status, p.Message = "failed", codeWords[either(how.code, "51")]
	} else {
		b.Payer.take(tx, at, r.Amount, r.Description, p.Reference)
	}
	r.Payments = append(r.Payments, p)
	tx.Put("owo_request", r.ID, r)
	data := r.paid(p)
	s.emitOwo(tx, at, "payment."+p.Status, data)
	if r.Schedule == nil {
		s.owoMove(tx, at, &r, "completed")
		return
	}
	s.planOwo(tx, at, &r, n+1)
}

func (r owoRequestRecord) paid(p owoPaid) obj {
	data := obj{"id": p.ID, "reference": p.Reference, "fund_request": r.ID, "beneficiary": r.Beneficiary, "status": p.Status, "amount": r.Amount, "currency": r.Currency,
		"processed_at": iso(p.At), "session_id": p.Session}
	if p.Message != "" {
		data["message"] = p.Message
	}
	return data
}

func (s *Server) owoRequests(tx Tx, c call) reply {
	q, list := c.URL.Query(), []obj{}
	for _, r := range all[owoRequestRecord](tx, "owo_request", "") {
		if (q.Get("phone") == "" || q.Get("phone") == r.Phone) && (q.Get("status") == "" || q.Get("status") == r.Status) {
			list = append(list, r.describe())
		}
	}
	return owoList(c, list)
}

// owoRequestOf finds a request by its id or its reference.
func owoRequestOf(tx Tx, c call) (owoRequestRecord, bool) {
	var r owoRequestRecord
	var id string
	name := c.PathValue("id")
	if tx.Get("owo_request", name, &r) {
		return r, true
	}
	return r, tx.Get("owo_ref", name, &id) && tx.Get("owo_request", id, &r)
}

func (s *Server) owoRequestShown(tx Tx, c call) reply {
	r, found := owoRequestOf(tx, c)
	if !found {
		return owoError(c.now, 404, "Fund request not found")
	}
	return ok(c.now, "Request completed successfully", r.describe())
}

func (s *Server) owoPayments(tx Tx, c call) reply {
	r, found := owoRequestOf(tx, c)
	if !found {
		return owoError(c.now, 404, "Fund request not found")
	}
	list := []obj{}
	for _, p := range r.Payments {
		list = append(list, r.paid(p))
	}
	return owoList(c, list)
}

func (s *Server) owoPayment(tx Tx, c call) reply {
	r, _ := owoRequestOf(tx, c)
	for _, p := range r.Payments {
		if p.ID == c.PathValue("payment") {
			return ok(c.now, "Request completed successfully", r.paid(p))
		}
	}
	return owoError(c.now, 404, "Payment not found")
}
