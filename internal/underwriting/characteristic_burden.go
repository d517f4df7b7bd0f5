package underwriting

import (
	"cmp"
	"slices"
	"strings"

	"lendwright/internal/scorecard"
)

// termDays is the length asked for in days.
func (k *characteristics) termDays() int64 {
	q := k.c.Request
	switch {
	case q.TermDays != nil:
		return int64(*q.TermDays)
	case q.TermMonths != nil:
		return int64(*q.TermMonths) * month
	}
	return 0
}

// instalment is what falls due in a month: as given, else the total over the months.
func (k *characteristics) instalment() int64 {
	q := k.c.Request
	if q.Instalment != nil && *q.Instalment > 0 {
		return *q.Instalment
	}
	total := q.Principal
	if q.TotalDue != nil && *q.TotalDue > 0 {
		total = *q.TotalDue
	}
	return total / max(1, k.termDays()/month)
}

// request measures what is asked for.
func (k *characteristics) request() {
	q := k.c.Request
	k.put(kind{"requested", "Amount asked", "REQ-TERMS", AnyWay}, known(q.Principal))
	k.put(kind{"term_days", "Length asked for in days", "REQ-TERMS", AnyWay}, known(k.termDays()))
	k.put(kind{"instalment", "Instalment a month", "AFF-DTI", AnyWay}, known(k.instalment()))
	if q.TotalDue != nil {
		cost := signedShare(*q.TotalDue-q.Principal, q.Principal)
		k.put(kind{"cost", "Cost of the loan over its amount", "REQ-TERMS", AnyWay}, known(cost))
		k.put(kind{"cost_a_month", "Cost of the loan over its amount, a month", "REQ-TERMS", AnyWay}, knownIf(k.termDays() > 0, cost*month/max(1, k.termDays())))
	}
	k.payday()
}

// burden compares what is asked for with the means that the statement shows.
func (k *characteristics) burden() {
	due := k.instalment()
	recent, span := k.flowOver(90)
	k.put(kind{"instalment_to_inflow_90", "Instalment over money in, last 90 days", "AFF-DTI", RiskierUp}, ratio(due, monthly(recent.in, span)))
	k.put(kind{"instalment_to_inflow", "Instalment over money in", "AFF-DTI", RiskierUp}, ratio(due, k.monthIn))
	k.put(kind{"free_after_instalment", "Money in less money out and the instalment, over money in", "AFF-FREE", SaferUp}, ratio(k.monthIn-k.monthOut-due, k.monthIn))
	k.put(kind{"requested_to_inflow", "Amount asked over money in a month", "AFF-DTI", RiskierUp}, ratio(k.c.Request.Principal, k.monthIn))
	if b := k.seriesOver(allDays); len(b) > 0 {
		k.put(kind{"instalment_to_balance", "Instalment over the mean balance", "AFF-FREE", RiskierUp}, ratio(due, mean(b)))
		k.put(kind{"requested_to_balance", "Amount asked over the mean balance", "AFF-FREE", RiskierUp}, ratio(k.c.Request.Principal, mean(b)))
	}
}

// purpose sums the rows of one purpose: another provider's category, else our own label.
type purpose struct {
	in, out, rows int64
	last          int64 // days since the last row
}

// purposes measures each purpose of money that the rows name. What tells of faith, health, family
// or a way of life is passed over.
func (k *characteristics) purposes() {
	sums := map[string]*purpose{}
	for i := range k.r.rows {
		x := &k.r.rows[i]
		name := purposeOf(x)
		if name == "" || !x.counted() {
			continue
		}
		p := sums[name]
		if p == nil {
			p = &purpose{}
			sums[name] = p
		}
		p.rows++
		p.last = int64(k.asOf - x.day)
		if x.in {
			p.in = add(p.in, x.amount)
		} else {
			p.out = add(p.out, x.amount)
		}
	}
	names := make([]string, 0, len(sums))
	for name := range sums {
		names = append(names, name)
	}
	slices.SortFunc(names, cmp.Compare)
	for _, name := range names {
		k.purpose(name, *sums[name])
	}
}

// purposeOf names a row's purpose; empty: none that may be used.
func purposeOf(x *row) string {
	name := x.given
	if name == "" {
		name = x.label.Code
	}
	if name == unknownCode || strings.HasPrefix(name, channelPrefix) || rolledUp[x.label.Code] || forbidden(name) {
		return ""
	}
	return strings.ToLower(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') }), "_"))
}

func (k *characteristics) purpose(name string, p purpose) {
	words := strings.ReplaceAll(name, "_", " ")
	put := func(suffix, label string, v scorecard.Value) {
		k.put(kind{"purpose_" + name + suffix, "“" + words + "”: " + label, "STM-FLOW", AnyWay}, v)
	}
	put("_rows", "rows in 1,000 days", known(p.rows*1000/max(k.days, month)))
	put("_since", "days since the last row", known(p.last))
	if p.in > 0 {
		put("_in", "money in a month", known(monthly(p.in, k.days)))
		put("_in_share", "share of money in", ratio(monthly(p.in, k.days), k.monthIn))
	}
	if p.out > 0 {
		put("_out", "money out a month", known(monthly(p.out, k.days)))
		put("_out_share", "share of money out", ratio(monthly(p.out, k.days), k.monthOut))
	}
}

// taken are the figures of rules and expert scorecard that fitting may use too: what they say of
// income, debts and betting, under their own names.
var taken = []struct {
	name   string
	reason string
	trend  Trend
}{
	{"income", "INC-LOW", SaferUp},
	{"income_months", "INC-IRR", SaferUp},
	{"income_variation", "INC-IRR", RiskierUp},
	{"obligations_to_income", "AFF-DTI", RiskierUp},
	{"lenders_90", "LND-MANY", RiskierUp},
	{"loan_cycles", "LND-MANY", RiskierUp},
	{"failed_debits", "BAL-LOW", RiskierUp},
	{"betting_share", "GAM-HIGH", RiskierUp},
	{"longest_gap", "DAT-SHORT", AnyWay},
}

var takenFromBureau = []struct {
	name   string
	reason string
	trend  Trend
}{
	{"bureau_loans", "BUR-THIN", AnyWay},
	{"bureau_worst_12", "BUR-HIST", RiskierUp},
	{"bureau_worst_24", "BUR-HIST", RiskierUp},
	{"bureau_months_30", "BUR-HIST", RiskierUp},
	{"bureau_late_now", "BUR-CUR", RiskierUp},
	{"bureau_arrears", "BUR-CUR", RiskierUp},
	{"bureau_open_lenders", "LND-MANY", RiskierUp},
	{"bureau_losses", "BUR-HIST", RiskierUp},
	{"bureau_closed_good", "BUR-THIN", SaferUp},
	{"bureau_total_debt", "AFF-DTI", AnyWay},
}

func (k *characteristics) known() {
	for _, t := range taken {
		k.take(t.name, t.reason, t.trend)
	}
}

func (k *characteristics) bureau() {
	if k.c.Bureau == nil {
		return
	}
	for _, t := range takenFromBureau {
		k.take(t.name, t.reason, t.trend)
	}
}

func (k *characteristics) take(name, reason string, trend Trend) {
	if f, ok := featureNamed(name); ok {
		k.put(kind{name, f.label, reason, trend}, f.of(k.r))
	}
}
