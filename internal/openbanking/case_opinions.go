package openbanking

import (
	"encoding/json"
	"strings"

	"lendwright/internal/calendar"
	"lendwright/internal/mono"
	"lendwright/internal/origination"
	"lendwright/internal/underwriting"

	"github.com/shopspring/decimal"
)

// income sums what Mono computed for each account. An analysis that found nothing is "not
// determined" and says nothing; it is no income of zero.
func (f *file) income(accounts []underwriting.Account) *underwriting.StatedIncome {
	var sum underwriting.StatedIncome
	determined := false
	for i, x := range f.dossier.Accounts {
		income, ok := read(f, x.ID, origination.SourceIncome, readIncome)
		if !ok || len(income.Streams) == 0 {
			continue
		}
		determined = true
		unit := unitOf(income, accounts[i].Transactions)
		average, _ := scaled(income.MonthlyAverage, unit).Kobo()
		sum.MonthlyAverage += int64(average)
		for _, s := range income.Streams {
			sum.Streams = append(sum.Streams, stream(s, unit))
		}
	}
	if !determined {
		return nil
	}
	return &sum
}

func stream(s mono.IncomeStream, unit decimal.Decimal) underwriting.IncomeStream {
	amount, _ := scaled(s.AverageAmount, unit).Kobo()
	out := underwriting.IncomeStream{Type: strings.ToLower(s.Type), Frequency: strings.ToLower(s.Frequency),
		LastOn: dayOf(s.LastDay), Amount: int64(amount)}
	if s.Stability.Known {
		out.Stability = json.Number(s.Stability.String())
	}
	return out
}

// naira is how many kobo one unit is when an analysis counts in naira.
var naira = decimal.NewFromInt(100)

// unitOf finds whether an analysis counts in kobo or in naira, which Mono's pages leave open: the
// last payment of a stream is looked for among the account's own credits of that day.
func unitOf(income mono.Income, rows []underwriting.Transaction) decimal.Decimal {
	for _, s := range income.Streams {
		last, ok := s.LastAmount.Kobo()
		if !ok || last == 0 {
			continue
		}
		for _, r := range rows {
			if r.Type != string(mono.EntryCredit) || !strings.HasPrefix(r.At, string(s.LastDay)) {
				continue
			}
			switch r.Amount {
			case int64(last):
				return decimal.NewFromInt(1)
			case int64(last) * naira.IntPart():
				return naira
			}
		}
	}
	return decimal.NewFromInt(1)
}

func scaled(f mono.Figure, unit decimal.Decimal) mono.Figure {
	f.Decimal = f.Mul(unit)
	return f
}

// creditworthiness is Mono's opinion of the account that carries the loan best, and the largest debt that it found.
func (f *file) creditworthiness() *underwriting.Creditworthiness {
	var best *underwriting.Creditworthiness
	var debt int64
	for _, x := range f.dossier.Accounts {
		w, ok := read(f, x.ID, origination.SourceCreditworthiness, readCreditworthiness)
		if !ok {
			continue
		}
		if w.Failed() {
			f.lack(origination.SourceCreditworthiness)
			continue
		}
		debt = max(debt, int64(w.Debt.Total.Kobo))
		if best == nil || w.Summary.CanAfford.Yes && !best.CanAfford {
			best = &underwriting.Creditworthiness{CanAfford: w.Summary.CanAfford.Yes, MonthlyPayment: int64(w.Summary.MonthlyPayment.Kobo)}
		}
	}
	if best != nil {
		best.TotalDebt = debt
	}
	return best
}

// bureau reads the credit history; a person whom no bureau knows has one without loans.
func (f *file) bureau() *underwriting.Bureau {
	h, ok := read(f, "", origination.SourceCreditHistory, readCreditHistory)
	if !ok {
		return nil
	}
	out := &underwriting.Bureau{PulledOn: f.dossier.AsOf, Loans: []underwriting.BureauLoan{}}
	for _, e := range f.dossier.Evidence {
		if e.Source == origination.SourceCreditHistory && !e.ArrivedAt.IsZero() {
			out.PulledOn = dayIn(e.ArrivedAt)
		}
	}
	for _, lender := range h.Lenders {
		for _, l := range lender.Loans {
			out.Loans = append(out.Loans, bureauLoan(lender.Institution, l))
		}
	}
	return out
}

// overWords are the statuses of loans that have ended: only of these is the closing date one, of an
// open loan it is the day on which it matures.
var overWords = map[mono.BureauWord]bool{"closed": true, "paid": true, "settled": true, "written-off": true, "charged-off": true}

func bureauLoan(institution string, l mono.BureauLoan) underwriting.BureauLoan {
	out := underwriting.BureauLoan{Institution: institution, OpenedOn: dayOrNil(l.OpenedOn), Principal: int64(l.OpeningBalance.Kobo),
		Instalment: int64(l.RepaymentAmount.Kobo), Status: string(l.Status), Performance: string(l.Performance)}
	if overWords[l.Status] {
		out.ClosedOn = dayOrNil(l.ClosedOn)
	}
	for _, r := range l.Repayments {
		out.Schedule = append(out.Schedule, underwriting.BureauStatus{Month: string(r.Month), Status: string(r.Status)})
	}
	return out
}

// dayOf puts Mono's day into ours; NoDay for one that is none.
func dayOf(d mono.Day) calendar.Day {
	t, ok := d.Time()
	if !ok {
		return calendar.NoDay
	}
	return calendar.Date(t.Date())
}

func dayOrNil(d mono.Day) *calendar.Day {
	day := dayOf(d)
	if !day.Known() {
		return nil
	}
	return &day
}
