package underwriting

import (
	"cmp"
	"fmt"
	"slices"

	"lendwright/internal/calendar"
)

// reading is a profile with the rows and figures that features and findings are made of.
type reading struct {
	Profile
	p       *Policy
	c       *Case
	rows    []row // of all counted accounts, in order of time
	window  []int // month numbers of the complete months looked at, oldest first
	names   [][]string
	refused refusedAccounts
	staged  staging
	credit  creditFile
	recent  calendar.Day // first day of the recent window
	broken  int64        // share of neighbouring rows whose balances do not follow

	outsByWord map[string][]*row // debits by the words of their counterparty, made when first asked for
}

// refusedAccounts counts accounts that are not counted, by why.
type refusedAccounts struct{ notOwned, otherBVN, otherCurrency int }

// read is the pipeline: rows → labels → pairs → streams, debts, spending, balances → how much that carries.
func (p Policy) read(u used) *reading {
	r := &reading{p: &p, c: &u.Case}
	r.AsOf, r.Currency, r.From, r.To = u.AsOf, u.Currency, calendar.NoDay, calendar.NoDay
	r.Dropped = u.dropped
	r.recent = u.AsOf.AddDays(-p.Reading.RecentDays)
	r.names = namesOf(u.Case)
	perAccount := r.openAccounts()
	r.label()
	r.Pairs = pairRows(r.rows, r.pairing(), r.names, len(r.Accounts))
	r.span()
	r.balances(perAccount)
	r.findGaps()
	r.findIncome()
	r.credit = p.readBureau(u.Case)
	r.findDebts()
	r.spend()
	r.months()
	r.totals()
	r.staged = r.findStaging()
	r.judgeSufficiency()
	return r
}

func (r *reading) pairing() PairingRules {
	rules := r.p.Reading.Pairing
	rules.fees = []int64{0}
	for _, f := range rules.Fees {
		rules.fees = append(rules.fees, r.p.minor(f))
	}
	return rules
}

// namesOf gives the words of the names that are the person's own: the BVN's before what was typed.
func namesOf(c Case) [][]string {
	var names [][]string
	add := func(name string) {
		if w := narrations().words.nameWords(name); len(w) > 0 {
			names = append(names, w)
		}
	}
	switch {
	case c.Identity != nil && c.Identity.BVNName != "":
		add(c.Identity.BVNName)
	case c.Applicant != nil && c.Applicant.Name != "":
		add(c.Applicant.Name)
	default:
		for _, a := range c.Accounts {
			add(a.OwnerName)
		}
	}
	return names
}

// openAccounts reads each account's rows and says which accounts count: the person's own, in the
// case's currency, and each only once.
func (r *reading) openAccounts() (perAccount [][]row) {
	east := eastOf(r.Currency)
	for i, a := range r.c.Accounts {
		rows, dropped := rowsOf(a, i, r.AsOf, east)
		r.Dropped.add(dropped)
		v := AccountView{ID: a.ID, Institution: a.Institution, Owner: a.OwnerName, Rows: len(rows), From: calendar.NoDay, To: calendar.NoDay}
		if len(rows) > 0 {
			v.From, v.To = rows[0].day, rows[len(rows)-1].day
		}
		v.Why = r.refuse(i, a)
		for j, other := range perAccount {
			if v.Why == "" && twins(other, rows, r.c.Accounts[j], a) {
				v.Why = fmt.Sprintf("the same account as %s, linked twice", r.c.Accounts[j].ID)
				r.Dropped.SameAccount += len(rows)
			}
		}
		v.Counted = v.Why == ""
		if !v.Counted {
			rows = nil
		}
		r.Accounts = append(r.Accounts, v)
		perAccount = append(perAccount, rows)
	}
	r.rows = merge(perAccount)
	return perAccount
}

// refuse says why an account does not count; empty: it does.
func (r *reading) refuse(i int, a Account) string {
	if a.Currency != "" && a.Currency != string(r.Currency) {
		r.refused.otherCurrency++
		return "held in " + a.Currency + ": shown, not counted"
	}
	owner := a.OwnerName
	if id := r.c.Identity; id != nil {
		if i < len(id.AccountBVNs) && id.AccountBVNs[i] == "mismatch" {
			r.refused.otherBVN++
			return "registered under another BVN"
		}
		if owner == "" && i < len(id.AccountNames) {
			owner = id.AccountNames[i]
		}
	}
	words := narrations().words.nameWords(owner)
	known := r.c.Identity != nil && r.c.Identity.BVNName != "" || r.c.Applicant != nil && r.c.Applicant.Name != ""
	if known && len(words) > 0 && len(r.names) > 0 && !sameName(words, r.names[0]) {
		r.refused.notOwned++
		return "in the name of " + owner + ", who is not the applicant"
	}
	return ""
}

