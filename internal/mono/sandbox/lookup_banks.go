package sandbox

import "strings"

func (s *Server) lookupBanks(_ Tx, c call) reply {
	list := []obj{}
	for _, b := range banks {
		list = append(list, obj{"name": b.Name, "bank_code": b.Code, "nip_code": b.NIP})
	}
	return ok(c.now, "request completed successfully", obj{"banks": list})
}

func (s *Server) debitBanks(_ Tx, c call) reply {
	list := []obj{}
	for _, b := range banks {
		list = append(list, obj{"name": b.Name, "bank_code": b.Code, "nip_code": b.NIP, "direct_debit": b.DirectDebit})
	}
	return ok(c.now, "request completed successfully", obj{"banks": list}).without("timestamp")
}

// accountName is the name enquiry. 0000000000 does not exist at any bank; the number that Mono's
// own sandbox knows answers with the first person.
func (s *Server) accountName(_ Tx, c call) reply {
	var in struct {
		NIP    string `json:"nip_code"`
		Number string `json:"account_number"`
	}
	if !c.decode(&in) || in.NIP == "" || len(in.Number) != 10 {
		return invalid(c.now, field{"account_number", "account_number must be 10 digits"})
	}
	_, a, known := accountNumbered(in.NIP, in.Number)
	if in.NIP == "000000" && in.Number == "1234567890" {
		_, a, known = accountNumbered(allPeople[0].accounts[0].nip, allPeople[0].accounts[0].number)
	}
	if !known {
		return failed(c.now, 404, "Account not found, please check the account number and bank")
	}
	b, _ := bankCalled(a.nip)
	return ok(c.now, "Lookup Successful", obj{"name": strings.ToUpper(a.owner), "account_number": a.number, "bvn": a.ownerBVN,
		"bank": obj{"name": b.Name, "code": b.NIP}})
}

func (s *Server) institutions(_ Tx, c call) reply {
	q := c.URL.Query()
	list := []obj{}
	for _, i := range institutions {
		if code := q.Get("bank_code"); code != "" && code != i.Code && code != i.NIP {
			continue
		}
		methods := []obj{}
		for _, m := range i.Methods {
			if want := q.Get("auth_method"); want == "" || want == m {
				methods = append(methods, obj{"type": m, "ui": obj{"title": "Log in to " + i.Name, "form": loginForm()}})
			}
		}
		list = append(list, obj{"_id": i.ID, "name": i.Name, "type": "PERSONAL_BANKING", "icon": s.PublicURL + "/sandbox/bank.svg",
			"identifier": "mono.connections." + strings.ToLower(strings.Fields(i.Name)[0]), "bank_code": i.Code, "nip_code": i.NIP, "country": "ng",
			"primary_color": i.Color, "scope": []obj{{"name": "Financial Data", "type": "financial_data"}}, "auth_methods": methods})
	}
	return ok(c.now, "Request was successfully completed", list)
}

func loginForm() []obj {
	return []obj{
		{"type": "elements.input", "name": "username", "hint": "User ID", "contentType": "string"},
		{"type": "elements.input", "name": "password", "hint": "Password", "contentType": "password"},
	}
}
