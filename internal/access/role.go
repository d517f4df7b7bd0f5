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
	SeeRuns            Permission = "see repayment runs"
	StartRuns          Permission = "start a repayment run"
	MoveClock          Permission = "move the sandbox's clock"
	SeeJobs            Permission = "see and retry jobs"
)

// permissions is the whole rule: who may do what.
var permissions = map[Role][]Permission{
	Borrower:      {ApplyForLoan},
	Officer:       {SeeApplications, ReviewApplications, SeeLoans, SeeRuns, MoveClock},
	Administrator: {SeeApplications, ReviewApplications, SeeLoans, SeeRuns, StartRuns, MoveClock, SeeJobs},
}

// May reports whether a role has a permission. An unknown role has none.
func (r Role) May(p Permission) bool { return slices.Contains(permissions[r], p) }
