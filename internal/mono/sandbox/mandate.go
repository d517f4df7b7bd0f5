package sandbox

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	leastAmount = 20_000           // ₦200, of a mandate and of a debit
	mostDebit   = 25_000_000_00    // ₦25 million, of one debit on a personal account
	weekendFrom = 12 * time.Hour   // shorter waits than this do not know weekends
	fixedFunds  = int64(10_000_00) // what a made-up account holds: ₦10,000, as Mono's sandbox
)

// selfie is the verification by a face instead of a transfer.
const selfie = "selfie_verification"

// mandate is a standing permission to debit one account.
type mandate struct {
	ID           string          `json:"id"`
	Code         string          `json:"code"`   // of the hosted page
	Status       string          `json:"status"` // initiated, approved, cancelled, rejected, expired
	Paused       bool            `json:"paused"`
	Approved     bool            `json:"approved"`
	Ready        bool            `json:"ready"`
	Announced    bool            `json:"announced"` // the created event was sent
	Hosted       bool            `json:"hosted"`
	Reference    string          `json:"reference"`
	Amount       int64           `json:"amount"`
	Collected    int64           `json:"collected"`
	Type         string          `json:"type"`
	DebitType    string          `json:"debit_type"`
	Customer     string          `json:"customer"`
	AccountName  string          `json:"account_name"`
	Number       string          `json:"number"`
	NIP          string          `json:"nip"`
	Nibss        string          `json:"nibss"`
	Description  string          `json:"description"`
	Redirect     string          `json:"redirect"`
	FeeBearer    string          `json:"fee_bearer"`
	Verification string          `json:"verification"`
	Start        time.Time       `json:"start"`
	End          time.Time       `json:"end"`
	Created      time.Time       `json:"created"`
	Meta         json.RawMessage `json:"meta,omitempty"`
	Fixed        *fixedTerms     `json:"fixed,omitempty"`
	Linked       []linkedMandate `json:"linked,omitempty"` // of a sweep
	Partial      bool            `json:"partial,omitempty"`
	Selfie       bool            `json:"selfie,omitempty"` // the face was matched
}

func (m mandate) final() bool {
	return m.Status == "cancelled" || m.Status == "rejected" || m.Status == "expired"
}

func (m mandate) bank() bank { b, _ := bankCalled(m.NIP); return b }

type mandateForm struct {
	Amount       kobo            `json:"amount"`
	Type         string          `json:"type"`
	Method       string          `json:"method"`
	MandateType  string          `json:"mandate_type"`
	DebitType    string          `json:"debit_type"`
	Description  string          `json:"description"`
	Reference    string          `json:"reference"`
	Customer     reference       `json:"customer"`
	Redirect     string          `json:"redirect_url"`
	Start        string          `json:"start_date"`
	End          string          `json:"end_date"`
	Number       string          `json:"account_number"`
	Bank         string          `json:"bank_code"`
	Account      string          `json:"account"`
	FeeBearer    string          `json:"fee_bearer"`
	Verification string          `json:"verification_method"`
	Meta         json.RawMessage `json:"meta"`
	Partial      bool            `json:"allow_partial_sweep"`
	Frequency    string          `json:"frequency"`
	Interval     kobo            `json:"interval"`
	Retries      kobo            `json:"retrial_frequency"`
	First        string          `json:"initial_debit_date"`
	FirstSum     kobo            `json:"initial_debit_amount"`
	Grace        kobo            `json:"grace_period"`
	Minimum      kobo            `json:"minimum_due"`
}

var referenceForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// badReference says what is wrong with a reference of a mandate or a debit, or nothing.
func badReference(ref string) string {
	switch {
	case len(ref) < 10:
		return "reference must be at least 10 characters"
	case len(ref) > 24:
		return "reference must be at most 24 characters"
	case !referenceForm.MatchString(ref):
		return "reference must be alphanumeric"
	}
	return ""
}

// parseDay reads a date or an instant as the day in Lagos.
func parseDay(text string) (time.Time, bool) {
	if t, err := time.ParseInLocation("2006-01-02", text, lagos); err == nil {
		return t, true
	}
	t, err := time.Parse(time.RFC3339, text)
	return dayOf(t), err == nil
}

