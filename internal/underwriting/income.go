package underwriting

import (
	"cmp"
	"slices"
	"strings"

	"lendwright/internal/calendar"
)

// The kinds of income stream; the policy gives each a haircut.
const (
	kindSalary   = "salary"
	kindProbable = "probable_salary"
	kindPension  = "pension"
	kindGig      = "gig"
	kindBusiness = "business"
	kindTransfer = "transfer"
	kindOther    = "other"
)

// kindOf says which pool of income a code belongs to; salary and transfer are then told apart by payer.
var kindOf = map[string]string{
	"salary": kindSalary, "salary.public": kindSalary, "salary.processor": kindSalary, "income.remita": kindSalary,
	"income.pension": kindPension, "income.gig": kindGig, "income.business": kindBusiness, "income.settlement": kindBusiness,
	"income.allowance": "allowance", "income.stipend_gov": "stipend", "income.freelance": "freelance", "income.remittance": "remittance",
	"income.rent": "rent", "income.dividend": "dividend", "income.agent": "agent", "cash_deposit": "cash",
}

// poolName says what a pool of payers is called.
var poolName = map[string]string{
	kindPension: "Pension", kindGig: "Gig payouts", kindBusiness: "Sales and settlements", kindTransfer: "Transfers from many payers",
	"allowance": "Allowances", "stipend": "Government stipend", "freelance": "Freelance work", "remittance": "Money from abroad",
	"rent": "Rent received", "dividend": "Dividends", "agent": "Agent commission", "cash": "Cash paid in", kindOther: "Other credits",
}

// kinds is the order in which streams of one size are shown.
var kinds = []string{kindSalary, kindPension, kindProbable, kindGig, kindBusiness, "freelance", "agent", "stipend", "allowance", "remittance", "rent", "dividend", kindTransfer, "cash", kindOther}

// candidate reports whether a credit can be income at all.
func candidate(x *row) bool {
	return x.in && x.paired == unpaired && (x.label.Group == groupIncome || x.label.Group == groupUnknown)
}

// findIncome is steps 1 to 5 of income (DOMAIN 2.3): strip, group by payer, weigh the evidence for a
// salary, find the rhythm, and count.
func (r *reading) findIncome() {
	r.markWindfalls()
	groups := r.payers()
	pools := map[string][]*row{}
	for _, g := range groups {
		kind := g.kind()
		if kind == kindSalary || kind == kindTransfer && len(g.rows) >= 3 && len(g.key) > 0 {
			s := r.salaryStream(g)
			if s.Kind != kindOther || kind == kindSalary || r.goesInCircles(&s, g) {
				r.Income = append(r.Income, s)
				continue
			}
		}
		pools[kind] = append(pools[kind], g.rows...)
	}
	for _, kind := range kinds {
		if rows := pools[kind]; len(rows) > 0 {
			r.Income = append(r.Income, r.poolStream(kind, rows))
		}
	}
	r.countIncome()
}

// goesInCircles reports whether a payer of much of what comes in gets it back.
func (r *reading) goesInCircles(s *Stream, g *payerGroup) bool {
	if s.trips < 2 {
		return false
	}
	var all int64
	for i := range r.rows {
		if x := &r.rows[i]; candidate(x) {
			all = add(all, x.amount)
		}
	}
	return share(sum(amountsOf(g.rows)), all) >= int64(r.p.Reading.Fraud.TripMainShare)
}

// payerGroup is the credits of one payer (salaries and transfers), or of one kind.
type payerGroup struct {
	key  []string
	pool string // set for kinds that are pooled
	rows []*row

	trips []int64 // what went back for each row, worked out when first asked for
}

func (g *payerGroup) kind() string {
	if g.pool != "" {
		return g.pool
	}
	for _, x := range g.rows {
		if kindOf[x.label.Code] == kindSalary {
			return kindSalary
		}
	}
	return kindTransfer
}

// payers groups candidate credits. Two rows have one payer if they share two distinctive words, or
// if one single word is all that both have; one shared word or shared digits are not enough.
func (r *reading) payers() []*payerGroup {
	var groups []*payerGroup
	pairs, singles, pools := map[[2]string]*payerGroup{}, map[string]*payerGroup{}, map[string]*payerGroup{}
	for i := range r.rows {
		x := &r.rows[i]
		if !candidate(x) {
			continue
		}
		kind := kindOf[x.label.Code]
		if kind == "" {
			kind = kindTransfer
		}
		var g *payerGroup
		if kind != kindSalary && kind != kindTransfer {
			if g = pools[kind]; g == nil {
				g = &payerGroup{pool: kind}
				pools[kind], groups = g, append(groups, g)
			}
		} else if g = findPayer(x.label.key, kind, pairs, singles); g == nil {
			g = &payerGroup{key: x.label.key}
			groups = append(groups, g)
		}
		if g.pool == "" {
			rememberPayer(x.label.key, kind, g, pairs, singles)
		}
		g.rows = append(g.rows, x)
	}
	return groups
}

