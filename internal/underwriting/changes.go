package underwriting

import (
	"slices"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/scorecard"
)

// Lever is something that a borrower, or time, can change: a feature with the words of a policy for
// it. {now} and {to} stand for the feature's value and the value that would do.
type Lever struct {
	Feature string `yaml:"feature"`
	Text    string `yaml:"text"`
}

// Rules of the findings that help: what would change the answer, and when to try again.
const (
	RuleChange   = "CHANGE"    // figures: feature, now, to, outcome, on (a date, where time or habit brings it about)
	RuleTryAgain = "TRY-AGAIN" // figures: on
)

// change is one way in which the answer would be better, found by judging the case again with it.
type change struct {
	levers  []string // features
	to      map[string]scorecard.Value
	outcome Outcome
}

// helps says what would change an answer that is not yes: the smallest change of each lever that
// alone makes it better, or else all of them together; and the first day on which it is worth trying
// again. Every one was found by deciding the case again with the actual policy.
func (v *view) helps(outcome Outcome) []Finding {
	if !v.canHelp() {
		return nil
	}
	if v.r.tierHolds() {
		return v.waitForHistory()
	}
	var found []change
	all := change{to: map[string]scorecard.Value{}}
	for _, l := range v.r.p.Levers {
		tries := v.tries(l.Feature)
		for _, n := range tries {
			to := map[string]scorecard.Value{l.Feature: known(n)}
			if got := v.again(to); betterThan(got, outcome) {
				found = append(found, change{[]string{l.Feature}, to, got})
				break
			}
		}
		if len(tries) > 0 {
			all.levers = append(all.levers, l.Feature)
			all.to[l.Feature] = known(tries[len(tries)-1])
		}
	}
	if len(found) == 0 && len(all.levers) > 1 {
		if all.outcome = v.again(all.to); betterThan(all.outcome, outcome) {
			found = append(found, v.without(all, outcome))
		}
	}
	return v.say(found)
}

// waitForHistory says from when on there is enough history to decide on, where that is all that is
// lacking: what the answer will be, nobody can say before.
func (v *view) waitForHistory() []Finding {
	s := v.r.Sufficiency
	if !v.r.hasStatement() || s.OnlyIncome {
		return nil
	}
	for _, t := range slices.Backward(v.r.p.Sufficiency) {
		if t.Effect == EffectHold || s.RowsPerMonth < t.RowsPerMonth && s.CompleteMonths > 0 {
			continue
		}
		days := max(t.Days-s.Days, 0)
		if lacks := t.CompleteMonths - s.CompleteMonths; lacks > 0 {
			days = max(days, int(v.r.AsOf.AddDays(1-dayOf(v.r.AsOf)).AddMonths(lacks, 1)-v.r.AsOf))
		}
		on := v.after(days)
		return []Finding{{Rule: RuleTryAgain, Effect: string(EffectNone), Said: "From " + on.String() + " there is enough account history to decide.", Figures: map[string]string{"on": on.String()}}}
	}
	return nil
}

// canHelp reports whether the person may be told: where fraud or identity is in question, nobody is
// told what would pass.
func (v *view) canHelp() bool {
	for _, x := range v.verdicts {
		if x.effect == EffectKnockOut || x.effect != EffectNone && x.reason == v.r.p.ToldAlone {
			return false
		}
	}
	return true
}

// without drops from a change of everything the levers that it does not need.
func (v *view) without(all change, outcome Outcome) change {
	for _, name := range slices.Clone(all.levers) {
		rest := map[string]scorecard.Value{}
		for k, x := range all.to {
			if k != name {
				rest[k] = x
			}
		}
		if got := v.again(rest); len(rest) > 0 && betterThan(got, outcome) {
			all.to, all.outcome = rest, got
			all.levers = slices.DeleteFunc(all.levers, func(x string) bool { return x == name })
		}
	}
	return all
}

func betterThan(a, b Outcome) bool {
	rank := []Outcome{Decline, Refer, Approve}
	return slices.Index(rank, a) > slices.Index(rank, b)
}

