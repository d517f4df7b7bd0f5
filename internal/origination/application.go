// Package origination is the desk that takes an application from submission to an accepted offer.
package origination

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/underwriting"
)

// Identifiers of what this package owns.
type (
	ApplicationID = id.Of[Application]
	LinkID        = id.Of[Link]
	AccountID     = id.Of[LinkedAccount]
	EvidenceID    = id.Of[Evidence]
	DecisionID    = id.Of[DecisionRecord]
	OfferID       = id.Of[Offer]
)

// State says who acts next on an application.
type State string

// The states of an application.
const (
	Submitted State = "submitted" // the borrower: link a bank account
	Gathering State = "gathering" // we gather evidence; the borrower confirms the BVN
	Referred  State = "referred"  // an officer: decide
	Offered   State = "offered"   // the borrower: choose an offer
	Accepted  State = "accepted"  // final here: a loan exists
	Declined  State = "declined"  // final
	Lapsed    State = "lapsed"    // final: no offer was accepted in time
	Withdrawn State = "withdrawn" // final: by the borrower
)

// Application is what a person asked for, and how far it has come.
type Application struct {
	ID           ApplicationID
	Number       string // for people: A-2026-000123
	Borrower     lending.BorrowerID
	Name         string // as at submission
	Email        string
	Phone        string
	BornOn       calendar.Day
	Employment   string // employed, self_employed, gig, retired, unemployed, student
	Employer     string
	StatedIncome money.Money // a month
	Principal    money.Money
	TermMonths   int
	Purpose      string
	State        State
	SubmittedAt  time.Time
	GatherBy     time.Time   // when the gathering closes with what there is; zero until an account is linked
	BVN          BVN         // as typed; proven once BVNLast4 stands
	BVNSession   string      // Mono's iGree session, while the code is awaited
	BVNMethods   []BVNMethod // the ways to receive the code, as NIBSS offered them in this session
	BVNMethod    string      // how the code was sent: a number that is not on the BVN's record proves less
	BVNStarts    int         // sessions opened; each is billed
	BVNLast4     string      // empty until the BVN was confirmed
	ChangedAt    time.Time
}

// Submission is a checked application form.
type Submission struct {
	Name, Email, Phone string
	BornOn             calendar.Day
	Employment         string
	Employer           string
	StatedIncome       money.Money
	Principal          money.Money
	TermMonths         int
	Purpose            string
	Consents           []Consent // each purpose that the person agreed to, with its text's version
}

// Purposes of consent. A person agrees to each by itself.
const (
	ConsentBankData     = "bank_data"     // read the statement and income of the linked accounts through Mono
	ConsentIdentity     = "identity"      // check the BVN with NIBSS
	ConsentCreditBureau = "credit_bureau" // read the credit history
)

// Consent is one agreement to one purpose, with the version of the text that was shown.
type Consent struct {
	Purpose     string
	TextVersion string
	At          time.Time
}

// Link is one visit to Mono's hosted Connect Link.
type Link struct {
	ID          LinkID
	Application ApplicationID
	Ref         string // meta.ref that Mono gives back
	URL         string // of Mono's page; empty while it could not be opened
	OpenedAt    time.Time
	Code        string // authorisation code from the redirect, a hint that is exchanged
}

// LinkedAccount is a bank account that the borrower linked.
type LinkedAccount struct {
	ID          AccountID
	Application ApplicationID
	MonoID      string
	Institution string
	BankCode    string
	Number      string // NUBAN
	Name        string // owner's name at the bank
	Currency    string
	DataStatus  string // Mono's word: PROCESSING, AVAILABLE, PARTIAL, UNAVAILABLE, FAILED
	LinkRef     string // the ref of the visit that linked it
	BVNLast4    string // of the account's owner, as the bank has it; empty when it does not say
	Refused     string // why it is not used, in words: somebody else linked the same account
	LinkedAt    time.Time
	UpdatedAt   time.Time
}

// Source is one kind of evidence.
type Source string

