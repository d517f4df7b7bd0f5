package web

import (
	"lendwright/internal/access"
	"lendwright/internal/fault"

	"github.com/gin-gonic/gin"
)

// officerRoutes are for staff who are logged in.
func (s *server) officerRoutes(r *gin.RouterGroup) {
	r.GET("", s.handle(s.showQueue))
	r.GET("/applications/:id", s.handle(s.showCase))
	r.POST("/applications/:id/verdict", s.handle(s.reviewCase))
	r.GET("/loans", s.handle(s.showLoans))
	r.GET("/loans/:id", s.handle(s.showOfficerLoan))
	s.loanActRoutes(r)
	r.GET("/complaints", s.handle(s.showComplaints))
	r.GET("/complaints/:id", s.handle(s.showOfficerComplaint))
	r.POST("/complaints/:id/acknowledgement", s.handle(s.acknowledgeComplaint))
	r.POST("/complaints/:id/answer", s.handle(s.answerComplaint))
	r.GET("/runs", s.handle(s.showRuns))
	r.POST("/runs", s.handle(s.startRun))
	r.GET("/runs/:id", s.handle(s.showRun))
	if s.TimeMachine != nil {
		r.GET("/clock", s.handle(s.showClock))
		r.POST("/clock", s.handle(s.moveClock))
	}
	if s.JobsUI != nil {
		r.Any("/jobs/*any", s.handle(s.showJobs))
	}
}

// officerNav is what staff can go to, as pairs of text and address.
func (s *server) officerNav(u access.User) []string {
	all := []string{"Applications", "/officer", "Loans", "/officer/loans", "Repayment runs", "/officer/runs", "Complaints", "/officer/complaints"}
	if s.TimeMachine != nil {
		all = append(all, "Time machine", "/officer/clock")
	}
	if s.JobsUI != nil && u.Role == access.Administrator {
		all = append(all, "Jobs", "/officer/jobs/")
	}
	return all
}

// showJobs hands over to the job library's own page, for administrators.
func (s *server) showJobs(c *gin.Context) error {
	if u, _ := userOf(c); u.Role != access.Administrator {
		return fault.Newf(fault.NotAllowed, "This page is for administrators.")
	}
	s.JobsUI.ServeHTTP(c.Writer, c.Request)
	return nil
}