func findPayer(key []string, kind string, pairs map[[2]string]*payerGroup, singles map[string]*payerGroup) *payerGroup {
	for i := range key {
		for j := i + 1; j < len(key); j++ {
			if g := pairs[[2]string{key[i], key[j]}]; g != nil {
				return g
			}
		}
	}
	if len(key) == 1 {
		return singles[key[0]]
	}
	if len(key) == 0 {
		return singles["\x00"+kind] // salaries without any name are one stream
	}
	return nil
}

func rememberPayer(key []string, kind string, g *payerGroup, pairs map[[2]string]*payerGroup, singles map[string]*payerGroup) {
	for i := range key {
		for j := i + 1; j < len(key); j++ {
			if p := [2]string{key[i], key[j]}; pairs[p] == nil {
				pairs[p] = g
			}
		}
	}
	if len(key) == 1 && singles[key[0]] == nil {
		singles[key[0]] = g
	}
	if len(key) == 0 && singles["\x00"+kind] == nil {
		singles["\x00"+kind] = g
	}
}

// newStream gives what every stream has: its dates, payments, monthly sums and rhythm.
func (r *reading) newStream(kind, name string, rows []*row) Stream {
	s := Stream{Kind: kind, Name: name, Payments: len(rows), First: rows[0].day, Last: rows[len(rows)-1].day, Next: calendar.NoDay, byMonth: make([]int64, len(r.window))}
	payers := map[string]bool{}
	for _, x := range rows {
		payers[strings.Join(x.label.key, " ")] = true
		if i := r.inWindow(x); i >= 0 {
			s.byMonth[i] = add(s.byMonth[i], x.amount)
		}
	}
	s.Payers = len(payers)
	for _, m := range s.byMonth {
		if m > 0 {
			s.Months++
		}
	}
	s.Rows = ids(lastRows(rows))
	findRhythm(&s, rows, r.p.Income.Points.DaysOff)
	return s
}

// poolStream is the income of many payers of one kind.
func (r *reading) poolStream(kind string, rows []*row) Stream {
	slices.SortStableFunc(rows, func(a, b *row) int { return cmp.Compare(a.at, b.at) })
	s := r.newStream(kind, poolName[kind], rows)
	s.Variation = variation(s.byMonth)
	s.Monthly = min(median(s.byMonth), withoutBest(s.byMonth))
	if kind == kindPension {
		s.Monthly = r.regularMonthly(s.byMonth)
	}
	return s
}

// regularMonthly is a salary's month: the smaller of the median of the last paid months and the
// median of the window with missing months as nothing.
func (r *reading) regularMonthly(byMonth []int64) int64 {
	var paid []int64
	for i := len(byMonth) - 1; i >= 0 && len(paid) < r.p.Income.PaidMonths; i-- {
		if byMonth[i] > 0 {
			paid = append(paid, byMonth[i])
		}
	}
	return min(median(paid), median(byMonth))
}

// withoutBest is the mean of the months without the best one.
func withoutBest(xs []int64) int64 {
	if len(xs) < 2 {
		return mean(xs)
	}
	return (sum(xs) - slices.Max(xs)) / int64(len(xs)-1)
}

func lastRows(rows []*row) []*row { return rows[max(0, len(rows)-rowsShown):] }

// markWindfalls takes out of income credits that are far above the person's own and have no sibling.
func (r *reading) markWindfalls() {
	var amounts []int64
	monthly := make([]int64, len(r.window))
	for i := range r.rows {
		if x := &r.rows[i]; candidate(x) {
			amounts = append(amounts, x.amount)
			if w := r.inWindow(x); w >= 0 {
				monthly[w] = add(monthly[w], x.amount)
			}
		}
	}
	if len(amounts) < 4 || len(r.window) < 2 {
		return
	}
	slices.Sort(amounts)
	q1, q3 := amounts[len(amounts)/4], amounts[len(amounts)*3/4]
	limit := max(of(median(monthly), int64(r.p.Income.WindfallTimes)), add(q3, 3*(q3-q1)))
	for i := range r.rows {
		x := &r.rows[i]
		if candidate(x) && x.amount > limit && (x.label.Group == groupUnknown || x.label.Code == "cash_deposit") && lonely(amounts, x.amount) {
			x.paired = windfall
			r.Windfall = append(r.Windfall, Windfall{x.id, x.day, x.amount})
		}
	}
}

