package servicing

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// AccountTotal is one line of a trial balance.
type AccountTotal struct {
	Account lending.Account
	Debits  money.Money
	Credits money.Money
}

// Balance is debits less credits.
func (a AccountTotal) Balance() money.Money { return a.Debits.Sub(a.Credits) }

// BookCheck is one check of the books (DOMAIN: checks that run nightly). Found counts what is wrong;
// Examples name some of it.
type BookCheck struct {
	Name     string
	Found    int
	Examples []string
}

// ClosedMonth is a month whose books are closed.
type ClosedMonth struct {
	Last     calendar.Day
	ClosedBy string
	ClosedAt time.Time
}

// CheckBooks holds the books against themselves and against debits, mandates and instalments, as of
// today. What is found becomes an item on the officers' list, once for each check and day.
func (d *Desk) CheckBooks(ctx context.Context) (checks []BookCheck, err error) {
	defer fault.Wrap(&err, "servicing.CheckBooks")
	checks, err = d.Store.BookChecks(ctx, d.today())
	errs := []error{err}
	for _, c := range checks {
		if c.Found == 0 {
			continue
		}
		said := fmt.Sprintf("%s: %d, for example %s.", c.Name, c.Found, strings.Join(c.Examples, ", "))
		errs = append(errs, d.Store.AddBreak(ctx, d.broken(BreakBooks, c.Name+":"+d.today().String(), "", money.Kobo(0), said)))
	}
	return checks, errors.Join(errs...)
}

// CheckNightly checks the books once in each night: a sweep calls it, and the first look of a process
// only notes the day, so that a start is never slowed down.
func (d *Desk) CheckNightly(ctx context.Context) error {
	today, last := int64(d.today()), atomic.LoadInt64(&d.checkedOn)
	if today == last || !atomic.CompareAndSwapInt64(&d.checkedOn, last, today) || last == 0 {
		return nil
	}
	_, err := d.CheckBooks(ctx)
	return err
}

// CloseMonth closes the books of a month that is over: every day of it is ended, the allowance for
// expected losses is brought to its last day, the checks find nothing, and no journal is posted into
// it any more. Months are closed in order.
func (d *Desk) CloseMonth(ctx context.Context, last calendar.Day, officer string) (err error) {
	defer fault.Wrap(&err, "servicing.CloseMonth(%s)", last)
	if err := d.closable(ctx, last); err != nil {
		return err
	}
	if err := d.EndDay(ctx, last); err != nil {
		return err
	}
	if err := d.Provide(ctx, last); err != nil {
		return err
	}
	checks, err := d.CheckBooks(ctx)
	if err != nil {
		return err
	}
	for _, c := range checks {
		if c.Found > 0 {
			return fault.Newf(fault.Conflict, "The books cannot be closed: %s (%d).", c.Name, c.Found)
		}
	}
	return d.Store.CloseMonth(ctx, last, officer, d.Now())
}

// closable refuses a day that is no month's last, a month that is not over, and one out of order.
func (d *Desk) closable(ctx context.Context, last calendar.Day) error {
	_, month, _ := last.Date()
	if _, next, _ := (last + 1).Date(); next == month {
		return fault.Newf(fault.Invalid, "%s is not the last day of a month.", last.Words())
	}
	if last >= d.today() {
		return fault.Newf(fault.Conflict, "The month is not over.")
	}
	closed, err := d.Store.ClosedMonths(ctx)
	if err != nil {
		return err
	}
	first, err := d.Store.FirstJournalOn(ctx)
	if err != nil {
		return err
	}
	before := last.AddDays(1).AddMonths(-1, 1).AddDays(-1) // the last day of the month before
	switch {
	case len(closed) > 0 && closed[0].Last >= last:
		return fault.Newf(fault.Conflict, "The books are closed through %s.", closed[0].Last.Words())
	case len(closed) > 0 && closed[0].Last < before, len(closed) == 0 && first.Known() && first <= before:
		return fault.Newf(fault.Conflict, "Close the month before first.")
	}
	return nil
}

// Provide brings the allowance of each loan to what is expected to be lost as of a day, by the rules
// of the desk. Done again it books nothing.
func (d *Desk) Provide(ctx context.Context, on calendar.Day) (err error) {
	defer fault.Wrap(&err, "servicing.Provide(%s)", on)
	var changes []lending.Journal
	err = d.Store.BookLines(ctx, on, time.Time{}, func(x BookLine) error {
		expected := d.rules().Losses.Expected(x.Exposure(on)).Loss
		j, ok, err := lending.BookImpairment(x.Loan, x.Allowance, expected, on, d.stamp(on))
		if err != nil || !ok {
			return err
		}
		changes = append(changes, j)
		return nil
	})
	if err != nil {
		return err
	}
	return d.Store.Allow(ctx, changes, d.Now())
}

// BookLine is one loan that was paid out, as it stood on a day.
type BookLine struct {
	Loan        lending.LoanID
	Number      string
	Borrower    lending.BorrowerID
	DisbursedOn calendar.Day
	ClosedOn    calendar.Day // NoDay while open on that day
	WrittenOff  calendar.Day // NoDay unless written off by that day
	LastDueOn   calendar.Day
	FirstDueOn  calendar.Day
	Lent        money.Money // what the loan's principal was
	Principal   money.Money // outstanding
	Interest    money.Money // accrued and unpaid
	Fees        money.Money
	Penalties   money.Money
	Overdue     money.Money // principal, interest and fees that fell due before the day and are unpaid
	OldestDue   calendar.Day
	DaysPastDue int
	Allowance   money.Money // booked
	LastPaidOn  calendar.Day
}

// Exposure is the line as provisioning reads it.
func (x BookLine) Exposure(on calendar.Day) lending.Exposure {
	return lending.Exposure{
		Owed:        money.Sum(x.Principal, x.Interest, x.Fees),
		DaysPastDue: x.DaysPastDue, DaysLeft: max(0, int(x.LastDueOn-on)),
	}
}
