package underwriting

import (
	"slices"
	"strconv"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/scorecard"

	"github.com/shopspring/decimal"
)

// Decide applies a policy to a case at an instant: whether to lend, on which terms, and why. It is a
// pure function: it reads no clock, no network and no database, and the same policy, case and
// instant always give the same decision, to the byte. The instant places the first due date and
// nothing else; what is known is what the case says of the time before its day.
func Decide(p Policy, c Case, at time.Time) Decision {
	u := prepare(c)
	r := p.read(u)
	v := r.view(r.values(), at)
	offers := v.grid.offers()
	outcome := v.weigh(offers)
	if outcome == Decline {
		offers = nil
	}
	d := Decision{
		ID: c.ID, Outcome: outcome, Score: v.score, Affordability: v.means.Affordability, Offers: offers,
		Policy: p.Ref(), Evidence: u.digest(), IgnoredFuture: u.dropped.Future,
	}
	d.Reasons = r.reasons(outcome, v.verdicts, v.score, v.grid, offers)
	d.Findings = v.findings(d.Reasons)
	if outcome != Approve {
		d.Findings = append(d.Findings, v.helps(outcome)...)
	}
	if d.Offers == nil {
		d.Offers = []Offer{}
	}
	return d
}

// view is a case judged with some values of its features: those that it has, or those that it would
// have if something were different.
type view struct {
	r        *reading
	values   func(string) scorecard.Value
	at       time.Time
	verdicts []verdict
	score    Score
	band     Band
	means    means
	grid     *grid
}

// view judges, scores and measures; offers are not made yet.
func (r *reading) view(values func(string) scorecard.Value, at time.Time) *view {
	v := &view{r: r, values: values, at: at}
	v.verdicts = append(r.otherVerdicts(), r.judge(values)...)
	v.score, v.band = r.score(values)
	v.means = r.afford(v.band.forGrid(*r.p), r.firstDue(calendar.DayOf(at, zoneOf(r.p.Currency))))
	v.grid = r.newGrid(v.band.forGrid(*r.p), v.means.MaxInstalment, at)
	return v
}

// weigh adds the verdicts on score, offers and other opinions and gives the outcome of all.
func (v *view) weigh(offers []Offer) Outcome {
	v.verdicts = append(v.verdicts, v.r.scoreVerdict(v.band, v.score), v.r.offersVerdict(v.grid, v.means, offers))
	v.verdicts = append(v.verdicts, v.r.crossChecks(offers)...)
	return outcomeOf(v.verdicts)
}

// findings lists every verdict, what lost points where the score gave a reason, and the sum of
// affordability, which stands under every reason that has no finding of its own.
func (v *view) findings(told []Reason) []Finding {
	out := make([]Finding, 0, len(v.verdicts)+1)
	for _, x := range v.verdicts {
		out = append(out, x.Finding)
	}
	out = append(out, v.r.scoreFindings(told, v.score)...)
	sum := v.r.meansFinding(v.means)
	for _, t := range told {
		if !slices.ContainsFunc(out, func(f Finding) bool { return f.Reason == t.Code }) {
			sum.Reason = t.Code
			v.r.explain(&sum, []string{"income", "obligations"})
			break
		}
	}
	return append(out, sum)
}

// values gives each feature's value by name, worked out once.
func (r *reading) values() func(string) scorecard.Value {
	known := map[string]scorecard.Value{}
	return func(name string) scorecard.Value {
		v, ok := known[name]
		if !ok {
			f, _ := featureNamed(name)
			v = f.of(r)
			known[name] = v
		}
		return v
	}
}

// score adds the points up and finds the band.
func (r *reading) score(values func(string) scorecard.Value) (Score, Band) {
	res := r.p.Scorecard.Score(values)
	pd := decimal.New(res.PPM, -6)
	band := r.p.Bands[len(r.p.Bands)-1]
	for _, b := range r.p.Bands {
		if !pd.GreaterThan(b.PDTo.Decimal()) {
			band = b
			break
		}
	}
	s := Score{Points: res.Points, PD: pd.StringFixed(4), Band: band.Name}
	for _, x := range res.Parts {
		f, _ := featureNamed(x.Feature)
		s.Parts = append(s.Parts, ScorePart{feature: x.Feature, Characteristic: x.Label, Value: f.say(x.Value, r.Currency), Points: x.Points, Most: x.Most, reason: x.Reason, known: x.Value.Known})
	}
	return s, band
}

// forGrid is the band whose terms the offers have: a declined band has none of its own, and what an
// officer might still grant is priced like the worst band that is lent to.
func (b Band) forGrid(p Policy) Band {
	if !b.Decline {
		return b
	}
	for i := len(p.Bands) - 1; i >= 0; i-- {
		if !p.Bands[i].Decline {
			return p.Bands[i]
		}
	}
	return b
}

