package sandbox

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// slipLife is how long the address of a NIN slip works.
const slipLife = 7 * 24 * time.Hour

// slip is a NIN on its way to a PDF.
type slip struct {
	ID    string    `json:"id"`
	File  string    `json:"file"`
	NIN   string    `json:"nin"`
	Ready time.Time `json:"ready"`
}

func (s *Server) ninLookup(tx Tx, c call) reply {
	var f struct {
		NIN string `json:"nin"`
	}
	if !c.decode(&f) || !isDigits(f.NIN, 11) {
		return invalid(c.now, field{"nin", "nin must be 11 digits"})
	}
	if refusal, magic := magicLookup(c.now, f.NIN); magic {
		return refusal
	}
	p, known := personWithNIN(f.NIN)
	if !known {
		return failed(c.now, 404, "Lookup not found")
	}
	if strings.EqualFold(c.URL.Query().Get("output"), "pdf") {
		return s.ninSlip(tx, c, p)
	}
	return ok(c.now, "NIN Lookup Successfull", ninRecord(p))
}

// ninRecord has every key of the register, misspelt where Mono misspells, and empty where it is empty.
func ninRecord(p Person) obj {
	town := strings.ToUpper(p.Address[strings.LastIndex(p.Address, ",")+1:])
	record := obj{"birthcountry": "nigeria", "birthdate": dayFirst(p.Born), "birthlga": p.LGA, "birthstate": p.State, "educationallevel": "tertiary", "email": p.Email,
		"employmentstatus": "employed", "firstname": strings.ToUpper(p.First), "middlename": strings.ToUpper(p.Middle), "surname": strings.ToUpper(p.Last),
		"gender": strings.ToLower(p.Gender[:1]), "heigth": "164", "maritalstatus": "single", "nin": p.NIN, "photo": photo, "profession": strings.ToUpper(p.Employer),
		"religion": "none", "residence_address": p.Address, "residence_lga": p.LGA, "residence_state": p.State, "residence_town": strings.TrimSpace(town), "residencestatus": "birth",
		"spoken_language": "ENGLISH", "telephoneno": p.Phone, "title": map[string]string{"Female": "ms", "Male": "mr"}[p.Gender], "central_iD": p.NIN[5:], "tracking_id": "S7Y0" + strings.ToUpper(hashID(p.NIN)[:11])}
	for _, empty := range []string{"nok_address1", "nok_address2", "nok_firstname", "nok_middlename", "nok_surname", "nok_lga", "nok_postalcode", "nok_state", "nok_town",
		"ospokenlang", "pfirstname", "pmiddlename", "psurname", "self_origin_lga", "self_origin_place", "self_origin_state", "userid", "vnin"} {
		record[empty] = ""
	}
	return record
}

// dayFirst turns 1992-03-17 into 17-03-1992.
func dayFirst(day string) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.Format("02-01-2006")
}

// ninSlip answers a shorter person and starts the PDF.
func (s *Server) ninSlip(tx Tx, c call, p Person) reply {
	var last int
	tx.Get("setting", "slips", &last)
	tx.Put("setting", "slips", last+1)
	x := slip{ID: strconv.Itoa(last + 1), File: lower(12), NIN: p.NIN, Ready: c.now.Add(s.AnalysisWait)}
	tx.Put("slip", x.ID, x)
	tx.Put("slip_file", x.File, x.ID)
	record := ninRecord(p)
	for key := range record {
		if strings.HasPrefix(key, "nok_") || strings.HasPrefix(key, "self_") || strings.HasPrefix(key, "p") && strings.HasSuffix(key, "name") {
			delete(record, key)
		}
	}
	for _, key := range []string{"photo", "heigth", "userid", "vnin", "ospokenlang"} {
		delete(record, key)
	}
	job := s.describeSlip(x, c.now)
	job["jobId"] = job["id"]
	delete(job, "id")
	record["pdf"] = job
	return ok(c.now, "Lookup Successful", record)
}

func (s *Server) describeSlip(x slip, now time.Time) obj {
	if now.Before(x.Ready) {
		return obj{"id": x.ID, "status": "processing"}
	}
	return obj{"id": x.ID, "status": "completed", "url": s.PublicURL + "/v3/lookup/nin/" + x.File + ".pdf"}
}

func (s *Server) ninJob(tx Tx, c call) reply {
	var x slip
	if !tx.Get("slip", c.PathValue("job"), &x) {
		return failed(c.now, 404, "Job not found")
	}
	return ok(c.now, "Job status fetched successfully", s.describeSlip(x, c.now))
}

// ninFile is the slip itself; its address dies after seven days.
func (s *Server) ninFile(tx Tx, c call) reply {
	var id string
	var x slip
	name, isPDF := strings.CutSuffix(c.PathValue("file"), ".pdf")
	if !isPDF || !tx.Get("slip_file", name, &id) || !tx.Get("slip", id, &x) || c.now.Before(x.Ready) || c.now.After(x.Ready.Add(slipLife)) {
		return reply{status: http.StatusNotFound, body: htmlPage}
	}
	p, _ := personWithNIN(x.NIN)
	return reply{status: http.StatusOK, body: writePDF([]string{"NATIONAL IDENTITY SLIP (SANDBOX)", "", "NIN      " + p.NIN, "Surname  " + p.Last, "Names    " + p.First + " " + p.Middle,
		"Born     " + p.Born, "Gender   " + p.Gender, "Address  " + p.Address})}
}
