package sandbox

import (
	"net/http"
	"strings"
	"time"
)

// magicIdentity begins the BVNs and NINs that decide how a lookup ends; the last three digits say it.
const magicIdentity = "99999999"

// magicLookup answers in place of a lookup when its number is one of the magic ones that refuse.
func magicLookup(now time.Time, number string) (reply, bool) {
	if !strings.HasPrefix(number, magicIdentity) {
		return reply{}, false
	}
	switch number[len(magicIdentity):] {
	case "404":
		return failed(now, http.StatusNotFound, "Lookup not found"), true
	case "007", "503":
		return failed(now, http.StatusServiceUnavailable, "Service is currently unavailable, please try again later"), true
	case "008", "402":
		return failed(now, http.StatusPaymentRequired, "Insufficient funds, minimum wallet balance of ₦538 is required"), true
	case "429":
		return failed(now, http.StatusTooManyRequests, "Too many requests"), true
	case "500":
		return reply{status: http.StatusBadGateway, body: htmlPage}, true
	}
	return reply{}, false
}

// magicFiles are bureau files of nobody, by the last digits of a magic BVN: each has one trouble
// that a reader of credit histories must survive.
var magicFiles = map[string][]bureauLoan{
	"001": {{"STERLING BANK PLC", 22, 12, 300_000, "closed", "performing", nil, both}, {"ACCESS BANK PLC", 7, 12, 450_000, "open", "performing", nil, both}, {"CARBON MFB", 9, 3, 80_000, "closed", "performing", nil, crc}},
	"002": {},
	"003": {{"PALMCREDIT", 14, 6, 90_000, "written-off", "lost", []int{0, 1, 2, 3}, both}, {"FAIRMONEY MFB", 8, 6, 120_000, "open", "non-performing", []int{0, 1}, crc}},
	"004": {{"RENMONEY MFB", 9, 12, 250_000, "open", "performing", []int{0, 1, 2}, both}},
	"005": {{"STERLING BANK PLC", 10, 12, 200_000, "open", "performing", nil, crc}, {"STERLING BANK", 10, 12, 200_000, "open", "performing", nil, xds}},
	"006": {{"LAPO MFB", 12, 6, 60_000, "closed", "performing", nil, xds}},
	"009": {{"UNITED LENDERS", 8, 6, 70_000, "suit filed", "watch-listed", []int{0}, both}},
	"010": {{"OLD RECORDS BANK", 20, 10, 100_000, "open", "performing", nil, both}},
	"011": {},
}

// magicFile is the person of nobody behind a magic BVN.
func magicFile(bvn string) (Person, string, bool) {
	if !strings.HasPrefix(bvn, magicIdentity) {
		return Person{}, "", false
	}
	nth := bvn[len(magicIdentity):]
	loans, known := magicFiles[nth]
	return Person{First: "Tesimi", Middle: "Abike", Last: "Rowland", Gender: "Female", Born: "1992-03-17", BVN: bvn, NIN: "70000000024", Phone: "08000000101",
		Email: "tesimi@example.test", Address: "4 Sample Close, Ikeja", State: "Ogun", LGA: "Abeokuta South", bureau: loans}, nth, known
}

// spoilFile makes the troubles of a magic file that a table of loans cannot hold.
func spoilFile(nth string, answer reply) reply {
	data := answer.body.(obj)["data"].(obj)
	switch nth {
	case "006":
		data["providers"] = []string{"xds"}
	case "010":
		for _, lender := range data["credit_history"].([]obj) {
			for _, loan := range lender["history"].([]obj) {
				loan["date_opened"], loan["closed_date"] = loan["closed_date"], loan["date_opened"]
				loan["repayment_schedule"], loan["opening_balance"] = nil, text10(loan["opening_balance"].(int64))
			}
		}
	case "011":
		data["profile"] = nil
		return answer.code(http.StatusAccepted)
	}
	return answer
}
