package web

import "github.com/gin-gonic/gin"

// routes is the table of contents: each handler is in the file named like its act.
func (s *server) routes(e *gin.Engine) {
	e.GET("/static/*file", s.static)
	e.GET("/healthz", s.healthz)
	e.GET("/readyz", s.readyz)
	e.POST("/webhooks/mono", s.handle(s.receiveMono))

	open := e.Group("/", s.limitBody(formBytesMax), s.knowUser)
	open.GET("/", s.handle(s.showLanding))
	open.GET("/check", s.handle(s.showCheck))
	open.POST("/check", s.handle(s.check))
	s.doorRoutes(open, s.unhurried())
	if s.Config.Sandbox {
		open.GET("/dev/outbox", s.handle(s.showOutbox))
	}
	s.borrowerRoutes(open.Group("/", s.requireBorrower))
	s.officerRoutes(open.Group("/officer", s.requireStaff))
}

// doorRoutes are how people get in and out. What costs us a password's hash or a message is unhurried.
func (s *server) doorRoutes(r *gin.RouterGroup, unhurried gin.HandlerFunc) {
	r.GET("/signup", s.handle(s.showSignUp))
	r.POST("/signup", unhurried, s.handle(s.signUp))
	r.GET("/signup/sent", s.handle(s.showSignUpSent))
	r.POST("/signup/sent", unhurried, s.handle(s.resendConfirmation))
	r.GET("/confirm", s.handle(s.showConfirm))
	r.POST("/confirm", unhurried, s.handle(s.confirm))
	r.GET("/login", s.handle(s.showLogIn))
	r.POST("/login", unhurried, s.handle(s.logIn))
	r.POST("/logout", s.handle(s.logOut))
	r.GET("/password", s.handle(s.showForgotten))
	r.POST("/password", unhurried, s.handle(s.forgotPassword))
	r.GET("/password/new", s.handle(s.showNewPassword))
	r.POST("/password/new", unhurried, s.handle(s.choosePassword))
	r.GET("/sessions", s.handle(s.showSessions))
	r.POST("/sessions/end", s.handle(s.endSessions))
}

// borrowerRoutes are for a borrower who is logged in. Another person's things are not found.
func (s *server) borrowerRoutes(r *gin.RouterGroup) {
	r.GET("/home", s.handle(s.showHome))
	r.GET("/messages", s.handle(s.showMessages))
	r.GET("/data", s.handle(s.showData))
	r.GET("/data/export.json", s.handle(s.exportData))
	r.GET("/data/consents/:id/:purpose", s.handle(s.showConsentWithdrawal))
	r.POST("/data/consents/:id/:purpose", s.handle(s.withdrawConsent))
	r.GET("/help", s.handle(s.showHelp))
	r.POST("/help", s.handle(s.complain))
	r.GET("/help/new", s.handle(s.showHelpForm))
	r.GET("/help/:id", s.handle(s.showComplaint))
	r.GET("/apply", s.handle(s.showApply))
	r.POST("/apply", s.handle(s.apply))

	r.GET("/applications/:id", s.handle(s.showApplication))
	r.GET("/applications/:id/progress", s.handle(s.showProgress))
	r.POST("/applications/:id/links", s.handle(s.openLink))
	r.GET("/applications/:id/return", s.handle(s.returnFromLink))
	r.GET("/applications/:id/bvn", s.handle(s.showBVN))
	r.POST("/applications/:id/bvn", s.handle(s.startBVN))
	r.GET("/applications/:id/bvn/method", s.handle(s.showBVNMethods))
	r.POST("/applications/:id/bvn/method", s.handle(s.sendBVNCode))
	r.GET("/applications/:id/bvn/code", s.handle(s.showBVNCode))
	r.POST("/applications/:id/bvn/code", s.handle(s.confirmBVN))
	r.GET("/applications/:id/offers", s.handle(s.showOffers))
	r.GET("/applications/:id/withdrawal", s.handle(s.showWithdrawal))
	r.POST("/applications/:id/withdrawal", s.handle(s.withdraw))

	r.GET("/offers/:id", s.handle(s.showOffer))
	r.GET("/offers/:id/accept", s.handle(s.showAccept))
	r.POST("/offers/:id/acceptance", s.handle(s.accept))

	r.GET("/loans/:id", s.handle(s.showLoan))
	r.GET("/loans/:id/progress", s.handle(s.showLoanProgress))
	r.GET("/loans/:id/mandate", s.handle(s.showMandate))
	r.POST("/loans/:id/mandate", s.handle(s.openMandateAgain))
	r.GET("/loans/:id/early", s.handle(s.showEarly))
	r.POST("/loans/:id/early", s.handle(s.tryEarly))
	r.GET("/loans/:id/statement.pdf", s.handle(s.downloadStatement))
	r.GET("/loans/:id/closure-letter.pdf", s.handle(s.downloadClosureLetter))
	r.GET("/loans/:id/agreement", s.handle(s.showAgreement))
	r.GET("/loans/:id/agreement.pdf", s.handle(s.downloadAgreement))
}
