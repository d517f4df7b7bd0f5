package web

import (
	"lendwright/internal/origination"
	"lendwright/templates"
)

// declined is why we cannot lend, in the engine's or the officer's words, and never the score.
func (s *server) declined(f origination.File) *templates.Declined {
	v := &templates.Declined{
		Human: "Do you see it differently? A person looks at it again, with what you tell us, and answers within 48 hours. " +
			"You can also write to " + s.Config.Lender.Email + " or call " + s.Config.Lender.Phone + " and name application " + f.Application.Number +
			". We do not report this decision to the credit bureaus.",
		ReviewURL: "/help/new?kind=" + string(origination.KindReview) + "&about=" + f.Application.Number,
	}
	if f.Verdict != nil && !f.Verdict.Approve && f.Verdict.Reason != "" {
		v.Reasons = append(v.Reasons, f.Verdict.Reason)
	}
	if f.Decision != nil {
		for _, r := range f.Decision.Decision.Reasons {
			if len(v.Reasons) < reasonsMost && (r.Effect == "decline" || f.Verdict != nil) {
				v.Reasons = append(v.Reasons, r.Text)
			}
		}
	}
	v.Changes = s.changes(f)
	return v
}

// reasonsMost keeps the reasons to those that a person can act on; more is not read (DOMAIN 4: one to four).
const reasonsMost = 4

// changes is what could lead to another answer, from what is known of the case.
func (s *server) changes(f origination.File) []string {
	var all []string
	if d := f.Decision; d != nil {
		most := d.Decision.Affordability.MaxInstalment
		if most > 0 {
			all = append(all, "Asking for less, or for longer: from your statement, up to about "+minorAbout(most)+" a month leaves you enough to live on.")
		}
		if d.Decision.Affordability.Obligations > 0 {
			all = append(all, "Finishing a loan that you repay now: we saw about "+minorAbout(d.Decision.Affordability.Obligations)+" a month going to lenders.")
		}
	}
	if len(f.Accounts) == 1 {
		all = append(all, "Linking every account that income reaches: we saw only one.")
	}
	for _, e := range f.Evidence {
		if e.State == origination.EvidenceMissing {
			all = append(all, "Trying again when your bank answers: one thing did not come ("+sourceNames[e.Source]+").")
			break
		}
	}
	return append(all, "Three more months of regular income on the linked account. You can apply again at any time.")
}
