package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/money"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// showCase shows everything about one application to the person who decides.
func (s *server) showCase(c *gin.Context) error {
	app, err := id.Parse[origination.Application](c.Param("id"))
	if err != nil {
		return err
	}
	return s.caseWith(c, app, http.StatusOK, nil, "", "")
}

// caseWith shows the case with what an officer typed into the verdict and what is wrong with it.
func (s *server) caseWith(c *gin.Context, app origination.ApplicationID, status int, wrong mistakes, verdict, reason string) error {
	f, err := s.Origination.Store.File(c.Request.Context(), app)
	if err != nil {
		return err
	}
	if err := s.noteRead(c, app, "Your application, statement and decision", caseReadWhy(f.Application.State)); err != nil {
		return err
	}
	page, err := s.casePage(f)
	if err != nil {
		return err
	}
	page.Decide = verdictForm(f, wrong, verdict, reason)
	frame := templates.Page{Title: page.Number + " " + page.Name, Officer: true, Error: len(wrong) > 0}
	return s.render(c, status, frame, templates.Case(page))
}

// caseReadWhy is the task for which staff open an application.
func caseReadWhy(state origination.State) string {
	if state == origination.Referred {
		return "To decide on your application"
	}
	return "To look after your application"
}

func (s *server) casePage(f origination.File) (templates.CasePage, error) {
	a := f.Application
	p := templates.CasePage{
		Number: a.Number, Name: a.Name, Strip: officerStrip(a, s.day()),
		Request: []templates.Fact{
			{Name: "Amount", Value: naira(a.Principal)},
			{Name: "For", Value: monthsWords(a.TermMonths)},
			{Name: "Purpose", Value: words(purposes, a.Purpose)},
			{Name: "Submitted", Value: timeWords(a.SubmittedAt)},
		},
		Person:   personFacts(a, s.day()),
		Consents: consentLines(f.Consents),
		Evidence: evidenceLines(f),
		Accounts: accountsTable(f.Accounts),
		Offers:   officerOffers(f.Offers, s.Clock()),
		Timeline: moments(f.Timeline),
	}
	if f.Acceptance != nil {
		p.LoanURL, p.LoanNumber = "/officer/loans/"+f.Acceptance.Loan.String(), f.Acceptance.Loan.Short()
	}
	if v := f.Verdict; v != nil {
		p.Verdict = []templates.Fact{
			{Name: "Said", Value: verdictWord(v.Approve)}, {Name: "By", Value: v.ByName},
			{Name: "When", Value: timeWords(v.At)}, {Name: "Because", Value: v.Reason},
		}
	}
	if f.Decision == nil {
		return p, nil
	}
	var known underwriting.Case
	if err := json.Unmarshal(f.Decision.Case, &known); err != nil {
		return p, fault.Because(err, fault.Internal, "The stored case of this decision cannot be read.")
	}
	p.Decision = decisionView(*f.Decision, a.Principal.Currency())
	addProfile(&p, s.Origination.Policy, known)
	return p, nil
}

// officerStrip says who acts next, as staff see it.
func officerStrip(a origination.Application, today calendar.Day) templates.Strip {
	switch a.State {
	case origination.Submitted:
		return templates.Strip{Who: a.Name, Says: "links a bank account.", Tone: "indigo"}
	case origination.Gathering:
		return templates.Strip{Who: "We", Says: "gather the evidence.", When: "Closes with what there is on " + timeWords(a.GatherBy), Tone: "indigo"}
	case origination.Referred:
		return templates.Strip{Who: "You", Says: "decide.", When: "Waiting since " + timeWords(a.ChangedAt), Tone: "marigold"}
	case origination.Offered:
		return templates.Strip{Who: a.Name, Says: "chooses an offer.", Tone: "leaf"}
	case origination.Accepted:
		return templates.Strip{Who: "Nobody", Says: "An offer was accepted; the loan goes on from here.", Tone: "leaf"}
	case origination.Declined:
		return templates.Strip{Who: "Nobody", Says: "Declined.", When: timeWords(a.ChangedAt), Tone: "clay"}
	case origination.Lapsed:
		return templates.Strip{Who: "Nobody", Says: "No offer was accepted in time."}
	}
	return templates.Strip{Who: "Nobody", Says: "Withdrawn by the borrower on " + dayWords(calendar.DayOf(a.ChangedAt, calendar.Lagos), today) + "."}
}