// The sources. Those of an account are gathered for each linked account, the others once an application.
const (
	SourceDetails          Source = "details"
	SourceIdentity         Source = "identity"
	SourceTransactions     Source = "transactions"
	SourceStatement        Source = "statement"
	SourceIncome           Source = "income"           // by webhook
	SourceCreditworthiness Source = "creditworthiness" // by webhook; needs the BVN
	SourceInsights         Source = "insights"         // by job and webhook
	SourceBVN              Source = "bvn"              // by the borrower's one-time code
	SourceCreditHistory    Source = "credit_history"   // needs the BVN
)

// EvidenceState says how far a piece of evidence has come.
type EvidenceState string

// The states of evidence.
const (
	EvidenceWaiting EvidenceState = "waiting" // for the borrower (BVN) or for another piece
	EvidenceAsking  EvidenceState = "asking"  // we: a job asks, and asks again
	EvidenceAsked   EvidenceState = "asked"   // Mono: a webhook will bring it
	EvidenceArrived EvidenceState = "arrived" // final: kept raw with its digest
	EvidenceMissing EvidenceState = "missing" // final: did not come; Why says the reason
)

// Final reports whether nothing more is expected.
func (s EvidenceState) Final() bool { return s == EvidenceArrived || s == EvidenceMissing }

// Evidence is one source's answer, raw, with the digest that a decision names.
type Evidence struct {
	ID          EvidenceID
	Application ApplicationID
	Account     AccountID // empty for sources of the person
	Source      Source
	State       EvidenceState
	Attempts    int
	AskedAt     time.Time // when the billed question was put, or is being put; zero: it may be put
	Doubtful    bool      // the reply to the billed question was lost: it may not have been put at all
	CheckedAt   time.Time // when we last looked whether it has come
	ArrivedAt   time.Time // when it became final
	JobRef      string    // Mono's job id, for insights
	Why         string    // why it is missing, or the last trouble, in words
	Raw         []byte
	Digest      string // hex SHA-256 of Raw
}

// DecisionRecord is the engine's decision, stored once and never changed. Case is the frozen snapshot that it was made on.
type DecisionRecord struct {
	ID          DecisionID
	Application ApplicationID
	Decision    underwriting.Decision
	ScoreParts  []underwriting.ScorePart
	Case        []byte // canonical JSON
	At          time.Time
}

// Verdict is an officer's word on a referred application: a second record beside the engine's.
type Verdict struct {
	Application ApplicationID
	By          string // the officer's user id
	ByName      string
	Approve     bool
	Reason      string
	At          time.Time
}

// Offer is one of a decision's offers, open to the borrower until LapsesAt.
type Offer struct {
	ID          OfferID
	Application ApplicationID
	Position    int // 1 is the best for the borrower
	Offer       underwriting.Offer
	Terms       lending.Terms
	Schedule    lending.Schedule
	Digest      string // hex SHA-256 of the terms and schedule as shown
	Open        bool   // false while an officer has not approved a referred case
	LapsesAt    time.Time
}

// LiveAt reports whether the offer can be accepted at an instant.
func (o Offer) LiveAt(at time.Time) bool { return o.Open && at.Before(o.LapsesAt) }

// Acceptance is the borrower's act that made a contract.
type Acceptance struct {
	Offer       OfferID
	Application ApplicationID
	Borrower    lending.BorrowerID
	Loan        lending.LoanID
	TermsDigest string
	TextVersion string // of the agreement's wording
	SignedName  string // as the borrower typed it
	At          time.Time
}

// Event is one line of an application's or loan's timeline.
type Event struct {
	At   time.Time
	Who  string // "You", "We", "Your bank", "Mono" or an officer's name
	What string
}

// File is everything about one application, for the borrower's and the officer's page.
type File struct {
	Application Application
	Consents    []Consent
	Links       []Link
	Accounts    []LinkedAccount
	Evidence    []Evidence // without Raw
	Decision    *DecisionRecord
	Verdict     *Verdict
	Offers      []Offer
	Acceptance  *Acceptance
	Timeline    []Event
}

// QueueRow is one line of the officers' queue.
type QueueRow struct {
	ID          ApplicationID
	Number      string
	Name        string
	Principal   money.Money
	TermMonths  int
	Purpose     string
	State       State
	SubmittedAt time.Time
	ChangedAt   time.Time
	Reasons     []string // of the engine, in words, for referred cases
	Band        string
}
