package web

import (
	"slices"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/origination"
	"lendwright/templates"
)

// strip says who acts next on an application.
func (s *server) strip(f origination.File) templates.Strip {
	a, today := f.Application, s.day()
	switch a.State {
	case origination.Submitted:
		if len(f.Links) > 0 {
			return templates.Strip{Who: "Your bank", Says: "We wait for your bank to tell us that the account is linked.", When: "If you came back without linking, press the button again.", Tone: "marigold"}
		}
		return templates.Strip{Who: "You", Says: "Link the bank account that your income goes to.", When: "It takes about two minutes.", Tone: "leaf"}
	case origination.Gathering:
		return s.gatheringStrip(f)
	case origination.Referred:
		by := workingDaysFrom(calendar.DayOf(a.ChangedAt, calendar.Lagos), s.Config.ReviewDays)
		return templates.Strip{Who: "We", Says: "A person looks at your application now.", When: "You hear from us by " + dayWords(by, today) + ". There is nothing you need to do.", Tone: "indigo"}
	case origination.Offered:
		return templates.Strip{Who: "You", Says: "Choose an offer.", When: s.lapsesWords(s.liveOffers(f)), Tone: "leaf"}
	case origination.Accepted:
		return templates.Strip{Who: "You", Says: "You accepted an offer. Everything about your loan is on its own page.", Tone: "leaf"}
	case origination.Declined:
		return templates.Strip{Who: "We", Says: "We can't lend to you now. The reasons are below.", When: "Decided on " + dayWords(calendar.DayOf(a.ChangedAt, calendar.Lagos), today) + ".", Tone: "clay"}
	case origination.Lapsed:
		return templates.Strip{Who: "You", Says: "This application ran out because nothing happened in time. You can apply again.", Tone: ""}
	case origination.Withdrawn:
		return templates.Strip{Who: "You", Says: "You withdrew this application. You can apply again whenever you like.", Tone: ""}
	}
	return templates.Strip{Who: "We", Says: "We look at where your application is."}
}

func (s *server) gatheringStrip(f origination.File) templates.Strip {
	deadline := "We answer by " + timeWords(f.Application.GatherBy) + " at the latest."
	if len(usable(f)) == 0 && len(f.Accounts) > 0 {
		return templates.Strip{Who: "You", Says: "Link another account. " + f.Accounts[0].Refused, When: deadline, Tone: "marigold"}
	}
	if bvnWanted(f) {
		return templates.Strip{Who: "You", Says: "Confirm your BVN while your bank sends your statement.", When: deadline, Tone: "leaf"}
	}
	if silent(f) {
		return templates.Strip{Who: "You", Says: "Link another account. Your bank does not give its data just now.", When: deadline, Tone: "marigold"}
	}
	for _, e := range f.Evidence {
		if e.State == origination.EvidenceAsked {
			return templates.Strip{Who: "Your bank", Says: "Your statement and income are on their way.", When: deadline + " You can close this page; we write to you.", Tone: "indigo"}
		}
	}
	return templates.Strip{Who: "We", Says: "We read what your bank sent.", When: deadline + " You can close this page; we write to you.", Tone: "indigo"}
}

// usable are the linked accounts that count.
func usable(f origination.File) []origination.LinkedAccount {
	var all []origination.LinkedAccount
	for _, a := range f.Accounts {
		if a.Refused == "" {
			all = append(all, a)
		}
	}
	return all
}

// silent reports whether every bank that counts says that it cannot give its data now.
func silent(f origination.File) bool {
	for _, a := range usable(f) {
		if a.DataStatus != origination.DataUnavailable && a.DataStatus != origination.DataFailed {
			return false
		}
	}
	return true
}

// bvnWanted reports whether the borrower's next act is to confirm the BVN.
func bvnWanted(f origination.File) bool {
	if f.Application.State != origination.Gathering || f.Application.BVNLast4 != "" {
		return false
	}
	for _, e := range f.Evidence {
		if e.Source == origination.SourceBVN {
			return !e.State.Final()
		}
	}
	return false
}

// lapsesWords is until when offers can be accepted.
func (s *server) lapsesWords(live []origination.Offer) string {
	if len(live) == 0 {
		return ""
	}
	return "Open until " + timeWords(live[0].LapsesAt) + "."
}

// progress is the part of the page that follows the gathering.
func (s *server) progress(f origination.File) templates.Progress {
	p := templates.Progress{Strip: s.strip(f)}
	if f.Application.State != origination.Gathering && f.Application.State != origination.Referred {
		return p
	}
	p.Checks = checkLines(f, func(e origination.Evidence) bool {
		return e.Account == "" || slices.ContainsFunc(usable(f), func(a origination.LinkedAccount) bool { return a.ID == e.Account })
	})
	if f.Application.State == origination.Gathering {
		p.Deadline = "Some banks are slow. What has not come by " + timeWords(f.Application.GatherBy) +
			" does not hold you up: a person then looks at what there is."
	}
	return p
}

// applicationSteps is where the borrower is on the way to the pay-out.
func applicationSteps(f origination.File) templates.Steps {
	step, name := 0, ""
	switch f.Application.State {
	case origination.Submitted:
		step, name = 3, "your bank"
	case origination.Gathering, origination.Referred:
		step, name = 4, "your BVN and our checks"
	case origination.Offered:
		step, name = 5, "your offer"
	default:
		return templates.Steps{}
	}
	return stepsAt(step, name)
}

const stepsTotal = 6

func stepsAt(step int, name string) templates.Steps {
	v := templates.Steps{Says: string(rune('0'+step)) + " of 6: " + name}
	for i := 1; i <= stepsTotal; i++ {
		mark := ""
		switch {
		case i < step:
			mark = "done"
		case i == step:
			mark = "now"
		}
		v.Marks = append(v.Marks, mark)
	}
	return v
}

func requestFacts(a origination.Application, today calendar.Day) []templates.Fact {
	facts := []templates.Fact{
		{Name: "Amount", Value: naira(a.Principal)},
		{Name: "For", Value: monthsWords(a.TermMonths)},
		{Name: "Purpose", Value: words(purposes, a.Purpose)},
		{Name: "Monthly income, as you said", Value: naira(a.StatedIncome)},
		{Name: "Sent", Value: dayWords(calendar.DayOf(a.SubmittedAt, calendar.Lagos), today)},
		{Name: "Number", Value: a.Number},
	}
	if a.BVNLast4 != "" {
		facts = append(facts, templates.Fact{Name: "BVN", Value: "•••••••" + a.BVNLast4, Tag: templates.Tag{Text: "confirmed", Tone: "leaf"}})
	}
	return facts
}

func accountWords(a origination.LinkedAccount) string { return account(a.Institution, a.Number) }

func accountFacts(accounts []origination.LinkedAccount) []templates.Fact {
	var facts []templates.Fact
	for _, a := range accounts {
		f := templates.Fact{Name: accountWords(a), Value: a.Name}
		if a.Name == "" {
			f.Value = "Linked. Your bank sends the details."
		}
		if a.Refused != "" {
			f.Value, f.Tag = a.Refused, templates.Tag{Text: "not used", Tone: "clay"}
		}
		facts = append(facts, f)
	}
	return facts
}

// moments are the lines of a timeline, newest first.
func moments(events []origination.Event) []templates.Moment {
	var all []templates.Moment
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		all = append(all, templates.Moment{When: momentWords(e.At), DateTime: e.At.Format(time.RFC3339), Who: e.Who, What: e.What})
	}
	return all
}
