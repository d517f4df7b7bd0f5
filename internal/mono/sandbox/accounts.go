package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// linked is a bank account that the business may read.
type linked struct {
	ID          string          `json:"id"`
	Login       string          `json:"login"`
	NIP         string          `json:"nip"`
	Number      string          `json:"number"`
	Customer    string          `json:"customer"`
	Meta        json.RawMessage `json:"meta,omitempty"`
	Institution string          `json:"institution"`
	Method      string          `json:"method"`
	Status      string          `json:"status"`
	Retrieved   []string        `json:"retrieved,omitempty"`
	Match       *bool           `json:"match,omitempty"`
	Categorised time.Time       `json:"categorised,omitempty"` // rows up to here have a category
	Described   time.Time       `json:"described,omitempty"`   // rows up to here have metadata
	Sync        string          `json:"sync,omitempty"`        // the last real-time job
	Synced      time.Time       `json:"synced,omitempty"`      // when it was asked for
	Fetched     time.Time       `json:"fetched,omitempty"`     // what the lender has been told of
	SignedIn    bool            `json:"signed_in,omitempty"`   // again, since the last sync
	Unlinked    bool            `json:"unlinked,omitempty"`
	Created     time.Time       `json:"created"`
	Updated     time.Time       `json:"updated"`
}

// has says whether the bank gave this part of the data.
func (a linked) has(part string) bool { return slices.Contains(a.Retrieved, part) }

// bank gives the account behind the link.
func (a linked) bank() (Person, bankAccount) {
	p, b, _ := accountNumbered(a.NIP, a.Number)
	return p, b
}

// metaWith merges the lender's own meta into what Mono says.
func (a linked) metaWith(meta obj) obj {
	var own obj
	if a.Meta != nil {
		json.Unmarshal(a.Meta, &own) // what is not an object is not merged
	}
	for k, v := range own {
		if _, taken := meta[k]; !taken {
			meta[k] = v
		}
	}
	return meta
}

// accountOf finds the linked account that the path names.
func accountOf(tx Tx, c call) (linked, bool) {
	var a linked
	found := tx.Get("account", c.PathValue("id"), &a)
	return a, found && !a.Unlinked
}

// accountDataArrived ends the fetch at the bank.
func (s *Server) accountDataArrived(tx Tx, at time.Time, id string) {
	var a linked
	if !tx.Get("account", id, &a) || a.Unlinked {
		return
	}
	p, b := a.bank()
	a.Status, a.Retrieved, a.Updated, a.Fetched = "AVAILABLE", []string{"identity", "balance", "transactions"}, at, at
	if p.dataStatus != "" {
		a.Status, a.Retrieved = p.dataStatus, append([]string{}, p.retrieved...)
	}
	if f := takeFaultOf(tx, p.Login, "data_status", "fetch", a.ID); f.Kind != "" {
		a.Status, a.Retrieved = forcedStatus(either(f.Code, "FAILED"))
	}
	if bankIsDown(tx, b.nip) {
		a.Status, a.Retrieved = "UNAVAILABLE", []string{}
	}
	tx.Put("account", a.ID, a)
	s.emitUpdated(tx, at, a, obj{})
}

// forcedStatus is what a fetch found when it was told to end in a status.
func forcedStatus(status string) (string, []string) {
	switch status = strings.ToUpper(status); status {
	case "AVAILABLE":
		return status, []string{"identity", "balance", "transactions"}
	case "PARTIAL":
		return status, []string{"identity", "transactions"}
	}
	return status, []string{}
}

// emitUpdated sends account_updated; more is what a sync adds to meta.
func (s *Server) emitUpdated(tx Tx, at time.Time, a linked, more obj) {
	meta := a.metaWith(obj{"data_status": a.Status, "auth_method": a.Method, "retrieved_data": append([]string{}, a.Retrieved...)})
	for k, v := range more {
		meta[k] = v
	}
	s.emit(tx, at, "mono.events.account_updated", full, obj{"account": s.webhookAccount(tx, a, at), "meta": meta, "app": appID, "business": businessID})
}

func (s *Server) webhookAccount(tx Tx, a linked, at time.Time) obj {
	_, b := a.bank()
	i := institutionOf(b.nip)
	account := obj{"_id": a.ID, "name": b.owner, "accountNumber": b.number, "currency": b.currency(), "balance": s.seenBalance(tx, a, at),
		"type": b.kind, "bvn": b.lastBVN(), "authMethod": a.Method, "institution": obj{"name": i.Name, "bankCode": orNil(i.Code), "type": i.Type},
		"created_at": iso(a.Created), "updated_at": iso(a.Updated)}
	if a.Match != nil {
		account["account_match"] = *a.Match
	}
	return account
}

