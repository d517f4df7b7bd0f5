package store

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
	"lendwright/internal/servicing"
)

// LoanFile gives everything about one loan as of a day.
func (s Servicing) LoanFile(ctx context.Context, loan lending.LoanID, today calendar.Day) (servicing.LoanFile, error) {
	r, err := s.record(ctx, loan)
	if err != nil {
		return servicing.LoanFile{}, err
	}
	return servicing.NewLoanFile(r, today), nil
}

func (s Servicing) record(ctx context.Context, loan lending.LoanID) (r servicing.Record, err error) {
	var row loanRow
	if err := s.q(ctx).Where("id = ?", loan.String()).Take(&row).Error; err != nil {
		return r, translate(err, "loan")
	}
	if r.Loan, err = row.loan(); err != nil {
		return r, err
	}
	r.NextAttempt = row.NextAttemptOn.Day()
	if r.Debits, err = s.LoanDebits(ctx, loan); err != nil {
		return r, err
	}
	if r.Journals, err = s.Journals(ctx, loan); err != nil {
		return r, err
	}
	mandates, err := s.LoanMandates(ctx, loan)
	if err != nil {
		return r, err
	}
	if len(mandates) > 0 {
		r.Mandate = &mandates[0]
	}
	switch x, err := s.Disbursement(ctx, loan); {
	case err == nil:
		r.Disbursement = &x
	case !fault.Is(err, fault.NotFound):
		return r, err
	}
	return s.people(ctx, r)
}

// people adds the borrower's name and the timeline.
func (s Servicing) people(ctx context.Context, r servicing.Record) (servicing.Record, error) {
	var names []string
	if err := s.q(ctx).Raw("SELECT name FROM users WHERE id = ?", r.Loan.Borrower.String()).Scan(&names).Error; err != nil {
		return r, translate(err, "user")
	}
	if len(names) > 0 {
		r.BorrowerName = names[0]
	}
	events, err := s.Events(ctx, r.Loan.ID.String())
	for _, e := range events {
		r.Timeline = append(r.Timeline, servicing.Event{At: e.At, Who: e.Who, What: e.What})
	}
	return r, err
}
