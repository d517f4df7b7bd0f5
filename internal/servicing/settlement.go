package servicing

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"lendwright/internal/calendar"
	"lendwright/internal/fault"
	"lendwright/internal/id"
	"lendwright/internal/lending"
	"lendwright/internal/money"
)

// SettleCollections books what of the collected money has reached our account since it last looked:
// by the provider's payouts, matched debit by debit, or by rule. What differs becomes an item on the
// officers' list and is never made to fit.
func (d *Desk) SettleCollections(ctx context.Context) (err error) {
	defer fault.Wrap(&err, "servicing.SettleCollections")
	if d.rules().Settlement == ByRule {
		return d.eachToPayOut(ctx, d.rules().SettlementDays, func(x lending.Debit) error {
			return d.payOut(ctx, x, d.arrivesOn(x), "", x.Fee)
		})
	}
	now, last := d.Now(), atomic.LoadInt64(&d.payoutsAt)
	if now.Sub(time.UnixMicro(last)) < d.rules().PayoutsEvery {
		return nil
	}
	atomic.CompareAndSwapInt64(&d.payoutsAt, last, now.UnixMicro())
	return errors.Join(d.readPayouts(ctx), d.eachToPayOut(ctx, d.rules().SettlementDays+1, func(x lending.Debit) error {
		return d.Store.AddBreak(ctx, d.broken(BreakNotPaidOut, x.Reference, x.Loan, x.Amount,
			"Taken on "+calendar.DayOf(x.FinishedAt, calendar.Lagos).Words()+" and in no payout since."))
	}))
}

// arrivesOn is the working day on which a debit's money is to reach us.
func (d *Desk) arrivesOn(x lending.Debit) calendar.Day {
	return calendar.DayOf(x.FinishedAt, calendar.Lagos).AddBusinessDays(d.rules().SettlementDays, d.rules().Country)
}

// eachToPayOut does something with each debit that was taken so many working days ago or more.
func (d *Desk) eachToPayOut(ctx context.Context, days int, do func(lending.Debit) error) error {
	last := d.today().AddBusinessDays(-days, d.rules().Country)
	if !calendar.IsBusinessDay(d.today(), d.rules().Country) { // the first day before counts as one
		last = calendar.PreviousBusinessDay(d.today(), d.rules().Country).AddBusinessDays(-days, d.rules().Country)
	}
	before := (last + 1).At(0, 0, calendar.Lagos)
	var errs []error
	for after := lending.DebitID(""); ctx.Err() == nil; {
		found, err := d.Store.DebitsToPayOut(ctx, before, after, d.rules().Batch)
		if err != nil || len(found) == 0 {
			return errors.Join(append(errs, err)...)
		}
		for _, x := range found {
			after = x.ID
			errs = append(errs, do(x))
		}
	}
	return errors.Join(append(errs, ctx.Err())...)
}

// payOut books that a debit's money has arrived, less the fee that the provider kept.
func (d *Desk) payOut(ctx context.Context, x lending.Debit, on calendar.Day, payout string, fee money.Money) error {
	return d.Store.Atomically(ctx, func(t Store) error {
		l, err := lock(ctx, t, x.Loan)
		if err != nil {
			return err
		}
		after, err := t.UpdateDebit(ctx, x.ID, func(y lending.Debit) (lending.Debit, error) { return y.PayOut(on, payout) })
		if errors.Is(err, lending.ErrEnded) {
			return nil // somebody else did, or the bank took it back in between
		}
		if err != nil {
			return err
		}
		j, err := lending.BookSettlement(l, x.ID, after.Collected(), fee, after.Fee, d.stamp(on))
		if err != nil {
			return err
		}
		return t.Post(ctx, j)
	})
}

// readPayouts matches each payout that was not read before, the oldest first, and stops at the first
// that fails: a payout is never read while an older one is not.
func (d *Desk) readPayouts(ctx context.Context) error {
	payouts, err := d.Bank.Payouts(ctx, func(monoID string) (bool, error) { return d.Store.PayoutRead(ctx, monoID) })
	if err != nil {
		return err
	}
	slices.SortStableFunc(payouts, func(a, b Payout) int { return int(a.On) - int(b.On) })
	for _, p := range payouts {
		matched, err := d.matchPayout(ctx, p)
		if err != nil {
			return err
		}
		if err := d.Store.AddPayout(ctx, p, matched, d.Now()); err != nil {
			return err
		}
	}
	return nil
}

// matchPayout is the three-way match of one payout: our debits, the provider's parts, the sum that
// arrived. It counts the parts that are ours and right.
func (d *Desk) matchPayout(ctx context.Context, p Payout) (matched int, err error) {
	sum := money.Of(0, p.Amount.Currency())
	for _, part := range p.Parts {
		sum = sum.Add(part.Amount)
		ok, err := d.matchPart(ctx, p, part)
		if err != nil {
			return matched, err
		}
		if ok {
			matched++
		}
	}
	if !sum.Equal(p.Amount) {
		return matched, d.Store.AddBreak(ctx, d.broken(BreakSum, p.MonoID, "", p.Amount.Sub(sum),
			"Payout "+p.MonoID+" says "+p.Amount.String()+" and its parts sum to "+sum.String()+"."))
	}
	return matched, nil
}

func (d *Desk) matchPart(ctx context.Context, p Payout, part PayoutPart) (bool, error) {
	x, err := d.Store.DebitByReference(ctx, part.Reference)
	if fault.Is(err, fault.NotFound) {
		return false, d.Store.AddBreak(ctx, d.broken(BreakUnknownPart, part.Reference, "", part.Amount,
			"Payout "+p.MonoID+" holds "+part.Amount.String()+" under the reference "+part.Reference+", which we do not know."))
	}
	if err != nil {
		return false, err
	}
	differ := func(kind BreakKind, said string) (bool, error) {
		return false, d.Store.AddBreak(ctx, d.broken(kind, p.MonoID+":"+part.Reference, x.Loan, part.Amount, said))
	}
	switch {
	case part.HeldBack:
		return differ(BreakHeldBack, "The provider withholds the money of debit "+x.Reference+".")
	case x.State != lending.DebitSettled:
		return differ(BreakNotSettled, "Paid out in "+p.MonoID+", but the debit is "+string(x.State)+" here.")
	case x.PaidOut() && x.Payout == p.MonoID:
		return true, nil
	case x.PaidOut():
		return differ(BreakTwicePaid, "Paid out in "+x.Payout+" and again in "+p.MonoID+".")
	case !x.Collected().Equal(part.Amount):
		return differ(BreakAmount, "We took "+x.Collected().String()+", payout "+p.MonoID+" holds "+part.Amount.String()+".")
	}
	return true, d.payOut(ctx, x, p.On, p.MonoID, part.Fee)
}

// broken makes an item for the officers' list.
func (d *Desk) broken(kind BreakKind, about string, loan lending.LoanID, amount money.Money, said string) Break {
	return Break{ID: id.New[Break](), Kind: kind, About: about, Loan: loan, Amount: amount, Said: said, FoundAt: d.Now()}
}

// ResolveBreak lets an officer close an item of the list, saying how.
func (d *Desk) ResolveBreak(ctx context.Context, b BreakID, officer, how string) error {
	if how == "" {
		return fault.Newf(fault.Invalid, "Say how it was resolved.")
	}
	return d.Store.ResolveBreak(ctx, b, officer, how, d.Now())
}
