package servicing

import (
	"context"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// Bank is what servicing needs of the borrowers' banks, reached through Mono. An error of kind
// NotFound says that Mono does not know the thing; Unavailable that it did not answer.
type Bank interface {
	// EnsureCustomer gives Mono's identifier of the borrower, making the customer when there is none.
	EnsureCustomer(ctx context.Context, p Payer) (string, error)
	// InitiateMandate opens a hosted authorisation; the report carries Mono's id and the page's address.
	InitiateMandate(ctx context.Context, r MandateRequest) (MandateReport, error)
	// Mandate asks for a mandate by Mono's id or by our reference.
	Mandate(ctx context.Context, idOrReference string) (MandateReport, error)
	// CancelMandate ends a mandate. One that is ended already is no error.
	CancelMandate(ctx context.Context, monoID string) error
	// HasFunds asks whether the account holds an amount. The inquiry is billed.
	HasFunds(ctx context.Context, monoID string, amount money.Money) (bool, error)
	// Debit takes money. It never fails: what did not clearly happen or not happen is OutcomeUnknown.
	Debit(ctx context.Context, r DebitRequest) DebitReport
	// LookUpDebit asks for a debit's outcome; OutcomeNotFound when Mono has never heard of it.
	LookUpDebit(ctx context.Context, mandateID, reference string) (DebitReport, error)
	// AccountName asks whose account it is.
	AccountName(ctx context.Context, bankCode, accountNumber string) (string, error)
	// Transfer sends money to a borrower's account. Like Debit it never fails.
	Transfer(ctx context.Context, r TransferRequest) DisbursementReport
	// LookUpTransfer asks for a transfer's outcome by our reference, with Mono's id where it is known.
	LookUpTransfer(ctx context.Context, monoID, reference string) (DisbursementReport, error)
	// Payouts gives the payouts of collected money that have reached our account, newest first, until
	// known says that one was read before. Each comes with what it is made of.
	Payouts(ctx context.Context, known func(monoID string) (bool, error)) ([]Payout, error)
}

// Payer is what is known of the borrower of a loan and of the account that is mandated.
type Payer struct {
	Name          string
	Email         string
	Phone         string
	Address       string
	BVN           string // for Mono only; never logged or shown
	Bank          string
	BankCode      string
	AccountNumber string
	AccountName   string
}

// MandateRequest asks for a variable mandate: Ceiling is the most that may be debited over its life.
type MandateRequest struct {
	Customer      string
	Reference     string
	Ceiling       money.Money
	StartsOn      calendar.Day
	EndsOn        calendar.Day
	Description   string
	RedirectURL   string
	BankCode      string
	AccountNumber string
}

// DebitRequest asks for money under a mandate.
type DebitRequest struct {
	MandateID string // Mono's
	Reference string
	Amount    money.Money
	Narration string
}

// TransferRequest asks for a loan to be paid out.
type TransferRequest struct {
	Reference     string
	Amount        money.Money
	BankCode      string
	AccountNumber string
	Email         string
	Narration     string
}

// Outcome is what is known of a debit or transfer.
type Outcome string

// The outcomes.
const (
	OutcomeSettled  Outcome = "settled"   // the money moved
	OutcomeFailed   Outcome = "failed"    // the bank says that it did not
	OutcomeUnknown  Outcome = "unknown"   // in progress, or nobody said: look it up
	OutcomeNotFound Outcome = "not_found" // Mono has never heard of it
	OutcomeNotSent  Outcome = "not_sent"  // Mono refused to take the order: nothing was sent to the bank
)

// stamped is the time of a report, or the desk's when it carries none.
func stamped(at, now time.Time) time.Time {
	if at.IsZero() || at.After(now) {
		return now
	}
	return at
}