// again decides the case with other values of some features. What affordability adds up follows
// them: repayments elsewhere, income, the amount asked for.
func (v *view) again(to map[string]scorecard.Value) Outcome {
	r, c := *v.r, *v.r.c
	r.c = &c
	if x, ok := to["obligations_to_income"]; ok {
		r.Obligations = of(r.MonthlyIncome, x.N)
	}
	if x, ok := to["income"]; ok {
		r.StressedIncome = mulDiv(r.StressedIncome, x.N, max(1, r.MonthlyIncome))
		r.MonthlyIncome = x.N
	}
	if x, ok := to["requested"]; ok {
		c.Request.Principal = x.N
	}
	values := func(name string) scorecard.Value {
		if x, ok := to[name]; ok {
			return x
		}
		return v.values(name)
	}
	if x, ok := to["history"]; ok {
		r.lengthen(int(x.N))
	}
	w := r.view(values, v.at)
	return w.weigh(w.grid.any())
}

// lengthen supposes that the statement goes on as it has, to so many days.
func (r *reading) lengthen(days int) {
	s := &r.Sufficiency
	more := days - s.Days
	s.Days = days
	s.CompleteMonths += more / 30
	if s.Incomes > 0 {
		s.Incomes += more / 30
	}
	s.OnlyIncome = false
	r.judgeTier()
}

// triesMost bounds how many values of one lever are tried.
const triesMost = 6

// tries lists the values of a lever that could make a difference: where the policy's rules, bins and
// tiers have their edges, nearest to the present value first.
func (v *view) tries(feature string) []int64 {
	now := v.values(feature)
	if !now.Known {
		return nil
	}
	f := registry[feature]
	var out []int64
	for i := range v.r.p.Rules {
		for _, w := range v.r.p.Rules[i].When {
			if w.Feature == feature && w.holds(now) {
				out = append(out, w.passing())
			}
		}
	}
	out = append(out, v.r.p.edges(f, now.N, v.r)...)
	slices.SortFunc(out, func(a, b int64) int { return compareAbs(a-now.N, b-now.N) })
	out = slices.Compact(out)
	return out[:min(len(out), triesMost)]
}

