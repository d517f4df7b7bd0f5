package servicing

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
	"lendwright/internal/notify"
	"lendwright/internal/work"
)

// Store is what servicing needs of storage. Atomically runs f in one transaction with a Store
// bound to it; the Update methods load and lock, let change say what comes next, and write. Who
// locks several things locks the loan first, so that nobody waits in a circle.
type Store interface {
	Pages
	Loans
	Mandates
	Disbursements
	Debits
	Runner
	Settlements
	Officers
	Books

	Atomically(ctx context.Context, f func(Store) error) error
	Enqueue(ctx context.Context, items ...work.Item) error
	AddEvent(ctx context.Context, about string, at time.Time, who, what string) error
	AddMessage(ctx context.Context, m notify.Message) error
}

// Pages are the read models of the web pages.
type Pages interface {
	LoanFile(ctx context.Context, loan lending.LoanID, today calendar.Day) (LoanFile, error)
	BorrowerLoans(ctx context.Context, borrower lending.BorrowerID) ([]lending.Loan, error)
	LoanRows(ctx context.Context, state string, limit int) ([]LoanRow, error)
	// Runs gives the newest runs: those that found something due or go on, or every one.
	Runs(ctx context.Context, every bool, limit int) ([]Run, error)
	Run(ctx context.Context, run RunID) (Run, []lending.Debit, error)
}

// Loans keeps loans and their books.
type Loans interface {
	Loan(ctx context.Context, loan lending.LoanID) (lending.Loan, error)
	UpdateLoan(ctx context.Context, loan lending.LoanID, change func(lending.Loan) (lending.Loan, error)) (lending.Loan, error)
	// LoansWaitingPast gives loans that await their mandate and whose first due day is before a day.
	LoansWaitingPast(ctx context.Context, before calendar.Day, limit int) ([]lending.LoanID, error)
	// Payer is the borrower of a loan with the account that they chose to be paid into and debited from.
	Payer(ctx context.Context, loan lending.LoanID) (Payer, error)
	Journals(ctx context.Context, loan lending.LoanID) ([]lending.Journal, error)
	// Ledger is the ledger of a loan's journals, summed by the database.
	Ledger(ctx context.Context, loan lending.LoanID) (lending.Ledger, error)
	// Post appends journals and checks in the same transaction that each is balanced as it was stored.
	Post(ctx context.Context, journals ...lending.Journal) error
	// MarkPaid notes on an instalment that nothing more has to be looked for there.
	MarkPaid(ctx context.Context, loan lending.LoanID, n int, on calendar.Day) error
	// NextAttempt notes from which day on a run looks at the loan again.
	NextAttempt(ctx context.Context, loan lending.LoanID, on calendar.Day) error
}

// Mandates keeps mandates, and Mono's identifiers of the borrowers.
type Mandates interface {
	AddMandate(ctx context.Context, m lending.Mandate) error
	Mandate(ctx context.Context, mandate lending.MandateID) (lending.Mandate, error)
	UpdateMandate(ctx context.Context, mandate lending.MandateID, change func(lending.Mandate) (lending.Mandate, error)) (lending.Mandate, error)
	LoanMandates(ctx context.Context, loan lending.LoanID) ([]lending.Mandate, error) // newest first
	MandateByReference(ctx context.Context, reference, monoID string) (lending.Mandate, error)
	LatestMandateStart(ctx context.Context, borrower lending.BorrowerID) (calendar.Day, error)
	// MandatesToCheck gives mandates that wait for somebody and were last looked at before waiting,
	// and ready ones before ready; each is noted as looked at now.
	MandatesToCheck(ctx context.Context, waiting, ready, now time.Time, limit int) ([]lending.MandateID, error)
	Customer(ctx context.Context, borrower lending.BorrowerID) (string, error) // empty: none yet
	SaveCustomer(ctx context.Context, borrower lending.BorrowerID, monoID string) error
}

// Disbursements keeps the one transfer of each loan.
type Disbursements interface {
	AddDisbursement(ctx context.Context, x Disbursement) error
	Disbursement(ctx context.Context, loan lending.LoanID) (Disbursement, error)
	UpdateDisbursement(ctx context.Context, loan lending.LoanID, change func(Disbursement) (Disbursement, error)) (Disbursement, error)
	DisbursementByReference(ctx context.Context, reference string) (Disbursement, error)
	// DisbursementsToCheck gives the loans whose transfer was planned before an instant and not
	// made, or whose outcome is due to be looked up.
	DisbursementsToCheck(ctx context.Context, planned, now time.Time, limit int) ([]lending.LoanID, error)
}

// Debits keeps debits.
type Debits interface {
	AddDebit(ctx context.Context, d lending.Debit, run RunID) error
	Debit(ctx context.Context, debit lending.DebitID) (lending.Debit, error)
	UpdateDebit(ctx context.Context, debit lending.DebitID, change func(lending.Debit) (lending.Debit, error)) (lending.Debit, error)
	LoanDebits(ctx context.Context, loan lending.LoanID) ([]lending.Debit, error) // newest first
	// DebitByReference finds the debit that a bank's report means: of those that share a
	// reference, the one in flight, else the newest.
	DebitByReference(ctx context.Context, reference string) (lending.Debit, error)
	DebitsToCheck(ctx context.Context, planned, now time.Time, limit int) ([]lending.Debit, error)
}

