package sandbox

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// analysis is a request for work on an account whose answer comes by webhook.
type analysis struct {
	ID      string     `json:"id"`
	Account string     `json:"account"`
	Months  int        `json:"months,omitempty"` // of income; zero means all
	Form    creditForm `json:"form"`
	Income  obj        `json:"income,omitempty"`
	Made    time.Time  `json:"made"`
	Done    time.Time  `json:"done,omitempty"`
}

func (s *Server) startIncome(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	_, b := a.bank()
	w := analysis{ID: objectID(c.now), Account: a.ID, Months: number(c.URL.Query().Get("period"), 0), Made: c.now}
	tx.Put("analysis", w.ID, w)
	later(tx, c.now.Add(s.AnalysisWait), "income", w.ID)
	return ok(c.now, "The income of "+b.owner+" is currently being processed, and the data will be sent to you through your webhook", nil)
}

func (s *Server) incomeReady(tx Tx, at time.Time, id string) {
	var w analysis
	var a linked
	if !tx.Get("analysis", id, &w) || !tx.Get("account", w.Account, &a) || a.Unlinked {
		return
	}
	w.Income, w.Done = s.incomeOf(tx, a, w.Months, at), at
	tx.Put("analysis", w.ID, w)
	tx.Put("income", a.ID+"/"+w.ID, w)
	s.emit(tx, at, "mono.events.account_income", bare, w.Income)
}

// incomeRecords lists past analyses, newest first; the record repeats the webhook without the app.
func (s *Server) incomeRecords(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	list := all[analysis](tx, "income", a.ID+"/")
	slices.Reverse(list)
	shown, meta := cut(s, c, list, accountsPage)
	out := []obj{}
	for _, w := range shown {
		out = append(out, obj{"income": w.Income, "app": appID, "created_at": iso(w.Done), "updated_at": iso(w.Done)})
	}
	return okMeta(c.now, "Data retrieved successfully", out, meta)
}

// stream is what one payer paid over time.
type stream struct {
	payer    string
	category string
	rows     []row
}

// streamsOf groups regular payers: at least two payments by one name, no loans and no winnings.
func streamsOf(rows []row) []stream {
	at := map[string]int{}
	var out []stream
	for _, r := range rows {
		if !r.Credit || r.Stream == "" || r.Category == "betting_payout" || r.Category == "loans" {
			continue
		}
		i, known := at[r.Stream]
		if !known {
			i = len(out)
			at[r.Stream], out = i, append(out, stream{payer: r.Stream, category: r.Category})
		}
		out[i].rows = append(out[i].rows, r)
	}
	return slices.DeleteFunc(out, func(s stream) bool { return len(s.rows) < 2 })
}

func (s stream) total() (sum int64) {
	for _, r := range s.rows {
		sum += r.Amount
	}
	return sum
}

// months counts the calendar months in which the payer paid.
func (s stream) months() int {
	seen := map[string]bool{}
	for _, r := range s.rows {
		seen[r.At.In(lagos).Format("2006-01")] = true
	}
	return len(seen)
}

// frequency reads the rhythm from the middle gap between payments.
func (s stream) frequency() string {
	days := daysBetween(s.rows[0].At, s.rows[len(s.rows)-1].At) / (len(s.rows) - 1)
	switch {
	case days >= 25 && days <= 35:
		return "MONTHLY"
	case days >= 13 && days <= 15:
		return "BI_WEEKLY"
	case days >= 6 && days <= 8:
		return "WEEKLY"
	}
	return "VARIABLE"
}

// stability is 1 for equal payments and falls with their spread.
func (s stream) stability() float64 {
	mean := float64(s.total()) / float64(len(s.rows))
	var squares float64
	for _, r := range s.rows {
		squares += (float64(r.Amount) - mean) * (float64(r.Amount) - mean)
	}
	cv := math.Sqrt(squares/float64(len(s.rows))) / mean
	return math.Round(100*max(0, 1-cv)) / 100
}

func (s stream) regular() bool { return s.category == "salary" || s.frequency() != "VARIABLE" }

func (s stream) describe(currency string) obj {
	kind, last := "WAGES", s.rows[len(s.rows)-1]
	if s.category == "salary" {
		kind = "SALARY"
	}
	return obj{"income_type": kind, "frequency": s.frequency(), "monthly_average": s.monthly(),
		"average_income_amount": s.total() / int64(len(s.rows)), "currency": currency, "stability": s.stability(),
		"first_income_date": ymd(s.rows[0].At), "last_income_date": ymd(last.At), "last_income_amount": last.Amount,
		"last_income_description": strings.ToLower(last.Narration), "periods_with_income": s.months(),
		"number_of_incomes": len(s.rows), "number_of_months": s.months()}
}

func (s stream) monthly() int64 { return s.total() / int64(s.months()) }

func ymd(t time.Time) string { return t.In(lagos).Format("2006-01-02") }

// incomeOf is the body of the income webhook. The aggregates follow the names that Mono gives
// them, in kobo: monthly_income is the yearly figure divided by the number of streams, as documented.
func (s *Server) incomeOf(tx Tx, a linked, months int, now time.Time) obj {
	rows := s.seenRows(tx, a, now)
	if months > 0 {
		from := dayOf(now).AddDate(0, -months, 0)
		rows = slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.At.Before(from) })
	}
	_, b := a.bank()
	data := obj{"account": a.ID, "app": appID, "business": businessID, "account_name": b.owner, "account_number": b.number,
		"income_source_type": "BANK", "period": "0 months", "first_transaction_date": nil, "last_transaction_date": nil}
	if len(rows) > 0 {
		first, last := rows[0].At, rows[len(rows)-1].At
		data["first_transaction_date"], data["last_transaction_date"] = ymd(first), ymd(last)
		data["period"] = fmt.Sprintf("%d months", max(1, daysBetween(first, last)/30))
	}
	addStreams(data, streamsOf(rows), b.currency(), now)
	return data
}

func addStreams(data obj, streams []stream, currency string, now time.Time) {
	var average, regular, irregular, regularSum, irregularSum, year int64
	employer, list := "", []obj{}
	for _, st := range streams {
		list = append(list, st.describe(currency))
		average += st.monthly()
		for _, r := range st.rows {
			if r.At.After(now.AddDate(-1, 0, 0)) {
				year += r.Amount
			}
		}
		if st.regular() {
			regular, regularSum = regular+st.monthly(), regularSum+st.total()
		} else {
			irregular, irregularSum = irregular+st.monthly(), irregularSum+st.total()
		}
		if st.category == "salary" {
			employer = title(st.payer)
		}
	}
	data["income_summary"] = obj{"total_income": average, "employer": employer}
	data["income_streams"], data["number_of_income_streams"] = list, len(list)
	data["total_income"], data["annual_income"], data["monthly_income"] = average, year, year/int64(max(1, len(list)))
	data["aggregated_monthly_average"] = average
	data["aggregated_monthly_average_regular"], data["aggregated_monthly_average_irregular"] = regular, irregular
	data["total_regular_income_amount"], data["total_irregular_income_amount"] = regularSum, irregularSum
}

func title(words string) string {
	parts := strings.Fields(strings.ToLower(words))
	for i, p := range parts {
		parts[i] = strings.ToUpper(p[:1]) + p[1:]
	}
	return strings.Join(parts, " ")
}