// lonely reports whether no other amount lies within a fifth of this one.
func lonely(sorted []int64, amount int64) bool {
	lo, _ := slices.BinarySearch(sorted, amount-amount/5)
	hi, _ := slices.BinarySearch(sorted, amount+amount/5+1)
	return hi-lo <= 1
}

// countIncome sets what counts: salaries and pensions, and a few other streams, after haircuts and
// never more than the policy's share of all that came in.
func (r *reading) countIncome() {
	rules := r.p.Income
	regular := slices.ContainsFunc(r.Income, func(s Stream) bool { return s.Kind == kindSalary || s.Kind == kindPension })
	for i := range r.Income {
		s := &r.Income[i]
		s.cut = int64(rules.Haircuts[s.Kind])
		s.Why = r.notCounted(s, regular)
		if s.Why == "" {
			s.Counted = of(s.Monthly, s.cut)
			r.netSuppliers(s)
		}
	}
	slices.SortStableFunc(r.Income, func(a, b Stream) int {
		return cmp.Or(cmp.Compare(b.Counted, a.Counted), cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(b.Monthly, a.Monthly), strings.Compare(a.Name, b.Name))
	})
	others := 0
	for i := range r.Income {
		s := &r.Income[i]
		if s.Counted == 0 || s.Kind == kindSalary || s.Kind == kindPension {
			continue
		}
		if others++; others > rules.OthersMost {
			s.Counted, s.Why = 0, "more sources of this sort than are counted"
		}
	}
	r.sumIncome()
}

// netSuppliers counts a trade at no more than what is left of its takings after its suppliers are
// paid: for a trader, turnover is not income.
func (r *reading) netSuppliers(s *Stream) {
	if !r.p.Income.SupplierNetting || s.Kind != kindBusiness && s.Kind != kindTransfer && s.Kind != "cash" {
		return
	}
	s.Suppliers = r.suppliersPaid()
	s.Counted = min(s.Counted, max(0, s.Monthly-s.Suppliers))
	if s.Counted == 0 {
		s.Why = "what comes in goes on to suppliers"
	}
}

// suppliersPaid is what a usual month of the window pays to firms whose narration says no other purpose.
func (r *reading) suppliersPaid() int64 {
	months := make([]int64, len(r.window))
	for i := range r.rows {
		x := &r.rows[i]
		if w := r.inWindow(x); w >= 0 && !x.in && x.paired == unpaired && x.label.Group == groupUnknown && x.label.Org && x.label.Channel != "pos" {
			months[w] = add(months[w], x.amount)
		}
	}
	return median(months)
}

func (r *reading) notCounted(s *Stream, regular bool) string {
	rules := r.p.Income
	switch {
	case s.cut == 0:
		return "not counted as income"
	case s.trips > 1:
		return "the money goes back to the payer"
	case regular && slices.Contains(rules.NotBesideSalary, s.Kind):
		return "not counted beside a regular income"
	case s.Kind == kindTransfer && s.Payers < rules.PayersLeast:
		return "too few payers to be a trade"
	case s.Kind != kindSalary && s.Kind != kindPension && s.Months*rules.WindowMonths < rules.MonthsLeast*len(r.window):
		return "not in enough months"
	case s.Monthly == 0:
		return "nothing in a usual month"
	}
	return ""
}

func (r *reading) sumIncome() {
	months := make([]int64, len(r.window))
	all := make([]int64, len(r.window))
	for _, s := range r.Income {
		for i, m := range s.byMonth {
			all[i] = add(all[i], m)
			if s.Counted > 0 {
				months[i] = add(months[i], of(m, s.cut))
			}
		}
		r.MonthlyIncome = add(r.MonthlyIncome, s.Counted)
		if s.Counted > 0 {
			r.GrossIncome = add(r.GrossIncome, s.Monthly)
			r.Sufficiency.Incomes += s.Payments
		}
	}
	r.MonthlyIncome = min(r.MonthlyIncome, of(median(all), int64(r.p.Income.CreditsTimes)))
	r.StressedIncome = min(r.MonthlyIncome, lowerQuartile(months))
	if len(r.Income) > 0 && r.Income[0].Counted > 0 {
		r.MainIncome = r.Income[0].Kind
	}
}
