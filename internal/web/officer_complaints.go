package web

import (
	"net/http"
	"unicode/utf8"

	"lendwright/internal/id"
	"lendwright/internal/origination"
	"lendwright/templates"

	"github.com/gin-gonic/gin"
)

// complaintRows is how many complaints a page of the register shows.
const complaintRows = 200

// showComplaints is the register: what waits for us with the next clock first, or what was answered.
func (s *server) showComplaints(c *gin.Context) error {
	answered := c.Query("state") == "answered"
	read := s.Origination.Store.OpenComplaints
	if answered {
		read = s.Origination.Store.ClosedComplaints
	}
	rows, err := read(c.Request.Context(), complaintRows)
	if err != nil {
		return err
	}
	page := templates.ComplaintsPage{
		Filters: []templates.FilterLink{
			{Text: "Waiting for us", URL: "/officer/complaints", Current: !answered},
			{Text: "Answered", URL: "/officer/complaints?state=answered", Current: answered},
		},
		Table: templates.Table{
			Caption: "Register",
			Columns: []templates.Column{{Text: "Number"}, {Text: "Kind"}, {Text: "From"}, {Text: "About"}, {Text: "Sent"}, {Text: "Answer by"}, {Text: "State"}},
			Empty:   templates.Nothing{Title: "Nothing here", Text: "Complaints and requests of borrowers come here, each with its clock."},
		},
	}
	for _, x := range rows {
		k, _ := helpKindOf(string(x.Kind))
		page.Table.Rows = append(page.Table.Rows, []templates.Cell{
			{Text: x.Number, URL: officerComplaintURL(x.ID)}, {Text: k.tag}, {Text: x.Name}, {Text: x.About},
			{Text: timeWords(x.MadeAt)}, {Text: timeWords(x.ResolveBy), Under: x.HandledBy}, {Tag: complaintTag(x, s.Clock())},
		})
	}
	return s.render(c, http.StatusOK, templates.Page{Title: "Complaints and requests", Officer: true}, templates.Complaints(page))
}

func officerComplaintURL(complaint origination.ComplaintID) string {
	return "/officer/complaints/" + complaint.String()
}

// showOfficerComplaint shows one message to the person who answers it.
func (s *server) showOfficerComplaint(c *gin.Context) error {
	return s.officerComplaint(c, http.StatusOK, nil)
}

func (s *server) complaintOf(c *gin.Context) (origination.Complaint, error) {
	complaint, err := id.Parse[origination.Complaint](c.Param("id"))
	if err != nil {
		return origination.Complaint{}, err
	}
	return s.Origination.Store.Complaint(c.Request.Context(), complaint)
}

func (s *server) officerComplaint(c *gin.Context, status int, wrong mistakes) error {
	x, err := s.complaintOf(c)
	if err != nil {
		return err
	}
	v := s.complaintView(x)
	v.Back, v.BackWords, v.Errors = "/officer/complaints", "Complaints and requests", wrong
	v.Facts = append(v.Facts, templates.Fact{Name: "From", Value: x.Name + ", " + x.Email})
	v.Strip = officerComplaintStrip(x, v.Strip)
	if v.FileURL, err = s.aboutURL(c, x); err != nil {
		return err
	}
	v.FileWords = "Open " + x.About
	if x.State == origination.ComplaintOpen {
		v.AckTo = officerComplaintURL(x.ID) + "/acknowledgement"
	}
	if x.State != origination.ComplaintResolved {
		v.AnswerTo = officerComplaintURL(x.ID) + "/answer"
		v.Reply = &templates.Field{Name: "answer", Label: "What the borrower reads", Hint: "Plainly: what you found, what you did, what follows. It goes out with your name.", Value: typed(c, "answer"), Error: wrong.of("answer")}
	}
	return s.render(c, status, templates.Page{Title: x.Number + " " + x.Name, Officer: true, Error: len(wrong) > 0}, templates.ComplaintPage(v))
}

func officerComplaintStrip(x origination.Complaint, theirs templates.Strip) templates.Strip {
	switch x.State {
	case origination.ComplaintOpen:
		return templates.Strip{Who: "You", Says: "say that you have it, by " + timeWords(x.AcknowledgeBy) + ".", When: "Answer by " + timeWords(x.ResolveBy) + ".", Tone: "marigold"}
	case origination.ComplaintAcknowledged:
		return templates.Strip{Who: x.HandledBy, Says: "answers by " + timeWords(x.ResolveBy) + ".", Tone: "marigold"}
	}
	return theirs
}

// aboutURL is where staff find what a message is about, among the things of the person who wrote it.
func (s *server) aboutURL(c *gin.Context, x origination.Complaint) (string, error) {
	loans, err := s.Servicing.Store.BorrowerLoans(c.Request.Context(), x.Borrower)
	if err != nil {
		return "", err
	}
	for _, l := range loans {
		if l.Number == x.About {
			return officerLoanURL(l.ID), nil
		}
	}
	applications, err := s.Origination.Store.BorrowerApplications(c.Request.Context(), x.Borrower)
	if err != nil {
		return "", err
	}
	for _, a := range applications {
		if a.Number == x.About {
			return "/officer/applications/" + a.ID.String(), nil
		}
	}
	return "", nil
}

// acknowledgeComplaint notes that the officer has taken it up.
func (s *server) acknowledgeComplaint(c *gin.Context) error {
	x, err := s.complaintOf(c)
	if err != nil {
		return err
	}
	u, _ := userOf(c)
	if err := s.Origination.Acknowledge(c.Request.Context(), x.ID, u.Name); err != nil {
		return err
	}
	s.notice(c, x.Name+" was told that you have it.")
	return s.seeOther(c, "%s", officerComplaintURL(x.ID))
}

// answerComplaint sends the answer.
func (s *server) answerComplaint(c *gin.Context) error {
	if err := readForm(c); err != nil {
		return err
	}
	x, err := s.complaintOf(c)
	if err != nil {
		return err
	}
	answer := typed(c, "answer")
	var wrong mistakes
	if n := utf8.RuneCountInString(answer); n < verdictReasonLeast || n > origination.ComplaintMost {
		wrong.add("answer", "Write the answer in at least ten characters: the borrower reads it as it stands here.")
		return s.officerComplaint(c, http.StatusUnprocessableEntity, wrong)
	}
	u, _ := userOf(c)
	if err := s.Origination.Resolve(c.Request.Context(), x.ID, u.Name, answer); err != nil {
		said, status, ok := onForm(err)
		if !ok {
			return err
		}
		wrong.add("", said)
		return s.officerComplaint(c, status, wrong)
	}
	s.notice(c, "The answer is on its way to "+x.Name+".")
	return s.seeOther(c, "%s", officerComplaintURL(x.ID))
}
