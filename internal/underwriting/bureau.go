package underwriting

import (
	"cmp"
	"slices"
	"strings"

	"lendwright/internal/calendar"
)

// creditFile is a credit history in figures. Totals are recomputed from the lines; a word that the
// policy does not know counts as nothing known, never as good, and is named.
type creditFile struct {
	pulled       bool
	lines        []bureauLine
	unknownWords []string
	points       int // months of history over all lines
	worst12      int // days past due, last twelve months
	worst24      int
	months30     int   // months with 30 days or more in the last twelve
	arrears      int64 // past due now, where amounts are told
	dueNow       int   // worst days past due on an open line
	openLenders  int
	losses       int // written off and not small
	closedGood   int // closed within 24 months and never late beyond the policy's days
	debt         int64
	obligation   int64
	oldest       calendar.Day
}

// bureauLine is one loan after double reports have been merged.
type bureauLine struct {
	BureauLoan
	lender string
	open   bool
	loss   bool
	worst  int // days past due ever seen
	now    int
}

// readBureau turns a credit history into figures.
func (p Policy) readBureau(c Case) creditFile {
	f := creditFile{oldest: calendar.NoDay}
	if c.Bureau == nil {
		return f
	}
	f.pulled = true
	for _, l := range c.Bureau.Loans {
		f.add(p.readLine(l, c.AsOf, &f), p)
	}
	lenders := map[string]bool{}
	for i := range f.lines {
		f.count(&f.lines[i], p, c.AsOf, lenders)
	}
	f.openLenders = len(lenders)
	slices.Sort(f.unknownWords)
	f.unknownWords = slices.Compact(f.unknownWords)
	return f
}

// readLine judges one line by its words and months.
func (p Policy) readLine(l BureauLoan, asOf calendar.Day, f *creditFile) bureauLine {
	x := bureauLine{BureauLoan: l, lender: narrations().lenderOf(l.Institution)}
	status, performance := statusWord(l.Status), statusWord(l.Performance)
	x.loss = slices.Contains(p.Bureau.LossWords, status) || slices.Contains(p.Bureau.LossWords, performance)
	switch {
	case x.loss:
	case slices.Contains(p.Bureau.ClosedWords, status):
	case slices.Contains(p.Bureau.OpenWords, status):
		x.open = true // a closing date beside "open" is the day on which it falls due
	default:
		x.open = l.ClosedOn == nil || *l.ClosedOn >= asOf
		p.dpd(status, f)
	}
	x.now = max(p.dpd(performance, f), 0)
	if x.open {
		x.now = max(x.now, p.monthsLate(l, f))
	}
	x.worst = x.now
	for _, m := range l.Schedule {
		x.worst = max(x.worst, p.dpd(statusWord(m.Status), f))
	}
	if x.open && l.Overdue != nil && *l.Overdue > p.minor(p.Bureau.OverdueLeast) {
		x.now = max(x.now, 1)
		x.worst = max(x.worst, x.now)
	}
	if !x.open && !x.loss {
		x.now = 0 // history outlives status, lateness does not
	}
	return x
}

// dpd is the days past due that a word stands for; −1 for words that say nothing. A word that the policy lacks is noted.
func (p Policy) dpd(word string, f *creditFile) int {
	if word == "" {
		return -1
	}
	days, ok := p.Bureau.Words[word]
	if !ok {
		f.unknownWords = append(f.unknownWords, word)
		return -1
	}
	return days
}

// monthsLate is how late an open line is by its last months: each missed month in a row adds to the first.
func (p Policy) monthsLate(l BureauLoan, f *creditFile) int {
	months := slices.Clone(l.Schedule)
	slices.SortStableFunc(months, func(a, b BureauStatus) int { return strings.Compare(b.Month, a.Month) })
	late := 0
	for _, m := range months {
		d := p.dpd(statusWord(m.Status), f)
		switch {
		case d < 0:
			continue
		case d == 0:
			return late
		case late > 0:
			late += p.Bureau.MissedDPD
		}
		late = max(late, d)
	}
	return late
}

