package servicing

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// Payout is money that the provider collected for us and paid into our account.
type Payout struct {
	MonoID  string
	On      calendar.Day
	Amount  money.Money // collected
	Fee     money.Money // kept back, in whole minor units
	Settled money.Money // what arrived
	Parts   []PayoutPart
}

// PayoutPart is one debit or payment in a payout.
type PayoutPart struct {
	Reference string // ours
	Amount    money.Money
	Fee       money.Money
	HeldBack  bool // the provider withholds it
}

// BreakID identifies a difference.
type BreakID = id.Of[Break]

// BreakKind says what differs.
type BreakKind string

// The kinds of difference (DOMAIN: idempotency and reconciliation).
const (
	BreakUnknownPart   BreakKind = "unknown_payment"  // a payout holds a payment that we do not know
	BreakNotSettled    BreakKind = "not_settled_here" // a payout holds a debit that is not successful here
	BreakTwicePaid     BreakKind = "paid_out_twice"   // two payouts hold one debit
	BreakAmount        BreakKind = "amount_differs"   // a payout holds a debit with another amount
	BreakSum           BreakKind = "sum_differs"      // a payout's parts do not sum to it
	BreakHeldBack      BreakKind = "held_back"        // the provider withholds a debit's money
	BreakNotPaidOut    BreakKind = "not_paid_out"     // a successful debit is in no payout in time
	BreakDisputed      BreakKind = "disputed"         // the payer's bank disputes a debit
	BreakReversed      BreakKind = "reversed"         // the payer's bank took the money back
	BreakAfterClosing  BreakKind = "reversed_at_end"  // and the loan had ended: it has no mandate any more
	BreakReversedOther BreakKind = "reversed_unclear" // a reversal of another amount, or of a debit that is not settled
	BreakRun           BreakKind = "run_failed"       // a repayment run could not look at a loan
	BreakBooks         BreakKind = "books"            // a nightly check of the books found something
)

// breakAdvice says what to do about each kind.
var breakAdvice = map[BreakKind]string{
	BreakUnknownPart:   "Find out whose payment it is: record it on the loan that it belongs to, or keep it as unidentified and ask the provider.",
	BreakNotSettled:    "Look the debit up at the provider. If the money was taken, its look-up settles it here; nobody is debited again meanwhile.",
	BreakTwicePaid:     "Ask the provider which payout is right and whether it will take the other back.",
	BreakAmount:        "Compare the debit at the provider with ours. The borrower is credited with what the bank took, never with less.",
	BreakSum:           "Compare the payout with the bank statement and ask the provider for the missing part.",
	BreakHeldBack:      "The provider flagged the payment. Send it what it asks for; the borrower stays credited.",
	BreakNotPaidOut:    "Chase the provider with the reference. The borrower stays credited: their money was taken.",
	BreakDisputed:      "Answer the bank with the mandate and the contract, and ask the borrower what happened. Debits rest until you let them go on.",
	BreakReversed:      "Ask the borrower why before anything is debited again. The instalment is open from its original due day; debits rest.",
	BreakAfterClosing:  "The loan was closed and is open again without a mandate: agree on a payment or a new mandate with the borrower.",
	BreakReversedOther: "Compare the reversal with the debit at the provider and book what it really took.",
	BreakRun:           "Open the loan and its log, mend the cause; the next run looks at it again.",
	BreakBooks:         "Stop the repayment runs, look at the examples and correct by a reversal and a new journal; never edit.",
}

// Break is a difference that a person has to look at.
type Break struct {
	ID         BreakID
	Kind       BreakKind
	About      string // what it is about, the same for the same fact: a reference, a payout
	Loan       lending.LoanID
	Amount     money.Money
	Said       string
	FoundAt    time.Time
	ResolvedAt time.Time // zero while it is open
	ResolvedBy string
	Resolution string
}

// Advice is what to do about it.
func (b Break) Advice() string { return breakAdvice[b.Kind] }
