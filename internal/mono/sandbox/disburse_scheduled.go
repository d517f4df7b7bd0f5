package sandbox

import (
	"slices"
	"time"
)

// scheduleDisbursement keeps a batch until it is triggered, or until its day at nine in the morning.
func (s *Server) scheduleDisbursement(tx Tx, now time.Time, d disbursement) reply {
	tx.Put("disbursement", d.ID, d)
	if day, set := parseDay(d.Scheduled); set {
		later(tx, day.Add(fixedHour), "disburse_start", d.ID)
	}
	return ok(now, "Scheduled disbursement created", obj{"id": d.ID, "reference": d.Reference, "status": "created"})
}

// open says whether recipients may still be changed.
func (d disbursement) open() bool { return d.Status == "initiated" || d.Status == "ready" }

// openDisbursement finds the batch of the path, if it can still be changed.
func openDisbursement(tx Tx, c call) (disbursement, reply, bool) {
	d, found := disbursementNamed(tx, c.PathValue("id"))
	switch {
	case !found:
		return d, failed(c.now, 404, "Disbursement not found"), false
	case !d.open():
		return d, failed(c.now, 400, "Disbursement can no longer be changed"), false
	}
	return d, reply{}, true
}

// distributionOf finds the recipient of the path by its id or its reference.
func (d disbursement) distributionOf(c call) int {
	name := c.PathValue("distribution")
	return slices.IndexFunc(d.To, func(x distribution) bool { return x.ID == name || x.Reference == name })
}

// saveOpen sums a batch up and keeps it; one with recipients is ready.
func (d disbursement) saveOpen(tx Tx) {
	d.Status, d.Total = "initiated", 0
	for _, x := range d.To {
		d.Status, d.Total = "ready", d.Total+x.Amount
	}
	tx.Put("disbursement", d.ID, d)
}

type distributionsForm struct {
	To []distributionForm `json:"distribution"`
}

// addDistributions resolves the accounts at once; what cannot be paid is told and left out.
func (s *Server) addDistributions(tx Tx, c call) reply {
	d, refusal, fine := openDisbursement(tx, c)
	if !fine {
		return refusal
	}
	var f distributionsForm
	if !c.decode(&f) || len(f.To) == 0 {
		return invalid(c.now, field{"distribution", "distribution must not be empty"})
	}
	valid, wrong := []obj{}, []obj{}
	for _, x := range f.To {
		x.Reference = either(x.Reference, "dist"+lower(12))
		to, complaint := d.recipient(tx, x)
		if complaint == "" && (!isDigits(to.Number, 10) || to.Number == deadAccount) {
			complaint = "Account could not be resolved"
		}
		if complaint == "" && (x.Amount <= 0 || x.Narration == "") {
			complaint = "amount and narration are required"
		}
		if complaint != "" {
			wrong = append(wrong, obj{"bank_code": x.bank(), "account_number": x.number(), "email": x.Email, "reference": x.Reference, "message": complaint})
			continue
		}
		d.To = append(d.To, to)
		tx.Put("distribution_ref", to.Reference, d.ID)
		valid = append(valid, obj{"id": to.ID, "bank_code": to.Bank, "account_number": to.Number, "account_name": nameAt(to.Bank, to.Number),
			"beneficiary_id": hashID("beneficiary", to.Bank, to.Number), "email": to.Email, "reference": to.Reference})
	}
	d.saveOpen(tx)
	return ok(c.now, "Distribution added successfully", obj{"status": "successful", "summary": obj{"valid": len(valid), "invalid": len(wrong)},
		"valid_accounts": valid, "invalid_accounts": wrong})
}

// nameAt is the owner of an account; one that is not the sandbox's has a made-up owner.
func nameAt(bank, number string) string {
	_, a, _ := accountNumbered(bank, number)
	return either(a.owner, "ACCOUNT HOLDER "+number[6:])
}

// updateDistribution takes one recipient, alone or in a list.
func (s *Server) updateDistribution(tx Tx, c call) reply {
	d, refusal, fine := openDisbursement(tx, c)
	if !fine {
		return refusal
	}
	i := d.distributionOf(c)
	if i < 0 {
		return failed(c.now, 404, "Distribution not found")
	}
	var f struct {
		distributionForm
		distributionsForm
	}
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	x := f.distributionForm
	if len(f.To) > 0 {
		x = f.To[0]
	}
	to := &d.To[i]
	if code := x.bank(); code != "" {
		b, known := bankCalled(code)
		if !known {
			return failed(c.now, 400, "Invalid bank code")
		}
		to.Bank = b.Code
	}
	to.Number, to.Email, to.Narration = either(x.number(), to.Number), either(x.Email, to.Email), either(x.Narration, to.Narration)
	if x.Amount > 0 {
		to.Amount = int64(x.Amount)
	}
	d.saveOpen(tx)
	return ok(c.now, "Distribution updated successfully", obj{"success": true, "message": "Distribution updated successfully"})
}

func (s *Server) deleteDistribution(tx Tx, c call) reply {
	d, refusal, fine := openDisbursement(tx, c)
	if !fine {
		return refusal
	}
	i := d.distributionOf(c)
	if i < 0 {
		return failed(c.now, 404, "Distribution not found")
	}
	tx.Delete("distribution_ref", d.To[i].Reference)
	d.To = slices.Delete(d.To, i, i+1)
	d.saveOpen(tx)
	return ok(c.now, "Distribution deleted successfully", nil)
}

func (s *Server) listDistributions(tx Tx, c call) reply {
	d, found := disbursementNamed(tx, c.PathValue("id"))
	if !found {
		return failed(c.now, 404, "Disbursement not found")
	}
	return ok(c.now, "Distributions fetched successfully", append([]distribution{}, d.To...))
}

func (s *Server) getDistribution(tx Tx, c call) reply {
	d, found := disbursementNamed(tx, c.PathValue("id"))
	i := d.distributionOf(c)
	if !found || i < 0 {
		return failed(c.now, 404, "Distribution not found")
	}
	return ok(c.now, "Distribution fetched successfully", d.To[i])
}

// transition triggers or cancels a scheduled batch.
func (s *Server) transition(tx Tx, c call) reply {
	d, refusal, fine := openDisbursement(tx, c)
	if !fine {
		return refusal
	}
	var f struct {
		Action string `json:"action"`
	}
	c.decode(&f)
	switch {
	case f.Action == "trigger" && len(d.To) == 0:
		return failed(c.now, 400, "Disbursement has no distribution")
	case f.Action == "trigger":
		s.startDisbursement(tx, c.now, d)
		return ok(c.now, "Disbursement updated successfully", obj{"status": "processing", "id": d.ID})
	case f.Action == "cancel":
		d.Status = "cancelled"
		tx.Put("disbursement", d.ID, d)
		s.emit(tx, c.now, "event.disbursement.cancelled", bare, obj{"status": "cancelled", "message": "Disbursement has been cancelled", "reference": d.Reference, "app": appID, "business": businessID})
		return ok(c.now, "Disbursement updated successfully", obj{"status": "cancelled", "id": d.ID})
	}
	return invalid(c.now, field{"action", "action must be one of trigger, cancel"})
}

// disbursementDue starts a scheduled batch on its day.
func (s *Server) disbursementDue(tx Tx, at time.Time, id string) {
	var d disbursement
	if tx.Get("disbursement", id, &d) && d.open() && len(d.To) > 0 {
		s.startDisbursement(tx, at, d)
	}
}
