package sandbox

import (
	"slices"
	"strconv"
	"time"
)

const (
	transferCost = 35_00        // fee of one transfer in kobo, as in Mono's samples
	deadAccount  = "0000000000" // a transfer to this number fails
)

// disbursement is a batch of transfers to others.
type disbursement struct {
	ID          string         `json:"id"`
	Reference   string         `json:"reference"`
	Status      string         `json:"status"`
	Type        string         `json:"type"`
	Description string         `json:"description"`
	Total       int64          `json:"total"`
	Created     time.Time      `json:"created"`
	Started     time.Time      `json:"started,omitempty"`
	Scheduled   string         `json:"scheduled,omitempty"` // the day on which it starts by itself
	To          []distribution `json:"to"`
}

// stages are the states between the start and the end, spread evenly over the wait.
var stages = []string{"processing", "securing", "secured", "transferring", "transferred"}

// state is the status as it stands now: a batch under way goes through its stages.
func (d disbursement) state(now time.Time, wait time.Duration) string {
	if d.Status != "processing" || wait <= 0 {
		return d.Status
	}
	nth := int(int64(len(stages)) * int64(now.Sub(d.Started)) / int64(wait))
	return stages[max(0, min(nth, len(stages)-1))]
}

// distribution is one transfer of a batch.
type distribution struct {
	ID        string `json:"id"`
	Reference string `json:"reference"`
	Email     string `json:"recipient_email"`
	Number    string `json:"account_number"`
	Bank      string `json:"bank_code"`
	Amount    int64  `json:"amount"`
	Narration string `json:"narration"`
	Status    string `json:"status"`
}

type disbursementForm struct {
	Reference   string             `json:"reference"`
	Source      string             `json:"source"`
	Account     string             `json:"account"`
	Type        string             `json:"type"`
	Total       kobo               `json:"total_amount"`
	Description string             `json:"description"`
	Scheduled   string             `json:"scheduled_date"`
	To          []distributionForm `json:"distribution"`
}

// distributionForm is a recipient, whose account may be flat or nested.
type distributionForm struct {
	Reference string `json:"reference"`
	Email     string `json:"recipient_email"`
	Amount    kobo   `json:"amount"`
	Narration string `json:"narration"`
	Number    string `json:"account_number"`
	Bank      string `json:"bank_code"`
	Account   struct {
		Number string `json:"account_number"`
		Bank   string `json:"bank_code"`
	} `json:"account"`
}

func (f distributionForm) bank() string   { return either(f.Account.Bank, f.Bank) }
func (f distributionForm) number() string { return either(f.Account.Number, f.Number) }

// distributionsMost bounds a batch; Mono's figure is not public.
const distributionsMost = 1_000

func (f disbursementForm) complaints() []field {
	bad := need("reference", f.Reference, "source", f.Source, "description", f.Description)
	if f.Type != "instant" && f.Type != "scheduled" {
		bad = append(bad, field{"type", "type must be one of instant, scheduled"})
	}
	if f.Source != "" && f.Source != "mandate" && f.Source != "wallet" {
		bad = append(bad, field{"source", "source must be one of mandate, wallet"})
	}
	if f.Scheduled != "" {
		if _, isDay := parseDay(f.Scheduled); !isDay {
			bad = append(bad, field{"scheduled_date", "scheduled_date must be a date"})
		}
	}
	if f.Type == "instant" && len(f.To) == 0 {
		bad = append(bad, field{"distribution", "distribution must not be empty"})
	}
	if len(f.To) > distributionsMost {
		bad = append(bad, field{"distribution", "distribution count exceeds limit"})
	}
	var sum int64
	for i, d := range f.To {
		sum += int64(d.Amount)
		if d.Reference == "" || d.Amount <= 0 || d.Narration == "" {
			bad = append(bad, field{"distribution." + strconv.Itoa(i), "reference, amount and narration are required"})
		}
	}
	if len(f.To) > 0 && sum != int64(f.Total) {
		bad = append(bad, field{"total_amount", "total_amount must equal the sum of the distribution"})
	}
	return bad
}

