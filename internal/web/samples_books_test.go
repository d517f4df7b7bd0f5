package web

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
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

// breaksOf are an open difference and a resolved one.
func breaksOf() []servicing.Break {
	open := servicing.Break{ID: "0190abab-0000-7000-8000-000000000001", Kind: servicing.BreakReversed, About: "LW1", Loan: loanID("active"), Amount: money.Kobo(27_877_81), Said: "The bank took ₦27,877.81 of 27 October back", FoundAt: noon}
	done := servicing.Break{ID: "0190abab-0000-7000-8000-000000000002", Kind: servicing.BreakSum, About: "P1", Amount: money.Kobo(100), Said: "Payout P1 says less than its parts.", FoundAt: noon, ResolvedAt: noon, ResolvedBy: efe.Name, Resolution: "We asked the provider; the fee was missing."}
	return []servicing.Break{open, done}
}

func (s *loans) Breaks(_ context.Context, open bool, _ int) ([]servicing.Break, error) {
	if open {
		return breaksOf()[:1], nil
	}
	return breaksOf()[1:], nil
}

func (s *loans) LoanPayments(_ context.Context, loan lending.LoanID) ([]servicing.Payment, error) {
	if loan != loanID("active") {
		return nil, nil
	}
	return []servicing.Payment{
		{Kind: servicing.PaymentTransfer, Amount: money.Kobo(5_000_00), ValueOn: calendar.Date(2026, 11, 2), Reference: "000013261102100000000000000001", RecordedAt: noon, ReversedAt: noon},
		{Kind: servicing.PaymentTransfer, Amount: money.Kobo(5_000_00), ValueOn: calendar.Date(2026, 11, 1), Reference: "000013261101100000000000000001", RecordedAt: noon},
	}, nil
}
