package mono

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
)

// Limits of reading transactions.
const (
	// TransactionPagesMax bounds AllTransactions: at 100 rows a page, 20,000 transactions.
	TransactionPagesMax = 200
	// TransactionsPerPage is what AllTransactions asks for when the query does not say. Mono publishes no
	// maximum and bills by the page.
	TransactionsPerPage = 100
)

// ErrTooManyPages says that AllTransactions stopped at its bound; what it read comes with the error.
var ErrTooManyPages = errors.New("mono: more pages of transactions than are read")

// Transaction is one entry of a bank account.
type Transaction struct {
	ID        string          `json:"id"` // stable per account: the key against doubles
	Narration string          `json:"narration"`
	Amount    Kobo            `json:"amount"` // positive; the sign is in Type
	Type      EntryType       `json:"type"`
	Balance   MaybeKobo       `json:"balance"` // after it, when the bank gives it
	Date      Instant         `json:"date"`    // often only the day or the minute is meant
	Category  string          `json:"category"`
	Currency  string          `json:"currency,omitempty"`
	Metadata  json.RawMessage `json:"metadata,omitempty"` // after metadata enrichment; "N/A" means unknown
}

// TransactionQuery filters transactions. The zero value asks for the most recent ones.
type TransactionQuery struct {
	Start, End Day // both or neither, inclusive
	Type       EntryType
	Narration  string // contains
	Limit      int    // rows a page; Mono's default when 0
	Page       int    // from 1
	Whole      bool   // every match in one reply, whose size has no bound but ReplyMax: Mono bills by the page
	Realtime   bool   // open a refresh at the bank: billed, at most one per account in five minutes
}

// Refresh is the real-time job that a query opened; empty when it opened none.
type Refresh struct {
	JobID      string
	Status     JobStatus
	HasNewData bool // false when the header is absent: then it is not charged
	Reauth     bool // the person must log in again
}

// TransactionPage is one page of an account's transactions.
type TransactionPage struct {
	Transactions []Transaction
	Paging
	Refresh Refresh
	Raw     json.RawMessage
}

// Transactions reads one page, newest first: GET /v2/accounts/{id}/transactions. Billed per page with data.
// Before the account's data is there the reply succeeds and is empty: look at AccountMeta first. With
// Realtime it is sent once, and jobs.update and account_updated follow by webhook. Errors: NotFoundError.
func (c *Client) Transactions(ctx context.Context, id string, q TransactionQuery) (TransactionPage, error) {
	req, err := c.newRequest(ctx, connect, "GET /v2/accounts/{id}/transactions", nil, id)
	if err != nil {
		return TransactionPage{}, err
	}
	r, err := c.getTransactions(q.on(req), q.Realtime)
	if err != nil {
		return TransactionPage{}, err
	}
	page := TransactionPage{Paging: r.paging(), Refresh: refreshOf(r.header), Raw: r.raw}
	return page, r.into(&page.Transactions)
}

func (c *Client) getTransactions(req *request, realtime bool) (*reply, error) {
	if !realtime {
		return c.getBilled(req)
	}
	req.Header.Set("x-realtime", "true")
	return c.once(req.slow(2))
}

func (q TransactionQuery) on(req *request) *request {
	number := func(n int) string {
		if n < 1 {
			return ""
		}
		return strconv.Itoa(n)
	}
	whole := ""
	if q.Whole {
		whole = "false"
	}
	return req.query("paginate", whole, "start", q.Start.dayFirst(), "end", q.End.dayFirst(), "type", string(q.Type),
		"narration", q.Narration, "limit", number(q.Limit), "page", number(q.Page))
}

func refreshOf(h http.Header) Refresh {
	yes := func(name string) bool { return strings.EqualFold(h.Get(name), "true") }
	return Refresh{JobID: h.Get("x-job-id"), Status: JobStatus(strings.ToLower(h.Get("x-job-status"))),
		HasNewData: yes("x-has-new-data"), Reauth: yes("x-reauth-required")}
}

// TransactionHistory is every transaction of a query, without doubles, in Mono's order.
type TransactionHistory struct {
	Transactions []Transaction
	Total        int               // as Mono counts them, 0 when it does not say
	Complete     bool              // no page was left out and the count agrees
	Pages        []json.RawMessage // the replies: evidence
}

// AllTransactions reads page after page by number, at most TransactionPagesMax. Mono's links to the next page
// are malformed and are not followed. It stops at the last page, at an empty page, when all that Mono counts
// are there, and when a page brings nothing new. After an error the history holds the pages before it.
func (c *Client) AllTransactions(ctx context.Context, id string, q TransactionQuery) (TransactionHistory, error) {
	var all TransactionHistory
	q.Limit, q.Page = or(q.Limit, TransactionsPerPage), max(q.Page, 1)
	seen := map[string]bool{}
	for range TransactionPagesMax {
		page, err := c.Transactions(ctx, id, q)
		if err != nil {
			return all, err
		}
		fresh := all.add(page, seen)
		if !page.More || fresh == 0 || page.Total > 0 && len(all.Transactions) >= page.Total {
			all.Complete = len(all.Transactions) >= all.Total
			return all, nil
		}
		q.Page, q.Realtime = q.Page+1, false
	}
	return all, ErrTooManyPages
}

// add appends what was not seen and says how many that were. A row without an id is never a double.
func (all *TransactionHistory) add(page TransactionPage, seen map[string]bool) (fresh int) {
	all.Pages = append(all.Pages, page.Raw)
	all.Total = max(all.Total, page.Total)
	for _, t := range page.Transactions {
		if t.ID != "" && seen[t.ID] {
			continue
		}
		seen[t.ID] = true
		all.Transactions = append(all.Transactions, t)
		fresh++
	}
	return fresh
}