func (s *Server) createDisbursement(tx Tx, c call) reply {
	var f disbursementForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	if refusal, short := s.disburseSource(tx, c.now, f); short {
		return refusal
	}
	var other string
	if tx.Get("disbursement_ref", f.Reference, &other) {
		return failed(c.now, 400, "Invalid reference, please retry with a unique reference")
	}
	d := disbursement{ID: objectID(c.now), Reference: f.Reference, Status: "initiated", Type: f.Type, Description: f.Description, Total: int64(f.Total), Created: c.now, Scheduled: f.Scheduled}
	for _, x := range f.To {
		to, complaint := d.recipient(tx, x)
		if complaint != "" {
			return failed(c.now, 400, complaint)
		}
		d.To = append(d.To, to)
	}
	for _, x := range d.To {
		tx.Put("distribution_ref", x.Reference, d.ID)
	}
	tx.Put("disbursement_ref", d.Reference, d.ID)
	if f.Type == "scheduled" {
		return s.scheduleDisbursement(tx, c.now, d)
	}
	s.startDisbursement(tx, c.now, d)
	return ok(c.now, "Disbursement request received", obj{"id": d.ID, "reference": d.Reference, "status": "pending"})
}

// disburseSource checks that there is an account, or a wallet, to pay from.
func (s *Server) disburseSource(tx Tx, now time.Time, f disbursementForm) (reply, bool) {
	if f.Source == "mandate" {
		x, found := sourceCalled(tx, f.Account)
		if !found || x.Status != "enabled" {
			return failed(now, 400, "Source account not approved"), true
		}
		return reply{}, false
	}
	w := s.walletOf(tx)
	if w.Enforced && w.Balance < int64(f.Total) {
		return failed(now, 400, "Insufficient funds in source account"), true
	}
	if w.Enforced {
		w.Balance -= int64(f.Total)
		tx.Put("setting", "wallet", w)
	}
	return reply{}, false
}

// recipient checks a recipient against the banks and the references in use.
func (d disbursement) recipient(tx Tx, x distributionForm) (distribution, string) {
	b, known := bankCalled(x.bank())
	var other string
	switch {
	case !known:
		return distribution{}, "Invalid bank code"
	case tx.Get("distribution_ref", x.Reference, &other) || slices.ContainsFunc(d.To, func(y distribution) bool { return y.Reference == x.Reference }):
		return distribution{}, "Invalid reference, please retry with a unique reference"
	}
	return distribution{ID: letters(20), Reference: x.Reference, Email: x.Email, Number: x.number(), Bank: b.Code,
		Amount: int64(x.Amount), Narration: x.Narration, Status: "processing"}, ""
}

// startDisbursement sets a batch going.
func (s *Server) startDisbursement(tx Tx, now time.Time, d disbursement) {
	d.Status, d.Started = "processing", now
	tx.Put("disbursement", d.ID, d)
	s.emit(tx, now, "event.disbursement.processing", bare, obj{"reference": d.Reference, "status": "processing",
		"message": "Disbursement is being processed", "app": appID, "business": businessID})
	later(tx, now.Add(s.DisburseWait), "disburse", d.ID)
}

// disbursementDone moves the money and says how each transfer ended, then how the batch did.
func (s *Server) disbursementDone(tx Tx, at time.Time, id string) {
	var d disbursement
	if !tx.Get("disbursement", id, &d) || d.Status != "processing" {
		return
	}
	for i := range d.To {
		d.To[i].Status = s.transfer(tx, at, d.To[i])
		s.emitTransfer(tx, at, d, d.To[i])
	}
	good, bad := d.sum("successful"), d.sum("failed")
	switch {
	case bad["count"] == 0:
		d.Status = "successful"
	case good["count"] == 0:
		d.Status = "failed"
	default:
		d.Status = "completed"
	}
	tx.Put("disbursement", d.ID, d)
	s.emit(tx, at, "event.disbursement.completed", bare, obj{"message": "Disbursement has been successfully completed", "reference": d.Reference,
		"total_amount": d.Total, "total_fee": int64(len(d.To)) * transferCost, "status": d.Status, "transactions_count": len(d.To),
		"processing": obj{"count": 0, "amount": 0}, "successful": good, "failed": bad, "app": appID, "business": businessID})
}