// scoreVerdict declines what the policy's bands decline, where the statement can be judged by.
func (r *reading) scoreVerdict(b Band, s Score) verdict {
	v := verdict{effect: EffectNone, reason: b.Reason}
	v.Rule, v.Effect = "SCO-BAND", string(EffectNone)
	v.Said = "Band " + b.Name + " at " + strconv.Itoa(s.Points) + " points, PD " + s.PD + "."
	v.Figures = map[string]string{"points": strconv.Itoa(s.Points), "pd": s.PD, "band": b.Name}
	if b.Decline && r.tier().Effect != EffectHold {
		v.effect, v.Effect, v.Against, v.Reason = EffectDecline, string(Decline), true, v.reason
	}
	return v
}

// offersVerdict declines where nothing can be carried, and only where the evidence can say so.
func (r *reading) offersVerdict(g *grid, m means, offers []Offer) verdict {
	v := verdict{effect: EffectNone, reason: "AFF-FREE"}
	v.Rule, v.Effect = "AFF-OFFER", string(EffectNone)
	v.Figures = map[string]string{"asked": r.words(g.asked), "limit": r.words(g.limit()), "max_instalment": r.words(m.MaxInstalment), "offers": strconv.Itoa(len(offers))}
	v.Said = strconv.Itoa(len(offers)) + " offers can be carried."
	if len(offers) > 0 {
		return v
	}
	v.Against, v.Said = true, "Not even the smallest loan can be carried or is allowed."
	if r.tier().Effect == EffectHold {
		return v
	}
	v.effect, v.Effect = EffectDecline, string(Decline)
	switch {
	case len(g.tenors()) == 0:
		v.reason, v.Said = "AGE-END", "No length ends before the age up to which we lend."
	case r.MonthlyIncome == 0:
		v.reason = "INC-LOW"
	case m.debtRoom < m.stressed && m.debtRoom < of(m.free, int64(r.p.Means.FreeShare)) && r.Obligations > 0:
		v.reason = "AFF-DTI"
	}
	v.Reason = v.reason
	r.explain(&v.Finding, []string{"income", "obligations"})
	return v
}

// crossChecks compare with another provider's opinion: it is not trusted, a contradiction is looked at.
func (r *reading) crossChecks(offers []Offer) []verdict {
	var all []verdict
	if in := r.c.Income; in != nil && in.MonthlyAverage > 0 && r.MainIncome == kindSalary {
		gap := share(abs(in.MonthlyAverage-r.GrossIncome), max(in.MonthlyAverage, r.GrossIncome))
		all = append(all, r.crossCheck("XCK-INCOME", gap > int64(r.p.MonoCheck.IncomeGap), r.p.MonoCheck.IncomeEffect,
			"Mono sees "+r.words(in.MonthlyAverage)+" a month, the statement "+r.words(r.GrossIncome)+".", map[string]string{"mono": r.words(in.MonthlyAverage), "statement": r.words(r.GrossIncome), "gap": percent(gap)}))
	}
	if cw := r.c.Creditworthiness; cw != nil && !r.tierHolds() {
		full := len(offers) > 0 && offers[0].Principal >= r.c.Request.Principal
		all = append(all, r.crossCheck("XCK-AFFORD", !cw.CanAfford && full, r.p.MonoCheck.AffordEffect,
			"Mono says that the amount "+map[bool]string{true: "can", false: "cannot"}[cw.CanAfford]+" be afforded.", map[string]string{"mono_instalment": r.words(cw.MonthlyPayment), "mono_debt": r.words(cw.TotalDebt)}))
	}
	return all
}

func (r *reading) tierHolds() bool { return r.tier().Effect == EffectHold }

func (r *reading) crossCheck(rule string, against bool, effect Effect, said string, figures map[string]string) verdict {
	v := verdict{effect: EffectNone, reason: r.p.MonoCheck.Reason}
	v.Rule, v.Effect, v.Said, v.Figures = rule, string(EffectNone), said, figures
	if against {
		v.Against, v.effect, v.Effect, v.Reason = true, effect, publicEffect(effect), v.reason
		if rule == "XCK-INCOME" {
			r.explain(&v.Finding, []string{"income"})
		}
	}
	return v
}

// outcomeOf weighs the effects. A knock-out declines whatever else; a hold refers whatever softer
// rule declines, because the evidence is what is in doubt; then a decline, then a referral.
func outcomeOf(verdicts []verdict) Outcome {
	worst := EffectNone
	for _, v := range verdicts {
		if stronger(v.effect, worst) {
			worst = v.effect
		}
	}
	switch worst {
	case EffectKnockOut, EffectDecline:
		return Decline
	case EffectHold, EffectRefer:
		return Refer
	}
	return Approve
}

// words writes an amount of the case's currency for people.
func (r *reading) words(minor int64) string { return money.Of(minor, r.Currency).String() }

func count(n int) string { return strconv.Itoa(n) }