// label says what each row is; a narration that comes again is read once.
func (r *reading) label() {
	c, known := narrations(), newTable(len(r.rows))
	var labels []Label
	for i := range r.rows {
		x := &r.rows[i]
		hash := hashOf(x.text) ^ uint64(bit(x.in))
		first, again := known.find(hash, i, func(j int) bool {
			o := &r.rows[j]
			return o.text == x.text && o.in == x.in && o.given == x.given
		})
		if again {
			x.label = r.rows[first].label
			continue
		}
		if len(labels) == cap(labels) {
			labels = make([]Label, 0, labelsAtOnce) // rows point into the list before
		}
		labels = append(labels, c.label(x.text, x.in, x.given))
		x.label = &labels[len(labels)-1]
	}
}

// labelsAtOnce is how many labels are made room for at a time.
const labelsAtOnce = 64

// span finds the first and last day and the complete months of the window.
func (r *reading) span() {
	if len(r.rows) == 0 {
		return
	}
	r.From, r.To = r.rows[0].day, r.rows[len(r.rows)-1].day
	first := monthOf(r.From)
	if _, _, day := r.From.Date(); day > monthStartsBy {
		first++
	}
	r.Sufficiency.Days = int(r.AsOf - r.From)
	r.Sufficiency.CompleteMonths = max(0, monthOf(r.AsOf)-first)
	for m := max(first, monthOf(r.AsOf)-r.p.Income.WindowMonths); m < monthOf(r.AsOf); m++ {
		r.window = append(r.window, m)
	}
}

// monthStartsBy is the day by which a month's first row must stand for the month to be complete:
// not every day has a row, and the first of January is a holiday.
const monthStartsBy = 5

// monthOf numbers calendar months.
func monthOf(d calendar.Day) int {
	y, m, _ := d.Date()
	return y*12 + int(m) - 1
}

func monthName(n int) string { return fmt.Sprintf("%04d-%02d", n/12, n%12+1) }

// inWindow is the place of a row's month in the window, or −1.
func (r *reading) inWindow(x *row) int {
	if len(r.window) == 0 {
		return -1
	}
	i := int(x.month) - r.window[0]
	if i < 0 || i >= len(r.window) {
		return -1
	}
	return i
}

func (r *reading) months() {
	if len(r.rows) == 0 {
		return
	}
	first, last := monthOf(r.From), monthOf(r.AsOf.AddDays(-1))
	if last-first > monthsMost {
		first = last - monthsMost
	}
	for m := first; m <= last; m++ {
		complete := len(r.window) > 0 && m >= monthOf(r.AsOf)-r.Sufficiency.CompleteMonths && m < monthOf(r.AsOf)
		r.Months = append(r.Months, Month{Name: monthName(m), Complete: complete})
	}
	for i := range r.rows {
		x := &r.rows[i]
		n := int(x.month) - first
		if n < 0 || !x.counted() {
			continue
		}
		m := &r.Months[n]
		if x.in {
			m.In = add(m.In, x.amount)
			if candidate(x) {
				m.Income = add(m.Income, x.amount)
			}
		} else {
			m.Out = add(m.Out, x.amount)
		}
		m.Net = m.In - m.Out
	}
	for _, d := range r.Daily {
		if n := monthOf(d.Day) - first; n >= 0 {
			m := &r.Months[n]
			if !m.Balances || d.Balance < m.Lowest {
				m.Lowest, m.Balances = d.Balance, true
			}
		}
	}
}

// monthsMost bounds the months shown: ten years.
const monthsMost = 120

// rolledUp hides what says something of faith, health, family or a way of life: officers see the sum only.
var rolledUp = map[string]bool{"health": true, "giving": true, "family_support": true, "nightlife": true}

func (r *reading) totals() {
	sums := map[string]*Category{}
	for i := range r.rows {
		x := &r.rows[i]
		if !x.counted() {
			continue
		}
		name := x.label.Category
		if rolledUp[x.label.Code] {
			name = "other_household"
		}
		c := sums[name]
		if c == nil {
			c = &Category{Name: name}
			sums[name] = c
		}
		c.Rows++
		if x.in {
			c.In = add(c.In, x.amount)
		} else {
			c.Out = add(c.Out, x.amount)
		}
	}
	for _, c := range sums {
		r.Totals = append(r.Totals, *c)
	}
	slices.SortFunc(r.Totals, func(a, b Category) int {
		return cmp.Or(cmp.Compare(add(b.In, b.Out), add(a.In, a.Out)), cmp.Compare(a.Name, b.Name))
	})
}

func ids(rows []*row) []string {
	var out []string
	for _, x := range rows {
		if x.id != "" && len(out) < rowsShown {
			out = append(out, x.id)
		}
	}
	return out
}
