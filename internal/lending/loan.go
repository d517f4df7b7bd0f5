package lending

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/money"
)

// Borrower stands for a person who borrows, in identifiers.
type Borrower struct{}

// Identifiers of what this package owns.
type (
	BorrowerID = id.Of[Borrower]
	LoanID     = id.Of[Loan]
	MandateID  = id.Of[Mandate]
	DebitID    = id.Of[Debit]
)

// LoanState says who acts next.
type LoanState string

// The states of a loan.
const (
	LoanAwaitingMandate LoanState = "awaiting_mandate" // the borrower and their bank: a mandate that is ready
	LoanDisbursing      LoanState = "disbursing"       // we: the transfer is planned or on its way
	LoanActive          LoanState = "active"           // the borrower: repay
	LoanClosed          LoanState = "closed"           // nobody: repaid
	LoanCancelled       LoanState = "cancelled"        // nobody: never paid out
)

// Loan is a contract from acceptance to settlement. Its balances are not here: they are sums of entries.
type Loan struct {
	ID          LoanID
	Number      string // for people: L-2026-000123
	Application string // origination's identifier
	Borrower    BorrowerID
	Terms       Terms
	Schedule    Schedule
	State       LoanState
	OpenedAt    time.Time
	DisbursedOn calendar.Day // NoDay until the transfer is confirmed
	ClosedOn    calendar.Day // NoDay until repaid
}

// MandateState says who acts next.
type MandateState string

// The states of a mandate.
const (
	MandatePlanned   MandateState = "planned"   // we: ask Mono for the authorisation page
	MandateInitiated MandateState = "initiated" // the borrower: authorise it
	MandateApproved  MandateState = "approved"  // the bank: make it ready to debit, about a day
	MandateReady     MandateState = "ready"     // we: may debit
	MandatePaused    MandateState = "paused"    // the lender: reinstate it
	MandateRejected  MandateState = "rejected"  // final
	MandateCancelled MandateState = "cancelled" // final
	MandateExpired   MandateState = "expired"   // final
)

// Mandate is the borrower's permission to debit an account, up to Ceiling over its life.
type Mandate struct {
	ID            MandateID
	Loan          LoanID
	Reference     string // ours, 10 to 24 characters, unique
	MonoID        string // Mono's, empty until initiated
	State         MandateState
	Ceiling       money.Money
	Collected     money.Money // sum of settled debits
	StartsOn      calendar.Day
	EndsOn        calendar.Day
	AuthoriseURL  string // Mono's page for the borrower
	Bank          string
	BankCode      string // as Mono's bank list has it
	AccountNumber string
	AccountName   string
	PlannedAt     time.Time
	ApprovedAt    time.Time
	ReadyAt       time.Time
}

// DebitState says what is known of a debit.
type DebitState string

// The states of a debit. Unknown is not failed: it is looked up until the bank says.
const (
	DebitPlanned    DebitState = "planned"     // we: look at the balance and send it
	DebitNotCovered DebitState = "not_covered" // final: the look found too little money; nothing was sent
	DebitSubmitted  DebitState = "submitted"   // the bank: say the outcome
	DebitUnknown    DebitState = "unknown"     // we: look it up
	DebitSettled    DebitState = "settled"     // final: the money was taken
	DebitFailed     DebitState = "failed"      // final: the money was not taken
)

// Debit is one attempt to collect from an account, identified to the bank by Reference.
type Debit struct {
	ID            DebitID
	Loan          LoanID
	Mandate       MandateID
	Instalment    int // the first instalment that it pays
	Attempt       int // 1 for the first attempt on this instalment
	Amount        money.Money
	Reference     string
	State         DebitState
	On            calendar.Day // the day of the run that planned it
	PlannedAt     time.Time
	SubmittedAt   time.Time
	FinishedAt    time.Time
	ResponseCode  string // NIBSS code, when the bank gave one
	BankReference string // session id of the transfer
	Said          string // the reason in words
	Fee           money.Money
}