func (f *mandateForm) complaints(now time.Time) (start, end time.Time, bad []field) {
	complain := func(name, message string) { bad = append(bad, field{name, message}) }
	if f.Amount < leastAmount {
		complain("amount", "amount must not be less than 20000")
	}
	if f.MandateType == "gsm" {
		f.MandateType = "sweep"
	}
	if f.MandateType == "signed" {
		complain("mandate_type", "signed mandates are no longer available")
	} else if f.MandateType != "emandate" && f.MandateType != "sweep" {
		complain("mandate_type", "mandate_type must be one of emandate, sweep")
	}
	if f.DebitType != "variable" && f.DebitType != "fixed" {
		complain("debit_type", "debit_type must be one of variable, fixed")
	}
	if strings.TrimSpace(f.Description) == "" {
		complain("description", "description is required")
	}
	if message := badReference(f.Reference); message != "" {
		complain("reference", message)
	}
	start, okStart := parseDay(f.Start)
	end, okEnd := parseDay(f.End)
	switch {
	case !okStart:
		complain("start_date", "start_date must be a date")
	case start.Before(dayOf(now)):
		complain("start_date", "start_date must be today or a later date")
	}
	if !okEnd || !end.After(start) {
		complain("end_date", "end_date must be after start_date")
	}
	if v := f.Verification; v != "" && v != "transfer_verification" && v != selfie && v != "otp_verification" {
		complain("verification_method", "verification_method must be one of transfer_verification, selfie_verification")
	}
	if f.FeeBearer != "" && f.FeeBearer != "business" && f.FeeBearer != "customer" {
		complain("fee_bearer", "fee_bearer must be one of business, customer")
	}
	return start, end, bad
}

// newMandate checks what both ways of creation have in common.
func (s *Server) newMandate(tx Tx, c call, f mandateForm) (mandate, reply, bool) {
	start, end, bad := f.complaints(c.now)
	var fixed *fixedTerms
	if f.DebitType == "fixed" {
		var more []field
		fixed, more = f.fixed(start)
		bad = append(bad, more...)
	}
	if bad != nil {
		return mandate{}, invalid(c.now, bad...), false
	}
	var who customer
	if !tx.Get("customer", string(f.Customer), &who) {
		return mandate{}, refused(c.now, 400, "400", "Customer does not exist, please add the customer first"), false
	}
	var other string
	if tx.Get("mandate_ref", f.Reference, &other) {
		return mandate{}, refused(c.now, 400, "400", "Mandate reference already exists"), false
	}
	m := mandate{ID: "mmc_" + objectID(c.now), Code: "RD" + digits(10), Status: "initiated", Reference: f.Reference, Amount: int64(f.Amount),
		Type: f.MandateType, DebitType: f.DebitType, Customer: who.ID, Nibss: "RC300412/1580/00" + digits(8), Description: f.Description,
		Redirect: f.Redirect, FeeBearer: either(f.FeeBearer, "business"), Verification: either(f.Verification, "transfer_verification"),
		Start: start, End: end.Add(24*time.Hour - time.Millisecond), Created: c.now, Meta: f.Meta,
		Fixed: fixed, Partial: f.Partial && f.MandateType == "sweep" && fixed == nil}
	return m, reply{}, true
}

// holdAccount puts the account into the mandate when the bank and the name allow it. An account
// that no person of the sandbox owns is taken to be the customer's own.
func (s *Server) holdAccount(tx Tx, m *mandate, code, number string) string {
	b, known := bankCalled(code)
	if !known || !b.DirectDebit {
		return "Bank is not supported for direct debit"
	}
	if len(number) != 10 || strings.Trim(number, "0123456789") != "" {
		return "account_number must be 10 digits"
	}
	var who customer
	tx.Get("customer", m.Customer, &who)
	owner := strings.ToUpper(who.called())
	if _, a, there := accountNumbered(code, number); there {
		owner = a.owner
		if !sameName(owner, who.called()) {
			return "Customer name does not match the account name"
		}
	}
	for _, other := range all[mandate](tx, "mandate", "") {
		same := other.NIP == b.NIP && other.Number == number && other.ID != m.ID && !other.final()
		if same && other.Approved && other.Start.Equal(m.Start) {
			return "start_date is already in use by another mandate on this account"
		}
	}
	m.NIP, m.Number, m.AccountName = b.NIP, number, owner
	return ""
}

// sameName compares names as banks do: in any order and case, two words in common, or all of the
// shorter one.
func sameName(a, b string) bool {
	left, right := strings.Fields(strings.ToUpper(a)), strings.Fields(strings.ToUpper(b))
	common := 0
	for _, w := range left {
		if slices.Contains(right, w) {
			common++
		}
	}
	return common >= 2 || (common > 0 && common == min(len(left), len(right)))
}

func (s *Server) saveMandate(tx Tx, m mandate) {
	tx.Put("mandate", m.ID, m)
	tx.Put("mandate_ref", m.Reference, m.ID)
	tx.Put("mandate_code", m.Code, m.ID)
}

// mandateNamed finds a mandate by its id or by the lender's reference.
func mandateNamed(tx Tx, name string) (mandate, bool) {
	var m mandate
	if tx.Get("mandate", name, &m) {
		return m, true
	}
	var id string
	return m, tx.Get("mandate_ref", name, &id) && tx.Get("mandate", id, &m)
}
