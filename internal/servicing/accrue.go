package servicing

import (
	"context"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/lending"
)

// AccrualMark is how far a day's end has come: rows are taken in the order of the day through which
// they are in the books, the loan and the row. The zero value is the beginning.
type AccrualMark struct {
	To   calendar.Day
	Loan lending.LoanID
	N    int
}

// EndToday brings the books of every active loan through today by the desk's clock. A sweep calls
// it: when the day is done already it costs one look.
func (d *Desk) EndToday(ctx context.Context) error { return d.EndDay(ctx, d.today()) }

// EndDay brings the books of every active loan through a day: interest day by day, fees on their due
// days, and the upfront fee's part that is earned; penalties where the rules ask for them. It goes in batches, each a transaction; days that
// were missed are made up for one by one, and a day that is done changes nothing.
func (d *Desk) EndDay(ctx context.Context, on calendar.Day) (err error) {
	defer fault.Wrap(&err, "servicing.EndDay(%s)", on)
	var mark AccrualMark
	for done := 1; done > 0; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if mark, done, err = d.Store.Accrue(ctx, on, d.Now(), mark, d.rules().RunBatch); err != nil {
			return err
		}
	}
	return d.chargePenalties(ctx, on)
}

// accrue brings a locked loan's books through a day and gives them.
func (d *Desk) accrue(ctx context.Context, t Store, l lending.Loan, on calendar.Day) (lending.Ledger, error) {
	if l.State == lending.LoanActive {
		if err := t.AccrueLoan(ctx, l.ID, on, d.Now()); err != nil {
			return lending.Ledger{}, err
		}
	}
	return t.Ledger(ctx, l.ID)
}
