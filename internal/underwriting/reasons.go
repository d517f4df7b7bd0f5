package underwriting

import (
	"cmp"
	"slices"
	"strings"
)

// builtInReasons are the codes that the engine itself gives; a policy must have words for them.
var builtInReasons = []string{"DAT-MISSING", "AFF-FREE", "AFF-DTI", "AFF-LESS", "LIM-LESS", "TEN-LESS", "INC-LOW", "AGE-END", "RUL-ERR"}

// reasons chooses what the borrower is told: what decided, strongest first, then for a decline what
// cost the most points, then why an offer is smaller or dearer. Each is said once. Which staging
// signal fired is never told: all of them have one reason.
func (r *reading) reasons(outcome Outcome, verdicts []verdict, score Score, g *grid, offers []Offer) []Reason {
	l := reasonList{r: r, out: []Reason{}}
	decided := map[Outcome][]Effect{Decline: {EffectKnockOut, EffectDecline}, Refer: {EffectHold, EffectRefer}}[outcome]
	for _, e := range decided {
		for _, v := range verdicts {
			if v.effect == e && !(v.Rule == "SCO-BAND" && len(score.Parts) > 0) {
				l.add(v.reason, strings.ToLower(string(outcome)), v.figure)
			}
		}
	}
	if outcome == Decline {
		r.scoreReasons(&l, verdicts, score)
		return l.out
	}
	if i := slices.IndexFunc(l.out, func(x Reason) bool { return x.Code == r.p.ToldAlone }); i >= 0 {
		return l.out[i : i+1]
	}
	if len(offers) > 0 {
		r.lessReasons(&l, g, offers[0])
		if b := r.bandNamed(score.Band); b.Reason != "" && !b.Decline {
			l.add(b.Reason, "price", nil)
		}
	}
	return l.out
}

// scoreReasons tells what lost the most points, where the score is what declined.
func (r *reading) scoreReasons(l *reasonList, verdicts []verdict, score Score) {
	declined := slices.ContainsFunc(verdicts, func(v verdict) bool { return v.Rule == "SCO-BAND" && v.effect == EffectDecline })
	if !declined {
		return
	}
	parts := slices.Clone(score.Parts)
	slices.SortStableFunc(parts, func(a, b ScorePart) int { return cmp.Compare(b.Most-b.Points, a.Most-a.Points) })
	for _, p := range parts {
		// A characteristic that kept most of its points is no reason, and neither is what is not known.
		if p.known && p.reason != "" && (p.Most-p.Points)*4 > p.Most {
			l.add(p.reason, "decline", nil)
		}
	}
	if len(l.out) == 0 {
		l.add("SCO-LOW", "decline", nil)
	}
}

// lessReasons says why the best offer is less than was asked, and what can be carried instead.
func (r *reading) lessReasons(l *reasonList, g *grid, best Offer) {
	limit := g.limit()
	if best.Principal < g.asked && limit < g.asked && best.Principal >= min(limit, g.round(g.asked)) {
		if t := r.tier(); t.Reason != "" && t.Effect == EffectNone && limit >= g.round(of(g.p.minor(g.p.Product.Largest), int64(t.Largest))) {
			l.add(t.Reason, "lower_offer", nil)
			return
		}
		l.add("LIM-LESS", "lower_offer", map[string]string{"most": r.words(limit)})
		return
	}
	if best.Principal >= g.round(g.asked) && best.TermMonths == g.months {
		return
	}
	needs, ok := g.heaviest(g.asked, g.months)
	if !ok || needs <= g.most {
		if best.TermMonths != g.months {
			l.add("TEN-LESS", "lower_offer", map[string]string{"offer_months": count(best.TermMonths)})
		}
		return
	}
	l.add("AFF-LESS", "lower_offer", map[string]string{
		"asked": r.words(g.asked), "asked_months": count(g.months), "needs": r.words(needs), "carry": r.words(g.most),
		"offer": r.words(best.Principal), "offer_months": count(best.TermMonths),
	})
}

func (r *reading) bandNamed(name string) Band {
	for _, b := range r.p.Bands {
		if b.Name == name {
			return b
		}
	}
	return Band{}
}

// reasonList keeps each code once and not more than the policy tells.
type reasonList struct {
	r   *reading
	out []Reason
}

func (l *reasonList) add(code, effect string, figures map[string]string) {
	if code == "" || len(l.out) >= l.r.p.ReasonsMost || slices.ContainsFunc(l.out, func(x Reason) bool { return x.Code == code }) {
		return
	}
	text := l.r.p.Reasons[code]
	for name, value := range figures {
		text = strings.ReplaceAll(text, "{"+name+"}", value)
	}
	l.out = append(l.out, Reason{Code: code, Text: text, Effect: effect})
}
