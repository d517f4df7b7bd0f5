// Package openbanking speaks with Mono for the two desks: Mono's words into ours and back, webhooks
// verified and stored, raw replies kept as they came. Adapter is the Bank of both desks.
package openbanking

import (
	"errors"

	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/origination"

	"github.com/shopspring/decimal"
)

// Adapter reaches the borrowers' banks through Mono.
type Adapter struct {
	Client *mono.Client
	// SourceAccount is Mono's id of the account that loans are paid out of; empty: the first one that there is.
	SourceAccount string
	// MonthlyRatePercent is the rate, in per cent a month, with which Mono's creditworthiness computes
	// the instalment. It is a cross-check only; zero means 5.
	MonthlyRatePercent decimal.Decimal
}

var _ origination.Bank = Adapter{}

// asFault puts Mono's error into one of our kinds: what the caller does next. The words are for the
// borrower; Mono's own stay in the chain, without anything personal in them.
func asFault(err error) error {
	var (
		unknown  *mono.UnknownOutcomeError
		garbled  *mono.UnreadableError
		notReady *mono.NotReadyError
		notFound *mono.NotFoundError
		exists   *mono.ConflictError
		invalid  *mono.ValidationError
		bank     *mono.BankError
		code     *mono.WrongCodeError
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unknown), errors.As(err, &garbled):
		return fault.Because(errors.Join(origination.ErrOutcomeUnknown, err), fault.Unavailable, "Mono's answer was lost on the way.")
	case errors.As(err, &notReady):
		return fault.Because(errors.Join(origination.ErrNotReady, err), fault.Unavailable, "The bank's data are not there yet.")
	case errors.As(err, &notFound):
		return fault.Because(err, fault.NotFound, "Mono does not know this any more.")
	case errors.As(err, &exists):
		return fault.Because(err, fault.Conflict, "Mono has this already.")
	case errors.As(err, &code):
		return fault.Because(err, fault.Invalid, "The code is not right.")
	case errors.As(err, &invalid), errors.As(err, &bank):
		return fault.Because(err, fault.Invalid, "Mono refused the question.")
	}
	return asOperatorsFault(err)
}

// asOperatorsFault is for what only time or an operator mends: limits, keys, an empty wallet, an outage.
// A plain refusal is none of these: asking again is no use.
func asOperatorsFault(err error) error {
	var (
		limited *mono.RateLimitError
		key     *mono.AuthError
		product *mono.WrongProductError
		wallet  *mono.WalletError
		plain   *mono.APIError
	)
	mendable := errors.As(err, &limited) || errors.As(err, &key) || errors.As(err, &product) || errors.As(err, &wallet)
	if !mendable && errors.As(err, &plain) {
		return fault.Because(err, fault.Invalid, "Mono refused the question.")
	}
	return fault.Because(err, fault.Unavailable, "Mono does not answer at the moment.")
}
