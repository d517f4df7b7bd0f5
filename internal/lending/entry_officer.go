package lending

import (
	"fmt"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// BookPayment books money that came into our bank account otherwise than by a debit: Dr 1010, Cr as
// allocated. The payment's identifier makes the event.
func BookPayment(l Loan, payment string, a Allocation, s Stamp) (Journal, error) {
	return bookPaid(l, BankOperating, Repayment, "payment:"+payment, a, s)
}

// BookCreditUsed pays claims out of the borrower's credit balance, because they asked: Dr 2010, Cr as allocated.
func BookCreditUsed(l Loan, payment string, a Allocation, s Stamp) (Journal, error) {
	a.Left = money.Money{}
	return bookPaid(l, BorrowerCreditBalances, CreditUsed, "credit used:"+payment, a, s)
}

// BookRefund books an overpayment that was paid back: Dr 2010, Cr 1010.
func BookRefund(l Loan, payment string, amount money.Money, s Stamp) (Journal, error) {
	return post(s, CreditRefunded, l.ID, "refund:"+payment,
		transfer{debit: BorrowerCreditBalances, credit: BankOperating, amount: amount})
}

// BookWaiver forgives claims: Dr 5030, Cr the receivables; a penalty is taken back from income
// instead (Dr 4030), because it was never earned by lending.
func BookWaiver(l Loan, waiver string, shares []Share, s Stamp) (Journal, error) {
	transfers := make([]transfer, 0, len(shares))
	for _, x := range shares {
		from := Waivers
		if x.Account == PenaltiesReceivable {
			from = PenaltyIncome
		}
		transfers = append(transfers, transfer{debit: from, credit: x.Account, amount: x.Amount, debitFor: x.Instalment, creditFor: x.Instalment})
	}
	return post(s, Waived, l.ID, "waiver:"+waiver, transfers...)
}

// BookPenalty books what an overdue instalment costs more through the stamp's day: Dr 1130, Cr 4030.
func BookPenalty(l Loan, instalment int, amount money.Money, s Stamp) (Journal, error) {
	return post(s, PenaltyCharged, l.ID, fmt.Sprintf("penalty:%s:%d:%s", l.ID, instalment, s.ValueOn),
		transfer{PenaltiesReceivable, PenaltyIncome, amount, instalment, instalment})
}

// BookFeeReleased earns at once what is left of the upfront fee of a loan that ends before its last
// due day: Dr 2060, Cr 4020. Nothing left, no journal.
func BookFeeReleased(l Loan, left money.Money, s Stamp) (j Journal, ok bool, err error) {
	if !left.Positive() {
		return Journal{}, false, nil
	}
	j, err = post(s, FeeReleased, l.ID, "fee released:"+l.ID.String()+":"+s.ValueOn.String(),
		transfer{debit: UnearnedFeeIncome, credit: FeeIncome, amount: left})
	return j, err == nil, err
}

// BookWriteOff takes a loan's claims out of the books: Dr 1190 up to the allowance and 5020 for the
// rest, Cr the receivables. The claim itself goes on; it is a memo of the write-off's journal.
func BookWriteOff(l Loan, g Ledger, s Stamp) (Journal, error) {
	allowance := g.Balance(LossAllowance).Neg()
	var transfers []transfer
	for _, x := range g.claims(l.Schedule) {
		covered := money.Min(money.Max(allowance, money.Of(0, x.Amount.Currency())), x.Amount)
		allowance = allowance.Sub(covered)
		transfers = append(transfers,
			transfer{debit: LossAllowance, credit: x.Account, amount: covered, creditFor: x.Instalment},
			transfer{debit: WriteOffLoss, credit: x.Account, amount: x.Amount.Sub(covered), creditFor: x.Instalment})
	}
	return post(s, WrittenOff, l.ID, "write-off:"+l.ID.String(), transfers...)
}

// BookRecovery books money on a loan that was written off: Dr 1010, Cr 4040.
func BookRecovery(l Loan, payment string, amount money.Money, s Stamp) (Journal, error) {
	return post(s, Recovered, l.ID, "recovery:"+payment,
		transfer{debit: BankOperating, credit: RecoveryIncome, amount: amount})
}

// BookImpairment brings the allowance of a loan to what is expected to be lost as of a day: Dr 5010,
// Cr 1190 for a rise, and the mirror for a release. No change, no journal.
func BookImpairment(loan LoanID, before, after money.Money, on calendar.Day, s Stamp) (j Journal, ok bool, err error) {
	event := fmt.Sprintf("impairment:%s:%s:%d", loan, on, after.Minor())
	switch before.Cmp(after) {
	case -1:
		j, err = post(s, Impaired, loan, event, transfer{debit: ImpairmentExpense, credit: LossAllowance, amount: after.Sub(before)})
	case 1:
		j, err = post(s, Impaired, loan, event, transfer{debit: LossAllowance, credit: ImpairmentExpense, amount: before.Sub(after)})
	default:
		return Journal{}, false, nil
	}
	return j, err == nil, err
}

// claims are what the books hold of a loan's receivables, by instalment and account.
func (g Ledger) claims(s Schedule) []Share {
	var shares []Share
	for _, r := range s.Rows {
		for _, a := range []Account{PenaltiesReceivable, FeesReceivable, InterestReceivable} {
			if held := g.balances[place{a, r.N}]; held.Positive() {
				shares = append(shares, Share{r.N, a, held})
			}
		}
		if left := r.Principal.Add(g.balances[place{LoanPrincipal, r.N}]); left.Positive() {
			shares = append(shares, Share{r.N, LoanPrincipal, left})
		}
	}
	return shares
}
