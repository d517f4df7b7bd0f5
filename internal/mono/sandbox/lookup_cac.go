package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

const cacMessage = "CAC lookup successful"

func (s *Server) cacSearch(_ Tx, c call) reply {
	term := c.URL.Query().Get("search")
	if strings.TrimSpace(term) == "" {
		return invalid(c.now, field{"search", "search is required"})
	}
	out := []obj{}
	for _, x := range searchCompanies(term, c.URL.Query().Get("exact") == "true") {
		out = append(out, x.found())
	}
	return ok(c.now, cacMessage, out)
}

// found is a company in the answer to a search; classification 1 is a business name.
func (x company) found() obj {
	return obj{"id": x.ID, "approved_name": x.Name, "rc_number": x.RC, "classification": x.Kind, "classification_id": x.classID(), "active": true, "registration_approved": true,
		"delisting_status": nil, "registration_date": x.Registered + "T00:00:00.000+00:00", "business_commencement_date": nil, "company_type_name": nil,
		"nature_of_business_name": nil, "objectives": "", "head_office_address": ", ", "branch_address": "", "address": x.Address, "city": strings.ToUpper(x.City), "lga": "",
		"state": x.State, "email": x.Email}
}

func (x company) classID() int { return map[string]int{"company": 2, "business": 1, "IT": 3}[x.Kind] }

// companyOf finds the company whose numeric id is in the path.
func companyOf(c call) (company, bool) {
	id, _ := strconv.Atoi(c.PathValue("id"))
	for _, x := range companies {
		if x.ID == id {
			return x, true
		}
	}
	return company{}, false
}

// cacOfficers answers with the officers of the given roles; the shareholders' path gives all, as Mono's does.
func (s *Server) cacOfficers(roles ...string) handler {
	return func(_ Tx, c call) reply {
		x, known := companyOf(c)
		if !known {
			return failed(c.now, http.StatusNotFound, "Company not found")
		}
		out := []obj{}
		for i, o := range x.byRole(roles...) {
			out = append(out, o.affiliate(x, i))
		}
		return ok(c.now, cacMessage, out)
	}
}

// emptyAffiliate are the keys of an affiliate's record that are null.
var emptyAffiliate = []string{"corporation_company", "pobox", "is_lawyer", "is_presenter", "date_of_termination", "date_of_change_of_address", "former_address", "former_postal",
	"date_of_status_change", "identity_issue_state", "other_directorship_details", "portal_user_fk", "affiliates_fk", "company", "same_person_as_fk", "nature_of_app_or_discharge",
	"is_designated", "end_of_appointment", "appointed_by", "date_of_deed_of_discharge", "date_of_resolution", "country_of_residence", "is_carried_over_from_name_avai", "lga",
	"corporation_registration_date", "is_company_deleted", "government_organisation_name", "foreign_organisation_name", "company_street_address", "company_state", "company_city",
	"is_corporate", "county_of_incorporation_fk", "approved_for_notice_of_psc"}

// affiliate is the long record of the registry, with its own spelling.
func (o officer) affiliate(x company, nth int) obj {
	record := obj{"id": x.ID*100 + nth, "surname": o.last, "firstname": o.first, "other_name": o.other, "email": x.Email, "business_email": x.Email, "phone_number": x.Phone,
		"gender": o.gender, "former_nationality": "", "age": 0, "city": strings.ToUpper(x.City), "occupation": "", "former_name": "", "corporation_name": "", "rc_number": "", "state": x.State,
		"accreditationnumber": "", "last_visit": 0, "form_type": "National ID", "is_chairman": false, "num_shares_alloted": nil, "type_of_shares": nil, "date_of_birth": nil,
		"status": o.status, "date_of_appointment": x.Registered + "T23:00:00.000+00:00", "former_surname": "", "former_first_name": "", "former_other_name": "", "identity_number": "",
		"process_type_fk": obj{"id": 6564, "name": "COMPANY_REGISTRATION", "description": "Company Registration", "amount": 1, "type": nil, "product_id": "5000000009", "bank_code": "20000"},
		"country_fk":      obj{"id": 1, "name": "NIGERIA", "code": "NIGERIA"}, "nationality": "NIGERIA", "address": " " + x.Address + " ", "business_address": x.Address, "postcode": "",
		"street_number": "", "affiliates_residential_address": 345_600 + nth, "affiliates_psc_information": nil, "legal_owners_of_interests": []obj{},
		"legal_owners_of_voting_rights": []obj{}, "stock_exchange_soes": []obj{}, "company_address2": "", "full_address2": x.Address,
		"affiliate_type_fk": obj{"id": 7516 + nth, "name": o.role, "description": o.role}}
	for _, key := range emptyAffiliate {
		record[key] = nil
	}
	if o.born != "" {
		record["date_of_birth"] = o.born + "T00:00:00.000+00:00"
	}
	if o.shares > 0 {
		record["num_shares_alloted"], record["type_of_shares"] = o.shares, "ORDINARY"
	}
	if o.role == "PSC" {
		record["affiliates_residential_address"], record["affiliates_psc_information"] = x.Address, 12_300_000+nth
		record["country_fk"] = obj{"id": 1, "name": "NIGERIA", "code": "NGA"}
	}
	return record
}

