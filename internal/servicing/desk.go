// Package servicing is the desk that takes a loan from mandate to settlement: disburse, collect, reconcile.
package servicing

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// RunID identifies a repayment run.
type RunID = id.Of[Run]

// Run is one repayment run: what was due as of a day and not yet done.
type Run struct {
	ID         RunID
	On         calendar.Day
	Trigger    string // "schedule", "time machine", "command", "officer"
	StartedAt  time.Time
	FinishedAt time.Time
	Due        int // loans with something due
	Planned    int // debits planned
	NotCovered int
	Submitted  int
	Settled    int
	Failed     int
	Unknown    int
	Collected  money.Money
}

// InstalmentLine is one instalment with what was paid of it.
type InstalmentLine struct {
	Row         lending.Row
	Paid        money.Money
	Outstanding money.Money
	State       string // "paid", "due", "overdue", "upcoming"
	Attempts    int    // debits sent for it
	NextAttempt calendar.Day
}

// LedgerLine is one line of the double-entry ledger.
type LedgerLine struct {
	Event   string // what happened: "disbursement", "interest accrual", "repayment" …
	Account string // number and name: "1100 Loan principal"
	Debit   money.Money
	Credit  money.Money
	ValueOn calendar.Day
	At      time.Time
}

// LoanFile is everything about one loan, for the borrower's and the officer's page.
type LoanFile struct {
	Loan         lending.Loan
	BorrowerName string
	Mandate      *lending.Mandate
	Disbursement *Disbursement
	Instalments  []InstalmentLine
	Outstanding  Outstanding
	Debits       []lending.Debit // newest first
	Ledger       []LedgerLine    // oldest first
	Timeline     []Event
	DaysPastDue  int
}

// Outstanding is what is owed today, from the ledger.
type Outstanding struct {
	Principal money.Money
	Interest  money.Money
	Fees      money.Money
	Total     money.Money
	Repaid    money.Money
}

// Event is one line of a loan's timeline.
type Event struct {
	At   time.Time
	Who  string
	What string
}

// Disbursement is the transfer that pays a loan out, at most one that succeeds for each loan.
type Disbursement struct {
	Loan          lending.LoanID
	Reference     string
	MonoID        string
	Amount        money.Money
	AccountNumber string
	BankCode      string
	AccountName   string
	State         string // planned, submitted, unknown, settled, failed
	PlannedAt     time.Time
	FinishedAt    time.Time
	Said          string
}

// LoanRow is one line of the officers' list of loans.
type LoanRow struct {
	ID           lending.LoanID
	Number       string
	BorrowerName string
	Principal    money.Money
	Outstanding  money.Money
	State        lending.LoanState
	Mandate      lending.MandateState
	NextDueOn    calendar.Day
	NextDue      money.Money
	DaysPastDue  int
	OpenedAt     time.Time
}

// Desk takes loans from mandate to settlement.
type Desk struct {
	Store Store
	Now   func() time.Time
}

// Store is what servicing needs of storage.
type Store interface {
	LoanFile(ctx context.Context, loan lending.LoanID, today calendar.Day) (LoanFile, error)
	BorrowerLoans(ctx context.Context, borrower lending.BorrowerID) ([]lending.Loan, error)
	LoanRows(ctx context.Context, state string, limit int) ([]LoanRow, error)
	Runs(ctx context.Context, limit int) ([]Run, error)
	Run(ctx context.Context, run RunID) (Run, []lending.Debit, error)
}

var errUnbuilt = fault.Newf(fault.Unavailable, "Not built yet.")

// CollectDue makes one repayment run as of a day: every instalment due and not done is planned, looked at and sent.
// A second run of the same day finds nothing to do.
func (d *Desk) CollectDue(ctx context.Context, on calendar.Day, trigger string) (Run, error) {
	return Run{}, errUnbuilt
}