func personFacts(a origination.Application, today calendar.Day) []templates.Fact {
	facts := []templates.Fact{
		{Name: "Born", Value: fmt.Sprintf("%s (%d)", dayShort(a.BornOn), age(a.BornOn, today))},
		{Name: "Work", Value: words(employments, a.Employment)},
	}
	if a.Employer != "" {
		facts = append(facts, templates.Fact{Name: "Employer", Value: a.Employer})
	}
	bvn := "not confirmed"
	if a.BVNLast4 != "" {
		bvn = "confirmed, ends in " + a.BVNLast4
	}
	facts = append(facts,
		templates.Fact{Name: "Says to earn", Value: naira(a.StatedIncome) + " a month"},
		templates.Fact{Name: "BVN", Value: bvn},
		templates.Fact{Name: "E-mail", Value: a.Email},
		templates.Fact{Name: "Phone", Value: a.Phone},
	)
	return facts
}

// consentLines are the agreements, one line each: what for, which text, when.
func consentLines(consents []origination.Consent) []string {
	var lines []string
	for _, x := range consents {
		lines = append(lines, consentWords(x.Purpose)+", text "+x.TextVersion+", "+dayShort(calendar.DayOf(x.At, calendar.Lagos)))
	}
	return lines
}

func consentWords(purpose string) string {
	switch purpose {
	case origination.ConsentBankData:
		return "bank data"
	case origination.ConsentIdentity:
		return "identity"
	case origination.ConsentCreditBureau:
		return "credit history"
	}
	return purpose
}

// evidenceLines says how far each piece has come, with the reason where it did not.
func evidenceLines(f origination.File) []templates.CheckLine {
	return checkLines(f, func(origination.Evidence) bool { return true })
}

// officerOffers are the offers as the engine ranked them.
func officerOffers(offers []origination.Offer, now time.Time) templates.Table {
	t := templates.Table{
		Caption: "Offers",
		Columns: []templates.Column{{Text: "Amount", Number: true}, {Text: "For"}, {Text: "Instalment", Number: true}, {Text: "Rate a year", Number: true}, {Text: "APR", Number: true}, {Text: "Cost", Number: true}, {Text: "First due"}, {Text: "State"}},
	}
	for _, o := range offers {
		state := templates.Tag{Text: "waits for an officer", Tone: "marigold"}
		switch {
		case o.LiveAt(now):
			state = templates.Tag{Text: "open", Tone: "leaf"}
		case o.Open:
			state = templates.Tag{Text: "lapsed"}
		}
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: naira(o.Terms.Principal)}, {Text: monthsWords(o.Offer.TermMonths)}, {Text: naira(o.Schedule.Instalment)},
			{Text: percent(o.Terms.AnnualRate)}, {Text: percent(o.Schedule.APR)},
			{Text: naira(o.Schedule.TotalInterest.Add(o.Schedule.TotalFees))}, {Text: dayShort(o.Offer.FirstDueOn)}, {Tag: state},
		})
	}
	return t
}

func verdictWord(approve bool) string {
	if approve {
		return "Approved"
	}
	return "Declined"
}

func accountsTable(accounts []origination.LinkedAccount) templates.Table {
	t := templates.Table{Caption: "Linked accounts", Columns: []templates.Column{{Text: "Account"}, {Text: "Owner at the bank"}, {Text: "Data"}}}
	for _, a := range accounts {
		t.Rows = append(t.Rows, []templates.Cell{
			{Text: account(a.Institution, a.Number), Under: "linked " + timeWords(a.LinkedAt)},
			{Text: a.Name},
			{Tag: templates.Tag{Text: a.DataStatus, Tone: dataTone(a.DataStatus)}},
		})
	}
	return t
}

