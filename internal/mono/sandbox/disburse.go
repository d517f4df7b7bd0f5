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
	To          []distribution `json:"to"`
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
	Reference   string `json:"reference"`
	Source      string `json:"source"`
	Account     string `json:"account"`
	Type        string `json:"type"`
	Total       kobo   `json:"total_amount"`
	Description string `json:"description"`
	To          []struct {
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
	} `json:"distribution"`
}

func (f disbursementForm) complaints() []field {
	var bad []field
	for _, x := range [][2]string{{"reference", f.Reference}, {"source", f.Source}, {"description", f.Description}} {
		if x[1] == "" {
			bad = append(bad, field{x[0], x[0] + " is required"})
		}
	}
	if f.Type != "instant" {
		bad = append(bad, field{"type", "type must be instant in this sandbox"})
	}
	if len(f.To) == 0 {
		bad = append(bad, field{"distribution", "distribution must not be empty"})
	}
	var sum int64
	for i, d := range f.To {
		sum += int64(d.Amount)
		if d.Reference == "" || d.Amount <= 0 || d.Narration == "" {
			bad = append(bad, field{"distribution." + strconv.Itoa(i), "reference, amount and narration are required"})
		}
	}
	if sum != int64(f.Total) {
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
	if x, found := sourceCalled(tx, f.Account); f.Source == "mandate" && (!found || x.Status != "enabled") {
		return failed(c.now, 400, "Source account not approved")
	}
	var other string
	if tx.Get("disbursement_ref", f.Reference, &other) {
		return failed(c.now, 400, "Invalid reference, please retry with a unique reference")
	}
	d := disbursement{ID: objectID(c.now), Reference: f.Reference, Status: "processing", Type: f.Type, Description: f.Description, Total: int64(f.Total), Created: c.now}
	for _, x := range f.To {
		code, number := either(x.Account.Bank, x.Bank), either(x.Account.Number, x.Number)
		b, known := bankCalled(code)
		if !known {
			return failed(c.now, 400, "Invalid bank code")
		}
		if tx.Get("distribution_ref", x.Reference, &other) {
			return failed(c.now, 400, "Invalid reference, please retry with a unique reference")
		}
		tx.Put("distribution_ref", x.Reference, d.ID)
		d.To = append(d.To, distribution{ID: letters(20), Reference: x.Reference, Email: x.Email, Number: number, Bank: b.Code,
			Amount: int64(x.Amount), Narration: x.Narration, Status: "processing"})
	}
	tx.Put("disbursement", d.ID, d)
	tx.Put("disbursement_ref", d.Reference, d.ID)
	s.emit(tx, c.now, "event.disbursement.processing", bare, obj{"reference": d.Reference, "status": "processing",
		"message": "Disbursement is being processed", "app": appID, "business": businessID})
	later(tx, c.now.Add(s.DisburseWait), "disburse", d.ID)
	return ok(c.now, "Disbursement request received", obj{"id": d.ID, "reference": d.Reference, "status": "pending"})
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
func (d disbursement) describe() obj {
	good, bad := d.sum("successful"), d.sum("failed")
	return obj{"id": d.ID, "reference": d.Reference, "status": d.Status, "description": d.Description, "type": d.Type, "total_amount": d.Total,
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
	return ok(c.now, "Disbursement fetched successfully", d.describe())
}

func (s *Server) listDisbursements(tx Tx, c call) reply {
	list := all[disbursement](tx, "disbursement", "")
	slices.Reverse(list)
	shown, meta := cut(s, c, list, number(c.URL.Query().Get("limit"), 20))
	out := []obj{}
	for _, d := range shown {
		out = append(out, d.describe())
	}
	return okMeta(c.now, "Disbursements fetched successfully", out, meta)
}

func (s *Server) listDistributions(tx Tx, c call) reply {
	d, found := disbursementNamed(tx, c.PathValue("id"))
	if !found {
		return failed(c.now, 404, "Disbursement not found")
	}
	return ok(c.now, "Distributions fetched successfully", d.To)
}
