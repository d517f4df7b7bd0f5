package web

import (
	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"
)

// booksOf are the journals of a sample loan: its pay-out, and the principal of what was repaid. Its
// interest is left out, so that a quote is its principal.
func booksOf(f servicing.LoanFile) ([]lending.Journal, error) {
	stamp := func(on calendar.Day) lending.Stamp {
		return lending.Stamp{ID: id.New[lending.Journal](), ValueOn: on, BookedAt: noon, By: "We"}
	}
	out, err := lending.BookDisbursementSent(f.Loan, "LWD1", stamp(f.Loan.DisbursedOn))
	if err != nil {
		return nil, err
	}
	in, err := lending.BookDisbursementConfirmed(f.Loan, "LWD1", stamp(f.Loan.DisbursedOn))
	if err != nil {
		return nil, err
	}
	all := []lending.Journal{out, in}
	for _, i := range f.Instalments {
		if i.State != "paid" {
			continue
		}
		a := lending.Allocation{Shares: []lending.Share{{Instalment: i.Row.N, Account: lending.LoanPrincipal, Amount: i.Row.Principal}}}
		j, err := lending.BookPayment(f.Loan, "p", a, stamp(i.Row.DueOn))
		if err != nil {
			return nil, err
		}
		all = append(all, j)
	}
	return all, nil
}