func dataTone(status string) string {
	switch status {
	case "AVAILABLE":
		return "leaf"
	case "PROCESSING":
		return "indigo"
	case "PARTIAL":
		return "marigold"
	}
	return "clay"
}

// decisionView puts the engine's decision into words, with its proof.
func decisionView(r origination.DecisionRecord, cur money.Currency) *templates.CaseDecision {
	d := r.Decision
	v := &templates.CaseDecision{
		Outcome: outcomeTag(d.Outcome),
		Figures: []templates.Figure{
			{Label: "Points", Value: strconv.Itoa(d.Score.Points), Change: "band " + d.Score.Band},
			{Label: "Chance of default", Value: pdWords(d.Score.PD), Change: "by the scorecard's odds"},
			{Label: "Most a month", Value: naira(money.Of(d.Affordability.MaxInstalment, cur)), Change: "instalment that can be borne"},
			{Label: "Offers", Value: strconv.Itoa(len(d.Offers))},
		},
		Points: pointsTable(r.ScoreParts),
		Sums:   affordabilityFacts(d.Affordability, cur),
		Proof: []templates.Fact{
			{Name: "Policy", Value: d.Policy.Name + " " + d.Policy.Version}, {Name: "Policy digest", Value: d.Policy.SHA256},
			{Name: "Evidence digest", Value: d.Evidence}, {Name: "Decided", Value: timeWords(r.At)},
			{Name: "Rows left out because they lie in the future", Value: strconv.Itoa(d.IgnoredFuture)},
		},
	}
	for _, x := range d.Reasons {
		v.Reasons = append(v.Reasons, x.Text)
	}
	for _, f := range d.Findings {
		if x := findingView(f); f.Against {
			v.Against = append(v.Against, x)
		} else {
			v.Passed = append(v.Passed, x)
		}
	}
	v.PassedSays = rulesWords(len(v.Passed)) + " passed"
	return v
}

func rulesWords(n int) string {
	if n == 1 {
		return "1 rule"
	}
	return strconv.Itoa(n) + " rules"
}

func findingView(f underwriting.Finding) templates.FindingView {
	v := templates.FindingView{Rule: f.Rule, Said: f.Said, Against: f.Against, Rows: f.Rows}
	if f.Effect != "none" {
		v.Effect = f.Effect
	}
	var names []string
	for name := range f.Figures {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 {
			v.Figures += " · "
		}
		v.Figures += name + " " + f.Figures[name]
	}
	return v
}

func outcomeTag(o underwriting.Outcome) templates.Tag {
	switch o {
	case underwriting.Approve:
		return templates.Tag{Text: "approve", Tone: "leaf"}
	case underwriting.Decline:
		return templates.Tag{Text: "decline", Tone: "clay"}
	}
	return templates.Tag{Text: "refer", Tone: "marigold"}
}

func pdWords(pd string) string {
	r, err := money.ParseRate(pd)
	if err != nil {
		return "–"
	}
	return percent(r)
}

func pointsTable(parts []underwriting.ScorePart) templates.Table {
	t := templates.Table{Caption: "Where the points come from", Columns: []templates.Column{{Text: "Characteristic"}, {Text: "Here"}, {Text: "Points", Number: true}, {Text: "At most", Number: true}}}
	for _, p := range parts {
		t.Rows = append(t.Rows, []templates.Cell{{Text: p.Characteristic}, {Text: p.Value}, {Text: strconv.Itoa(p.Points)}, {Text: strconv.Itoa(p.Most)}})
	}
	return t
}

func affordabilityFacts(a underwriting.Affordability, cur money.Currency) []templates.Fact {
	return []templates.Fact{
		{Name: "Income counted", Value: naira(money.Of(a.Income, cur))},
		{Name: "Obligations", Value: "− " + naira(money.Of(a.Obligations, cur))},
		{Name: "Living costs", Value: "− " + naira(money.Of(a.LivingCosts, cur))},
		{Name: "Left over", Value: naira(money.Of(a.FreeCashFlow, cur))},
		{Name: "Largest instalment", Value: naira(money.Of(a.MaxInstalment, cur))},
	}
}
