package servicing

import (
	"fmt"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// InstalmentLine is one instalment with what was paid of it.
type InstalmentLine struct {
	Row         lending.Row
	Paid        money.Money
	Outstanding money.Money
	State       string // "paid", "due", "overdue", "upcoming"
	Attempts    int    // debits sent for it
	NextAttempt calendar.Day
}

// LedgerLine is one line of the double-entry ledger.
type LedgerLine struct {
	Event   string // what happened: "disbursement", "interest accrual", "repayment" …
	Account string // number and name: "1100 Loan principal"
	Debit   money.Money
	Credit  money.Money
	ValueOn calendar.Day
	At      time.Time
}

// LoanFile is everything about one loan, for the borrower's and the officer's page.
type LoanFile struct {
	Loan         lending.Loan
	BorrowerName string
	Mandate      *lending.Mandate
	Disbursement *Disbursement
	Instalments  []InstalmentLine
	Outstanding  Outstanding
	Debits       []lending.Debit // newest first
	Ledger       []LedgerLine    // oldest first
	Timeline     []Event
	DaysPastDue  int
}

// Outstanding is what is owed today, from the ledger.
type Outstanding struct {
	Principal money.Money
	Interest  money.Money
	Fees      money.Money
	Total     money.Money
	Repaid    money.Money
}

// Event is one line of a loan's timeline.
type Event struct {
	At   time.Time
	Who  string
	What string
}

// LoanRow is one line of the officers' list of loans.
type LoanRow struct {
	ID           lending.LoanID
	Number       string
	BorrowerName string
	Principal    money.Money
	Outstanding  money.Money
	State        lending.LoanState
	Mandate      lending.MandateState
	NextDueOn    calendar.Day
	NextDue      money.Money
	DaysPastDue  int
	OpenedAt     time.Time
}

// Record is what the store keeps of one loan; NewLoanFile derives the page's figures from it.
type Record struct {
	Loan         lending.Loan
	BorrowerName string
	Mandate      *lending.Mandate
	Disbursement *Disbursement
	Debits       []lending.Debit
	Journals     []lending.Journal // oldest first
	Timeline     []Event
	NextAttempt  calendar.Day // the day from which on a run looks at the loan
}

// NewLoanFile derives everything that a page shows from the record and the day: balances are sums
// of entries, nothing is read from a stored balance.
func NewLoanFile(r Record, today calendar.Day) LoanFile {
	ledger := lending.LedgerOf(r.Journals)
	f := LoanFile{
		Loan: r.Loan, BorrowerName: r.BorrowerName, Mandate: r.Mandate, Disbursement: r.Disbursement,
		Debits: r.Debits, Ledger: ledgerLines(r.Journals), Timeline: r.Timeline,
		DaysPastDue: lending.DaysPastDue(r.Loan.Schedule, ledger, today),
	}
	owes, repaid := ledger.Owes(), ledger.Repaid(r.Loan.Schedule)
	f.Outstanding = Outstanding{owes.Principal, owes.Interest, owes.Fees.Add(owes.Penalties), owes.Total(), repaid.Total()}
	for _, x := range ledger.Instalments(r.Loan.Schedule) {
		f.Instalments = append(f.Instalments, InstalmentLine{
			Row: x.Row, Paid: x.Paid.Total(), Outstanding: x.Owed.Total(), State: instalmentState(x, today),
			Attempts: attemptsOn(r.Debits, x.Row.N), NextAttempt: nextAttempt(r, x, today),
		})
	}
	return f
}

// nextAttempt is when an instalment is next debited: on its due day, or when it has passed, from the
// day on which a run looks at the loan again; NoDay while an officer has to act first.
func nextAttempt(r Record, x lending.Instalment, today calendar.Day) calendar.Day {
	switch {
	case x.Settled() || r.Loan.State != lending.LoanActive || r.Loan.StoppedWhy != "":
		return calendar.NoDay
	case x.Row.DueOn > today:
		return x.Row.DueOn
	}
	return max(today, r.NextAttempt)
}

func unpaidDays(l lending.Ledger, s lending.Schedule) []calendar.Day {
	var days []calendar.Day
	for _, x := range l.Instalments(s) {
		if !x.Settled() {
			days = append(days, x.Row.DueOn)
		}
	}
	return days
}

func attemptsOn(debits []lending.Debit, n int) int {
	count := 0
	for _, d := range debits {
		if d.Instalment == n && d.State.Attempted() {
			count++
		}
	}
	return count
}

func instalmentState(x lending.Instalment, today calendar.Day) string {
	switch {
	case x.Settled():
		return "paid"
	case x.Row.DueOn < today:
		return "overdue"
	case x.Row.DueOn == today:
		return "due"
	}
	return "upcoming"
}

// ledgerLines are the entries as a person reads them: the days of an instalment's interest that
// follow each other are one line with their sum and the last day, because thirty lines of a few naira
// tell nothing. The entries themselves stay single.
func ledgerLines(journals []lending.Journal) []LedgerLine {
	var lines []LedgerLine
	days := map[string]int{} // of the run of accruals that is open: account and side to line
	for _, j := range journals {
		if j.Kind != lending.InterestAccrued {
			clear(days)
		}
		for _, e := range j.Entries {
			key := fmt.Sprint(e.Account, e.Side, e.Instalment)
			at, open := days[key]
			if !open {
				lines = append(lines, LedgerLine{Event: string(j.Kind), Account: e.Account.String()})
				at = len(lines) - 1
			}
			if j.Kind == lending.InterestAccrued {
				days[key] = at
			}
			lines[at].add(j, e)
		}
	}
	return lines
}

func (l *LedgerLine) add(j lending.Journal, e lending.Entry) {
	l.ValueOn, l.At = j.ValueOn, j.BookedAt
	if e.Side == lending.DebitSide {
		l.Debit = l.Debit.Add(e.Amount)
	} else {
		l.Credit = l.Credit.Add(e.Amount)
	}
}