func (s *Server) accountReauthorized(tx Tx, at time.Time, id string) {
	var a linked
	if tx.Get("account", id, &a) {
		a.SignedIn = true
		tx.Put("account", a.ID, a)
	}
	s.emit(tx, at, "mono.events.account_reauthorized", full, obj{"account": obj{"_id": id}, "app": appID, "business": businessID})
}

// seenBalance is the balance when the bank gave one, else nothing.
func (s *Server) seenBalance(tx Tx, a linked, now time.Time) int64 {
	if !a.has("balance") {
		return 0
	}
	_, b := a.bank()
	return s.balanceOf(tx, b, now)
}

// seenRows are the transactions when the bank gave them, oldest first.
func (s *Server) seenRows(tx Tx, a linked, now time.Time) []row {
	if !a.has("transactions") {
		return nil
	}
	_, b := a.bank()
	return s.rowsOf(tx, b, now)
}

func (s *Server) accountDetails(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	_, b := a.bank()
	i := institutionOf(b.nip)
	retrieved := append([]string{}, a.Retrieved...)
	return ok(c.now, "Request was succesfully completed", obj{
		"account": obj{"id": a.ID, "name": b.owner, "account_number": b.number, "currency": b.currency(), "balance": s.seenBalance(tx, a, c.now),
			"type": b.kind, "bvn": b.lastBVN(), "institution": obj{"name": i.Name, "bank_code": orNil(i.Code), "type": i.Type}},
		"customer": obj{"id": a.Customer},
		"meta":     a.metaWith(obj{"data_status": a.Status, "auth_method": a.Method, "retrieved_data": retrieved}),
	})
}

// accountsPage is how many accounts Mono's own sample shows on a page.
const accountsPage = 10

func (s *Server) listAccounts(tx Tx, c call) reply {
	list := slices.DeleteFunc(all[linked](tx, "account", ""), func(a linked) bool { return a.Unlinked })
	slices.Reverse(list)
	shown, meta := cut(s, c, list, accountsPage)
	out := []obj{}
	for _, a := range shown {
		_, b := a.bank()
		i := institutionOf(b.nip)
		var who customer
		tx.Get("customer", a.Customer, &who)
		out = append(out, obj{"id": a.ID, "name": b.owner, "account_number": b.number, "currency": b.currency(), "balance": s.seenBalance(tx, a, c.now),
			"auth_method": a.Method, "status": a.Status, "bvn": orNil(b.ownerBVN), "type": b.kind,
			"institution": obj{"id": i.ID, "name": i.Name, "bank_code": orNil(i.Code), "type": i.Type},
			"customer":    obj{"id": who.ID, "name": who.called(), "email": who.Email}})
	}
	return okMeta(c.now, "Data retrieved successfully", out, meta)
}

func (s *Server) accountBalance(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	_, b := a.bank()
	return ok(c.now, "Request was successfully completed", obj{"id": a.ID, "name": b.owner, "account_number": b.number,
		"balance": s.seenBalance(tx, a, c.now), "currency": b.currency()})
}

func (s *Server) accountIdentity(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	if !a.has("identity") {
		return ok(c.now, "Request was succesfully completed", nil).costing(0)
	}
	p, b := a.bank()
	identity := obj{"full_name": b.owner, "bvn": orNil(b.ownerBVN), "email": p.Email, "phone": p.Phone, "gender": strings.ToLower(p.Gender),
		"dob": p.Born, "address_line1": p.Address, "state_of_origin": orNil(p.stateOfOrigin()), "lga_of_origin": nil, "marital_status": nil,
		"created_at": iso(a.Created), "updated_at": iso(a.Updated), "verified": false}
	if b.ownerBVN != p.BVN {
		// The bank knows the owner, not the person who has his password.
		for _, k := range []string{"email", "phone", "gender", "dob", "address_line1", "state_of_origin"} {
			identity[k] = nil
		}
	}
	return ok(c.now, "Request was succesfully completed", identity)
}

func (s *Server) unlinkAccount(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	s.unlink(tx, c.now, a)
	return ok(c.now, "Account successfully unlinked", nil)
}

func (s *Server) unlink(tx Tx, now time.Time, a linked) {
	a.Unlinked = true
	tx.Put("account", a.ID, a)
	s.emit(tx, now, "mono.events.account_unlinked", full, obj{"account": obj{"id": a.ID}})
}
