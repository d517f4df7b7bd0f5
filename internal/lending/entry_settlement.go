package lending

import "lendwright/internal/money"

// BookSettlement books that the money of a successful debit reached our bank account: Dr 1010 with
// what arrived, Cr 1030 with what the borrower paid. The fee that was kept back settles what was
// booked as payable when the debit succeeded (Dr 2080); what it is more is an expense (Dr 5040), and
// what it is less gives the expense back.
func BookSettlement(l Loan, debit DebitID, gross, fee, payable money.Money, s Stamp) (Journal, error) {
	none := money.Of(0, gross.Currency())
	settled := money.Min(fee, payable)
	return post(s, SettlementReceived, l.ID, "settlement:"+debit.String(),
		transfer{debit: BankOperating, credit: CollectionsInTransit, amount: gross.Sub(fee)},
		transfer{debit: ProviderFeesPayable, credit: CollectionsInTransit, amount: settled},
		transfer{debit: ProviderAndBankCharges, credit: CollectionsInTransit, amount: fee.Sub(settled)},
		transfer{debit: ProviderFeesPayable, credit: ProviderAndBankCharges, amount: money.Max(none, payable.Sub(fee))})
}

// BookTakenBack books that the provider kept or took back the money of a debit that was reversed
// after it had been paid out to us: Dr 1030, which the reversal left below zero, Cr 1010.
func BookTakenBack(l Loan, debit DebitID, gross money.Money, s Stamp) (Journal, error) {
	return post(s, MoneyTakenBack, l.ID, "taken back:"+debit.String(),
		transfer{debit: CollectionsInTransit, credit: BankOperating, amount: gross})
}
