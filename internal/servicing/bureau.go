package servicing

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// BureauSubject is who a loan is reported on.
type BureauSubject struct {
	Name   string
	BVN    string // eleven digits; in the file only, never logged
	BornOn calendar.Day
	Phone  string
	Email  string
}

// BureauLine is one loan in the monthly submission to the credit bureaux. A loan keeps its contract
// number and its first date for life (DOMAIN: credit bureaux).
type BureauLine struct {
	Book    BookLine
	Subject BureauSubject
	Status  string // open, closed, written off
	Class   string // the prudential class by days past due
}

// bureauHeader are the columns of the file.
var bureauHeader = []string{
	"contract_number", "customer_name", "bvn", "date_of_birth", "phone", "email", "currency", "date_opened", "loan_amount",
	"first_due_date", "maturity_date", "outstanding_balance", "overdue_amount", "days_past_due", "last_payment_date",
	"account_status", "classification", "date_closed", "reported_as_of",
}

// bureauClasses are the classes of microfinance banks by days past due (DOMAIN: prudential classes).
var bureauClasses = []struct {
	from int
	name string
}{{91, "Lost"}, {61, "Doubtful"}, {31, "Substandard"}, {1, "Pass and watch"}, {0, "Performing"}}

func bureauLine(x BookLine, s BureauSubject) BureauLine {
	b := BureauLine{Book: x, Subject: s, Status: "Open"}
	switch {
	case x.WrittenOff.Known():
		b.Status = "Written off"
	case x.ClosedOn.Known():
		b.Status = "Closed"
	}
	for _, c := range bureauClasses {
		if x.DaysPastDue >= c.from {
			b.Class = c.name
			break
		}
	}
	if b.Status == "Written off" {
		b.Class = "Lost"
	}
	return b
}

// Cells are the line's values in the order of the header.
func (b BureauLine) Cells(on calendar.Day) []string {
	x, s := b.Book, b.Subject
	owed := money.Sum(x.Principal, x.Interest, x.Fees)
	return []string{
		x.Number, s.Name, s.BVN, dayCell(s.BornOn), s.Phone, s.Email, string(x.Lent.Currency()), dayCell(x.DisbursedOn), x.Lent.Plain(),
		dayCell(x.FirstDueOn), dayCell(x.LastDueOn), owed.Plain(), x.Overdue.Plain(), strconv.Itoa(x.DaysPastDue), dayCell(x.LastPaidOn),
		b.Status, b.Class, dayCell(x.ClosedOn), dayCell(on),
	}
}

func dayCell(d calendar.Day) string {
	if !d.Known() {
		return ""
	}
	return d.String()
}

// Wrong says what a bureau would refuse of the line; empty when nothing.
func (b BureauLine) Wrong() []string {
	var wrong []string
	say := func(bad bool, said string) {
		if bad {
			wrong = append(wrong, said)
		}
	}
	x := b.Book
	say(b.Subject.Name == "", "customer_name: missing")
	say(!elevenDigits(b.Subject.BVN), "bvn: expected eleven digits")
	say(!b.Subject.BornOn.Known() || b.Subject.BornOn >= x.DisbursedOn, "date_of_birth: missing or after the loan")
	say(!x.FirstDueOn.Known() || x.FirstDueOn < x.DisbursedOn, "first_due_date: missing or before date_opened")
	say(x.Principal.Negative() || x.Interest.Negative() || x.Fees.Negative(), "outstanding_balance: below zero")
	say(x.Overdue.Positive() != (x.DaysPastDue > 0), "days_past_due: does not fit overdue_amount")
	say(b.Status == "Closed" && x.Principal.Positive(), "account_status: closed with a balance")
	return wrong
}

func elevenDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(s) == 11
}

// BureauReport is what became of a month's submission.
type BureauReport struct {
	Lines [][]string // of cells; with the header they are the file
	Wrong []string   // lines that were left out, and why: they are mended and go with the corrections
}

// BureauMonth makes a month's submission as of its last day: every loan that was on the book in the
// month. With corrections only those lines are made that differ from what was last submitted for that
// month, or that could not be submitted then. What is made counts as submitted.
func (d *Desk) BureauMonth(ctx context.Context, last calendar.Day, corrections bool) (r BureauReport, err error) {
	defer fault.Wrap(&err, "servicing.BureauMonth(%s)", last)
	if last >= d.today() {
		return r, fault.Newf(fault.Conflict, "The month is not over.")
	}
	first := monthOf(last)
	var kept []BureauKept
	err = d.Store.BookLines(ctx, last, time.Time{}, func(x BookLine) error {
		if x.ClosedOn.Known() && x.ClosedOn < first {
			return nil
		}
		subject, err := d.Store.BureauSubject(ctx, x.Loan)
		if err != nil {
			return err
		}
		line := bureauLine(x, subject)
		if wrong := line.Wrong(); len(wrong) > 0 {
			for _, w := range wrong {
				r.Wrong = append(r.Wrong, fmt.Sprintf("%s: %s", x.Number, w))
			}
			return nil
		}
		cells := line.Cells(last)
		if corrections {
			before, err := d.Store.BureauSubmitted(ctx, last, x.Loan)
			if err != nil || before == digestOf(cells) {
				return err
			}
		}
		r.Lines = append(r.Lines, cells)
		kept = append(kept, BureauKept{Loan: x.Loan, Digest: digestOf(cells)})
		return nil
	})
	if err != nil {
		return r, err
	}
	return r, d.Store.KeepBureau(ctx, last, kept, d.Now())
}

// BureauKept is what is remembered of a line that was submitted.
type BureauKept struct {
	Loan   lending.LoanID
	Digest string
}
