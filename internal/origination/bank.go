package origination

import (
	"context"
	"errors"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
	"lendwright/internal/underwriting"
)

// Bank is what origination needs of the borrower's banks, reached through Mono. Its errors are of
// package fault: Unavailable means "try later", Invalid and NotFound that asking again is no use.
// Two more are told apart with errors.Is: ErrNotReady and ErrOutcomeUnknown.
type Bank interface {
	// OpenLink opens a visit to Mono's hosted Connect Link and gives its address.
	OpenLink(ctx context.Context, v Visit) (string, error)
	// ExchangeCode turns the redirect's code into Mono's account id. A code works once and for ten minutes.
	ExchangeCode(ctx context.Context, code string) (string, error)
	// Account tells how an account stands at Mono now. It is billed: it is asked only when a webhook seems lost.
	Account(ctx context.Context, monoID string) (AccountReport, error)
	// Ask puts one question. It is called once for each question that starts billed work.
	Ask(ctx context.Context, q Question) (Answer, error)
	// StartBVN opens a session at NIBSS and gives the ways to receive the code.
	StartBVN(ctx context.Context, bvn BVN) (session string, methods []BVNMethod, err error)
	// SendBVNCode has the code sent by one of the methods.
	SendBVNCode(ctx context.Context, session, method string) error
	// ConfirmBVN gives the code and returns the raw record: Invalid for a wrong code, Conflict for a session that is over.
	ConfirmBVN(ctx context.Context, session, code string) ([]byte, error)
	// ReadCase turns raw evidence into a case; what it cannot read it names in Case.Missing.
	ReadCase(d Dossier) (underwriting.Case, error)
}

// ErrNotReady says that the bank's data are not at Mono yet: ask again in a while.
var ErrNotReady = errors.New("the data are not ready yet")

// ErrOutcomeUnknown says that a question may or may not have been put: it is not put again, because
// it is billed; the webhook or a look at the records will tell.
var ErrOutcomeUnknown = errors.New("it is unknown whether the question was put")

// Visit is one visit to Mono's hosted Connect Link.
type Visit struct {
	Name, Email string // of the borrower
	Ref         string // ours, given back as meta.ref
	RedirectURL string // where the browser returns to
}

// Question asks Mono for one piece of evidence.
type Question struct {
	Source     Source
	MonoID     string // of the account, for sources of an account
	BVN        BVN    // for creditworthiness and credit history
	Principal  money.Money
	TermMonths int
	On         calendar.Day // today in Lagos: the end of the history that is read
	AskedAt    time.Time    // when the billed question was put first
	JobRef     string       // insights: the job whose record is fetched
	Recover    bool         // the question was put before: only look whether the answer is there, never put it again
}

// Answer is what Mono said. Without Raw it comes later, by webhook.
type Answer struct {
	Raw    []byte
	JobRef string // of the job that was started
}

// Report is a piece of evidence that a webhook brought or announced.
type Report struct {
	MonoID string // the account
	Source Source
	Raw    []byte // the answer; nil: it is ready to be fetched
	Failed string // why there is no answer, in words; empty: there is one
}

// AccountReport is what a webhook or a look says of a linked account. Empty fields say nothing.
type AccountReport struct {
	MonoID      string
	Ref         string // meta.ref of the visit
	Institution string
	BankCode    string
	Number      string
	Name        string
	Currency    string
	BVNLast4    string
	DataStatus  string   // PROCESSING, AVAILABLE, PARTIAL, UNAVAILABLE, FAILED
	Retrieved   []string // identity, balance, transactions
}

// Dossier is all that a case is read from.
type Dossier struct {
	Application Application
	Accounts    []LinkedAccount
	Evidence    []Evidence // with Raw
	OwnLoans    []underwriting.OwnLoan
	AsOf        calendar.Day
}
