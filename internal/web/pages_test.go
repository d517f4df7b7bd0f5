package web

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"lendwright/internal/origination"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// borrowerPages is every page of Ada's, by name, with words that must stand on it.
func borrowerPages() map[string][2]string {
	offer := offerURL
	active := loanURL(loanID("active"))
	return map[string][2]string{
		"landing":     {"/", "You receive"},
		"home":        {"/home", "Hello, Adéọlá"},
		"apply":       {"/apply", "How much do you need?"},
		"data":        {"/data", "Read the accounts that I link"},
		"consent":     {"/data/consents/" + appID(origination.Referred).String() + "/bank_data", "Take it back"},
		"help":        {"/help", "Ask for more time"},
		"helpform":    {"/help/new?kind=review&about=A-2026-000116", "Ask a person to look again"},
		"helpopen":    {helpURL(complaintsOf()[0].ID), "We have your message"},
		"helpdone":    {helpURL(complaintsOf()[2].ID), "We gave back the second one"},
		"messages":    {"/messages", "Confirm your e-mail address"},
		"outbox":      {"/dev/outbox", "bola@example.com"},
		"submitted":   {applicationURL(appID(origination.Submitted)), "Link my bank account"},
		"gathering":   {applicationURL(appID(origination.Gathering)), "Confirm my BVN"},
		"referred":    {applicationURL(appID(origination.Referred)), "Tuesday 24 November"},
		"offered":     {applicationURL(appID(origination.Offered)), "See my offers"},
		"accepted":    {applicationURL(appID(origination.Accepted)), "Go to my loan"},
		"declined":    {applicationURL(appID(origination.Declined)), "We can't lend to you now, because"},
		"lapsed":      {applicationURL(appID(origination.Lapsed)), "You can apply again"},
		"withdrawn":   {applicationURL(appID(origination.Withdrawn)), "You withdrew"},
		"withdrawal":  {applicationURL(appID(origination.Offered)) + "/withdrawal", "Withdraw my application"},
		"bvn":         {applicationURL(appID(origination.Gathering)) + "/bvn", "11 digits"},
		"offers":      {applicationURL(appID(origination.Offered)) + "/offers", "As you asked"},
		"offer":       {offer, "When you pay what"},
		"accept":      {offer + "/accept", "Accept ₦150,000"},
		"agreement":   {active + "/agreement", "Loan agreement L-2026-000123"},
		"mandate":     {loanURL(loanID("initiated")) + "/mandate", "Let my bank confirm"},
		"planned":     {loanURL(loanID("planned")) + "/mandate", "We prepare the permission"},
		"approved":    {loanURL(loanID("approved")) + "/mandate", "Your bank makes the permission ready"},
		"disbursing":  {loanURL(loanID("disbursing")), "Your money is on its way"},
		"loan":        {active, "Have ₦"},
		"loanoverdue": {loanURL(loanID("overdue")), "was due on"},
		"loanrefused": {loanURL(loanID("refused")), "Ask my bank again"},
		"refused":     {loanURL(loanID("refused")) + "/mandate", "Ask my bank again"},
		"loanstopped": {loanURL(loanID("stopped")), "Three debits in a row found too little."},
		"early":       {active + "/early", "Settles your loan today"},
		"loanclosed":  {loanURL(loanID("closed")), "Your loan is repaid"},
	}
}

func TestEveryPageIsWholeAndAccessible(t *testing.T) {
	s := newSite(t).as(ada)
	for name, p := range borrowerPages() {
		t.Run(name, func(t *testing.T) {
			s.hasPage(t, p[0], p[1])
		})
	}
}

