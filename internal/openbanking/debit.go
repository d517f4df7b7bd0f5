package openbanking

import (
	"context"
	"errors"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
	"lendwright/internal/mono"
	"lendwright/internal/servicing"
)

// Debit takes money under a mandate. What did not clearly happen or not happen is unknown.
func (a Adapter) Debit(ctx context.Context, r servicing.DebitRequest) servicing.DebitReport {
	d, err := a.Client.Debit(ctx, r.MandateID, mono.DebitRequest{
		Amount: mono.Kobo(r.Amount.Minor()), Reference: r.Reference, Narration: r.Narration,
	})
	if err != nil {
		return refusedDebit(r, err)
	}
	report := debitReport(d)
	report.Reference, report.Mandate = r.Reference, r.MandateID
	return report
}

// refusedDebit says what an error means for the money. A refusal with a bank's code or of a field took
// nothing; a refusal before the bank was asked leaves the attempt free; everything else, words without
// a code and an order that was accepted for later among it, is unknown: the look-up decides.
func refusedDebit(r servicing.DebitRequest, err error) servicing.DebitReport {
	report := servicing.DebitReport{Reference: r.Reference, Mandate: r.MandateID, Outcome: servicing.OutcomeUnknown}
	var (
		bank    *mono.BankError
		limited *mono.RateLimitError
		unknown *mono.UnknownOutcomeError
		field   *mono.ValidationError
		plain   *mono.APIError
	)
	switch {
	case errors.As(err, &bank):
		report.Outcome, report.Code, report.Said = servicing.OutcomeFailed, bank.Code, bank.Outcome.Meaning
	case errors.As(err, &unknown):
		report.Code, report.Said = unknown.Code, "The outcome is not known yet."
	case errors.As(err, &limited):
		report.Outcome, report.Said = servicing.OutcomeNotSent, "Mono takes no more attempts on this account for now."
		if day, err := calendar.Parse(string(limited.Until)); err == nil {
			report.LockedUntil = day
		}
	case isOperators(err):
		report.Outcome, report.Said = servicing.OutcomeNotSent, "Mono did not take our order."
	case errors.As(err, &field):
		report.Outcome, report.Said = servicing.OutcomeFailed, "Mono refused the order: "+field.Message
	case errors.As(err, &plain):
		report.Code, report.Said = bankCode(plain.Code), "The outcome is not known yet."
	}
	return report
}

// isOperators reports whether an operator mends the cause, or the mandate is gone: the order was not taken.
func isOperators(err error) bool {
	var (
		key     *mono.AuthError
		product *mono.WrongProductError
		wallet  *mono.WalletError
		gone    *mono.NotFoundError
	)
	return errors.As(err, &key) || errors.As(err, &product) || errors.As(err, &wallet) || errors.As(err, &gone)
}

// LookUpDebit asks what became of a debit: under its mandate, and where that knows nothing, by its
// reference alone. It was never seen only when both say so and the mandate itself is still known: Mono
// deletes a cancelled mandate, and what was in progress under it may yet be taken.
func (a Adapter) LookUpDebit(ctx context.Context, mandateID, reference string) (servicing.DebitReport, error) {
	report := servicing.DebitReport{Reference: reference, Mandate: mandateID}
	d, err := a.Client.LookUpDebit(ctx, mandateID, reference)
	switch {
	case err == nil:
		report = debitReport(d)
	case fault.Is(asFault(err), fault.NotFound):
		if report, err = a.verifyDebit(ctx, mandateID, reference); err != nil {
			return report, err
		}
	default:
		return report, asFault(err)
	}
	report.Reference, report.Mandate = reference, mandateID
	return report, nil
}

// verifyDebit asks for a debit that its mandate does not know.
func (a Adapter) verifyDebit(ctx context.Context, mandateID, reference string) (servicing.DebitReport, error) {
	report := servicing.DebitReport{Outcome: servicing.OutcomeUnknown, Said: "Mono does not know the mandate any more; the outcome is open."}
	payment, err := a.Client.VerifyPayment(ctx, reference)
	var none *mono.NotReadyError
	switch {
	case err == nil:
		report.Amount, report.Said = money.Kobo(int64(payment.Amount.Kobo)), payment.Message
		switch payment.Status {
		case mono.PaymentSuccessful:
			report.Outcome = servicing.OutcomeSettled
		case mono.PaymentFailed:
			report.Outcome = servicing.OutcomeFailed
		}
		return report, nil
	case !errors.As(err, &none) && !fault.Is(asFault(err), fault.NotFound):
		return report, asFault(err)
	}
	_, err = a.Client.Mandate(ctx, mandateID)
	switch err = asFault(err); {
	case err == nil:
		report.Outcome, report.Said = servicing.OutcomeNotFound, ""
	case !fault.Is(err, fault.NotFound):
		return report, err
	}
	return report, nil
}

// debitReport reads the debit's own status, never the envelope's, and holds it against the bank's code:
// a status that the code contradicts is unknown. A failed debit of which money was taken is unknown;
// its fee is not booked.
func debitReport(d mono.DebitResult) servicing.DebitReport {
	r := servicing.DebitReport{
		Outcome: outcomeOfStatus(d.Status), Amount: money.Kobo(int64(d.Taken())), Code: bankCode(string(d.Code)),
		BankReference: d.SessionID, At: d.At.Time,
	}
	if o := mono.OutcomeOf(r.Code); r.Code != "" {
		r.Said = o.Meaning
		if r.Outcome == servicing.OutcomeSettled && o.Class != mono.Approved || r.Outcome == servicing.OutcomeFailed && o.Class != mono.Refused {
			r.Outcome = servicing.OutcomeUnknown
		}
	}
	if r.Outcome == servicing.OutcomeFailed && d.Taken() > 0 {
		r.Outcome = servicing.OutcomeUnknown
	}
	if r.Outcome == servicing.OutcomeSettled && d.Fee.Known {
		r.Fee = money.Kobo(int64(d.Fee.Kobo))
	}
	return r
}

// bankCode is a NIBSS code, and empty for a mirror of the HTTP status (three digits).
func bankCode(code string) string {
	if len(code) == 3 && code[0] >= '1' && code[0] <= '9' {
		return ""
	}
	return code
}
