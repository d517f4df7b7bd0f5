package servicing

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// MandateReport is Mono's word on a mandate, by webhook or asked for. The desk takes one that came
// by webhook as a hint and asks Mono itself.
type MandateReport struct {
	MonoID        string
	Reference     string // ours
	State         lending.MandateState
	URL           string // the authorisation page, where Mono gives it
	AccountNumber string
	AccountName   string
	Bank          string
	BankCode      string
	At            time.Time // zero: unknown
	Said          string
}

// DebitReport is Mono's word on a debit.
type DebitReport struct {
	Reference     string // ours
	Mandate       string // Mono's id
	Outcome       Outcome
	Amount        money.Money // what was taken; zero: not said
	Code          string      // NIBSS response code
	Said          string
	BankReference string // session id
	Fee           money.Money
	At            time.Time    // zero: unknown
	LockedUntil   calendar.Day // no attempts on the account before this day; 0 or NoDay: none
}

// DisbursementReport is Mono's word on a transfer to a borrower.
type DisbursementReport struct {
	Reference string // ours
	MonoID    string
	Outcome   Outcome
	Said      string
	At        time.Time // zero: unknown
}
