package sandbox

import (
	"slices"
	"time"
)

// source is the lender's own account, from which disbursements are made.
type source struct {
	ID      string    `json:"id"`
	Number  string    `json:"number"`
	Bank    string    `json:"bank"`
	Name    string    `json:"name"`
	Email   string    `json:"email"`
	Status  string    `json:"status"` // created, enabled
	Mandate string    `json:"mandate"`
	Created time.Time `json:"created"`
}

// standingSource exists from the start, so that a lender has money to give without a set-up.
const standingSource = "6a1400c2e4b7d90012ab5001"

func sources(tx Tx) []source {
	first := source{ID: standingSource, Number: "1014455667", Bank: "044", Name: "SANDBOX LENDER LTD", Email: "treasury@lender.example.ng", Status: "enabled",
		Mandate: "6a1400c2e4b7d90012ab5002", Created: time.Date(2026, 1, 5, 9, 0, 0, 0, lagos)}
	tx.Get("source", first.ID, &first)
	return append([]source{first}, slices.DeleteFunc(all[source](tx, "source", ""), func(x source) bool { return x.ID == first.ID })...)
}

func sourceCalled(tx Tx, id string) (source, bool) {
	for _, x := range sources(tx) {
		if x.ID == id {
			return x, true
		}
	}
	return source{}, false
}

func (x source) describe() obj {
	return obj{"id": x.ID, "account_id": x.ID, "account_number": x.Number, "account_name": x.Name, "bank_code": x.Bank, "email": x.Email, "status": x.Status,
		"approved": x.Status == "enabled", "ready_to_debit": x.Status == "enabled", "mandate_id": x.Mandate, "app": appID, "business": businessID,
		"created_at": iso(x.Created), "updated_at": iso(x.Created)}
}

func (s *Server) createSource(tx Tx, c call) reply {
	var in struct {
		App    string `json:"app"`
		Number string `json:"account_number"`
		Bank   string `json:"bank_code"`
		Email  string `json:"email"`
	}
	if !c.decode(&in) {
		return failed(c.now, 400, "Invalid payload")
	}
	var bad []field
	for _, f := range [][2]string{{"app", in.App}, {"account_number", in.Number}, {"bank_code", in.Bank}, {"email", in.Email}} {
		if f[1] == "" {
			bad = append(bad, field{f[0], f[0] + " is required"})
		}
	}
	if bad != nil {
		return invalid(c.now, bad...)
	}
	b, known := bankCalled(in.Bank)
	if !known {
		return failed(c.now, 400, "Invalid bank code")
	}
	x := source{ID: objectID(c.now), Number: in.Number, Bank: b.Code, Name: "SANDBOX LENDER LTD", Email: in.Email, Status: "created", Mandate: objectID(c.now), Created: c.now}
	tx.Put("source", x.ID, x)
	s.emitSource(tx, c.now, x)
	later(tx, c.now.Add(s.ApprovalWait), "source_enable", x.ID)
	return ok(c.now, "Business account created successfully", obj{"id": x.ID, "mandate_activation_url": s.PublicURL + "/sandbox"})
}

func (s *Server) sourceEnabled(tx Tx, at time.Time, id string) {
	var x source
	if !tx.Get("source", id, &x) {
		return
	}
	x.Status = "approved"
	s.emitSource(tx, at, x)
	x.Status = "enabled"
	tx.Put("source", x.ID, x)
	s.emitSource(tx, at, x)
}

// updateSource changes the address of an account, or switches it off and on.
func (s *Server) updateSource(tx Tx, c call) reply {
	x, found := sourceCalled(tx, c.PathValue("id"))
	if !found {
		return failed(c.now, 404, "Source account not found")
	}
	var in struct {
		Email  string `json:"email"`
		Status string `json:"status"`
	}
	if !c.decode(&in) || (in.Status != "" && in.Status != "enabled" && in.Status != "disabled") {
		return failed(c.now, 400, "Invalid payload")
	}
	changed := in.Status != "" && in.Status != x.Status
	x.Email, x.Status = either(in.Email, x.Email), either(in.Status, x.Status)
	tx.Put("source", x.ID, x)
	if changed {
		s.emitSource(tx, c.now, x)
	}
	return ok(c.now, "Account updated successfully", x.describe())
}

func (s *Server) emitSource(tx Tx, at time.Time, x source) {
	data := x.describe()
	delete(data, "id")
	data["message"] = "Account " + x.Status
	data["approved"] = x.Status == "approved" || x.Status == "enabled"
	s.emit(tx, at, "event.disburse.account."+x.Status, bare, data)
}

func (s *Server) listSources(tx Tx, c call) reply {
	out := []obj{}
	for _, x := range sources(tx) {
		out = append(out, x.describe())
	}
	return ok(c.now, "Accounts fetched successfully", out)
}

func (s *Server) getSource(tx Tx, c call) reply {
	x, found := sourceCalled(tx, c.PathValue("id"))
	if !found {
		return failed(c.now, 404, "Source account not found")
	}
	return ok(c.now, "Account fetched successfully", x.describe())
}
