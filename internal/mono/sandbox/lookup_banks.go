package sandbox

import (
	"net/http"
	"strings"
)

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

// institutions lists where accounts can be linked: in the country that the key or the call names,
// else everywhere.
func (s *Server) institutions(_ Tx, c call) reply {
	q := c.URL.Query()
	country := strings.ToLower(either(q.Get("country"), countryOfKey(c.Header.Get("mono-sec-key"))))
	list := []obj{}
	for _, i := range institutions {
		code := q.Get("bank_code")
		if (code != "" && code != i.Code && code != i.NIP) || (country != "" && country != i.Country) {
			continue
		}
		list = append(list, s.institution(i, q.Get("auth_method")))
	}
	return ok(c.now, "Request was successfully completed", list)
}

func (s *Server) institution(i institution, method string) obj {
	methods := []obj{}
	for _, m := range i.Methods {
		if method == "" || method == m {
			methods = append(methods, obj{"type": m, "ui": obj{"title": "Log in to " + i.Name, "form": loginForm()}})
		}
	}
	return obj{"_id": i.ID, "name": i.Name, "type": i.Type, "icon": s.PublicURL + "/sandbox/bank.svg", "identifier": i.identifier(),
		"bank_code": orNil(i.Code), "nip_code": i.nipCode(), "country": i.Country, "primary_color": i.Color,
		"scope": []obj{{"name": "Financial Data", "type": "financial_data"}}, "auth_methods": methods}
}

func (i institution) identifier() string {
	return "mono.connections." + strings.ToLower(strings.ReplaceAll(i.Name, " ", "_"))
}

// countryOfKey reads the country from a key such as test_sk_gh_1: an app of Mono's has one country.
func countryOfKey(key string) string {
	for country := range currencies {
		if strings.Contains(key, "_"+country+"_") {
			return country
		}
	}
	return ""
}

// coverage is the list as the browser widget asks for it: no key, no envelope.
func (s *Server) coverage(w http.ResponseWriter, _ *http.Request) {
	list := []obj{}
	for _, i := range institutions {
		methods := []obj{}
		for _, m := range i.Methods {
			methods = append(methods, obj{"_id": hashID(i.ID, m), "type": m, "name": title(strings.ReplaceAll(m, "_", " ")), "requires_reauth": false,
				"ui": obj{"title": "Log in to " + i.Name, "form": loginForm()}})
		}
		list = append(list, obj{"_id": i.ID, "name": i.Name, "type": i.Type, "country": i.Country, "identifier": i.identifier(), "icon": s.PublicURL + "/sandbox/bank.svg",
			"primaryColor": i.Color, "timeout": 120000, "bank_code": orNil(i.Code), "products": []string{"Auth", "Accounts", "Transactions", "Balance", "Income", "Identity"},
			"auth_methods": methods, "ui": obj{}, "sandbox": obj{}})
	}
	reply{status: http.StatusOK, body: list}.headed("Access-Control-Allow-Origin", "*").write(w)
}

func loginForm() []obj {
	return []obj{
		{"type": "elements.input", "name": "username", "hint": "User ID", "contentType": "string"},
		{"type": "elements.input", "name": "password", "hint": "Password", "contentType": "password"},
	}
}
