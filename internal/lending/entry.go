package lending

import (
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/money"
)

// Account is an account of the ledger, by number.
type Account string

// The accounts that the journals of a loan touch. Principal, interest, fees and penalties never share one.
const (
	BankOperating          Account = "1010" // asset
	CollectionsInTransit   Account = "1030" // asset: debit successful, not yet paid out to us
	DisbursementsInTransit Account = "1040" // asset: sent, not confirmed
	LoanPrincipal          Account = "1100" // asset, per loan
	InterestReceivable     Account = "1110" // asset, per loan
	FeesReceivable         Account = "1120" // asset, per loan
	PenaltiesReceivable    Account = "1130" // asset, per loan
	LossAllowance          Account = "1190" // contra-asset: expected credit losses
	BorrowerCreditBalances Account = "2010" // liability: overpayment
	UnearnedFeeIncome      Account = "2060" // liability: spread into income
	ProviderFeesPayable    Account = "2080" // liability
	InterestIncome         Account = "4010" // income
	FeeIncome              Account = "4020" // income
	PenaltyIncome          Account = "4030" // income
	RecoveryIncome         Account = "4040" // income: paid after the write-off
	ImpairmentExpense      Account = "5010" // expense: the change of 1190
	WriteOffLoss           Account = "5020" // expense: what 1190 did not cover
	Waivers                Account = "5030" // expense: what was forgiven
	ProviderAndBankCharges Account = "5040" // expense
)

var accountNames = map[Account]string{
	BankOperating: "Bank, operating", CollectionsInTransit: "Collections in transit",
	DisbursementsInTransit: "Disbursements in transit", LoanPrincipal: "Loan principal",
	InterestReceivable: "Interest receivable", FeesReceivable: "Fees receivable",
	PenaltiesReceivable: "Penalties receivable", BorrowerCreditBalances: "Borrower credit balances",
	UnearnedFeeIncome: "Unearned fee income", InterestIncome: "Interest income", FeeIncome: "Fee income",
	LossAllowance: "Loss allowance", RecoveryIncome: "Recovery income", ImpairmentExpense: "Impairment expense",
	WriteOffLoss: "Write-off loss", Waivers: "Waivers and goodwill",
	PenaltyIncome: "Penalty income", ProviderAndBankCharges: "Provider and bank charges",
	ProviderFeesPayable: "Provider fees payable",
}

// Known reports whether the account is in the chart.
func (a Account) Known() bool { return accountNames[a] != "" }

// String is number and name for people, like "1100 Loan principal".
func (a Account) String() string { return string(a) + " " + accountNames[a] }

// Side is the side of an entry. Amounts are never negative: the side says the direction (L8).
type Side string

// The two sides.
const (
	DebitSide  Side = "debit"
	CreditSide Side = "credit"
)

func (s Side) other() Side {
	if s == DebitSide {
		return CreditSide
	}
	return DebitSide
}

// JournalKind says what happened.
type JournalKind string

// The kinds of journal that a loan's life makes (DOMAIN: postings).
const (
	DisbursementSent      JournalKind = "disbursement sent"
	DisbursementConfirmed JournalKind = "disbursement"
	InterestAccrued       JournalKind = "interest accrual"
	FeesFellDue           JournalKind = "fees due"
	Repayment             JournalKind = "repayment"
	Reversal              JournalKind = "reversal"
	ProviderFee           JournalKind = "provider fee"
	SettlementReceived    JournalKind = "settlement"
	MoneyTakenBack        JournalKind = "money taken back"
	CreditUsed            JournalKind = "credit used"
	CreditRefunded        JournalKind = "refund"
	PenaltyCharged        JournalKind = "penalty"
	Waived                JournalKind = "waiver"
	FeeReleased           JournalKind = "fee released"
	WrittenOff            JournalKind = "write-off"
	Recovered             JournalKind = "recovery"
	Impaired              JournalKind = "impairment"
)

