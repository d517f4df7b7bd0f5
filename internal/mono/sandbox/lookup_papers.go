package sandbox

import (
	"strings"
	"time"
)

// need lists the fields of pairs name, value that are empty.
func need(pairs ...string) []field {
	var bad []field
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.TrimSpace(pairs[i+1]) == "" {
			bad = append(bad, field{pairs[i], pairs[i] + " is required"})
		}
	}
	return bad
}

// isDay says whether a request's date has the one form that Mono takes.
func isDay(text string) bool {
	_, err := time.Parse("2006-01-02", text)
	return err == nil
}

func (s *Server) licenceLookup(_ Tx, c call) reply {
	var f struct {
		Number string `json:"license_number"`
		Born   string `json:"date_of_birth"`
		First  string `json:"first_name"`
		Last   string `json:"last_name"`
	}
	c.decode(&f)
	if bad := need("license_number", f.Number, "date_of_birth", f.Born, "first_name", f.First, "last_name", f.Last); bad != nil {
		return invalid(c.now, bad...)
	}
	if !isDay(f.Born) {
		return invalid(c.now, field{"date_of_birth", "date_of_birth must be in the format YYYY-MM-DD"})
	}
	p, known := personWith(func(p Person) bool {
		return p.BVN != "" && sameText(p.Licence(), f.Number) && p.Born == f.Born && sameText(p.First, f.First) && sameText(p.Last, f.Last)
	})
	if !known {
		return failed(c.now, 404, "Lookup not found")
	}
	return ok(c.now, "Lookup Successful", obj{"gender": p.Gender, "photo": nil, "license_no": p.Licence(), "first_name": p.First, "last_name": p.Last, "middle_name": p.Middle,
		"issued_date": "2023-10-07", "expiry_date": "2028-10-06", "state_ofIssue": strings.ToUpper(p.State), "birth_date": p.Born})
}

func (s *Server) passportLookup(_ Tx, c call) reply {
	var f struct {
		Number string `json:"passport_number"`
		Last   string `json:"last_name"`
		Born   string `json:"date_of_birth"`
	}
	c.decode(&f)
	if bad := need("passport_number", f.Number, "last_name", f.Last, "date_of_birth", f.Born); bad != nil {
		return invalid(c.now, bad...)
	}
	p, known := personWith(func(p Person) bool {
		return p.BVN != "" && sameText(p.Passport(), f.Number) && sameText(p.Last, f.Last) && p.Born == f.Born
	})
	if !known {
		return failed(c.now, 404, "Lookup not found")
	}
	return ok(c.now, "Lookup Successful", obj{"passport_number": p.Passport(), "issued_date": nil, "expiry_date": nil, "document_type": "Standard E-passport", "issued_at": nil,
		"first_name": p.First, "last_name": p.Last, "middle_name": p.Middle, "dob": strings.ReplaceAll(dayFirst(p.Born), "-", "/"), "gender": p.Gender, "photo": nil, "signature": nil})
}

func (s *Server) tinLookup(_ Tx, c call) reply {
	var f struct {
		Number  string `json:"number"`
		Channel string `json:"channel"`
	}
	c.decode(&f)
	if bad := need("number", f.Number, "channel", f.Channel); bad != nil {
		return invalid(c.now, bad...)
	}
	channel := strings.ToLower(f.Channel)
	if channel != "tin" && channel != "cac" {
		return invalid(c.now, field{"channel", "channel must be one of tin, cac"})
	}
	for _, x := range companies {
		if (channel == "cac" && strings.TrimPrefix(strings.ToUpper(f.Number), "RC") == x.RC) || (channel == "tin" && f.Number == x.tin()) {
			return ok(c.now, "Lookup Successful", obj{"taxpayer_name": x.Name, "cac_reg_number": "RC" + x.RC, "firstin": x.tin(), "jittin": "19" + x.RC + "4", "nrs_tin": "29" + x.RC + "0295",
				"tax_office": "MSTO " + strings.ToUpper(x.City), "phone_number": x.Phone, "email": x.Email, "address": x.Address, "tin_type": "CORPORATE"})
		}
	}
	p, known := personWith(func(p Person) bool { return channel == "tin" && p.BVN != "" && p.TIN() == f.Number })
	if !known {
		return failed(c.now, 404, "Lookup not found")
	}
	return ok(c.now, "Lookup Successful", obj{"taxpayer_name": nil, "cac_reg_number": p.TIN(), "firstin": p.TIN(), "jittin": p.TIN(), "nrs_tin": nil,
		"tax_office": "MSTO " + strings.ToUpper(p.State), "phone_number": p.Phone, "email": p.Email, "address": nil, "tin_type": "INDIVIDUAL"})
}

