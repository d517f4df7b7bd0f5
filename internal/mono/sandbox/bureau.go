package sandbox

import (
	"slices"
	"strings"
	"time"
)

// The two bureaux that the API knows; the third of Nigeria is not covered.
var (
	both = []string{"crc", "xds"}
	crc  = []string{"crc"}
	xds  = []string{"xds"}
)

// bureauLoan is one loan as a bureau would report it.
type bureauLoan struct {
	institution string
	months      int // opened that many months before the sandbox's first start
	tenor       int // months
	naira       int64
	status      string // open, closed, written-off
	performance string // performing, non-performing, lost
	failed      []int  // months that were not paid, counted back from the newest, which is 0
	by          []string
}

// instalment is what falls due each month, in kobo: the sum with 4 % a month on it, spread evenly.
func (b bureauLoan) instalment() int64 {
	return b.naira * 100 * int64(100+4*b.tenor) / 100 / int64(b.tenor)
}

// owed is what is still to be paid of an open or written-off loan, in kobo.
func (b bureauLoan) owed(start, now time.Time) int64 {
	if b.status == "closed" {
		return 0
	}
	left := b.tenor
	for _, s := range b.schedule(start, now) {
		if s["status"] == "paid" {
			left--
		}
	}
	return b.instalment() * int64(left)
}

func (b bureauLoan) opened(start time.Time) time.Time { return start.AddDate(0, -b.months, -3) }

// schedule gives the months of the loan: paid and failed in the past, pending to come.
func (b bureauLoan) schedule(start, now time.Time) []obj {
	var months []obj
	past := 0
	for i := 1; i <= b.tenor; i++ {
		month := b.opened(start).AddDate(0, i, 0)
		status := "pending"
		if month.Before(now) || b.status == "closed" {
			status = "paid"
			past++
		}
		months = append(months, obj{"date": month.Format("01-2006"), "status": status})
	}
	for _, back := range b.failed {
		if i := past - 1 - back; i >= 0 {
			months[i]["status"] = "failed"
		}
	}
	return months
}

// onFile gives a person's loans as one provider, or "all", knows them.
func (p Person) onFile(provider string) []bureauLoan {
	var found []bureauLoan
	for _, b := range p.bureau {
		if provider == "all" || slices.Contains(b.by, provider) {
			found = append(found, b)
		}
	}
	return found
}

func (s *Server) creditHistory(tx Tx, c call) reply {
	provider := c.PathValue("provider")
	if provider != "all" && provider != "crc" && provider != "xds" {
		return failed(c.now, 400, "Invalid provider, use crc, xds or all")
	}
	var in struct {
		BVN string `json:"bvn"`
	}
	if !c.decode(&in) || len(in.BVN) != 11 {
		return invalid(c.now, field{"bvn", "bvn must be 11 digits"})
	}
	if refusal, magic := magicLookup(c.now, in.BVN); magic {
		return refusal
	}
	p, nth, known := magicFile(in.BVN)
	if !known {
		p, known = personWithBVN(in.BVN)
	}
	if !known {
		return failed(c.now, 404, "Lookup not found")
	}
	providers := both
	if provider != "all" {
		providers = []string{provider}
	}
	return spoilFile(nth, ok(c.now, "Report Fetched Successfully", obj{
		"providers": providers, "profile": bureauProfile(p), "credit_history": s.bureauFile(p.onFile(provider), c.now),
	}))
}

func bureauProfile(p Person) obj {
	born, _ := time.Parse("2006-01-02", p.Born)
	return obj{
		"full_name": strings.ToUpper(p.First + " " + p.Last), "dob": born.Format("02-01-2006"), "gender": strings.ToLower(p.Gender),
		"address_history": []obj{{"address": p.Address, "type": "Residential", "date_reported": "17-01-2024"}},
		"email_addresses": []string{p.Email}, "phone_numbers": []string{p.Phone},
		"identifications": []obj{{"type": "BVN", "no": p.BVN}, {"type": "NIN", "no": ""}, {"type": "PENCOM", "no": ""}},
	}
}

func (s *Server) bureauFile(loans []bureauLoan, now time.Time) []obj {
	file := []obj{}
	for _, b := range loans {
		opened := b.opened(s.start)
		file = append(file, obj{"institution": b.institution, "history": []obj{{
			"date_opened": opened.Format("02-01-2006"), "closed_date": opened.AddDate(0, b.tenor, 0).Format("02-01-2006"),
			"opening_balance": b.naira * 100, "currency": "NGN", "performance_status": b.performance, "loan_status": b.status,
			"tenor": b.tenor, "repayment_frequency": "monthly", "repayment_amount": b.instalment(),
			"repayment_schedule": b.schedule(s.start, now),
		}}})
	}
	return file
}