// Entry is one line of a journal. Instalment is 0 where the line belongs to no single one.
type Entry struct {
	Account    Account
	Side       Side
	Amount     money.Money
	Instalment int
}

// Journal is one event in the books: two entries or more whose sides sum to the same. It is
// appended and never changed; a mistake is reversed by its mirror and booked anew.
type Journal struct {
	ID       JournalID
	Event    string // unique: what this journal is for can be booked once only
	Kind     JournalKind
	Loan     LoanID
	ValueOn  calendar.Day // when it counts for interest and days past due
	BookedAt time.Time    // when we learned of it
	By       string       // "system", or an officer's user id
	Reverses JournalID    // the journal that this one mirrors; empty for others
	Entries  []Entry
}

// Stamp is what identifies a journal and says when it counts and when it was booked.
type Stamp struct {
	ID       JournalID
	ValueOn  calendar.Day
	BookedAt time.Time
	By       string
}

// transfer moves an amount between two accounts: a journal is made of transfers and so is balanced by construction.
type transfer struct {
	debit, credit       Account
	amount              money.Money
	debitFor, creditFor int // instalments
}

// post makes a journal of transfers. Transfers of nothing are left out; one below zero is refused.
func post(s Stamp, kind JournalKind, loan LoanID, event string, transfers ...transfer) (Journal, error) {
	j := Journal{ID: s.ID, Event: event, Kind: kind, Loan: loan, ValueOn: s.ValueOn, BookedAt: s.BookedAt, By: s.By}
	for _, t := range transfers {
		if t.amount.Negative() {
			return Journal{}, fault.Newf(fault.Invalid, "%s cannot be booked: amounts are never negative.", t.amount)
		}
		if t.amount.IsZero() {
			continue
		}
		j.add(Entry{t.debit, DebitSide, t.amount, t.debitFor})
		j.add(Entry{t.credit, CreditSide, t.amount, t.creditFor})
	}
	if len(j.Entries) == 0 {
		return Journal{}, fault.Newf(fault.Invalid, "There is nothing to book.")
	}
	return j, nil
}

// add appends an entry, or adds it to the one of the same account, side and instalment.
func (j *Journal) add(e Entry) {
	for i, x := range j.Entries {
		if x.Account == e.Account && x.Side == e.Side && x.Instalment == e.Instalment {
			j.Entries[i].Amount = x.Amount.Add(e.Amount)
			return
		}
	}
	j.Entries = append(j.Entries, e)
}

// Balanced checks the law of double entry: the sides sum to the same, in one currency, with no
// amount at or below zero and no account outside the chart.
func (j Journal) Balanced() error {
	var debits, credits money.Money
	for _, e := range j.Entries {
		if !e.Amount.Positive() || !e.Account.Known() {
			return fault.Newf(fault.Invalid, "Entry %s %s of journal %s is not allowed.", e.Account, e.Amount, j.Event)
		}
		if e.Side == DebitSide {
			debits = debits.Add(e.Amount)
		} else {
			credits = credits.Add(e.Amount)
		}
	}
	if len(j.Entries) < 2 || !debits.Equal(credits) {
		return fault.Newf(fault.Invalid, "Journal %s is not balanced: %s against %s.", j.Event, debits, credits)
	}
	return nil
}

// Mirror makes the journal that undoes j: the same accounts with the sides swapped.
func (j Journal) Mirror(s Stamp) (Journal, error) {
	if j.Kind == Reversal {
		return Journal{}, fault.Newf(fault.Conflict, "A reversal is not reversed: book the event again.")
	}
	m := Journal{
		ID: s.ID, Event: "reversal:" + j.ID.String(), Kind: Reversal, Loan: j.Loan,
		ValueOn: s.ValueOn, BookedAt: s.BookedAt, By: s.By, Reverses: j.ID,
	}
	for _, e := range j.Entries {
		e.Side = e.Side.other()
		m.Entries = append(m.Entries, e)
	}
	return m, nil
}