// statusWord brings a bureau's word into the policy's spelling: small letters, hyphens.
func statusWord(s string) string {
	return strings.NewReplacer(" ", "-", "_", "-").Replace(strings.ToLower(strings.TrimSpace(s)))
}

// add keeps a line unless another bureau reports the same loan: one lender, opened within a week,
// amounts within a twentieth. Then the worse of both is kept.
func (f *creditFile) add(x bureauLine, p Policy) {
	for i := range f.lines {
		o := &f.lines[i]
		if o.lender != x.lender || !closeDays(o.OpenedOn, x.OpenedOn) || abs(o.Principal-x.Principal)*20 > max(o.Principal, x.Principal) {
			continue
		}
		if len(x.Schedule) > len(o.Schedule) {
			o.Schedule = x.Schedule
		}
		o.worst, o.now = max(o.worst, x.worst), max(o.now, x.now)
		o.loss = o.loss || x.loss
		o.open = o.open && x.open
		o.Instalment = max(o.Instalment, x.Instalment)
		return
	}
	f.lines = append(f.lines, x)
}

func closeDays(a, b *calendar.Day) bool {
	if a == nil || b == nil {
		return a == b
	}
	return abs(int64(*a)-int64(*b)) <= sameLoanDays
}

// sameLoanDays is how far apart two bureaux may date the opening of one loan.
const sameLoanDays = 7

// count adds one line's figures.
func (f *creditFile) count(x *bureauLine, p Policy, asOf calendar.Day, lenders map[string]bool) {
	if x.OpenedOn != nil && (!f.oldest.Known() || *x.OpenedOn < f.oldest) {
		f.oldest = *x.OpenedOn
	}
	for _, m := range x.Schedule {
		n, ok := parseMonth(m.Month)
		d := p.dpd(statusWord(m.Status), f)
		if !ok || d < 0 {
			continue
		}
		f.points++
		ago := monthOf(asOf) - n
		if ago <= 12 {
			f.worst12 = max(f.worst12, d)
			if d >= 30 {
				f.months30++
			}
		}
		if ago <= 24 {
			f.worst24 = max(f.worst24, d)
		}
	}
	f.worst12, f.worst24 = max(f.worst12, x.now), max(f.worst24, x.now)
	switch {
	case x.loss:
		if x.Principal > p.minor(p.Bureau.LossLeast) || x.Principal == 0 {
			f.losses++
		}
	case x.open:
		lenders[x.lender] = true
		f.dueNow = max(f.dueNow, x.now)
		f.debt = add(f.debt, x.owed())
		f.obligation = add(f.obligation, p.instalment(x))
		if x.Overdue != nil {
			f.arrears = add(f.arrears, *x.Overdue)
		}
	case x.worst <= p.Bureau.GoodDPD && (x.ClosedOn == nil || asOf-*x.ClosedOn <= 731):
		f.closedGood++
	}
}

func (x *bureauLine) owed() int64 {
	if x.Outstanding != nil {
		return *x.Outstanding
	}
	return x.Principal
}

// instalment is a line's monthly obligation: as given, else what is owed over the policy's months.
func (p Policy) instalment(x *bureauLine) int64 {
	if x.Instalment > 0 {
		return x.Instalment
	}
	return x.owed() / int64(max(1, p.Debts.UnknownMonths))
}

// openByLender sums open lines per lender, in a fixed order.
func (f *creditFile) openByLender(p Policy) []Debt {
	var debts []Debt
	for i := range f.lines {
		x := &f.lines[i]
		if !x.open {
			continue
		}
		j := slices.IndexFunc(debts, func(d Debt) bool { return d.Lender == x.lender })
		if j < 0 {
			debts = append(debts, Debt{Lender: x.lender, LastIn: calendar.NoDay, LastOut: calendar.NoDay})
			j = len(debts) - 1
		}
		debts[j].Bureau = add(debts[j].Bureau, p.instalment(x))
		debts[j].OpenLines++
	}
	slices.SortFunc(debts, func(a, b Debt) int { return cmp.Compare(a.Lender, b.Lender) })
	return debts
}
