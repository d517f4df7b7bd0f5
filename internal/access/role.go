package access

import "slices"

// Permission names an act that not everybody may do.
type Permission string

// The permissions.
const (
	ApplyForLoan       Permission = "apply for a loan"
	SeeApplications    Permission = "see all applications"
	ReviewApplications Permission = "review referred applications"
	SeeLoans           Permission = "see all loans"
	ActOnLoans         Permission = "stop and resume debits and repeat a transfer"
	AnswerComplaints   Permission = "see and answer complaints"
	SeeRuns            Permission = "see repayment runs"
	StartRuns          Permission = "start a repayment run"
	MoveClock          Permission = "move the sandbox's clock"
	SeeJobs            Permission = "see and retry jobs"
)

// permissions is the whole rule: who may do what.
var permissions = map[Role][]Permission{
	Borrower:      {ApplyForLoan},
	Officer:       {SeeApplications, ReviewApplications, SeeLoans, ActOnLoans, AnswerComplaints, SeeRuns, MoveClock},
	Administrator: {SeeApplications, ReviewApplications, SeeLoans, ActOnLoans, AnswerComplaints, SeeRuns, StartRuns, MoveClock, SeeJobs},
}

// May reports whether a role has a permission. An unknown role has none.
func (r Role) May(p Permission) bool { return slices.Contains(permissions[r], p) }
