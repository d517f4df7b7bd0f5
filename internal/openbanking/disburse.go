package openbanking

import (
	"context"
	"errors"
	"strings"

	"lendwright/internal/fault"
	"lendwright/internal/mono"
	"lendwright/internal/servicing"
)

// AccountName asks whose account it is. Mono wants the bank's NIP code there, which the bank list has.
func (a Adapter) AccountName(ctx context.Context, bankCode, accountNumber string) (string, error) {
	nip, err := a.nipCode(ctx, bankCode)
	if err != nil {
		return "", err
	}
	holder, err := a.Client.AccountName(ctx, nip, accountNumber)
	return holder.Name, asFault(err)
}

func (a Adapter) nipCode(ctx context.Context, bankCode string) (string, error) {
	banks, err := a.Client.Banks(ctx)
	if err != nil {
		return "", asFault(err)
	}
	for _, b := range banks {
		if string(b.BankCode) == bankCode || string(b.NIPCode) == bankCode {
			return string(b.NIPCode), nil
		}
	}
	return "", fault.Newf(fault.NotFound, "Mono does not know the bank %s.", bankCode)
}

// Transfer pays a loan out by Mono Disburse: a batch with one recipient. The recipient's own
// reference follows from the batch's, so that neither can be paid twice.
func (a Adapter) Transfer(ctx context.Context, r servicing.TransferRequest) servicing.DisbursementReport {
	source, err := a.sourceAccount(ctx)
	if err != nil {
		return servicing.DisbursementReport{Reference: r.Reference, Outcome: servicing.OutcomeNotSent, Said: fault.Said(err)}
	}
	d, err := a.Client.Disburse(ctx, mono.DisbursementRequest{
		Reference: r.Reference, SourceAccount: source, Description: r.Narration,
		Transfers: []mono.Transfer{{
			Reference: recipientReference(r.Reference), Email: r.Email, AccountNumber: r.AccountNumber,
			BankCode: r.BankCode, Amount: mono.Kobo(r.Amount.Minor()), Narration: r.Narration,
		}},
	})
	if err != nil {
		return refusedTransfer(r.Reference, err)
	}
	return transferReport(r.Reference, d)
}

func recipientReference(batch string) string { return "lwt" + strings.TrimPrefix(batch, "lwp") }

// sourceAccount is the account that loans are paid out of.
func (a Adapter) sourceAccount(ctx context.Context) (string, error) {
	if a.SourceAccount != "" {
		return a.SourceAccount, nil
	}
	list, err := a.Client.SourceAccounts(ctx)
	if err != nil {
		return "", asFault(err)
	}
	for _, s := range list {
		if s.ReadyToDebit {
			return s.ID, nil
		}
	}
	return "", fault.Newf(fault.Unavailable, "There is no account that loans can be paid out of.")
}

// refusedTransfer says what an error means for the money; words without a code leave it unknown.
func refusedTransfer(reference string, err error) servicing.DisbursementReport {
	report := servicing.DisbursementReport{Reference: reference, Outcome: servicing.OutcomeUnknown, Said: "The outcome is not known yet."}
	var (
		unknown *mono.UnknownOutcomeError
		bank    *mono.BankError
		limited *mono.RateLimitError
		field   *mono.ValidationError
	)
	switch {
	case errors.As(err, &unknown):
	case errors.As(err, &bank):
		report.Outcome, report.Said = servicing.OutcomeFailed, bank.Outcome.Meaning
	case errors.As(err, &limited), isOperators(err):
		report.Outcome, report.Said = servicing.OutcomeNotSent, "Mono did not take our order."
	case errors.As(err, &field):
		report.Outcome, report.Said = servicing.OutcomeFailed, "Mono refused the order: "+field.Message
	}
	return report
}

// LookUpTransfer asks what became of a transfer, by Mono's id or, where the answer was lost, by our reference.
func (a Adapter) LookUpTransfer(ctx context.Context, monoID, reference string) (servicing.DisbursementReport, error) {
	var d mono.Disbursement
	var err error
	if monoID != "" {
		d, err = a.Client.Disbursement(ctx, monoID)
	} else {
		d, err = a.Client.FindDisbursement(ctx, reference)
	}
	if err = asFault(err); fault.Is(err, fault.NotFound) {
		return servicing.DisbursementReport{Reference: reference, MonoID: monoID, Outcome: servicing.OutcomeNotFound}, nil
	}
	if err != nil {
		return servicing.DisbursementReport{}, err
	}
	return transferReport(reference, d), nil
}

// transferReport reads a batch of one: completed means finished, and the counts say how.
func transferReport(reference string, d mono.Disbursement) servicing.DisbursementReport {
	r := servicing.DisbursementReport{Reference: reference, MonoID: d.ID, Outcome: servicing.OutcomeUnknown}
	switch d.Status {
	case mono.DisbursementSuccessful:
		r.Outcome = servicing.OutcomeSettled
	case mono.DisbursementFailed, mono.DisbursementCancelled:
		r.Outcome, r.Said = servicing.OutcomeFailed, "The bank did not take the transfer."
	case mono.DisbursementCompleted:
		switch {
		case d.SuccessfulCount > 0:
			r.Outcome = servicing.OutcomeSettled
		case d.FailedCount > 0:
			r.Outcome, r.Said = servicing.OutcomeFailed, "The bank did not take the transfer."
		}
	}
	return r
}
