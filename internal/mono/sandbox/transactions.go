package sandbox

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// transactionsPage is the page size when the call names none; Mono's is not published.
const (
	transactionsPage = 50
	transactionsMost = 500
)

func (s *Server) listTransactions(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	rows, bad := s.filteredRows(tx, c, a)
	if bad != nil {
		return invalid(c.now, bad...)
	}
	slices.Reverse(rows) // newest first
	q := c.URL.Query()
	size, page := min(number(q.Get("limit"), transactionsPage), transactionsMost), number(q.Get("page"), 1)
	if q.Get("paginate") == "false" {
		size, page = max(len(rows), 1), 1
	}
	pages := (len(rows) + size - 1) / size
	meta := obj{"total": len(rows), "page": page, "previous": s.pageURL(c, page-1, pages), "next": s.pageURL(c, page+1, pages)}
	shown := a.transactions(sliceOf(rows, page, size))
	answer := okMeta(c.now, "Transaction retrieved successfully", shown, meta)
	if len(shown) == 0 {
		return answer.costing(0) // a page without rows is free
	}
	return answer
}

// dayRange reads start and end (both DD-MM-YYYY, inclusive) as an instant and the one after the last.
func dayRange(c call) (from, until time.Time, bad []field) {
	limit := func(name string, standard time.Time) time.Time {
		text := c.URL.Query().Get(name)
		if text == "" {
			return standard
		}
		day, err := time.ParseInLocation("02-01-2006", text, lagos)
		if err != nil {
			bad = append(bad, field{name, name + " must be a date in the format DD-MM-YYYY"})
		}
		return day
	}
	from, until = limit("start", time.Time{}), limit("end", dayOf(c.now))
	return from, until.AddDate(0, 0, 1), bad
}

// filteredRows applies the range of days, type and narration.
func (s *Server) filteredRows(tx Tx, c call, a linked) ([]row, []field) {
	q := c.URL.Query()
	from, until, bad := dayRange(c)
	kind, words := q.Get("type"), strings.ToLower(q.Get("narration"))
	if kind != "" && kind != "debit" && kind != "credit" {
		bad = append(bad, field{"type", "type must be one of debit, credit"})
	}
	seen := s.seenRows(tx, a, c.now)
	out := make([]row, 0, len(seen))
	for _, r := range seen {
		if r.At.Before(from) || !r.At.Before(until) || (kind != "" && (kind == "credit") != r.Credit) {
			continue
		}
		if words == "" || strings.Contains(strings.ToLower(r.Narration), words) {
			out = append(out, r)
		}
	}
	return out, bad
}

// transaction is a row as the API writes it.
type transaction struct {
	ID        string `json:"id"`
	Narration string `json:"narration"`
	Amount    int64  `json:"amount"`
	Type      string `json:"type"`
	Balance   int64  `json:"balance"`
	Date      string `json:"date"`
	Category  any    `json:"category"` // null until the account was categorised
	Metadata  obj    `json:"metadata,omitempty"`
}

// transactions writes rows as the API does.
func (a linked) transactions(rows []row) []transaction {
	out := make([]transaction, 0, len(rows))
	for _, r := range rows {
		t := transaction{ID: r.ID, Narration: r.Narration, Amount: r.Amount, Type: "debit", Balance: r.Balance, Date: iso(r.At)}
		if r.Credit {
			t.Type = "credit"
		}
		if !r.At.After(a.Categorised) {
			t.Category = r.Category
		}
		if !r.At.After(a.Described) {
			t.Metadata = metadataOf(r)
		}
		out = append(out, t)
	}
	return out
}

var periodForm = regexp.MustCompile(`^last(\d{1,2})months?$`)

func (s *Server) statement(tx Tx, c call) reply {
	a, found := accountOf(tx, c)
	if !found {
		return accountUnknown()
	}
	months, complaint := periodOf(either(c.URL.Query().Get("period"), "last1months"))
	if complaint != "" {
		return invalid(c.now, field{"period", complaint})
	}
	from := dayOf(c.now).AddDate(0, -months, 0)
	switch strings.ToLower(c.URL.Query().Get("output")) {
	case "", "json":
	case "pdf":
		return s.startPrinting(tx, c, a, from)
	default:
		return invalid(c.now, field{"output", "output must be one of json, pdf"})
	}
	rows := slices.DeleteFunc(slices.Clone(s.seenRows(tx, a, c.now)), func(r row) bool { return r.At.Before(from) })
	slices.Reverse(rows)
	return okMeta(c.now, "Request was successfully completed", a.transactions(rows),
		obj{"count": len(rows), "requested_length": daysBetween(from, c.now), "available_length": available(rows, c.now)})
}

// available is the number of days that the rows, newest first, reach back.
func available(rows []row, now time.Time) int {
	if len(rows) == 0 {
		return 0
	}
	return daysBetween(rows[len(rows)-1].At, now)
}
