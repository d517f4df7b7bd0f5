package underwriting

import (
	"cmp"
	"slices"
	"strings"

	"lendwright/internal/calendar"
)

// row is a bank row as the engine works with it: a day, a direction, a label and what pairing found.
type row struct {
	id      string
	text    string
	given   string // the provider's category
	label   *Label // shared by the rows that read the same
	at      int64  // nanoseconds since 1970; the day's first where the provider gives no time of day
	amount  int64
	balance int64
	account int32
	month   int32 // monthOf(day)
	day     calendar.Day
	in      bool
	known   bool // the row gives a balance
	paired  pairing
}

// pairing says why a row is left out of every sum.
type pairing uint8

const (
	unpaired    pairing = iota
	reversed            // taken back, or the taking back
	ownTransfer         // moved between the person's own linked accounts
	probablySelf
	windfall
)

// signed is the row's effect on the balance.
func (r *row) signed() int64 {
	if r.in {
		return r.amount
	}
	return -r.amount
}

// counted reports whether the row is in the sums of money in and out.
func (r *row) counted() bool { return r.paired != reversed && r.paired != ownTransfer }

// rowsOf turns an account's transactions into rows in the order in which they happened. It leaves
// out what cannot be a row (no amount, no direction, no day), rows from asOf on, and rows that the
// provider gave twice.
func rowsOf(a Account, index int, asOf calendar.Day, east int64) (rows []row, dropped Dropped) {
	seen := newTable(len(a.Transactions))
	rows = make([]row, 0, len(a.Transactions))
	for i := range a.Transactions {
		t := &a.Transactions[i]
		at, ok := parseAt(t.At, east)
		switch {
		case !ok || t.Amount < 0 || t.Amount > amountMost || t.Type != credit && t.Type != debit:
			dropped.Unreadable++
			continue
		case at.day >= asOf:
			dropped.Future++
			continue
		case t.Amount == 0:
			continue
		}
		if t.ID != "" {
			first, twice := seen.find(hashOf(t.ID), i, func(j int) bool { return a.Transactions[j].ID == t.ID })
			if twice {
				dropped.repeat(&a.Transactions[first], t)
				continue
			}
		}
		r := row{id: t.ID, account: int32(index), day: at.day, month: at.month, at: at.nanos, in: t.Type == credit, amount: t.Amount, text: t.Narration, given: t.Category}
		if t.Balance != nil && abs(*t.Balance) <= amountMost {
			r.balance, r.known = *t.Balance, true
		}
		rows = append(rows, r)
	}
	order(rows)
	return rows, dropped
}

// Dropped counts the rows that were not used.
type Dropped struct {
	Future      int // dated on or after the case's day
	Unreadable  int // without a day, a direction or a possible amount
	Repeated    int // the same row twice, under one id
	Conflicting int // another row under an id that was there already
	SameAccount int // rows of an account that was linked twice
}

func (d *Dropped) repeat(first, again *Transaction) {
	if first.At == again.At && first.Amount == again.Amount && first.Type == again.Type {
		d.Repeated++
		return
	}
	d.Conflicting++
}

func (d *Dropped) add(o Dropped) {
	d.Future += o.Future
	d.Unreadable += o.Unreadable
	d.Repeated += o.Repeated
	d.Conflicting += o.Conflicting
}

// order sorts rows by time. Rows of one instant (many feeds give only the day) keep the feed's
// order, turned round where the feed runs backwards, and are then put into the order in which
// their balances follow from one another.
func order(rows []row) {
	if len(rows) > 1 && rows[0].at > rows[len(rows)-1].at {
		slices.Reverse(rows)
	}
	byTime := func(a, b row) int { return cmp.Compare(a.at, b.at) }
	if !slices.IsSortedFunc(rows, byTime) {
		slices.SortStableFunc(rows, byTime)
	}
	for start := 0; start < len(rows); {
		end := start + 1
		for end < len(rows) && rows[end].at == rows[start].at {
			end++
		}
		if end-start > 1 && start > 0 && rows[start-1].known {
			chain(rows[start:end], rows[start-1].balance)
		}
		start = end
	}
}

// chain reorders rows of one instant so that each balance is the one before plus the row's amount.
// It changes nothing where that holds already or no such order is found.
func chain(rows []row, balance int64) {
	if chained(rows, balance) {
		return
	}
	before := map[int64][]int{}
	for i := range rows {
		if !rows[i].known {
			return
		}
		b := rows[i].balance - rows[i].signed()
		before[b] = append(before[b], i)
	}
	out := make([]row, 0, len(rows))
	for range rows {
		next := before[balance]
		if len(next) == 0 {
			return
		}
		before[balance] = next[1:]
		out = append(out, rows[next[0]])
		balance = rows[next[0]].balance
	}
	copy(rows, out)
}

func chained(rows []row, balance int64) bool {
	for i := range rows {
		if !rows[i].known || rows[i].balance != balance+rows[i].signed() {
			return false
		}
		balance = rows[i].balance
	}
	return true
}

// merge puts the accounts' rows, each in order of time, into one list; of one instant, the rows of
// an earlier account come first.
func merge(lists [][]row) []row {
	lists = slices.DeleteFunc(slices.Clone(lists), func(l []row) bool { return len(l) == 0 })
	switch len(lists) {
	case 0:
		return nil
	case 1:
		return lists[0]
	}
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	out := make([]row, 0, n)
	for len(lists) > 1 {
		next := 0
		for i := 1; i < len(lists); i++ {
			if lists[i][0].at < lists[next][0].at {
				next = i
			}
		}
		out = append(out, lists[next][0])
		if lists[next] = lists[next][1:]; len(lists[next]) == 0 {
			lists = slices.Delete(lists, next, next+1)
		}
	}
	return append(out, lists[0]...)
}

// twins reports whether two accounts are one that was linked twice: one bank, and nine in ten rows the same.
func twins(a, b []row, x, y Account) bool {
	if len(a) < twinsLeast || len(b) < twinsLeast || !strings.EqualFold(x.Institution, y.Institution) {
		return false
	}
	type key struct {
		day    calendar.Day
		in     bool
		amount int64
		text   string
	}
	have := map[key]int{}
	for i := range a {
		have[key{a[i].day, a[i].in, a[i].amount, a[i].text}]++
	}
	same := 0
	for i := range b {
		k := key{b[i].day, b[i].in, b[i].amount, b[i].text}
		if have[k] > 0 {
			have[k]--
			same++
		}
	}
	return same*10 >= 9*min(len(a), len(b))
}

// twinsLeast is how many rows it takes to tell that two accounts are the same.
const twinsLeast = 10
