package underwriting

import (
	"strings"

	"lendwright/internal/money"
	"lendwright/internal/scorecard"

	"github.com/shopspring/decimal"
)

// parse reads a limit as a policy writes it for the feature's unit; the text says what was expected instead.
func (f feature) parse(text string, c money.Currency) (limit int64, wrong string) {
	if f.unit == unitFlag {
		switch text {
		case "yes":
			return 1, ""
		case "no":
			return 0, ""
		}
		return 0, "expected yes or no"
	}
	d, err := decimal.NewFromString(text)
	if err != nil || d.Exponent() < -10 || d.Exponent() > 10 {
		return 0, "expected a number"
	}
	switch f.unit {
	case unitShare:
		d = d.Shift(4)
	case unitMoney:
		d = d.Shift(int32(c.Digits()))
	}
	if !d.IsInteger() || !d.BigInt().IsInt64() {
		return 0, "expected a number of " + string(f.unit) + " without more digits than that has"
	}
	return d.IntPart(), ""
}

// holds reports whether the condition is true of a value.
func (w Condition) holds(v scorecard.Value) bool {
	switch {
	case w.Unknown:
		return !v.Known
	case !v.Known:
		return false
	case w.Above != nil:
		return v.N > w.limit
	case w.Below != nil:
		return v.N < w.limit
	}
	return v.N == w.limit
}

// verdict is a rule's answer with its effect as the policy has it.
type verdict struct {
	Finding
	effect Effect
	reason string
	figure map[string]string // for the reason's words
}

// judge tries every rule, so that officers, reasons and back-tests see all of them.
func (r *reading) judge(values func(string) scorecard.Value) []verdict {
	usable := r.tier().Effect != EffectHold
	all := make([]verdict, 0, len(r.p.Rules)+judgedOtherwise)
	for i := range r.p.Rules {
		all = append(all, r.judgeRule(&r.p.Rules[i], values, usable))
	}
	return all
}

// judgedOtherwise is room for the verdicts that are not rules.
const judgedOtherwise = 8

func (r *reading) judgeRule(rule *Rule, values func(string) scorecard.Value, usable bool) verdict {
	v := verdict{effect: EffectNone, reason: rule.Reason}
	v.Rule, v.Effect = rule.ID, string(EffectNone)
	v.Figures = r.figures(rule, values)
	fires, err := rule.fires(values)
	switch {
	case rule.Statement && !usable:
		v.Said = "Not judged: the statement is not good enough."
		return v
	case err != nil:
		v.Said, v.Against, v.effect, v.reason = "Could not be worked out ("+err.Error()+"): a person looks.", true, EffectRefer, "RUL-ERR"
	case !fires:
		v.Said = passed(rule, v.Figures)
		return v
	default:
		v.Said, v.Against, v.effect = r.fill(rule.Says, values), true, rule.Effect
	}
	v.Effect = publicEffect(v.effect)
	v.Reason = v.reason
	r.explain(&v.Finding, rule.features())
	return v
}

// fires reports whether all of a rule's conditions hold.
func (rule *Rule) fires(values func(string) scorecard.Value) (bool, error) {
	for i := range rule.When {
		if w := &rule.When[i]; !w.holds(values(w.Feature)) {
			return false, nil
		}
	}
	if rule.expr == nil {
		return true, nil
	}
	return rule.expr.holds(values)
}

// figures gives what a rule looked at, and its limits.
func (r *reading) figures(rule *Rule, values func(string) scorecard.Value) map[string]string {
	figures := make(map[string]string, 2*len(rule.When)+1)
	for i := range rule.When {
		w := &rule.When[i]
		f := registry[w.Feature]
		figures[w.Feature] = f.say(values(w.Feature), r.Currency)
		if limit, ok := w.limitWords(f, r.Currency); ok {
			figures[w.Feature+" limit"] = limit
		}
	}
	if rule.expr != nil {
		for _, name := range rule.expr.features {
			figures[name] = registry[name].say(values(name), r.Currency)
		}
		figures["if"] = rule.expr.text
	}
	return figures
}

func (w Condition) limitWords(f feature, c money.Currency) (string, bool) {
	switch v := f.say(known(w.limit), c); {
	case w.Above != nil:
		return "above " + v, true
	case w.Below != nil:
		return "below " + v, true
	}
	return "", false
}

