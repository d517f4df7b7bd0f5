package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// subAccount is somebody who shares in payments.
type subAccount struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Number  string    `json:"number"`
	NIP     string    `json:"nip"`
	Created time.Time `json:"created"`
}

// splitFee is what one payout to a sub-account costs: ₦10.
const splitFee = 10_00

// splitForm shares a payment out; it is echoed as it came.
type splitForm struct {
	Type      string      `json:"type"` // percentage, fixed
	FeeBearer string      `json:"fee_bearer"`
	Parts     []splitPart `json:"distribution"`
}

type splitPart struct {
	Account string `json:"account"`
	Value   amount `json:"value"` // percent, or kobo
	Max     kobo   `json:"max,omitempty"`
}

// amount is a number in a request that may be a percentage with a fraction, as number or string.
type amount float64

// UnmarshalJSON reads both forms.
func (a *amount) UnmarshalJSON(raw []byte) error {
	var f float64
	err := json.Unmarshal([]byte(strings.Trim(string(raw), `"`)), &f)
	*a = amount(f)
	return err
}

func (f *splitForm) complaints(tx Tx, total int64) []field {
	if f == nil {
		return nil
	}
	var bad []field
	complain := func(name, message string) { bad = append(bad, field{"split." + name, message}) }
	if f.Type != "percentage" && f.Type != "fixed" {
		complain("type", "split.type must be one of percentage, fixed")
	}
	if f.FeeBearer != "business" && f.FeeBearer != "sub_accounts" {
		complain("fee_bearer", "split.fee_bearer must be one of business, sub_accounts")
	}
	if len(f.Parts) == 0 {
		complain("distribution", "split.distribution must not be empty")
	}
	var sum amount
	for _, p := range f.Parts {
		var to subAccount
		if !tx.Get("sub_account", p.Account, &to) {
			complain("distribution", "sub account "+p.Account+" does not exist")
		}
		if p.Value < 1 || (f.Type == "percentage" && p.Value > 99) {
			complain("distribution", "value must be a percentage from 1 to 99, or an amount in kobo")
		}
		sum += p.Value
	}
	if (f.Type == "percentage" && sum > 100) || (f.Type == "fixed" && sum > amount(total)) {
		complain("distribution", "the distribution is more than the whole")
	}
	return bad
}

// share is what a sub-account gets of a payment, in kobo.
func (f splitForm) share(p splitPart, total int64) int64 {
	if f.Type == "fixed" {
		return int64(p.Value)
	}
	part := int64(float64(total) * float64(p.Value) / 100)
	if p.Max > 0 {
		part = min(part, int64(p.Max))
	}
	return part
}

func (s *Server) createSubAccount(tx Tx, c call) reply {
	var f struct {
		NIP    string `json:"nip_code"`
		Bank   string `json:"bank_code"`
		Number string `json:"account_number"`
	}
	c.decode(&f)
	b, known := bankCalled(either(f.NIP, f.Bank))
	switch {
	case !known:
		return invalid(c.now, field{"nip_code", "nip_code is not a known bank"})
	case len(f.Number) != 10 || strings.Trim(f.Number, "0123456789") != "":
		return invalid(c.now, field{"account_number", "account_number must be 10 digits"})
	case f.Number == deadAccount:
		return failed(c.now, 400, "Account could not be resolved, please check the account number and bank")
	}
	x := subAccount{ID: objectID(c.now), Name: "PARTNER " + f.Number[6:] + " LTD", Number: f.Number, NIP: b.NIP, Created: c.now}
	if _, a, there := accountNumbered(b.NIP, f.Number); there {
		x.Name = a.owner
	}
	tx.Put("sub_account", x.ID, x)
	return ok(c.now, "Request completed successfully", obj{"id": x.ID, "name": x.Name, "account_number": x.Number, "nip_code": x.NIP, "bank_code": b.Code}).without("timestamp")
}

func (s *Server) listSubAccounts(tx Tx, c call) reply {
	list := all[subAccount](tx, "sub_account", "")
	slices.Reverse(list)
	shown, meta := cut(s, c, list, number(c.URL.Query().Get("limit"), paymentsPage))
	out := []obj{}
	for _, x := range shown {
		b, _ := bankCalled(x.NIP)
		out = append(out, obj{"id": x.ID, "account_number": x.Number, "status": "active", "name": x.Name, "category": "sub_account", "bank_name": b.Name,
			"bank_code": b.Code, "nibss_code": x.NIP, "created_at": iso(x.Created), "updated_at": iso(x.Created)})
	}
	return okMeta(c.now, "Subaccounts retrieved successfully", out, obj{"paging": meta})
}
