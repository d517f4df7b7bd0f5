package lending

import (
	"fmt"
	"math/big"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/money"
)

// The accounts of the chart that a life needs beyond those of entry.go.
const (
	recoveryIncome Account = "4040"
	writeOffLoss   Account = "5020"
	waivers        Account = "5030"
)

var receivables = [4]Account{PenaltiesReceivable, FeesReceivable, InterestReceivable, LoanPrincipal}
var incomes = [3]Account{PenaltyIncome, FeeIncome, InterestIncome}

// line moves an amount from one account to another: a journal of lines is balanced by construction.
type line struct {
	debit, credit Account
	amount        int64
}

// lifeJournal is one journal of a life.
type lifeJournal struct {
	event int
	on    calendar.Day
	kind  string
	lines []line
}

// key is what makes two journals the same.
func (j lifeJournal) key() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %s", j.event, j.on, j.kind)
	for _, l := range j.lines {
		fmt.Fprintf(&b, " %s>%s:%d", l.debit, l.credit, l.amount)
	}
	return b.String()
}

// lifeBooks writes the journals of a loan, in the order of their days.
type lifeBooks struct {
	currency money.Currency
	journals []lifeJournal
	accrued  [3]int64 // what was booked as owed, by claim
	unearned int64    // fees taken at the start
	earned   int64
	from, to calendar.Day // over which they are earned
}

// post books a journal; lines of nothing are left out, and a negative amount goes the other way.
func (b *lifeBooks) post(m *machine, kind string, lines ...line) {
	j := lifeJournal{event: m.event, on: m.day, kind: kind}
	for _, l := range lines {
		if l.amount < 0 {
			l = line{l.credit, l.debit, -l.amount}
		}
		if l.amount > 0 && l.debit != l.credit {
			j.lines = append(j.lines, l)
		}
	}
	if len(j.lines) > 0 {
		b.journals = append(b.journals, j)
	}
}

// disbursed books the first payout: the borrower owes the whole principal, and fees kept back, added
// or paid at the start are income that is still to be earned.
func (b *lifeBooks) disbursed(m *machine, amount int64, fees feeSums, until calendar.Day) {
	b.post(m, "disbursement",
		line{LoanPrincipal, BankOperating, amount - fees.deducted.Minor()},
		line{LoanPrincipal, UnearnedFeeIncome, fees.deducted.Minor() + fees.capitalised.Minor()},
		line{BankOperating, UnearnedFeeIncome, fees.paid.Minor()})
	b.unearned = money.Sum(fees.deducted, fees.capitalised, fees.paid).Minor()
	b.from, b.to = m.day, until
}

// tranche books a later payout.
func (b *lifeBooks) tranche(m *machine, amount int64) {
	b.post(m, "disbursement", line{LoanPrincipal, BankOperating, amount})
}

// accrue books what has come to be owed since the last time: interest day by day, agreed fees as they
// fall due, charges at once, and the part of the fees of the start that is earned.
func (b *lifeBooks) accrue(m *machine) {
	if !m.started || m.written {
		return
	}
	target := m.accruedClaims()
	kinds := [3]string{"penalty", "fee", "interest accrual"}
	for c := range target {
		b.post(m, kinds[c], line{receivables[c], incomes[c], target[c] - b.accrued[c]})
		b.accrued[c] = target[c]
	}
	b.earn(m, m.total().sum() == 0)
}

// earn books the fees of the start into income, evenly over the days of the loan; at its end the rest.
func (b *lifeBooks) earn(m *machine, over bool) {
	days, whole := int64(m.day-b.from), int64(b.to-b.from)
	earned := b.unearned
	if !over && days < whole {
		earned, _ = HalfUp.toMultiple(new(big.Int).Mul(big.NewInt(b.unearned), big.NewInt(days)), big.NewInt(whole), 1)
	}
	b.post(m, "fee earned", line{UnearnedFeeIncome, FeeIncome, earned - b.earned})
	b.earned = earned
}

// accruedClaims is what the rows have asked until today beyond the principal.
func (m *machine) accruedClaims() (sum [3]int64) {
	collector := m.collector()
	for k := range m.rows {
		r := &m.rows[k]
		dealt := r.paid.plus(r.struck)
		sum[onPenalty] += r.asked[onPenalty]
		switch {
		case r.due <= m.day:
			sum[onFee] += r.asked[onFee]
			sum[onInterest] += r.asked[onInterest]
		default:
			sum[onFee] += max(r.asked[onFee]-r.scheduled, dealt[onFee])
			x := dealt[onInterest]
			if r.fixed {
				x = r.asked[onInterest]
			} else if k == collector {
				if accrued, err := m.accruedUntil(m.day); err == nil {
					x = max(x, min(accrued, r.asked[onInterest]))
				}
			}
			sum[onInterest] += x
		}
	}
	return sum
}

// repayment books a payment by what it paid; what is left is the borrower's.
func (b *lifeBooks) repayment(m *machine, source Account, paid claims, left int64) {
	b.accrue(m)
	b.post(m, "repayment",
		line{source, PenaltiesReceivable, paid[onPenalty]}, line{source, FeesReceivable, paid[onFee]},
		line{source, InterestReceivable, paid[onInterest]}, line{source, LoanPrincipal, paid[onPrincipal]},
		line{source, BorrowerCreditBalances, left})
}

// waive books what is forgiven: a penalty against its income, the rest as a cost.
func (b *lifeBooks) waive(m *machine, c int, amount int64) {
	against := waivers
	if c == onPenalty {
		against = PenaltyIncome
	}
	b.post(m, "waiver", line{against, receivables[c], amount})
}

// writeOff books the loss, by what was owed.
func (b *lifeBooks) writeOff(m *machine, q claims) {
	b.earn(m, true)
	b.post(m, "write-off",
		line{writeOffLoss, LoanPrincipal, q[onPrincipal]}, line{writeOffLoss, InterestReceivable, q[onInterest]},
		line{writeOffLoss, FeesReceivable, q[onFee]}, line{writeOffLoss, PenaltiesReceivable, q[onPenalty]})
}