// passed says what a rule that did not fire saw.
func passed(rule *Rule, figures map[string]string) string {
	var parts []string
	for _, name := range rule.features() {
		parts = append(parts, registry[name].label+": "+figures[name])
	}
	return strings.Join(parts, "; ") + "."
}

// publicEffect is an effect in the words of the command contract: none, refer, decline.
func publicEffect(e Effect) string {
	switch e {
	case EffectKnockOut, EffectDecline:
		return string(EffectDecline)
	case EffectHold, EffectRefer:
		return string(EffectRefer)
	}
	return string(EffectNone)
}

// fill puts features' values in the place of {their names}.
func (r *reading) fill(text string, values func(string) scorecard.Value) string {
	for _, name := range placeholders(text) {
		said := ""
		if f, ok := featureNamed(name); ok {
			said = f.say(values(name), r.Currency)
		} else if name == "unknown_words" {
			said = strings.Join(r.credit.unknownWords, ", ")
		}
		text = strings.ReplaceAll(text, "{"+name+"}", said)
	}
	return text
}

// placeholders lists the names in braces in a text.
func placeholders(text string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names, text = append(names, name), after
	}
}

// otherVerdicts are the judgements that are not rules over features: how good the evidence is, and
// what did not come.
func (r *reading) otherVerdicts() []verdict {
	all := make([]verdict, 0, judgedOtherwise)
	all = append(all, r.qualityVerdict())
	if len(r.c.Missing) > 0 {
		all = append(all, r.missing())
	}
	return all
}

// qualityVerdict says how good the evidence is and what that costs: the tier caps amount and length.
func (r *reading) qualityVerdict() verdict {
	t, best := r.tier(), r.p.Sufficiency[0]
	s := r.Sufficiency
	v := verdict{effect: t.Effect, reason: t.Reason}
	switch {
	case !r.hasStatement() && (len(r.c.Missing) > 0 || r.refused != refusedAccounts{}):
		v.reason = "" // why there is nothing to read is told by the rule that says so
	case s.OnlyIncome && t.NoIncome != "":
		v.reason = t.NoIncome
	}
	largest := r.p.minor(r.p.Product.Largest)
	most, full := of(largest, int64(t.Largest)), of(largest, int64(best.Largest))
	v.Rule, v.Effect, v.Against, v.Reason = "DAT-TIER", publicEffect(t.Effect), t.Effect != EffectNone, v.reason
	v.Said = "Evidence of tier " + t.Name + ": up to " + r.words(most) + " over " + count(t.TenorMost) + " months."
	if most < full {
		v.Said += " Tier " + best.Name + " would allow " + r.words(full) + " over " + count(best.TenorMost) + " months."
	}
	v.Figures = map[string]string{
		"tier": t.Name, "days": count(s.Days), "complete_months": count(s.CompleteMonths), "rows_per_month": count(s.RowsPerMonth), "incomes": count(s.Incomes),
		"gaps": count(len(r.Gaps)), "accounts": count(int(r.accountsCounted())) + " of " + count(len(r.Accounts)), "balances": percent(one - r.broken), "allows": r.words(most), "costs": r.words(full - most),
		"left_out": count(r.Dropped.Unreadable + r.Dropped.Repeated + r.Dropped.Conflicting + r.Dropped.SameAccount),
	}
	if r.hasStatement() {
		v.Figures["last_row"] = count(int(r.AsOf-r.To)) + " days ago"
	}
	return v
}

// missing names the sources that did not come; the strongest effect among them decides.
func (r *reading) missing() verdict {
	v := verdict{effect: EffectNone, reason: "DAT-MISSING"}
	for _, source := range r.c.Missing {
		e, ok := r.p.Missing[source]
		if !ok {
			e = r.p.Missing["other"]
		}
		if stronger(e, v.effect) {
			v.effect = e
		}
	}
	names := strings.ReplaceAll(strings.Join(r.c.Missing, ", "), "_", " ")
	v.Rule, v.Effect, v.Against, v.Reason = "DAT-MISSING", publicEffect(v.effect), true, v.reason
	v.Said = "Evidence that did not come: " + names + "."
	v.Figures = map[string]string{"sources": names}
	v.figure = map[string]string{"sources": names}
	return v
}

var strength = map[Effect]int{EffectNone: 0, EffectRefer: 1, EffectDecline: 2, EffectHold: 3, EffectKnockOut: 4}

func stronger(a, b Effect) bool { return strength[a] > strength[b] }