// Settlements keeps what becomes of collected money, and what a person has to look at.
type Settlements interface {
	// DebitsToPayOut gives settled debits after one, in order of their ids, whose money was taken
	// before an instant and has neither reached our account nor was taken back.
	DebitsToPayOut(ctx context.Context, before time.Time, after lending.DebitID, limit int) ([]lending.Debit, error)
	PayoutRead(ctx context.Context, monoID string) (bool, error)
	AddPayout(ctx context.Context, p Payout, matched int, at time.Time) error
	// AddBreak notes a difference; one that is known already changes nothing.
	AddBreak(ctx context.Context, b Break) error
	Breaks(ctx context.Context, open bool, limit int) ([]Break, error) // newest first
	ResolveBreak(ctx context.Context, b BreakID, officer, how string, at time.Time) error
}

// Officers keeps what officers record.
type Officers interface {
	// AddPayment refuses a bank reference that was recorded before (Conflict).
	AddPayment(ctx context.Context, p Payment) error
	Payment(ctx context.Context, payment PaymentID) (Payment, error)
	LoanPayments(ctx context.Context, loan lending.LoanID) ([]Payment, error) // newest first
	ReversePayment(ctx context.Context, payment PaymentID, officer, why string, at time.Time) error
	AddWaiver(ctx context.Context, w Waiver) error
	// AddWriteOff and ApproveWriteOff keep the four eyes: who asked is refused as the one who approves.
	AddWriteOff(ctx context.Context, w WriteOff) error
	ApproveWriteOff(ctx context.Context, loan lending.LoanID, officer string, on calendar.Day, claim money.Money) (WriteOff, error)
	WriteOffs(ctx context.Context, waiting bool, limit int) ([]WriteOff, error)
	// ChangeSchedule replaces a locked loan's schedule from its running row on, and keeps the version.
	ChangeSchedule(ctx context.Context, loan lending.LoanID, c ScheduleChange) error
	// Reopen takes the note back that nothing is owed on instalments.
	Reopen(ctx context.Context, loan lending.LoanID, instalments []int) error
}

// ScheduleChange is a new version of a schedule. The running row accrues anew from a day on.
type ScheduleChange struct {
	Schedule lending.Schedule
	Running  int
	From     calendar.Day
	Why      string
	By       string
	At       time.Time
}

// Books reads the books as a whole.
type Books interface {
	// TrialBalance sums each account over what was posted through a day, as it was known at an
	// instant; the zero instant means now.
	TrialBalance(ctx context.Context, on calendar.Day, known time.Time) ([]AccountTotal, error)
	// BookChecks holds the books against themselves and against debits, mandates and instalments.
	BookChecks(ctx context.Context, on calendar.Day) ([]BookCheck, error)
	// CloseMonth locks the books through a month's last day and keeps its balances.
	CloseMonth(ctx context.Context, last calendar.Day, officer string, at time.Time) error
	ClosedMonths(ctx context.Context) ([]ClosedMonth, error) // newest first
	FirstJournalOn(ctx context.Context) (calendar.Day, error)
	// BookLines gives each loan that was paid out by a day as it stood then, in order of the ids, to a
	// function: principal, what is due and unpaid, and for how long.
	BookLines(ctx context.Context, on calendar.Day, known time.Time, each func(BookLine) error) error
	// BureauSubject reads who a loan is reported on; BureauSubmitted and KeepBureau remember what was
	// submitted for a month, by digest.
	BureauSubject(ctx context.Context, loan lending.LoanID) (BureauSubject, error)
	BureauSubmitted(ctx context.Context, last calendar.Day, loan lending.LoanID) (string, error)
	KeepBureau(ctx context.Context, last calendar.Day, lines []BureauKept, at time.Time) error
	// Allow books what allowances change, in batches; a loan and day that were booked are left as they are.
	Allow(ctx context.Context, changes []lending.Journal, at time.Time) error
}

// Runner finds what is due and keeps runs.
type Runner interface {
	// Accrue brings a batch of active loans' rows after a mark into the books through a day, in a
	// transaction of its own, and AccrueLoan those of one loan that the caller has locked. Their
	// cost grows with what accrues, not with what is stored; done again they change nothing.
	Accrue(ctx context.Context, on calendar.Day, at time.Time, after AccrualMark, limit int) (mark AccrualMark, done int, err error)
	AccrueLoan(ctx context.Context, loan lending.LoanID, on calendar.Day, at time.Time) error
	// DueLoans gives active loans after one, in order of their ids, with an unpaid instalment due
	// by a day, whose next attempt may be made. Its cost grows with what is due, not with what is stored.
	DueLoans(ctx context.Context, on calendar.Day, after lending.LoanID, limit int) ([]DueLoan, error)
	// OverdueLoans gives active loans after one, in order of their ids, with an instalment that was due before a day.
	OverdueLoans(ctx context.Context, on calendar.Day, after lending.LoanID, limit int) ([]lending.LoanID, error)
	AddRun(ctx context.Context, r Run) error
	// CountRun adds loans found due and, when at is not zero, ends the run.
	CountRun(ctx context.Context, run RunID, due int, at time.Time) error
}
