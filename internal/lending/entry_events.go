package lending

import "lendwright/internal/money"

// keptBack is the part of the principal that the borrower owes but did not receive: fees deducted
// from the loan, and fees added to it.
func keptBack(s Schedule) money.Money {
	return money.Max(s.Repaid().Sub(s.NetDisbursed), money.Of(0, s.NetDisbursed.Currency()))
}

// BookDisbursementSent books the transfer once Mono accepted it: Dr 1040, Cr 1010.
func BookDisbursementSent(l Loan, reference string, s Stamp) (Journal, error) {
	return post(s, DisbursementSent, l.ID, "disbursement sent:"+reference,
		transfer{debit: DisbursementsInTransit, credit: BankOperating, amount: l.Schedule.NetDisbursed})
}

// BookDisbursementConfirmed books the loan's beginning: Dr 1100 for what reached the borrower,
// Cr 1040; and Dr 1100, Cr 2060 for the fee that was kept back or added: the borrower owes the
// full principal. The fee is earned later (effective-rate method).
func BookDisbursementConfirmed(l Loan, reference string, s Stamp) (Journal, error) {
	return post(s, DisbursementConfirmed, l.ID, "disbursement:"+reference,
		transfer{debit: LoanPrincipal, credit: DisbursementsInTransit, amount: l.Schedule.NetDisbursed},
		transfer{debit: LoanPrincipal, credit: UnearnedFeeIncome, amount: keptBack(l.Schedule)})
}

// BookRepayment books money that was taken by a debit: Dr 1030, Cr the receivables in the order of
// Allocate, and what no instalment claims to 2010, the borrower's credit balance.
func BookRepayment(l Loan, debit DebitID, a Allocation, s Stamp) (Journal, error) {
	return bookPaid(l, CollectionsInTransit, Repayment, "repayment:"+debit.String(), a, s)
}

// bookPaid divides money that came from an account as the allocation says; the split is stored in
// the entries, so that a reversal undoes just this.
func bookPaid(l Loan, from Account, kind JournalKind, event string, a Allocation, s Stamp) (Journal, error) {
	transfers := make([]transfer, 0, len(a.Shares)+1)
	for _, x := range a.Shares {
		transfers = append(transfers, transfer{debit: from, credit: x.Account, amount: x.Amount, creditFor: x.Instalment})
	}
	transfers = append(transfers, transfer{debit: from, credit: BorrowerCreditBalances, amount: a.Left})
	return post(s, kind, l.ID, event, transfers...)
}

// BookProviderFee books what Mono charges for a debit, invoiced monthly: Dr 5040, Cr 2080. No fee, no journal.
func BookProviderFee(l Loan, d Debit, s Stamp) (j Journal, ok bool, err error) {
	if !d.Fee.Positive() {
		return Journal{}, false, nil
	}
	j, err = post(s, ProviderFee, l.ID, "provider fee:"+d.ID.String(),
		transfer{debit: ProviderAndBankCharges, credit: ProviderFeesPayable, amount: d.Fee})
	return j, err == nil, err
}
