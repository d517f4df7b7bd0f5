package underwriting

import (
	"cmp"
	"slices"

	"lendwright/internal/money"
	"lendwright/internal/scorecard"
)

// minorOf is an amount of major units in minor ones.
func minorOf(c money.Currency, major int64) int64 {
	for range c.Digits() {
		major *= 10
	}
	return major
}

// usualPayday is the day of the month by which most salaries are there where the statement shows no
// pay: Nigerian employers pay between the 25th and the last day.
const usualPayday = 30

// payday measures how the last due date lies to pay: money is there just after it, and a loan that
// ends before the next pay is repaid out of nothing.
func (k *characteristics) payday() {
	day := usualPayday
	for _, s := range k.r.Income {
		if s.PayDay > 0 && s.Counted > 0 {
			day = s.PayDay
			break
		}
	}
	due := k.asOf.AddDays(int(k.termDays()))
	paid := due.AddMonths(0, day)
	if paid > due {
		paid = due.AddMonths(-1, day)
	}
	var within int64
	for d := paid; d >= k.asOf; d = d.AddMonths(-1, day) {
		within++
	}
	next := paid.AddMonths(1, day)
	k.put(kind{"due_after_payday", "Days from pay to the last due date", "REQ-PAYDAY", RiskierUp}, known(int64(due-paid)))
	k.put(kind{"paydays_within", "Pay-days before the last due date", "REQ-PAYDAY", AnyWay}, known(within))
	short := int64(due - paid)
	if within == 0 {
		short = month + int64(next-due)
	}
	k.put(kind{"payday_short", "Days from pay to the last due date; 30 and the days missing where no pay comes before it", "REQ-PAYDAY", RiskierUp}, known(short))
}

// rowMinimum is the lowest balance that any row shows: it sees what the end of the day hides.
func (k *characteristics) rowMinimum() scorecard.Value {
	least, ok := int64(0), false
	for i := range k.r.rows {
		if x := &k.r.rows[i]; x.known && (!ok || x.balance < least) {
			least, ok = x.balance, true
		}
	}
	return knownIf(ok, least)
}

// afterPayday looks at what is left just before the next large credit, and how fast one is spent.
func (k *characteristics) afterPayday() {
	var left, spent []int64
	first := k.r.Daily[0].Day
	for i := range k.r.rows {
		x := &k.r.rows[i]
		at := int(x.day - first)
		if !x.in || x.amount*10 < k.monthIn*3 || at < 1 || at >= len(k.r.Daily) {
			continue
		}
		left = append(left, k.r.Daily[at-1].Balance)
		if later := at + 14; later < len(k.r.Daily) {
			spent = append(spent, signedShare(k.r.Daily[at].Balance-k.r.Daily[later].Balance, max(1, x.amount)))
		}
	}
	k.put(kind{"payday_left_usual", "Usual balance before the next large credit", "BAL-LOW", SaferUp}, knownIf(len(left) > 0, median(left)))
	k.put(kind{"payday_left_min", "Lowest balance before a large credit", "BAL-LOW", SaferUp}, knownIf(len(left) > 0, leastOf(left)))
	k.put(kind{"payday_spent", "Share of a large credit gone in 14 days", "BAL-LOW", AnyWay}, knownIf(len(spent) > 0, median(spent)))
	k.put(kind{"paydays", "Large credits in 100 days", "STM-FLOW", AnyWay}, known(int64(len(left))*100/k.days))
}

func leastOf(xs []int64) int64 {
	if len(xs) == 0 {
		return 0
	}
	return slices.Min(xs)
}

// habit is a payment that comes again in the same words; for debits also at the same amount.
type habit struct {
	text   string
	in     bool
	amount int64
}

// recurring measures what comes in and goes out by habit: standing orders, rent, insurance, pay.
func (k *characteristics) recurring() {
	months := map[habit]map[int]int64{}
	for i := range k.r.rows {
		x := &k.r.rows[i]
		if !x.counted() || x.text == "" {
			continue
		}
		h := habit{x.text, x.in, x.amount}
		if x.in {
			h.amount = 0
		}
		if months[h] == nil {
			months[h] = map[int]int64{}
		}
		m := int(k.asOf-1-x.day) / month
		months[h][m] = add(months[h][m], x.amount)
	}
	k.habits(months)
}

// habitMonths is in how many months a payment must have come to be a habit.
const habitMonths = 3

func (k *characteristics) habits(months map[habit]map[int]int64) {
	var fixedOut, named, orders int64
	list := make([]habit, 0, len(months))
	for h := range months {
		list = append(list, h)
	}
	slices.SortFunc(list, func(a, b habit) int { return cmp.Or(cmp.Compare(a.text, b.text), cmp.Compare(a.amount, b.amount)) })
	for _, h := range list {
		seen := months[h]
		if len(seen) < habitMonths {
			continue
		}
		var total int64
		for _, x := range seen {
			total = add(total, x)
		}
		each := total / int64(len(seen))
		switch {
		case !h.in:
			fixedOut, orders = add(fixedOut, each), orders+1
		case hasName(h.text):
			named = add(named, each)
		}
	}
	k.put(kind{"fixed_out", "Fixed outgoings a month", "AFF-DTI", AnyWay}, known(fixedOut))
	k.put(kind{"fixed_out_to_inflow", "Fixed outgoings over money in", "AFF-DTI", AnyWay}, ratio(fixedOut, k.monthIn))
	k.put(kind{"fixed_payments", "Fixed payments", "STM-FLOW", AnyWay}, known(orders))
	k.put(kind{"regular_in", "Regular money in a month from one payer", "INC-LOW", AnyWay}, known(named))
	k.put(kind{"regular_in_share", "Share of money in from one regular payer", "INC-IRR", AnyWay}, ratio(named, k.monthIn))
}

// hasName tells a payer's name or account number from bare channel words.
func hasName(text string) bool {
	return slices.ContainsFunc([]byte(text), func(b byte) bool { return b >= '0' && b <= '9' })
}