// officerPages is every page of Efe's, by name, with words that must stand on it.
func officerPages() map[string][2]string {
	at := func(name string) string { return officerLoanURL(loanID(name)) }
	return map[string][2]string{
		"queue":        {"/officer", "To decide"},
		"case":         {"/officer/applications/" + appID(origination.Referred).String(), "rules passed"},
		"casedeclined": {"/officer/applications/" + appID(origination.Submitted).String(), "links a bank account"},
		"book":         {"/officer/loans", "Outstanding"},
		"loan":         {at("active"), "repays as agreed"},
		"loanstopped":  {at("stopped"), "Let debits go on"},
		"loanunpaid":   {at("unpaid"), "Make the transfer again"},
		"payment":      {at("active") + "/payment", "Value day at the bank"},
		"differences":  {"/officer/differences", "taken back"},
		"difference":   {differenceURL(breaksOf()[0]), "How it was resolved"},
		"resolved":     {differenceURL(breaksOf()[1]), "We asked the provider"},
		"stop":         {at("active") + "/debits/stop", "Why the debits rest"},
		"resume":       {at("stopped") + "/debits/resume", "Let automatic debits go on?"},
		"retry":        {at("unpaid") + "/payout/retry", "Make the transfer again?"},
		"complaints":   {"/officer/complaints", "Answer by"},
		"complaint":    {officerComplaintURL(complaintsOf()[0].ID), "Say that I have it"},
		"answer":       {officerComplaintURL(complaintsOf()[1].ID), "What the borrower reads"},
		"answered":     {officerComplaintURL(complaintsOf()[2].ID), "The answer"},
		"runs":         {"/officer/runs", "finds nothing to take twice"},
		"run":          {"/officer/runs/" + aRun.ID.String(), "Short of money"},
		"clock":        {"/officer/clock", "Time machine"},
	}
}

func TestEveryOfficerPageIsWholeAndAccessible(t *testing.T) {
	s := newSite(t).as(efe)
	for name, p := range officerPages() {
		t.Run(name, func(t *testing.T) { s.hasPage(t, p[0], p[1]) })
	}
}

// hasPage checks that a page answers whole, accessible and with some words.
func (s *site) hasPage(t *testing.T, path, words string) {
	t.Helper()
	a := s.get(path)
	if a.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d\n%s", path, a.StatusCode, a.body)
	}
	checkPage(t, a.body)
	if text := textOf(parsed(t, a.body)); !strings.Contains(text, words) {
		t.Errorf("%s lacks %q:\n%s", path, words, text)
	}
}

func TestPagesOfStrangersAreWholeAndAccessible(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/", "/check", "/signup", "/signup/sent", "/confirm?token=good", "/login", "/nowhere"} {
		t.Run(path, func(t *testing.T) { checkPage(t, s.get(path).body) })
	}
}

// checkPage asks of every page what accessibility and a browser without scripts need.
func checkPage(t *testing.T, body string) {
	t.Helper()
	doc := parsed(t, body)
	ids, labelled := map[string]bool{}, map[string]bool{}
	headings := 0
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q stands twice", id)
			}
			ids[id] = true
		}
		switch n.DataAtom {
		case atom.Label:
			labelled[attr(n, "for")] = true
		case atom.H1:
			headings++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				t.Errorf("<%s %s>: the content policy forbids it", n.Data, a.Key)
			}
		}
	}
	if headings != 1 {
		t.Errorf("%d first headings", headings)
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			checkElement(t, n, ids, labelled)
		}
	}
}

func checkElement(t *testing.T, n *html.Node, ids, labelled map[string]bool) {
	t.Helper()
	switch n.DataAtom {
	case atom.Input, atom.Select, atom.Textarea:
		if attr(n, "type") != "hidden" && !labelled[attr(n, "id")] {
			t.Errorf("field %q has no label", attr(n, "name"))
		}
	case atom.Form:
		if attr(n, "method") != "post" || attr(n, "action") == "" {
			t.Errorf("form without method or action: %q", attr(n, "action"))
		}
	case atom.A:
		href := attr(n, "href")
		if href == "" || strings.HasPrefix(href, "about:") {
			t.Errorf("link %q leads nowhere", textOf(n))
		}
		if id, ok := strings.CutPrefix(href, "#"); ok && !ids[id] {
			t.Errorf("link to #%s, which is not there", id)
		}
	case atom.Th:
		if attr(n, "scope") == "" {
			t.Errorf("table head %q has no scope", textOf(n))
		}
	}
	for _, id := range strings.Fields(attr(n, "aria-describedby")) {
		if !ids[id] {
			t.Errorf("described by %q, which is not there", id)
		}
	}
}

func parsed(t *testing.T, body string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

var spaces = regexp.MustCompile(`\s+`)

// textOf is what a page says, as one line.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Noscript {
			b.WriteString(d.Data + " ")
		}
	}
	return spaces.ReplaceAllString(b.String(), " ")
}

// element finds the first element with an id.
func element(n *html.Node, id string) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && attr(d, "id") == id {
			return d
		}
	}
	return nil
}
