package web

import (
	"lendwright/internal/access"

	"github.com/gin-gonic/gin"
)

// officerRoutes are for staff who are logged in. Each names the permission that it needs; a test fails
// for one that does not.
func (s *server) officerRoutes(r *gin.RouterGroup) {
	r.GET("", s.may(access.SeeApplications), s.handle(s.showQueue))
	r.GET("/applications/:id", s.may(access.SeeApplications), s.handle(s.showCase))
	r.POST("/applications/:id/verdict", s.may(access.ReviewApplications), s.handle(s.reviewCase))
	r.GET("/loans", s.may(access.SeeLoans), s.handle(s.showLoans))
	r.GET("/loans/:id", s.may(access.SeeLoans), s.handle(s.showOfficerLoan))
	s.loanActRoutes(r.Group("", s.may(access.ActOnLoans)))
	s.differenceRoutes(r.Group("", s.may(access.ActOnLoans)))
	r.GET("/complaints", s.may(access.AnswerComplaints), s.handle(s.showComplaints))
	r.GET("/complaints/:id", s.may(access.AnswerComplaints), s.handle(s.showOfficerComplaint))
	r.POST("/complaints/:id/acknowledgement", s.may(access.AnswerComplaints), s.handle(s.acknowledgeComplaint))
	r.POST("/complaints/:id/answer", s.may(access.AnswerComplaints), s.handle(s.answerComplaint))
	r.GET("/runs", s.may(access.SeeRuns), s.handle(s.showRuns))
	r.POST("/runs", s.may(access.StartRuns), s.handle(s.startRun))
	r.GET("/runs/:id", s.may(access.SeeRuns), s.handle(s.showRun))
	if s.TimeMachine != nil {
		r.GET("/clock", s.may(access.MoveClock), s.handle(s.showClock))
		r.POST("/clock", s.may(access.MoveClock), s.handle(s.moveClock))
	}
	if s.JobsUI != nil {
		r.Any("/jobs/*any", s.may(access.SeeJobs), gin.WrapH(s.JobsUI))
	}
}

// officerNav is what staff can go to, as pairs of text and address.
func (s *server) officerNav(u access.User) []string {
	all := []string{"Applications", "/officer", "Loans", "/officer/loans", "Repayment runs", "/officer/runs", "Complaints", "/officer/complaints", "Differences", "/officer/differences"}
	if s.TimeMachine != nil {
		all = append(all, "Time machine", "/officer/clock")
	}
	if s.JobsUI != nil && u.Role.May(access.SeeJobs) {
		all = append(all, "Jobs", "/officer/jobs/")
	}
	return append(all, "Log out everywhere", "/sessions")
}
