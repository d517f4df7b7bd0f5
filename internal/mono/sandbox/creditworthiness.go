package sandbox

import (
	"math"
	"time"
)

const (
	// affordable is the debt service cover from which the sandbox says yes: Mono publishes the bands
	// (1.10 and below is critical) and not the cut.
	affordable = 1.10
	// rowsNeeded is the number of transactions under which the computation fails.
	rowsNeeded = 30
)

type creditForm struct {
	BVN         string         `json:"bvn"`
	Principal   kobo           `json:"principal"`
	Rate        float64        `json:"interest_rate"` // percent a month
	Term        int            `json:"term"`
	CreditCheck *bool          `json:"run_credit_check"`
	Loans       []existingLoan `json:"existing_loans"`
}

type existingLoan struct {
	Tenor       int    `json:"tenor"`
	Institution string `json:"institution"`
	Repayment   kobo   `json:"repayment_amount"` // the whole loan
	Balance     kobo   `json:"opening_balance"`
}

func (f creditForm) complaints() []field {
	var bad []field
	if len(f.BVN) != 11 {
		bad = append(bad, field{"bvn", "bvn must be 11 digits"})
	}
	if f.Principal <= 0 {
		bad = append(bad, field{"principal", "principal must be a positive number"})
	}
	if f.Rate <= 0 {
		bad = append(bad, field{"interest_rate", "interest_rate must be a positive number"})
	}
	if f.Term <= 0 {
		bad = append(bad, field{"term", "term must be a positive number"})
	}
	if f.CreditCheck == nil {
		bad = append(bad, field{"run_credit_check", "run_credit_check must be a boolean"})
	}
	return bad
}

func (s *Server) startCreditworthiness(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	var f creditForm
	if !c.decode(&f) {
		return failed(c.now, 400, "Invalid payload")
	}
	if bad := f.complaints(); bad != nil {
		return invalid(c.now, bad...)
	}
	w := analysis{ID: objectID(c.now), Account: a.ID, Form: f, Made: c.now}
	tx.Put("analysis", w.ID, w)
	later(tx, c.now.Add(s.AnalysisWait), "creditworthiness", w.ID)
	_, b := a.bank()
	answer := ok(c.now, "The creditworthiness of "+b.owner+" is currently being processed. Once completed, the data will be sent to your webhook.", nil)
	if *f.CreditCheck {
		return answer.costing(500_00)
	}
	return answer
}

func (s *Server) creditworthinessReady(tx Tx, at time.Time, id string) {
	var w analysis
	var a linked
	if !tx.Get("analysis", id, &w) || !tx.Get("account", w.Account, &a) || a.Unlinked {
		return
	}
	const event = "mono.events.account_credit_worthiness"
	rows := s.seenRows(tx, a, at)
	if len(rows) < rowsNeeded {
		s.emit(tx, at, event, wrapped, obj{"account": a.ID, "message": "Unable to process account credit worthiness"})
		return
	}
	debts, owed, service := s.debts(w.Form, at)
	payment := annuity(int64(w.Form.Principal), w.Form.Rate, w.Form.Term)
	cover := float64(disposable(rows)) / float64(service+payment)
	s.emit(tx, at, event, bare, obj{"account": a.ID, "app": appID, "business": businessID,
		"months_assessed": obj{"start": ymd(rows[0].At), "end": ymd(rows[len(rows)-1].At)},
		"summary":         obj{"can_afford": cover > affordable, "monthly_payment": payment},
		"debt":            obj{"credit_check": *w.Form.CreditCheck, "total_debt": owed, "debt_by_institution": debts}})
}

// annuity is the instalment P·i / (1 − (1+i)^−n), i monthly, rounded to a kobo.
func annuity(principal int64, percent float64, months int) int64 {
	i := percent / 100
	return int64(math.Round(float64(principal) * i / (1 - math.Pow(1+i, -float64(months)))))
}

// debts sums what the person owes and pays each month: the lender's own list, and with a credit
// check the open loans at the bureaux.
func (s *Server) debts(f creditForm, now time.Time) (by []obj, owed, service int64) {
	by = []obj{}
	add := func(institution string, amount, monthly int64) {
		by = append(by, obj{"institution": institution, "amount_owed": amount})
		owed, service = owed+amount, service+monthly
	}
	for _, l := range f.Loans {
		add(l.Institution, int64(l.Balance), int64(l.Repayment)/int64(max(1, l.Tenor)))
	}
	if p, known := personWithBVN(f.BVN); known && *f.CreditCheck {
		for _, b := range p.bureau {
			if left := b.owed(s.start, now); left > 0 {
				add(b.institution, left, b.instalment())
			}
		}
	}
	return by, owed, service
}

// disposable is what is left in a month of the regular credits after essential spending.
func disposable(rows []row) int64 {
	var in, out int64
	for _, st := range streamsOf(rows) {
		in += st.total()
	}
	for _, r := range rows {
		switch r.Category {
		case "food", "groceries", "transport", "phone_internet", "utility_services", "bills", "rent_maintanence", "health", "education", "bank_charges", "other_outgoing_payments":
			if !r.Credit {
				out += r.Amount
			}
		}
	}
	months := int64(max(1, daysBetween(rows[0].At, rows[len(rows)-1].At)/30))
	return (in - out) / months
}