func (s *Server) cacProfile(_ Tx, c call) reply {
	rc := strings.TrimPrefix(strings.ToUpper(c.PathValue("rcnumber")), "RC")
	for _, x := range companies {
		if x.RC != rc {
			continue
		}
		profile := x.found()
		for _, key := range []string{"nature_of_business_name", "delisting_status", "company_type_name", "branch_address", "business_commencement_date", "head_office_address",
			"objectives", "city", "lga", "email", "address", "state", "registration_approved"} {
			profile[key] = nil
		}
		profile["classification"] = map[string]string{"company": "COMPANY", "business": "BUSINESS_NAME", "IT": "INCORPORATED_TRUSTEE"}[x.Kind]
		profile["registration_date"] = x.Registered + "T07:13:37.772Z"
		profile["business_email"], profile["business_address"] = orNil(x.Email), x.Address+", "+x.State
		profile["directors"], profile["shareholders"] = x.short("DIRECTOR", "PROPRIETOR", "TRUSTEE"), x.short("SHAREHOLDER")
		return ok(c.now, cacMessage, profile)
	}
	return failed(c.now, http.StatusNotFound, "Company not found")
}

// short lists officers as the profile does: about thirty keys, most of them null.
func (x company) short(roles ...string) []obj {
	out := []obj{}
	for _, o := range x.byRole(roles...) {
		record := obj{"surname": o.last, "firstname": o.first, "other_name": o.other, "gender": o.gender, "status": o.status, "nationality": "NIGERIA", "address": x.Address,
			"date_of_birth": nil, "date_of_appointment": x.Registered + "T00:00:00.000Z", "affiliates_residential_address": x.Address, "num_shares_alloted": nil}
		for _, key := range []string{"id", "email", "former_name", "city", "occupation", "rc_number", "state", "lga", "form_type", "identity_number", "type_of_shares",
			"postcode", "street_number", "affiliates_psc_information", "affiliate_type_fk", "country_fk", "is_chairman"} {
			record[key] = nil
		}
		if o.born != "" {
			record["date_of_birth"] = o.born + "T00:00:00.000Z"
		}
		if o.shares > 0 {
			record["num_shares_alloted"] = o.shares
		}
		out = append(out, record)
	}
	return out
}

func (s *Server) cacStatusReport(_ Tx, c call) reply {
	x, known := companyOf(c)
	if !known {
		return failed(c.now, http.StatusNotFound, "Company not found")
	}
	lines := []string{"CORPORATE AFFAIRS COMMISSION: STATUS REPORT (SANDBOX)", "", x.Name, "RC " + x.RC, "Registered " + x.Registered, x.Address + ", " + x.State, "Status ACTIVE", ""}
	for _, o := range x.officers {
		lines = append(lines, o.role+"  "+o.last+" "+o.first+" "+o.other+"  "+o.status)
	}
	return reply{status: http.StatusOK, body: writePDF(lines)}
}

// cacOldAddress is deprecated since August 2025 and still answers; so does cacOldName.
func (s *Server) cacOldAddress(_ Tx, c call) reply {
	x, known := companyOf(c)
	if !known {
		return failed(c.now, http.StatusNotFound, "Company not found")
	}
	return ok(c.now, cacMessage, []obj{{"approved_name": x.Name, "previous_address": "", "street_name": "", "city": x.City, "state": x.State, "submission_date": nil, "approval_date": nil, "id": x.ID}})
}

func (s *Server) cacOldName(_ Tx, c call) reply {
	x, known := companyOf(c)
	if !known {
		return failed(c.now, http.StatusNotFound, "Company not found")
	}
	return ok(c.now, cacMessage, []obj{{"persist_master_id": x.ID, "new_name": x.Name, "former_name": "", "approval_date": nil}})
}
