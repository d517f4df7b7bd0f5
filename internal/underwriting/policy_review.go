package underwriting

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lendwright/internal/scorecard"

	"github.com/shopspring/decimal"
)

// Remark is something about a policy that loads which its author should know before publishing it:
// a gap or an overlap, with the place where it stands.
type Remark struct {
	Where string // path in the document
	Says  string
}

// Review finds gaps and overlaps in a policy: rules that can never decide because another rule always
// does, features that nothing is said of when they are not known, bands and tiers that no case
// reaches, smallest loans that a band's limit never allows, reasons that are never given.
func (p Policy) Review() []Remark {
	v := &reviewer{p: &p}
	for i := range p.Rules {
		v.covered(i)
	}
	v.unknowns()
	v.bandsReached()
	v.tiersReached()
	v.smallestReached()
	v.reasonsGiven()
	return v.remarks
}

type reviewer struct {
	p       *Policy
	remarks []Remark
}

func (v *reviewer) say(where, format string, args ...any) {
	v.remarks = append(v.remarks, Remark{where, fmt.Sprintf(format, args...)})
}

// covered finds a rule whose condition always comes with another rule's of at least its effect.
func (v *reviewer) covered(i int) {
	narrow := &v.p.Rules[i]
	if len(narrow.When) == 0 || narrow.If != "" || narrow.Effect == EffectNone {
		return
	}
	for j := range v.p.Rules {
		wide := &v.p.Rules[j]
		if i == j || len(wide.When) != 1 || wide.If != "" || wide.Statement && !narrow.Statement || stronger(narrow.Effect, wide.Effect) {
			continue
		}
		same := len(narrow.When) == 1 && covers(&narrow.When[0], &wide.When[0]) && narrow.Effect == wide.Effect
		if same && i < j {
			continue // two rules for one thing: it is said once
		}
		if slices.ContainsFunc(narrow.When, func(w Condition) bool { return covers(&wide.When[0], &w) }) {
			v.say(fmt.Sprintf("rules[%d] (%s)", i, narrow.ID), "never decides anything: whenever it holds, %s holds too and is at least as strong", wide.ID)
			return
		}
	}
}

// covers reports whether wide holds wherever narrow does.
func covers(wide, narrow *Condition) bool {
	if wide.Feature != narrow.Feature {
		return false
	}
	switch {
	case wide.Unknown || narrow.Unknown:
		return wide.Unknown && narrow.Unknown
	case wide.Above != nil:
		return narrow.Above != nil && narrow.limit >= wide.limit || narrow.Is != nil && narrow.limit > wide.limit
	case wide.Below != nil:
		return narrow.Below != nil && narrow.limit <= wide.limit || narrow.Is != nil && narrow.limit < wide.limit
	}
	return narrow.Is != nil && narrow.limit == wide.limit
}

// mayBeUnknown lists features of evidence that a case may come without, though the statement is good.
var mayBeUnknown = []string{"age", "bvn_unverified", "bureau_late_now", "bureau_worst_12"}

// unknowns finds knock-outs and declines over what may not be known, where no rule says what happens then.
func (v *reviewer) unknowns() {
	for _, feature := range mayBeUnknown {
		used, said := "", false
		for i := range v.p.Rules {
			r := &v.p.Rules[i]
			for _, w := range r.When {
				switch {
				case w.Feature == feature && w.Unknown, w.Feature == "bureau_pulled" && strings.HasPrefix(feature, "bureau_"):
					said = true
				case w.Feature == feature && (r.Effect == EffectKnockOut || r.Effect == EffectDecline || r.Effect == EffectHold):
					used = r.ID
				}
			}
			if r.expr != nil && slices.Contains(r.expr.features, feature) {
				said = said || strings.Contains(r.If, feature+knownSuffix)
			}
		}
		if _, missing := v.p.Missing[evidenceOf[feature]]; used != "" && !said && !missing {
			v.say("rules", "%s decides on %s, and nothing says what happens when it is not known", used, feature)
		}
	}
}

// evidenceOf says which source of evidence gives a feature.
var evidenceOf = map[string]string{"bvn_unverified": "bvn", "bureau_late_now": "credit_history", "bureau_worst_12": "credit_history"}

// bandsReached finds bands between whose ends no total of points lies.
func (v *reviewer) bandsReached() {
	low, high := pointsRange(v.p.Scorecard)
	worst, best := decimal.New(v.p.Scorecard.PD(low), -6), decimal.New(v.p.Scorecard.PD(high), -6)
	from := decimal.Zero
	for i, b := range v.p.Bands {
		to := b.PDTo.Decimal()
		if best.GreaterThan(to) || worst.LessThanOrEqual(from) && !from.IsZero() {
			v.say(fmt.Sprintf("bands[%d] (%s)", i, b.Name), "no case comes here: the scorecard's PDs go from %s to %s", best, worst)
		}
		from = to
	}
}

func pointsRange(c scorecard.Card) (low, high int) {
	low, high = c.Start, c.Start
	for _, ch := range c.Characteristics {
		least, most := *ch.Missing, *ch.Missing
		for _, b := range ch.Bins {
			least, most = min(least, b.Points), max(most, b.Points)
		}
		low, high = low+least, high+most
	}
	return low, high
}

// tiersReached finds tiers that ask for at least what an earlier one asks for.
func (v *reviewer) tiersReached() {
	tiers := v.p.Sufficiency
	for i, t := range tiers {
		for _, a := range tiers[:i] {
			if t.Days >= a.Days && t.CompleteMonths >= a.CompleteMonths && t.RowsPerMonth >= a.RowsPerMonth && t.Incomes >= a.Incomes {
				v.say(fmt.Sprintf("sufficiency[%d] (%s)", i, t.Name), "no case comes here: whoever meets it meets %s before", a.Name)
				break
			}
		}
	}
}

// smallestReached finds incomes that no income rule declines and whose limit in a band is below the
// smallest loan: they are declined for want of an offer and not by a rule.
func (v *reviewer) smallestReached() {
	least := int64(0)
	for i := range v.p.Rules {
		for _, w := range v.p.Rules[i].When {
			if w.Feature == "income" && w.Below != nil && v.p.Rules[i].Effect == EffectDecline {
				least = max(least, w.limit)
			}
		}
	}
	small := v.p.minor(v.p.Product.Smallest)
	for i, b := range v.p.Bands {
		if !b.Decline && of(least, int64(b.IncomeMultiple)) < small {
			v.say(fmt.Sprintf("bands[%d] (%s).income_multiple", i, b.Name), "an income of the least that the rules allow has a limit below product.smallest here")
		}
	}
}

// reasonsGiven finds words that nobody is ever told.
func (v *reviewer) reasonsGiven() {
	given := map[string]bool{}
	for _, code := range builtInReasons {
		given[code] = true
	}
	for _, r := range v.p.Rules {
		given[r.Reason] = true
	}
	for _, t := range v.p.Sufficiency {
		given[t.Reason], given[t.NoIncome] = true, true
	}
	for _, b := range v.p.Bands {
		given[b.Reason] = true
	}
	for _, ch := range v.p.Scorecard.Characteristics {
		given[ch.Reason] = true
	}
	given[v.p.MonoCheck.Reason], given["SCO-LOW"] = true, true
	for _, code := range slices.Sorted(maps.Keys(v.p.Reasons)) {
		if !given[code] {
			v.say("reasons."+code, "nobody is ever told this")
		}
	}
}
