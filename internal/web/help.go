package web

import (
	"net/http"
	"time"

	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// helpKind is a thing that a person may want of us, with the words of its link and its form.
type helpKind struct {
	kind                     origination.ComplaintKind
	link, title, says, label string
	hint, act                string
	tag                      string
}

// helpKinds are in the order in which the page offers them.
var helpKinds = []helpKind{
	{origination.KindMoreTime, "A payment will be hard: ask for more time", "Ask for more time", "Tell us before the day, if you can. A person looks at your loan with you and says what is possible. Asking costs nothing and is not reported.", "What has happened, and what could you pay when?", "For example: my salary comes on the 30th this month, I can pay the whole amount on the 31st.", "Ask for more time", "more time"},
	{origination.KindPayday, "Pay on another day of the month", "Change my payday", "A person moves your payments to the day after your money comes. You agree to the new dates before they hold.", "From which day on, and why?", "For example: my salary now comes on the 28th.", "Ask for another day", "payday"},
	{origination.KindPayEarly, "Pay a part or all of my loan early", "Pay early", "A person sends you our account and the reference to put on your transfer. What arrives counts from the day it arrives; there is no fee.", "How much do you want to pay, and when?", "Say whether a part should lower your payments or end your loan sooner.", "Ask to pay early", "pay early"},
	{origination.KindCancel, "Go back on a loan that I just took", "Cancel my loan", "Within three working days after signing you can go back on it: you give back what you received, and pay no interest and no fee.", "Anything that we should know?", "Write “cancel” if there is nothing else.", "Cancel my loan", "cancellation"},
	{origination.KindReview, "Have a decision looked at by a person", "Ask a person to look again", "Somebody who did not build the answer reads your application again, with what you tell us.", "What should the person know?", "For example income that does not reach the linked account, or a debt that is repaid.", "Ask for a review", "review"},
	{origination.KindCorrection, "Something that you know of me is wrong", "Have something mended", "We mend what is wrong in our records and tell you. For a wrong entry at a credit bureau we name the bureau and pass your objection on.", "What is wrong, and what is right?", "", "Send it", "correction"},
	{origination.KindErasure, "Delete what you need not keep", "Have data deleted", "We delete what no law makes us keep, and tell you what stays, for how long and why.", "What should be deleted?", "Write “everything” if that is what you want.", "Ask for deletion", "deletion"},
	{origination.KindComplaint, "Complain about something", "Make a complaint", "Say what happened. It does not change your loan or your next application.", "What happened?", "Days and amounts help us to find it.", "Send my complaint", "complaint"},
}

func helpKindOf(kind string) (helpKind, bool) {
	for _, k := range helpKinds {
		if string(k.kind) == kind {
			return k, true
		}
	}
	return helpKind{}, false
}

// showHelp lists the ways to a person and what was asked so far.
func (s *server) showHelp(c *gin.Context) error {
	mine, err := s.Origination.Store.BorrowerComplaints(c.Request.Context(), borrowerOf(c))
	if err != nil {
		return err
	}
	view := templates.HelpView{Lender: s.Config.Lender, Clock: "You hear within 24 hours who looks at it, and have an answer within 48 hours. Weekends count."}
	for _, k := range helpKinds {
		view.Kinds = append(view.Kinds, templates.ActLink{Text: k.link, URL: "/help/new?kind=" + string(k.kind)})
	}
	for _, x := range mine {
		view.Items = append(view.Items, complaintItem(x, s.Clock()))
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Help"}, templates.HelpPage(view))
}

func complaintItem(x origination.Complaint, now time.Time) templates.HomeItem {
	k, _ := helpKindOf(string(x.Kind))
	under := x.Number + ", sent " + timeWords(x.MadeAt)
	if x.About != "" {
		under += ", about " + x.About
	}
	return templates.HomeItem{URL: helpURL(x.ID), Name: k.title, Tag: complaintTag(x, now), Under: under}
}

func helpURL(complaint origination.ComplaintID) string { return "/help/" + complaint.String() }

func complaintTag(x origination.Complaint, now time.Time) templates.Tag {
	switch {
	case x.State == origination.ComplaintResolved:
		return templates.Tag{Text: "answered", Tone: "leaf"}
	case x.Late(now):
		return templates.Tag{Text: "late", Tone: "clay"}
	case x.State == origination.ComplaintAcknowledged:
		return templates.Tag{Text: "a person looks at it", Tone: "indigo"}
	}
	return templates.Tag{Text: "we have it", Tone: "marigold"}
}

// showComplaint shows a borrower their own message, its clock and its answer.
func (s *server) showComplaint(c *gin.Context) error {
	complaint, err := id.Parse[origination.Complaint](c.Param("id"))
	if err != nil {
		return err
	}
	x, err := s.Origination.Store.Complaint(c.Request.Context(), complaint)
	if err != nil {
		return err
	}
	if x.Borrower != borrowerOf(c) {
		return errForeign
	}
	v := s.complaintView(x)
	v.Back, v.BackWords = "/help", "Help"
	if x.State == origination.ComplaintResolved {
		v.Again = "/help/new?kind=" + string(origination.KindComplaint) + "&about=" + x.Number
	}
	return s.render(c, http.StatusOK, templates.Page{Title: v.Title}, templates.ComplaintPage(v))
}

// complaintView is what both sides see of a message.
func (s *server) complaintView(x origination.Complaint) templates.ComplaintView {
	k, _ := helpKindOf(string(x.Kind))
	v := templates.ComplaintView{
		Title: k.title, Text: x.Text, Answer: x.Answer, Strip: s.complaintStrip(x),
		Facts: []templates.Fact{{Name: "Number", Value: x.Number}, {Name: "Sent", Value: timeWords(x.MadeAt)}},
	}
	if x.About != "" {
		v.Facts = append(v.Facts, templates.Fact{Name: "About", Value: x.About})
	}
	if x.Answer != "" {
		v.Answered = x.HandledBy + ", " + timeWords(x.ResolvedAt)
	}
	return v
}

func (s *server) complaintStrip(x origination.Complaint) templates.Strip {
	late := ""
	if x.Late(s.Clock()) {
		late = " We are late: this should not be."
	}
	switch x.State {
	case origination.ComplaintOpen:
		return templates.Strip{Who: "We", Says: "We have your message. A person takes it up by " + timeWords(x.AcknowledgeBy) + ".", When: "Answered by " + timeWords(x.ResolveBy) + " at the latest." + late, Tone: "indigo"}
	case origination.ComplaintAcknowledged:
		return templates.Strip{Who: "We", Says: x.HandledBy + " looks at it.", When: "Answered by " + timeWords(x.ResolveBy) + " at the latest." + late, Tone: "indigo"}
	}
	return templates.Strip{Who: "We", Says: "Answered.", When: timeWords(x.ResolvedAt), Tone: "leaf"}
}

// errNoKind answers an address that names nothing that we know.
var errNoKind = fault.Newf(fault.NotFound, "There is no form of this kind.")