// transfer puts the money into the account if it is one of the sandbox's; any other number is
// taken to exist, save the dead one.
func (s *Server) transfer(tx Tx, at time.Time, d distribution) string {
	if f := takeFault(tx, "transfer_failed", "disburse"); f.Kind != "" || d.Number == deadAccount || len(d.Number) != 10 {
		return "failed"
	}
	if _, a, there := accountNumbered(d.Bank, d.Number); there {
		addEffect(tx, a, effect{At: at, Credit: true, Loan: true, Amount: d.Amount, Reference: d.Reference,
			Narration: a.style.received("SANDBOX LENDER LTD", "PROVIDUS", d.Narration)})
	}
	return "successful"
}

func (s *Server) emitTransfer(tx Tx, at time.Time, d disbursement, x distribution) {
	s.emit(tx, at, "event.disbursement.transaction."+x.Status, bare, obj{"message": "Transaction " + x.Status, "disbursement_reference": d.Reference,
		"reference": x.Reference, "status": x.Status, "account_number": x.Number, "bank_code": x.Bank, "amount": x.Amount, "fee": transferCost,
		"narration": x.Narration, "app": appID, "business": businessID})
}

// sum counts the transfers in one state.
func (d disbursement) sum(status string) map[string]int64 {
	out := map[string]int64{"count": 0, "amount": 0}
	for _, x := range d.To {
		if x.Status == status {
			out["count"]++
			out["amount"] += x.Amount
		}
	}
	return out
}

// describe is the fetched batch; Mono sends the two sums as strings.
func (d disbursement) describe(now time.Time, wait time.Duration) obj {
	good, bad := d.sum("successful"), d.sum("failed")
	return obj{"id": d.ID, "reference": d.Reference, "status": d.state(now, wait), "description": d.Description, "type": d.Type, "total_amount": d.Total,
		"distributions_count": len(d.To), "approved_by": "Sandbox", "approval_date": iso(d.Created), "total_records_count": len(d.To),
		"total_successful_amount": strconv.FormatInt(good["amount"], 10), "successful_transactions_count": good["count"],
		"total_failed_amount": strconv.FormatInt(bad["amount"], 10), "failed_transactions_count": bad["count"], "created_at": iso(d.Created)}
}

// disbursementNamed finds a batch by its id or its reference.
func disbursementNamed(tx Tx, name string) (disbursement, bool) {
	var d disbursement
	var id string
	if tx.Get("disbursement", name, &d) {
		return d, true
	}
	return d, tx.Get("disbursement_ref", name, &id) && tx.Get("disbursement", id, &d)
}

func (s *Server) getDisbursement(tx Tx, c call) reply {
	d, found := disbursementNamed(tx, c.PathValue("id"))
	if !found {
		return failed(c.now, 404, "Disbursement not found")
	}
	return ok(c.now, "Disbursement fetched successfully", d.describe(c.now, s.DisburseWait))
}

func (s *Server) listDisbursements(tx Tx, c call) reply {
	q := c.URL.Query()
	list := slices.DeleteFunc(all[disbursement](tx, "disbursement", ""), func(d disbursement) bool {
		return (q.Get("status") != "" && q.Get("status") != d.state(c.now, s.DisburseWait)) || (q.Get("type") != "" && q.Get("type") != d.Type)
	})
	slices.Reverse(list)
	shown, meta := cut(s, c, list, number(c.URL.Query().Get("limit"), 20))
	out := []obj{}
	for _, d := range shown {
		out = append(out, d.describe(c.now, s.DisburseWait))
	}
	return okMeta(c.now, "Disbursements fetched successfully", out, meta)
}
