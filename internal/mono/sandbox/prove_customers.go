package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// blacklisting is a flag that the whole network sees.
type blacklisting struct {
	Reference string    `json:"reference"`
	Reason    string    `json:"reason"`
	Code      string    `json:"code"`
	At        time.Time `json:"at"`
}

var blacklistCodes = []string{"101", "102", "103", "104", "105"}

func blacklistOf(tx Tx, phone string) int { return len(idsWith(tx, "blacklist", phone+"/")) }

func (s *Server) proveCustomer(tx Tx, c call) reply {
	p, found := proofNamed(tx, c.PathValue("reference"))
	if !found || p.Status != "successful" || p.Revoked {
		return failed(c.now, http.StatusNotFound, "Customer not found")
	}
	return ok(c.now, "Request completed successfully", p.shared())
}

// shared is what the person has granted the lender to see.
func (p proof) shared() obj {
	who, _ := personWithBVN(p.BVN)
	access := p.access()
	access["last_access_date"] = nil
	data := obj{"id": p.Session, "status": "active", "reference": p.Reference, "data_access": access,
		"personal_info": obj{"first_name": strings.ToUpper(who.First), "middle_name": strings.ToUpper(who.Middle), "last_name": strings.ToUpper(who.Last),
			"next_of_kin":     obj{"name": "Bola " + who.Last, "email": "bola@example.test", "phoneNumber": "08000000199", "relationship": "Sister", "address": who.Address},
			"email_addresses": []string{either(p.Email, who.Email)}, "phone_numbers": []string{"+234" + strings.TrimPrefix(who.Phone, "0")}, "alternate_phone_number": nil,
			"date_of_birth": who.Born, "gender": strings.ToLower(either(who.Gender, "f")[:1]), "state_of_origin": orNil(who.State), "state_of_residence": nil, "lga_of_origin": orNil(who.LGA),
			"lga_of_residence": nil, "city": nil, "nationality": "nigeria", "marital_status": "SINGLE", "address_line_1": who.Address, "address_line_2": nil},
		"identities": []obj{{"id": "nin", "number": who.NIN}, {"id": "bvn", "number": who.BVN}}, "accounts": []obj{}}
	if p.Accounts {
		list := []obj{}
		for _, a := range who.accounts {
			i := institutionOf(a.nip)
			list = append(list, obj{"name": a.owner, "account_number": a.number, "access_type": []string{"view"}, "institution": obj{"name": i.Name, "bank_code": i.Code, "nip_code": i.nipCode()}})
		}
		data["accounts"] = list
	}
	return data
}

func (s *Server) proveCustomers(tx Tx, c call) reply {
	q := c.URL.Query()
	list := slices.DeleteFunc(all[proof](tx, "proof", ""), func(p proof) bool {
		return p.Status != "successful" || p.Revoked || (q.Get("kyc_level") != "" && q.Get("kyc_level") != p.Level)
	})
	slices.SortFunc(list, func(a, b proof) int { return b.Created.Compare(a.Created) })
	shown, meta := cut(s, c, list, number(q.Get("limit"), customersPage))
	out := []obj{}
	for _, p := range shown {
		out = append(out, p.shared())
	}
	return okMeta(c.now, "Request completed successfully", out, meta)
}

func (s *Server) blacklist(tx Tx, c call) reply {
	var f struct {
		Reference string `json:"reference"`
		Reason    string `json:"reason"`
		Code      loose  `json:"code"`
	}
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	bad := need("reference", f.Reference, "reason", f.Reason)
	if !slices.Contains(blacklistCodes, string(f.Code)) {
		bad = append(bad, field{"code", "code must be one of " + strings.Join(blacklistCodes, ", ")})
	}
	if bad != nil {
		return invalid(c.now, bad...)
	}
	p, found := proofNamed(tx, f.Reference)
	if !found {
		return failed(c.now, http.StatusNotFound, "Customer not found")
	}
	tx.Put("blacklist", p.Phone+"/"+f.Reference, blacklisting{f.Reference, f.Reason, string(f.Code), c.now})
	return ok(c.now, "Customer blacklisted successfully", nil)
}

func (s *Server) whitelist(tx Tx, c call) reply {
	var f struct {
		Reference string `json:"reference"`
	}
	c.decode(&f)
	if bad := need("reference", f.Reference); bad != nil {
		return invalid(c.now, bad...)
	}
	p, found := proofNamed(tx, f.Reference)
	if !found {
		return failed(c.now, http.StatusNotFound, "Customer not found")
	}
	tx.Delete("blacklist", p.Phone+"/"+f.Reference)
	return ok(c.now, "Customer whitelisted successfully", nil)
}

func (s *Server) revokeProof(tx Tx, c call) reply {
	p, found := proofNamed(tx, c.PathValue("reference"))
	if !found || p.Status != "successful" || p.Revoked {
		return failed(c.now, http.StatusNotFound, "Customer not found")
	}
	p.Revoked = true
	s.saveProof(tx, p)
	return ok(c.now, "Data access revoked successfully", nil)
}
