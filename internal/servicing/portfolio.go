package servicing

import (
	"context"
	"slices"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// BucketLine is what stands in one bucket of days past due.
type BucketLine struct {
	Bucket    lending.Bucket
	Loans     int
	Principal money.Money
	Overdue   money.Money
}

// StageLine is what stands in one stage of IFRS 9.
type StageLine struct {
	Stage    lending.Stage
	Loans    int
	Owed     money.Money
	Expected money.Money // the loss that is expected by the rules
	Booked   money.Money // the allowance in the books
}

// Portfolio is the book of a currency as of a day, from the entries that count by then.
type Portfolio struct {
	On         calendar.Day
	Currency   money.Currency
	Loans      int         // active on the day
	Principal  money.Money // outstanding
	Interest   money.Money // accrued and unpaid
	Overdue    money.Money
	WrittenOff int
	Buckets    []BucketLine
	AtRisk     []lending.AtRisk
	Stages     []StageLine
}

// Portfolios gives the book as of a day, a currency each: arrears by buckets, portfolio at risk, and
// expected losses by stages. known asks for it as it was known at an instant; the zero instant means now.
func (d *Desk) Portfolios(ctx context.Context, on calendar.Day, known time.Time) (_ []Portfolio, err error) {
	defer fault.Wrap(&err, "servicing.Portfolios(%s)", on)
	books := map[money.Currency]*Portfolio{}
	err = d.Store.BookLines(ctx, on, known, func(x BookLine) error {
		c := x.Lent.Currency()
		if books[c] == nil {
			books[c] = newPortfolio(on, c)
		}
		books[c].add(x, d.rules().Losses)
		return nil
	})
	var all []Portfolio
	for _, p := range books {
		all = append(all, *p)
	}
	slices.SortFunc(all, func(a, b Portfolio) int { return b.Loans - a.Loans })
	return all, err
}

func newPortfolio(on calendar.Day, c money.Currency) *Portfolio {
	none := money.Of(0, c)
	p := &Portfolio{On: on, Currency: c, Principal: none, Interest: none, Overdue: none}
	for _, b := range lending.Buckets {
		p.Buckets = append(p.Buckets, BucketLine{Bucket: b, Principal: none, Overdue: none})
	}
	for _, days := range lending.ParDays {
		p.AtRisk = append(p.AtRisk, lending.AtRisk{Days: days, Late: none, Of: none})
	}
	for _, s := range []lending.Stage{lending.Stage1, lending.Stage2, lending.Stage3} {
		p.Stages = append(p.Stages, StageLine{Stage: s, Owed: none, Expected: none, Booked: none})
	}
	return p
}

func (p *Portfolio) add(x BookLine, rules lending.LossRules) {
	switch {
	case x.WrittenOff.Known():
		p.WrittenOff++
		return
	case x.ClosedOn.Known():
		return
	}
	p.Loans++
	p.Principal, p.Interest, p.Overdue = p.Principal.Add(x.Principal), p.Interest.Add(x.Interest), p.Overdue.Add(x.Overdue)
	b := &p.Buckets[lending.BucketOf(x.DaysPastDue)]
	b.Loans, b.Principal, b.Overdue = b.Loans+1, b.Principal.Add(x.Principal), b.Overdue.Add(x.Overdue)
	for i := range p.AtRisk {
		a := &p.AtRisk[i]
		a.Of = a.Of.Add(x.Principal)
		if a.Counts(x.DaysPastDue) {
			a.Loans, a.Late = a.Loans+1, a.Late.Add(x.Principal)
		}
	}
	exposure := x.Exposure(p.On)
	e := rules.Expected(exposure)
	s := &p.Stages[e.Stage-1]
	s.Loans, s.Owed, s.Expected, s.Booked = s.Loans+1, s.Owed.Add(exposure.Owed), s.Expected.Add(e.Loss), s.Booked.Add(x.Allowance)
}

// Roll says what became, a month later, of the principal that stood in a bucket.
type Roll struct {
	From   lending.Bucket
	Of     money.Money                    // principal in the bucket at the beginning
	To     map[lending.Bucket]money.Money // of it by the bucket at the end
	Repaid money.Money                    // of loans that were closed meanwhile
	Lost   money.Money                    // of loans that were written off meanwhile
}

// RollRates follows the loans of each bucket from a day to a later one (DOMAIN: measures; the table
// of a month is the input of a transition matrix).
func (d *Desk) RollRates(ctx context.Context, from, to calendar.Day) (_ []Roll, err error) {
	defer fault.Wrap(&err, "servicing.RollRates(%s, %s)", from, to)
	rolls := make([]Roll, len(lending.Buckets))
	for i, b := range lending.Buckets {
		rolls[i] = Roll{From: b, To: map[lending.Bucket]money.Money{}}
	}
	type start struct {
		bucket    lending.Bucket
		principal money.Money
	}
	began := map[lending.LoanID]start{}
	err = d.Store.BookLines(ctx, from, time.Time{}, func(x BookLine) error {
		if !x.ClosedOn.Known() && !x.WrittenOff.Known() {
			began[x.Loan] = start{lending.BucketOf(x.DaysPastDue), x.Principal}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = d.Store.BookLines(ctx, to, time.Time{}, func(x BookLine) error {
		s, was := began[x.Loan]
		if !was {
			return nil
		}
		r := &rolls[s.bucket]
		r.Of = r.Of.Add(s.principal)
		switch b := lending.BucketOf(x.DaysPastDue); {
		case x.WrittenOff.Known():
			r.Lost = r.Lost.Add(s.principal)
		case x.ClosedOn.Known():
			r.Repaid = r.Repaid.Add(s.principal)
		default:
			r.To[b] = r.To[b].Add(s.principal)
		}
		return nil
	})
	return rolls, err
}

// Vintage is the loans of one month: the share of what was lent that was ever late by more than
// thirty days or written off, after each month on the book.
type Vintage struct {
	Month calendar.Day // its first day
	Loans int
	Lent  money.Money
	Ever  []money.Rate // by months on the book, from 1
}

// Vintages follows the loans of each of the last months through the end of the last month that is
// over, at each month's end from the entries that count by then.
func (d *Desk) Vintages(ctx context.Context, months int) (_ []Vintage, err error) {
	defer fault.Wrap(&err, "servicing.Vintages(%d)", months)
	if months < 1 || months > 60 {
		return nil, fault.Newf(fault.Invalid, "Ask for 1 to 60 months.")
	}
	this := monthOf(d.today())
	first := this.AddMonths(-months, 1)
	cohorts, bad := map[calendar.Day]*Vintage{}, map[lending.LoanID]bool{}
	var order []calendar.Day
	for m := first; m < this; m = m.AddMonths(1, 1) {
		cohorts[m] = &Vintage{Month: m}
		order = append(order, m)
		end, late := m.AddMonths(1, 1)-1, map[calendar.Day]money.Money{}
		err := d.Store.BookLines(ctx, end, time.Time{}, func(x BookLine) error {
			c := cohorts[monthOf(x.DisbursedOn)]
			if c == nil {
				return nil
			}
			if c.Month == m {
				c.Loans, c.Lent = c.Loans+1, c.Lent.Add(x.Lent)
			}
			if x.DaysPastDue > 30 || x.WrittenOff.Known() {
				bad[x.Loan] = true
			}
			if bad[x.Loan] {
				late[c.Month] = late[c.Month].Add(x.Lent)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		for _, c := range cohorts {
			c.Ever = append(c.Ever, lending.ShareOf(late[c.Month], c.Lent))
		}
	}
	all := make([]Vintage, 0, len(order))
	for _, m := range order {
		all = append(all, *cohorts[m])
	}
	return all, nil
}

func monthOf(day calendar.Day) calendar.Day {
	y, m, _ := day.Date()
	return calendar.Date(y, m, 1)
}
