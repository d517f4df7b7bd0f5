package origination

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/notify"
	"lendwright/internal/underwriting"
	"lendwright/internal/work"
)

// Store is what origination needs of storage. Atomically runs f in one transaction with a Store
// bound to it. An Update… loads and locks a row, lets change say what comes next, and writes it;
// an error of change leaves the row as it is. Within a transaction the application's row is locked
// before any row that belongs to it, so that two jobs of one application take turns.
type Store interface {
	Atomically(ctx context.Context, f func(Store) error) error
	Readings
	Applications
	Banking
	Gathered
	Decisions
	Privacy
	Complaints
	People

	// OwnLoans gives the person's loans with us, oldest first, those included that are not paid out
	// yet or stand under another log-in with the same BVN.
	OwnLoans(ctx context.Context, borrower lending.BorrowerID) ([]underwriting.OwnLoan, error)
	// OpenLoan stores a loan that was just agreed on.
	OpenLoan(ctx context.Context, loan lending.Loan) error
	// NextNumber gives the next number of a series for people, like A-2026-000123, never the same twice.
	NextNumber(ctx context.Context, series string, at time.Time) (string, error)
	AddEvent(ctx context.Context, about string, at time.Time, who, what string) error
	AddMessage(ctx context.Context, m notify.Message) error
	Enqueue(ctx context.Context, items ...work.Item) error
}

// Readings are what pages read.
type Readings interface {
	File(ctx context.Context, app ApplicationID) (File, error)
	BorrowerApplications(ctx context.Context, borrower lending.BorrowerID) ([]Application, error)
	Queue(ctx context.Context, state State, limit int) ([]QueueRow, error)
	QueueCounts(ctx context.Context) (map[State]int, error)
	Offer(ctx context.Context, offer OfferID) (Offer, error)
}

// Applications are the rows of applications.
type Applications interface {
	// AddApplication is a Conflict while the borrower has another one open.
	AddApplication(ctx context.Context, a Application, consents []Consent) error
	Application(ctx context.Context, app ApplicationID) (Application, error)
	UpdateApplication(ctx context.Context, app ApplicationID, change func(Application) (Application, error)) error
	// GatheringPast gives applications whose gathering should have closed by an instant.
	GatheringPast(ctx context.Context, at time.Time, limit int) ([]ApplicationID, error)
	// OffersPast gives applications in state Offered without an offer that is still live at an instant.
	OffersPast(ctx context.Context, at time.Time, limit int) ([]ApplicationID, error)
	// SubmittedBefore gives applications without an account that were submitted before an instant.
	SubmittedBefore(ctx context.Context, at time.Time, limit int) ([]ApplicationID, error)
}

// Banking is the rows of link visits and linked accounts.
type Banking interface {
	AddLink(ctx context.Context, l Link) error
	Link(ctx context.Context, link LinkID) (Link, error)
	LinkByRef(ctx context.Context, ref string) (Link, error)
	UpdateLink(ctx context.Context, link LinkID, change func(Link) (Link, error)) error
	// AddAccount stores an account unless the application has one of the same Mono id.
	AddAccount(ctx context.Context, a LinkedAccount) error
	Account(ctx context.Context, account AccountID) (LinkedAccount, error)
	// AccountByMonoID gives the account most lately linked under Mono's id, or NotFound.
	AccountByMonoID(ctx context.Context, monoID string) (LinkedAccount, error)
	Accounts(ctx context.Context, app ApplicationID) ([]LinkedAccount, error)
	UpdateAccount(ctx context.Context, account AccountID, change func(LinkedAccount) (LinkedAccount, error)) error
	// ClaimAccount makes the borrower the owner of a bank account unless it has one, and gives the owner.
	ClaimAccount(ctx context.Context, bankCode, number string, borrower lending.BorrowerID, at time.Time) (lending.BorrowerID, error)
	// AccountsSilentSince gives accounts of applications in gathering that were still PROCESSING and not looked at since an instant.
	AccountsSilentSince(ctx context.Context, at time.Time, limit int) ([]AccountID, error)
}

// Gathered is the rows of evidence.
type Gathered interface {
	// AddEvidence stores pieces unless the application has one of the same account and source.
	AddEvidence(ctx context.Context, pieces ...Evidence) error
	// Evidence gives one piece without Raw.
	Evidence(ctx context.Context, piece EvidenceID) (Evidence, error)
	// EvidenceOf gives every piece of an application without Raw; EvidenceRaw gives them with it.
	EvidenceOf(ctx context.Context, app ApplicationID) ([]Evidence, error)
	EvidenceRaw(ctx context.Context, app ApplicationID) ([]Evidence, error)
	// UpdateEvidence passes a piece without Raw; Raw is written when change sets it.
	UpdateEvidence(ctx context.Context, piece EvidenceID, change func(Evidence) (Evidence, error)) error
	// EvidenceSilentSince gives pieces of one source of applications in gathering that were asked and not looked at since an instant.
	EvidenceSilentSince(ctx context.Context, source Source, at time.Time, limit int) ([]EvidenceID, error)
}

// Decisions are the rows of what was decided and agreed.
type Decisions interface {
	// AddDecision is a Conflict when the application has one: it is stored once and never changed.
	AddDecision(ctx context.Context, d DecisionRecord) error
	AddVerdict(ctx context.Context, v Verdict) error
	AddOffers(ctx context.Context, offers ...Offer) error
	Offers(ctx context.Context, app ApplicationID) ([]Offer, error)
	// OpenOffers opens an application's offers until an instant and says how many there are.
	OpenOffers(ctx context.Context, app ApplicationID, until time.Time) (int, error)
	CloseOffers(ctx context.Context, app ApplicationID) error
	// AddAcceptance is a Conflict when the application has one.
	AddAcceptance(ctx context.Context, a Acceptance) error
	// Acceptance gives the application's acceptance, or NotFound.
	Acceptance(ctx context.Context, app ApplicationID) (Acceptance, error)
}

// People tell who is one person under several log-ins: by the proven BVN, of which only a digest is kept.
type People interface {
	// ClaimBVN notes that a borrower proved the BVN with a digest.
	ClaimBVN(ctx context.Context, digest string, borrower lending.BorrowerID, at time.Time) error
	// BVNDoubtful reports whether the BVN was proven under another log-in too, or the borrower proved two.
	BVNDoubtful(ctx context.Context, borrower lending.BorrowerID) (bool, error)
	// LockPerson takes the person's turn for the rest of the transaction.
	LockPerson(ctx context.Context, borrower lending.BorrowerID) error
	// BVNsUnneeded gives accepted applications that still hold a BVN although their loan ended before a day.
	BVNsUnneeded(ctx context.Context, before calendar.Day, limit int) ([]ApplicationID, error)
	// WaitingLoan gives the number of a loan of the person's that is not paid out yet; empty where there is none.
	WaitingLoan(ctx context.Context, borrower lending.BorrowerID) (string, error)
}