// addressLookup compares the claimed address with the record of the meter: the share of words in
// common is the confidence, and below 50 the answer is still 200.
func (s *Server) addressLookup(_ Tx, c call) reply {
	var f struct {
		Meter   string `json:"meter_number"`
		Address string `json:"address"`
		Disco   string `json:"disco_code"`
	}
	c.decode(&f)
	if bad := need("meter_number", f.Meter, "address", f.Address, "disco_code", f.Disco); bad != nil {
		return invalid(c.now, bad...)
	}
	p, known := personWith(func(p Person) bool { return p.BVN != "" && p.Meter() == f.Meter })
	if !known {
		return failed(c.now, 404, "Meter not found")
	}
	confidence := max(1, wordsInCommon(p.Address, f.Address))
	return ok(c.now, "Address successfully verified.", obj{"verified": confidence >= 50, "house_address": strings.ToUpper(p.Address), "house_owner": strings.ToUpper(p.Last + " " + p.First),
		"confidence_level": confidence, "disco_code": strings.ToUpper(f.Disco)})
}

// wordsInCommon is the percentage of the words of the record that the claim has.
func wordsInCommon(record, claim string) int {
	split := func(text string) []string {
		return strings.FieldsFunc(strings.ToUpper(text), func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	}
	words, found := split(record), 0
	claimed := " " + strings.Join(split(claim), " ") + " "
	for _, w := range words {
		if strings.Contains(claimed, " "+w+" ") {
			found++
		}
	}
	return 100 * found / max(1, len(words))
}

func (s *Server) mashup(_ Tx, c call) reply {
	var f struct {
		NIN  string `json:"nin"`
		BVN  string `json:"bvn"`
		Born string `json:"date_of_birth"`
	}
	c.decode(&f)
	if bad := need("nin", f.NIN, "bvn", f.BVN, "date_of_birth", f.Born); bad != nil {
		return invalid(c.now, bad...)
	}
	if refusal, magic := magicLookup(c.now, f.BVN); magic {
		return refusal
	}
	p, known := personWithBVN(f.BVN)
	if q, sameNIN := personWithNIN(f.NIN); !known || !sameNIN || q.BVN != p.BVN || p.Born != f.Born {
		return failed(c.now, 404, "Lookup not found")
	}
	return ok(c.now, "Lookup Successful", obj{
		"personal_information": obj{"title": nil, "first_name": strings.ToUpper(p.First), "middle_name": strings.ToUpper(p.Middle), "surname": strings.ToUpper(p.Last), "gender": strings.ToUpper(p.Gender),
			"dob": dayFirst(p.Born), "birth_country": "nigeria", "birth_state": nil, "birth_lga": p.LGA, "marital_status": "SINGLE", "email": p.Email, "telephone_no": p.Phone,
			"occupation": strings.ToUpper(p.Employer), "lga_of_origin": p.LGA, "state_of_origin": strings.ToUpper(p.State), "watch_listed": nil},
		"identification_numbers": obj{"nin": p.NIN, "bvn": p.BVN},
		"residence_information":  obj{"address": p.Address, "town": p.LGA, "lga": p.LGA, "state": p.State, "residence_status": nil},
		"biometrics":             obj{"photo": photo}})
}