func compareAbs(a, b int64) int {
	switch a, b = abs(a), abs(b); {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// passing is the nearest value at which the condition does not hold.
func (w *Condition) passing() int64 {
	switch {
	case w.Above != nil, w.Below != nil:
		return w.limit
	case w.limit == 0:
		return 1
	}
	return 0
}

// edges gives the better ends of the scorecard's bins, the lengths of the tiers, and for an amount
// asked the amounts that the product has.
func (p *Policy) edges(f feature, now int64, r *reading) (out []int64) {
	for _, ch := range p.Scorecard.Characteristics {
		if ch.Feature != f.name {
			continue
		}
		for i, b := range ch.Bins {
			switch {
			case b.To != nil && *b.To < now && i+1 < len(ch.Bins) && b.Points > ch.Bins[i+1].Points:
				out = append(out, *b.To)
			case i > 0 && ch.Bins[i-1].To != nil && *ch.Bins[i-1].To >= now && b.Points > ch.Bins[i-1].Points:
				out = append(out, *ch.Bins[i-1].To+1)
			}
		}
	}
	switch f.name {
	case "history":
		for _, t := range p.Sufficiency {
			if int64(t.Days) > now {
				out = append(out, int64(max(t.Days, r.Sufficiency.Days+30*(t.CompleteMonths-r.Sufficiency.CompleteMonths))))
			}
		}
	case "requested":
		for _, s := range p.Product.Grid.Shares {
			if n := p.minor(p.Product.Smallest); of(now, int64(s)) > n && s < one {
				out = append(out, of(now, int64(s)))
			}
		}
		if n := p.minor(p.Product.Smallest); n < now {
			out = append(out, n)
		}
	case "income":
		for n := now + now/4; n > 0 && n < 5*now; n += now / 2 {
			out = append(out, n)
		}
	case "obligations_to_income":
		for n := now * 3 / 4; n > 0; n = n * 3 / 4 {
			out = append(out, n)
		}
		if now > 0 {
			out = append(out, 0)
		}
	}
	return out
}

// say puts changes into findings with the policy's words, and adds the day on which to try again.
func (v *view) say(found []change) (out []Finding) {
	tryOn := calendar.NoDay
	for _, x := range found {
		f := Finding{Rule: RuleChange, Effect: string(EffectNone), Figures: map[string]string{"outcome": string(x.outcome)}}
		var parts []string
		on := v.after(0)
		for _, name := range x.levers {
			ft := registry[name]
			now, to := ft.say(v.values(name), v.r.Currency), ft.say(x.to[name], v.r.Currency)
			f.Figures[name], f.Figures[name+" to"] = now, to
			parts = append(parts, strings.NewReplacer("{now}", now, "{to}", to).Replace(v.r.p.leverText(name)))
			on = max(on, v.passesOn(name, x.to[name].N))
		}
		f.Said = strings.Join(parts, " ")
		f.Figures["on"] = on.String()
		if !tryOn.Known() || on < tryOn {
			tryOn = on
		}
		out = append(out, f)
	}
	if tryOn.Known() {
		out = append(out, Finding{Rule: RuleTryAgain, Effect: string(EffectNone), Said: "It is worth trying again from " + tryOn.String() + ".", Figures: map[string]string{"on": tryOn.String()}})
	}
	return out
}

func (p *Policy) leverText(feature string) string {
	for _, l := range p.Levers {
		if l.Feature == feature {
			return l.Text
		}
	}
	return ""
}

// passesOn is the first day on which a feature can have a value: at once where the borrower decides
// it, else when the rows that made it have left its window.
func (v *view) passesOn(feature string, to int64) calendar.Day {
	r := v.r
	switch feature {
	case "history":
		return v.after(int(to) - r.Sufficiency.Days)
	case "betting_share":
		return v.leaves(r.p.Reading.RecentDays, func(from calendar.Day) bool {
			bets := r.sumOf("", func(x *row) bool {
				return x.label.Group == groupGambling && !x.in && x.day >= from && x.counted()
			})[0].Amount
			return share(bets, mulDiv(r.MonthlyIncome, int64(r.p.Reading.RecentDays), 30)) <= to
		})
	case "lenders_30", "lenders_90", "lenders_newest":
		days := map[string]int{"lenders_30": 30, "lenders_90": 90, "lenders_newest": r.p.Debts.NewestDays}[feature]
		return v.leaves(days, func(from calendar.Day) bool { n, _ := r.lendersSince(from); return n <= to })
	case "low_days", "balance_to_income":
		return v.after(r.p.Reading.RecentDays)
	case "income_months_missed":
		return v.after(30 * r.p.Income.WindowMonths)
	}
	return v.after(0)
}

// leaves is the first day on which what is left of a window passes.
func (v *view) leaves(days int, passes func(from calendar.Day) bool) calendar.Day {
	for n := 0; n < days; n++ {
		if passes(v.r.AsOf.AddDays(n - days)) {
			return v.after(n)
		}
	}
	return v.after(days)
}

// after is so many days after the case's own day.
func (v *view) after(days int) calendar.Day { return v.r.AsOf.AddDays(max(0, days)) }

// TryAgainOn is the first day on which another application is worth making; NoDay: nobody can say.
func (d Decision) TryAgainOn() calendar.Day {
	for _, f := range d.Findings {
		if f.Rule == RuleTryAgain {
			if on, err := calendar.Parse(f.Figures["on"]); err == nil {
				return on
			}
		}
	}
	return calendar.NoDay
}

// Changes says in words for the borrower what would change the answer.
func (d Decision) Changes() (out []string) {
	for _, f := range d.Findings {
		if f.Rule == RuleChange {
			out = append(out, f.Said)
		}
	}
	return out
}
